package locale

import "strings"

import "fmt"

// What the record has in fixed values, with the keys that name them: a test holds that each has its words.
var (
	Acts          = []string{"inform", "demand", "criticise", "approve", "refuse", "commit", "warn"}
	Manners       = []string{"direct", "indirect", "mixed"}
	Polarities    = []string{"asserts", "denies", "not_said"}
	ContactTypes  = []string{"meeting", "call", "visit", "message", "signing", "conference"}
	Statuses      = []string{"held", "ongoing", "planned", "postponed", "cancelled", "failed", "denied", "not_reported_held"}
	EntityTypes   = []string{"PER", "ORG", "LOC"}
	UnitKinds     = []string{"article", "statement", "contact"}
	CopyClasses   = []string{"exact", "reprint", "partial"}
	Contradicting = []string{"day", "status"}
)

// Act names what a statement does.
func (w *Words) Act(v string) string { return w.named("act.", v) }

// Manner says whether the words are quoted.
func (w *Words) Manner(v string) string { return w.named("manner.", v) }

// Polarity says whether the speaker asserts or denies.
func (w *Words) Polarity(v string) string { return w.named("polarity.", v) }

// Contact names a type of contact.
func (w *Words) Contact(v string) string { return w.named("contact.", v) }

// Status says how a contact stands.
func (w *Words) Status(v string) string { return w.named("status.", v) }

// Entity names a type of actor.
func (w *Words) Entity(v string) string { return w.named("entity.", v) }

// Unit names a kind of what a search finds.
func (w *Words) Unit(v string) string { return w.named("unit.", v) }

// Copy names a class of copies.
func (w *Words) Copy(v string) string { return w.named("copy.", v) }

// Contradiction names what two reports disagree on.
func (w *Words) Contradiction(v string) string { return w.named("contradiction.", v) }

// Reason says why two were taken for one; a reason that has no words is shown as it is.
func (w *Words) Reason(v string) string {
	key := "reason." + strings.ReplaceAll(v, " ", "_")
	if !w.Has(key) {
		return v
	}
	return w.T(key)
}

// named is empty for an empty value.
func (w *Words) named(prefix, v string) string {
	if v == "" {
		return ""
	}
	return w.T(prefix + v)
}

// valued names a value of a string type of another package; what has no words is shown as it is.
func (w *Words) valued(prefix string, v any) string {
	value := fmt.Sprint(v)
	if value == "" || !w.Has(prefix+value) {
		return value
	}
	return w.T(prefix + value)
}

// Job names a kind of work; one that has no words is shown as it is.
func (w *Words) Job(v string) string {
	if w.Has("job." + v) {
		return w.T("job." + v)
	}
	return v
}
