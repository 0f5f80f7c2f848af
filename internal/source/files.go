package source

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Files returns the pieces of all inputs, one input after another. An input is a file, a folder, or Stdin. Count, where given, hears of every byte read.
func Files(inputs []string, stdin io.Reader, o Options, count func(n int)) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for _, name := range inputs {
			if name == Stdin {
				if !cutAll(Stdin, counting(stdin, count), o, yield) {
					return
				}
				continue
			}
			for file, fault := range Walk(name) {
				if fault != nil && !yield(Piece{File: file, fault: fault}) {
					return
				}
				if fault == nil && !cutFile(file, o, count, yield) {
					return
				}
			}
		}
	}
}

func cutFile(name string, o Options, count func(int), yield func(Piece) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(Piece{File: name, fault: openFault(name, err)})
	}
	defer f.Close()
	return cutAll(name, counting(f, count), o, yield)
}

func cutAll(name string, r io.Reader, o Options, yield func(Piece) bool) bool {
	for p := range Cut(name, r, o) {
		if !yield(p) {
			return false
		}
	}
	return true
}

func openFault(name string, err error) *Fault {
	return &Fault{File: name, What: "it cannot be opened: " + cause(err), Remedy: "check its name and its permissions"}
}

// Walk returns the files of an input in the order of their names: itself, or all that a folder holds at any depth. Hidden files are passed over, and
// the folder that a browser saves beside a page (page_files beside page.html), which holds its pictures and scripts.
func Walk(name string) iter.Seq2[string, *Fault] {
	return func(yield func(string, *Fault) bool) {
		info, err := os.Stat(name)
		if err != nil {
			yield(name, openFault(name, err))
			return
		}
		if !info.IsDir() {
			yield(name, nil)
			return
		}
		w := walker{root: name, yield: yield}
		if filepath.WalkDir(name, w.visit) == nil && !w.found && !w.stopped {
			yield(name, &Fault{File: name, What: "this folder holds no file", Remedy: "name the folder with the articles"})
		}
	}
}

// walker passes on the files of a folder.
type walker struct {
	root           string
	yield          func(string, *Fault) bool
	found, stopped bool
}

func (w *walker) visit(path string, e fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return w.pass(path, openFault(path, err))
	case path != w.root && strings.HasPrefix(e.Name(), "."), e.IsDir() && isPageFolder(path):
		if e.IsDir() {
			return fs.SkipDir
		}
		return nil
	case e.IsDir():
		return nil
	}
	return w.pass(path, nil)
}

func (w *walker) pass(path string, fault *Fault) error {
	w.found = true
	if !w.yield(path, fault) {
		w.stopped = true
		return fs.SkipAll
	}
	return nil
}

// isPageFolder says whether a page of the same name lies beside the folder.
func isPageFolder(path string) bool {
	stem, ok := strings.CutSuffix(path, "_files")
	if !ok {
		return false
	}
	for _, ending := range []string{".html", ".htm"} {
		if _, err := os.Stat(stem + ending); err == nil {
			return true
		}
	}
	return false
}

// counter tells of every byte read, and of those that were passed over.
type counter struct {
	r     io.Reader
	count func(int)
	read  int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.read += int64(n)
	c.count(n)
	return n, err
}

// Seek implements io.Seeker as far as the file does.
func (c *counter) Seek(offset int64, whence int) (int64, error) {
	s, ok := c.r.(io.Seeker)
	if !ok {
		return 0, errors.ErrUnsupported
	}
	at, err := s.Seek(offset, whence)
	if err == nil {
		c.count(int(at - c.read))
		c.read = at
	}
	return at, err
}

func counting(r io.Reader, count func(int)) io.Reader {
	if count == nil {
		return r
	}
	return &counter{r: r, count: count}
}
