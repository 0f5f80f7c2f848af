package main

import (
	"context"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
)

type searchCommand struct {
	askFlags
	pageFlags
	Query []string `arg:"" help:"Words, \"phrases\", -word, OR, and filters: speaker: about: with: outlet: from: to: kind: status:. Write all of it in one pair of quotation marks of the shell." placeholder:"QUERY"`
}

// Run prints what was found: statements, contacts and articles, the newest first.
func (c *searchCommand) Run(ctx context.Context, t terminal) error {
	f, err := c.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	q := f.question(c.pageFlags)
	q.Text = c.text()
	page, err := f.Search(ctx, q)
	if err != nil {
		return asked(err)
	}
	showNotes(t, page.Notes, page.Next)
	return showHits(t, c.Format, page, c.Limit)
}

// text joins the words of the command line; one that the shell took the quotation marks off gets them back.
func (c *searchCommand) text() string {
	if len(c.Query) == 1 {
		return c.Query[0]
	}
	words := make([]string, len(c.Query))
	for i, w := range c.Query {
		if name, value, ok := strings.Cut(w, ":"); strings.ContainsAny(w, " \t") && !strings.ContainsAny(w, `"«“`) {
			if w = `"` + w + `"`; ok && !strings.ContainsAny(name, " \t") {
				w = name + `:"` + value + `"`
			}
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}

// hit is one answer in a row.
type hit struct {
	Kind     string       `json:"kind"` // article, statement, contact
	ID       int64        `json:"id"`
	Day      string       `json:"day"`
	Who      []string     `json:"who"`    // the speaker, or the parties
	Detail   string       `json:"detail"` // of a statement direct, indirect or mixed; of a contact its type; of an article of which kind of copy it is
	Act      string       `json:"act"`
	Polarity string       `json:"polarity"`
	Status   string       `json:"status"` // of a contact
	Text     string       `json:"text"`   // in the words of the article
	Marks    []isnad.Span `json:"marks"`  // the hits in Text, in code points
	Outlets  []string     `json:"outlets"`
	Origins  []string     `json:"origins"`
	Tellings int          `json:"tellings"`
	Differs  bool         `json:"differs"` // quotations of it differ between outlets
	Article  int64        `json:"article"` // the first that tells it
	Title    string       `json:"title"`
	URL      string       `json:"url"`
	Cursor   int64        `json:"cursor"` // --before goes on behind it

}

func hitOf(x *answer.Hit) hit {
	return hit{x.Kind, x.ID, x.Day, names(x.Who), x.Detail, x.Act, x.Polarity, x.Status, x.Text, x.Marks, x.Outlets, x.Origins, x.Tellings, x.Differs, x.Article, x.Title, x.URL, x.Cursor}
}
