// The way to the server: a socket, or requests where the browser or something between refuses one. At most two pictures
// are under way; a picture is taken only when there is room for it, so that a slow machine sees fewer, never older ones.

const MOST = 2;
const LOST_MS = 8000;
const RETRY_MS = [500, 1000, 2000, 4000];
const REFUSED_AFTER = 3;
const ELSEWHERE = 4409;

/** Seconds by a clock that only rises, and goes on over a reload of the page. */
export function seconds() {
  return (performance.timeOrigin + performance.now()) / 1000;
}

export class Link extends EventTarget {
  // events: answer (detail), up, down, elsewhere
  constructor({ socket, picture, tell, token }) {
    super();
    this.addresses = { socket, picture, tell };
    this.token = token;
    this.name = crypto.getRandomValues(new Uint32Array(2)).join("-");
    this.under = new Map();
    this.number = 0;
    this.opened = false;
    this.failures = 0;
    this.closed = false;
    this.taken = false;
    this.posting = false;
    this.times = [];
  }

  open() {
    if (this.posting) {
      this.emit("up");
      return;
    }
    const address = new URL(this.addresses.socket, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    try {
      this.socket = new WebSocket(address);
    } catch {
      this.fail();
      return;
    }
    this.socket.binaryType = "arraybuffer";
    this.socket.addEventListener("open", () => {
      this.opened = true;
      this.failures = 0;
      this.emit("up");
    });
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", (event) => this.fail(event.code));
  }

  close() {
    this.closed = true;
    this.socket?.close();
  }

  get up() {
    return this.posting || this.socket?.readyState === WebSocket.OPEN;
  }

  get room() {
    const now = performance.now();
    for (const [number, sent] of this.under) if (now - sent > LOST_MS) this.under.delete(number);
    return this.up && this.under.size < MOST;
  }

  /** Send a command. */
  tell(command) {
    if (this.posting) this.post(this.addresses.tell, JSON.stringify(command), "application/json");
    else if (this.up) this.socket.send(JSON.stringify(command));
  }

  /** Send a picture (Blob) taken at a time in seconds. */
  async send(jpeg, time) {
    const number = ++this.number;
    this.under.set(number, performance.now());
    if (this.posting) {
      await this.post(`${this.addresses.picture}?time=${time}&number=${number}`, jpeg, "image/jpeg", number);
      return;
    }
    const body = await jpeg.arrayBuffer();
    const message = new Uint8Array(12 + body.byteLength);
    const head = new DataView(message.buffer);
    head.setFloat64(0, time, true);
    head.setUint32(8, number, true);
    message.set(new Uint8Array(body), 12);
    if (this.up) this.socket.send(message);
    else this.under.delete(number);
  }

  async post(address, body, type, number) {
    try {
      const response = await fetch(address, {
        method: "POST",
        body,
        headers: { "Content-Type": type, "X-CSRFToken": this.token, "Inturn-Page": this.name },
      });
      if (!(response.headers.get("Content-Type") ?? "").startsWith("application/json")) throw new Error("no answer");
      this.failures = 0;
      this.hear(await response.json());
    } catch {
      this.under.delete(number);
      if (!this.failures++) this.emit("down");
      if (!this.closed) setTimeout(() => this.emit("up"), RETRY_MS.at(-1));
    }
  }

  hear(answer) {
    if (this.taken) return; // of two posted pictures the earlier one may be answered later
    if (answer.frame !== undefined) {
      const sent = this.under.get(answer.frame);
      this.under.delete(answer.frame);
      if (sent !== undefined && !answer.dropped) this.note(performance.now() - sent);
      if (answer.dropped) return;
    }
    if (answer.elsewhere) {
      this.closed = this.taken = true;
      this.emit("elsewhere");
    } else this.emit("answer", answer);
  }

  note(ms) {
    const now = performance.now();
    this.times = this.times.filter(([at]) => now - at < 3000);
    this.times.push([now, ms]);
  }

  /** Answers a second, and how long the middle one took, over the last three seconds. */
  get pace() {
    const ordered = this.times.map(([, ms]) => ms).sort((a, b) => a - b);
    return { fps: Math.round(ordered.length / 3), ms: Math.round(ordered[ordered.length >> 1] ?? 0) };
  }

  fail(code) {
    this.under.clear();
    if (this.closed) return;
    if (code === ELSEWHERE) {
      this.closed = true;
      this.emit("elsewhere");
      return;
    }
    this.failures += 1;
    this.emit("down");
    // a socket that never opened, while the server answers requests, is refused by something: post instead
    if (!this.opened && this.failures >= REFUSED_AFTER) this.posting = true;
    setTimeout(() => this.closed || this.open(), RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1]);
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
