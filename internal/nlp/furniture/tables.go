package furniture

import (
	"io/fs"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/tsv"
)

// form says how much of the text a phrase makes furniture.
type form uint8

const (
	wholeLine form = iota // the line that has these words and no others
	opensLine             // the line that opens with them, or what follows them to the line's end after a full stop
	opensList             // the same, and the lines of a list below
	endsPage              // that line and all below
	tagLine               // what follows them to the end of the article's last line
	words                 // the words alone, at a line's start or end
	label                 // the words, opening the first line
)

var forms = map[string]form{"line": wholeLine, "opens": opensLine, "list": opensList, "end": endsPage, "tags": tagLine, "words": words, "label": label}

// phrase is an entry of phrases.tsv.
type phrase struct {
	form form
	rule doc.RuleID
}

// agency is an entry of agencies.tsv: who a text may be taken from.
type agency struct {
	common bool // its name is also a common word, or so often a speaker that it needs a sign beside it
	photos bool // it gives pictures: named at the end of a line, the line is a caption
}

// opener is an entry of openers.tsv: words that open a line on the source.
type opener struct {
	rule doc.RuleID
}

// The columns of the tables; the last two hold the examples that Check runs.
var (
	phraseColumns = []string{"phrase", "form", "rule", "example", "counter"}
	agencyColumns = []string{"name", "kind", "forms", "example", "counter"}
	openerColumns = []string{"phrase", "rule", "example", "counter"}
)

func loadPhrases(fsys fs.FS) (*index[phrase], error) {
	rows, err := tsv.Read(fsys, "furniture/phrases.tsv", phraseColumns...)
	if err != nil {
		return nil, err
	}
	x := &index[phrase]{}
	for _, r := range rows {
		f, ok := forms[r.Fields[1]]
		if !ok {
			return nil, r.Error("the form must be line, opens, list, end, tags, words or label")
		}
		if !x.add(r.Fields[0], phrase{f, doc.RuleID("ar.furniture." + r.Fields[2])}) || r.Fields[2] == "" {
			return nil, r.Error("a phrase and a rule are due")
		}
	}
	return x, nil
}

func loadAgencies(fsys fs.FS) (*index[agency], error) {
	rows, err := tsv.Read(fsys, "furniture/agencies.tsv", agencyColumns...)
	if err != nil {
		return nil, err
	}
	x := &index[agency]{}
	for _, r := range rows {
		var a agency
		switch r.Fields[1] {
		case "agency", "several":
		case "common":
			a.common = true
		case "photos":
			a.photos = true
		default:
			return nil, r.Error("the kind must be agency, several, common or photos")
		}
		for _, form := range append([]string{r.Fields[0]}, tsv.List(r.Fields[2])...) {
			if !x.add(form, a) {
				return nil, r.Error("a name is due")
			}
		}
	}
	return x, nil
}

func loadOpeners(fsys fs.FS) (*index[opener], error) {
	rows, err := tsv.Read(fsys, "furniture/openers.tsv", openerColumns...)
	if err != nil {
		return nil, err
	}
	x := &index[opener]{}
	for _, r := range rows {
		if !x.add(r.Fields[0], opener{doc.RuleID("ar.source." + r.Fields[1])}) || r.Fields[1] == "" {
			return nil, r.Error("a phrase and a rule are due")
		}
	}
	return x, nil
}
