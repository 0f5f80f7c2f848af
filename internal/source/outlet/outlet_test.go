package outlet

import (
	"slices"
	"strings"
	"testing"
)

// arab are the states of the Arab League.
var arab = strings.Fields("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE")

func TestTheCatalogueKeepsItsLaws(t *testing.T) {
	list, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 80 {
		t.Errorf("%d sources", len(list))
	}
	countries, addresses := map[string]bool{}, map[string]string{}
	for i, s := range list {
		if i > 0 && s.Key <= list[i-1].Key {
			t.Errorf("%s stands after %s", s.Key, list[i-1].Key)
		}
		if s.Enabled || s.NameAr == "" || s.NameEn == "" || s.Country == "" || s.Zone == "" || s.Lang == "" || s.URL == "" {
			t.Errorf("%s is enabled or has not all facts", s.Key)
		}
		for _, a := range []string{s.URL, s.Feed} {
			if a != "" && addresses[a] != "" {
				t.Errorf("%s and %s have one address", s.Key, addresses[a])
			}
			addresses[a] = s.Key
		}
		countries[s.Country] = true
	}
	for _, c := range arab {
		if !countries[c] {
			t.Errorf("%s has no source", c)
		}
	}
	list[0].Key = "other"
	first := Catalogue()
	first[0].Key = "changed"
	if Catalogue()[0].Key == "changed" {
		t.Error("who gets the catalogue can change it")
	}
}

// sound is a source without fault.
func sound() Source {
	return Source{Key: "al-mithal", NameAr: "صحيفة المثال", Country: "JO", Kind: Paper, URL: "https://mithal.example/", Lang: "ar", Zone: "Asia/Amman", DayFirst: true}
}

func TestAKeyIsMadeOfTheHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.example.org/feed": "example-org", "https://WWW.Example.ORG": "example-org", "http://127.0.0.1:80/x": "127-0-0-1",
		"https://xn--mgbh0fb.example/rss": "xn-mgbh0fb-example", "https://[::1]/": "1", "https://": "", "%": "",
	} {
		if got := KeyOf(address); got != want || want != "" && !keyShape.MatchString(got) {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestCheckSaysWhatToMend(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Source)
		want   string
	}{
		{"sound", func(*Source) {}, ""},
		{"of nothing but a feed", func(s *Source) { *s = Source{Key: "a", NameEn: "A", Kind: Site, Feed: "http://a.example/rss"} }, ""},
		{"a key of capitals", func(s *Source) { s.Key = "Al-Mithal" }, `key "Al-Mithal" is none: write small Latin letters, digits and single hyphens, such as al-ahram`},
		{"a long key", func(s *Source) { s.Key = strings.Repeat("a", 65) }, "is none: write small Latin letters"},
		{"no name", func(s *Source) { s.NameAr = "" }, "it has no name: give name_ar or name_en"},
		{"country", func(s *Source) { s.Country = "Jordan" }, `country "Jordan" is none: write its two letters, such as JO`},
		{"kind", func(s *Source) { s.Kind = "blog" }, `kind "blog" is none: write one of agency, paper, broadcaster, ministry, channel, site`},
		{"no address", func(s *Source) { s.URL = "" }, "it has no address: give url or feed"},
		{"address", func(s *Source) { s.URL = "mithal.example" }, `url "mithal.example" is no address: write one that begins with http:// or https://`},
		{"feed of a disk", func(s *Source) { s.Feed = "file:///rss.xml" }, "feed \"file:///rss.xml\" is no address"},
		{"language", func(s *Source) { s.Lang = "Arabic" }, `lang "Arabic" is none: write ar or en`},
		{"zone", func(s *Source) { s.Zone = "Amman" }, `zone "Amman" is none: write its IANA name, such as Asia/Amman`},
		{"the zone of this machine", func(s *Source) { s.Zone = "Local" }, "zone"},
		{"encoding", func(s *Source) { s.Encoding = "mithal" }, `encoding "mithal" is none: write utf-8 or windows-1256`},
		{"an encoding", func(s *Source) { s.Encoding = "windows-1256" }, ""},
		{"selectors", func(s *Source) { s.Selectors = map[string]string{"body": ""} }, `selectors has "" for "body": write a field in small Latin letters, and its CSS`},
		{"filters", func(s *Source) { s.Exclude = []string{"a|b"} }, `include or exclude has "a|b": write a section or an address pattern, parted by |`},
		{"a line in a name", func(s *Source) { s.NameAr = "صحيفة\nالمثال" }, "has letters that cannot be seen, or blanks around it: write it anew"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := sound()
			tt.change(&s)
			err := s.Check()
			if (err == nil) != (tt.want == "") || err != nil && (!strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("\n got %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestWants(t *testing.T) {
	tests := []struct {
		name, include, exclude, address, sections string
		want                                      bool
	}{
		{"all", "", "", "https://a.example/x", "", true},
		{"a path", "/politics", "", "https://a.example/politics/1", "", true},
		{"the path itself", "/politics/", "", "https://a.example/politics", "", true},
		{"a path that only begins so", "/politics", "", "https://a.example/politics2/1", "", false},
		{"stars", "/*/politics/*", "", "https://a.example/ar/politics/1", "", true},
		{"stars must fit to the end", "/ar/*.html", "", "https://a.example/ar/1.php", "", false},
		{"a path in Arabic, escaped", "/سياسة", "", "https://a.example/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/1", "", true},
		{"a pattern escaped", "/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9", "", "https://a.example/سياسة/1", "", true},
		{"a host", "a.example/politics", "", "https://www.A.example/politics/1", "", true},
		{"another host", "a.example/politics", "", "https://b.example/politics/1", "", false},
		{"any host below", "*.a.example/", "", "https://sport.a.example/1", "", true},
		{"a whole address", "https://a.example/ar", "", "http://a.example/ar/1", "", true},
		{"a query", "/news?cat=7", "", "https://a.example/news?cat=7&id=1", "", true},
		{"another query", "/news?cat=7", "", "https://a.example/news?cat=8", "", false},
		{"a section", "سياسة", "", "https://a.example/1", "محليات|سياسه", true},
		{"a section with marks", "أخبارٌ  عربية", "", "", "اخبار عربيه", true},
		{"a section in Latin letters", "Politics", "", "", "politics", true},
		{"a section that begins so", "رياض*", "", "", "رياضة عالمية", true},
		{"not the section", "سياسة", "", "", "رياضة", false},
		{"no section known", "سياسة", "", "https://a.example/1", "", false},
		{"a section with a stroke", "سياسة/عرب", "", "", "سياسة/عرب", true},
		{"not this", "", "/sport|رياضة", "https://a.example/sport/1", "", false},
		{"not this section", "", "/sport|رياضة", "https://a.example/1", "رياضة", false},
		{"exclude goes before include", "/ar", "/ar/sport", "https://a.example/ar/sport/1", "", false},
		{"beside what is excluded", "/ar", "/ar/sport", "https://a.example/ar/1", "", true},
		{"an address that is none", "/ar", "", "http://[::1", "", false},
	}
	cut := func(s string) []string {
		return slices.DeleteFunc(strings.Split(s, "|"), func(s string) bool { return s == "" })
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Source{Include: cut(tt.include), Exclude: cut(tt.exclude)}
			if got := s.Wants(tt.address, cut(tt.sections)); got != tt.want {
				t.Errorf("got %t", got)
			}
		})
	}
}

// FuzzWants holds that what is both included and excluded is not wanted, and that an address is fitted by itself.
func FuzzWants(f *testing.F) {
	f.Add("/a*", "https://a.example/a/b?c", "سياسة")
	f.Add("*.a.example/%D8", "http://[::1]/", "*")
	f.Fuzz(func(t *testing.T, pattern, address, section string) {
		s := Source{Include: []string{pattern}}
		s.Wants(address, []string{section})
		if s.Exclude = s.Include; s.Wants(address, []string{section}) {
			t.Errorf("%q is wanted though excluded", address)
		}
		if (Source{Exclude: []string{"*"}}).Wants(address, []string{section}) {
			t.Errorf("section %q is wanted though all are excluded", section)
		}
	})
}
