package work

import (
	"maps"
	"slices"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/correction"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/text"
)

// statementBook holds the statements that a batch may tell again, by the keys of their words.
type statementBook struct {
	byKey   map[int64][]int64
	all     map[int64]*store.Statement
	origins map[int64][]store.ArticleID // of a statement: the origins of the articles that tell it
	roots   map[int64]int64             // of a speaker: whom somebody has merged it into, or itself
	changed map[int64]bool
	next    int64
	first   int64 // number of those that the batch is the first to tell
	units   []store.Unit
}

// told is one article's telling of a statement, before it is settled.
type told struct {
	n       int
	actor   int64
	speaker string
	words   ledger.Telling
	keys    []int64
	about   []int64 // actors whom the words name
	x       *isnad.Statement
}

// say settles what is said in the batch's articles.
func (s *settlement) say() error {
	tellings := make([][]told, len(s.batch))
	var keys []int64
	count := 0
	for i := range s.batch {
		tellings[i] = s.tellingsOf(&s.batch[i])
		count += len(tellings[i])
		for _, x := range tellings[i] {
			keys = append(keys, x.keys...)
		}
	}
	if err := s.openStatements(distinct(keys), count); err != nil {
		return err
	}
	for i := range s.batch {
		for _, x := range tellings[i] {
			s.tell(&s.batch[i].article, x)
		}
	}
	b := s.said
	for _, id := range sorted(b.changed) {
		x := b.all[id]
		x.Origins = len(b.origins[id])
		s.out.Statements = append(s.out.Statements, *x)
	}
	return nil
}

func (s *settlement) openStatements(keys []int64, count int) error {
	byKey, err := s.t.WordKeys(s.ctx, keys)
	if err != nil {
		return err
	}
	wanted := among(byKey)
	rows, err := s.t.Statements(s.ctx, wanted)
	if err != nil {
		return err
	}
	origins, err := s.t.TellingOrigins(s.ctx, wanted)
	if err != nil {
		return err
	}
	speakers := map[int64]bool{}
	b := &statementBook{byKey: byKey, all: map[int64]*store.Statement{}, origins: origins, changed: map[int64]bool{}}
	for id, row := range rows {
		b.all[id] = &row
		speakers[row.Actor] = true
	}
	if b.roots, err = s.t.Roots(s.ctx, sorted(speakers)); err != nil {
		return err
	}
	maps.Copy(b.roots, s.actors.roots)
	s.said = b
	b.next, err = s.t.Take(s.ctx, "statement", count)
	b.first = b.next
	return err
}

// tellingsOf returns what an article's record attributes, with the speakers as actors.
func (s *settlement) tellingsOf(r *reading) []told {
	points := []rune(r.record.Article.Text)
	out := make([]told, 0, len(r.record.Statements))
	for n := range r.record.Statements {
		x := &r.record.Statements[n]
		words, quoted := wordsOf(x, points)
		if words == "" {
			continue
		}
		t := told{n: n, speaker: value(x.SpeakerName), x: x}
		t.actor = s.speakerOf(r, x)
		t.about = topicsOf(r.record.Entities, s.actors.of[r.article.ID], x, t.actor)
		t.words = ledger.Telling{Words: words, Quoted: quoted, Outlet: r.article.Source, Day: dayOf(r.article.Published)}
		for _, k := range ledger.WordKeys(words) {
			t.keys = append(t.keys, int64(k))
		}
		out = append(out, t)
	}
	return out
}

// speakerOf returns the actor who speaks: the entity of that id or name, or 0.
func (s *settlement) speakerOf(r *reading, x *isnad.Statement) int64 {
	if id := value(x.SpeakerID); id != "" {
		if actor, ok := s.actors.byWorld[r.article.ID][id]; ok {
			return actor
		}
	}
	if strings.HasPrefix(x.Rule, correction.RulePrefix) { // who was put in stands behind those whom the article names
		for n, e := range slices.Backward(r.record.Entities) {
			if e.Rule == x.Rule && e.Name == value(x.SpeakerName) {
				return s.actors.of[r.article.ID][n]
			}
		}
	}
	return s.actorNamed(r, value(x.SpeakerName))
}

// actorNamed returns the actor of the article's entity of this name, or 0.
func (s *settlement) actorNamed(r *reading, name string) int64 {
	for n := range r.record.Entities {
		if e := &r.record.Entities[n]; name != "" && (e.Name == name || slices.Contains(e.Aliases, name)) {
			return s.actors.of[r.article.ID][n]
		}
	}
	return 0
}

// wordsOf returns the words of a statement, its pieces joined, and the byte spans of them that stand in quotation marks.
func wordsOf(x *isnad.Statement, points []rune) (string, []text.Span) {
	var b strings.Builder
	for _, p := range x.Content {
		if p.End > len(points) {
			return "", nil
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(strings.Fields(string(points[p.Start:p.End])), " "))
	}
	words := b.String()
	return words, ledger.Told(words, x.Kind == "direct").Quoted
}

// tell settles which statement is told, a new one where no other told the same words of the same speaker.
func (s *settlement) tell(a *store.Article, x told) {
	b := s.said
	id := b.find(x)
	if id == 0 {
		s.sayFirst(a, x)
		return
	}
	st := b.all[id]
	st.Tellings++
	st.Differs = st.Differs || ledger.QuotesDiffer(ledger.Told(st.Words, st.Kind == "direct"), x.words)
	if origin := s.origins[a.ID]; !slices.Contains(b.origins[id], origin) {
		b.origins[id] = append(b.origins[id], origin)
	}
	b.changed[id] = true
	words := x.words.Words
	if words == st.Words {
		words = ""
	}
	s.out.Tellings = append(s.out.Tellings, store.Telling{Article: a.ID, N: x.n, Statement: id, Words: words})
}

// find returns the statement whose words these are, that with the most in common.
func (b *statementBook) find(x told) (best int64) {
	most := 0.0
	seen := map[int64]bool{}
	for _, k := range x.keys {
		for _, id := range b.byKey[k] {
			st := b.all[id]
			if seen[id] || st == nil || !b.sameSpeaker(st, x) || st.Polarity != x.x.Polarity {
				continue
			}
			seen[id] = true
			share, same := ledger.SameWords(ledger.Telling{Words: st.Words, Day: st.Day}, x.words)
			if same && (share > most || share == most && id < best) {
				best, most = id, share
			}
		}
	}
	return best
}

// sameSpeaker compares actors by whom they were merged into: what was taken for one by hand is one from then on.
func (b *statementBook) sameSpeaker(st *store.Statement, x told) bool {
	if st.Actor != 0 || x.actor != 0 {
		return b.roots[st.Actor] == b.roots[x.actor]
	}
	return script.String(st.Speaker) == script.String(x.speaker)
}

func (s *settlement) sayFirst(a *store.Article, x told) {
	b := s.said
	id := s.same.statement(x.x)
	if id == 0 {
		id = b.next
		b.next++
	}
	st := &store.Statement{ID: id, Actor: x.actor, Speaker: x.speaker, Kind: x.x.Kind, Act: x.x.Act, Polarity: x.x.Polarity, Day: x.words.Day, Words: x.words.Words, Article: a.ID, Tellings: 1}
	b.all[id] = st
	b.origins[id] = []store.ArticleID{s.origins[a.ID]}
	b.changed[id] = true
	for _, k := range x.keys {
		b.byKey[k] = append(b.byKey[k], id)
		s.out.Words = append(s.out.Words, store.Key[int64]{Key: k, ID: id})
	}
	for _, actor := range x.about {
		s.out.Topics = append(s.out.Topics, store.Topic{Actor: actor, Statement: id, Day: st.Day, Speaker: st.Actor})
	}
	s.out.Tellings = append(s.out.Tellings, store.Telling{Article: a.ID, N: x.n, Statement: id})
	b.units = append(b.units, s.q.statementUnit(st, a.SourceID))
}
