package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/parquet-go/parquet-go"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

type exportCommand struct {
	databaseFlags
	Format string `help:"What to write: jsonl, csv or parquet." enum:"jsonl,csv,parquet" default:"jsonl" placeholder:"FORMAT"`
	Dir    string `arg:"" help:"The folder to write to: a file each for articles, statements, tellings, contacts, reports and actors." type:"path" placeholder:"DIR"`
}

// The rows of an export. A day stands as text in JSON and CSV and as a date in Parquet; where it is no day (2018-08), as text only.
type (
	exportedArticle struct {
		ID        int64     `json:"id" parquet:"id"`
		Outlet    string    `json:"outlet" parquet:"outlet,dict"`
		Ident     string    `json:"ident" parquet:"ident"`
		URL       string    `json:"url" parquet:"url"`
		Lang      string    `json:"lang" parquet:"lang,dict"`
		Published string    `json:"published" parquet:"published"`
		Day       string    `json:"day" parquet:"-"`
		Date      *int32    `json:"-" parquet:"day,optional,date"`
		Title     string    `json:"title" parquet:"title"`
		Agency    string    `json:"agency" parquet:"agency,dict"`
		Text      string    `json:"text" parquet:"text"`
		Origin    int64     `json:"origin" parquet:"origin"`
		Copy      string    `json:"copy" parquet:"copy,dict"`
		Share     float64   `json:"share" parquet:"share"`
		Added     time.Time `json:"added" parquet:"added,timestamp"`
	}
	exportedStatement struct {
		ID       int64  `json:"id" parquet:"id"`
		Actor    int64  `json:"actor" parquet:"actor"` // 0 where it is not known who speaks
		Speaker  string `json:"speaker" parquet:"speaker,dict"`
		Kind     string `json:"kind" parquet:"kind,dict"`
		Act      string `json:"act" parquet:"act,dict"`
		Polarity string `json:"polarity" parquet:"polarity,dict"`
		Day      string `json:"day" parquet:"-"`
		Date     *int32 `json:"-" parquet:"day,optional,date"`
		Words    string `json:"words" parquet:"words"`
		Article  int64  `json:"article" parquet:"article"`
		Tellings int64  `json:"tellings" parquet:"tellings"`
		Origins  int64  `json:"origins" parquet:"origins"`
		Differs  bool   `json:"differs" parquet:"differs"`
	}
	exportedTelling struct {
		Article   int64  `json:"article" parquet:"article"`
		N         int64  `json:"n" parquet:"n"`
		Statement int64  `json:"statement" parquet:"statement"`
		Words     string `json:"words" parquet:"words"`
	}
	exportedContact struct {
		ID      int64    `json:"id" parquet:"id"`
		Type    string   `json:"type" parquet:"type,dict"`
		Status  string   `json:"status" parquet:"status,dict"` // as of its last report
		When    string   `json:"when" parquet:"when"`          // a day, week, month, year or range
		Date    *int32   `json:"-" parquet:"day,optional,date"`
		Parties []string `json:"parties" parquet:"parties,list"`
		Actors  []int64  `json:"actors" parquet:"actors,list"`
		Place   string   `json:"place" parquet:"place"`
		Topic   string   `json:"topic" parquet:"topic"`
		Reports int64    `json:"reports" parquet:"reports"`
		Article int64    `json:"article" parquet:"article"`
	}
	exportedReport struct {
		Article   int64    `json:"article" parquet:"article"`
		N         int64    `json:"n" parquet:"n"`
		Contact   int64    `json:"contact" parquet:"contact"`
		Type      string   `json:"type" parquet:"type,dict"`
		Status    string   `json:"status" parquet:"status,dict"`
		When      string   `json:"when" parquet:"when"`
		Published string   `json:"published" parquet:"-"`
		Date      *int32   `json:"-" parquet:"published,optional,date"`
		Names     []string `json:"names" parquet:"names,list"`
		Actors    []int64  `json:"actors" parquet:"actors,list"`
		Topic     string   `json:"topic" parquet:"topic"`
		Outlet    string   `json:"outlet" parquet:"outlet,dict"`
		By        string   `json:"by" parquet:"by"`
	}
	exportedActor struct {
		ID       int64    `json:"id" parquet:"id"`
		Root     int64    `json:"root" parquet:"root"` // whom it was merged into, or itself
		Type     string   `json:"type" parquet:"type,dict"`
		Name     string   `json:"name" parquet:"name"`
		En       string   `json:"en" parquet:"en"`
		World    string   `json:"world" parquet:"world"`
		Articles int64    `json:"articles" parquet:"articles"`
		Forms    []string `json:"forms" parquet:"forms,list"`
		Roles    []string `json:"roles" parquet:"roles,list"`
	}
)

// Run writes all tables as they are at one moment. The files get their names when all are whole.
func (c *exportCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return fmt.Errorf("%s: %w; name another folder", c.Dir, errors.Unwrap(err))
	}
	e := &export{ctx: ctx, command: c, bar: newExportBar(t)}
	err = s.Read(ctx, e.all)
	e.bar.done()
	if err = errors.Join(err, e.finish(err == nil && ctx.Err() == nil)); err != nil {
		return err
	}
	for _, line := range e.written {
		if _, err := fmt.Fprintln(t.out, line); err != nil {
			return err
		}
	}
	return nil
}

// export is one run.
type export struct {
	ctx     context.Context
	command *exportCommand
	bar     *exportBar
	total   map[string]int64
	files   []*output
	written []string
}

// all writes each table.
func (e *export) all(x *store.Snapshot) (err error) {
	if e.total, err = x.Counts(e.ctx); err != nil {
		return err
	}
	for _, write := range []func(*store.Snapshot) error{e.articles, e.statements, e.tellings, e.contacts, e.reports, e.actors} {
		if err := write(x); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) articles(x *store.Snapshot) error {
	return writeTable(e, "articles", func(put func(exportedArticle) error) error {
		return x.Articles(e.ctx, func(a store.Article) error {
			day, date := dayOf(a.Published)
			return put(exportedArticle{int64(a.ID), a.Source, a.Ident, a.URL, a.Lang, a.Published, day, date, a.Title, a.Agency, a.Text, int64(a.Origin), a.Copy, a.Share, a.Added})
		})
	})
}

func (e *export) statements(x *store.Snapshot) error {
	return writeTable(e, "statements", func(put func(exportedStatement) error) error {
		return x.Statements(e.ctx, func(s store.Statement) error {
			day, date := dayOf(s.Day)
			return put(exportedStatement{s.ID, s.Actor, s.Speaker, s.Kind, s.Act, s.Polarity, day, date, s.Words, int64(s.Article), int64(s.Tellings), int64(s.Origins), s.Differs})
		})
	})
}

func (e *export) tellings(x *store.Snapshot) error {
	return writeTable(e, "tellings", func(put func(exportedTelling) error) error {
		return x.Tellings(e.ctx, func(t store.Telling) error {
			return put(exportedTelling{int64(t.Article), int64(t.N), t.Statement, t.Words})
		})
	})
}

func (e *export) contacts(x *store.Snapshot) error {
	return writeTable(e, "contacts", func(put func(exportedContact) error) error {
		return x.Contacts(e.ctx, func(c store.Contact, parties []store.Party) error {
			row := exportedContact{ID: c.ID, Type: c.Type, Status: c.Status, When: c.Day, Parties: []string{}, Actors: []int64{}, Place: c.Place, Topic: c.Topic, Reports: int64(c.Reports), Article: int64(c.Article)}
			_, row.Date = dayOf(c.Day)
			for _, p := range parties {
				row.Parties, row.Actors = append(row.Parties, p.Name), append(row.Actors, p.Actor)
			}
			return put(row)
		})
	})
}

func (e *export) reports(x *store.Snapshot) error {
	return writeTable(e, "reports", func(put func(exportedReport) error) error {
		return x.Reports(e.ctx, func(r store.Report) error {
			var l ledger.Report
			if err := json.Unmarshal([]byte(r.Data), &l); err != nil {
				return fmt.Errorf("report %d of article %d: %w", r.N, r.Article, err)
			}
			row := exportedReport{Article: int64(r.Article), N: int64(r.N), Contact: r.Contact, Type: l.Type, Status: l.Status, When: l.Day, Names: list(l.Names), Actors: []int64{}, Topic: l.Topic, Outlet: l.Outlet, By: l.By}
			row.Published, row.Date = dayOf(l.Published)
			for _, id := range l.Parties {
				row.Actors = append(row.Actors, int64(id))
			}
			return put(row)
		})
	})
}

func (e *export) actors(x *store.Snapshot) error {
	return writeTable(e, "actors", func(put func(exportedActor) error) error {
		return x.Actors(e.ctx, func(a store.Actor) error {
			var n ledger.Naming
			if err := json.Unmarshal([]byte(a.Data), &n); err != nil {
				return fmt.Errorf("actor %d: %w", a.ID, err)
			}
			return put(exportedActor{a.ID, a.Root, a.Type, a.Name, a.En, a.World, a.Articles, list(n.Forms), list(n.Roles)})
		})
	})
}

// dayOf is the day of an ISO value, if it is one: as text, and as Parquet counts days, from 1970. (Of a *time.Time parquet-go 0.32 writes other days.)
func dayOf(value string) (string, *int32) {
	if len(value) < len(time.DateOnly) {
		return "", nil
	}
	day := value[:len(time.DateOnly)]
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || len(value) > len(day) && value[len(day)] == '/' {
		return "", nil // a range is no day
	}
	n := int32(t.Unix() / (24 * 60 * 60))
	return day, &n
}

// rowWriter takes the rows of one file.
type rowWriter[T any] interface {
	Write(T) error
	Close() error
}

// writeTable writes one file under a temporary name.
func writeTable[T any](e *export, name string, rows func(put func(T) error) error) error {
	path := filepath.Join(e.command.Dir, name+"."+e.command.Format)
	out, err := openOutput(path, nil)
	if err != nil {
		return err
	}
	e.files = append(e.files, out)
	buffered := bufio.NewWriterSize(out, 256<<10)
	w, err := newRowWriter[T](e.command.Format, buffered)
	if err != nil {
		return err
	}
	n := int64(0)
	err = rows(func(row T) error {
		if n%512 == 0 {
			if err := e.ctx.Err(); err != nil {
				return err
			}
			e.bar.show(name, n, e.total[name])
		}
		n++
		return w.Write(row)
	})
	if err == nil {
		err = errors.Join(w.Close(), buffered.Flush())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	e.written = append(e.written, fmt.Sprintf("%s: %s", path, counted(int(n), "row")))
	return nil
}

// finish gives all files their names, or removes them.
func (e *export) finish(whole bool) (err error) {
	for _, f := range e.files {
		err = errors.Join(err, f.finish(whole))
	}
	return err
}

func newRowWriter[T any](format string, w io.Writer) (rowWriter[T], error) {
	switch format {
	case "csv":
		return newCSVSheet[T](w)
	case "parquet":
		return &parquetFile[T]{w: parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup))}, nil
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return jsonLines[T]{e}, nil
}

type jsonLines[T any] struct{ e *json.Encoder }

// Write writes a line.
func (j jsonLines[T]) Write(row T) error { return j.e.Encode(row) }

// Close has nothing to do.
func (j jsonLines[T]) Close() error { return nil }

// rowGroup is how many rows of Parquet are held in memory until they are written, and rowsAtOnce how many are handed over together.
const (
	rowGroup   = 10_000
	rowsAtOnce = 64
)

type parquetFile[T any] struct {
	w    *parquet.GenericWriter[T]
	rows []T
}

// Write writes the row with the next of them.
func (p *parquetFile[T]) Write(row T) error {
	if p.rows = append(p.rows, row); len(p.rows) < rowsAtOnce {
		return nil
	}
	return p.flush()
}

func (p *parquetFile[T]) flush() error {
	_, err := p.w.Write(p.rows)
	clear(p.rows)
	p.rows = p.rows[:0]
	return err
}

// Close writes the rest and the footer, without which it is no Parquet file.
func (p *parquetFile[T]) Close() error { return errors.Join(p.flush(), p.w.Close()) }

// exportBar is a line on standard error, where a person sees it.
type exportBar struct {
	out   io.Writer // nil for no bar
	start time.Time
	shown time.Duration
}

func newExportBar(t terminal) *exportBar {
	b := &exportBar{start: time.Now()}
	if isTerminal(t.err) {
		b.out = t.err
	}
	return b
}

// show writes the line anew, at most some times a second.
func (b *exportBar) show(name string, n, total int64) {
	now := time.Since(b.start)
	if b.out == nil || now-b.shown < 100*time.Millisecond {
		return
	}
	b.shown = now
	fmt.Fprintf(b.out, "\r%s: %d of %d\x1b[K", name, n, total)
}

func (b *exportBar) done() {
	if b.out != nil {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
