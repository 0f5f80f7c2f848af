package wikidata

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/world"
)

// The people and countries of these files are made up, but for the country Q159.
const dumpFile = `[
{"id":"Q900","labels":{"en":{"value":"Minister of Foreign Affairs of Russia"},"ar":{"value":"وزير خارجية روسيا"}},"claims":{"P1001":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q159"}}}}]}},
{"id":"Q901","labels":{"en":{"value":"Sami Test"},"ar":{"value":"سامي تجربة"}},"claims":{"P39":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q900"}}},"qualifiers":{"P580":[{"snaktype":"value","datavalue":{"value":{"time":"+1951-03-09T00:00:00Z","precision":11}}}],"P582":[{"snaktype":"value","datavalue":{"value":{"time":"+1953-05-00T00:00:00Z","precision":10}}}]}}]}},
{"id":"Q902","labels":[],"claims":[]},
{"id":"Q903","labels":{"en":{"value":"Rami Test"}},"claims":{"P39":[{"rank":"deprecated","mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q900"}}},"qualifiers":{"P580":[{"snaktype":"value","datavalue":{"value":{"time":"+1950-01-01T00:00:00Z","precision":9}}}]}},
 {"rank":"normal"
{"id":"Q904","labels":{"en":{"value":"Dalia Test"}},"claims":{"P39":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q905"}}},"qualifiers":{"P642":[{"snaktype":"value","datavalue":{"value":{"id":"Q159"}}}],"P580":[{"snaktype":"value","datavalue":{"value":{"time":"+1949-01-01T00:00:00Z","precision":9}}}],"P582":[{"snaktype":"novalue"}]}}]}},
{"id":"Q905","labels":{"en":{"value":"foreign minister"}},"claims":{"P17":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q906"}}}}]}}
]
`

const tableFile = "\uFEFFperson,personLabel,personLabelAr,position,positionLabel,countryLabel,start,end\n" +
	"http://www.wikidata.org/entity/Q910,Nadia Test,نادية تجربة,http://www.wikidata.org/entity/Q911,President of Egypt,Egypt,1901-02-03T00:00:00Z,1902-01-01T00:00:00Z\n" +
	"http://www.wikidata.org/entity/Q912,\"Test, Omar\",,http://www.wikidata.org/entity/Q913,minister of defence,Lebanon,1903-02-30T00:00:00Z,\n" +
	"http://www.wikidata.org/entity/Q914,Layla Test,ليلى تجربة,http://www.wikidata.org/entity/Q913,minister of defence,Lebanon,1903-02-20T00:00:00Z,\n" +
	"http://www.wikidata.org/entity/Q915,Keeper Test,,http://www.wikidata.org/entity/Q916,keeper of bees,Lebanon,1903-02-20T00:00:00Z,\n" +
	"too,few\n" +
	"http://www.wikidata.org/entity/Q217,Sergey Lavrov,سيرغي لافروف,http://www.wikidata.org/entity/Q900,Minister of Foreign Affairs,Russia,2004-03-09T00:00:00Z,\n"

func load(t testing.TB) (*world.World, map[string]string) {
	t.Helper()
	fsys := os.DirFS("../../../packs/world")
	w, err := world.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := IDs(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return w, ids
}

func read(t *testing.T, file string) (claims []Claim, faults []int) {
	t.Helper()
	claims, err := Read(strings.NewReader(file), func(f Fault) { faults = append(faults, f.Line) })
	if err != nil {
		t.Fatal(err)
	}
	return claims, faults
}

func lines(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintln(&b, strings.Join(r, " "))
	}
	return b.String()
}

func TestDumpLinesBecomeTerms(t *testing.T) {
	w, ids := load(t)
	claims, faults := read(t, dumpFile)
	if fmt.Sprint(faults) != "[5 6]" {
		t.Errorf("bad lines %v, want 5 and 6", faults)
	}
	rows, _ := Resolve(w, ids, claims)
	wantTerms := "wd-q901 foreign-minister ru 1951-03-09 1953-05 likely\nwd-q904 foreign-minister ru 1949 1951-03-09 likely\n"
	if got := lines(rows.Terms); got != wantTerms {
		t.Errorf("terms\n%swant\n%s", got, wantTerms)
	}
	wantPeople := "wd-q901 Sami Test سامي تجربة - ru likely\nwd-q904 Dalia Test - - ru likely\n"
	if got := lines(rows.People); got != wantPeople {
		t.Errorf("people\n%swant\n%s", got, wantPeople)
	}
}

func TestTableRowsBecomeTerms(t *testing.T) {
	w, ids := load(t)
	claims, faults := read(t, tableFile)
	if fmt.Sprint(faults) != "[3 6]" {
		t.Errorf("bad lines %v, want 3 (no such day) and 6 (too few fields)", faults)
	}
	rows, count := Resolve(w, ids, claims)
	if got := lines(rows.Terms); !strings.HasPrefix(got, "wd-q910 president eg 1901-02-03 1902 likely\nwd-q914 defence-minister lb 1903-02-20 ") {
		t.Errorf("terms\n%s", got)
	}
	if count.Known != 1 || count.New != 2 || count.Offices["keeper of bees"] != 1 {
		t.Errorf("counted %+v, want Lavrov known, two new and the keeper of bees passed over", count)
	}
}

func TestTableNeedsItsColumns(t *testing.T) {
	for _, head := range []string{"a,b,c\n", "person,start\n", "person,positionLabel\n"} {
		if _, err := Read(strings.NewReader(head), func(Fault) {}); err == nil || !strings.Contains(err.Error(), "the first line names no column") {
			t.Errorf("%q: %v", head, err)
		}
	}
}

func TestCompressedFilesAreRead(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(tableFile))
	z.Close()
	claims, err := Read(&b, func(Fault) {})
	if err != nil || len(claims) != 4 {
		t.Errorf("%d claims, %v; want 4", len(claims), err)
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	w, ids := load(t)
	dir := t.TempDir()
	save := func(file string) string {
		claims, _ := read(t, file)
		rows, _ := Resolve(w, ids, claims)
		if err := Save(dir, rows); err != nil {
			t.Fatal(err)
		}
		people, err := os.ReadFile(filepath.Join(dir, "people", "imported.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		terms, err := os.ReadFile(filepath.Join(dir, "terms", "imported.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		return string(people) + string(terms)
	}
	save(dumpFile)
	both := save(tableFile)
	if again := save(dumpFile); again != both {
		t.Errorf("importing again made\n%swant\n%s", again, both)
	}
	with, err := world.LoadWith(os.DirFS("../../../packs/world"), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	holders, err := with.Who("وزير الخارجية الروسي", world.Day{Year: 1952})
	if err != nil || with.Things[holders[0].Person].En != "Sami Test" {
		t.Errorf("%v %v", holders, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(dumpFile))
	f.Add([]byte(tableFile))
	f.Add([]byte("{\"claims\":{\"P39\":[{}]}}"))
	f.Add([]byte("person,positionLabel,start\nQ1,x,+-----"))
	f.Fuzz(func(t *testing.T, file []byte) {
		last := 0
		claims, err := Read(bytes.NewReader(file), func(fault Fault) {
			if fault.Line < last {
				t.Errorf("line %d is named after line %d", fault.Line, last)
			}
			last = fault.Line
		})
		if err != nil {
			return
		}
		for _, c := range claims {
			if checkDay(c.From) != nil || c.Until != "" && checkDay(c.Until) != nil {
				t.Errorf("from %q until %q", c.From, c.Until)
			}
		}
	})
}
