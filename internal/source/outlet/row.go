package outlet

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// row is a source as a file has it: what it does not say is told apart from what it denies.
type row struct {
	Source
	DayFirst *bool `json:"day_first"`
	Enabled  *bool `json:"enabled"`
}

// column is one field as a word in CSV and in OPML.
type column struct {
	name string
	get  func(*Source) string
	set  func(*row, string) error
}

// columns are all fields, in the order in which they are written.
var columns = []column{
	plain("key", func(s *Source) *string { return &s.Key }),
	plain("name_ar", func(s *Source) *string { return &s.NameAr }),
	plain("name_en", func(s *Source) *string { return &s.NameEn }),
	plain("country", func(s *Source) *string { return &s.Country }),
	plain("kind", func(s *Source) *string { return (*string)(&s.Kind) }),
	plain("url", func(s *Source) *string { return &s.URL }),
	plain("feed", func(s *Source) *string { return &s.Feed }),
	plain("lang", func(s *Source) *string { return &s.Lang }),
	plain("zone", func(s *Source) *string { return &s.Zone }),
	{"day_first", func(s *Source) string { return yesNo(s.DayFirst) }, func(r *row, v string) error { return setBool(&r.DayFirst, v) }},
	plain("encoding", func(s *Source) *string { return &s.Encoding }),
	{"selectors", getSelectors, setSelectors},
	list("include", func(s *Source) *[]string { return &s.Include }),
	list("exclude", func(s *Source) *[]string { return &s.Exclude }),
	{"enabled", func(s *Source) string { return yesNo(s.Enabled) }, func(r *row, v string) error { return setBool(&r.Enabled, v) }},
}

func plain(name string, field func(*Source) *string) column {
	return column{name, func(s *Source) string { return *field(s) }, func(r *row, v string) error {
		*field(&r.Source) = v
		return nil
	}}
}

func list(name string, field func(*Source) *[]string) column {
	return column{name, func(s *Source) string { return strings.Join(*field(s), "|") }, func(r *row, v string) error {
		*field(&r.Source) = nil
		for p := range strings.SplitSeq(v, "|") {
			if p = strings.TrimSpace(p); p != "" {
				*field(&r.Source) = append(*field(&r.Source), p)
			}
		}
		return nil
	}}
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// setBool reads what people and spreadsheets write; nothing is nothing said.
func setBool(to **bool, v string) error {
	var b bool
	switch strings.ToLower(v) {
	case "":
		return nil
	case "yes", "true", "1", "نعم":
		b = true
	case "no", "false", "0", "لا":
	default:
		return fmt.Errorf("%q is neither: write yes or no", v)
	}
	*to = &b
	return nil
}

func getSelectors(s *Source) string {
	if len(s.Selectors) == 0 {
		return ""
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(s.Selectors) != nil {
		return "" // strings always encode
	}
	return strings.TrimSpace(b.String())
}

func setSelectors(r *row, v string) error {
	r.Selectors = nil
	if v == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(v), &r.Selectors); err != nil {
		return fmt.Errorf(`%q is no JSON object: write {"body":"div.article"}`, v)
	}
	return nil
}

// put gives a column its value, without the blanks around it.
func (c column) put(r *row, v string) error {
	if err := c.set(r, trim(v)); err != nil {
		return fmt.Errorf("%s %w", c.name, err)
	}
	return nil
}

func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == 0xFEFF })
}

// source returns the source of a row. A row without a key takes what it leaves open from the catalogue, where that knows the outlet; what is
// open then is as usual: a site, whose dates have the day first, and that is to be read.
func (r row) source() Source {
	s := r.Source
	if k, ok := known(s.Feed, s.URL); ok && s.Key == "" {
		s = s.filled(k)
	}
	s.Key, s.Kind = cmp.Or(s.Key, slug(s.URL, s.Feed)), cmp.Or(s.Kind, Site)
	s.DayFirst, s.Enabled = s.Lang != "en" || s.Country != "US", true
	if r.DayFirst != nil {
		s.DayFirst = *r.DayFirst
	}
	if r.Enabled != nil {
		s.Enabled = *r.Enabled
	}
	return s.tidy()
}

// filled takes from another what s does not say.
func (s Source) filled(k Source) Source {
	if s.NameAr == "" && s.NameEn == "" {
		s.NameAr, s.NameEn = k.NameAr, k.NameEn
	}
	s.Key, s.Country, s.Kind, s.URL = cmp.Or(s.Key, k.Key), cmp.Or(s.Country, k.Country), cmp.Or(s.Kind, k.Kind), cmp.Or(s.URL, k.URL)
	s.Feed, s.Lang, s.Zone = cmp.Or(s.Feed, k.Feed), cmp.Or(s.Lang, k.Lang), cmp.Or(s.Zone, k.Zone)
	return s
}

// tidy makes what is empty nothing, so that equal sources are deeply equal.
func (s Source) tidy() Source {
	if len(s.Selectors) == 0 {
		s.Selectors = nil
	}
	if len(s.Include) == 0 {
		s.Include = nil
	}
	if len(s.Exclude) == 0 {
		s.Exclude = nil
	}
	return s
}

// slug makes a key of the first address that is one: its host, and in a messenger the channel too.
func slug(addresses ...string) string {
	for _, a := range addresses {
		u, err := url.Parse(a)
		if err != nil || u.Hostname() == "" {
			continue
		}
		name, err := idna.ToASCII(plainHost(u.Hostname()))
		if err != nil {
			continue
		}
		if name == "t.me" {
			name += u.Path
		}
		words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		if key := strings.Join(words, "-"); key != "" {
			return strings.TrimRight(key[:min(len(key), maxKey-4)], "-")
		}
	}
	return ""
}
