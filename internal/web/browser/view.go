package browser

import (
	"context"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// watching is what a page is told to note of itself, before its own scripts: how far things moved. What Chromium holds to be caused by input counts too: nobody
// touches the page while it loads, but on a phone the width that it asks for would pass for a touch.
const watching = `
window.isnadShift = 0;
window.isnadMoved = [];
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) {
		window.isnadShift += entry.value;
		for (const s of entry.sources) window.isnadMoved.push(s.node?.nodeName + "." + s.node?.className);
	}
}).observe({ type: "layout-shift", buffered: true });
`

// watched sets up what all pages of a tab are watched by.
func watched(ctx context.Context) error {
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watching}); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}) // each view is a first one
	return err
}

// See changes how pages are looked at, from the next one on; what lies in width and colours, at once.
func (b *Tab) See(v View) {
	b.t.Helper()
	b.view = v
	b.do("look as "+v.String(), v.window(0))
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	b.must("look as "+v.String(), err)
	_, err = chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScripts})
	b.must("look as "+v.String(), err)
	_, err = chromedp.Call(b.ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": v.Lang}})
	b.must("ask in "+v.Lang, err)
}

// window sets the size of the window, of the usual height where none is given.
func (v View) window(height int64) chromedp.Action[chromedp.Void] {
	usual, touch := int64(860), []chromedp.EmulateViewportOption(nil)
	if v.Phone {
		usual, touch = 844, []chromedp.EmulateViewportOption{chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait}
	}
	if height == 0 {
		height = usual
	}
	return chromedp.EmulateViewport(v.width(), height, touch...)
}

func (v View) width() int64 {
	if v.Phone {
		return 390
	}
	return 1280
}
