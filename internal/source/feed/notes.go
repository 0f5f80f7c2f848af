package feed

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// notes counts what was repaired or cut.
type notes struct {
	encoding   string // what is said of the encoding
	mixed      int    // texts in another encoding than the rest
	controls   int    // control characters taken out
	ampersands int
	doubly     int
	entities   bool // the feed defines entities of its own
	unclosed   int  // items without an end
	long       int  // fields left out for their size
	dates      int  // dates that could not be read
	date       string
	other      []string
}

func (n *notes) add(format string, args ...any) {
	n.other = append(n.other, fmt.Sprintf(format, args...))
}

// badDate remembers a date that could not be read.
func (n *notes) badDate(s string) {
	if n.dates++; n.dates == 1 {
		n.date = firstRunes(s, 60)
	}
}

// sentences are the notes in a fixed order.
func (n *notes) sentences() []string {
	var out []string
	say := func(yes bool, format string, args ...any) {
		if yes {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	say(n.encoding != "", "%s", n.encoding)
	say(n.entities, "it defines entities of its own, which were not expanded")
	say(n.mixed > 0, "%s read by that", were(n.mixed, "text with an encoding of its own"))
	say(n.controls > 0, "%s taken out", were(n.controls, "control character"))
	say(n.ampersands > 0, "%s kept as text", were(n.ampersands, "bare ampersand"))
	say(n.doubly > 0, "%s put right", were(n.doubly, "doubly escaped text"))
	say(n.unclosed > 0, "%s closed", were(n.unclosed, "item without an end"))
	say(n.long > 0, "%s left out, being larger than %d MB", were(n.long, "field"), maxField>>20)
	say(n.dates > 0, "%s not understood, the first is “%s”", were(n.dates, "date"), n.date)
	return append(out, n.other...)
}

func were(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " was"
	}
	return plural(n, noun) + " were"
}

// ended notes why reading stopped: whole says that the feed was read to its end.
func (n *notes) ended(err error, whole bool, items int) {
	switch {
	case whole:
	case errors.Is(err, errTooLong):
		n.add("it is larger than %d MB, and only what came before that was read: %s", maxBytes>>20, plural(items, "item"))
	case err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		n.add("it breaks off after %s", plural(items, "whole item"))
	default:
		n.add("reading stopped after %s: %s", plural(items, "whole item"), err)
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	head, tail, more := strings.Cut(noun, " with") // items without an end
	if more {
		tail = " with" + tail
	}
	return fmt.Sprintf("%d %ss%s", n, head, tail)
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
