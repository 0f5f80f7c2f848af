package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/internal/world/wikidata"
	"isnad.dev/isnad/packs"
)

type worldCommand struct {
	Who    whoCommand    `cmd:"" help:"Say who held an office on a day."`
	Import importCommand `cmd:"" help:"Add terms of office from Wikidata to the user's own pack."`
}

type whoCommand struct {
	On     string   `help:"The day (2018-08-23), month or year. Default: today." placeholder:"DAY"`
	Format string   `help:"How to answer: text or json." enum:"text,json" default:"text" placeholder:"FORMAT"`
	Office []string `arg:"" help:"The office, in Arabic or English: \"وزير الخارجية الروسي\", \"foreign minister of Russia\"."`
}

// Validate is called by the parser.
func (c *whoCommand) Validate() error {
	if c.On == "" {
		return nil
	}
	if _, err := world.ParseDay(c.On); err != nil {
		return fmt.Errorf("--on: %w", err)
	}
	return nil
}

// holder is one answer, with its JSON names. Until is the first day after the term; null where it lasts or is not known.
type holder struct {
	Name    string  `json:"name"`
	En      string  `json:"en"`
	ID      string  `json:"id"`
	Office  string  `json:"office"`
	Of      string  `json:"of"`
	From    string  `json:"from"`
	Until   *string `json:"until"`
	Certain bool    `json:"certain"`
}

// Run answers; the exit status says whether anybody is known.
func (c *whoCommand) Run(t terminal) error {
	w, err := openWorld()
	if err != nil {
		return err
	}
	on := c.On
	if on == "" {
		on = time.Now().Format(time.DateOnly)
	}
	day, err := world.ParseDay(on)
	if err != nil {
		return fmt.Errorf("--on: %w", err)
	}
	words := strings.Join(c.Office, " ")
	found, err := w.Who(words, day)
	if err != nil && !errors.Is(err, world.ErrNobody) {
		return usageError{err}
	}
	answers := make([]holder, 0, len(found))
	for _, h := range found {
		answers = append(answers, newHolder(w, h))
	}
	if showErr := c.show(t, answers); showErr != nil {
		return showErr
	}
	return err
}

func newHolder(w *world.World, h world.Holder) holder {
	p := &w.Things[h.Person]
	out := holder{Name: p.Ar, En: p.En, ID: p.ID, Office: h.Role, Of: h.Of, From: h.From.String(), Certain: h.Certain}
	if of, ok := w.Of(h.Of); ok {
		out.Of = w.Things[of].ID
	}
	if until := h.Until.String(); until != "" {
		out.Until = &until
	}
	return out
}

func (c *whoCommand) show(t terminal, answers []holder) error {
	if c.Format == "json" {
		e := json.NewEncoder(t.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(answers)
	}
	for _, h := range answers {
		until, doubt := "…", ""
		if h.Until != nil {
			until = *h.Until
		}
		if !h.Certain {
			doubt = "  (not certain)"
		}
		if _, err := fmt.Fprintf(t.out, "%s  \u2068%s\u2069  %s  %s of %s  %s – %s%s\n", h.En, h.Name, h.ID, h.Office, h.Of, h.From, until, doubt); err != nil {
			return err
		}
	}
	return nil
}

// userWorld is the folder of the user's own people and terms of office (XDG base directories).
func userWorld() (string, error) {
	data := os.Getenv("XDG_DATA_HOME")
	if data == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no home folder for the user's pack: %w", err)
		}
		data = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(data, "isnad", "world"), nil
}

// extraWorld is that folder where it is there: it goes on top of the pack that the program carries.
func extraWorld() []fs.FS {
	dir, err := userWorld()
	if err != nil {
		return nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	return []fs.FS{os.DirFS(dir)}
}

func openWorld() (*world.World, error) {
	own, err := fs.Sub(packs.FS, "world")
	if err != nil {
		return nil, fmt.Errorf("world pack: %w", err)
	}
	return world.LoadWith(own, extraWorld()...)
}

type importCommand struct {
	Files []string `arg:"" name:"file" help:"Lines of Wikidata's JSON dump, or the CSV of its query service (columns person, personLabel, personLabelAr, position, positionLabel, start, end, country …), compressed by gzip or not; - for standard input." placeholder:"FILE"`
}

// Run adds the terms of all files to the user's pack.
func (c *importCommand) Run(t terminal) error {
	dir, err := userWorld()
	if err != nil {
		return err
	}
	own, err := fs.Sub(packs.FS, "world")
	if err != nil {
		return fmt.Errorf("world pack: %w", err)
	}
	w, err := world.Load(own)
	if err != nil {
		return err
	}
	ids, err := wikidata.IDs(own)
	if err != nil {
		return err
	}
	leftOut := false
	for _, name := range c.Files {
		bad, err := importFile(t, w, ids, dir, name)
		if err != nil {
			fmt.Fprintf(t.err, "isnad: %s: %v\n", name, err)
		}
		leftOut = leftOut || bad || err != nil
	}
	if leftOut {
		return errLeftOut
	}
	return nil
}

// importFile reads one file; bad says that some of its lines could not be read.
func importFile(t terminal, w *world.World, ids map[string]string, dir, name string) (bad bool, err error) {
	in := io.NopCloser(t.in)
	if name != "-" {
		if in, err = os.Open(name); err != nil {
			return true, errors.Unwrap(err)
		}
	}
	defer in.Close()
	claims, err := wikidata.Read(in, func(f wikidata.Fault) {
		bad = true
		fmt.Fprintf(t.err, "isnad: %s:%d: %s\n", name, f.Line, f.Reason)
	})
	if err != nil {
		return true, err
	}
	rows, count := wikidata.Resolve(w, ids, claims)
	if err := wikidata.Save(dir, rows); err != nil {
		return bad, err
	}
	tellOffices(t.err, name, count.Offices)
	fmt.Fprintf(t.out, "%s: %d terms of office of %d new people; %d known already; kept in %s\n", name, count.New, len(rows.People), count.Known, dir)
	return bad, nil
}

// shownOffices is how many of the positions that are no office of the pack are named.
const shownOffices = 5

// tellOffices names the commonest positions that were passed over.
func tellOffices(out io.Writer, name string, offices map[string]int) {
	names := slices.SortedFunc(maps.Keys(offices), func(a, b string) int {
		return cmp.Or(offices[b]-offices[a], cmp.Compare(a, b))
	})
	if len(names) == 0 {
		return
	}
	fmt.Fprintf(out, "isnad: %s: %d positions are no office of the pack and were passed over: %s", name, len(names), strings.Join(names[:min(len(names), shownOffices)], "; "))
	if len(names) > shownOffices {
		fmt.Fprint(out, "; …")
	}
	fmt.Fprintln(out)
}
