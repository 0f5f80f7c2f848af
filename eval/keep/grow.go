package main

import (
	"context"
	"fmt"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

// article and statement are rows with the keys of their words, which all copies share.
type article struct {
	store.Article
	keys []string
}

type statement struct {
	store.Statement
	source int64
	keys   []string
}

// stock is what is copied.
type stock struct {
	articles   []article
	statements []statement
	ledgerStock
	keys map[string]string // each once
}

// atOnce is how many rows a transaction takes.
const atOnce = 1000

// grow copies the articles, statements and contacts, and whom they name, of each database with other days until it holds so many.
func grow(ctx context.Context, o options) error {
	reader, err := isnad.Open()
	if err != nil {
		return err
	}
	words := find.New(reader.Words())
	for _, db := range o.db {
		s, err := store.Open(ctx, db)
		if err != nil {
			return err
		}
		start := time.Now()
		err = growOne(ctx, s, words, o.to)
		if err != nil {
			s.Close()
			return fmt.Errorf("%s: %w", s.Name(), err)
		}
		x, err := s.Stats(ctx)
		s.Close()
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d articles, %d statements after %.0f s\n", kind(db), x.Articles, x.Statements, time.Since(start).Seconds())
	}
	return nil
}

func growOne(ctx context.Context, s *store.Store, words *find.Analyzer, to int) error {
	x, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	k, err := load(ctx, s, words)
	if err != nil {
		return err
	}
	if err := k.loadLedger(ctx, s, words); err != nil {
		return err
	}
	have := int(x.Statements)
	for round := 1; have < to; round++ {
		articles, err := k.copyArticles(ctx, s, round)
		if err != nil {
			return err
		}
		n := min(len(k.statements), to-have)
		if err := k.copyActors(ctx, s, articles); err != nil {
			return err
		}
		if err := k.copyContacts(ctx, s, round, articles); err != nil {
			return err
		}
		if err := k.copyStatements(ctx, s, round, n, articles); err != nil {
			return err
		}
		have += n
	}
	return nil
}

func load(ctx context.Context, s *store.Store, words *find.Analyzer) (*stock, error) {
	k := &stock{keys: map[string]string{}}
	return k, s.Write(ctx, func(t *store.Tx) error {
		for after := store.ArticleID(0); ; {
			ids, err := t.After(ctx, after, atOnce)
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				break
			}
			after = ids[len(ids)-1]
			numbers := make([]int64, len(ids))
			for i, id := range ids {
				numbers[i] = int64(id)
			}
			texts, err := t.Texts(ctx, numbers)
			if err != nil {
				return err
			}
			for _, id := range numbers {
				k.articles = append(k.articles, article{Article: texts[id], keys: k.of(words, texts[id].Text)})
			}
		}
		for after, n := int64(0), -1; n != 0; {
			n = 0
			err := t.EachStatement(ctx, after, atOnce, func(x store.Statement, source int64) error {
				after = x.ID
				n++
				k.statements = append(k.statements, statement{x, source, k.of(words, x.Speaker+" "+x.Words)})
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// of returns the keys of the words of a text.
func (k *stock) of(words *find.Analyzer, s string) []string {
	terms := words.Terms(s)
	out := make([]string, len(terms))
	for i, t := range terms {
		if _, ok := k.keys[t.Key]; !ok {
			k.keys[t.Key] = t.Key
		}
		out[i] = k.keys[t.Key]
	}
	return out
}

// shifted is the day so many rounds of a week earlier, so that copies fill other days.
func shifted(day string, round int) string {
	if len(day) < 10 {
		return day
	}
	t, err := time.Parse("2006-01-02", day[:10])
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -7*round).Format("2006-01-02")
}

// copyArticles keeps a copy of each article and returns the copies' numbers by those of the originals.
func (k *stock) copyArticles(ctx context.Context, s *store.Store, round int) (map[store.ArticleID]store.ArticleID, error) {
	out := map[store.ArticleID]store.ArticleID{}
	for first := 0; first < len(k.articles); first += atOnce {
		some := k.articles[first:min(first+atOnce, len(k.articles))]
		if err := s.Write(ctx, func(t *store.Tx) error { return copySome(ctx, t, some, round, out) }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func copySome(ctx context.Context, t *store.Tx, some []article, round int, out map[store.ArticleID]store.ArticleID) error {
	incoming := make([]store.Incoming, len(some))
	for i, a := range some {
		c := a.Article
		c.URL = fmt.Sprintf("https://example.org/copy/%d/%d", round, a.ID)
		c.Published = shifted(a.Published, round)
		incoming[i] = store.Incoming{Article: c, Media: "text/plain", Bytes: []byte(c.Text)}
	}
	ids, err := t.Keep(ctx, incoming, time.Now())
	if err != nil {
		return err
	}
	if len(ids) != len(some) {
		return fmt.Errorf("%d of %d articles were copied: it was grown before", len(ids), len(some))
	}
	var b store.Settled
	for i, id := range ids {
		out[some[i].ID] = id
		b.Articles = append(b.Articles, store.Copy{Article: id, Origin: id})
		b.Readings = append(b.Readings, store.Reading{Article: id, Version: "copy", Record: []byte("{}")})
		b.Units = append(b.Units, store.Unit{Kind: store.ArticleUnit, Ref: int64(id), Day: incoming[i].Published, Source: some[i].SourceID, Keys: some[i].keys})
	}
	return t.Settle(ctx, &b)
}

func (k *stock) copyStatements(ctx context.Context, s *store.Store, round, n int, articles map[store.ArticleID]store.ArticleID) error {
	for first := 0; first < n; first += atOnce {
		some := k.statements[first:min(first+atOnce, n)]
		err := s.Write(ctx, func(t *store.Tx) error {
			id, err := t.Take(ctx, "statement", len(some))
			if err != nil {
				return err
			}
			var b store.Settled
			for i, x := range some {
				c := x.Statement
				c.ID, c.Day, c.Article, c.Tellings, c.Origins, c.Actor = id+int64(i), shifted(x.Day, round), articles[x.Article], 1, 1, k.now(x.Actor)
				if other, ok := articles[x.Article+1]; ok && x.ID%10 == 0 { // a tenth is told twice
					c.Tellings, c.Origins = 2, 2
					b.Tellings = append(b.Tellings, store.Telling{Article: other, N: int(x.ID), Statement: c.ID})
				}
				for _, actor := range k.topics[x.ID] {
					b.Topics = append(b.Topics, store.Topic{Actor: k.now(actor), Statement: c.ID, Day: c.Day, Speaker: c.Actor})
				}
				b.Statements = append(b.Statements, c)
				b.Tellings = append(b.Tellings, store.Telling{Article: c.Article, N: int(x.ID), Statement: c.ID})
				b.Units = append(b.Units, store.Unit{Kind: store.StatementUnit, Ref: c.ID, Day: c.Day, Source: x.source, Actor: c.Actor, Detail: c.Kind, Keys: x.keys})
			}
			return t.Settle(ctx, &b)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
