package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"isnad.dev/isnad/internal/source"
	"isnad.dev/isnad/internal/source/page"
)

type pageCommand struct {
	Format  string      `help:"How to show articles: text, json (indented, one object after another) or jsonl (one a line). Default: text on a terminal, else jsonl." enum:"text,json,jsonl,auto" default:"auto" placeholder:"FORMAT"`
	MaxSize source.Size `help:"Leave out pages over this size." default:"32MB" placeholder:"SIZE"`
	Inputs  []string    `arg:"" name:"input" help:"Pages: files, folders, or - for standard input; .html.gz is read too." placeholder:"FILE|DIR|-"`
}

// pageLine is an article as JSON has it; its text has a paragraph a line, without the headline.
type pageLine struct {
	File      string         `json:"file"`
	Title     string         `json:"title"`
	Author    string         `json:"author"`
	Published string         `json:"published"`
	Text      string         `json:"text"`
	Outlet    string         `json:"outlet,omitempty"`
	URL       string         `json:"url,omitempty"`
	Lang      string         `json:"lang,omitempty"`
	Captions  []page.Caption `json:"captions,omitempty"`
}

// Run prints the article of each page, in order.
func (c *pageCommand) Run(ctx context.Context, t terminal) error {
	w := bufio.NewWriter(t.out)
	show, leftOut := c.show(t, w), 0
	for p, err := range source.Pages(c.Inputs, newInterruptible(ctx, t.in), int64(c.MaxSize), page.Options{}) {
		switch {
		case ctx.Err() != nil:
			return errors.Join(w.Flush(), ctx.Err())
		case err != nil:
			leftOut++
			fmt.Fprintln(t.err, "isnad:", err)
		default:
			if err := show(p); err != nil {
				return err
			}
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if leftOut > 0 {
		return errLeftOut
	}
	return nil
}

// show returns what writes an article in the format asked for.
func (c *pageCommand) show(t terminal, w io.Writer) func(source.Page) error {
	if c.Format == "text" || c.Format == "auto" && isTerminal(t.out) {
		return func(p source.Page) error { return writePage(w, p) }
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if c.Format == "json" {
		e.SetIndent("", "  ")
	}
	return func(p source.Page) error {
		return e.Encode(pageLine{p.File, p.Title, p.Author, p.Published, strings.Join(p.Paragraphs, "\n"), p.Outlet, p.URL, p.Lang, p.Captions})
	}
}

// writePage writes an article for a person to read: its facts, a line each, then its paragraphs and the captions.
func writePage(w io.Writer, p source.Page) error {
	var b strings.Builder
	for _, f := range []struct{ name, value string }{{"File", p.File}, {"Title", p.Title}, {"Author", p.Author}, {"Outlet", p.Outlet}, {"Published", p.Published}, {"Address", p.URL}} {
		if f.value != "" {
			fmt.Fprintf(&b, "%-10s %s\n", f.name, f.value)
		}
	}
	for _, s := range p.Paragraphs {
		fmt.Fprintf(&b, "\n%s\n", s)
	}
	for i, c := range p.Captions {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%-10s %s\n", "Picture", c.Text)
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}
