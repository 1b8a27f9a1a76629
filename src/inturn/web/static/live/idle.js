// Nobody seems to be there any more: minutes in which nothing was done, and no key and no finger touched the page.

const FORGOTTEN_MS = 600_000;
const LOOKED_MS = 1000;
const TOUCHES = ["keydown", "pointerdown"];

export class Idle {
  // forgotten: called once each time it comes to that
  constructor(forgotten) {
    this.forgotten = forgotten;
    this.state = "";
    this.timer = null;
    this.touch = () => {
      this.since = performance.now();
    };
  }

  begin() {
    this.touch();
    for (const name of TOUCHES) addEventListener(name, this.touch);
    this.timer ??= setInterval(() => this.look(), LOOKED_MS);
  }

  end() {
    clearInterval(this.timer);
    this.timer = null;
    for (const name of TOUCHES) removeEventListener(name, this.touch);
  }

  /** How far things have come, as text: where it changes, something was done. */
  notice(state) {
    if (state !== this.state) this.touch();
    this.state = state;
  }

  look() {
    if (performance.now() - this.since < FORGOTTEN_MS) return;
    this.end();
    this.forgotten();
  }
}
