package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp"
	"isnad.dev/isnad/internal/nlp/check"
	"isnad.dev/isnad/internal/nlp/trace"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/packs"
)

type packCommand struct {
	Check packCheckCommand `cmd:"" help:"Run the examples inside the packs."`
	Try   packTryCommand   `cmd:"" help:"Show how a text is read: tokens, layers, and the rule behind each span."`
}

// packFolder is where the packs are read from.
type packFolder struct {
	Packs string `help:"Read the packs from this folder, which has the folders ar and world, and not from the program." placeholder:"FOLDER" type:"existingdir"`
}

func (f packFolder) open() fs.FS {
	if f.Packs == "" {
		return packs.FS
	}
	return os.DirFS(f.Packs)
}

type packCheckCommand struct {
	packFolder
	Known bool `help:"Also show the known misses."`
}

// Run prints the count and each failure; the exit status says whether there are any.
func (c *packCheckCommand) Run(t terminal) error {
	report, err := check.Run(c.open())
	if err != nil {
		return err
	}
	for _, f := range report.Failures {
		fmt.Fprintln(t.out, f)
	}
	if c.Known {
		for _, f := range report.Known {
			fmt.Fprintln(t.out, "known:", f)
		}
	}
	fmt.Fprintf(t.out, "%d examples, %d failures, %d known misses\n", report.Examples, len(report.Failures), len(report.Known))
	if len(report.Failures) > 0 {
		return errLeftOut
	}
	return nil
}

type packTryCommand struct {
	packFolder
	On   string   `help:"The day of publication (2018-08-23)." placeholder:"DAY" default:"2018-08-23"`
	Text []string `arg:"" help:"A sentence or more."`
}

// Run shows the layers.
func (c *packTryCommand) Run(t terminal) error {
	day, err := world.ParseDay(c.On)
	if err != nil {
		return usageError{fmt.Errorf("--on: %w", err)}
	}
	p, err := nlp.New(c.open())
	if err != nil {
		return err
	}
	published := doc.Day{Year: day.Year, Month: day.Month, Day: day.Dom}
	d := p.Read(text.Text(strings.Join(c.Text, " ")), published, "")
	return trace.Write(t.out, d, p.Pack)
}
