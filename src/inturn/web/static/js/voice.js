// The app's voice. Only voices that live on this machine are used (others send the words to a server); where there is
// none, tones and large words stand in.

const CUES = {
  good: [[660, 0.12], [880, 0.18]],
  go: [[880, 0.25]],
  count: [[520, 0.09]],
  wrong: [[220, 0.3]],
  end: [[660, 0.15], [520, 0.15], [392, 0.3]],
};

let enabled = document.documentElement.dataset.voice !== "off";
let sound = null;

/** Speaking and tones on or off. */
export function setEnabled(on) {
  enabled = Boolean(on);
  if (!enabled && "speechSynthesis" in window) speechSynthesis.cancel();
}

export function isEnabled() {
  return enabled;
}

/** The voice to use: one of this machine, in the page's language where there is one; null where there is none. */
export function localVoice() {
  if (!("speechSynthesis" in window)) return null;
  const own = speechSynthesis.getVoices().filter((voice) => voice.localService === true);
  const language = (document.documentElement.lang || "en").slice(0, 2);
  return own.find((voice) => voice.lang.slice(0, 2) === language) ?? null;
}

/** Resolves to whether there is a local voice; browsers find their voices a little after the page is there. */
export function voiceReady() {
  if (localVoice() || !("speechSynthesis" in window)) return Promise.resolve(localVoice() !== null);
  return new Promise((resolve) => {
    const done = () => resolve(localVoice() !== null);
    speechSynthesis.addEventListener("voiceschanged", done, { once: true });
    setTimeout(done, 1500);
  });
}

/** Say a text now, in place of what is being said. True where a voice says it, false where a tone stands in. */
export function speak(text, { tone: cue = "good" } = {}) {
  if (!enabled || !text) return false;
  const voice = localVoice();
  if (voice === null) {
    tone(cue);
    return false;
  }
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 1;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
  return true;
}

/** Let a short tone be heard: good, go, count, wrong, end. */
export function tone(name) {
  if (!enabled) return;
  const notes = CUES[name] ?? CUES.go;
  try {
    sound ??= new AudioContext();
    if (sound.state === "suspended") sound.resume();
    let at = sound.currentTime + 0.01;
    for (const [hertz, seconds] of notes) {
      const note = sound.createOscillator();
      const loud = sound.createGain();
      note.frequency.value = hertz;
      loud.gain.setValueAtTime(0, at);
      loud.gain.linearRampToValueAtTime(0.25, at + 0.015);
      loud.gain.setValueAtTime(0.25, at + seconds - 0.03);
      loud.gain.linearRampToValueAtTime(0, at + seconds);
      note.connect(loud).connect(sound.destination);
      note.start(at);
      note.stop(at + seconds);
      at += seconds + 0.04;
    }
  } catch {
    // a machine without sound: the words are on the screen
  }
}
