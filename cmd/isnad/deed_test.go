package main

import (
	"path/filepath"
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

func TestTheSampleIsLoadedFromTheFirstPage(t *testing.T) {
	tab := browser.Open(t, own(t).address, browser.View{Lang: "ar", Phone: true})
	tab.Go("/")
	wantSound(t, tab, sight{"welcome", "/"})
	wantFits(t, tab, sight{"welcome", "/"}, tab.View())
	tab.See(browser.View{Lang: "en"})
	tab.Go("/")
	wantSound(t, tab, sight{"welcome", "/"})
	wantFits(t, tab, sight{"welcome", "/"}, tab.View())
	tab.Follow("form[action='/sample'] button")
	tab.Wait(`document.querySelector(".hit.statement") !== null`) // the page looks again by itself
	if faults := tab.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestTheFirstUserMakesAnAccountAndSignsIn(t *testing.T) {
	s := own(t, "--trusted-proxy", "192.0.2.1") // behind a proxy, everybody signs in
	tab := browser.Open(t, s.address, browser.View{Lang: "ar", Phone: true})
	tab.Go("/search?q=المياه")
	wantSound(t, tab, sight{"sign-in", "/sign-in"})
	wantFits(t, tab, sight{"sign-in", "/sign-in"}, tab.View())
	if !strings.HasPrefix(tab.Address(), "/sign-in") {
		t.Fatalf("a stranger is at %s", tab.Address())
	}
	tab.Go(firstLink(t, s))
	wantSound(t, tab, sight{"first", "/sign-in/first"})
	wantFits(t, tab, sight{"first", "/sign-in/first"}, tab.View())
	tab.Fill("main [name=name]", "سلمى")
	tab.Fill("main [name=password]", "جملة طويلة لا يعرفها غيري")
	tab.Follow("main form button.main")
	tab.Follow("form[action='/sign-out'] button")
	tab.Go("/sign-in?next=%2Fsearch")
	tab.Fill("main [name=name]", "سلمى")
	tab.Fill("main [name=password]", "جملة أخرى ليست هي")
	tab.Follow("main form button.main")
	if tab.Has("form[action='/sign-out']") || tab.Text("main [role=alert], main .bad") == "" {
		t.Errorf("a wrong password leads to %s:\n%s", tab.Address(), tab.Text("main"))
	}
	tab.Fill("main [name=password]", "جملة طويلة لا يعرفها غيري")
	tab.Follow("main form button.main")
	if !tab.Has("form[action='/sign-out']") || tab.Address() != "/search" {
		t.Errorf("the right one leads to %s:\n%s", tab.Address(), tab.Text("main"))
	}
}

// own is isnad serve for one test that changes things, on an empty record where it is not told otherwise.
func own(t *testing.T, args ...string) served {
	t.Helper()
	s, err := serve(append([]string{"--db", filepath.Join(t.TempDir(), "isnad.db")}, args...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	return s
}

// firstLink is the way to the first account, which is printed at the start.
func firstLink(t *testing.T, s served) string {
	t.Helper()
	for line := range s.said {
		if _, link, ok := strings.Cut(line, s.address); ok && strings.Contains(line, "first account") {
			link, _, _ = strings.Cut(link, " ")
			return link
		}
	}
	t.Fatal("no link to the first account is printed")
	return ""
}
