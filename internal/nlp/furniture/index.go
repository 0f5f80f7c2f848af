package furniture

import (
	"slices"
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
)

// index finds the longest entry whose words stand at a place.
type index[T any] struct {
	byFirst map[string][]listed[T] // the longest first
}

type listed[T any] struct {
	words []string
	value T
}

// number stands for any number in a listed phrase; a colon must stand where the phrase has it, all other marks are passed over.
const (
	number = "%"
	colon  = ":"
)

func (x *index[T]) add(phrase string, value T) bool {
	words := fold(phrase)
	if len(words) == 0 || words[0] == colon {
		return false
	}
	if x.byFirst == nil {
		x.byFirst = map[string][]listed[T]{}
	}
	list := append(x.byFirst[words[0]], listed[T]{words, value})
	slices.SortStableFunc(list, func(a, b listed[T]) int { return len(b.words) - len(a.words) })
	x.byFirst[words[0]] = list
	return true
}

// fold cuts a phrase as the tokens of a text are cut and folded.
func fold(phrase string) []string {
	phrase = strings.ReplaceAll(phrase, ":", " : ")
	return strings.FieldsFunc(script.String(phrase), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != ':'
	})
}

// at returns the longest entry that stands at token i, and the token after it.
func (x *index[T]) at(tokens []doc.Token, i, end int) (value T, next int, ok bool) {
	if i >= end {
		return value, i, false
	}
	first := tokens[i].Fold
	if tokens[i].Kind == doc.Number {
		first = number
	} else if tokens[i].Kind != doc.Word {
		return value, i, false
	}
	for _, e := range x.byFirst[first] {
		if next, ok := match(tokens, i, end, e.words); ok {
			return e.value, next, true
		}
	}
	return value, i, false
}

func match(tokens []doc.Token, i, end int, words []string) (int, bool) {
	for n, w := range words {
		if w != colon && n > 0 {
			i = skipMarks(tokens, i, end)
		}
		if i >= end || !matches(&tokens[i], w) {
			return i, false
		}
		i++
	}
	return i, true
}

func matches(t *doc.Token, w string) bool {
	switch w {
	case number:
		return t.Kind == doc.Number
	case colon:
		return t.Kind == doc.Punct && t.Mark == ':'
	}
	return t.Kind == doc.Word && t.Fold == w || t.Kind == doc.Number && t.Fold == w
}

// skipMarks returns the first word or number at or after i, or end.
func skipMarks(tokens []doc.Token, i, end int) int {
	for i < end && tokens[i].Kind == doc.Punct {
		i++
	}
	return i
}
