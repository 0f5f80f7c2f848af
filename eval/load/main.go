// Command load measures isnad serve as its readers meet it: pages a second on a large store while collecting goes on, slow clients beside them, and a stop in
// the middle. It is a program and no test, since it takes minutes and a machine of its own.
//
// usage: go run ./eval/load [-isnad BIN] [-rate 50] [-for 60s] -db STORE.db ARTICLES.jsonl
//
// The store is copied first, so that it stays as it was (go run ./eval/keep grow makes one). The articles are what the outlets of the trial publish: eight
// sites on loopback, which the server follows.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// trial is one run: the program under load, and what it is asked.
type trial struct {
	isnad, db, articles string
	rate                int
	lasts, warm         time.Duration
	slow                int
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	t := &trial{}
	flag.StringVar(&t.isnad, "isnad", "", "the program; built where it is not given")
	flag.StringVar(&t.db, "db", "", "the store")
	flag.IntVar(&t.rate, "rate", 50, "requests a second")
	flag.DurationVar(&t.lasts, "for", time.Minute, "how long")
	flag.DurationVar(&t.warm, "warm", 15*time.Second, "how long before that, uncounted: the server has just started")
	flag.IntVar(&t.slow, "slow", 50, "clients that read a byte a second")
	flag.Parse()
	if t.db == "" || flag.NArg() != 1 {
		return errors.New("usage: load -db STORE.db ARTICLES.jsonl")
	}
	t.articles = flag.Arg(0)
	dir, err := os.MkdirTemp("", "load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := t.prepare(dir); err != nil {
		return err
	}
	outlets, err := publish(t.articles)
	if err != nil {
		return err
	}
	defer outlets.close()
	for _, feed := range outlets.feeds {
		add := exec.CommandContext(ctx, t.isnad, "source", "add", "--db", t.db, feed)
		if out, err := add.CombinedOutput(); err != nil {
			return fmt.Errorf("source add: %w\n%s", err, out)
		}
	}
	p, err := start(ctx, t)
	if err != nil {
		return err
	}
	defer p.kill()
	return t.measure(ctx, p, outlets)
}

// prepare builds the program and copies the store.
func (t *trial) prepare(dir string) error {
	if t.isnad == "" {
		t.isnad = filepath.Join(dir, "isnad")
		build := exec.Command("go", "build", "-o", t.isnad, "./cmd/isnad")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	to := filepath.Join(dir, "store.db")
	if err := copyFile(t.db, to); err != nil {
		return err
	}
	t.db = to
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Close()
}
