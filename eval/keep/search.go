package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

// question is what is asked, and what of the store.
type question struct {
	words   string
	filter  store.Search
	speaker string // whose number differs between databases
}

// kinds of questions, each drawn from the words of a statement and its day.
var kinds = []struct {
	name string
	make func(words []string, at int, day string) question
}{
	{"one word", func(w []string, at int, _ string) question { return question{words: w[at]} }},
	{"two words", func(w []string, at int, _ string) question { return question{words: w[at] + " " + w[(at+2)%len(w)]} }},
	{"a phrase of a month's statements", func(w []string, at int, day string) question {
		return question{words: `"` + w[at] + " " + w[at+1] + `"`, filter: store.Search{Kinds: []int{store.StatementUnit}, From: day[:8] + "01", To: day[:8] + "28"}}
	}},
	{"a phrase of an actor's statements", func(w []string, at int, _ string) question {
		return question{words: `"` + w[at] + " " + w[at+1] + `"`, filter: store.Search{Kinds: []int{store.StatementUnit}}}
	}},
}

// search times each kind of question on each database, the same questions on all.
func search(ctx context.Context, o options) error {
	reader, err := isnad.Open()
	if err != nil {
		return err
	}
	words := find.New(reader.Words())
	rows := []string{"database\tstatements\tlooked for\tp50 ms\tp95 ms\tmost ms\tCPU ms each\thits\tslowest"}
	var asked [][]question
	for _, db := range o.db {
		s, err := store.Open(ctx, db)
		if err != nil {
			return err
		}
		defer s.Close()
		x, err := s.Stats(ctx)
		if err != nil {
			return err
		}
		all, actors, err := sample(ctx, s)
		if err != nil {
			return err
		}
		if asked == nil {
			asked = draw(all, o)
		}
		for i, k := range kinds {
			row, err := timed(ctx, s, words, asked[i], actors)
			if err != nil {
				return err
			}
			rows = append(rows, fmt.Sprintf("%s\t%d\t%s\t%s", kind(db), x.Statements, k.name, row))
		}
	}
	return printTable(rows)
}

// sample returns statements of the store, and the actors of their speakers' names.
func sample(ctx context.Context, s *store.Store) (all []store.Statement, actors map[string]int64, err error) {
	const first = 20000
	actors = map[string]int64{}
	err = s.Write(ctx, func(t *store.Tx) error {
		return t.EachStatement(ctx, 0, first, func(x store.Statement, _ int64) error {
			if len(strings.Fields(x.Words)) > 4 && len(x.Day) == len("2006-01-02") && x.Actor != 0 {
				all = append(all, x)
				actors[x.Speaker] = x.Actor
			}
			return nil
		})
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s: it holds no statements", s.Name())
	}
	return all, actors, err
}

// draw makes the questions from statements.
func draw(all []store.Statement, o options) [][]question {
	out := make([][]question, len(kinds))
	random := rand.New(rand.NewPCG(o.seed, 2))
	for i, k := range kinds {
		for range o.n {
			x := all[random.IntN(len(all))]
			w := strings.Fields(x.Words)
			q := k.make(w, random.IntN(len(w)-1), x.Day)
			if i == len(kinds)-1 {
				q.speaker = x.Speaker
			}
			out[i] = append(out[i], q)
		}
	}
	return out
}

// timed asks the questions and returns the times. The first few are asked before, as anyone would have.
func timed(ctx context.Context, s *store.Store, words *find.Analyzer, all []question, actors map[string]int64) (string, error) {
	var times []time.Duration
	hits, slowest, most := 0, "", time.Duration(0)
	used := cpu()
	for i := -5; i < len(all); i++ {
		x := all[max(i, 0)]
		start := time.Now()
		q, err := words.Query(x.words)
		if err != nil {
			continue // a word that is written as a filter
		}
		ask := x.filter
		if x.speaker != "" {
			ask.Actors = []int64{actors[x.speaker]}
		}
		for _, c := range q.All {
			ask.Match = append(ask.Match, store.Clause{Phrase: c.Phrase, Not: c.Not, Or: c.Any})
		}
		found, err := s.Search(ctx, ask)
		if err != nil {
			return "", fmt.Errorf("%s: %w", x.words, err)
		}
		if i < 0 {
			continue
		}
		took := time.Since(start)
		times = append(times, took)
		hits += len(found)
		if took > most {
			most, slowest = took, x.words
		}
	}
	used = cpu() - used
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	at := func(share float64) float64 { return ms(times[int(share*float64(len(times)-1))]) }
	return fmt.Sprintf("%.1f\t%.1f\t%.1f\t%.1f\t%d\t%s", at(0.50), at(0.95), ms(most), ms(used)/float64(len(times)), hits, slowest), nil
}

// cpu is what this process has used: of SQLite all that a search costs, whatever else the machine does.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
