package isnad

// Article is what goes in: one news article. Text is the whole article; its headline, where it has one, is the first paragraph.
type Article struct {
	ID        string `json:"id,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	URL       string `json:"url,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Published string `json:"published,omitempty"` // ISO day, or a time whose first ten letters are one; empty where it is not known
	Title     string `json:"title,omitempty"`
	Text      string `json:"text"`
}

// Span is a half-open range of Unicode code points of Article.Text (W3C Web Annotation, TextPositionSelector).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Record is what the article says, each field with the words that it was read from.
type Record struct {
	Article    Article     `json:"article"`
	Statements []Statement `json:"statements"`
	Events     []Event     `json:"events"`
	Dates      []Date      `json:"dates"`
	Entities   []Entity    `json:"entities"`
	Sources    []Source    `json:"sources"`
	Furniture  []Furniture `json:"furniture"`
}

// Statement is something that the article attributes to a source. Speaker is nil where the verb alone carries it, Cue where only a colon
// or quotation marks attribute; NestedIn is the index of the statement whose content holds this one.
type Statement struct {
	Speaker     *Span    `json:"speaker"`
	SpeakerName *string  `json:"speaker_name"`
	SpeakerEn   *string  `json:"speaker_en"`
	SpeakerID   *string  `json:"speaker_id"`
	Cue         *Span    `json:"cue"`
	Content     []Span   `json:"content"`
	Kind        string   `json:"kind"`     // direct, indirect, mixed
	Act         string   `json:"act"`      // inform, demand, criticise, approve, refuse, commit, warn
	Polarity    string   `json:"polarity"` // asserts, denies, not_said
	Via         *string  `json:"via"`
	ViaSpan     *Span    `json:"via_span"`
	NestedIn    *int     `json:"nested_in"`
	Chain       []string `json:"chain"` // the hops from the outlet to the speaker
	Rule        string   `json:"rule"`
}

// Event is a contact: who met, called or visited whom.
type Event struct {
	Type         string        `json:"type"` // meeting, call, visit, message, signing, conference
	Trigger      Span          `json:"trigger"`
	Participants []Participant `json:"participants"`
	Status       string        `json:"status"` // held, ongoing, planned, failed, cancelled, postponed, denied
	Date         *string       `json:"date"`
	DateSpan     *Span         `json:"date_span"`
	Place        *string       `json:"place"`
	PlaceSpan    *Span         `json:"place_span"`
	Topic        *string       `json:"topic"`
	TopicSpan    *Span         `json:"topic_span"`
	Rule         string        `json:"rule"`
}

// Participant is a party of a contact. Name is nil where the article gives only a role; En then names its holder on that day.
type Participant struct {
	Name *string `json:"name"`
	En   *string `json:"en"`
	ID   *string `json:"id"`
	Role *string `json:"role,omitempty"`
	Span *Span   `json:"span"`
}

// Date is an expression that names a day, week, month or year.
type Date struct {
	Span
	Value *string `json:"value"` // ISO 8601: 2018-08-23, 2018-08, 2018, 2018-W34, or start/end; nil where it cannot be resolved
	Rule  string  `json:"rule"`
}

// Entity is a person, body or place with all its forms in the article.
type Entity struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"` // PER, ORG, LOC
	Aliases  []string `json:"aliases"`
	En       *string  `json:"en"`
	ID       *string  `json:"id"`
	Mentions []Span   `json:"mentions"`
	Rule     string   `json:"rule"`
}

// Source is what the article says of its own source: an agency in brackets, a dateline, a source line.
type Source struct {
	Span
	Name string `json:"name"`
	Rule string `json:"rule"`
}

// Furniture is a part of the page that is not the article.
type Furniture struct {
	Span
	Rule string `json:"rule"`
}
