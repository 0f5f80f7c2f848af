package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// day is where the clock of the tests stands.
var day = time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC)

// clock is a clock that only moves when somebody waits for it, or is told to.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) Sleep(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits, c.now = append(c.waits, d), c.now.Add(d)
	return nil
}

func (c *clock) told() string { c.mu.Lock(); defer c.mu.Unlock(); return fmt.Sprint(c.waits) }

// open returns a client that may read the loopback, and its clock.
func open(o Options) (*Client, *clock) {
	c := &clock{now: day}
	o.Now, o.Sleep, o.Private = c.Now, c.Sleep, true
	return New(o), c
}

// serve starts a server whose robots.txt is missing.
func serve(t *testing.T, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, page := range pages {
		mux.HandleFunc(path, page)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body) }
}

func leads(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

func get(c *Client, url string) (Response, error) {
	return c.Get(context.Background(), Request{URL: url})
}

func TestGetReturnsWhatThePageIs(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/خبر": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1256")
		w.Header().Set("ETag", `"a1"`)
		w.Header().Set("Last-Modified", "Mon, 03 Mar 2025 10:00:00 GMT")
		fmt.Fprintf(w, "%s|%s", r.UserAgent(), r.URL.Query().Get("باب"))
	}})
	c, _ := open(Options{Agent: "qarib/2.0 (+https://qarib.example)"})
	got, err := get(c, " "+s.URL+"/خبر?باب=أهل البلد#اول\n")
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Body) != "qarib/2.0 (+https://qarib.example)|أهل البلد" || got.Status != 200 || got.Type != "text/html; charset=windows-1256" || got.ETag != `"a1"` ||
		got.LastModified != "Mon, 03 Mar 2025 10:00:00 GMT" || strings.Contains(got.URL, "#") {
		t.Errorf("got %+v %s", got, got.Body)
	}
}

func TestConditionalRequests(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == `"a1"` && r.Header.Get("If-Modified-Since") == "Mon, 03 Mar 2025 10:00:00 GMT" {
				w.WriteHeader(http.StatusNotModified)
			}
		},
		"/moved": leads("/feed"),
		"/lies":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
	})
	c, _ := open(Options{})
	for _, path := range []string{"/feed", "/moved"} {
		got, err := c.Get(context.Background(), Request{URL: s.URL + path, ETag: `"a1"`, LastModified: "Mon, 03 Mar 2025 10:00:00 GMT"})
		if err != nil || !got.NotModified || got.Status != 304 {
			t.Errorf("%s: got %+v, %v", path, got, err)
		}
	}
	if _, err := get(c, s.URL+"/lies"); !errors.As(err, new(ErrStatus)) {
		t.Errorf("not modified since when? got %v", err)
	}
}

func TestStatusesAndTheirRemedies(t *testing.T) {
	answer := func(code int, after string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if after != "" {
				w.Header().Set("Retry-After", after)
			}
			w.WriteHeader(code)
		}
	}
	s := serve(t, map[string]http.HandlerFunc{"/403": answer(403, ""), "/404": answer(404, ""), "/410": answer(410, ""), "/500": answer(500, ""),
		"/503": answer(503, "40"), "/302": answer(302, "")})
	tests := []struct {
		path, want string
		passing    bool
	}{
		{"/403", "answered with status 403: the site does not let us in; ask it, or leave it out", false},
		{"/404", "answered with status 404: check the address", false},
		{"/410", "answered with status 410: it is gone for good; leave it out", false},
		{"/500", "answered with status 500: try again later", true},
		{"/302", "answered with status 302: check the address", false},
		{"/503", "answered with status 503: try again after 40s", true},
	}
	c, clock := open(Options{Rate: -1})
	for _, tt := range tests {
		got, err := get(c, s.URL+tt.path)
		if want := s.URL + tt.path + " " + tt.want; err == nil || err.Error() != want || Passing(err) != tt.passing || fmt.Sprintf("/%d", got.Status) != tt.path {
			t.Errorf("\n got %v (passing %t)\nwant %s", err, Passing(err), want)
		}
	}
	if get(c, s.URL+"/404"); clock.told() != "[40s]" {
		t.Errorf("the host asked for 40 seconds and had %s", clock.told())
	}
}

func TestHostsRestBetweenRequests(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": says("نعم"), "/moved": leads("/")})
	other := strings.Replace(s.URL, "127.0.0.1", "localhost", 1)
	c, clock := open(Options{Rate: 3 * time.Second})
	for _, url := range []string{s.URL, s.URL + "/moved", s.URL, other} {
		if _, err := get(c, url); err != nil {
			t.Fatal(err)
		}
	}
	if got := clock.told(); got != "[3s 3s]" {
		t.Errorf("two rests of three seconds are due, not %s", got)
	}
	c, _ = open(Options{Rate: time.Hour})
	get(c, s.URL)
	_, err := get(c, s.URL)
	var wait ErrWait
	if !errors.As(err, &wait) || wait.For != time.Hour || !Passing(err) || err.Error() != "127.0.0.1 is to be left alone for 1h0m0s: try again after that" {
		t.Errorf("got %v", err)
	}
}

func TestRedirectsEnd(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/a": leads("/b"), "/b": leads("/a"), "/self": leads("/self"),
		"/more/": func(w http.ResponseWriter, r *http.Request) { leads(r.URL.Path+"x")(w, r) },
		"/file":  leads("file:///etc/hosts"), "/ftp": leads("ftp://outlet.example/x"), "/bad": leads("http://[::1/%zz"),
		"/arabic": leads("/الخبر?q=عاجل جدا"), "/الخبر": says("وصل"),
	})
	tests := []struct{ path, want string }{
		{"/a", "it leads in a circle"}, {"/self", "it leads in a circle"}, {"/more/", "it leads on more than ten times"},
		{"/file", "it leads to file:///etc/hosts, which is not of the web"}, {"/ftp", "it leads to ftp://outlet.example/x, which is not of the web"},
		{"/bad", "it leads to no address: missing ']' in host"},
	}
	c, _ := open(Options{})
	for _, tt := range tests {
		_, err := get(c, s.URL+tt.path)
		if !errors.As(err, new(ErrRedirects)) || !strings.Contains(err.Error(), tt.want) || Passing(err) {
			t.Errorf("%s: got %v, want %s", tt.path, err, tt.want)
		}
	}
	if got, err := get(c, s.URL+"/arabic"); err != nil || string(got.Body) != "وصل" || !strings.HasSuffix(got.URL, "?q=%D8%B9%D8%A7%D8%AC%D9%84%20%D8%AC%D8%AF%D8%A7") {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAddressesThatAreNotFetched(t *testing.T) {
	c, _ := open(Options{})
	for address, want := range map[string]string{
		"file:///etc/passwd": "file: is not read", "gopher://x.example/": "gopher: is not read", "javascript:alert(1)": "javascript: is not read",
		"outlet.example/x": "it has no scheme", "http:///x": "it has no host", "": "it has no scheme", "http://a b/": "invalid character",
		"http://x.example/" + strings.Repeat("ا", maxAddress): "it is too long",
	} {
		_, err := get(c, address)
		if !errors.As(err, new(ErrAddress)) || !strings.Contains(err.Error(), want) || !strings.HasSuffix(err.Error(), "give one that begins with http:// or https://") || len(err.Error()) > 800 {
			t.Errorf("%.40q: got %v", address, err)
		}
	}
}

func TestPasswordsStayOutOfAnswers(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if _, password, _ := r.BasicAuth(); password != "sirr" || r.URL.Path != "/" {
			w.WriteHeader(404)
		}
	}})
	c, _ := open(Options{})
	with := strings.Replace(s.URL, "//", "//user:sirr@", 1)
	if got, err := get(c, with); err != nil || strings.Contains(got.URL, "sirr") {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := get(c, with+"/x"); err == nil || strings.Contains(err.Error(), "sirr") {
		t.Errorf("got %v", err)
	}
}

func TestServersThatNeverEnd(t *testing.T) {
	done := make(chan struct{})
	drip := func(first string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, first)
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-done:
			}
		}
	}
	s := serve(t, map[string]http.HandlerFunc{"/body": drip("<html>"), "/head": func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-done:
		}
	}})
	t.Cleanup(func() { close(done) })
	c, _ := open(Options{Timeout: 100 * time.Millisecond, Rate: -1})
	c.site(mustAddress(t, s.URL)).until = day.Add(time.Hour) // so that the time goes to the page alone
	for _, path := range []string{"/body", "/head"} {
		_, err := get(c, s.URL+path)
		if want := s.URL + path + " was not complete after 100ms: try again later, or give it more time"; err == nil || err.Error() != want || !Passing(err) {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Get(ctx, Request{URL: s.URL + "/body"}); !errors.Is(err, context.Canceled) || Passing(err) {
		t.Errorf("got %v", err)
	}
}

func packed(t *testing.T, how, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch how {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, 9)
	default:
		return []byte(s)
	}
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}

func TestPackedBodies(t *testing.T) {
	text := strings.Repeat("قال الوزير. ", 90)
	gz := packed(t, "gzip", text)
	spoilt := bytes.Clone(gz)
	spoilt[len(spoilt)-6] ^= 1
	tests := []struct {
		name, encoding string
		body           []byte
		want           string // the body, or the end of the error
	}{
		{"gzip", "gzip", gz, text},
		{"two members", "x-gzip", append(bytes.Clone(gz), gz...), text + text},
		{"deflate by the standard", "deflate", packed(t, "zlib", text), text},
		{"deflate, bare", "Deflate", packed(t, "flate", text), text},
		{"not packed at all, whatever it says", "gzip", []byte(text), text},
		{"nothing", "gzip", nil, ""},
		{"brotli, which was not asked for", "br", []byte("\x0b\x02\x80abc\x03"), `cannot be unpacked (Content-Encoding "br"): save it with a browser and give the file`},
		{"spoilt", "gzip", spoilt, `cannot be unpacked (Content-Encoding "gzip"): save it with a browser and give the file`},
		{"half", "gzip", gz[:len(gz)/2], "broke off before its end: try again later"},
		{"a bomb", "gzip", packed(t, "gzip", strings.Repeat("ا", 1<<20)), "is longer than 4096 bytes: raise the limit if that is meant"},
		{"long", "", bytes.Repeat([]byte("a"), 4097), "is longer than 4096 bytes: raise the limit if that is meant"},
		{"not longer", "", bytes.Repeat([]byte("a"), 4096), strings.Repeat("a", 4096)},
		{"members without end and without a letter", "gzip", bytes.Repeat(packed(t, "gzip", ""), 1000), "is longer than 4096 bytes: raise the limit if that is meant"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", tt.encoding)
				w.Write(tt.body)
			}, "/robots.txt": says("")})
			c, _ := open(Options{MaxBytes: 4096})
			got, err := get(c, s.URL)
			told := string(got.Body)
			if err != nil {
				told = strings.TrimPrefix(err.Error(), s.URL+" ")
			}
			if told != tt.want || len(got.Body) > 4096 {
				t.Errorf("got %.200q, want %.200q", told, tt.want)
			}
		})
	}
}

func TestWhatCameBeforeTheCutIsKept(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": says(""), "/": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "<rss>")
	}})
	c, _ := open(Options{})
	got, err := get(c, s.URL)
	if !errors.As(err, new(ErrCut)) || string(got.Body) != "<rss>" {
		t.Errorf("got %q, %v", got.Body, err)
	}
}

func TestNobodyThere(t *testing.T) {
	s := serve(t, nil)
	s.Close()
	c, _ := open(Options{})
	_, err := get(c, s.URL)
	if !errors.As(err, new(ErrUnreachable)) || !Passing(err) || !strings.HasSuffix(err.Error(), ": check the address and the connection") {
		t.Errorf("got %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, map[string]http.HandlerFunc{"/": says("نعم"), "/robots.txt": func(http.ResponseWriter, *http.Request) { asked.Add(1) }})
	c, _ := open(Options{Rate: -1})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := get(c, s.URL); err != nil {
				t.Error(err)
			}
		})
	}
	if all.Wait(); asked.Load() != 1 {
		t.Errorf("robots.txt was asked for %d times", asked.Load())
	}
}

func TestBackoffGrowsAndIsBounded(t *testing.T) {
	for attempt, want := range map[int]string{-1: "15s 30s", 0: "15s 30s", 1: "30s 1m0s", 4: "4m0s 8m0s", 9: "2h8m0s 4h16m0s", 10: "3h0m0s 6h0m0s", 1 << 40: "3h0m0s 6h0m0s"} {
		least, most := Backoff(attempt, func() float64 { return 1 }), Backoff(attempt, func() float64 { return 0 })
		if got := fmt.Sprint(least, " ", most); got != want {
			t.Errorf("%d: got %s, want %s", attempt, got, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{"": 0, "120": 2 * time.Minute, " 0 ": 0, "-5": 0, "soon": 0, "9999999999999": 0, "2000000000": maxRetryAfter,
		"Tue, 04 Mar 2025 09:01:00 GMT": time.Minute, "Tue, 04 Mar 2025 08:00:00 GMT": 0, "Tue, 04 Mar 3025 09:00:00 GMT": maxRetryAfter} {
		if got := retryAfter(value, day); got != want {
			t.Errorf("%q: got %s, want %s", value, got, want)
		}
	}
}

func TestHostsAreForgotten(t *testing.T) {
	c, clock := open(Options{})
	for i := range 3 * maxHosts {
		c.turn(context.Background(), fmt.Sprint(i), time.Second)
		c.site(mustAddress(t, fmt.Sprintf("http://%d.example/", i)))
		clock.Sleep(context.Background(), time.Second)
	}
	if len(c.next) > maxHosts || len(c.sites) > maxSites {
		t.Errorf("%d hosts and %d sites are remembered", len(c.next), len(c.sites))
	}
}

// FuzzAddress holds that what is taken as an address is one of the web and stands the same when it is read again.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://x.example/خبر?q=a b#c", "https://user:p@موقع.مصر:81/%D8", "http://[::1]:80/", "//x", "http://0x7f.1/?%zz"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := address(s)
		if err != nil {
			if !errors.As(err, new(ErrAddress)) {
				t.Errorf("%v", err)
			}
			return
		}
		again, err := address(u.String())
		if err != nil || again.String() != u.String() || strings.ContainsAny(u.RequestURI(), " \r\n") {
			t.Errorf("%q: %v, then %v, %v", s, u, again, err)
		}
	})
}

// FuzzUnpack holds that a body is bounded, whatever comes in whatever packing.
func FuzzUnpack(f *testing.F) {
	f.Add("gzip", []byte("\x1f\x8b\x08\x00"))
	f.Add("deflate", []byte("\x78\x9c\x03\x00"))
	f.Add("", []byte("<html>"))
	u := &http.Request{URL: mustAddress(f, "http://x.example/")}
	f.Fuzz(func(t *testing.T, encoding string, body []byte) {
		r := &http.Response{Request: u, Header: http.Header{"Content-Encoding": {encoding}}, Body: io.NopCloser(bytes.NewReader(body))}
		got, err := unpack(r, 1000)
		if len(got) > 1000 || encoding == "" && err == nil && !bytes.Equal(got, body) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Tue, 04 Mar 2025 09:01:00 GMT")
	f.Fuzz(func(t *testing.T, s string) {
		if d := retryAfter(s, day); d < 0 || d > maxRetryAfter {
			t.Errorf("%q: %s", s, d)
		}
	})
}

func TestPublic(t *testing.T) {
	for _, s := range []string{"127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3",
		"192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1",
		"fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::192.168.0.1", "64:ff9b:1::1", "100::1"} {
		if public(netip.MustParseAddr(s)) {
			t.Errorf("%s is taken as public", s)
		}
	}
	for _, s := range []string{"8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2a00:1450::1", "2606:4700::1111", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8"} {
		if !public(netip.MustParseAddr(s)) {
			t.Errorf("%s is not taken as public", s)
		}
	}
}
