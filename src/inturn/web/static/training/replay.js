// A kept recording as a moving skeleton: positions and words come from the server, this draws them.
const COLOURS = { left: "#5ab4ff", right: "#ffa550", other: "#f5f7fa", rim: "#121820", stick: "#ffdd5a" };
const MARGIN = 0.06;
const box = document.querySelector("[data-replay]");
if (box) begin(box);

async function begin(place) {
  const find = (name) => place.querySelector(`[data-${name}]`);
  let film;
  try {
    const answer = await fetch(place.dataset.replay);
    if (!answer.ok) throw new Error(String(answer.status));
    film = await answer.json();
  } catch {
    find("headline").textContent = place.dataset.failed;
    return;
  }
  const canvas = find("canvas");
  const view = frame(film);
  canvas.width = 720;
  canvas.height = Math.round((720 * view.height) / view.width);
  const toggle = find("toggle");
  const seek = find("seek");
  const state = { at: 0, playing: false, last: 0 };
  seek.max = String(film.duration_s);
  seek.disabled = toggle.disabled = false;
  curve(film.curve);

  toggle.addEventListener("click", () => (state.playing ? stop() : play()));
  seek.addEventListener("input", () => {
    stop();
    go(Number(seek.value));
  });
  for (const button of document.querySelectorAll("[data-at]")) {
    button.addEventListener("click", () => {
      go(Number(button.dataset.at));
      place.scrollIntoView({ block: "center" });
      play();
    });
  }
  go(film.trials.length ? film.trials[0].peak_s : 0);

  function play() {
    if (state.at >= film.duration_s - 0.05) state.at = 0;
    state.playing = true;
    state.last = performance.now();
    toggle.textContent = place.dataset.pause;
    requestAnimationFrame(step);
  }

  function stop() {
    state.playing = false;
    toggle.textContent = place.dataset.play;
  }

  function step(now) {
    if (!state.playing) return;
    const passed = Math.min((now - state.last) / 1000, 0.25);
    state.last = now;
    go(Math.min(state.at + passed, film.duration_s));
    if (state.at >= film.duration_s) stop();
    else requestAnimationFrame(step);
  }

  function go(time) {
    state.at = time;
    seek.value = String(time);
    find("time").textContent = `${time.toFixed(1)} s`;
    const picture = nearest(film.pictures, time);
    if (!picture) return;
    draw(canvas, view, film, picture);
    setText(find("headline"), picture.headline);
    setText(find("number"), [picture.number, picture.detail].filter(Boolean).join(" · "));
    setText(find("warning"), picture.warning);
    seek.setAttribute("aria-valuetext", `${time.toFixed(1)} s, ${picture.headline} ${picture.number}`);
  }
}

// The part of the picture that the person is in, with a margin: a skeleton in a wide empty picture cannot be read.
function frame(film) {
  const points = film.pictures.flatMap((p) => p.points.filter(Boolean));
  if (points.length === 0) return { left: 0, top: 0, width: film.width, height: film.height };
  const along = (i) => points.map((p) => p[i]).sort((a, b) => a - b);
  const share = (list, s) => list[Math.min(list.length - 1, Math.floor(s * list.length))];
  const [us, vs] = [along(0), along(1)];
  const [left, right, top, bottom] = [share(us, 0.002), share(us, 0.998), share(vs, 0.002), share(vs, 0.998)];
  const room = MARGIN * Math.max(right - left, bottom - top);
  const height = bottom - top + 2 * room;
  const width = Math.max(right - left + 2 * room, 0.75 * height);
  return { left: (left + right) / 2 - width / 2, top: top - room, width, height };
}

function draw(canvas, view, film, picture) {
  const pen = canvas.getContext("2d");
  const scale = canvas.width / view.width;
  const spot = (p) => [(p[0] - view.left) * scale, (p[1] - view.top) * scale];
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineCap = "round";
  if (picture.stick_u !== null) stick(pen, (picture.stick_u - view.left) * scale, canvas.height);
  const tested = new Set(picture.side ? leg(picture.side) : []);
  const lines = [];
  for (const [a, b] of film.bones) {
    const [one, other] = [picture.points[a], picture.points[b]];
    if (!one || !other) continue;
    const mine = tested.has(a) && tested.has(b);
    lines.push([spot(one), spot(other), mine ? COLOURS[picture.side] : COLOURS.other, mine ? 13 : 7]);
  }
  for (const [a, b, , width] of lines) stroke(pen, a, b, COLOURS.rim, width + 5);
  for (const [a, b, colour, width] of lines) stroke(pen, a, b, colour, width);
  const head = picture.points[0];
  if (head) {
    const [x, y] = spot(head);
    pen.beginPath();
    pen.arc(x, y, 0.035 * canvas.height, 0, 2 * Math.PI);
    pen.strokeStyle = COLOURS.other;
    pen.lineWidth = 6;
    pen.stroke();
  }
}

// Hip, knee and ankle of a side, by their numbers among the 33 points.
function leg(side) {
  return side === "left" ? [23, 25, 27] : [24, 26, 28];
}

function stroke(pen, a, b, colour, width) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(...a);
  pen.lineTo(...b);
  pen.stroke();
}

function stick(pen, x, height) {
  pen.setLineDash([2, 14]);
  stroke(pen, [x, 0.35 * height], [x, height], COLOURS.stick, 6);
  pen.setLineDash([]);
}

function nearest(pictures, time) {
  let [low, high] = [0, pictures.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pictures[middle].time_s < time) low = middle + 1;
    else high = middle;
  }
  const before = pictures[low - 1];
  return before && time - before.time_s < pictures[low].time_s - time ? before : pictures[low];
}

function curve([wide, narrow]) {
  const place = document.querySelector("[data-curve]");
  for (const [name, text] of [["wide", wide], ["narrow", narrow]]) {
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    place.querySelector(`[data-curve-${name}]`).replaceChildren(document.importNode(drawing, true));
  }
  place.hidden = false;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
