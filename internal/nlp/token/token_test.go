package token

import (
	"strings"
	"testing"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
)

// words is a language pack of a few words.
type words map[string]doc.FormID

func (w words) Form(folded string) doc.FormID             { return w[folded] }
func (w words) FormJoined(prefix, rest string) doc.FormID { return w[prefix+rest] }

func lexicon(list string) words {
	w := words{}
	for i, f := range strings.Fields(list) {
		w[script.String(f)] = doc.FormID(i + 1)
	}
	return w
}

// show writes the tokens one beside the other: a number as #, a mark as it is levelled, a paragraph's end as ¶.
func show(src text.Text, tokens []doc.Token) string {
	var out []string
	for i := range tokens {
		switch t := &tokens[i]; t.Kind {
		case doc.Word:
			out = append(out, src.At(t.Span))
		case doc.Number:
			out = append(out, "#"+t.Fold)
		case doc.Punct:
			out = append(out, string(t.Mark))
		default:
			out = append(out, "¶")
		}
	}
	return strings.Join(out, " ")
}

func TestSplit(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"only white space", " \t\u00a0 ", ""},
		{"words and marks", "قال الوزير، أمس.", "قال الوزير , أمس . ¶"},
		{"paragraphs", "خبر\n\nقال\r\nنعم\n", "خبر ¶ قال ¶ نعم ¶"},
		{"Latin beside Arabic", "شبكة CNN قالت", "شبكة CNN قالت ¶"},
		{"vowel signs stay in the word", "مُحَمَّدٌ قالَ", "مُحَمَّدٌ قالَ ¶"},
		{"tatweel stays", "قــال", "قــال ¶"},
		{"a joiner stays", "می\u200cشود", "می\u200cشود ¶"},
		{"direction marks alone are nothing", "\u200f\u202b قال \u202c", "قال ¶"},
		{"a direction mark at a word", "قال\u200f الوزير", "قال\u200f الوزير ¶"},
		{"presentation forms", "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ", "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ¶"},
		{"numbers of three scripts", "2018 ٢٠١٨ ۲۰۱۸", "#2018 #2018 #2018 ¶"},
		{"separators inside a number", "1,200 3.5 ٣٫٥", "#1,200 #3.5 #3٫5 ¶"},
		{"a stop after a number", "عام 2018.", "عام #2018 . ¶"},
		{"a clock", "16:31", "#16 : #31 ¶"},
		{"a day with slashes", "1/5/2016", "#1 / #5 / #2016 ¶"},
		{"a number and a letter", "300م 12th", "#300 م #12 th ¶"},
		{"a letter and a number", "إف16", "إف #16 ¶"},
		{"quotation marks are levelled", "«أ» “ب” „ج‟ \"د\"", `“ أ ” “ ب ” " ج " " د " ¶`},
		{"dashes are levelled", "أ – ب — ج - د", "أ - ب - ج - د ¶"},
		{"Arabic marks are levelled", "أ؟ ب؛ ج،", "أ ? ب ; ج , ¶"},
		{"points of an abbreviation", "أ.ف.ب", "أ . ف . ب ¶"},
		{"character references", "قال &#34;نعم&quot; &#8220;أ&#8221; AT&T &amp &lt;", `قال " نعم " “ أ ” AT & T & amp < ¶`},
		{"a picture", "🔴 عاجل", "🔴 عاجل ¶"},
		{"broken bytes", "قال\xff نعم", "قال \ufffd نعم ¶"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(text.Text(tt.text), Split(text.Text(tt.text), words{})); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// signs writes a reading: the clitics as letters, then what is left.
func signs(w words, r doc.Reading) string {
	var out string
	for _, c := range []struct {
		bit  doc.Clitics
		sign string
	}{{doc.And, "و+"}, {doc.Then, "ف+"}, {doc.In, "ب+"}, {doc.For, "ل+"}, {doc.Like, "ك+"}} {
		if r.Clitics&c.bit != 0 {
			out += c.sign
		}
	}
	for form, id := range w {
		if id == r.Form {
			return out + form
		}
	}
	return out + "?"
}

func TestReadings(t *testing.T) {
	w := lexicon("الامم امم وزير زير فريق بيان بلد لقاء قاء كتاب تاب لبنان بنان في قد")
	tests := []struct{ name, word, want string }{
		{"a word that is known whole", "بيان", "بيان"},
		{"a known word whose first letter looks like a clitic keeps both", "وزير", "وزير و+زير"},
		{"and", "وبيان", "? و+بيان"},
		{"then", "فبيان", "? ف+بيان"},
		{"in", "ببيان", "? ب+بيان"},
		{"and in", "وببيان", "? و+ب+بيان"},
		{"for, with the article swallowed", "للأمم", "? ل+الامم"},
		{"and for, with the article swallowed", "وللأمم", "? و+ل+الامم"},
		{"for", "لكتاب", "? ل+كتاب"},
		{"like", "ككتاب", "? ك+كتاب"},
		{"both readings of a word that opens with ل", "لبنان", "لبنان ل+بنان"},
		{"no more than one preposition", "بلبنان", "? ب+لبنان"},
		{"nobody knows what is left", "وقرنفل", "?"},
		{"a single letter is not left over", "وق", "?"},
		{"two letters are left", "وقد", "? و+قد"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tok := Split(text.Text(tt.word), w)[0]
			got := []string{signs(w, tok.Readings[0])}
			for _, r := range tok.Readings[1:] {
				if r.Form != 0 {
					got = append(got, signs(w, r))
				}
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

func TestSpaceIsWhatStandsBefore(t *testing.T) {
	src := text.Text("قال: \"نعم\" (أ).\nثم\u200f عاد")
	var got strings.Builder
	for _, tok := range Split(src, words{}) {
		if tok.Space {
			got.WriteByte('_')
		}
		got.WriteString(src.At(tok.Span))
	}
	if want := `_قال:_"نعم"_(أ)._` + "_ثم\u200f_عاد_"; got.String() != want {
		t.Errorf("\n got %s\nwant %s", got.String(), want)
	}
}

// Folded forms point into one arena: a text whose folding is longer than itself must not move the ones before.
func TestFoldedFormsStayValid(t *testing.T) {
	src := text.Text(strings.Repeat("ȺȾ ", 5000) + "قال")
	for _, tok := range Split(src, words{}) {
		if tok.Kind == doc.Word && tok.Fold != script.String(src.At(tok.Span)) {
			t.Fatalf("%q is folded to %q", src.At(tok.Span), tok.Fold)
		}
	}
}

// FuzzSplit holds that tokens are in order, in the text, on letter borders, and leave out white space and marks only.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "قال الوزير، أمس.", "1.5.6..7", "مُحَمَّدٌ\u202b", "\n\n\r\n", "\xff\xd9", "ȺȾȺ", "ﻗﺎﻝ", "🔴"} {
		f.Add(s)
	}
	w := lexicon("قال بيان الامم")
	f.Fuzz(func(t *testing.T, s string) {
		src := text.Text(s)
		at := 0
		for i, tok := range Split(src, w) {
			if tok.Start < at || tok.End < tok.Start || tok.End > len(s) {
				t.Fatalf("%q: token %d is %v after %d", s, i, tok.Span, at)
			}
			for _, r := range s[at:tok.Start] {
				if c := classOf(r); c != space && c != newline && c != mark {
					t.Errorf("%q: %q is in no token", s, r)
				}
			}
			if utf8.ValidString(s) && !utf8.ValidString(src.At(tok.Span)) {
				t.Errorf("%q: token %v cuts a letter", s, tok.Span)
			}
			if tok.Kind == doc.Word && tok.Fold != script.String(src.At(tok.Span)) {
				t.Errorf("%q: %q is folded to %q", s, src.At(tok.Span), tok.Fold)
			}
			at = tok.End
		}
	})
}
