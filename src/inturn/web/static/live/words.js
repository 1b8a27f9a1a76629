// Words come from the page, where they are translated; here they are only looked up and filled in.

const list = new Map([...document.querySelectorAll("#words [data-key]")].map((item) => [item.dataset.key, item.textContent]));

export function words(key, values = {}) {
  const text = list.get(key) ?? "";
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
