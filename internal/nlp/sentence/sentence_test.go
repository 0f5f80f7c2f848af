package sentence_test

import (
	"strings"
	"testing"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/nlptest"
	"isnad.dev/isnad/internal/nlp/sentence"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/text"
)

// noForms is a language pack without words: this stage needs none.
type noForms struct{}

func (noForms) Form(string) doc.FormID               { return 0 }
func (noForms) FormJoined(string, string) doc.FormID { return 0 }

func split(s string) (text.Text, []doc.Token) {
	src := text.Text(s)
	return src, token.Split(src, noForms{})
}

// sentences shows each sentence in [ ].
func sentences(s string) string {
	src, toks := split(s)
	var marks []nlptest.Mark
	for _, s := range sentence.Split(toks, sentence.Quotes(toks)) {
		marks = append(marks, nlptest.Mark{Span: text.Span{Start: toks[s.First].Start, End: toks[s.End-1].End}, Open: "[", Close: "]"})
	}
	return nlptest.Marked(src, marks...)
}

// quotes shows a balanced quotation in [ ], one whose other mark is missing in { }.
func quotes(s string) string {
	src, toks := split(s)
	var marks []nlptest.Mark
	for _, q := range sentence.Quotes(toks) {
		m := nlptest.Mark{Span: text.Span{Start: toks[q.Open].Start, End: toks[q.Close].End}, Open: "[", Close: "]"}
		if !q.Balanced {
			m.Open, m.Close = "{", "}"
			m.End = toks[q.Close].Start
		}
		marks = append(marks, m)
	}
	return nlptest.Marked(src, marks...)
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, want string }{
		{"two sentences", `[قال الوزير نعم.] [ثم عاد.]`},
		{"question and exclamation", `[هل عاد؟] [نعم!] [لا.]`},
		{"no closing stop", `[عاد الوزير.] [والعمل مستمر]`},
		{"a paragraph ends one", `[عاد الوزير] ¶ [والعمل مستمر]`},
		{"several marks end one", `[هل عاد؟!] [نعم...] [لا]`},
		{"a stop inside a quotation ends none", `[قال: "انتهى الأمر. سنعود." ثم خرج.] [وعاد.]`},
		{"a stop before the closing mark, and a word with و", `[قال: "انتهى الأمر."] [وعاد.]`},
		{"nor inside guillemets", `[قال: «انتهى. سنعود. نعم» ثم خرج.] [وعاد.]`},
		{"a stop inside a quotation that is never closed ends one", `[قال: "انتهى الأمر.] [سنعود.]`},
		{"an abbreviation", `[قالت أ.ف.ب إن الوزير عاد.] [نعم.]`},
		{"a doctor", `[قال د. سامي نعم.] [ثم عاد.]`},
		{"initials", `[قال J. B. Smith نعم.] [ثم عاد.]`},
		{"a number with a point", `[بلغ 3.5 مليون.] [ثم زاد.]`},
		{"a year ends a sentence", `[عاد عام 2018.] [ثم سافر.]`},
		{"a comma and a semicolon end none", `[عاد الوزير، ثم سافر؛ والعمل مستمر.]`},
		{"a colon ends none", `[قال: نعم.]`},
		{"brackets", `[عاد الوزير (أمس).] [ثم سافر.]`},
		{"only marks", `[...]`},
		{"nothing", ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := sentences(nlptest.Unmarked(tt.want)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	tests := []struct{ name, want string }{
		{"straight", `قال: ["نعم"] ثم ["لا"]`},
		{"guillemets", `قال: [«نعم»] ثم [«لا»]`},
		{"curly", `قال: [“نعم”] ثم [“لا”]`},
		{"low and high", `قال: [„نعم‟]`},
		{"single guillemets", `قال: [‹نعم›]`},
		{"full width", `قال: [＂نعم＂]`},
		{"opened in one make, closed in another", `قال: [«نعم"] ثم عاد`},
		{"closing marks on both sides", `قال: [”نعم”] ثم عاد`},
		{"a closing mark after a colon", `قال: {«نعم. ثم قال:}[» لا»]`},
		{"closing marks on both sides, no space", `قال[»نعم»] ثم عاد`},
		{"never closed", `قال: {«نعم ثم عاد}`},
		{"never closed, straight", `قال: {"نعم ثم عاد}`},
		{"closed in the next paragraph", `قال: {"نعم.}[ ¶ ثم عدنا"].`},
		{"closed in the one after", `قال: {«نعم.}{ ¶ ثم عدنا.}[ ¶ وبقينا»]. ¶ ثم ["لا"]`},
		{"opened again in each paragraph", `قال: {«نعم.} ¶ {«ثم عدنا.} ¶ [«وبقينا»].`},
		{"a closing mark alone is none", `قال: نعم» ثم عاد`},
		{"not over a paragraph", `قال: {«نعم} ¶ ثم» عاد`},
		{"three marks", `قال ["نعم"] ثم {"لا}`},
		{"guillemets inside guillemets", `قال: [«نعم «حقا» ثم عاد»]`},
		{"straight marks inside guillemets", `قال: [«قرأت "الفجر" أمس»]`},
		{"straight marks inside straight marks", `قال: ["قرأت "الفجر" أمس"] ثم ["لا"]`},
		{"three of one make", `قال: ["قرأت "الفجر" و"المساء" أمس"]`},
		{"never closed before the next", `قال: {"قرأت أمس، }["الفجر"] ثم ["لا"]`},
		{"never closed before the next, guillemets", `قال: {«قرأت أمس، }[«الفجر»] ثم [«لا»]`},
		{"empty", `قال [""] ثم عاد`},
		{"a mark at the very end opens none", `قال نعم "`},
		{"an apostrophe is no quotation mark", `قال O'Neill نعم`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := quotes(nlptest.Unmarked(tt.want)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestKnownFaults holds what goes wrong: a row that comes out right belongs in the tables above.
func TestKnownFaults(t *testing.T) {
	known := []struct {
		name, want string
		show       func(string) string
	}{}
	for _, tt := range known {
		if tt.show(nlptest.Unmarked(tt.want)) == tt.want {
			t.Errorf("%s: comes out right now: move it to the tests", tt.name)
		}
	}
}

func TestParagraphsAreNumbered(t *testing.T) {
	_, toks := split("خبر\n\nقال نعم. ثم عاد.\n\n\nوسافر.")
	var got []string
	for _, s := range sentence.Split(toks, sentence.Quotes(toks)) {
		got = append(got, string(rune('0'+s.Paragraph)))
	}
	if s := strings.Join(got, ""); s != "0112" {
		t.Errorf("got %s, want 0112", s)
	}
}

// FuzzSplit holds that each token but the paragraphs' ends is in one sentence and that no sentence ends inside a closed quotation.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "قال. نعم", `"قال. "نعم"`, "«قال. «نعم»»", "...!؟", "أ.ف.ب", "\n\n.", `"`, "” ”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		src, toks := split(s)
		d := &doc.Doc{Text: src, Tokens: toks, Quotes: sentence.Quotes(toks)}
		d.Sentences = sentence.Split(toks, d.Quotes)
		if err := nlptest.Sound(d); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		for _, q := range d.Quotes {
			for _, x := range d.Sentences {
				if q.Balanced && q.Open < x.End-1 && x.End <= q.Close && q.Open >= x.First {
					t.Errorf("%q: the sentence to token %d ends inside the quotation %v", s, x.End, q)
				}
			}
		}
	})
}
