package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
)

// Settled is what one batch of articles adds to what is known across articles, and changes in it.
type Settled struct {
	Articles   []Copy
	Readings   []Reading
	Corrected  []Reading // the records with corrections in them
	Bands      []Key[int64]
	Actors     []Actor // new and changed
	ActorKeys  []Key[string]
	Namings    []Naming
	Statements []Statement // new and changed
	Words      []Key[int64]
	Tellings   []Telling
	Topics     []Topic
	Contacts   []Contact // new and changed
	Meets      []Key[string]
	Parties    []Party
	Reports    []Report
	Units      []Unit
}

// Copy says of an article whether it is a copy, and of which.
type Copy struct {
	Article ArticleID
	Origin  ArticleID
	Class   string
	Share   float64
}

// Reading is what one version of the reader said of an article: the record's JSON without its text.
type Reading struct {
	Article ArticleID
	Version string
	Record  []byte
}

// Key leads from what is alike to a row that it may be like.
type Key[K any] struct {
	Key K
	ID  int64
}

// Actor is one person, body or place over all articles.
type Actor struct {
	ID       int64
	Type     string
	Name     string
	En       string
	World    string // id in the world pack
	Articles int64
	Root     int64  // whom it was merged into, or itself
	Data     string // JSON of what the ledger keeps of it
}

// Naming says whom an entity of an article's record is, and why.
type Naming struct {
	Article ArticleID
	Entity  int
	Actor   int64
	Reason  string
}

// Statement is what somebody said once, by however many it is told.
type Statement struct {
	ID       int64
	Actor    int64 // 0 where it is not known who speaks
	Speaker  string
	Kind     string
	Act      string
	Polarity string
	Day      string
	Words    string
	Article  ArticleID // the first that told it
	Tellings int
	Origins  int
	Differs  bool
}

// Telling is one article's telling of a statement. Words are empty where they are the statement's.
type Telling struct {
	Article   ArticleID
	N         int
	Statement int64
	Words     string
}

// Topic says of whom a statement speaks.
type Topic struct {
	Actor     int64
	Statement int64
	Day       string // of the statement
	Speaker   int64  // its actor, or 0
}

// Contact is one meeting, call or visit, by however many it is reported.
type Contact struct {
	ID      int64
	Type    string
	Status  string
	Day     string
	Place   string
	Topic   string
	Reports int
	Article ArticleID // the first that reported it
}

// Party is one who takes part in a contact; Actor is 0 where it is not known who that is.
type Party struct {
	Contact int64
	Name    string
	Actor   int64
}

// Report is one article's report of a contact. Data is the JSON of what the ledger keeps of it.
type Report struct {
	Article ArticleID
	N       int
	Contact int64
	Data    string
}

// Kinds of units that a search finds.
const (
	ArticleUnit   = 1
	StatementUnit = 2
	ContactUnit   = 3
)

// Unit is what a search finds: an article, a statement or a contact, with the keys of its words in their order.
type Unit struct {
	Kind   int
	Ref    int64
	Day    string
	Source int64
	Actor  int64
	Detail string
	Keys   []string
}

// Settle writes what a batch adds and changes. It is to be called under Lock.
func (t *Tx) Settle(ctx context.Context, b *Settled) error {
	for _, write := range []func(context.Context, *Settled) error{t.writeArticles, t.writeActors, t.writeStatements, t.writeContacts, t.writeUnits} {
		if err := write(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) writeArticles(ctx context.Context, b *Settled) error {
	for _, c := range b.Articles {
		if err := t.exec(ctx, "UPDATE article SET origin = ?, copy = ?, share = ?, settled = 1 WHERE id = ?", int64(c.Origin), c.Class, c.Share, int64(c.Article)); err != nil {
			return err
		}
	}
	if err := t.insert(ctx, "band", "key, article", keyRows(b.Bands, number), "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	if err := t.writeReadings(ctx, b.Readings); err != nil {
		return err
	}
	return t.insert(ctx, "corrected", "article, record", rowsOf(b.Corrected, func(r Reading) []any {
		return []any{int64(r.Article), t.s.codec.packRecord(r.Record)}
	}), "ON CONFLICT (article) DO UPDATE SET record = excluded.record")
}

func (t *Tx) writeReadings(ctx context.Context, readings []Reading) error {
	return t.insert(ctx, "reading", "article, version, record", rowsOf(readings, func(r Reading) []any {
		return []any{int64(r.Article), r.Version, t.s.codec.packRecord(r.Record)}
	}), "ON CONFLICT (article, version) DO UPDATE SET record = excluded.record")
}

func (t *Tx) writeActors(ctx context.Context, b *Settled) error {
	if err := t.rewriteWords(ctx, b.Actors); err != nil {
		return err
	}
	err := t.insert(ctx, "actor", "id, type, name, en, world, articles, root, data", rowsOf(b.Actors, func(a Actor) []any {
		return []any{a.ID, a.Type, a.Name, a.En, a.World, a.Articles, a.Root, t.s.codec.pack([]byte(a.Data))}
	}), "ON CONFLICT (id) DO UPDATE SET name = excluded.name, en = excluded.en, world = excluded.world, articles = excluded.articles, root = excluded.root, data = excluded.data")
	if err != nil {
		return err
	}
	if err := t.insert(ctx, "actor_key", "key, actor", keyRows(b.ActorKeys, hashed), "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	return t.insert(ctx, "naming", "article, entity, actor, reason", rowsOf(b.Namings, func(n Naming) []any {
		return []any{int64(n.Article), n.Entity, n.Actor, n.Reason}
	}), "")
}

func (t *Tx) writeStatements(ctx context.Context, b *Settled) error {
	err := t.insert(ctx, "statement", "id, actor, speaker, kind, act, polarity, day, words, article, tellings, origins, differs", rowsOf(b.Statements, func(s Statement) []any {
		return []any{s.ID, s.Actor, ownName(s), s.Kind, s.Act, s.Polarity, s.Day, s.Words, int64(s.Article), s.Tellings, s.Origins, flag(s.Differs)}
	}), "ON CONFLICT (id) DO UPDATE SET tellings = excluded.tellings, origins = excluded.origins, differs = excluded.differs")
	if err != nil {
		return err
	}
	if err := t.insert(ctx, "statement_key", "key, statement", keyRows(b.Words, number), "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	if err := t.insert(ctx, "telling", "article, n, statement, words", rowsOf(b.Tellings, func(x Telling) []any {
		return []any{int64(x.Article), x.N, x.Statement, sql.NullString{String: x.Words, Valid: x.Words != ""}}
	}), ""); err != nil {
		return err
	}
	return t.AddTopics(ctx, b.Topics)
}

// ownName is the speaker's name where no actor has it.
func ownName(s Statement) string {
	if s.Actor != 0 {
		return ""
	}
	return s.Speaker
}

func (t *Tx) writeContacts(ctx context.Context, b *Settled) error {
	err := t.insert(ctx, "contact", "id, type, status, day, place, topic, reports, article", rowsOf(b.Contacts, func(c Contact) []any {
		return []any{c.ID, c.Type, c.Status, c.Day, c.Place, c.Topic, c.Reports, int64(c.Article)}
	}), "ON CONFLICT (id) DO UPDATE SET type = excluded.type, status = excluded.status, day = excluded.day, place = excluded.place, topic = excluded.topic, reports = excluded.reports")
	if err != nil {
		return err
	}
	if err := t.insert(ctx, "contact_key", "key, contact", keyRows(b.Meets, hashed), "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	if err := t.insert(ctx, "party", "contact, name, actor", rowsOf(b.Parties, func(p Party) []any {
		return []any{p.Contact, clip(p.Name), p.Actor}
	}), "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	return t.insert(ctx, "report", "article, n, contact, data", rowsOf(b.Reports, func(r Report) []any {
		return []any{int64(r.Article), r.N, r.Contact, r.Data}
	}), "")
}

func rowsOf[T any](all []T, row func(T) []any) [][]any {
	out := make([][]any, len(all))
	for i, x := range all {
		out[i] = row(x)
	}
	return out
}

// keyRows makes the keys numbers and sorts them, so that neighbours go to one page of the table.
func keyRows[K any](keys []Key[K], short func(K) int64) [][]any {
	numbers := make([]Key[int64], len(keys))
	for i, k := range keys {
		numbers[i] = Key[int64]{short(k.Key), k.ID}
	}
	slices.SortFunc(numbers, func(a, b Key[int64]) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.ID, b.ID)) })
	return rowsOf(numbers, func(k Key[int64]) []any { return []any{k.Key, k.ID} })
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func numbers[ID ~int64](ids []ID) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

func sortByID(all []Article) {
	slices.SortFunc(all, func(a, b Article) int { return cmp.Compare(a.ID, b.ID) })
}
