// The film that somebody asked to have of themselves: only this browser has it, until they save it.

import { Film } from "./camera.js";

export class OwnFilm {
  // save: the link that it is saved by
  constructor(save) {
    this.save = save;
    this.film = null;
    this.unsaved = false;
    save.addEventListener("click", () => {
      this.unsaved = false;
    });
    addEventListener("beforeunload", (event) => {
      if (this.film !== null || this.unsaved) event.preventDefault(); // the browser asks: the film would be gone
    });
  }

  begin(stream) {
    if (Film.possible) this.film = new Film(stream);
  }

  /** Whether one is being made. */
  get made() {
    return this.film !== null;
  }

  /** End it, and offer it to be saved; nothing where none was made. */
  async offer() {
    if (!this.made) return;
    const ended = this.film;
    this.film = null;
    this.unsaved = true;
    this.save.href = URL.createObjectURL(await ended.end());
    this.save.download = `inturn-test.${ended.ending}`;
    this.save.hidden = false;
  }
}
