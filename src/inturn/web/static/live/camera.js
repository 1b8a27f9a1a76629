// The camera: which ones there are, turning one on, and its pictures as JPEG, 640 px long at most, not mirrored.

const LONG_SIDE = 640;
const QUALITY = 0.8;
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

export class CameraTrouble extends Error {
  /** code: refused, missing, taken, insecure */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const CODES = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "taken",
  AbortError: "taken",
};

/** Turn a camera on. Throws CameraTrouble. */
export async function open(deviceId) {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraTrouble("insecure");
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "user" };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...WANTED, ...which } });
  } catch (error) {
    throw new CameraTrouble(CODES[error.name] ?? "missing");
  }
}

/** The cameras; their names are known only once one was allowed. */
export async function cameras() {
  if (!navigator.mediaDevices?.enumerateDevices) return [];
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter((device) => device.kind === "videoinput");
}

export function close(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Takes pictures off a playing video. */
export class Pictures {
  constructor(video) {
    this.video = video;
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { alpha: false });
  }

  get ready() {
    return this.video.readyState >= 2 && this.video.videoWidth > 0;
  }

  /** One picture as a Blob, and its size; null where there is none. */
  async take() {
    if (!this.ready) return null;
    const { videoWidth: width, videoHeight: height } = this.video;
    const share = Math.min(1, LONG_SIDE / Math.max(width, height));
    this.canvas.width = Math.round(width * share);
    this.canvas.height = Math.round(height * share);
    this.context.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    const size = [this.canvas.width, this.canvas.height];
    const jpeg = await new Promise((resolve) => this.canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return jpeg && { jpeg, size };
  }
}

/** A film for the person alone: it stays in the browser until it is saved. */
export class Film {
  constructor(stream) {
    this.parts = [];
    const type = ["video/webm;codecs=vp8", "video/mp4", "video/webm"].find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    this.recorder.addEventListener("dataavailable", (event) => event.data.size && this.parts.push(event.data));
    this.recorder.start(2000);
  }

  static get possible() {
    return "MediaRecorder" in window;
  }

  get ending() {
    return this.recorder.mimeType.includes("mp4") ? "mp4" : "webm";
  }

  async end() {
    if (this.recorder.state !== "inactive") {
      const ended = new Promise((resolve) => this.recorder.addEventListener("stop", resolve, { once: true }));
      this.recorder.stop();
      await ended;
    }
    return new Blob(this.parts, { type: this.recorder.mimeType });
  }
}
