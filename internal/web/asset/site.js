// What the pages do beyond reading; each works without it.
"use strict";

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
