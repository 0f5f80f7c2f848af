package furniture

import (
	"fmt"
	"io/fs"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/tsv"
)

// Check runs the examples of all tables and returns what is wrong with them. An example is a little article: ¶ parts its lines, brackets
// mark the furniture or the source, braces the name in it. In a counter nothing is found. Split cuts a text into tokens; n is how many rows
// were run.
func Check(fsys fs.FS, split func(text.Text) []doc.Token) (n int, faults []error) {
	f, err := Load(fsys)
	if err != nil {
		return 0, []error{err}
	}
	for file, columns := range map[string][]string{"phrases": phraseColumns, "agencies": agencyColumns, "openers": openerColumns} {
		rows, err := tsv.Read(fsys, "furniture/"+file+".tsv", columns...)
		if err != nil {
			return n, append(faults, err)
		}
		n += len(rows)
		for i, r := range rows {
			if i > 0 && rows[i-1].Fields[0] >= r.Fields[0] {
				faults = append(faults, r.Error("the list is not sorted"))
			}
			if err := f.checkRow(r, columns, split); err != nil {
				faults = append(faults, err)
			}
		}
	}
	return n, faults
}

// shortWord is how many letters a phrase has that needs a counter-example.
const shortWord = 3

func (f *Finder) checkRow(r tsv.Row, columns []string, split func(text.Text) []doc.Token) error {
	example, counter := r.Fields[len(columns)-2], r.Fields[len(columns)-1]
	if example == "" {
		return r.Error("an example is due")
	}
	if counter == "" && len([]rune(r.Fields[0])) <= shortWord {
		return r.Error("a short form needs a counter-example")
	}
	if got := f.marked(example, split); got != example {
		return r.Error(fmt.Sprintf("the example is read as %q", got))
	}
	if got := f.marked(counter, split); got != counter {
		return r.Error(fmt.Sprintf("the counter-example is read as %q", got))
	}
	return nil
}

// marked reads an example without its marks and writes what was found with them.
func (f *Finder) marked(example string, split func(text.Text) []doc.Token) string {
	plain := strings.NewReplacer("[", "", "]", "", "{", "", "}", "", " ¶ ", "\n\n").Replace(example)
	found, sources := f.Find(text.Text(plain), split(text.Text(plain)))
	before, after := map[int]string{}, map[int]string{}
	put := func(s text.Span, open, close string) {
		before[s.Start] += open
		after[s.End] = close + after[s.End]
	}
	for _, x := range found {
		put(x.Span, "[", "]")
	}
	for _, s := range sources {
		put(s.Span, "[", "]")
		put(s.Name, "{", "}")
	}
	var b strings.Builder
	for i := 0; i <= len(plain); i++ {
		b.WriteString(after[i])
		b.WriteString(before[i])
		if i < len(plain) {
			b.WriteByte(plain[i])
		}
	}
	return strings.ReplaceAll(b.String(), "\n\n", " ¶ ")
}
