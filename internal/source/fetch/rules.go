package fetch

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
)

// rules are the lines of a robots.txt that hold for us (RFC 9309). The zero value allows everything.
type rules struct {
	lines []rule
	delay time.Duration // Crawl-delay
}

type rule struct {
	pattern string // with * and a $ at the end
	allow   bool
}

// maxDelay bounds Crawl-delay; who asks for more is not read more often than this.
const maxDelay = time.Hour

// parseRobots reads a robots.txt for the agent of this name: all groups that name it, else all that are for everybody. A line that makes no
// sense is passed over.
func parseRobots(body []byte, name string) rules {
	var mine, all rules
	var forMe, forAll, named, inAgents bool
	body = bytes.ReplaceAll(bytes.TrimPrefix(body, []byte("\ufeff")), []byte("\r"), []byte("\n"))
	for line := range bytes.Lines(body) {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, ok := strings.Cut(text, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent", "useragent", "user agent":
			if !inAgents {
				forMe, forAll = false, false // a new group
			}
			inAgents = true
			forMe = forMe || name != "" && token(value) == name
			forAll = forAll || strings.HasPrefix(value, "*")
			named = named || forMe
		case "allow", "disallow", "crawl-delay":
			inAgents = false
			if forMe {
				mine.add(key, value)
			}
			if forAll {
				all.add(key, value)
			}
		}
	}
	if named {
		return mine
	}
	return all
}

func (r *rules) add(key, value string) {
	if key == "crawl-delay" {
		if s, err := strconv.ParseFloat(strings.TrimSuffix(value, "s"), 64); err == nil && s >= 0 && !math.IsInf(s, 0) {
			r.delay = time.Duration(min(s, maxDelay.Seconds()) * float64(time.Second))
		}
		return
	}
	if value == "" {
		return // "Disallow:" forbids nothing
	}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value
	}
	r.lines = append(r.lines, rule{plain(value), key == "allow"})
}

// allow says whether a path with its query may be read, and by which line not: the longest that fits, and of two as long the one that allows.
func (r rules) allow(path string) (line string, ok bool) {
	path = plain(path)
	if path == "/robots.txt" {
		return "", true
	}
	best, ok := -1, true
	for _, l := range r.lines {
		n := len(l.pattern)
		if n < best || n == best && (ok || !l.allow) || !fits(l.pattern, path) {
			continue
		}
		best, ok, line = n, l.allow, "Disallow: "+l.pattern
	}
	if ok {
		return "", true
	}
	return cut(line), false
}

// fits says whether a pattern fits the start of the path; * is anything, and $ at the end is the path's end.
func fits(pattern, path string) bool {
	pattern, ends := strings.CutSuffix(pattern, "$")
	first, rest, more := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	for ok && more {
		var part string
		part, rest, more = strings.Cut(rest, "*")
		if !more && ends {
			return strings.HasSuffix(path, part)
		}
		i := strings.Index(path, part)
		if ok = i >= 0; ok {
			path = path[i+len(part):]
		}
	}
	return ok && (!ends || path == "")
}

// plain writes a path in the one way that paths are compared in: letters that need no escape stand as they are, all others as %XX.
func plain(path string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(path))
	for i := 0; i < len(path); i++ {
		c := path[i]
		escaped := false
		if c == '%' && i+2 < len(path) {
			if v, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c, escaped = byte(v), true
				i += 2
			}
		}
		if c <= ' ' || c >= 0x7F || c == '%' || escaped && !unreserved(c) {
			out = append(out, '%', hex[c>>4], hex[c&15])
		} else {
			out = append(out, c)
		}
	}
	return string(out)
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
