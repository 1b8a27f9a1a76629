// A double tap sends a form once, and does not answer the next question unread. Without script the server sees to the
// first, as far as it can: a question answered twice is answered once.

const UNREAD_MS = 400;

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
  form.addEventListener("click", (event) => {
    const tapped = event.detail > 0 && event.target.closest("button");
    if (tapped && "question" in form.elements && performance.now() < UNREAD_MS) event.preventDefault();
  });
}
