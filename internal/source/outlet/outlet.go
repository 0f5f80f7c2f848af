// Package outlet knows the sources that are followed, and the catalogue of those that could be.
//
// In: rows of sources: the catalogue's, or a user's as OPML, CSV or JSON. Out: sources that are checked, and the same forms again. The
// catalogue's row "petra" is بترا, the Jordan News Agency, an agency of Jordan whose clock is Asia/Amman.
package outlet

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the zones, also where the system has none
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Kind is what sort of source it is.
type Kind string

// The kinds.
const (
	Agency      Kind = "agency"
	Paper       Kind = "paper"
	Broadcaster Kind = "broadcaster"
	Ministry    Kind = "ministry"
	Channel     Kind = "channel" // of a messenger
	Site        Kind = "site"
)

// Kinds are all of them.
var Kinds = []Kind{Agency, Paper, Broadcaster, Ministry, Channel, Site}

// Source is one source and how to read it. An empty field is one that is not known.
type Source struct {
	Key       string            `json:"key"` // small Latin letters, digits and hyphens
	NameAr    string            `json:"name_ar"`
	NameEn    string            `json:"name_en"`
	Country   string            `json:"country"` // two capital letters of ISO 3166
	Kind      Kind              `json:"kind"`
	URL       string            `json:"url"`                 // the front page
	Feed      string            `json:"feed"`                // a feed or news sitemap
	Lang      string            `json:"lang"`                // of its articles: ar, en
	Zone      string            `json:"zone"`                // IANA: Asia/Amman
	DayFirst  bool              `json:"day_first"`           // 3/4 is the third of April
	Encoding  string            `json:"encoding"`            // overrides what its pages declare
	Selectors map[string]string `json:"selectors,omitempty"` // CSS by field (title, body …) where the general way fails
	Include   []string          `json:"include,omitempty"`   // sections or address patterns; none is all
	Exclude   []string          `json:"exclude,omitempty"`   // these not, whatever Include says
	Enabled   bool              `json:"enabled"`
}

var (
	keyShape     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	countryShape = regexp.MustCompile(`^[A-Z]{2}$`)
	langShape    = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	fieldShape   = regexp.MustCompile(`^[a-z][a-z_]*$`)
)

// maxKey bounds a key, which stands in commands and file names.
const maxKey = 64

// KeyOf makes a key of an address's host.
func KeyOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	words := strings.FieldsFunc(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// Check says in one sentence what is wrong with the source, and how to mend it.
func (s Source) Check() error {
	for _, c := range columns {
		if v := c.get(&s); !legible(v) {
			return fmt.Errorf("%s %q has letters that cannot be seen, or blanks around it: write it anew", c.name, v)
		}
	}
	switch {
	case !keyShape.MatchString(s.Key) || len(s.Key) > maxKey:
		return fmt.Errorf("key %q is none: write small Latin letters, digits and single hyphens, such as al-ahram", s.Key)
	case s.NameAr == "" && s.NameEn == "":
		return errors.New("it has no name: give name_ar or name_en")
	case s.Country != "" && !countryShape.MatchString(s.Country):
		return fmt.Errorf("country %q is none: write its two letters, such as JO", s.Country)
	case !slices.Contains(Kinds, s.Kind):
		return fmt.Errorf("kind %q is none: write one of %s", s.Kind, kindList())
	case s.URL == "" && s.Feed == "":
		return errors.New("it has no address: give url or feed")
	case s.Lang != "" && !langShape.MatchString(s.Lang):
		return fmt.Errorf("lang %q is none: write ar or en", s.Lang)
	}
	return cmp.Or(s.checkAddress("url", s.URL), s.checkAddress("feed", s.Feed), s.checkZone(), s.checkEncoding(), s.checkFilters())
}

func kindList() string {
	var out []string
	for _, k := range Kinds {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

func (s Source) checkAddress(column, address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return fmt.Errorf("%s %q is no address: write one that begins with http:// or https://", column, address)
	}
	return nil
}

func (s Source) checkZone() error {
	if s.Zone == "" {
		return nil
	}
	if _, err := time.LoadLocation(s.Zone); err != nil || s.Zone == "Local" {
		return fmt.Errorf("zone %q is none: write its IANA name, such as Asia/Amman", s.Zone)
	}
	return nil
}

func (s Source) checkEncoding() error {
	if s.Encoding == "" {
		return nil
	}
	if _, err := htmlindex.Get(s.Encoding); err != nil {
		return fmt.Errorf("encoding %q is none: write utf-8 or windows-1256", s.Encoding)
	}
	return nil
}

func (s Source) checkFilters() error {
	for field, css := range s.Selectors {
		if !fieldShape.MatchString(field) || css == "" || !legible(css) {
			return fmt.Errorf("selectors has %q for %q: write a field in small Latin letters, and its CSS", css, field)
		}
	}
	for _, list := range [][]string{s.Include, s.Exclude} {
		for _, p := range list {
			if p == "" || p == "-" || strings.Contains(p, "|") || !legible(p) {
				return fmt.Errorf("include or exclude has %q: write a section or an address pattern, parted by |", p)
			}
		}
	}
	return nil
}

// legible says that a value fits on a line of every format, and is the same when blanks around it are cut.
func legible(s string) bool {
	return utf8.ValidString(s) && s == strings.TrimSpace(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF
	})
}
