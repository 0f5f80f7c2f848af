// Package charset turns the bytes of a page, a text file or a line of JSON into UTF-8.
//
// In: bytes, and the encoding that somebody says they are in. Out: the text and the encoding that they were found to be in.
// The bytes are believed before the declaration: what is valid UTF-8 is UTF-8, and single-byte Arabic is told apart by how often its
// letters occur. C7 E1 CE C8 D1 is "الخبر" (windows-1256) even where a page declares UTF-8; "caf\xE9" is "café" (windows-1252).
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// UTF8 is the name of the encoding that needs no table.
const UTF8 = "utf-8"

// Decode returns the text of b without its byte order mark, and the name of the encoding it was read in. It cannot fail: bytes that
// no encoding explains become U+FFFD. The declared name may be empty or wrong.
func Decode(b []byte, declared string) (text, name string) {
	if order, ok := Wide(b); ok {
		return decodeWith(order.encoding(), b), string(order)
	}
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	if utf8.Valid(b) {
		return string(b), UTF8
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\uFFFD"), UTF8
	}
	return decodeNarrow(b, declared)
}

// decodeWith never loses text: the tables' decoders replace what they do not know.
func decodeWith(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(bytes.TrimPrefix(out, []byte("\uFEFF")))
}

// Order is one of the two makes of UTF-16.
type Order string

// The two orders of UTF-16, by the names that the web gives them.
const (
	LittleEndian Order = "utf-16le"
	BigEndian    Order = "utf-16be"
)

func (o Order) encoding() encoding.Encoding { return o.Encoding() }

// Encoding returns the table of the order. A byte order mark, where there is one, is taken off.
func (o Order) Encoding() encoding.Encoding {
	if o == BigEndian {
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
}

// wideSample is how much of a text is looked at to know UTF-16 without a mark.
const wideSample = 4096

// Wide says whether b is UTF-16, by its mark or, where there is none, by every second byte being the high byte of Latin or Arabic letters.
func Wide(b []byte) (Order, bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE, 0, 0}):
		return "", false // UTF-32, which the web does not use; its NUL bytes give it away later
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return LittleEndian, true
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return BigEndian, true
	}
	b = b[:min(len(b), wideSample)&^1]
	if len(b) < 4 {
		return "", false
	}
	var high [2]int
	for i, c := range b {
		if c == 0 || c == 6 {
			high[i&1]++
		}
	}
	half := len(b) / 2
	switch {
	case high[1]*10 > half*8 && high[0]*10 < half*3:
		return LittleEndian, true
	case high[0]*10 > half*8 && high[1]*10 < half*3:
		return BigEndian, true
	}
	return "", false
}

// mostlyUTF8 says whether b is UTF-8 with a few broken places, as where a page was cut inside a letter.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 10*bad
}

// lookup finds the table of a declared name; a declaration of a Unicode encoding says nothing about bytes that are not Unicode.
func lookup(declared string) (encoding.Encoding, string) {
	e, err := htmlindex.Get(strings.TrimSpace(declared))
	if err != nil {
		return nil, ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || strings.HasPrefix(name, "utf-") || name == "replacement" || name == "x-user-defined" {
		return nil, ""
	}
	return e, name
}

// decodeNarrow reads bytes that are not Unicode: by the letters where they are Arabic, else as declared, else as windows-1252.
func decodeNarrow(b []byte, declared string) (string, string) {
	e, name := lookup(declared)
	if arabic, arabicName, ok := arabicTable(b, name); ok {
		e, name = arabic, arabicName
	}
	if e == nil {
		e, name = charmap.Windows1252, "windows-1252"
	}
	return decodeWith(e, b), name
}
