package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Options say how a whole store is written.
type Options struct {
	Format   string               // one of All
	Progress func(Progress) error // told now and then; its error ends the export
	Made     time.Time            // of the files in a zip
}

// Progress is how far an export is.
type Progress struct {
	Table       string
	Done, Total int64 // of the table's rows
	Rows, All   int64 // of all tables'
}

// File is one that was written.
type File struct {
	Name string
	Rows int64
}

// Folder writes a file for each table, as they are at one moment, into a folder that is made where it is not there.
func Folder(ctx context.Context, s *store.Store, dir string, o Options) ([]File, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("%s: %w; name another folder", dir, errors.Unwrap(err))
	}
	files, err := tables(ctx, s, &folder{dir: dir}, o)
	for i := range files {
		files[i].Name = filepath.Join(dir, files[i].Name)
	}
	return files, err
}

// Zip writes the same into one file, which has its name when it is whole.
func Zip(ctx context.Context, s *store.Store, name string, o Options) ([]File, error) {
	a, err := newArchive(name, o.Made)
	if err != nil {
		return nil, err
	}
	return tables(ctx, s, a, o)
}

// export is one run.
type export struct {
	ctx   context.Context
	o     Options
	to    place
	total map[string]int64
	now   Progress
	files []File
}

func tables(ctx context.Context, s *store.Store, to place, o Options) ([]File, error) {
	if o.Progress == nil {
		o.Progress = func(Progress) error { return nil }
	}
	e := &export{ctx: ctx, o: o, to: to}
	err := Check(o.Format, All)
	if err == nil {
		err = s.Read(ctx, e.all)
	}
	if err = errors.Join(err, to.finish(err == nil && ctx.Err() == nil)); err != nil {
		return nil, err
	}
	return e.files, nil
}

// all writes each table.
func (e *export) all(x *store.Snapshot) (err error) {
	if e.total, err = x.Counts(e.ctx); err != nil {
		return err
	}
	steps := []func(*store.Snapshot) error{e.articles, e.statements, e.tellings, e.contacts, e.reports, e.actors}
	for _, n := range e.total {
		e.now.All += n
	}
	if e.o.Format == GraphML {
		steps, e.now.All = []func(*store.Snapshot) error{e.network}, 0 // how many have met is not known before
	}
	for _, write := range steps {
		if err := write(x); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) articles(x *store.Snapshot) error {
	return table(e, "articles", func(put func(Article) error) error {
		return x.Articles(e.ctx, func(a store.Article) error { return put(articleOf(a)) })
	})
}

func (e *export) statements(x *store.Snapshot) error {
	return table(e, "statements", func(put func(Statement) error) error {
		return x.Statements(e.ctx, func(s store.Statement) error { return put(statementOf(s)) })
	})
}

func (e *export) tellings(x *store.Snapshot) error {
	return table(e, "tellings", func(put func(Telling) error) error {
		return x.Tellings(e.ctx, func(t store.Telling) error {
			return put(Telling{int64(t.Article), int64(t.N), t.Statement, t.Words})
		})
	})
}

func (e *export) contacts(x *store.Snapshot) error {
	return table(e, "contacts", func(put func(Contact) error) error {
		return x.Contacts(e.ctx, func(c store.Contact, parties []store.Party) error { return put(contactOf(c, parties)) })
	})
}

func (e *export) reports(x *store.Snapshot) error {
	return table(e, "reports", func(put func(Report) error) error {
		return x.Reports(e.ctx, func(r store.Report) error {
			row, err := reportOf(r)
			if err != nil {
				return err
			}
			return put(row)
		})
	})
}

func (e *export) actors(x *store.Snapshot) error {
	return table(e, "actors", func(put func(Actor) error) error {
		return x.Actors(e.ctx, func(a store.Actor) error {
			row, err := actorOf(a)
			if err != nil {
				return err
			}
			return put(row)
		})
	})
}

func (e *export) network(x *store.Snapshot) error {
	return e.file("network", func(w io.Writer, tick func() error) error { return Network(e.ctx, w, x, store.Meetings{}, tick) })
}

// table writes the rows of one file.
func table[T any](e *export, name string, rows func(put func(T) error) error) error {
	return e.file(name, func(w io.Writer, tick func() error) error {
		out, err := NewWriter[T](e.o.Format, w)
		if err != nil {
			return err
		}
		err = rows(func(row T) error {
			if err := tick(); err != nil {
				return err
			}
			return out.Write(row)
		})
		if err != nil {
			return err
		}
		return out.Close()
	})
}

// often is after how many rows progress is told.
const often = 512

// file writes one; write is to call tick before each row.
func (e *export) file(table string, write func(w io.Writer, tick func() error) error) error {
	name := table + "." + e.o.Format
	out, err := e.to.create(name)
	if err != nil {
		return err
	}
	e.now.Table, e.now.Done, e.now.Total = table, 0, e.total[table]
	buffered := bufio.NewWriterSize(out, 256<<10)
	if err := errors.Join(write(buffered, e.tick), buffered.Flush()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	e.files = append(e.files, File{name, e.now.Done})
	return nil
}

func (e *export) tick() error {
	if e.now.Done%often == 0 {
		if err := errors.Join(e.ctx.Err(), e.o.Progress(e.now)); err != nil {
			return err
		}
	}
	e.now.Done++
	e.now.Rows++
	return nil
}

// ZipRows writes one table, of a search for example, as a zip.
func ZipRows[T any](ctx context.Context, name, rowsName string, rows iter.Seq2[T, error], o Options) ([]File, error) {
	if err := Check(o.Format, Formats); err != nil {
		return nil, err
	}
	a, err := newArchive(name, o.Made)
	if err != nil {
		return nil, err
	}
	if o.Progress == nil {
		o.Progress = func(Progress) error { return nil }
	}
	e := &export{ctx: ctx, o: o, to: a}
	err = table(e, rowsName, func(put func(T) error) error {
		for row, err := range rows {
			if err == nil {
				err = put(row)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err = errors.Join(err, a.finish(err == nil && ctx.Err() == nil)); err != nil {
		return nil, err
	}
	return e.files, nil
}
