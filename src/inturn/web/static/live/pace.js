// How quick this machine is, in small words; and how long what the status line says stays to be read.

import { words } from "./words.js";

const EVERY_MS = 2000;
const READ_MS = 3000;
const SLOW_FPS = 7;
const at = (id) => document.getElementById(id);

export class Pace {
  constructor(live, every = EVERY_MS) {
    this.live = live;
    this.every = every;
    this.shownAt = Infinity; // nothing before the test begins
  }

  /** What the status line says now stays for a while. */
  hold() {
    this.shownAt = performance.now() + READ_MS;
  }

  /** Told of each answer. `looking`: pictures are taken now, so that their pace says something. */
  show(found, looking) {
    if (performance.now() - this.shownAt < this.every) return;
    this.shownAt = performance.now();
    this.live.dataset.fps = found.fps;
    this.live.dataset.ms = found.ms;
    if (!looking) return;
    at("status").textContent = ""; // it was there long enough
    at("pace").textContent = words(found.fps < SLOW_FPS ? "slow" : "fps", found); // not said aloud by a screen reader
  }
}
