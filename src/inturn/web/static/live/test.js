// The guided test: the server decides what comes next; this page shows, says and draws it, and sends pictures.

import { setEnabled, speak, tone, voiceReady } from "../js/voice.js";
import { CameraTrouble, Film, Pictures, cameras, close, open } from "./camera.js";
import { draw } from "./draw.js";
import { Link, seconds } from "./link.js";
import { Guide } from "./guide.js";
import { words } from "./words.js";

const EVERY_MS = 64;
const at = (id) => document.getElementById(id);
const live = at("live");
const preview = at("preview");
const pictures = new Pictures(preview);
const guide = new Guide();

let link = null;
let stream = null;
let film = null;
let size = [640, 360];
let begun = false;
let paused = false;
let gone = false;
let taking = false;
let goOn = live.dataset.again !== "";
let timer = null;

function wrong(code) {
  const where = live.hidden ? at("wrong") : at("status");
  where.textContent = words(code) || code;
  where.hidden = false;
  if (live.hidden) where.scrollIntoView({ block: "center" });
}

async function listCameras() {
  const found = await cameras();
  const chosen = at("camera").value;
  at("camera").replaceChildren(
    ...found.map((device, index) => {
      const option = document.createElement("option");
      option.value = device.deviceId;
      option.textContent = device.label || words("camera_n", { n: index + 1 });
      return option;
    }),
  );
  at("camera").value = found.some((device) => device.deviceId === chosen) ? chosen : (found[0]?.deviceId ?? "");
  at("camera-field").hidden = found.length < 2;
}

async function turnOn() {
  close(stream);
  stream = await open(at("camera").value);
  for (const track of stream.getVideoTracks()) track.addEventListener("ended", unplugged);
  preview.srcObject = stream;
  await preview.play();
  gone = false;
  await listCameras();
}

async function unplugged() {
  gone = true; // the video keeps its last picture, which is nobody's any more
  wrong("unplugged");
  guide.say("unplugged");
  speak(words("unplugged"), { tone: "wrong" });
  navigator.mediaDevices.addEventListener("devicechange", again);
  async function again() {
    try {
      await turnOn();
      at("status").textContent = "";
      guide.reset();
      navigator.mediaDevices.removeEventListener("devicechange", again);
    } catch {
      // not yet
    }
  }
}

async function start() {
  setEnabled(at("speak").checked);
  tone("go"); // browsers let a page be heard only after a tap: this is it
  at("wrong").hidden = true;
  try {
    await turnOn();
  } catch (error) {
    wrong(error instanceof CameraTrouble ? error.code : "missing");
    return;
  }
  if (at("film").checked && Film.possible) film = new Film(stream);
  at("before").hidden = true;
  live.hidden = false;
  guide.say("wait");
  await awake();
  connect();
}

async function awake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // a screen that may not be kept awake: the test works all the same
  }
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

function number(id) {
  const text = at(id).value.trim();
  return text === "" ? null : Number(text);
}

function begin() {
  link.tell({
    do: "begin",
    go_on: begun || goOn,
    support: at("support").value,
    stick_left_cm: number("stick-left"),
    stick_right_cm: number("stick-right"),
    occasion: live.dataset.occasion,
  });
}

function ready(answer) {
  at("status").textContent = "";
  if (!begun && live.dataset.again) {
    if (answer.guide.stage === "done") link.tell({ do: "again", side: live.dataset.again });
    live.dataset.again = "";
  }
  begun = true;
  guide.reset();
  pacedAt = performance.now() + 3000;
  timer ??= setInterval(tick, EVERY_MS);
}

async function tick() {
  if (taking || paused || gone || document.hidden || !begun || !guide.looking || !link.room) return;
  taking = true;
  const time = seconds();
  const picture = await pictures.take();
  taking = false;
  if (picture === null || !link.room) return;
  size = picture.size;
  link.send(picture.jpeg, time);
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
  preview.classList.toggle("flipped", !answer.guide.mirrored);
  at("drawing").classList.toggle("flipped", !answer.guide.mirrored);
  if (answer.points || !guide.looking) draw(at("drawing"), size, answer);
  if (answer.kept || answer.refused) ended(answer);
  pace();
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
  close(stream);
  live.hidden = true;
  at("before").hidden = false;
  wrong(sentence);
}

let pacedAt = Infinity;
function pace() {
  if (gone || performance.now() - pacedAt < 2000) return;
  pacedAt = performance.now();
  const found = link.pace;
  live.dataset.fps = found.fps;
  live.dataset.ms = found.ms;
  if (guide.looking && !paused) at("status").textContent = words(found.fps < 7 ? "slow" : "fps", found);
}

async function ended(answer) {
  clearInterval(timer);
  timer = null;
  if (answer.refused) {
    guide.show(answer.refused, "");
    at("retry").hidden = false;
    return;
  }
  const address = live.dataset.result.replace("ID", answer.kept);
  at("see").href = address;
  at("see").hidden = false;
  if (film === null) {
    link.close();
    close(stream);
    location.assign(address);
    return;
  }
  at("save").href = URL.createObjectURL(await film.end());
  at("save").download = `inturn-test.${film.ending}`;
  at("save").hidden = false;
  film = null;
  close(stream);
}

function elsewhere() {
  clearInterval(timer);
  timer = null;
  wrong("elsewhere");
  guide.say("elsewhere");
  at("pause").textContent = words("here");
  at("pause").dataset.back = "yes";
}

function pause() {
  if (at("pause").dataset.back) {
    delete at("pause").dataset.back;
    at("pause").textContent = words("pause");
    connect();
    return;
  }
  paused = !paused;
  at("pause").textContent = words(paused ? "go_on" : "pause");
  if (paused) guide.say("paused");
  else guide.reset();
}

at("setup").addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
at("go-on").addEventListener("click", () => {
  goOn = true;
  start();
});
at("camera").addEventListener("change", () => stream && turnOn().catch((error) => wrong(error.code ?? "missing")));
at("pause").addEventListener("click", pause);
at("stop").addEventListener("click", () => {
  if (!window.confirm(words("sure_stop"))) return;
  link?.close();
  close(stream);
  location.assign(document.querySelector("#before .buttons a").href);
});
at("anyway").addEventListener("click", () => link.tell({ do: "anyway" }));
at("enough").addEventListener("click", () => link.tell({ do: "enough" }));
at("leg-right").addEventListener("click", () => link.tell({ do: "confirm", right: true }));
at("leg-wrong").addEventListener("click", () => link.tell({ do: "confirm", right: false }));
at("pain").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  link.tell({ do: "pain", score: Number(given.get("score")), where: at("where").value.trim() || null });
  event.target.reset();
  guide.waiting();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !begun || gone) return;
  at("status").textContent = words("hidden");
  pacedAt = performance.now() + 3000; // long enough to be read
});
navigator.mediaDevices?.addEventListener?.("devicechange", listCameras);
at("go-on").hidden = live.dataset.unfinished !== "yes";
voiceReady().then((there) => {
  at("voice-help").textContent = there ? "" : words("no_voice");
});
listCameras();
if (live.dataset.again) start();
