package feed

import (
	"bytes"
	stdhtml "html"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"isnad.dev/isnad/internal/source/charset"
)

// unescape resolves entities that end in a semicolon, and counts the ampersands that open none: a bare one in ?a=1&copy=2 is no ©.
func unescape(s string) (out string, bare int) {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s, 0
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(s, '&') {
		b.WriteString(s[:at])
		n := entity(s[at:])
		plain := stdhtml.UnescapeString(s[at : at+n])
		if n == 1 || strings.HasSuffix(plain, ";") && plain != ";" { // unknown, or a known one without semicolon and more behind it
			b.WriteByte('&')
			bare++
			n = 1
		} else {
			b.WriteString(plain)
		}
		s = s[at+n:]
	}
	b.WriteString(s)
	return b.String(), bare
}

// entity is the length of what may be an entity at the start of s, or 1.
func entity(s string) int {
	for i := 1; i < len(s) && i < 34; i++ {
		c := s[i]
		switch {
		case c == ';' && i > 1:
			return i + 1
		case c == '#' && i == 1, c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z':
		default:
			return 1
		}
	}
	return 1
}

// hasTag says whether something that looks like a tag stands in s.
func hasTag(s string) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if c := s[i+1]; c == '/' || c == '!' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// maxRounds bounds how often a text was escaped.
const maxRounds = 3

// line makes one line of text: no tags, entities, direction marks or runs of blanks. Escaped says that entities were still in it.
func line(s string) (out string, escaped bool) {
	for range maxRounds {
		if hasTag(s) {
			s = withoutTags(s)
		}
		plain, _ := unescape(s)
		if plain == s {
			break
		}
		s, escaped = plain, true
	}
	return strings.Join(strings.Fields(withoutMarks(s)), " "), escaped
}

// withoutTags is the text of HTML, a blank for each tag that parts words.
func withoutTags(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	skip := false // inside a script or style
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !skip {
				b.Write(z.Raw())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			end := raw[1] == '/'
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == 0 && !bytes.ContainsAny(name, ":-") {
				b.WriteString(raw) // <Reuters> is somebody's brackets
				continue
			}
			skip = !end && (a == atom.Script || a == atom.Style)
			if !inline(a) {
				b.WriteByte(' ')
			}
		}
	}
}

// inline says whether a tag may stand inside a word.
func inline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.I, atom.U, atom.Em, atom.Strong, atom.Span, atom.Font, atom.Small, atom.Mark, atom.Sup, atom.Sub, atom.Bdi, atom.Bdo, atom.Wbr:
		return true
	}
	return false
}

// withoutMarks drops direction marks, zero-width blanks and control characters; tatweel and vowel signs are the outlet's spelling and stay.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200B, r == 0x200E, r == 0x200F, r == 0x061C, r == 0xFEFF, r == 0x00AD:
			return -1
		case unicode.IsSpace(r), r == 0x85:
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// markup is HTML as it was meant; escaped says that it had been escaped once too often.
func markup(s string) (out string, escaped bool) {
	if !hasTag(s) && strings.Contains(s, "&lt;") {
		if plain, _ := unescape(s); hasTag(plain) {
			s, escaped = plain, true
		}
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s), escaped
}

// valid is s in UTF-8, by its own bytes.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	text, _ := charset.Decode([]byte(s), "")
	return text
}

// breaks are taken out of addresses that were written over several lines.
var breaks = strings.NewReplacer("\n", "", "\r", "", "\t", "")

// address makes an address of what a feed gives for one; "" where it is none that leads to a page.
func address(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(withoutMarks(breaks.Replace(s))), "&amp;", "&")
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.ContainsAny(scheme, "/?#") && !isWeb(scheme) {
		return ""
	}
	return strings.ReplaceAll(s, " ", "%20")
}

func isWeb(scheme string) bool {
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}

// absolute resolves an address against the outlet's page; "" where it stays relative.
func absolute(base, s string) string {
	if scheme, _, ok := strings.Cut(s, "://"); ok && isWeb(scheme) || s == "" {
		return s
	}
	b, err := url.Parse(base)
	if err != nil || !isWeb(b.Scheme) || b.Host == "" {
		if rest, ok := strings.CutPrefix(s, "//"); ok && rest != "" {
			return "https://" + rest
		}
		return ""
	}
	u, err := b.Parse(s)
	if err != nil {
		return ""
	}
	return u.String()
}
