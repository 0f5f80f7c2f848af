package work

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/correction"
	"isnad.dev/isnad/internal/store"
)

var editor = Hand{User: 1, Name: "سلمى"}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func unnoted(*store.Tx, *store.Correction, *store.Correction) error { return nil }

// shown is an article's record as it is shown.
func (q *Queue) shown(t *testing.T, id store.ArticleID) (r isnad.Record) {
	t.Helper()
	all, err := q.store.CurrentRecords(t.Context(), []store.ArticleID{id})
	if err == nil {
		err = json.Unmarshal(all[id], &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// said returns the number in the record and the row of the statement in an article whose words have these.
func (q *Queue) said(t *testing.T, id store.ArticleID, words string) (int, store.Statement) {
	t.Helper()
	told, err := q.store.TellingsIn(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range told {
		if strings.Contains(x.Words, words) {
			rows, err := q.store.Statements(t.Context(), []int64{x.Statement})
			if err != nil {
				t.Fatal(err)
			}
			return x.N, rows[x.Statement]
		}
	}
	return -1, store.Statement{}
}

// correct applies what is right of the statement with these words.
func (q *Queue) correct(t *testing.T, id store.ArticleID, words string, p correction.Proposal) store.Correction {
	t.Helper()
	n, _ := q.said(t, id, words)
	if n < 0 {
		t.Fatalf("nothing that is said has %q", words)
	}
	p.Kind, p.N, p.At = correction.Statement, n, q.shown(t, id).Statements[n].Content[0]
	c, err := q.Correct(t.Context(), int64(id), p, editor, true, unnoted)
	if err != nil {
		t.Fatal(err)
	}
	q.sound(t)
	return c
}

// reread reads all with a reader of another version and switches to it.
func (q *Queue) reread(t *testing.T, version string) {
	t.Helper()
	q.version = version
	if _, err := q.Reread(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(q.Start(t.Context()), q.WaitReread(t.Context()), q.Stop(context.WithoutCancel(t.Context())), q.Switch(t.Context())); err != nil {
		t.Fatal(err)
	}
	q.sound(t)
}

func TestACorrectionOutlivesARereadAndCanBeUndone(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 2, third))
		q.work(t)
		const words = "تعزيز التعاون"
		_, before := q.said(t, 1, words)
		stats := q.stats(t)
		guest := q.actorOf(t, "كريم النجار")
		speaker := q.correct(t, 1, words, correction.Proposal{Field: correction.Speaker, Who: []correction.Who{{Name: "كريم النجار"}}, Reason: "قالها النجار"})
		n, after := q.said(t, 1, words)
		if after.Actor != guest || after.ID != before.ID || after.Words != before.Words {
			t.Errorf("%+v became %+v, want the same number and words of actor %d", before, after, guest)
		}
		if rule := q.shown(t, 1).Statements[n].Rule; rule != "correction/1" {
			t.Errorf("rule %q", rule)
		}
		hits, err := q.store.Search(t.Context(), store.Search{Kinds: []int{store.StatementUnit}, Actors: []int64{guest}})
		if err != nil || len(hits) != 2 {
			t.Errorf("a search of what he said finds %d, %v; want 2", len(hits), err)
		}
		removed := q.correct(t, 1, "يخفف معاناة", correction.Proposal{Field: correction.Remove})
		if q.finds(t, "يخفف معاناة") != 1 { // in the article
			t.Error("a statement that is none is found")
		}

		q = open(t, name)
		q.reread(t, "later")
		if _, st := q.said(t, 1, words); st.Actor != guest {
			t.Errorf("after a rereading %d says it, want %d", st.Actor, guest)
		}
		if n, _ := q.said(t, 1, "يخفف معاناة"); n >= 0 {
			t.Error("after a rereading the statement that is none is there again")
		}
		raw, err := q.store.Records(t.Context(), "later", []store.ArticleID{1})
		if err != nil || strings.Contains(string(raw[1]), "correction/") {
			t.Errorf("what was read is not kept as it was: %v", err)
		}
		for _, c := range []store.Correction{speaker, removed} {
			if _, err := q.Decide(t.Context(), c.ID, store.CorrectionUndone, editor, unnoted); err != nil {
				t.Fatal(err)
			}
			q.sound(t)
		}
		if _, st := q.said(t, 1, words); st.Actor != before.Actor {
			t.Errorf("undone: %d says it, want %d", st.Actor, before.Actor)
		}
		if got := q.stats(t); got.Statements != stats.Statements || got.Actors != stats.Actors || got.Contacts != stats.Contacts {
			t.Errorf("undone: %+v, want %+v", got, stats)
		}
	})
}

func TestACorrectionWhoseWordsAreGoneIsListed(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting))
		q.work(t)
		q.correct(t, 1, "تعزيز التعاون", correction.Proposal{Field: correction.Act, Text: "commit"})
		unmatched := func() int {
			all, err := q.store.Corrections(t.Context(), store.CorrectionQuery{State: store.CorrectionApplied, Unmatched: true, Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			return len(all)
		}
		for _, step := range []struct {
			text string
			want int
		}{{third, 1}, {"صورة من اللقاء. " + meeting, 0}} {
			q = open(t, name)
			q.keep(t, piece("وكالة المثال", 1, step.text))
			q.work(t)
			q.sound(t)
			if got := unmatched(); got != step.want {
				t.Errorf("%d unmatched, want %d", got, step.want)
			}
		}
		if n, _ := q.said(t, 1, "تعزيز التعاون"); q.shown(t, 1).Statements[n].Act != "commit" {
			t.Error("the words are back, and the correction is not")
		}
	})
}

// Somebody may be named whom the article does not name, by name or by number.
func TestAnActorByNumberIsThatActor(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 2, third))
		q.work(t)
		minister := q.actorOf(t, "ناصر الجبوري")
		c := q.correct(t, 1, "تعزيز التعاون", correction.Proposal{Field: correction.Speaker, Who: []correction.Who{{Name: "#" + itoa(minister)}}})
		if _, st := q.said(t, 1, "تعزيز التعاون"); st.Actor != minister {
			t.Errorf("%d says it, want %d", st.Actor, minister)
		}
		if _, err := q.Decide(t.Context(), c.ID, store.CorrectionUndone, editor, unnoted); err != nil {
			t.Fatal(err)
		}
		stats := q.stats(t)
		q.correct(t, 1, "تعزيز التعاون", correction.Proposal{Field: correction.Speaker, Who: []correction.Who{{Name: "هيئة الطيران المدني", Type: "ORG"}}})
		if got := q.stats(t); got.Actors != stats.Actors+1 {
			t.Errorf("%d actors, want one more than %d", got.Actors, stats.Actors)
		}
		_, err := q.Correct(t.Context(), 1, correction.Proposal{Kind: correction.Statement, Field: correction.Missing, Text: "التقى", Who: []correction.Who{{Name: "999999"}}}, editor, true, unnoted)
		if !errors.Is(err, ErrActor) {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestContactsAreCorrected(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 1, meeting))
		q.work(t)
		at := q.shown(t, 2).Events[0].Trigger
		c, err := q.Correct(t.Context(), 2, correction.Proposal{Kind: correction.Contact, Field: correction.Status, At: at, Text: "failed"}, editor, false, unnoted)
		if err != nil || c.State != store.CorrectionOpen || q.shown(t, 2).Events[0].Status != "held" {
			t.Fatalf("proposed: %+v, %v", c, err)
		}
		if _, err := q.Decide(t.Context(), c.ID, store.CorrectionApplied, editor, unnoted); err != nil {
			t.Fatal(err)
		}
		q.sound(t)
		if got, old := q.shown(t, 2).Events[0].Status, q.shown(t, 1).Events[0].Status; got != "failed" || old != "held" {
			t.Errorf("%s and %s, want failed and held", got, old)
		}
		if _, err := q.Decide(t.Context(), c.ID, store.CorrectionRejected, editor, unnoted); !errors.Is(err, ErrDecided) {
			t.Errorf("what is applied is rejected: %v", err)
		}
		if _, err := q.Correct(t.Context(), 2, correction.Proposal{Kind: correction.Contact, Field: correction.Remove, At: at}, editor, true, unnoted); err != nil {
			t.Fatal(err)
		}
		q.sound(t)
		if n := len(q.shown(t, 2).Events); n != 0 || q.stats(t).Contacts != 1 {
			t.Errorf("%d contacts in the article, %d in all", n, q.stats(t).Contacts)
		}
	})
}

func TestNotesStayOnTheirItems(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 2, third))
		q.work(t)
		n, st := q.said(t, 1, "تعزيز التعاون")
		err := q.store.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.AddNote(t.Context(), store.Note{Kind: "statement", Ref: st.ID, Article: 1, Item: ItemOf(meeting, q.shown(t, 1).Statements[n].Content), Words: "يراجع"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		q = open(t, name)
		q.reread(t, "later")
		_, now := q.said(t, 1, "تعزيز التعاون")
		notes, err := q.store.Notes(t.Context(), "statement", now.ID)
		if err != nil || len(notes) != 1 || now.ID == st.ID {
			t.Errorf("statement %d, was %d, has the notes %v; %v", now.ID, st.ID, notes, err)
		}
		q = open(t, name)
		q.keep(t, piece("وكالة المثال", 1, third+" وأضاف أن الإنفاق تراجع."))
		q.work(t)
		if lost, err := q.store.LostNotes(t.Context(), 1); err != nil || len(lost) != 1 {
			t.Errorf("lost %v, %v; want the note", lost, err)
		}
	})
}

// What is split off by hand stays so when one of its articles is corrected, and actors keep their numbers.
func TestCorrectionsLeaveActorsAsTheyAre(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, third), piece("صحيفة المثال", 2, third+" وأضاف أن الإنفاق تراجع."))
		q.work(t)
		minister := q.actorOf(t, "ناصر الجبوري")
		split, err := q.store.SplitActor(t.Context(), store.SplitOff{From: minister, Articles: []store.ArticleID{2}, Reason: "another"}, now)
		if err != nil {
			t.Fatal(err)
		}
		q.correct(t, 2, "الإنفاق", correction.Proposal{Field: correction.Act, Text: "warn"})
		rows, err := q.store.Actors(t.Context(), []int64{minister, split.Actor})
		if err != nil || rows[minister].Articles != 1 || rows[split.Actor].Articles != 1 {
			t.Errorf("%+v, %v; want one article each", rows, err)
		}
	})
}

func TestTooManyProposalsAreRefused(t *testing.T) {
	q := open(t, t.TempDir()+"/isnad.db")
	q.keep(t, piece("وكالة المثال", 1, meeting))
	q.work(t)
	p := correction.Proposal{Kind: correction.Contact, Field: correction.Remove, At: q.shown(t, 1).Events[0].Trigger}
	for range maxOpen {
		if _, err := q.Correct(t.Context(), 1, p, editor, false, unnoted); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := q.Correct(t.Context(), 1, p, editor, false, unnoted); !errors.Is(err, ErrTooMany) {
		t.Errorf("%v, want %v", err, ErrTooMany)
	}
}

func TestAFormersNumberIsGivenOnce(t *testing.T) {
	at, other := isnad.Span{Start: 1, End: 2}, isnad.Span{Start: 3, End: 4}
	f := &former{statements: map[isnad.Span][]int64{at: {5, 6}, other: {5, 9}}}
	f.keep(store.Reopened{GoneStatements: []int64{5, 6}})
	got := []int64{take(f.statements, at), take(f.statements, other), take(f.statements, at), take(f.statements, at)}
	if !slices.Equal(got, []int64{5, 0, 6, 0}) {
		t.Errorf("%v", got)
	}
}
