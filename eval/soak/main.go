// Command soak kills, starves and restarts isnad and its database while it works, and says whether the store has lost anything. It is a program and no
// test, since it takes minutes.
//
// usage: go run ./eval/soak kill [-n 100] [-seed 1] --db FILE|DSN ARTICLES.jsonl
//
//	go run ./eval/soak two --db DSN ARTICLES.jsonl
//	go run ./eval/soak full [--restart "pg_ctl restart …"] --db FILE|DSN ARTICLES.jsonl
//
// A file is made and removed; of a PostgreSQL server the DSN names a database from which others, called soak_…, are made and dropped.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// bench is what the trials share: the program, the articles, and where databases are made.
type bench struct {
	isnad    string // the built program
	dir      string
	db       string
	articles string
	count    int64 // of articles
	n        int
	seed     uint64
	restart  string
}

var trials = map[string]func(context.Context, *bench) error{"kill": kill, "two": two, "full": full}

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 || trials[args[0]] == nil {
		return fmt.Errorf("usage: soak kill|two|full [flags] ARTICLES.jsonl")
	}
	b := &bench{}
	f := flag.NewFlagSet("soak "+args[0], flag.ExitOnError)
	f.StringVar(&b.isnad, "isnad", "", "the program; built where it is not given")
	f.StringVar(&b.db, "db", "soak.db", "a file, or postgres://…")
	f.IntVar(&b.n, "n", 100, "kills")
	f.Uint64Var(&b.seed, "seed", 1, "of the random moments")
	f.StringVar(&b.restart, "restart", "", "the command that restarts PostgreSQL")
	f.Parse(args[1:])
	if f.NArg() != 1 {
		return fmt.Errorf("name one file of articles")
	}
	b.articles = f.Arg(0)
	dir, err := os.MkdirTemp("", "soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.dir = dir
	if b.isnad == "" {
		b.isnad = filepath.Join(dir, "isnad")
		build := exec.Command("go", "build", "-o", b.isnad, "./cmd/isnad")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	if b.count, err = b.distinct(); err != nil {
		return err
	}
	start := time.Now()
	err = trials[args[0]](ctx, b)
	fmt.Printf("%s: %s in all\n", args[0], time.Since(start).Round(time.Second))
	return err
}
