package locale

import "time"

// What accounts have in fixed values, in the words of the package account.

// Role names what an account may do.
func (w *Words) Role(v any) string { return w.valued("role.", v) }

// RoleHint says what somebody with the role does.
func (w *Words) RoleHint(v any) string { return w.valued("role.hint.", v) }

// Scope says what a key may be used for.
func (w *Words) Scope(v any) string { return w.valued("scope.", v) }

// ScopeShort says it in one word.
func (w *Words) ScopeShort(v any) string { return w.valued("scope.short.", v) }

// Via says how somebody came in.
func (w *Words) Via(v any) string { return w.valued("via.", v) }

// Channel names a way by which alerts are sent.
func (w *Words) Channel(v string) string { return w.named("channel.", v) }

// Rhythm says how often an alert is sent.
func (w *Words) Rhythm(v string) string { return w.named("rhythm.", v) }

// Weekday is a day of the week with its number, Sunday's being 0.
type Weekday struct {
	Number int
	Name   string
}

// Weekdays are those of a week.
func (w *Words) Weekdays() []Weekday {
	var out []Weekday
	for d := time.Sunday; d <= time.Saturday; d++ {
		out = append(out, Weekday{int(d), w.Weekday(d)})
	}
	return out
}
