// The app's voice, where this browser has one; a page works without it.
let voice = null;
let wanted = true;

export async function useVoice(on) {
  wanted = on;
  voice ??= await import("../js/voice.js").catch(() => null);
  voice?.setEnabled(wanted);
}

export function speak(text) {
  if (wanted) voice?.speak(text);
}

export function tone(name) {
  voice?.tone(name);
}
