// Package doc holds the types of all layers that the stages write, one layer each, over one immutable text.
//
// In: nothing. Out: nothing: it is what the stages meet in. A stage reads lower layers and returns its own.
// For "قال لافروف إن …" the layers are tokens (قال, لافروف, إن), a mention (لافروف), a statement whose speaker is that mention;
// for "Lavrov said that …" they are the same in the other order.
package doc

import "isnad.dev/isnad/internal/text"

// RuleID names the rule that made an annotation: language, layer, idea (ar.statement.said-that).
type RuleID string

// Kind is what a token is.
type Kind uint8

// The kinds of token. A Break is a paragraph's end.
const (
	Word Kind = iota
	Number
	Punct
	Break
)

// FormID numbers a folded word form in the language pack; 0 is a form that the pack does not have.
type FormID uint32

// Clitics are the letters that Arabic writes as one word with the next: bits, so that a token may have several.
type Clitics uint8

// The proclitics that tokens are read with.
const (
	And     Clitics = 1 << iota // و
	Then                        // ف
	In                          // ب
	For                         // ل
	Like                        // ك
	Article                     // ال
	Will                        // س
)

// Reading is one way to read a token: the proclitics taken off and the form that is left.
type Reading struct {
	Clitics Clitics
	Form    FormID
}

// Token is a word, a number, a punctuation mark or a paragraph's end. Its readings go from the whole word to the most stripped; those that the pack knows come with a form.
type Token struct {
	text.Span
	Fold     string // the folded form, whole; valid as long as the Doc
	Kind     Kind
	Mark     rune // of a Punct: the (normalised) mark
	Space    bool // white space stands before it
	Readings [3]Reading
}

// Quote is a pair of quotation marks, by token index; an unbalanced one ends where its paragraph ends or the next quotation opens (Close is then the
// index of the break or of that mark).
// One that Continues goes on with the quotation that the paragraph before left open; where no mark opens it again, Open is the break before it.
type Quote struct {
	Open, Close int
	Balanced    bool
	Continues   bool
}

// Sentence is a range of tokens, half-open, inside one paragraph. No sentence ends inside a quotation that is closed in its paragraph.
type Sentence struct {
	First, End int
	Paragraph  int
}

// Furniture is a part of the page that is not the article (a share line, a photo credit, "related articles").
type Furniture struct {
	text.Span
	Rule RuleID
}

// Source is what the article says of its own source: an agency in brackets, a dateline, a source line.
type Source struct {
	text.Span
	Name text.Span // the words that name it
	Rule RuleID
}

// Date is an expression that names a day, week, month or year.
type Date struct {
	text.Span
	First, End int    // tokens, half-open
	Value      string // ISO 8601: 2018-08-23, 2018-08, 2018, 2018-W34, or start/end; empty where it cannot be resolved
	Rule       RuleID
}

// Day is a day of the calendar; the zero Day is not known.
type Day struct{ Year, Month, Day int }

// Known says whether the day is known.
func (d Day) Known() bool { return d.Year != 0 }

// EntityType is what a named thing is.
type EntityType uint8

// The types of entity; NoType is a mention that names nobody (a role, a group, a pronoun).
const (
	NoType EntityType = iota
	Person
	Organisation
	Place
)

// MentionID is an index into Doc.Mentions, EntityID one into Doc.Entities.
type (
	MentionID int
	EntityID  int
)

// NoMention and NoEntity are the ids of nothing.
const (
	NoMention MentionID = -1
	NoEntity  EntityID  = -1
)

// Mention is a place in the text where somebody or something is spoken of: by name, by office ("وزير الخارجية الروسي") or as a group ("مسؤولون غربيون").
type Mention struct {
	text.Span       // the whole noun phrase, with title and name
	First, End  int // its tokens, half-open
	NameFirst   int // the tokens of the proper name in it, half-open; equal where it has none
	NameEnd     int
	NameClitics Clitics // written as one with the name's first word and no part of it; with Article where ل has swallowed it
	Type        EntityType
	Thing       int32 // what the world pack knows it as (a world.ThingID), or -1
	Office      int32 // the office that it names (an index into world.Roles), or -1
	Of          int32 // the country or body of the office (a world.ThingID), or -1
	Former      bool  // the office is over: السابق
	Counterpart bool  // نظيره: the same office elsewhere
	Female      bool
	Plural      bool
	Entity      EntityID // who it is; NoEntity where nobody is named
	Rule        RuleID
}

// Named says whether the mention has a proper name.
func (m *Mention) Named() bool { return m.NameEnd > m.NameFirst }

// Entity is a person, body or place that the article names, with all its forms joined.
type Entity struct {
	Name    string // the fullest form in the article
	Type    EntityType
	Aliases []string // all other forms in the article
	En, ID  string   // usual English name and stable id, where the world pack knows them
	Rule    RuleID
}

// Act is what a cue does.
type Act uint8

// The acts, as the guidelines define them.
const (
	Inform Act = iota
	Demand
	Criticise
	Approve
	Refuse
	Commit
	Warn
)

// Manner is how the words are given.
type Manner uint8

// The manners of giving somebody's words.
const (
	Indirect Manner = iota
	Direct
	Mixed
)

// Polarity says whether the words were said.
type Polarity uint8

// The polarities.
const (
	Asserts Polarity = iota
	Denies
	NotSaid
)

// Statement is something that the article attributes to a source.
type Statement struct {
	Speaker       text.Span // the words at this cue; empty where the verb alone carries it
	SpeakerEntity EntityID
	SpeakerName   string // fullest form in the article
	SpeakerEn     string
	SpeakerID     string
	Cue           text.Span // empty where only a colon or quotation marks attribute
	Content       []text.Span
	Manner        Manner
	Act           Act
	Polarity      Polarity
	Via           string    // the relaying source, as words of the text; empty for none
	ViaSpan       text.Span // where they stand
	NestedIn      int       // index of the statement whose content holds this one, or -1
	Chain         []string  // the hops from the outlet to the speaker
	Rule          RuleID
}

// EventType is the kind of a contact.
type EventType uint8

// The kinds of contact.
const (
	Meeting EventType = iota
	Call
	Visit
	Message
	Signing
	Conference
)

// Status is what became of a contact, as far as the article knows.
type Status uint8

// What may become of a contact.
const (
	Held Status = iota
	Ongoing
	Planned
	Failed
	Cancelled
	Postponed
	Denied
)

// Participant is a party of a contact: by name, or by the words for a role whose holder the world pack knows (Name is then empty).
type Participant struct {
	Name, En, ID, Role string
	Span               text.Span // the words that show that it takes part
}

// Event is a contact between named parties that the article reports, plans or denies.
type Event struct {
	Type         EventType
	Trigger      text.Span
	Participants []Participant
	Status       Status
	Date         string // ISO day, month or year; empty where the article gives none
	DateSpan     text.Span
	Place        string // as named in the text; empty where none is given
	PlaceSpan    text.Span
	Topic        text.Span
	Rule         RuleID
}

// Doc is one article with all its layers. Each layer is written by one stage, then only read.
type Doc struct {
	Text      text.Text
	Published Day
	Outlet    string
	Headline  bool // the first paragraph is a headline

	Tokens     []Token
	Quotes     []Quote
	Sentences  []Sentence
	Furniture  []Furniture
	Sources    []Source
	Dates      []Date
	Entities   []Entity
	Mentions   []Mention
	Statements []Statement
	Events     []Event
}
