package wikidata

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine is how long an entity may be: those of countries have several megabytes.
const maxLine = 64 << 20

// entity is what is read of one.
type entity struct {
	ID     string                   `json:"id"`
	Labels object[map[string]label] `json:"labels"`
	Claims object[properties]       `json:"claims"`
}

type label struct {
	Value string `json:"value"`
}

// properties are the claims that matter: P39 position held, P297 ISO code of a country, P1001 applies to jurisdiction, P17 country.
type properties struct {
	P39, P297, P1001, P17 []statement
}

type statement struct {
	Main       snak               `json:"mainsnak"`
	Rank       string             `json:"rank"`
	Qualifiers object[qualifiers] `json:"qualifiers"`
}

// qualifiers of a position: P580 start, P582 end, P642 of, P1001 jurisdiction, P17 country.
type qualifiers struct {
	P580, P582, P642, P1001, P17 []snak
}

type snak struct {
	Type string `json:"snaktype"`
	Data struct {
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// object is a JSON object that Wikidata writes as [] where it is empty.
type object[T any] struct{ V T }

func (o *object[T]) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		return nil
	}
	return json.Unmarshal(data, &o.V)
}

func (s *snak) item() string {
	var v struct{ ID string }
	if s.Type == "value" && json.Unmarshal(s.Data.Value, &v) == nil {
		return bareID(v.ID)
	}
	return ""
}

func (s *snak) text() string {
	var v string
	if s.Type == "value" {
		_ = json.Unmarshal(s.Data.Value, &v) // a value of another kind is no text
	}
	return v
}

// day returns the first of the times.
func firstDay(list []snak) (string, error) {
	for i := range list {
		var v struct {
			Time      string
			Precision int
		}
		if list[i].Type != "value" || json.Unmarshal(list[i].Data.Value, &v) != nil {
			continue
		}
		return day(v.Time, v.Precision)
	}
	return "", nil
}

// dump collects what a dump says: names and homes of positions may come before or after those who held them.
type dump struct {
	claims []Claim
	names  map[string]Item
	homes  map[string][]string // of a position: its jurisdictions
}

func readDump(in *bufio.Reader, fault func(Fault)) ([]Claim, error) {
	d := dump{names: map[string]Item{}, homes: map[string][]string{}}
	for n := 1; ; n++ {
		line, err := readLine(in)
		if len(line) > 0 || errors.Is(err, errLong) {
			if bad := d.line(line, n, err); bad != "" {
				fault(Fault{n, bad})
			}
		}
		if err != nil && !errors.Is(err, errLong) {
			if errors.Is(err, io.EOF) {
				return d.finish(), nil
			}
			return d.finish(), fmt.Errorf("line %d: %w", n, err)
		}
	}
}

var errLong = errors.New("the line is too long")

// readLine returns the next line without its end. A line over maxLine is passed over.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && err == nil {
			return nil, errLong
		}
		return bytes.TrimSpace(line), err
	}
}

// line reads one line and says what is wrong with it.
func (d *dump) line(line []byte, n int, err error) string {
	if errors.Is(err, errLong) {
		return err.Error()
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("[")), []byte("]"))
	line = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(line), []byte(",")))
	if len(line) == 0 {
		return ""
	}
	var e entity
	if err := json.Unmarshal(line, &e); err != nil {
		return "no entity: " + err.Error()
	}
	return d.entity(&e, n)
}

func (d *dump) entity(e *entity, n int) string {
	p := &e.Claims.V
	self := Item{ID: e.ID, En: e.Labels.V["en"].Value, Ar: e.Labels.V["ar"].Value}
	if len(p.P297) > 0 {
		d.names[e.ID] = self
		d.homes[e.ID] = []string{"iso:" + p.P297[0].Main.text()}
		return ""
	}
	if len(p.P1001) > 0 || len(p.P17) > 0 && len(p.P39) == 0 {
		d.names[e.ID] = self
		for _, s := range append(p.P1001, p.P17...) {
			d.homes[e.ID] = append(d.homes[e.ID], s.Main.item())
		}
	}
	bad := ""
	for i := range p.P39 {
		if why := d.held(self, &p.P39[i], n); why != "" {
			bad = why
		}
	}
	return bad
}

func (d *dump) held(person Item, s *statement, n int) string {
	position := s.Main.item()
	if position == "" || s.Rank == "deprecated" {
		return ""
	}
	q := &s.Qualifiers.V
	from, errFrom := firstDay(q.P580)
	until, errUntil := firstDay(q.P582)
	if err := errors.Join(errFrom, errUntil); err != nil {
		return err.Error()
	}
	if from == "" {
		return "" // a position without its first day is no term
	}
	c := Claim{Person: person, Position: Item{ID: position}, From: from, Until: until, Line: n}
	for _, list := range [...][]snak{q.P1001, q.P642, q.P17} {
		for i := range list {
			c.Of = append(c.Of, Item{ID: list[i].item()})
		}
	}
	d.claims = append(d.claims, c)
	return ""
}

// finish gives positions and countries their names.
func (d *dump) finish() []Claim {
	for i := range d.claims {
		c := &d.claims[i]
		if item, ok := d.names[c.Position.ID]; ok {
			c.Position = item
		}
		for _, home := range d.homes[c.Position.ID] {
			c.Of = append(c.Of, Item{ID: home})
		}
		for j := range c.Of {
			o := &c.Of[j]
			if homes := d.homes[o.ID]; len(homes) == 1 && len(homes[0]) > 4 && homes[0][:4] == "iso:" {
				*o = Item{ID: homes[0], En: d.names[o.ID].En, Ar: d.names[o.ID].Ar}
			} else if item, ok := d.names[o.ID]; ok {
				*o = item
			}
		}
	}
	return d.claims
}
