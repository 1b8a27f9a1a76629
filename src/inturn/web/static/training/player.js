// The timer of a set: rest, get ready, phases with voice, counts by the timer or by taps, "it hurts".
// Whatever counts calls `counted(n)`: the timer, the taps, and the camera (coach.js) by the events "coach-on", "-count"
// and "-off". With the camera the timer does not count; when it is gone, taps do.
import { at, readPace } from "./pace.js";
import { setEnabled, speak as say, tone } from "../js/voice.js";

const speak = (text) => say(text, { tone: "count" });
const LEAD_S = 5;
const TICK_MS = 100;
const MOST = 200;
const root = document.querySelector("[data-player]");
if (root) start(root);

function start(box) {
  const words = (name) => box.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? name;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const pace = readPace(box.dataset.phases, Number(box.dataset.times));
  const counts = box.dataset.counts === "yes";
  const store = `set ${box.dataset.key}`;
  const state = { mode: "ready", elapsed: 0, lead: 0, rest: 0, count: 0, tapped: false, camera: false, phase: "", last: null, timer: 0, lock: null };
  const parts = { phase: find("phase"), clock: find("clock"), count: find("count"), bar: find("bar"), go: find("go") };
  const form = find("told");

  box.hidden = false;
  form.hidden = !("open" in form.dataset);
  load();
  show();
  if (state.rest > 0) run("rest");

  parts.go.addEventListener("click", toggle);
  find("done").addEventListener("click", () => finish());
  find("tap").addEventListener("click", tap);
  find("hurts").addEventListener("click", hurts);
  voiceButton(box.querySelector("[data-voice]")); // the page itself has such an attribute
  box.addEventListener("coach-on", watched);
  box.addEventListener("coach-off", unwatched);
  box.addEventListener("coach-count", (event) => add(event.detail));
  dialog();
  document.addEventListener("visibilitychange", seen);

  function toggle() {
    if (state.mode === "run" || state.mode === "lead") pause();
    else if (state.mode === "rest") {
      state.rest = 0;
      halt(idle());
    } else if (state.mode === "over") form.scrollIntoView({ block: "start" });
    else {
      awake();
      if (state.elapsed === 0) {
        state.lead = LEAD_S;
        speak(`${words("title")}. ${words("ready")}.`);
        run("lead");
      } else run("run");
    }
  }

  function run(mode) {
    state.mode = mode;
    state.last = performance.now();
    clearInterval(state.timer);
    state.timer = setInterval(tick, TICK_MS);
    if (mode === "rest") speak(words("rest"));
    show();
  }

  function halt(mode) {
    clearInterval(state.timer);
    state.mode = mode;
    state.phase = "";
    save();
    show();
  }

  function pause() {
    if (state.mode === "lead") state.elapsed = 0;
    halt(state.elapsed > 0 ? "paused" : "ready");
    speak(words("paused"));
  }

  function tick() {
    const now = performance.now();
    const passed = (now - state.last) / 1000;
    state.last = now;
    if (state.mode === "rest") {
      state.rest = Math.max(0, state.rest - passed);
      if (state.rest === 0) {
        tone("go");
        halt(idle());
        speak(words("ready"));
      }
    } else if (state.mode === "lead") {
      const before = Math.ceil(state.lead);
      state.lead = Math.max(0, state.lead - passed);
      if (Math.ceil(state.lead) < before && state.lead > 0 && state.lead <= 3) tone("count");
      if (state.lead === 0) {
        tone("go");
        run("run");
      }
    } else if (state.mode === "run") {
      const before = state.elapsed;
      state.elapsed = Math.min(pace.seconds, before + passed);
      if (!counts) lastSeconds(before);
      follow();
    }
    if (Math.floor(now / 1000) !== Math.floor((now - TICK_MS) / 1000)) save();
    show();
  }

  function follow() {
    const here = at(pace, state.elapsed);
    if (here.over) {
      if (counts) counted(pace.times);
      finish();
      return;
    }
    const phase = `${here.round}:${here.name}`;
    if (phase === state.phase) return;
    const begins = counts && here.name === pace.parts[0].name;
    state.phase = phase;
    if (counts) counted(here.round);
    if (begins) tone("count");
    speak(begins ? `${here.round + 1}, ${words(here.name)}` : words(here.name));
  }

  // A hold is heard to its end: halfway, and its last three seconds.
  function lastSeconds(before) {
    const [was, is] = [at(pace, before), at(pace, state.elapsed)];
    if (was.name === is.name && is.left <= 3 && Math.ceil(is.left) < Math.ceil(was.left)) tone("count");
    const half = pace.parts[0].seconds / 2;
    if (before < half && state.elapsed >= half) speak(words("halfway"));
  }

  function tap() {
    if (state.mode === "over") return;
    add(1);
    speak(String(state.count));
  }

  function add(number) {
    if (state.mode === "over") return;
    if (!state.tapped) clearInterval(state.timer);
    state.tapped = true;
    state.mode = "tapped";
    awake();
    counted(Math.min(state.count + number, MOST));
    if (state.count >= pace.times) finish();
    else {
      save();
      show();
    }
  }

  // The camera is on: it counts in the place of the timer, once a rest is over. A hold goes on by the timer.
  function watched() {
    state.camera = true;
    if (counts && state.mode !== "rest" && state.mode !== "over") halt("tapped");
    awake();
    show();
  }

  function unwatched() {
    state.camera = false;
    if (state.mode === "tapped" && !state.tapped) halt(state.elapsed > 0 ? "paused" : "ready");
    show();
  }

  function idle() {
    return state.camera && counts ? "tapped" : "ready";
  }

  function counted(number) {
    state.count = number;
  }

  function finish() {
    const done = state.mode === "over";
    const began = state.elapsed > 0 || state.tapped;
    clearInterval(state.timer);
    state.mode = "over";
    fill(began);
    save();
    show();
    if (!done) {
      tone("end");
      speak(words("done"));
    }
    box.dispatchEvent(new CustomEvent("set-over"));
    form.hidden = false;
    form.scrollIntoView({ block: "start", behavior: "smooth" });
    const first = form.querySelector("h2");
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }

  function fill(began) {
    if (!began) return;
    const repetitions = form.querySelector("[name=repetitions]");
    const hold = form.querySelector("[name=hold_s]");
    if (repetitions && counts) repetitions.value = String(state.count);
    if (hold && !counts) hold.value = state.elapsed.toFixed(1);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function hurts() {
    if (state.mode === "run" || state.mode === "lead") pause();
    const count = find("so-far-count");
    const seconds = find("so-far-seconds");
    if (counts) count.value = String(state.count);
    else seconds.value = state.elapsed.toFixed(1);
    find("hurts-dialog").showModal();
  }

  function dialog() {
    const box = find("hurts-dialog");
    box.querySelector("[data-close]").addEventListener("click", () => box.close());
    if ("open" in box.dataset) box.showModal();
  }

  function show() {
    const here = at(pace, state.elapsed);
    const names = { ready: words("begin"), rest: words("rest"), lead: words("ready"), paused: words("paused"), over: words("done"), tapped: words(state.camera ? "watched" : "tap") };
    setText(parts.phase, state.mode === "run" ? words(here.name) : names[state.mode]);
    const left = { rest: state.rest, lead: state.lead, over: 0 }[state.mode] ?? here.left;
    setText(parts.clock, clock(left));
    parts.clock.hidden = state.mode === "over";
    find("done").hidden = state.mode === "over";
    find("tap").disabled = state.mode === "over";
    setText(parts.count, String(state.count));
    parts.bar.value = counts && state.tapped ? Math.min(1, state.count / pace.times) : state.elapsed / pace.seconds;
    setText(parts.go, { run: words("stop"), lead: words("stop"), paused: words("on"), rest: words("on"), over: words("done") }[state.mode] ?? words("go"));
    parts.go.hidden = state.mode === "tapped" || state.mode === "over";
    box.dataset.mode = state.mode;
    box.dataset.phase = state.mode === "run" ? here.name : "";
  }

  /** What stands there huge: before the beginning how much is to come, then the seconds left or what was counted. */
  function clock(left) {
    if (state.mode === "tapped") return String(state.count);
    return state.mode === "ready" && counts ? `${pace.times}×` : String(Math.ceil(left));
  }

  function save() {
    const until = state.mode === "rest" ? Date.now() + 1000 * state.rest : 0;
    sessionStorage.setItem(store, JSON.stringify({ elapsed: state.elapsed, count: state.count, tapped: state.tapped, until }));
  }

  function load() {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
    state.rest = kept ? Math.max(0, (kept.until - Date.now()) / 1000) : Number(box.dataset.rest);
    if (!kept) return;
    Object.assign(state, { elapsed: kept.elapsed, count: kept.count, tapped: kept.tapped });
    if (state.tapped) state.mode = "tapped";
    else if (state.elapsed >= pace.seconds) finish();
    else if (state.elapsed > 0) state.mode = "paused";
  }

  function seen() {
    if (document.visibilityState === "hidden") save();
    else if (state.lock?.released) {
      state.lock = null; // hiding the page let the screen sleep again
      awake();
    }
  }

  async function awake() {
    try {
      state.lock ??= await navigator.wakeLock?.request("screen");
    } catch {
      state.lock = null; // a screen that goes dark is no reason to stop
    }
  }
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function voiceButton(button) {
  let on = document.documentElement.dataset.voice !== "off";
  const show = () => button.setAttribute("aria-pressed", String(on));
  setEnabled(on);
  show();
  button.addEventListener("click", () => {
    on = !on;
    setEnabled(on);
    show();
  });
}
