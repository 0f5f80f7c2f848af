package world

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// tables is a small world of our own. Its people and days are invented, so that no test hangs on a fact that may be corrected.
func tables() fstest.MapFS {
	file := func(lines ...string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.ReplaceAll(strings.Join(lines, "\n"), " | ", "\t"))}
	}
	return fstest.MapFS{
		"countries.tsv":    file("id | en | ar | forms | nisba | capital | metonyms | sure", "ar | Arland | أرلاند | - | أرلاندي | arville | أرفيل | certain", "be | Bestan | بستان | جمهورية بستان | بستاني | - | - | certain"),
		"places/a.tsv":     file("id | kind | en | ar | forms | in | sure", "arville | city | Arville | أرفيل | - | ar | certain"),
		"orgs/a.tsv":       file("id | kind | en | ar | forms | of | sure", "union | international | Union | الاتحاد | - | - | certain"),
		"roles.tsv":        file("id | en | forms | level", "envoy | Envoy | مبعوث | 4", "foreign-minister | Foreign Minister | وزير الخارجية | 3", "president | President | الرئيس | 1"),
		"people/ar.tsv":    file("id | en | ar | forms | of | sure", "first | Ann First | آن فيرست | - | ar | certain", "second | Ben Second | بن سكند | - | ar | certain", "third | Cy Third | ساي ثيرد | - | ar | certain"),
		"people/other.tsv": file("id | en | ar | forms | of | sure", "envoy | Dan Envoy | دان إنفوي | - | - | certain"),
		"terms/a.tsv": file("person | role | of | from | until | sure",
			"first | foreign-minister | ar | 2010-03-05 | 2014-06 | certain",
			"second | foreign-minister | ar | 2014-06 | 2017 | certain",
			"third | foreign-minister | ar | 2017 | now | certain",
			"first | president | ar | 2015-02-01 | ? | likely",
			"envoy | envoy | union:ar | 2012-01-01 | 2013-01-01 | certain"),
	}
}

func load(t *testing.T) *World {
	t.Helper()
	w, err := Load(tables())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// holders lists who held an office, those who surely did before the stroke.
func holders(t *testing.T, w *World, role, of, on string) string {
	t.Helper()
	day, err := ParseDay(on)
	if err != nil {
		t.Fatal(err)
	}
	var sure, perhaps []string
	for _, term := range w.Holders(role, of, day) {
		name := w.Things[term.Person].Bare()
		if term.runs(day) == yes {
			sure = append(sure, name)
		} else {
			perhaps = append(perhaps, name)
		}
	}
	return strings.Join(sure, " ") + "/" + strings.Join(perhaps, " ")
}

func TestHoldersByDay(t *testing.T) {
	w := load(t)
	tests := []struct{ name, role, of, on, want string }{
		{"before the first day", "foreign-minister", "ar", "2010-03-04", "/"},
		{"the first day", "foreign-minister", "ar", "2010-03-05", "first/"},
		{"in the middle", "foreign-minister", "ar", "2012-12-31", "first/"},
		{"the day before the border month", "foreign-minister", "ar", "2014-05-31", "first/"},
		{"inside the border month either may hold it", "foreign-minister", "ar", "2014-06-15", "/first second"},
		{"the day after the border month", "foreign-minister", "ar", "2014-07-01", "second/"},
		{"the last day before the border year", "foreign-minister", "ar", "2016-12-31", "second/"},
		{"inside the border year either may hold it", "foreign-minister", "ar", "2017-09-09", "/second third"},
		{"an open term lasts", "foreign-minister", "ar", "2030-01-01", "third/"},
		{"a month is asked for", "foreign-minister", "ar", "2012-05", "first/"},
		{"a year that two share", "foreign-minister", "ar", "2014", "/first second"},
		{"an unknown end may be over", "president", "ar", "2020-01-01", "/first"},
		{"an envoy of a body to a country", "envoy", "union:ar", "2012-06-01", "envoy/"},
		{"the day after the last one", "envoy", "union:ar", "2013-01-01", "/"},
		{"the last day", "envoy", "union:ar", "2012-12-31", "envoy/"},
		{"the envoy is none of the body's own", "envoy", "union", "2012-06-01", "/"},
		{"another country", "foreign-minister", "be", "2012-01-01", "/"},
		{"an office that nobody lists", "king", "ar", "2012-01-01", "/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := holders(t, w, tt.role, tt.of, tt.on); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestTermsOfAPerson(t *testing.T) {
	w := load(t)
	id, ok := w.ByID("per:first")
	if !ok {
		t.Fatal("no person per:first")
	}
	var got []string
	for _, term := range w.TermsOf(id) {
		got = append(got, fmt.Sprintf("%s %s %s–%s", term.Role, term.Of, term.From, term.Until))
	}
	want := "foreign-minister ar 2010-03-05–2014-06; president ar 2015-02-01–"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("\n got %s\nwant %s", s, want)
	}
}

func TestThingsAreFoundByID(t *testing.T) {
	w := load(t)
	for id, en := range map[string]string{"loc:ar": "Arland", "loc:arville": "Arville", "org:union": "Union", "per:envoy": "Dan Envoy"} {
		thing, ok := w.ByID(id)
		if !ok || w.Things[thing].En != en || w.Things[thing].Bare() != id[4:] {
			t.Errorf("%s: got %v", id, w.Things[thing])
		}
	}
	if _, ok := w.ByID("per:nobody"); ok {
		t.Error("an unknown id is known")
	}
	if thing, ok := w.Of("union"); !ok || w.Things[thing].ID != "org:union" {
		t.Error("a bare id may be a body's")
	}
	if thing, ok := w.Of("ar"); !ok || w.Things[thing].ID != "loc:ar" {
		t.Error("a bare id may be a country's")
	}
}

func TestTablesAreStrict(t *testing.T) {
	tests := []struct{ name, file, line, want string }{
		{"an id twice", "people/other.tsv", "first | Ann Again | آن | - | ar | certain", "people/other.tsv:3: the id per:first stands twice"},
		{"a term of nobody", "terms/a.tsv", "nobody | president | ar | 2010 | now | certain", "terms/a.tsv:7: no person has the id nobody"},
		{"no day", "terms/a.tsv", "first | president | ar | spring | now | certain", `terms/a.tsv:7: "spring" is no day`},
		{"a day that is not in the calendar", "terms/a.tsv", "first | president | ar | 2010-02-30 | now | certain", `terms/a.tsv:7: "2010-02-30" is no day`},
		{"an end that is no day", "terms/a.tsv", "first | president | ar | 2010 | today | certain", `terms/a.tsv:7: "today" is no day`},
		{"a level in words", "roles.tsv", "king | King | الملك | high", "roles.tsv:5: the level is not a number"},
		{"a column too many", "countries.tsv", "de | D | د | - | - | - | - | certain | x", "countries.tsv:4: 9 fields where 8 are due"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := tables()
			data := string(fsys[tt.file].Data) + "\n" + strings.ReplaceAll(tt.line, " | ", "\t")
			fsys[tt.file] = &fstest.MapFile{Data: []byte(data)}
			if _, err := Load(fsys); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("\n got %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestParseDay(t *testing.T) {
	for _, s := range []string{"2018", "2018-08", "2018-08-23", "0001-01-01"} {
		if d, err := ParseDay(s); err != nil || d.String() != s {
			t.Errorf("%s: got %s, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "18", "2018-13", "2018-8-3", "2018-02-29", "2018-08-23T10:00", "23.08.2018"} {
		if d, err := ParseDay(s); err == nil {
			t.Errorf("%q is read as %s", s, d)
		}
	}
	if (Day{}).String() != "" {
		t.Error("an unknown day is written")
	}
}
