package world

import (
	"fmt"
	"strings"
)

// Holder is a term of office as an answer.
type Holder struct {
	Term
	Certain bool // the day surely lies in it
}

// ErrNobody says that nobody is known who held the office on the day.
var ErrNobody = fmt.Errorf("nobody is known")

// Who answers who held the office that the words name on the day: "وزير الخارجية الروسي" on 2018-08-23 gives Sergey Lavrov, and so does
// "Russian foreign minister". The surest come first. Words without a country or body are answered where only one has such an office.
func (w *World) Who(words string, on Day) ([]Holder, error) {
	offices, err := w.Offices(words)
	if err != nil {
		return nil, err
	}
	if first := &offices[0]; first.Of == "" {
		only, ok := w.onlyHome(w.Roles[first.Role].ID)
		if !ok {
			return nil, fmt.Errorf("%w: many have a %s: say of which country or body", ErrWords, strings.ToLower(w.Roles[first.Role].En))
		}
		first.Of = only
	}
	for _, o := range offices {
		if holders := w.holders(w.Roles[o.Role].ID, o.Of, on); len(holders) > 0 {
			return holders, nil
		}
	}
	for _, o := range offices {
		if holders := w.towards(w.Roles[o.Role].ID, o.Of, on); len(holders) > 0 {
			return holders, nil
		}
	}
	return nil, fmt.Errorf("%w as %s of %q on %s", ErrNobody, strings.ToLower(w.Roles[offices[0].Role].En), offices[0].Of, on)
}

func (w *World) holders(role, of string, on Day) (out []Holder) {
	for _, t := range w.Holders(role, of, on) {
		out = append(out, Holder{Term: t, Certain: t.runs(on) == yes})
	}
	return out
}

// towards are the holders of the offices of any body towards one country: the envoys to Syria, whoever sends them.
func (w *World) towards(role, to string, on Day) (out []Holder) {
	if to == "" {
		return nil
	}
	for i := range w.Terms {
		t := &w.Terms[i]
		if a := t.runs(on); t.Role == role && a != no && strings.HasSuffix(t.Of, ":"+to) {
			out = append(out, Holder{Term: *t, Certain: a == yes})
		}
	}
	return out
}

// onlyHome returns the one country or body whose office the terms of a role are.
func (w *World) onlyHome(role string) (string, bool) {
	home := ""
	for i := range w.Terms {
		if t := &w.Terms[i]; t.Role == role {
			if home != "" && home != t.Of {
				return "", false
			}
			home = t.Of
		}
	}
	return home, home != ""
}
