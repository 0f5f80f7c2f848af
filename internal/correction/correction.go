// Package correction mends what was read in an article, in a way that outlives a rereading: an item is named by its words and what stands around them
// (the selectors of W3C Web Annotation), not by its number.
//
// In: a record in which the words "المحادثات ستبدأ غدا" are said by لافروف, and a correction of these words with the field speaker and the value بوتين. Out: the
// record with بوتين as the speaker and the rule correction/7. Where the words are gone, the correction is told as unmatched.
package correction

import (
	"strconv"

	"isnad.dev/isnad"
)

// The kinds of items that are corrected.
const (
	Statement = "statement"
	Contact   = "contact"
)

// The fields of an item that may be wrong.
const (
	Remove   = "remove"  // it is none
	Missing  = "missing" // it was overlooked
	Speaker  = "speaker"
	Act      = "act"
	Polarity = "polarity"
	Words    = "words" // what is attributed
	Type     = "type"
	Status   = "status"
	Date     = "date"
	Place    = "place"
	PartyOut = "party_out"
	PartyIn  = "party_in"
)

// Fields are those of each kind of item, in the order in which a form offers them.
var Fields = map[string][]string{
	Statement: {Speaker, Words, Act, Polarity, Remove},
	Contact:   {PartyIn, PartyOut, Type, Status, Date, Place, Remove},
}

// Choices are the values of the fields that have a fixed set.
var Choices = map[string][]string{
	Act:      {"inform", "demand", "criticise", "approve", "refuse", "commit", "warn"},
	Polarity: {"asserts", "denies", "not_said"},
	Type:     {"meeting", "call", "visit", "message", "signing", "conference"},
	Status:   {"held", "ongoing", "planned", "failed", "cancelled", "postponed", "denied"},
}

// Correction is one mend of one item.
type Correction struct {
	ID      int64
	Article int64
	Kind    string
	Field   string
	Item    Item
	Value   Value
	Was     string // what stood there, for people
}

// Item names an item by what outlives a rereading.
type Item struct {
	Words []Selector `json:"words"`         // of a statement what is attributed, of a contact its trigger
	Cue   *Selector  `json:"cue,omitempty"` // of a statement
	Nth   int        `json:"nth,omitempty"` // of several with the same words
}

// Value is what is right.
type Value struct {
	Text  string    `json:"text,omitempty"`  // of fields that are a word: act, polarity, type, status, date, place
	Words *Selector `json:"words,omitempty"` // what is attributed
	Who   []Who     `json:"who,omitempty"`   // the speaker; who takes part
	More  *More     `json:"more,omitempty"`  // of an item that was overlooked
}

// Who is an actor by number or name; none is "not known".
type Who struct {
	Actor int64  `json:"actor,omitempty"` // 0: whoever the article means by the name
	Name  string `json:"name"`
	Type  string `json:"type,omitempty"` // PER, ORG, LOC; used where the article does not name it
	En    string `json:"en,omitempty"`
	World string `json:"world,omitempty"`
}

// More are the other fields of an item that was overlooked; empty ones are the usual.
type More struct {
	Act      string `json:"act,omitempty"`
	Polarity string `json:"polarity,omitempty"`
	Type     string `json:"type,omitempty"`
	Status   string `json:"status,omitempty"`
	Date     string `json:"date,omitempty"`
	Place    string `json:"place,omitempty"`
}

// RulePrefix begins the rule of what was corrected: correction/7.
const RulePrefix = "correction/"

func (c *Correction) rule() string { return RulePrefix + strconv.FormatInt(c.ID, 10) }

// Applied is a record with corrections in it.
type Applied struct {
	Record    isnad.Record
	Unmatched []int64       // corrections whose words are gone, or whose item is no longer read
	Actors    map[int]int64 // entities of the record that a correction says the actor of
}

// Apply mends a record by corrections, in their order. The record itself stays as it is.
func Apply(r isnad.Record, all []Correction) Applied {
	m := newMend(r)
	for i := range all {
		if !m.apply(&all[i]) {
			m.out.Unmatched = append(m.out.Unmatched, all[i].ID)
		}
	}
	return m.out
}

// Find returns the number of the item in a record that a correction is of, which may be mended by it already, or -1.
func Find(r *isnad.Record, c *Correction) int {
	m := &mend{points: []rune(r.Article.Text), out: Applied{Record: *r}}
	if at := m.find(c.Kind, c.Item); at >= 0 || c.Value.Words == nil {
		return at
	}
	return m.find(c.Kind, Item{Words: []Selector{*c.Value.Words}, Cue: c.Item.Cue})
}
