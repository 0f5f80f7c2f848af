package check

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/tsv"
)

// table is a table of the lexicon whose lines have examples.
type table struct {
	file    string
	columns []string
	check   func(*checker, tsv.Row, marked) string // says what is wrong with an example
}

// tables are those of the lexicon; the columns example and counter are found by their names.
var tables = []table{
	{"verbs.tsv", []string{"lemma", "form", "present", "masdar", "class", "act", "frames", "example", "counter"}, (*checker).attributes},
	{"cue-phrases.tsv", []string{"phrase", "class", "act", "frames", "example"}, (*checker).attributes},
	{"cue-nouns.tsv", []string{"phrase", "class", "act", "example", "counter"}, (*checker).attributes},
	{"homographs.tsv", []string{"form", "usually", "example"}, (*checker).attributesNothing},
	{"nouns.tsv", []string{"form", "class", "gender", "number", "example"}, (*checker).hasClass},
	{"function-words.tsv", []string{"form", "class", "example"}, (*checker).hasClass},
	{"contacts.tsv", []string{"word", "kind", "plural", "type", "link", "example"}, (*checker).tellsOfContact},
	{"contact-status.tsv", []string{"word", "kind", "status", "example"}, (*checker).tellsStatus},
	{"contact-clause.tsv", []string{"word", "kind", "example"}, (*checker).playsPart},
}

// lexicon runs the examples of the lexicon.
func (c *checker) lexicon(ar fs.FS) error {
	for _, t := range tables {
		rows, err := tsv.Read(ar, "lexicon/"+t.file, t.columns...)
		if err != nil {
			return err
		}
		example, counter := slices.Index(t.columns, "example"), slices.Index(t.columns, "counter")
		for _, r := range rows {
			c.row(r, t, r.Fields[example])
			if counter >= 0 && r.Fields[counter] != "" {
				c.counter(r, r.Fields[counter])
			}
		}
	}
	return nil
}

func (c *checker) row(r tsv.Row, t table, example string) {
	c.examples++
	if example == "" {
		c.fail(r.File, r.Line, r.Fields[0], "an example is due")
		return
	}
	if why := t.check(c, r, parse(example)); why != "" {
		c.fail(r.File, r.Line, r.Fields[0], why)
	}
}

// counter runs a sentence in which the line's word attributes nothing.
func (c *checker) counter(r tsv.Row, sentence string) {
	c.examples++
	if why := c.attributesNothing(r, parse(sentence)); why != "" {
		c.fail(r.File, r.Line, r.Fields[0], why)
	}
}

// headline is a first paragraph that says nothing, since a page's first one is read as its headline or label.
const headline = "لا شيء جديدا في المدينة القديمة هذا الصباح\n\n"

// story reads a line as what stands below a headline; shift is where it starts.
func (c *checker) story(line string) (d *doc.Doc, shift int) {
	return c.pipeline.Read(text.Text(headline+line), Published, "الصباح"), len(headline)
}

func moved(s text.Span, by int) text.Span { return text.Span{Start: s.Start + by, End: s.End + by} }

// noCue is the class of cue-nouns.tsv whose words open no content: their examples only show the word.
const noCue = "anonymity"

// attributes says that a statement has the marked cue and the marked contents. A cue of several marks is known by the first.
func (c *checker) attributes(r tsv.Row, m marked) string {
	if r.Fields[1] == noCue {
		return c.marksItsWord(r, m)
	}
	if len(m.curly) == 0 || len(m.square) == 0 {
		return "the example must mark the cue {…} and the content […]"
	}
	d, shift := c.story(m.text)
	var got []string
	for i := range d.Statements {
		s := &d.Statements[i]
		cue, content := moved(s.Cue, -shift), make([]text.Span, len(s.Content))
		for k, span := range s.Content {
			content[k] = moved(span, -shift)
		}
		if sameCue(cue, m.curly) && slices.Equal(content, m.square) {
			return ""
		}
		got = append(got, fmt.Sprintf("{%s} %s", d.Text.At(s.Cue), contents(d, s)))
	}
	if got == nil {
		return "no statement is read in " + m.text
	}
	return "is read as " + strings.Join(got, " and ") + " in " + m.text
}

// sameCue says whether a cue is one of the marks, or all of them from the first to the last: of "{أضاف} المدرب {قائلا}" either is the cue.
func sameCue(cue text.Span, marks []text.Span) bool {
	return slices.Contains(marks, cue) || cue == text.Span{Start: marks[0].Start, End: marks[len(marks)-1].End}
}

func contents(d *doc.Doc, s *doc.Statement) string {
	var b strings.Builder
	for _, span := range s.Content {
		fmt.Fprintf(&b, "[%s]", d.Text.At(span))
	}
	return b.String()
}

// attributesNothing says that no cue of a statement has the letters of the line's word: another verb of the sentence may attribute.
func (c *checker) attributesNothing(r tsv.Row, m marked) string {
	d, _ := c.story(m.text)
	word := script.String(strings.Fields(r.Fields[0])[0])
	for i := range d.Statements {
		if cue := d.Text.At(d.Statements[i].Cue); strings.Contains(script.String(cue), word) {
			return fmt.Sprintf("{%s} %s is read as a statement in %s", cue, contents(d, &d.Statements[i]), m.text)
		}
	}
	return ""
}

// marksItsWord says that the example shows the word of its line, which may have its article or clitics.
func (c *checker) marksItsWord(r tsv.Row, m marked) string {
	if _, why := c.markedWord(r, m); why != "" {
		return why
	}
	return ""
}

// markedWord returns the tokens of the marked words, which show the word of the line.
func (c *checker) markedWord(r tsv.Row, m marked) ([]doc.Token, string) {
	tokens, shown, why := c.markedTokens(m)
	if why == "" && !strings.Contains(script.String(shown), script.String(r.Fields[0])) {
		return nil, "the example marks another word"
	}
	return tokens, why
}

// markedTokens returns the tokens from the first mark on, and the marked words; of a verb or dual these are a form of the line's word.
func (c *checker) markedTokens(m marked) (tokens []doc.Token, shown, why string) {
	marks := append(m.square, m.curly...)
	if len(marks) == 0 {
		return nil, "", "the example must mark the word"
	}
	d, shift := c.story(m.text)
	s := moved(marks[0], shift)
	first := slices.IndexFunc(d.Tokens, func(t doc.Token) bool { return t.End > s.Start })
	return d.Tokens[first:], d.Text.At(s), ""
}

// playsPart says that the marked word plays the part of its line in the clause of a contact.
func (c *checker) playsPart(r tsv.Row, m marked) string {
	tokens, _, why := c.markedTokens(m)
	if why != "" {
		return why
	}
	if plays, _ := c.pipeline.Pack.ClauseWordNamed(r.Fields[1], &tokens[0]); !plays {
		return "the marked word is not read as " + r.Fields[1]
	}
	return ""
}

// hasClass says that the marked word has the class of its line.
func (c *checker) hasClass(r tsv.Row, m marked) string {
	tokens, why := c.markedWord(r, m)
	if why != "" {
		return why
	}
	class, ok := lang.ClassNamed(r.Fields[1])
	if ok && !strings.Contains(r.Fields[0], " ") && !c.pipeline.Pack.ClassOf(&tokens[0]).Has(class) {
		return "the marked word is not read as " + r.Fields[1]
	}
	return ""
}

// tellsOfContact says that the marked word is read as a contact of the type of its line.
func (c *checker) tellsOfContact(r tsv.Row, m marked) string {
	tokens, why := c.markedWord(r, m)
	if why != "" {
		return why
	}
	contact, _, ok := c.pipeline.Pack.ContactVerb(&tokens[0])
	if !ok {
		var noun *lang.ContactNoun
		if noun, _, _, ok = c.pipeline.Pack.ContactNounAt(tokens, 0); ok {
			contact = noun.Contact
		}
	}
	if want, _ := lang.ContactNamed(r.Fields[3]); !ok || contact.Type != want {
		return "the marked word is not read as a " + r.Fields[3]
	}
	return ""
}

// tellsStatus says that the marked word is read as telling the status of its line.
func (c *checker) tellsStatus(r tsv.Row, m marked) string {
	tokens, _, why := c.markedTokens(m)
	if why != "" {
		return why
	}
	status, ok := c.pipeline.Pack.StatusWord(&tokens[0])
	if want, _ := lang.StatusNamed(r.Fields[2]); !ok || status != want {
		return "the marked word does not tell " + r.Fields[2]
	}
	return ""
}

// asFailure is the failure of a table's row.
func asFailure(err error) Failure {
	var e *tsv.Error
	if !errors.As(err, &e) {
		return Failure{Reason: err.Error()}
	}
	key, _, _ := strings.Cut(e.Text, "\t")
	return Failure{e.File, e.Line, key, e.Reason}
}

func compare(a, b Failure) int {
	return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, cmp.Compare(a.Key, b.Key))
}
