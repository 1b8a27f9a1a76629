// The guided test: the server decides what comes next; this page shows, says and draws it, and sends pictures.

import { setEnabled, speak, tone, voiceReady } from "../js/voice.js";
import { listen, toldBefore } from "./by_hand.js";
import { CameraTrouble } from "./camera.js";
import { draw } from "./draw.js";
import { Guide } from "./guide.js";
import { Idle } from "./idle.js";
import { Link } from "./link.js";
import { OwnFilm } from "./own_film.js";
import { Pace } from "./pace.js";
import { Sending } from "./sending.js";
import { Source } from "./source.js";
import { words } from "./words.js";

const at = (id) => document.getElementById(id);
const live = at("live");
const preview = at("preview");
const guide = new Guide();
const source = new Source({ preview, choice: at("camera"), field: at("camera-field") });
const film = new OwnFilm(at("save"));
const pace = new Pace(live);
const sending = new Sending(preview, wanted);
const idle = new Idle(forgotten);

let link = null;
let begun = false;
let paused = false;
let asleep = false; // the camera was turned off because nobody seemed to be there
let screen = null; // what keeps it awake
let lacking = null; // what is wrong with the camera: "unplugged" or "silent"
let goOn = live.dataset.again !== "";

/** Whether there is anything to look at now. */
function wanted() {
  return begun && !paused && source.there && !document.hidden && guide.looking;
}

function wrong(code) {
  const where = live.hidden ? at("wrong") : at("status");
  where.textContent = words(code) || code;
  where.hidden = false;
  if (live.hidden) where.scrollIntoView({ block: "center" });
}

function gone(code) {
  wrong(code);
  lacking = code;
  if (at("pain").hidden) guide.halt(code); // else the question stays: no camera is needed to answer it
  speak(words(code), { tone: "wrong" });
}

function back() {
  at("status").textContent = "";
  lacking = null;
  anew();
}

/** Everything is said anew; where it stands still, why it does. */
function anew() {
  guide.reset();
  const why = paused ? "paused" : lacking;
  if (why) guide.halt(why);
}

async function start() {
  setEnabled(at("speak").checked);
  tone("go"); // browsers let a page be heard only after a tap: this is it
  at("wrong").hidden = true;
  try {
    await source.turnOn();
  } catch (error) {
    wrong(error instanceof CameraTrouble ? error.code : "missing");
    return;
  }
  if (at("film").checked) film.begin(source.stream);
  at("before").hidden = true;
  live.hidden = false;
  guide.say("wait");
  live.focus({ preventScroll: true });
  await awake();
  connect();
}

async function awake() {
  try {
    screen = await navigator.wakeLock?.request("screen");
  } catch {
    // a screen that may not be kept awake: the test works all the same
  }
}

/** Nothing has happened for long: the camera and the screen need not stay on for that. */
function forgotten() {
  asleep = true;
  source.turnOff();
  screen?.release();
  if (guide.looking) {
    paused = true;
    at("pause").textContent = words("go_on");
    guide.halt("forgotten");
  } else wrong("forgotten"); // the question stays: no camera is needed to answer it
}

async function wake() {
  try {
    await source.turnOn();
  } catch (error) {
    wrong(error.code ?? "missing");
    paused = true;
    at("pause").textContent = words("go_on");
    return false;
  }
  asleep = false;
  lacking = null;
  at("status").textContent = "";
  await awake();
  idle.begin();
  return true;
}

function connect() {
  link = new Link({
    socket: live.dataset.socket,
    picture: live.dataset.picture,
    tell: live.dataset.tell,
    token: document.querySelector("[name=csrfmiddlewaretoken]").value,
  });
  link.addEventListener("up", begin);
  link.addEventListener("down", () => wrong("offline"));
  link.addEventListener("elsewhere", elsewhere);
  link.addEventListener("answer", (event) => hear(event.detail));
  link.open();
}

function begin() {
  link.tell({
    do: "begin",
    go_on: begun || goOn,
    occasion: live.dataset.occasion,
    ...toldBefore(),
  });
}

function ready(answer) {
  at("status").textContent = "";
  if (!begun && live.dataset.again) {
    if (answer.guide.stage === "done") link.tell({ do: "again", side: live.dataset.again });
    live.dataset.again = "";
  }
  begun = true;
  anew();
  if (!asleep) idle.begin();
  pace.hold();
  sending.begin(link);
}

function hear(answer) {
  if (answer.error) {
    failed(answer.error);
    return;
  }
  if (answer.gone) {
    begin();
    return;
  }
  if (answer.ready) ready(answer);
  if (answer.guide === undefined) return;
  guide.take(answer);
  idle.notice([answer.guide.stage, answer.guide.sides.left.attempts, answer.guide.sides.right.attempts].join());
  if (asleep && guide.looking && !paused) wake(); // the question was answered: on with the other side
  if (paused && !guide.looking) unpause(); // the last picture ended the side: the question comes first
  preview.classList.toggle("flipped", !answer.guide.mirrored);
  at("drawing").classList.toggle("flipped", !answer.guide.mirrored);
  if (answer.points || !guide.looking) draw(at("drawing"), sending.size, answer);
  if (answer.kept || answer.refused) ended(answer);
  if (source.there) pace.show(link.pace, guide.looking && !paused);
}

function failed(sentence) {
  if (begun) {
    at("status").textContent = sentence;
    return;
  }
  if (goOn) {
    goOn = false; // there is nothing to go on with: begin anew
    live.dataset.again = "";
    begin();
    return;
  }
  link.close();
  source.turnOff();
  live.hidden = true;
  at("before").hidden = false;
  wrong(sentence);
}

async function ended(answer) {
  sending.end();
  if (answer.refused) {
    guide.show(answer.refused, "");
    await leave();
    return;
  }
  const address = live.dataset.result.replace("ID", answer.kept);
  if (!film.made) {
    link.close();
    source.turnOff();
    location.assign(address);
    return;
  }
  at("see").href = address;
  at("see").hidden = false;
  await handOver();
}

/** Nothing more is filmed; the person's own film is offered. */
async function handOver() {
  idle.end();
  for (const name of ["pause", "stop", "enough", "anyway", "which", "pain", "cue"]) at(name).hidden = true;
  await film.offer();
  source.turnOff();
}

async function leave() {
  link?.close();
  sending.end();
  await handOver();
  at("status").textContent = "";
  at("pace").textContent = "";
  at("retry").hidden = false;
}

async function stop() {
  if (!window.confirm(words("sure_stop"))) return;
  if (!film.made) {
    link?.close();
    source.turnOff();
    location.assign(document.querySelector("#before .buttons a").href);
    return;
  }
  guide.show(words("stopped"), "");
  await leave();
}

function elsewhere() {
  sending.end();
  wrong("elsewhere");
  guide.halt("elsewhere");
  at("pause").hidden = false;
  at("pause").textContent = words("here");
  at("pause").dataset.back = "yes";
}

async function pause() {
  if (asleep && !(await wake())) return;
  if (at("pause").dataset.back) {
    delete at("pause").dataset.back;
    at("pause").textContent = words("pause");
    connect();
    return;
  }
  if (paused) unpause();
  else {
    paused = true;
    at("pause").textContent = words("go_on");
  }
  anew();
}

function unpause() {
  paused = false;
  at("pause").textContent = words("pause");
}

at("setup").addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
at("go-on").addEventListener("click", () => {
  goOn = true;
  start();
});
at("camera").addEventListener("change", () => begun && source.turnOn().catch((error) => wrong(error.code ?? "missing")));
preview.addEventListener("resize", () => {
  preview.closest(".view").classList.toggle("low", preview.videoWidth > preview.videoHeight);
});
at("pause").addEventListener("click", pause);
at("stop").addEventListener("click", stop);
listen((command) => link.tell(command), () => guide.waiting());
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !begun || asleep) return;
  awake(); // hiding the page let the screen sleep again
  if (!source.there) return;
  at("status").textContent = words("hidden");
  pace.hold(); // long enough to be read
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // a page that the browser had kept has no camera any more
});
source.addEventListener("gone", (event) => gone(event.detail));
source.addEventListener("back", back);
at("go-on").hidden = live.dataset.unfinished !== "yes";
voiceReady().then((there) => {
  at("voice-help").textContent = there ? "" : words("no_voice");
});
source.list();
at("start").disabled = false; // pressed before, it would send the form as a plain one
if (live.dataset.again) start();
