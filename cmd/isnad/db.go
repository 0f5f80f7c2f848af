package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

type dbCommand struct {
	Migrate dbMigrateCommand `cmd:"" help:"Bring the tables up to date, or make them."`
	Check   dbCheckCommand   `cmd:"" help:"Look for what does not fit together."`
	Backup  dbBackupCommand  `cmd:"" help:"Write a copy to a file, of SQLite and PostgreSQL alike."`
	Restore dbRestoreCommand `cmd:"" help:"Fill an empty database from a backup."`
	Reindex dbReindexCommand `cmd:"" help:"Make anew what a search finds."`
}

type dbMigrateCommand struct {
	databaseFlags
	Format string `help:"How to show what was done: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
}

// Run makes the tables; every command that opens a database does the same.
func (c *dbMigrateCommand) Run(ctx context.Context, t terminal) error {
	d, err := c.openDesk(ctx, logTo(t, false), nil, fetch.Options{})
	if err != nil {
		return err
	}
	return errors.Join(showRows(t.out, c.Format, []migrated{{d.store.Name(), true}}), d.store.Close())
}

// migrated says that a database's tables are those of this version.
type migrated struct {
	Database string `json:"database"`
	Current  bool   `json:"up_to_date"`
}

type dbCheckCommand struct {
	databaseFlags
	Format string `help:"How to show what was found: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
}

// Run prints what does not fit together; the exit status says whether anything does not.
func (c *dbCheckCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	problems, err := s.Check(ctx)
	if err != nil {
		return err
	}
	_, waiting, err := s.Pending(ctx)
	if err != nil {
		return err
	}
	if waiting > 0 {
		fmt.Fprintf(t.err, "isnad: %d articles are kept and wait to be read; isnad work reads them\n", waiting)
	}
	if len(problems) == 0 && c.Format == "text" {
		_, err := fmt.Fprintf(t.out, "%s is sound\n", s.Name())
		return err
	}
	if err := showRows(t.out, c.Format, problems); err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("%s: %d things do not fit together; restore a backup, or run isnad reread", s.Name(), len(problems))
	}
	return nil
}

type dbBackupCommand struct {
	databaseFlags
	Format string `help:"How to show what was done: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	File   string `arg:"" help:"The file to write." type:"path"`
}

// Run writes the backup. Others may go on working in the meantime.
func (c *dbBackupCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Backup(ctx, c.File); err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	return showRows(t.out, c.Format, []backedUp{{c.File, info.Size()}})
}

// backedUp is a backup that was written.
type backedUp struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

type dbRestoreCommand struct {
	databaseFlags
	Format string `help:"How to show what was done: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	Force  bool   `help:"Replace a database that holds articles (SQLite only)."`
	File   string `arg:"" help:"The backup." type:"existingfile"`
}

// Run fills the database from the backup and makes what a search finds anew.
func (c *dbRestoreCommand) Run(ctx context.Context, t terminal) error {
	name, err := c.name()
	if err != nil {
		return err
	}
	if !store.IsPostgres(name) {
		if _, err := os.Stat(name); err == nil && !c.Force {
			return fmt.Errorf("%s: it is there already; say --force to replace it, or name another with --db", name)
		}
		if err := store.Restore(ctx, c.File, name); err != nil {
			return err
		}
	}
	s, err := store.Open(ctx, name)
	if err != nil {
		return err
	}
	defer s.Close()
	if store.IsPostgres(name) {
		from, err := store.Open(ctx, c.File)
		if err != nil {
			return err
		}
		defer from.Close()
		if err := store.CopyRows(ctx, from, s); err != nil {
			return err
		}
	}
	if err := reindex(ctx, s); err != nil {
		return err
	}
	x, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	return showRows(t.out, c.Format, []store.Stats{x})
}

func reindex(ctx context.Context, s *store.Store) error {
	reader, err := isnad.OpenWith(extraWorld()...)
	if err != nil {
		return err
	}
	return work.Reindex(ctx, s, find.New(reader.Words()))
}

type dbReindexCommand struct{ databaseFlags }

// Run makes the index anew.
func (c *dbReindexCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return reindex(ctx, s)
}
