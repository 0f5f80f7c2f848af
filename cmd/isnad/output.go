package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/term"
)

// output is where records go. A file gets its name only when it is whole, so that a broken run never passes for a complete one.
type output struct {
	io.Writer
	file *os.File // nil for standard output
	name string
}

func openOutput(name string, standard io.Writer) (*output, error) {
	if name == "" || name == "-" {
		return &output{Writer: standard}, nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".isnad-*")
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", name, errors.Unwrap(err))
	}
	return &output{Writer: f, file: f, name: name}, nil
}

// finish gives a whole file its name and removes any other.
func (o *output) finish(whole bool) error {
	if o.file == nil {
		return nil
	}
	err := o.file.Close()
	if err == nil && whole {
		if err = os.Chmod(o.file.Name(), 0o644); err == nil {
			err = os.Rename(o.file.Name(), o.name)
		}
	}
	if err != nil || !whole {
		os.Remove(o.file.Name())
	}
	if err != nil {
		return fmt.Errorf("output %s: %w", o.name, err)
	}
	return nil
}

// isTerminal says whether a person sits at the other end.
func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// defaultWidth is for output that is no terminal.
const defaultWidth = 100

// width is how many columns the output has.
func width(v any) int {
	if f, ok := v.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return defaultWidth
}

// coloured says whether the output shows bold and dim letters, and the person wants them (no-color.org).
func coloured(v any) bool {
	return isTerminal(v) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
