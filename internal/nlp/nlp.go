// Package nlp runs all stages in order: it is the one place that knows the order.
//
// In: an article's text, its day of publication, its outlet. Out: a Doc with every layer. Each stage reads lower layers and writes one:
// tokens, dates, quotations, furniture, sentences, mentions, entities, statements, events; Arabic and English alike.
package nlp

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/sync/errgroup"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/nlp/entity"
	"isnad.dev/isnad/internal/nlp/event"
	"isnad.dev/isnad/internal/nlp/furniture"
	"isnad.dev/isnad/internal/nlp/mention"
	"isnad.dev/isnad/internal/nlp/sentence"
	"isnad.dev/isnad/internal/nlp/statement"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/nlp/when"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// Pipeline holds what the stages need. It is read-only: many goroutines may read at the same time.
type Pipeline struct {
	Pack  *lang.Pack
	World *world.World
	when  *when.Finder
	page  *furniture.Finder
}

// New loads the packs from a file system with the folders ar and world. Folders of the user's own with people and terms of office
// (world.LoadWith) go on top.
func New(packs fs.FS, extra ...fs.FS) (*Pipeline, error) {
	worldFS, err := fs.Sub(packs, "world")
	if err != nil {
		return nil, fmt.Errorf("world pack: %w", err)
	}
	arFS, err := fs.Sub(packs, "ar")
	if err != nil {
		return nil, fmt.Errorf("pack ar: %w", err)
	}
	whenFS, err := fs.Sub(arFS, "when")
	if err != nil {
		return nil, fmt.Errorf("dates: %w", err)
	}
	var names *lang.Pack
	var dates *when.Finder
	var page *furniture.Finder
	var loading errgroup.Group // the world, its names and the dates load on one core, the words on another
	loading.Go(func() (err error) {
		w, err := world.LoadWith(worldFS, extra...)
		if err != nil {
			return err
		}
		names = lang.Names(w)
		if dates, err = when.Load(whenFS); err != nil {
			return fmt.Errorf("dates: %w", err)
		}
		if page, err = furniture.Load(arFS); err != nil {
			return fmt.Errorf("furniture: %w", err)
		}
		return nil
	})
	p, err := lang.LoadWords(arFS)
	if err := errors.Join(loading.Wait(), err); err != nil {
		return nil, err
	}
	p.AddWorld(names)
	return &Pipeline{Pack: p, World: p.World, when: dates, page: page}, nil
}

// headline returns the first token that is not the page's own furniture (a section label, a picture's name).
func headline(d *doc.Doc) int {
	i := 0
	for _, f := range d.Furniture {
		for i < len(d.Tokens) && d.Tokens[i].Kind == doc.Break {
			i++
		}
		if i >= len(d.Tokens) || f.Start > d.Tokens[i].Start {
			break
		}
		for i < len(d.Tokens) && d.Tokens[i].Start < f.End {
			i++
		}
	}
	for i < len(d.Tokens) && d.Tokens[i].Kind == doc.Break {
		i++
	}
	return i
}

// Read fills every layer of a document of this text.
func (p *Pipeline) Read(src text.Text, published doc.Day, outlet string) *doc.Doc {
	d := &doc.Doc{Text: src, Published: published, Outlet: outlet}
	d.Tokens = token.Split(src, p.Pack)
	d.Quotes = sentence.Quotes(d.Tokens)
	d.Sentences = sentence.Split(d.Tokens, d.Quotes)
	d.Furniture, d.Sources = p.page.Find(src, d.Tokens)
	d.Dates = p.when.Find(src, d.Tokens, published)
	d.Mentions = mention.Find(src, d.Tokens, d.Furniture, d.Dates, p.Pack)
	inside := mention.Inside(src, d.Tokens, d.Mentions, d.Dates, p.Pack)
	d.Entities, d.Mentions = entity.Join(src, d.Tokens, headline(d), d.Mentions, inside, published, p.Pack)
	d.Statements = statement.Find(d, p.Pack)
	d.Events = event.Find(d, p.Pack)
	return d
}
