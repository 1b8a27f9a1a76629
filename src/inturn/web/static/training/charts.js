// Values of a chart: pointed at, touched or walked to with the arrow keys, each is said below the drawing.
for (const box of document.querySelectorAll("[data-chart]")) explore(box);

function explore(box) {
  const readout = box.querySelector("[data-readout]");
  for (const svg of box.querySelectorAll("svg")) {
    const values = [...svg.querySelectorAll(".value")];
    if (values.length === 0) continue;
    values.sort((one, other) => middle(one).x - middle(other).x);
    for (const [i, value] of values.entries()) value.tabIndex = i === 0 ? 0 : -1;
    svg.addEventListener("keydown", (event) => walk(event, values));
    svg.addEventListener("focusin", (event) => say(event.target.closest(".value"), values, readout));
    svg.addEventListener("pointermove", (event) => say(nearest(event, svg, values), values, readout));
    svg.addEventListener("pointerdown", (event) => say(nearest(event, svg, values), values, readout));
  }
}

function walk(event, values) {
  const here = values.indexOf(document.activeElement);
  const steps = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: values.length - 1 };
  if (here < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const next = values[Math.min(Math.max(steps[event.key], 0), values.length - 1)];
  for (const value of values) value.tabIndex = value === next ? 0 : -1;
  next.focus();
}

function nearest(event, svg, values) {
  const frame = svg.getScreenCTM();
  if (!frame) return null;
  const x = (event.clientX - frame.e) / frame.a;
  const y = (event.clientY - frame.f) / frame.d;
  let best = null;
  let least = Infinity;
  for (const value of values) {
    const spot = middle(value);
    const far = (spot.x - x) ** 2 + (0.5 * (spot.y - y)) ** 2;
    if (far < least) [best, least] = [value, far];
  }
  return best;
}

function middle(value) {
  const box = value.getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function say(value, values, readout) {
  for (const other of values) other.classList.toggle("here", other === value);
  if (value && readout) readout.textContent = value.getAttribute("aria-label");
}
