// The camera in use: chosen from a list, shown in a video, and watched. It may be pulled out or fall silent (another
// program took it, its cover was closed) and comes back by itself.

import { cameras, close, open } from "./camera.js";
import { words } from "./words.js";

const AGAIN_MS = 2000;

export class Source extends EventTarget {
  // events: gone (detail: unplugged or silent), back
  constructor({ preview, choice, field }) {
    super();
    Object.assign(this, { preview, choice, field });
    this.stream = null;
    this.gone = false;
    this.asking = null;
    navigator.mediaDevices?.addEventListener?.("devicechange", () => this.changed());
  }

  /** Whether it gives pictures. */
  get there() {
    return this.stream !== null && !this.gone;
  }

  /** Turn the chosen camera on, in the place of the one before. Throws CameraTrouble. */
  async turnOn() {
    close(this.stream);
    this.stream = null;
    const stream = await open(this.choice.value);
    this.stream = stream;
    const mine = (work) => () => stream === this.stream && work();
    for (const track of stream.getVideoTracks()) {
      track.addEventListener("ended", mine(() => this.unplugged()));
      track.addEventListener("mute", mine(() => this.lost("silent")));
      track.addEventListener("unmute", mine(() => this.found()));
    }
    this.preview.srcObject = stream;
    await this.preview.play();
    await this.list();
  }

  turnOff() {
    clearInterval(this.asking);
    close(this.stream);
    this.preview.srcObject = null;
    Object.assign(this, { stream: null, gone: false, asking: null });
  }

  /** Show which cameras there are; their names are known only once one was allowed. */
  async list() {
    const found = await cameras();
    const chosen = this.choice.value;
    this.choice.replaceChildren(
      ...found.map((device, index) => {
        const option = document.createElement("option");
        option.value = device.deviceId;
        option.textContent = device.label || words("camera_n", { n: index + 1 });
        return option;
      }),
    );
    const there = found.some((device) => device.deviceId === chosen);
    this.choice.value = there ? chosen : (found[0]?.deviceId ?? "");
    this.field.hidden = found.length < 2;
  }

  changed() {
    if (this.asking) this.again();
    else this.list();
  }

  unplugged() {
    clearInterval(this.asking);
    this.asking = setInterval(() => this.again(), AGAIN_MS); // a camera is announced a little before it can be used
    this.lost("unplugged");
  }

  async again() {
    try {
      await this.list(); // it may have come back under another name
      await this.turnOn();
    } catch {
      return; // not yet
    }
    clearInterval(this.asking);
    this.asking = null;
    this.found();
  }

  // A video keeps its last picture, which is nobody's any more.
  lost(why) {
    this.gone = true;
    this.dispatchEvent(new CustomEvent("gone", { detail: why }));
  }

  found() {
    if (!this.gone) return;
    this.gone = false;
    this.dispatchEvent(new CustomEvent("back"));
  }
}
