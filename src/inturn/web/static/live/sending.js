// Pictures to the server: one every 64 ms, while one is wanted and there is room for it.

import { Pictures } from "./camera.js";
import { seconds } from "./link.js";

const EVERY_MS = 64;

export class Sending {
  // wanted: whether there is anything to look at now
  constructor(preview, wanted) {
    this.pictures = new Pictures(preview);
    this.wanted = wanted;
    this.size = [640, 360];
    this.link = null;
    this.taking = false;
    this.timer = null;
  }

  begin(link) {
    this.link = link;
    this.timer ??= setInterval(() => this.tick(), EVERY_MS);
  }

  end() {
    clearInterval(this.timer);
    this.timer = this.link = null;
  }

  async tick() {
    if (this.taking || !this.wanted() || !this.link?.room) return;
    this.taking = true;
    const time = seconds();
    const picture = await this.pictures.take().finally(() => {
      this.taking = false; // also where a picture could not be drawn: the next one may be
    });
    if (picture === null || !this.link?.room) return;
    this.size = picture.size;
    this.link.send(picture.jpeg, time);
  }
}
