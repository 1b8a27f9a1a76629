// The camera as a coach of a set: pictures go to the app, its count, cues and tempo come back. The player keeps the count:
// it hears "coach-on", "coach-off" and "coach-count", and says "set-over". Whatever goes wrong here, taps go on.

import { CameraTrouble } from "../live/camera.js";
import { draw } from "../live/draw.js";
import { Idle } from "../live/idle.js";
import { Link } from "../live/link.js";
import { Sending } from "../live/sending.js";
import { Source } from "../live/source.js";
import { words } from "../live/words.js";
import { speak, voiceReady } from "../js/voice.js";

const CUE_MS = 4000;
const SLOW_FPS = 5;
const player = document.querySelector("[data-player]");
const box = document.querySelector("[data-coach-place]");
if (player && box) start();

function start() {
  const find = (name) => box.querySelector(`[data-coach-${name}]`);
  const parts = Object.fromEntries(
    ["offer", "choice", "on", "off", "live", "cue", "preview", "drawing", "far", "tempo", "advice", "unjudged", "clean", "said"].map((name) => [name, find(name)]),
  );
  const choice = box.querySelector("#coach-camera");
  const form = document.querySelector("[data-told]");
  const sending = new Sending(parts.preview, () => state.ready && !document.hidden);
  const counts = player.dataset.counts === "yes";
  const source = new Source({ preview: parts.preview, choice, field: parts.choice });
  const idle = new Idle(() => off("forgotten"));
  const state = { link: null, ready: false, base: 0, cueUntil: 0, advised: "", quality: null, pacedAt: 0 };

  box.hidden = false;
  parts.on.addEventListener("click", on);
  parts.off.addEventListener("click", () => off());
  choice.addEventListener("change", () => source.stream && source.turnOn().catch((error) => off(error.code ?? "missing")));
  player.addEventListener("set-over", over);
  source.addEventListener("gone", (event) => off(event.detail));
  addEventListener("pagehide", () => off());
  voiceReady();
  source.list();

  async function on() {
    parts.on.disabled = true;
    say("");
    try {
      await source.turnOn();
    } catch (error) {
      off(error instanceof CameraTrouble ? error.code : "missing");
      return;
    } finally {
      parts.on.disabled = false;
    }
    parts.offer.hidden = true;
    parts.live.hidden = false;
    parts.cue.textContent = words("wait");
    state.link = new Link({
      socket: box.dataset.socket,
      picture: box.dataset.picture,
      tell: box.dataset.tell,
      token: form.querySelector("[name=csrfmiddlewaretoken]").value,
    });
    const link = state.link;
    const mine = (work) => (event) => link === state.link && work(event.detail); // not of a camera turned off since
    link.addEventListener("up", mine(begin));
    link.addEventListener("down", mine(() => say(words("offline"))));
    link.addEventListener("elsewhere", mine(() => off("elsewhere")));
    link.addEventListener("answer", mine(hear));
    link.open();
  }

  function begin() {
    const { exercise, side, key } = box.dataset;
    state.link.tell({ do: "begin", exercise, side: side || null, key, go_on: true });
  }

  function off(code) {
    sending.end();
    idle.end();
    state.link?.close();
    source.turnOff();
    Object.assign(state, { link: null, ready: false });
    parts.offer.hidden = false;
    parts.live.hidden = true;
    box.dataset.stage = "off";
    if (code) {
      say(words(code) || code);
      speak(words(code), { tone: "wrong" });
    }
    emit("coach-off");
  }

  function hear(answer) {
    if (answer.error && !state.ready) off(answer.error);
    else if (answer.error) say(answer.error);
    else if (answer.gone) begin();
    else if (answer.ready) ready(answer);
    else if (answer.count !== undefined) shown(answer);
  }

  function ready(answer) {
    state.base = answer.count;
    state.ready = true;
    state.pacedAt = performance.now() + 4000;
    sending.begin(state.link);
    idle.begin();
    box.dataset.stage = "watching";
    say("");
    parts.cue.textContent = words("place");
    emit("coach-on");
  }

  function shown(answer) {
    idle.notice([answer.count, Math.floor(answer.held_s ?? 0)].join());
    const more = counts ? answer.count - state.base : 0;
    state.base = answer.count;
    if (answer.quality) clean(answer.quality);
    if (answer.points) draw(parts.drawing, sending.size, { points: answer.points, guide: {}, lines: {} });
    if (more > 0) emit("coach-count", more);
    cue(answer, more);
    parts.far.hidden = !counts;
    parts.far.value = answer.excursion ?? 0;
    if (answer.tempo) tempo(answer.tempo, answer.faulty);
    fill(parts.advice, answer.camera ?? []);
    fill(parts.unjudged.querySelector("ul"), answer.unjudged ?? []);
    parts.unjudged.hidden = !answer.unjudged?.length;
    pace();
  }

  function tempo([down, pause, up], faulty) {
    parts.tempo.textContent = [words("tempo", { down, pause, up }), ...faulty].join(" · ");
  }

  // One thing at a time: the cue, else the new count, else what the camera needs, else where one stands.
  function cue(answer, more) {
    const now = performance.now();
    const advice = answer.camera?.[0] ?? "";
    if (answer.cue) large(answer.cue, "wrong", now);
    else if (more > 0) speak(player.querySelector("[data-count]").textContent, { tone: "good" });
    else if (answer.attempt && counts) large(words("attempt"), "wrong", now);
    if (now < state.cueUntil) return;
    parts.cue.dataset.kind = "";
    if (advice && advice !== state.advised) speak(advice, { tone: "wrong" });
    state.advised = advice || state.advised;
    if (answer.held_s != null) parts.cue.textContent = words("held", { seconds: Math.floor(answer.held_s) });
    else if (answer.phase === "moving") parts.cue.textContent = words("moving");
    else if (answer.phase === "nobody" || answer.phase === "away") parts.cue.textContent = advice ? "" : words("place");
    else if (answer.phase) parts.cue.textContent = answer.count === 0 && answer.phase === "ready" ? words("begin") : "";
  }

  function large(text, tone, now) {
    state.cueUntil = now + CUE_MS;
    parts.cue.dataset.kind = "cue";
    parts.cue.textContent = text;
    speak(text, { tone });
  }

  // Kept with the set where the camera saw at least half of it.
  function clean(quality) {
    state.quality = quality;
    const percent = (share) => Math.round(100 * share);
    parts.clean.textContent = words("clean", { clean: quality.clean, n: quality.n, low: percent(quality.low), high: percent(quality.high) });
    parts.clean.hidden = false;
    const field = form.querySelector("[name=clean_share]");
    const count = Number(player.querySelector("[data-count]").textContent);
    if (field) field.value = 2 * quality.n >= count ? String(quality.share) : "";
  }

  function over() {
    if (state.quality) clean(state.quality);
    if (source.stream) off();
  }

  function pace() {
    const now = performance.now();
    if (now < state.pacedAt) return;
    state.pacedAt = now + 2000;
    const found = state.link.pace;
    box.dataset.fps = found.fps;
    say(found.fps < SLOW_FPS && counts ? words("slow", found) : "");
  }

  function say(text) {
    parts.said.textContent = text;
    parts.said.hidden = !text;
  }

  function fill(place, texts) {
    if (place.dataset.shown === texts.join("|")) return;
    place.dataset.shown = texts.join("|");
    place.replaceChildren(
      ...texts.map((text) => {
        const item = document.createElement("li");
        item.textContent = text;
        return item;
      }),
    );
  }

  function emit(name, detail) {
    player.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
