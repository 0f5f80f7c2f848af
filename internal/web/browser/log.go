package browser

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// log is what went on in a tab since its last page was asked for.
type log struct {
	mu     sync.Mutex
	faults []string
	bytes  float64
	asked  map[network.RequestID]string
}

// reset begins a page.
func (l *log) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults, l.bytes, l.asked = nil, 0, map[network.RequestID]string{}
}

// note hears of everything that happens, on the goroutine that reads from the browser.
func (l *log) note(event any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		l.request(e)
	case *network.EventLoadingFinished:
		l.bytes += e.EncodedDataLength
	case *network.EventLoadingFailed:
		if !e.Canceled || e.BlockedReason != "" {
			l.fault("request of %s: %s %s", l.asked[e.RequestID], e.ErrorText, e.BlockedReason)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			l.fault("request of %s: status %d", e.Response.URL, e.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		l.fault("script: %s %s", e.ExceptionDetails.Text, described(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			l.fault("console: %s", spoken(e.Args))
		}
	case *cdplog.EventEntryAdded:
		// What a network error says there is known from the request.
		if e.Entry.Level == cdplog.EntryLevelError && e.Entry.Source != cdplog.EntrySourceNetwork {
			l.fault("%s: %s", e.Entry.Source, e.Entry.Text)
		}
	}
}

func (l *log) request(e *network.EventRequestWillBeSent) {
	if l.asked == nil {
		l.asked = map[network.RequestID]string{}
	}
	l.asked[e.RequestID] = e.Request.URL
	u, err := url.Parse(e.Request.URL)
	if err != nil || u.Hostname() != "127.0.0.1" && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "ws" || u.Scheme == "wss") {
		l.fault("request of %s leaves the machine", e.Request.URL)
	}
}

func (l *log) fault(format string, args ...any) {
	l.faults = append(l.faults, fmt.Sprintf(format, args...))
}

func described(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	if o.Description != "" {
		return o.Description
	}
	return string(o.Value)
}

func spoken(args []*runtime.RemoteObject) string {
	var all []string
	for _, a := range args {
		all = append(all, described(a))
	}
	return strings.Join(all, " ")
}

// Faults are what the browser found wrong since the page was asked for.
func (b *Tab) Faults() []string {
	b.log.mu.Lock()
	defer b.log.mu.Unlock()
	return append([]string(nil), b.log.faults...)
}

// Bytes are what came over the wire for the page so far, packed as it was.
func (b *Tab) Bytes() int {
	b.log.mu.Lock()
	defer b.log.mu.Unlock()
	return int(b.log.bytes)
}
