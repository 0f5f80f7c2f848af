package answer

import (
	"context"
	"strings"
	"unicode"
)

// Suggestion is an actor whom somebody may mean who types a name.
type Suggestion struct {
	Party
	En       string `json:"en"`
	Type     string `json:"type"` // PER, ORG, LOC
	Articles int64  `json:"articles"`
}

// maxSuggestions is how many are given at most, and maxTyped how many bytes of a name are looked at.
const (
	maxSuggestions = 50
	maxTyped       = 200
)

// Suggest returns actors whose names, in Arabic or English, have words that begin as those that are typed; those named most often come first. Where nothing is
// typed, nobody is suggested.
func (f *Finder) Suggest(ctx context.Context, typed string, limit int) ([]Suggestion, error) {
	out := []Suggestion{}
	typed = clean(typed[:min(len(typed), maxTyped)])
	if strings.IndexFunc(typed, func(r rune) bool { return unicode.IsLetter(r) && r != unicode.ReplacementChar || unicode.IsDigit(r) }) < 0 {
		return out, nil
	}
	all, err := f.store.ActorsByName(ctx, typed, "", min(limited(limit), maxSuggestions))
	for _, a := range all {
		out = append(out, Suggestion{Party{ID: a.ID, Name: a.Name}, a.En, a.Type, a.Articles})
	}
	return out, err
}
