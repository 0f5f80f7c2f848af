// Joins each item of the record with its words: pointing at one lights the other, a click goes there. Without this script the links still work.
for (const record of document.querySelectorAll(".record")) {
  const items = new Map();
  for (const item of record.querySelectorAll("[data-item]")) items.set(item.dataset.item, item);
  const words = new Map();
  for (const span of record.querySelectorAll("article [data-of]"))
    for (const key of span.dataset.of.split(" ")) words.set(key, [...(words.get(key) || []), span]);

  const light = (keys, on) => {
    for (const key of keys) {
      if (items.has(key)) items.get(key).classList.toggle("on", on);
      for (const span of words.get(key) || []) span.classList.toggle("on", on);
    }
  };
  for (const [key, item] of items) {
    item.addEventListener("mouseenter", () => light([key], true));
    item.addEventListener("mouseleave", () => light([key], false));
    item.addEventListener("focusin", () => light([key], true));
    item.addEventListener("focusout", () => light([key], false));
    item.addEventListener("click", (event) => {
      const first = (words.get(key) || [])[0];
      if (!first || String(getSelection())) return;
      event.preventDefault();
      first.scrollIntoView({ block: "center", behavior: "smooth" });
    });
  }
  // Of all that covers a word, the smallest item is meant: a name inside a statement is the name.
  const size = (key) => (words.get(key) || []).reduce((n, span) => n + span.textContent.length, 0);
  for (const span of record.querySelectorAll("article [data-of]")) {
    const key = span.dataset.of.split(" ").filter((k) => items.has(k)).sort((a, b) => size(a) - size(b))[0];
    if (!key) continue;
    span.addEventListener("mouseenter", () => light([key], true));
    span.addEventListener("mouseleave", () => light([key], false));
    span.addEventListener("click", () => items.get(key).scrollIntoView({ block: "nearest", behavior: "smooth" }));
  }
}
