package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
	"os"

	"isnad.dev/isnad/internal/source/page"
)

// Page is a web page and the article in it.
type Page struct {
	File string
	page.Article
}

// Pages returns the article of each page of the inputs, in order, or the *Fault that stands for it. An input is a file, a folder, or Stdin, and may be
// compressed with gzip. Memory holds one page at a time.
func Pages(inputs []string, stdin io.Reader, max int64, o page.Options) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		for _, name := range inputs {
			if name == Stdin {
				if !yield(readPage(Stdin, stdin, max, o)) {
					return
				}
				continue
			}
			for file, fault := range Walk(name) {
				if fault != nil && !yield(Page{File: file}, fault) {
					return
				}
				if fault == nil && !yield(openPage(file, max, o)) {
					return
				}
			}
		}
	}
}

func openPage(file string, max int64, o page.Options) (Page, error) {
	f, err := os.Open(file)
	if err != nil {
		return Page{File: file}, openFault(file, err)
	}
	defer f.Close()
	return readPage(file, f, max, o)
}

func readPage(file string, r io.Reader, max int64, o page.Options) (Page, error) {
	p := Page{File: file}
	raw, err := unpacked(r, max)
	var fault *Fault
	switch {
	case err != nil:
		fault = &Fault{What: "it cannot be read: " + cause(err), Remedy: "check the file"}
	case int64(len(raw)) > max:
		fault = &Fault{What: "it is larger than " + Size(max).String(), Remedy: "raise --max-size if it is one page"}
	default:
		fault = p.extract(raw, o)
	}
	if fault != nil {
		fault.File = file
		return p, fault
	}
	return p, nil
}

func (p *Page) extract(raw []byte, o page.Options) *Fault {
	if k, fault := sniff(raw[:min(len(raw), headSize)], true); k == foreign {
		return fault
	}
	a, err := page.Extract(raw, o)
	var rule *page.SelectorError
	switch {
	case errors.As(err, &rule):
		return &Fault{What: rule.Error(), Remedy: "mend the rule of this source"}
	case err != nil:
		return pageFault(err)
	}
	p.Article = a
	return nil
}

// unpacked reads one byte more than max at most, whatever a compressed file grows to.
func unpacked(r io.Reader, max int64) ([]byte, error) {
	b := bufio.NewReader(r)
	r = b
	if magic, _ := b.Peek(2); bytes.Equal(magic, []byte("\x1F\x8B")) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		r = z
	}
	return io.ReadAll(io.LimitReader(r, max+1))
}
