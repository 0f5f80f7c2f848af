package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	tests := []struct{ name, file, open, closed string }{
		{"nothing", "", "/ /a", ""},
		{"a page of HTML", "<!doctype html><title>404: لا شيء</title>", "/ /a", ""},
		{"all closed", "User-agent: *\nDisallow: /", "/robots.txt", "/ /a"},
		{"our own group is the only one", "User-agent: isnad\nDisallow:\n\nUser-agent: *\nDisallow: /", "/ /a", ""},
		{"our group stands in two pieces", "User-agent: Isnad\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: ISNAD/2.0\nDisallow: /b", "/c", "/a /b"},
		{"several agents of one group", "User-agent: x\nUser-agent: isnad\n\nUser-agent: y\nDisallow: /a", "/b", "/a"},
		{"a longer and a shorter name are others", "User-agent: isnadic\nDisallow: /\nUser-agent: is\nDisallow: /", "/a", ""},
		{"the longest line holds", "User-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/private", "/news/a", "/x /news/private/a"},
		{"of two as long the one that allows", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"stars", "User-agent: *\nDisallow: /*/print\nDisallow: *.pdf$\nDisallow: /fish*.php", "/print /a.pdf?x /x/fish1.php", "/a/print/1 /a/b.pdf /fish/1.php?x"},
		{"queries", "User-agent: *\nDisallow: /*?s=", "/?q=1", "/?s=1 /a?s="},
		{"only this page", "User-agent: *\nDisallow: /$", "/a", "/"},
		{"a star before the end", "User-agent: *\nDisallow: /a*$", "/b", "/a /abc"},
		{"Arabic, escaped or not", "User-agent: *\nDisallow: /رياضة/\nDisallow: /%d9%81%D9%86", "/أخبار", "/رياضة/1 /%d8%b1%D9%8A%D8%A7%D8%B6%D8%A9/ /فن"},
		{"a mark, comments, blanks, old line ends", "\ufeff# c\r\rUSER-AGENT : *  # all\rdisallow:/a # no\rSitemap: x\rDisallow: b", "/c", "/a /b"},
		{"a rule of nobody", "Disallow: /\nUser-agent: x\nDisallow: /", "/a", ""},
		{"lines that make no sense", "User-agent: *\nCrawl-delay: soon\nNoindex: /\n:\n\x00\xff\nDisallow: /a", "/b", "/a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := parseRobots([]byte(tt.file), "isnad")
			for _, path := range strings.Fields(tt.open) {
				if line, ok := r.allow(path); !ok {
					t.Errorf("%s is closed by %q", path, line)
				}
			}
			for _, path := range strings.Fields(tt.closed) {
				if _, ok := r.allow(path); ok {
					t.Errorf("%s is open", path)
				}
			}
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	for value, want := range map[string]time.Duration{"5": 5 * time.Second, "0.5": 500 * time.Millisecond, "10s": 10 * time.Second, "-1": 0, "nan": 0, "inf": 0, "1e300": maxDelay} {
		if got := parseRobots([]byte("User-agent: *\nCrawl-delay: "+value), "isnad").delay; got != want {
			t.Errorf("%s: got %s, want %s", value, got, want)
		}
	}
}

func TestRobotsAreAskedOnceADayAndObeyed(t *testing.T) {
	asked, code := 0, 200
	s := serve(t, map[string]http.HandlerFunc{"/": says("نعم"), "/moved": leads("/private"), "/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.WriteHeader(code)
		fmt.Fprint(w, "User-agent: *\nDisallow: /private\nCrawl-delay: 7")
	}})
	c, clock := open(Options{})
	for _, path := range []string{"/", "/private", "/moved", "/"} {
		_, err := get(c, s.URL+path)
		var robots ErrRobots
		closed := path == "/private" || path == "/moved"
		if errors.As(err, &robots) != closed || closed && err.Error() != s.URL+"/private is closed by its site's robots.txt (Disallow: /private): leave it out, or ask the site" {
			t.Errorf("%s: got %v", path, err)
		}
	}
	if asked != 1 || clock.told() != "[7s 7s]" {
		t.Errorf("robots.txt was asked for %d times, and the rests were %s", asked, clock.told())
	}
	clock.now = clock.now.Add(robotsLast)
	code = 503 // the old rules stay
	if _, err := get(c, s.URL+"/private"); !errors.As(err, new(ErrRobots)) || asked != 2 {
		t.Errorf("asked %d times, got %v", asked, err)
	}
	clock.now = clock.now.Add(robotsLastDown)
	code = 404
	if _, err := get(c, s.URL+"/private"); err != nil || asked != 3 {
		t.Errorf("asked %d times, got %v", asked, err)
	}
}

func TestRobotsThatCannotBeHad(t *testing.T) {
	tests := []struct {
		name   string
		robots http.HandlerFunc
		open   bool
	}{
		{"forbidden", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) }, true},
		{"too many requests", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) }, false},
		{"in trouble", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, false},
		{"leads to itself", leads("/robots.txt"), true},
		{"leads to a file", leads("file:///etc/hosts"), true},
		{"leads on", leads("/other.txt"), false},
		{"longer than is read", says("User-agent: *\nDisallow: /\n" + strings.Repeat("# و هكذا\n", 60_000)), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, map[string]http.HandlerFunc{"/": says("نعم"), "/robots.txt": tt.robots, "/other.txt": says("User-agent: *\nDisallow: /")})
			c, _ := open(Options{})
			for range 2 {
				if _, err := get(c, s.URL); (err == nil) != tt.open {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

// FuzzRobots holds that any file gives an answer, and that robots.txt itself is always open.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*/a$\nAllow: /b", "/x/a")
	f.Add("", "%6%66")
	f.Add("user-agent: isnad\nCrawl-delay: 1e9\nDisallow: %", "/%zz%")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := parseRobots([]byte(file), "isnad")
		if r.delay < 0 || r.delay > maxDelay {
			t.Errorf("the delay is %s", r.delay)
		}
		if line, ok := r.allow(path); ok != (line == "") {
			t.Errorf("%q, %t", line, ok)
		}
		if _, ok := r.allow("/robots.txt"); !ok {
			t.Error("robots.txt is closed")
		}
		if p := plain(path); plain(p) != p {
			t.Errorf("%q becomes %q becomes %q", path, p, plain(p))
		}
	})
}
