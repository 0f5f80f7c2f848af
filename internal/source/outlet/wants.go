package outlet

import (
	"net/url"
	"strings"

	"isnad.dev/isnad/internal/script"
)

// Wants says whether an article at this address, in these sections of its outlet, is to be read: something of Include fits, or it is empty, and
// nothing of Exclude. An entry is one of three:
//
//	/sport            a path, and all below it
//	*.x.example/a/*   a host and path; a path too where it begins with /; * is anything
//	رياضة             a section, in whatever spelling; * is anything
func (s Source) Wants(address string, sections []string) bool {
	p := newPlace(address, sections)
	return (len(s.Include) == 0 || p.any(s.Include)) && !p.any(s.Exclude)
}

// place is where an article stands.
type place struct {
	host, path, query string
	sections          []string // folded
}

func newPlace(address string, sections []string) place {
	var p place
	if u, err := url.Parse(strings.TrimSpace(address)); err == nil {
		p.host, p.path, p.query = plainHost(u.Hostname()), u.Path, u.RawQuery
	}
	for _, s := range sections {
		p.sections = append(p.sections, fold(s))
	}
	return p
}

func plainHost(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

func fold(s string) string { return strings.Join(strings.Fields(script.String(s)), " ") }

func (p place) any(patterns []string) bool {
	for _, pattern := range patterns {
		if p.fits(pattern) {
			return true
		}
	}
	return false
}

func (p place) fits(pattern string) bool {
	host, path, ok := address(pattern)
	if ok {
		return (host == "" || glob(plainHost(host), p.host)) && p.fitsPath(path)
	}
	// Folding drops the star, so that it is folded piece by piece.
	pieces := strings.Split(pattern, "*")
	for i := range pieces {
		pieces[i] = fold(pieces[i])
	}
	pattern = strings.Join(pieces, "*")
	for _, s := range p.sections {
		if glob(pattern, s) {
			return true
		}
	}
	return false
}

// address parts a pattern into host and path, where it is one of addresses.
func address(pattern string) (host, path string, ok bool) {
	if strings.HasPrefix(pattern, "/") {
		return "", pattern, true
	}
	_, rest, scheme := strings.Cut(pattern, "://")
	if !scheme {
		rest = pattern
	}
	host, path, slash := strings.Cut(rest, "/")
	return host, "/" + path, scheme || slash && strings.Contains(host, ".")
}

func (p place) fitsPath(pattern string) bool {
	pattern, query, asks := strings.Cut(pattern, "?")
	if plain, err := url.PathUnescape(pattern); err == nil {
		pattern = plain
	}
	if asks && !glob(query+"*", p.query) {
		return false
	}
	if strings.Contains(pattern, "*") {
		return glob(pattern, p.path)
	}
	pattern = strings.TrimSuffix(pattern, "/")
	rest, ok := strings.CutPrefix(p.path, pattern)
	return ok && (rest == "" || rest[0] == '/')
}

// glob says whether the pattern is the whole of s; * is anything.
func glob(pattern, s string) bool {
	first, rest, more := strings.Cut(pattern, "*")
	s, ok := strings.CutPrefix(s, first)
	if !more {
		return ok && s == ""
	}
	for ok {
		var part string
		if part, rest, more = strings.Cut(rest, "*"); !more {
			return strings.HasSuffix(s, part)
		}
		_, s, ok = strings.Cut(s, part)
	}
	return false
}
