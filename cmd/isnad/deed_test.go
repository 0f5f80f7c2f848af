package main

import (
	"strings"
	"testing"

	"isnad.dev/isnad/internal/web/browser"
)

// user opens a tab of somebody who reads Arabic on the shared site.
func user(t *testing.T) *browser.Tab {
	t.Helper()
	return browser.Open(t, site(t), browser.View{Lang: "ar"})
}

// inView says that the page went to a span: it is in the window, and looks unlike the text around it.
const inView = `(() => {
	const span = document.querySelector(":target");
	if (!span) return false;
	const box = span.getBoundingClientRect(), around = getComputedStyle(span.parentElement), own = getComputedStyle(span);
	return box.top >= 0 && box.bottom <= innerHeight && (own.backgroundColor !== around.backgroundColor || own.outlineStyle !== "none");
})()`

func TestStatementsLeadToTheirWords(t *testing.T) {
	tab := user(t)
	tab.Go("/")
	tab.Fill("header [name=q]", "رسوم المياه")
	tab.Follow("header .find button")
	if got := tab.Text("main .hit mark"); !strings.Contains(got, "رسوم") && !strings.Contains(got, "المياه") {
		t.Errorf("the first hit marks %q", got)
	}
	tab.Follow(".hit.statement blockquote a")
	words := tab.Text("h1.words")
	tab.Follow(".telling .facts a")
	tab.Wait(inView)
	var shown string
	tab.Eval(&shown, `document.querySelector(":target").innerText`)
	if !strings.HasPrefix(words, shown) && !strings.Contains(words, shown) {
		t.Errorf("the span shows %q, the statement is %q", shown, words)
	}
	if faults := tab.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestTheLanguageChangesOnThePageWhereOneIs(t *testing.T) {
	tab := user(t)
	tab.Go("/search?q=المياه")
	before := tab.Address()
	tab.Follow(".language button")
	if got := tab.Address(); got != before || !tab.Has(`html[lang=en][dir=ltr]`) {
		t.Errorf("at %s in %s, want %s in English", got, tab.Text("html"), before)
	}
	tab.Follow(".menu a")
	if !tab.Has(`html[lang=en]`) {
		t.Error("the next page is in another language")
	}
	tab.Follow(".language button")
	if !tab.Has(`html[lang=ar][dir=rtl]`) {
		t.Error("there is no way back")
	}
}

func TestTheMenuCanBeReachedOnAPhone(t *testing.T) {
	for _, lang := range []string{"ar", "en"} {
		tab := browser.Open(t, site(t), browser.View{Lang: lang, Phone: true})
		tab.Go("/")
		tab.Eval(nil, `document.querySelector(".menu a:last-of-type").scrollIntoView({ inline: "center", block: "nearest" })`)
		tab.Wait(`(() => { const box = document.querySelector(".menu a:last-of-type").getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && box.height >= 24 })()`)
		if by, what := tab.Overflow(); by > 0 {
			t.Errorf("%s: the page itself moved by %d: %v", lang, by, what)
		}
	}
}

func TestAPageIsUsedByKeysAlone(t *testing.T) {
	tab := user(t)
	tab.Go("/")
	tab.Keys("\t")
	tab.Wait(`document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().right <= innerWidth && document.activeElement.getBoundingClientRect().left >= 0`)
	tab.Keys("\r")
	tab.Wait(`location.hash === "#content"`)
}
