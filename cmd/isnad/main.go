// Command isnad reads Arabic news articles and answers who said what on whose authority, who met whom, when and where.
//
// In: articles as text, saved pages or JSON ("قال الوزير إن المحادثات ستبدأ غدا"). Out: their records, as tables, JSON or a page.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are the subcommands, a file each.
type commands struct {
	Read     readCommand     `cmd:"" help:"Read articles and print their records."`
	Add      addCommand      `cmd:"" help:"Read articles into the database."`
	Serve    serveCommand    `cmd:"" help:"Show the database in a browser, and collect what is new."`
	MCP      mcpCommand      `cmd:"" name:"mcp" help:"Let an assistant ask the database: the Model Context Protocol over standard input and output."`
	Stats    statsCommand    `cmd:"" help:"Count what the database holds."`
	Work     workCommand     `cmd:"" help:"Read and settle what waits in the database."`
	Collect  collectCommand  `cmd:"" help:"Ask the sources that are followed for what is new, and read it into the database."`
	Source   sourceCommand   `cmd:"" help:"The outlets that are followed, and the catalogue of those that could be."`
	Reread   rereadCommand   `cmd:"" help:"Read all articles anew with today's packs."`
	Diff     diffCommand     `cmd:"" help:"Compare what two versions of the reader read in the same articles."`
	DB       dbCommand       `cmd:"" name:"db" help:"Make, check, back up and restore the database."`
	Page     pageCommand     `cmd:"" help:"Show the article that is found in a web page."`
	Schema   schemaCommand   `cmd:"" help:"Print the JSON Schema of a record."`
	World    worldCommand    `cmd:"" help:"Ask who held an office, or add terms of office."`
	Pack     packCommand     `cmd:"" help:"Check the language packs, or see how they read a text."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
	Search   searchCommand   `cmd:"" help:"Search the database: statements, contacts and articles, the newest first."`
	Said     saidCommand     `cmd:"" help:"What somebody said, each statement once."`
	Contacts contactsCommand `cmd:"" help:"Who met, called or visited whom, and what became of it."`
	Article  articleCommand  `cmd:"" help:"Print an article with its record, its origin and its copies."`
	Actor    actorCommand    `cmd:"" help:"Show actors, and merge and split them by hand."`
	Export   exportCommand   `cmd:"" help:"Write all that the database holds to files: JSON Lines, CSV or Parquet, or who met whom as GraphML."`
}

// The exit statuses.
const (
	exitDone        = 0
	exitLeftOut     = 1   // something was left out; standard error says what
	exitUsage       = 2   // the command line makes no sense
	exitInterrupted = 130 // Ctrl-C, as shells have it
)

// terminal is what a command may touch of the outside world.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// errLeftOut ends a run that named its faults one by one already.
var errLeftOut = errors.New("something was left out")

// usageError is a fault in what the user wrote that only shows when it is looked up.
type usageError struct{ error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(status)
}

// run is the whole program: flags in, exit status out.
func run(ctx context.Context, args []string, t terminal) int {
	var c commands
	exited, status := false, 0
	parser, err := kong.New(&c, kong.Name("isnad"), kong.Description("Reads Arabic news: who said what on whose authority, who met whom, when and where."),
		kong.Writers(t.out, t.err), kong.Exit(func(n int) { exited, status = true, n }), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(t),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.UsageOnError())
	if err != nil {
		panic(err) // the struct tags above are wrong: a broken build
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	switch {
	case exited:
		return status // --help printed what it has to
	case err != nil:
		fmt.Fprintf(t.err, "isnad: %v; see isnad --help\n", err)
		return exitUsage
	}
	return exitStatus(ctx, t, command.Run())
}

func exitStatus(ctx context.Context, t terminal, err error) int {
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(t.err, "isnad: interrupted")
		return exitInterrupted
	case errors.Is(err, errLeftOut):
		return exitLeftOut
	case errors.As(err, new(usageError)):
		fmt.Fprintf(t.err, "isnad: %v\n", err)
		return exitUsage
	case err != nil:
		fmt.Fprintf(t.err, "isnad: %v\n", err)
		return exitLeftOut
	}
	return exitDone
}
