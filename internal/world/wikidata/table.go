package wikidata

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// headers are the names under which people ask the query service for the columns, in small letters without marks.
var headers = map[string][]string{
	"person":         {"person", "item", "human", "holder", "officeholder"},
	"personEn":       {"personlabel", "personlabelen", "itemlabel", "itemlabelen", "personen", "name", "nameen", "holderlabel", "humanlabel"},
	"personAr":       {"personlabelar", "itemlabelar", "personar", "namear", "holderlabelar", "humanlabelar", "ar"},
	"position":       {"position", "office", "role"},
	"positionEn":     {"positionlabel", "positionlabelen", "officelabel", "rolelabel", "positionen"},
	"positionAr":     {"positionlabelar", "officelabelar", "rolelabelar", "positionar"},
	"of":             {"country", "of", "jurisdiction", "state", "body"},
	"ofEn":           {"countrylabel", "countrylabelen", "oflabel", "jurisdictionlabel", "statelabel", "bodylabel"},
	"ofAr":           {"countrylabelar", "oflabelar", "jurisdictionlabelar", "statelabelar", "bodylabelar"},
	"iso":            {"iso", "countrycode", "isocode", "iso2"},
	"start":          {"start", "startdate", "starttime", "from", "begin"},
	"end":            {"end", "enddate", "endtime", "until", "to"},
	"startPrecision": {"startprecision", "startdateprecision", "starttimeprecision"},
	"endPrecision":   {"endprecision", "enddateprecision", "endtimeprecision"},
}

// readTable reads the CSV of the query service: columns by the names in its first line.
func readTable(in io.Reader, fault func(Fault)) ([]Claim, error) {
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("table: %w", err)
	}
	t := table{at: columnsOf(head), width: len(head)}
	if why := t.lacks(); why != "" {
		return nil, errors.New(why)
	}
	var out []Claim
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			fault(Fault{bad.StartLine, bad.Err.Error()})
			continue
		}
		if err != nil {
			return out, fmt.Errorf("table: %w", err)
		}
		line, _ := r.FieldPos(0)
		c, err := t.claim(record)
		if err != nil {
			fault(Fault{line, err.Error()})
			continue
		}
		c.Line = line
		out = append(out, c)
	}
}

// table knows where its columns are.
type table struct {
	at    map[string]int
	width int
}

func columnsOf(head []string) map[string]int {
	at := map[string]int{}
	for i, h := range head {
		h = strings.Map(func(r rune) rune {
			if strings.ContainsRune("_- ?\"", r) {
				return -1
			}
			return r
		}, strings.ToLower(h))
		for column, names := range headers {
			if _, seen := at[column]; !seen && slices.Contains(names, h) {
				at[column] = i
			}
		}
	}
	return at
}

func (t *table) lacks() string {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { _, ok := t.at[n]; return ok })
	}
	switch {
	case !has("person", "personEn"):
		return "the first line names no column for the person (person, personLabel)"
	case !has("positionEn", "positionAr"):
		return "the first line names no column for the name of the position (positionLabel)"
	case !has("start"):
		return "the first line names no column for the first day (start)"
	}
	return ""
}

// field is a column's text. The query service names a thing without a label by its number.
func (t *table) field(record []string, column string) string {
	i, ok := t.at[column]
	if !ok || i >= len(record) {
		return ""
	}
	return strings.TrimSpace(record[i])
}

func (t *table) name(record []string, column string) string {
	if s := t.field(record, column); bareID(s) == "" {
		return s
	}
	return ""
}

func (t *table) claim(record []string) (Claim, error) {
	if len(record) != t.width {
		return Claim{}, fmt.Errorf("%d fields where %d are due", len(record), t.width)
	}
	item := func(column string) Item {
		return Item{ID: bareID(t.field(record, column)), En: t.name(record, column+"En"), Ar: t.name(record, column+"Ar")}
	}
	c := Claim{Person: item("person"), Position: item("position")}
	if c.Person.En == "" && c.Person.Ar == "" {
		return Claim{}, errors.New("the person has no name")
	}
	if iso := t.field(record, "iso"); iso != "" {
		c.Of = append(c.Of, Item{ID: "iso:" + iso})
	}
	if of := item("of"); of != (Item{}) {
		c.Of = append(c.Of, of)
	}
	var err error
	if c.From, err = t.day(record, "start"); err != nil {
		return Claim{}, fmt.Errorf("start: %w", err)
	}
	if c.Until, err = t.day(record, "end"); err != nil {
		return Claim{}, fmt.Errorf("end: %w", err)
	}
	if c.From == "" {
		return Claim{}, errors.New("the term has no first day")
	}
	return c, nil
}

// day reads a time. The query service writes a year as its first of January: without a column that tells how precise it is, that day is taken
// as the year alone.
func (t *table) day(record []string, column string) (string, error) {
	s := t.field(record, column)
	precision, err := strconv.Atoi(t.field(record, column+"Precision"))
	if err != nil {
		precision = dayPrecision
		if strings.HasSuffix(strings.TrimSuffix(s, "T00:00:00Z"), "-01-01") {
			precision = yearPrecision
		}
	}
	return day(s, precision)
}
