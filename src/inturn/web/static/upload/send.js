// Sending a clip: how much is sent, a size that is refused before a byte goes out, and nothing lost when the network is.

const form = document.getElementById("clip-form");
const said = document.getElementById("said");
const sending = document.getElementById("sending");
const sent = document.getElementById("sent");
const words = document.getElementById("sent-words");
const button = form.querySelector("button");
const chosen = form.querySelector("input[name=clip]");
const film = document.getElementById("film");
const largest = Number(form.dataset.largest);

// A phone films with its own camera: a touch screen without a mouse is taken for one.
document.getElementById("film-now").hidden = !matchMedia("(hover: none) and (pointer: coarse)").matches;

film.addEventListener("change", () => {
  if (film.files.length === 0) return;
  const moved = new DataTransfer();
  moved.items.add(film.files[0]);
  chosen.files = moved.files;
  document.getElementById("filmed-name").textContent = `${film.files[0].name} · ${megabytes(film.files[0].size)}`;
});

chosen.addEventListener("change", () => {
  const clip = chosen.files[0];
  say(clip && clip.size > largest ? form.dataset.tooLarge : "");
});

form.addEventListener("submit", (event) => {
  const clip = chosen.files[0];
  if (!clip) return; // the server says what is missing
  event.preventDefault();
  if (clip.size > largest) {
    say(form.dataset.tooLarge);
    return;
  }
  if (!form.querySelector("input[name=support]:checked")) {
    say(form.dataset.unsaid); // before a byte goes out: the clip would have to be chosen again
    form.querySelector("input[name=support]").focus({ preventScroll: true });
    return;
  }
  send(new FormData(form));
});

function send(data) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "fetch");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    sent.value = (100 * event.loaded) / event.total;
    words.textContent = `${megabytes(event.loaded)} / ${megabytes(event.total)}`;
  });
  request.addEventListener("load", () => answered(request));
  for (const trouble of ["error", "abort", "timeout"]) {
    request.addEventListener(trouble, () => failed(form.dataset.lost));
  }
  say("");
  button.disabled = true;
  sending.hidden = false;
  request.send(data);
}

function answered(request) {
  const next = request.getResponseHeader("Location");
  if (request.status === 201 && next !== null) {
    location.assign(next);
  } else if (request.status === 413) {
    failed(form.dataset.tooLarge);
  } else {
    // the page as the server answers it, with its words beside the fields
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    failed(wrongWords(page) || form.dataset.lost);
  }
}

function wrongWords(page) {
  return [...page.querySelectorAll(".wrong, main .lead")].map((one) => one.textContent.trim()).join(" ");
}

function failed(sentence) {
  sending.hidden = true;
  button.disabled = false;
  say(sentence);
}

function say(sentence) {
  said.textContent = sentence;
  said.hidden = sentence === "";
  if (sentence !== "") said.scrollIntoView({ block: "center" });
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
