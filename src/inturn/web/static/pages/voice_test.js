// The button that lets one hear the voice: it says a sentence, and whether a voice of this device said it.

import { setEnabled, speak, voiceReady } from "../js/voice.js";

const button = document.getElementById("hear");
const answer = document.getElementById("heard");

button.hidden = false;
button.addEventListener("click", async () => {
  await voiceReady();
  setEnabled(true);
  answer.textContent = speak(button.dataset.sentence) ? button.dataset.voice : button.dataset.tone;
});
