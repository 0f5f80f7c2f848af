package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Go asks for a page of the site ("/search?q=…") and waits until it is there with all that it loads, and painted.
func (b *Tab) Go(address string) {
	b.t.Helper()
	b.log.reset()
	b.do(address, chromedp.Navigate(b.site+address))
	b.settle()
}

// settle waits until fonts are there and two frames are painted.
func (b *Tab) settle() {
	b.t.Helper()
	if !b.view.NoScripts {
		b.Eval(nil, `document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
	}
}

// Eval works out an expression of JavaScript in the page, and waits where it is a promise; out may be nil.
func (b *Tab) Eval(out any, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[json.RawMessage](expression, chromedp.EvalAwaitPromise))
	b.must(short(expression), err)
	if out != nil {
		b.must(short(expression), json.Unmarshal(raw, out))
	}
}

// quoted is a string of JavaScript.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be written
	}
	return string(b)
}

func short(expression string) string {
	if r := []rune(expression); len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return expression
}

// Wait waits until an expression of JavaScript is true, across pages.
func (b *Tab) Wait(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[json.RawMessage]("Boolean("+expression+")", chromedp.WithPollingTimeout(patience)))
		if err == nil {
			return
		}
		var mistake *chromedp.ExceptionError
		if ctx.Err() != nil || errors.As(err, &mistake) {
			b.t.Fatalf("%s did not come to be (%v) on %s:\n%s", expression, err, b.Address(), b.Text("main"))
		}
	}
}

// Press clicks what a selector of CSS finds first, once it can be seen, and nothing more.
func (b *Tab) Press(css string) {
	b.t.Helper()
	b.do("press "+css, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
}

// Follow clicks what leads to another page, and waits until that is there.
func (b *Tab) Follow(css string) {
	b.t.Helper()
	b.log.reset()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible)))
	b.must("follow "+css+" on "+b.Address(), err)
	b.settle()
}

// Fill writes into a field instead of what stands there.
func (b *Tab) Fill(css, text string) {
	b.t.Helper()
	b.do("fill "+css, chromedp.Clear(chromedp.CSS(css)), chromedp.SendKeys(chromedp.CSS(css), text))
}

// Keys presses keys, wherever the focus is: "\t", "\r".
func (b *Tab) Keys(keys string) {
	b.t.Helper()
	b.do("press keys", chromedp.KeyEvent(keys))
}

// Choose takes an entry of a list by its value.
func (b *Tab) Choose(css, value string) {
	b.t.Helper()
	b.do("choose "+css, chromedp.SetValue(chromedp.CSS(css), value))
}

// Text is what a user reads in the first element that a selector finds, empty where there is none.
func (b *Tab) Text(css string) (text string) {
	b.t.Helper()
	b.Eval(&text, "document.querySelector("+quoted(css)+")?.innerText ?? ''")
	return text
}

// Has says whether a selector finds anything.
func (b *Tab) Has(css string) (has bool) {
	b.t.Helper()
	b.Eval(&has, "document.querySelector("+quoted(css)+") !== null")
	return has
}

// Address is where the tab is, without the site.
func (b *Tab) Address() (address string) {
	b.t.Helper()
	b.Eval(&address, "location.pathname + location.search + location.hash")
	return address
}

// Shift is how far things moved while the page loaded (the sum of its layout shifts), and which.
func (b *Tab) Shift() (far float64, moved []string) {
	b.t.Helper()
	b.Eval(&far, "window.isnadShift")
	b.Eval(&moved, "window.isnadMoved")
	return far, moved
}

// Overflow is by how many pixels the page is wider than the window, and what sticks out. A phone would make the window wider instead, so that its own width
// is what counts.
func (b *Tab) Overflow() (by int, what []string) {
	b.t.Helper()
	b.Eval(&by, fmt.Sprintf("Math.max(0, document.documentElement.scrollWidth - %d)", b.view.width()))
	if by > 0 {
		b.Eval(&what, fmt.Sprintf(sticksOut, b.view.width()))
	}
	return by, what
}

// sticksOut lists what is wider than the window, or holds what is, and is not cut off or scrolled by what it stands in.
const sticksOut = `[...document.querySelectorAll("body *")].filter((e) => {
	const shown = (x) => getComputedStyle(x).overflowX === "visible" || x === document.body || x === document.documentElement;
	if (!shown(e) || Math.max(e.getBoundingClientRect().width, e.scrollWidth) <= %d) return false;
	for (let p = e.parentElement; p; p = p.parentElement) if (!shown(p)) return false;
	return true;
}).slice(0, 8).map((e) => e.nodeName.toLowerCase() + (e.className && "." + e.className))`

// Shot writes a picture of the whole page to the folder that ISNAD_SHOTS names, where it does.
func (b *Tab) Shot(name string) {
	b.t.Helper()
	folder := os.Getenv("ISNAD_SHOTS")
	if folder == "" {
		return
	}
	b.must("shot", os.MkdirAll(folder, 0o755))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	picture, err := b.picture(ctx)
	if err != nil {
		b.t.Logf("no picture of %s: %v", name, err)
		return
	}
	name = strings.NewReplacer("/", "_", "?", "_", "=", "-", "&", "_", "{", "", "}", "").Replace(strings.Trim(name, "/"))
	b.must("shot", os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644))
}

// tallest is how much of a page a picture shows.
const tallest = 8000

// picture makes the window as tall as the page for a moment: Chromium cuts what is beyond the window askew where a page runs from right to left.
func (b *Tab) picture(ctx context.Context) ([]byte, error) {
	height, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`Math.max(innerHeight, document.documentElement.scrollHeight)`))
	if err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, b.view.window(min(height, tallest))); err != nil {
		return nil, err
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	return picture, errors.Join(err, chromedp.Do(ctx, b.view.window(0)))
}

// Axe runs axe-core, whose script is at a path, on the page and returns its violations of serious or critical impact, a sentence each.
func (b *Tab) Axe(script string) (out []string) {
	b.t.Helper()
	source, err := os.ReadFile(script)
	b.must("axe-core", err)
	var there bool
	if b.Eval(&there, "window.axe !== undefined"); !there {
		b.Eval(nil, string(source)+"; true")
	}
	var found []struct {
		ID, Impact, Help string
		Nodes            []struct {
			HTML           string
			FailureSummary string
		}
	}
	b.Eval(&found, `axe.run(document, { preload: false, resultTypes: ["violations"] }).then((r) => r.violations.map((v) => ({ ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map((n) => ({ HTML: n.html, FailureSummary: n.failureSummary })) })))`)
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" {
			out = append(out, fmt.Sprintf("%s (%s): %s, %d times, first at %s: %s", v.ID, v.Impact, v.Help, len(v.Nodes), short(v.Nodes[0].HTML), v.Nodes[0].FailureSummary))
		}
	}
	return out
}
