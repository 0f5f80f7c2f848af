// Package token cuts a text into tokens and pairs its quotation marks.
//
// In: a text and the forms that the language pack knows. Out: tokens in order that cover all but white space, each on letter
// borders, with its readings (the clitics that may be taken off). "وللأمم المتحدة، أمس" gives وللأمم [و+ل+الأمم], المتحدة, "،", أمس;
// "CNN said." gives CNN, said, ".".
package token

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
)

// Forms finds the number of a folded word form; 0 is unknown. FormJoined finds that of two parts without making a string of them.
type Forms interface {
	Form(folded string) doc.FormID
	FormJoined(prefix, rest string) doc.FormID
}

// Split returns the tokens of the text, and a Break at each paragraph's end. Blank lines part paragraphs; a single line end parts them too,
// since a browser's copy of a page has both.
func Split(src text.Text, forms Forms) []doc.Token {
	s := splitter{src: src, forms: forms, tokens: make([]doc.Token, 0, len(src)/7+8), fold: make([]byte, 0, len(src)+16)}
	for s.at < len(src) {
		s.next()
	}
	s.endParagraph(len(src))
	return s.tokens
}

type splitter struct {
	src    text.Text
	forms  Forms
	at     int
	space  bool
	tokens []doc.Token
	fold   []byte // arena of the folded forms; it never grows past its first size, so that tokens may point into it
}

// class of a byte or rune for cutting.
type class uint8

const (
	space class = iota
	newline
	letter
	digit
	mark // belongs to the word before it
	punct
)

func (s *splitter) next() {
	r, n := utf8.DecodeRuneInString(string(s.src[s.at:]))
	switch classOf(r) {
	case space:
		s.at += n
		s.space = true
	case mark:
		s.at += n // a mark with no letter before it shows nothing
	case newline:
		s.endParagraph(s.at)
		s.at += n
		s.space = true
	case punct:
		s.punct(r, n)
	case digit:
		s.number()
	default:
		s.word()
	}
}

func (s *splitter) endParagraph(at int) {
	if n := len(s.tokens); n > 0 && s.tokens[n-1].Kind != doc.Break {
		s.tokens = append(s.tokens, doc.Token{Span: text.Span{Start: at, End: at}, Kind: doc.Break, Space: true})
	}
}

// punct takes a punctuation mark, also one that a feed has left as an HTML character reference (&#34;).
func (s *splitter) punct(r rune, n int) {
	if r == '&' {
		if mark, length := reference(string(s.src[s.at:min(len(s.src), s.at+maxReference)])); length > 0 {
			r, n = mark, length
		}
	}
	s.add(doc.Token{Span: text.Span{Start: s.at, End: s.at + n}, Kind: doc.Punct, Mark: plainMark(r)})
	s.at += n
}

// maxReference is the length of the longest character reference that is looked for.
const maxReference = 9

// reference returns the punctuation mark that a character reference at the start of the text stands for, and the reference's length, or 0.
func reference(s string) (rune, int) {
	end := strings.IndexByte(s, ';')
	if end < 0 {
		return 0, 0
	}
	plain := html.UnescapeString(s[:end+1])
	r, n := utf8.DecodeRuneInString(plain)
	if n != len(plain) || classOf(r) != punct {
		return 0, 0
	}
	return r, end + 1
}

// number takes digits with the separators that stand between digits: 3.5, 1,200, 16:31 stays three tokens.
func (s *splitter) number() {
	start := s.at
	for s.at < len(s.src) {
		r, n := utf8.DecodeRuneInString(string(s.src[s.at:]))
		c := classOf(r)
		if c == digit || c == mark {
			s.at += n
			continue
		}
		if isDecimal(r) && s.digitAt(s.at+n) {
			s.at += n
			continue
		}
		break
	}
	s.add(s.folded(start, doc.Number))
}

func isDecimal(r rune) bool { return r == '.' || r == '٫' || r == '٬' || r == ',' }

func (s *splitter) digitAt(at int) bool {
	if at >= len(s.src) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(string(s.src[at:]))
	_, ok := script.Digit(r)
	return ok
}

func (s *splitter) word() {
	start := s.at
	for s.at < len(s.src) {
		r, n := utf8.DecodeRuneInString(string(s.src[s.at:]))
		if c := classOf(r); c != letter && c != mark && c != digit {
			break
		}
		if s.at > start && !isArabic(r) && classOf(r) != mark && arabicBefore(s.src, s.at) {
			break // الـ28, لـCNN: digits and another script are a word of their own
		}
		s.at += n
	}
	t := s.folded(start, doc.Word)
	if len(t.Fold) == 0 {
		t.Kind = doc.Punct // nothing but tatweel
	}
	t.Readings = read(t.Fold, s.forms)
	s.add(t)
}

func arabicBefore(src text.Text, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(string(src[:at]))
	return isArabic(r)
}

// isArabic says whether the rune is an Arabic letter or mark; Arabic digits are not.
func isArabic(r rune) bool {
	_, isDigit := script.Digit(r)
	return r >= 0x0600 && r <= 0x06FF && !isDigit
}

func (s *splitter) folded(start int, k doc.Kind) doc.Token {
	from := len(s.fold)
	raw := string(s.src[start:s.at])
	if cap(s.fold)-from < len(raw)+4 {
		s.fold = make([]byte, 0, max(len(s.src)-start, 64)+16) // folding may lengthen a letter; start a new arena and leave the old one to its tokens
		from = 0
	}
	s.fold = script.Fold(s.fold, raw)
	t := doc.Token{Span: text.Span{Start: start, End: s.at}, Kind: k}
	if len(s.fold) > from {
		t.Fold = unsafe.String(&s.fold[from], len(s.fold)-from)
	}
	return t
}

func (s *splitter) add(t doc.Token) {
	t.Space = s.space || len(s.tokens) == 0
	s.space = false
	if len(s.tokens) == cap(s.tokens) {
		s.tokens = slices.Grow(s.tokens, s.expected())
	}
	s.tokens = append(s.tokens, t)
}

// expected is how many tokens the rest of the text has, if it goes on as it began: a text of nothing but marks has seven times those of words.
func (s *splitter) expected() int {
	return len(s.tokens)*(len(s.src)-s.at)/max(s.at, 1) + 16
}

// asciiClass is classOf for the bytes below 128, which open every look at a rune.
var asciiClass = func() (t [utf8.RuneSelf]class) {
	for i := range t {
		t[i] = wideClass(rune(i))
	}
	return t
}()

// arabicClass is classOf for the Arabic block.
var arabicClass = func() (t [0x100]class) {
	for i := range t {
		t[i] = wideClass(rune(0x0600 + i))
	}
	return t
}()

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return asciiClass[r]
	case r >= 0x0600 && r < 0x0700:
		return arabicClass[r-0x0600]
	}
	return wideClass(r)
}

func wideClass(r rune) class {
	switch {
	case r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029 || r == '\v' || r == '\f':
		return newline
	case unicode.IsSpace(r) || r == 0:
		return space
	case script.IsMark(r):
		return mark
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsMark(r):
		return mark
	}
	return punct
}

// plainMark levels the makes of a punctuation mark: all dashes are '-', all opening and closing marks of quotation are '“' and '”', '"' is itself.
func plainMark(r rune) rune {
	switch r {
	case '،', '﹐', '，':
		return ','
	case '؛':
		return ';'
	case '؟':
		return '?'
	case '–', '—', '―', '−', '‐', '‑':
		return '-'
	case '«', '‹', '〈', '《':
		return '“'
	case '»', '›', '〉', '》':
		return '”'
	case '„', '‟', '″', '＂':
		return '"'
	case '۔':
		return '.'
	}
	return r
}
