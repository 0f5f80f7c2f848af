// Command keep measures the store: how long a corpus takes to be read into it, how large it becomes, and how long a search takes, of several databases
// side by side. It is a program and no test, since it takes minutes.
//
// usage: go run ./eval/keep add -db FILE -db DSN ARTICLES.jsonl
//
//	go run ./eval/keep search [-n 300] [-seed 1] -db FILE -db DSN
//	go run ./eval/keep grow [-to 1000000] -db FILE -db DSN
//
// add wants databases that hold nothing; grow fills those that add has made with copies of their statements on other days.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"text/tabwriter"
)

// names are the databases that are named.
type names []string

func (n *names) String() string { return strings.Join(*n, " ") }

// Set is called for each -db.
func (n *names) Set(name string) error {
	*n = append(*n, name)
	return nil
}

// options are what the flags say.
type options struct {
	db    names
	isnad string
	n     int
	seed  uint64
	to    int
	file  string
}

var trials = map[string]func(context.Context, options) error{"add": add, "search": search, "grow": grow}

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "keep:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 || trials[args[0]] == nil {
		return fmt.Errorf("usage: keep add|search|grow -db FILE|DSN … [ARTICLES.jsonl]")
	}
	var o options
	f := flag.NewFlagSet("keep "+args[0], flag.ExitOnError)
	f.Var(&o.db, "db", "a file, or postgres://…; may be given again")
	f.StringVar(&o.isnad, "isnad", "", "the program; built where it is not given")
	f.IntVar(&o.n, "n", 300, "searches of each kind")
	f.Uint64Var(&o.seed, "seed", 1, "of what is looked for")
	f.IntVar(&o.to, "to", 1_000_000, "statements")
	f.Parse(args[1:])
	o.file = f.Arg(0)
	if len(o.db) == 0 {
		return fmt.Errorf("name a database: -db FILE|DSN")
	}
	return trials[args[0]](ctx, o)
}

// build builds isnad where it is not given, and returns how to remove it.
func (o *options) build() (func(), error) {
	if o.isnad != "" {
		return func() {}, nil
	}
	dir, err := os.MkdirTemp("", "keep-")
	if err != nil {
		return nil, err
	}
	o.isnad = dir + "/isnad"
	c := exec.Command("go", "build", "-o", o.isnad, "./cmd/isnad")
	c.Stderr = os.Stderr
	return func() { os.RemoveAll(dir) }, c.Run()
}

// printTable prints rows whose cells are parted by tabs.
func printTable(rows []string) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintln(w, r)
	}
	return w.Flush()
}
