package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// sample is a picture in a language, of our own invention.
type sample struct {
	name string
	o    Options
	with Caption
	p    Picture
}

// say picks the words of the language.
func say(lang, en, ar string) string {
	if lang == "ar" {
		return ar
	}
	return en
}

func samples(lang string) []sample {
	s := func(en, ar string) string { return say(lang, en, ar) }
	o := func(en, ar, den, dar string) Options {
		return Options{Title: s(en, ar), Desc: s(den, dar), Lang: lang}
	}
	with := Caption{Sources: []string{s("Example News", "صحيفة المثال"), s("Coast Agency", "وكالة الساحل")}, Date: s("1 March 2025", "1 مارس 2025"), Note: s("Copies are counted once.", "تُحسب النسخ المنقولة مرة واحدة.")}
	narrow := func(o Options) Options { o.Width = 360; return o }
	title := o("Statements by month", "التصريحات بحسب الشهر", "From three in September 2024 to 41 in February 2025.", "من ثلاثة تصريحات في سبتمبر 2024 إلى 41 في فبراير 2025.")
	compare := o("Three ministers on water", "ثلاثة وزراء عن المياه", "The minister of irrigation speaks most.", "وزير الري هو الأكثر حديثا.")
	life := o("Life of a meeting", "مسار اجتماع", "Announced on 3 January, put off on 9 January, held on 20 January; one denial.", "أُعلن عنه في 3 يناير، وتأجل في 9 يناير، وعُقد في 20 يناير، وثمة نفي واحد.")
	met := o("Who met whom", "من التقى من", "The foreign minister met most.", "وزير الخارجية هو الأكثر لقاءات.")
	places := o("Contacts by place", "اللقاءات بحسب المكان", "Most were in Doha.", "معظمها في الدوحة.")
	chain := o("From outlet to speaker", "من الوسيلة إلى المتحدث", "Example News, from Coast Agency, from the ministry, from the minister.", "صحيفة المثال عن وكالة الساحل عن الوزارة عن الوزير.")
	return []sample{
		{"months", title, with, sampleMonths(s, 18, Bars, 1)},
		{"months-narrow", narrow(title), with, sampleMonths(s, 30, Bars, 1)},
		{"months-long", title, with, sampleMonths(s, 150, Bars, 1)},
		{"compare", compare, with, sampleMonths(s, 14, Bars, 3)},
		{"lines", compare, with, sampleMonths(s, 40, Lines, 3)},
		{"stack", compare, with, sampleMonths(s, 20, Stack, 3)},
		{"life", life, with, sampleLife(s)},
		{"life-narrow", narrow(life), with, sampleLife(s)},
		{"network", met, with, sampleNetwork(s)},
		{"map", places, with, sampleMap(s, MiddleEast)},
		{"map-arab", places, with, sampleMap(s, ArabWorld)},
		{"map-world", places, with, sampleMap(s, World)},
		{"chain", chain, with, sampleChain(s)},
		{"heat", title, with, sampleHeat()},
		{"chain-narrow", narrow(chain), with, sampleChain(s)},
	}
}

func sampleMonths(s func(en, ar string) string, n int, form Form, series int) Months {
	names := []string{s("Minister of Irrigation", "وزير الري"), s("Minister of Agriculture", "وزير الزراعة"), s("Minister of Energy", "وزيرة الطاقة")}
	m := Months{Form: form}
	for i := range series {
		one := Series{Name: names[i], Href: "/actors/" + itoa(i+1)}
		for k := range n {
			at := 2024*12 + 8 + k
			if v := (k*k*7+i*13+k*3)%41 - 2*i; v > 0 {
				month := fmt.Sprintf("%d-%02d", at/12, at%12+1)
				one.Points = append(one.Points, Point{month, v, "/search?month=" + month + "&actor=1"})
			}
		}
		m.Series = append(m.Series, one)
	}
	return m
}

func sampleLife(s func(en, ar string) string) Life {
	planned, postponed, held, denied := s("Announced", "أُعلن عنه"), s("Postponed", "تأجل"), s("Held", "عُقد"), s("Denied", "نُفي")
	example, coast, river := s("Example News", "صحيفة المثال"), s("Coast Agency", "وكالة الساحل"), s("River Channel", "قناة النهر")
	return Life{
		Moments: []Moment{
			{Day: "2025-01-03", Status: "planned", Label: planned, Outlet: coast, Href: "/articles/1"},
			{Day: "2025-01-03", Status: "planned", Label: planned, Outlet: example, Href: "/articles/2"},
			{Day: "2025-01-04", Status: "planned", Label: planned, Outlet: river, Href: "/articles/3"},
			{Day: "2025-01-09", Status: "postponed", Label: postponed, Outlet: coast, Href: "/articles/4"},
			{Day: "2025-01-20", Status: "held", Label: held, Outlet: coast, Href: "/articles/5"},
			{Day: "2025-01-20", Status: "held", Label: held, Outlet: example, Href: "/articles/6"},
			{Day: "2025-01-21", Status: "denied", Label: denied, Outlet: river, Href: "/articles/7", Against: []int{5}, Title: s("The ministry denies that it took place", "الوزارة تنفي عقده")},
		},
		Set: []Mark{{"2025-01-12", s("Set for", "كان مقررا في")}, {"2025-01-20", s("Moved to", "نُقل إلى")}},
	}
}

func sampleNetwork(s func(en, ar string) string) Network {
	names := []string{s("Minister of Foreign Affairs", "وزير الخارجية"), s("Huda Salem", "هدى سالم"), s("Kamal Yusuf", "كمال يوسف"), s("River Basin Authority", "هيئة حوض النهر"), s("Nadia Rashid", "نادية رشيد"),
		s("Sami Haddad", "سامي حداد"), s("Union of Farmers", "اتحاد المزارعين"), s("Layla Mansour", "ليلى منصور"), s("Omar Tawfiq", "عمر توفيق"), s("Ministry of Water", "وزارة المياه"), s("Coast Party", "حزب الساحل"), s("Jordan", "الأردن")}
	n := Network{}
	for i := range 48 {
		kind := []Kind{Person, Person, Organisation}[i%3]
		name := names[i%len(names)]
		if i == 11 {
			kind = Place
		}
		if i >= len(names) {
			name += " " + itoa(i/len(names)+1)
		}
		n.Nodes = append(n.Nodes, Node{ID: itoa(i), Name: name, Kind: kind, Group: i % 3, Href: "/actors/" + itoa(i)})
	}
	for i := 1; i < 48; i++ {
		n.Links = append(n.Links, Link{itoa(i), itoa((i * i) % max(i/3, 1)), 1 + (48-i)/7, "/contacts?a=1&b=2"})
		if i%3 == 0 {
			n.Links = append(n.Links, Link{itoa(i), itoa(i / 2), 1, ""})
		}
	}
	return n
}

func sampleMap(s func(en, ar string) string, v View) Map {
	at := func(en, ar string, lat, lon float64, n int) Spot {
		return Spot{s(en, ar), lat, lon, n, "/contacts?place=" + en}
	}
	return Map{View: v, Unplaced: []Unplaced{{s("the border", "الحدود"), 3, ""}}, Spots: []Spot{
		at("Doha", "الدوحة", 25.29, 51.53, 41), at("Cairo", "القاهرة", 30.04, 31.24, 33), at("Riyadh", "الرياض", 24.71, 46.68, 17), at("Amman", "عمّان", 31.95, 35.93, 12),
		at("Jerusalem", "القدس", 31.78, 35.23, 9), at("Damascus", "دمشق", 33.51, 36.29, 8), at("Beirut", "بيروت", 33.89, 35.5, 11), at("Baghdad", "بغداد", 33.31, 44.37, 6),
		at("Tehran", "طهران", 35.69, 51.39, 7), at("Ankara", "أنقرة", 39.93, 32.86, 10), at("Abu Dhabi", "أبوظبي", 24.45, 54.38, 5), at("Manama", "المنامة", 26.23, 50.59, 2),
		at("Sanaa", "صنعاء", 15.35, 44.21, 3), at("Khartoum", "الخرطوم", 15.5, 32.56, 4), at("Geneva", "جنيف", 46.2, 6.14, 8), at("New York", "نيويورك", 40.71, -74.01, 6), at("Tripoli", "طرابلس", 32.89, 13.19, 5),
		at("Rabat", "الرباط", 34.02, -6.84, 4), at("Moscow", "موسكو", 55.75, 37.62, 3), at("Beijing", "بكين", 39.9, 116.4, 2),
	}}
}

func sampleHeat() Heat {
	h := Heat{From: "2025-01-01", Until: "2025-12-31"}
	day := time.Date(2025, 1, 3, 0, 0, 0, 0, time.UTC)
	for i := range 150 {
		h.Days = append(h.Days, Day{day.AddDate(0, 0, i*i%340).Format("2006-01-02"), i%9 + 1, "/calendar"})
	}
	return h
}

func sampleChain(s func(en, ar string) string) Chain {
	return Chain{[]Hop{{s("Example News", "صحيفة المثال"), s("outlet", "وسيلة إعلام"), Organisation, "/sources/1"}, {s("Coast Agency", "وكالة الساحل"), s("agency", "وكالة أنباء"), Organisation, "/sources/2"},
		{s("Ministry of Water", "وزارة المياه"), s("relays", "ناقل"), Organisation, ""}, {s("Huda Salem", "هدى سالم"), s("speaker", "المتحدثة"), Person, "/actors/2"}}}
}

func TestGoldenPictures(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		for _, s := range samples(lang) {
			name := s.name + "." + lang + ".svg"
			t.Run(name, func(t *testing.T) {
				got := File(s.p, s.o, s.with)
				wellFormed(t, got)
				wellFormed(t, []byte(HTML(s.p, s.o)))
				file := filepath.Join("testdata", name)
				if *update {
					if err := os.WriteFile(file, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s is not as it was; look at it with -update and git diff", name)
				}
			})
		}
	}
}

// wellFormed reads the picture as XML and holds it to what the pages' policy allows.
func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			for _, a := range e.Attr {
				if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
					t.Fatalf("the picture has the attribute %s, which no page may have", a.Name.Local)
				}
			}
		}
	}
}
