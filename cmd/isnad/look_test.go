package main

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/web/browser"
)

// sight is a page to look at, with a name for messages and pictures.
type sight struct{ name, address string }

// alsoLookedAt are pages that no link leads to, or that look different by what is asked.
var alsoLookedAt = []sight{{"search-found", "/search?q=المياه"}, {"search-nothing", "/search?q=زقزقة"}, {"missing", nowhere}}

// nowhere is an address where nothing is.
const nowhere = "/nothing-is-here"

func TestLinksLeadSomewhere(t *testing.T) {
	for _, f := range crawl(t) {
		if f.status != http.StatusOK {
			t.Errorf("%s links to %s, which answers %d", f.from, f.address, f.status)
		}
	}
}

// pagesToLookAt are an address of every shape of page that can be reached from the first one.
func pagesToLookAt(t *testing.T) (out []sight) {
	t.Helper()
	seen := map[string]bool{}
	for _, f := range crawl(t) {
		path, _, _ := strings.Cut(f.shape, "?")
		if !strings.HasPrefix(f.media, "text/html") || f.status != http.StatusOK || seen[path] {
			continue
		}
		seen[path] = true
		out = append(out, sight{nameOf(path), f.address})
	}
	return append(out, alsoLookedAt...)
}

// nameOf is a name for the pages of a shape: article-original of /article/{n}/original.
func nameOf(shape string) string {
	if shape == "/" {
		return "first"
	}
	return strings.Trim(strings.NewReplacer("/{n}", "", "/{name}", "-named", "/", "-").Replace(shape), "-")
}

// Bounds of a first view.
const (
	mostBytes = 150_000 // over the wire
	mostShift = 0.02    // by the measure of layout shifts
)

// TestPagesInABrowser looks at every page in both languages, on a phone and on a desk, in the light and in the dark, with scripts and without.
func TestPagesInABrowser(t *testing.T) {
	pages := pagesToLookAt(t)
	if os.Getenv("ISNAD_AXE") == "" {
		t.Log("ISNAD_AXE does not name axe-core's axe.min.js, so that pages are not searched for barriers")
	}
	looks := []struct{ loaded, then browser.View }{
		{browser.View{Lang: "ar", Phone: true, Dark: true}, browser.View{Lang: "ar"}},
		{browser.View{Lang: "en"}, browser.View{Lang: "en", Phone: true, Dark: true}},
	}
	for _, look := range looks {
		t.Run(look.loaded.Lang, func(t *testing.T) {
			t.Parallel()
			tab := browser.Open(t, site(t), look.loaded)
			for _, p := range pages {
				t.Run(p.name, func(t *testing.T) {
					tab := tab.For(t)
					tab.See(look.loaded)
					tab.Go(p.address)
					wantSound(t, tab, p)
					wantFits(t, tab, p, look.loaded)
					tab.See(look.then)
					wantFits(t, tab, p, look.then)
				})
			}
		})
	}
	t.Run("without scripts", func(t *testing.T) {
		t.Parallel()
		tab := browser.Open(t, site(t), browser.View{Lang: "ar", NoScripts: true})
		for _, p := range pages {
			tab.Go(p.address)
			if text := tab.Text("main"); len(text) < 40 {
				t.Errorf("%s shows only %q", p.address, text)
			}
		}
	})
}

// wantSound holds a page that has just been loaded to what a browser finds wrong.
func wantSound(t *testing.T, tab *browser.Tab, p sight) {
	t.Helper()
	for _, fault := range tab.Faults() {
		if p.address != nowhere || !strings.HasSuffix(fault, nowhere+": status 404") {
			t.Error(fault)
		}
	}
	if n := tab.Bytes(); n > mostBytes || n == 0 {
		t.Errorf("%d bytes are loaded, at most %d are light", n, mostBytes)
	}
	if far, moved := tab.Shift(); far >= mostShift {
		t.Errorf("things move by %.3f while the page loads: %v", far, moved)
	}
	lang, dir := tab.View().Lang, map[string]string{"ar": "rtl", "en": "ltr"}[tab.View().Lang]
	var is string
	if tab.Eval(&is, `document.documentElement.lang + " " + document.documentElement.dir`); is != lang+" "+dir {
		t.Errorf("the page is %s, want %s %s", is, lang, dir)
	}
	if script := os.Getenv("ISNAD_AXE"); script != "" {
		for _, barrier := range tab.Axe(script) {
			t.Error(barrier)
		}
	}
}

// wantFits holds a page to its window, and takes its picture.
func wantFits(t *testing.T, tab *browser.Tab, p sight, v browser.View) {
	t.Helper()
	if by, what := tab.Overflow(); by > 0 {
		t.Errorf("%s: the page is %d pixels wider than the window: %v", v, by, what)
	}
	tab.Shot(p.name + "-" + v.String())
}
