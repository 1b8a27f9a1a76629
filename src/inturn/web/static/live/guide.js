// What the answers mean for the eye and the ear: one huge sentence, lamps, dots, the angle, the cue.

import { speak, tone } from "../js/voice.js";
import { words } from "./words.js";

const at = (id) => document.getElementById(id);
const SIDES = ["left", "right"];
const AGAIN_MS = 6000;
const CUE_AGAIN_MS = 3500;
const STEADY_MS = 700;

const other = (side) => (side === "left" ? "right" : "left");

export class Guide {
  constructor() {
    this.stage = null;
    this.spoken = "";
    this.spokenAt = 0;
    this.wish = "";
    this.wishSince = 0;
    this.cueAt = 0;
    this.cueShown = "";
    this.cueUntil = 0;
    this.counted = null;
    this.looking = false;
    this.halted = false;
    this.holdUntil = 0;
  }

  /** Everything is to be said anew. */
  reset() {
    this.stage = null;
    this.spoken = "";
    this.looking = true;
    this.halted = false;
  }

  /** It stands still, and this says why; answers still under way do not talk over it. */
  halt(key) {
    this.halted = true;
    this.say(key);
    for (const name of ["angle", "pace"]) at(name).textContent = "";
    for (const name of ["cue", "count", "checks", "which", "anyway", "enough"]) at(name).hidden = true;
  }

  /** Nothing to look at until the next answer. */
  waiting() {
    at("pain").hidden = true;
    this.show("", words("reading"));
  }

  say(key, values) {
    this.show(words(key, values), "");
  }

  show(text, more) {
    if (at("say").textContent !== text) at("say").textContent = text;
    at("more").textContent = more;
  }

  /** Show and say, once; the same again only after a while. */
  tell(text, { more = "", cue = "good", repeat = true } = {}) {
    this.show(text, more);
    const now = performance.now();
    if (text === this.spoken && (!repeat || now - this.spokenAt < AGAIN_MS)) return;
    this.spoken = text;
    this.spokenAt = now;
    speak(text, { tone: cue });
  }

  take(answer) {
    const { guide } = answer;
    const entered = guide.stage !== this.stage;
    this.looking = guide.stage !== "pain" && guide.stage !== "done";
    if (this.halted && this.looking) return;
    this.halted = false;
    this.stage = guide.stage;
    at("live").dataset.stage = guide.stage;
    at("checks").hidden = guide.stage !== "position";
    at("anyway").hidden = guide.stage !== "position";
    at("which").hidden = guide.stage !== "confirm";
    at("pain").hidden = guide.stage !== "pain";
    at("enough").hidden = guide.stage !== "trials";
    at("pause").hidden = !this.looking; // nothing moves on meanwhile
    at("count").hidden = guide.stage !== "count_down";
    this.sides(guide);
    this.angle(answer);
    this.cue(answer);
    this[guide.stage]?.(answer, entered);
  }

  position(answer, entered) {
    if (entered && answer.guide.side && answer.guide.sides[other(answer.guide.side)].best_deg !== null) tone("go");
    if (!answer.checks) {
      this.show(words("position"), "");
      return;
    }
    at("checks").replaceChildren(
      ...answer.checks.map((check) => {
        const lamp = document.createElement("li");
        lamp.className = check.trouble ? "" : "well";
        const heard = document.createElement("span"); // the colour and the ring, for who does not see them
        heard.className = "unseen";
        heard.textContent = `: ${words(check.trouble ? "not_yet" : "well")}`;
        lamp.append(words(check.name), heard);
        return lamp;
      }),
    );
    const first = answer.checks.find((check) => check.trouble);
    const text = first ? words(`trouble.${first.trouble}`) : words("all_well");
    const now = performance.now();
    if (text !== this.wish) {
      this.wish = text;
      this.wishSince = now;
    }
    if (now - this.wishSince > STEADY_MS || !at("say").textContent || entered) this.tell(text);
  }

  which_leg() {
    this.tell(words("which_leg"));
  }

  confirm(answer, entered) {
    const side = answer.guide.saw;
    const names = { side: words(side), other: words(other(side)) };
    this.show(words("saw", names), "");
    at("leg-right").textContent = words("saw_yes", names);
    at("leg-wrong").textContent = words("saw_no", names);
    if (entered) {
      speak(words("saw", names));
      at("leg-right").focus({ preventScroll: true });
    }
  }

  count_down(answer, entered) {
    const left = Math.ceil(answer.guide.seconds ?? 0);
    at("count").textContent = left;
    if (entered) this.tell(words("count_down"), { repeat: false });
    if (left !== this.counted && left > 0 && !entered) tone("count");
    this.counted = left;
  }

  trials(answer, entered) {
    const { guide } = answer;
    const names = { side: words(guide.side), other: words(other(guide.side)) };
    const side = guide.sides[guide.side];
    const now = performance.now();
    for (const trial of answer.found ?? []) {
      this.holdUntil = now + 2200;
      this.trial(trial, guide, names);
    }
    if (entered) {
      tone("go");
      this.spoken = "";
    }
    if (now < this.holdUntil) return;
    if (answer.phase === "nobody") this.tell(words("nobody"), { cue: "wrong" });
    else if (side.readable >= guide.wanted) this.tell(words("down"));
    else if (answer.lifted && answer.lifted !== guide.side) this.tell(words("other_leg", names), { cue: "wrong" });
    else if (answer.phase === "returning") this.tell(words("back"), { repeat: false });
    else if (answer.phase === "lifted" || answer.phase === "rotating") this.tell(words("turn"), { repeat: false });
    else this.tell(words("lift", names), { more: "" });
  }

  trial(trial, guide, names) {
    if (!trial.readable) {
      this.tell(trial.advice, { cue: "wrong", repeat: false });
      return;
    }
    const missing = guide.wanted - guide.sides[trial.side].readable;
    const said = [words("found", { degrees: Math.round(trial.degrees) })];
    if (trial.side !== guide.side) said.push(words("other_leg", names));
    else if (missing > 0) said.push(words("more", { n: missing }));
    this.spoken = "";
    this.tell(said.join(" "), { more: trial.advice, repeat: false });
  }

  pain(answer, entered) {
    if (!entered) return;
    const names = { side: words(answer.guide.side) };
    at("pain-title").textContent = words("pain", names);
    this.show(words("pain", names), "");
    speak(words("pain_say", names), { tone: "end" });
    at("pain").querySelector("input").focus({ preventScroll: true });
  }

  done(answer, entered) {
    this.show(words("done"), words("reading"));
    if (entered) speak(words("done"), { tone: "end" });
  }

  sides(guide) {
    for (const name of SIDES) {
      const side = guide.sides[name];
      const card = at(`side-${name}`);
      card.classList.toggle("now", guide.side === name && guide.stage === "trials");
      card.classList.toggle("spared", !side.asked_for);
      const done = Math.min(side.readable, guide.wanted);
      const dots = at(`dots-${name}`);
      dots.textContent = "●".repeat(done) + "○".repeat(guide.wanted - done);
      dots.setAttribute("aria-label", words("dots", { done, wanted: guide.wanted }));
      at(`best-${name}`).textContent = side.best_deg === null ? "–" : `${Math.round(side.best_deg)}°`;
    }
  }

  angle(answer) {
    const value = answer.rotation;
    const shown = at("angle");
    if (!value || this.stage !== "trials") {
      shown.textContent = "";
      return;
    }
    const error = document.createElement("small");
    error.textContent = `± ${Math.max(1, Math.round(value.sd))}°`;
    shown.replaceChildren(`${Math.round(value.degrees)}°`, error);
  }

  cue(answer) {
    const now = performance.now();
    const code = this.stage === "trials" ? answer.cues?.[0] : undefined;
    if (code) {
      this.cueShown = words(`cue.${code}`);
      this.cueUntil = now + 1200;
      at("cue").textContent = this.cueShown;
      if (now - this.cueAt > CUE_AGAIN_MS) {
        this.cueAt = now;
        speak(this.cueShown, { tone: "wrong" });
      }
    }
    at("cue").hidden = this.stage !== "trials" || now > this.cueUntil;
  }
}
