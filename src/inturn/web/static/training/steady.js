// Forms that lose nothing: what is typed is kept in this tab, and a form is sent only once the app answers.
const EXPIRES_MS = 30 * 60 * 1000;
const AGAIN_MS = 1500;

for (const form of document.querySelectorAll("form[data-steady]")) steady(form);

function steady(form) {
  const key = `draft ${location.pathname} ${form.dataset.steady}`;
  restore(form, key);
  form.addEventListener("input", () => keep(form, key));
  form.addEventListener("submit", (event) => {
    if (form.dataset.sure === "yes") {
      form.dataset.sure = "sent"; // this once; a second tap is not a second set
      return;
    }
    event.preventDefault();
    if (!form.dataset.sure) send(form, event.submitter);
  });
  addEventListener("pageshow", () => {
    delete form.dataset.sure; // back on a page that the browser had kept
    delete form.dataset.waiting;
  });
}

async function send(form, submitter) {
  if (form.dataset.waiting) return;
  form.dataset.waiting = "yes";
  let tries = 0;
  while (!(await answers())) {
    tries += 1;
    say(form, true);
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  if (tries > 0) say(form, false);
  form.dataset.sure = "yes";
  form.requestSubmit(submitter);
}

async function answers() {
  try {
    return (await fetch("/alive", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

function say(form, lost) {
  let place = form.querySelector("[data-steady-said]");
  if (!place) {
    place = document.createElement("p");
    place.className = "notice work";
    place.setAttribute("role", "status");
    place.dataset.steadySaid = "";
    form.append(place);
  }
  const words = document.querySelector("#steady-words");
  place.hidden = !lost;
  place.textContent = lost && words ? words.dataset.lost : "";
}

function fields(form) {
  return [...form.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit" && e.tagName !== "BUTTON");
}

function keep(form, key) {
  const values = {};
  for (const field of fields(form)) {
    if (field.type === "radio") {
      if (field.checked) values[field.name] = field.value;
    } else values[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
}

function restore(form, key) {
  const found = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!found || Date.now() - found.at > EXPIRES_MS) return;
  for (const field of fields(form)) {
    if (!(field.name in found.values)) continue;
    const value = found.values[field.name];
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
}
