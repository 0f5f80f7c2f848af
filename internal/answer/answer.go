// Package answer answers questions of the store: what is found, what somebody said, who met whom, an article with its record, an actor.
// Command, pages, API and feeds show its answers, whose types have JSON names.
//
// In: a Question, such as the words "المياه speaker:الرواشدة" with a page's limit. Out: a Page of Hits, each with who spoke, in which words, told by whom and
// in which article; or one Article, Statement, Contact or Actor with all that is known of it, each linked to the others by their numbers.
package answer

import (
	"fmt"
	"strings"
	"time"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

// Finder answers questions of one store. Any number of goroutines may use it.
type Finder struct {
	store *store.Store
	words *find.Analyzer
}

// New makes a finder. Without words it can show articles, statements and contacts by their numbers, and nothing else.
func New(s *store.Store, words *find.Analyzer) *Finder { return &Finder{s, words} }

// ErrNotFound is of an article, a statement, a contact or an actor that is not in the store.
var ErrNotFound = store.ErrNotFound

// QuestionError is a fault in what was asked, which whoever asked can mend: its text says how.
type QuestionError struct{ Err error }

func (e QuestionError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e QuestionError) Unwrap() error { return e.Err }

func wrong(format string, args ...any) error { return QuestionError{fmt.Errorf(format, args...)} }

// Options say as of which day is answered, and how much.
type Options struct {
	Today time.Time // zero for now
	Limit int       // of each list
}

func (o Options) today() time.Time { return dayOr(o.Today) }

func dayOr(t time.Time) time.Time {
	if t.IsZero() {
		return time.Now()
	}
	return t
}

// Page is a part of many answers.
type Page[T any] struct {
	Hits  []T    `json:"hits"`
	Notes []Note `json:"notes"`
	Next  int64  `json:"next"` // Question.Before of the next page; 0 at the end
}

// The codes of a Note.
const (
	NoOutlet = "no_outlet" // no outlet is called Name
	Looked   = "looked"    // so many hits of the index were looked at that the page ends before it is full
)

// Note is what a person should know beside the answer.
type Note struct {
	Code  string `json:"code"`
	Name  string `json:"name,omitempty"`
	Count int    `json:"count,omitempty"`
}

// The bounds of an answer.
const (
	DefaultLimit = store.DefaultLimit
	MaxLimit     = 10_000 // of a page; who serves many at once should ask for less
	maxText      = 4 << 10
	maxValues    = 20  // of one filter
	maxTold      = 200 // tellings or reports of one statement or contact that are shown
)

func limited(n int) int {
	if n <= 0 {
		return DefaultLimit
	}
	return min(n, MaxLimit)
}

// list makes nothing an empty list, which JSON shows as such.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// joined joins what is not empty.
func joined(between string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, between)
}

// clean takes away what no database takes as text.
func clean(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "") }
