// What the pages do beyond reading; each works without it.
"use strict";

// The menu of a phone is wider than the screen: the entry of this page comes into view.
for (const entry of document.querySelectorAll(".menu [aria-current]")) entry.parentElement.scrollLeft = entry.offsetLeft - entry.parentElement.offsetLeft - 24;

// A figure that names a script (data-script) shows a picture without it; its button loads the script, which shows more.
for (const figure of document.querySelectorAll("figure[data-script]")) {
	const button = figure.querySelector("button[data-open]");
	if (!button) continue;
	button.hidden = false;
	button.addEventListener("click", () => {
		button.hidden = true;
		const script = document.createElement("script");
		script.src = figure.dataset.script;
		document.head.append(script);
	});
}

// An article: each item of the margin and its words light each other up, and a click on words leads to the item.
for (const page of document.querySelectorAll(".reading")) {
	const items = new Map();
	for (const item of page.querySelectorAll("[data-item]")) items.set(item.dataset.item, item);
	const words = new Map();
	for (const span of page.querySelectorAll(".text [data-of]"))
		for (const key of span.dataset.of.split(" ")) words.set(key, [...(words.get(key) || []), span]);

	const light = (key, on) => {
		if (items.has(key)) items.get(key).classList.toggle("on", on);
		for (const span of words.get(key) || []) span.classList.toggle("on", on);
	};
	const lighten = (element, key) => {
		for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])
			element.addEventListener(event, () => light(key, on));
	};
	for (const [key, item] of items) lighten(item, key);

	// Of all that covers a word, the smallest item is meant: a name inside a statement is the name.
	const size = (key) => (words.get(key) || []).reduce((n, span) => n + span.textContent.length, 0);
	for (const span of page.querySelectorAll(".text [data-of]")) {
		const key = span.dataset.of.split(" ").filter((k) => items.has(k)).sort((a, b) => size(a) - size(b))[0];
		if (!key) continue;
		lighten(span, key);
		span.addEventListener("click", () => {
			const item = items.get(key);
			const closed = item.closest("details:not([open])");
			if (closed) closed.open = true;
			item.scrollIntoView({ block: "nearest" });
		});
	}
}

// While something runs, a page that says so (data-refresh, in seconds) is loaded again: not while somebody types or reads what is open, and not in the background.
for (const page of document.querySelectorAll("[data-refresh]")) {
	const busy = () => document.hidden || page.contains(document.activeElement) || page.querySelector("details[open]");
	setInterval(() => busy() || location.reload(), 1000 * page.dataset.refresh);
}
