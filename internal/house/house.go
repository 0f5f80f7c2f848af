// Package house holds the rule that imports go down: its test reads the table of docs/architecture.md and fails on any arrow that the table
// does not have.
//
// In: the import clauses of all packages. Out: a sentence for each that should not be there, such as "internal/nlp/event imports
// internal/nlp/mention: stages meet in doc"; Arabic or English, the code is one.
package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Module is the path that all packages of the program begin with.
const Module = "isnad.dev/isnad"

// Imports returns which packages of the module each folder's code imports, tests left out; the root is ".".
func Imports(fsys fs.FS) (map[string][]string, error) {
	out := map[string][]string{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := path.Dir(name)
		have := out[folder]
		for _, spec := range file.Imports {
			if to, ok := inside(spec.Path.Value); ok && !slices.Contains(have, to) {
				have = append(have, to)
			}
		}
		out[folder] = have
		return nil
	})
	return out, err
}

// inside returns the folder of a package of the module.
func inside(quoted string) (string, bool) {
	name, err := strconv.Unquote(quoted)
	if err != nil {
		return "", false
	}
	if name == Module {
		return ".", true
	}
	return strings.CutPrefix(name, Module+"/")
}

// Row is a row of the table: what these folders may import, beside the standard library and other modules. A folder that ends in /* stands
// for all below it.
type Row struct {
	Folders []string
	May     []string
}

// Table reads the rows of the table under the heading "The house" of an architecture text.
func Table(doc string) []Row {
	_, doc, _ = strings.Cut(doc, "\n## The house\n")
	doc, _, _ = strings.Cut(doc, "\n## ")
	var out []Row
	for line := range strings.Lines(doc) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.Contains(cells[1], "`") {
			continue
		}
		out = append(out, Row{Folders: code(cells[1]), May: code(cells[3])})
	}
	return out
}

// code returns what stands in backquotes.
func code(cell string) []string {
	var out []string
	for i, part := range strings.Split(cell, "`") {
		if i%2 == 1 {
			out = append(out, part)
		}
	}
	return out
}

// Faults says in a sentence each which imports the table does not allow, and which folders it does not have.
func Faults(imports map[string][]string, table []Row) []string {
	var out []string
	for folder, list := range imports {
		row := find(table, folder)
		if row == nil {
			out = append(out, folder+" is in no row of the table in docs/architecture.md: say there what it is for and what it may import")
			continue
		}
		for _, to := range list {
			if !covers(row.May, to) {
				out = append(out, folder+" imports "+to+", which its row in docs/architecture.md does not allow: "+reason(folder, to))
			}
		}
	}
	for _, row := range table {
		for _, f := range row.Folders {
			if !stands(imports, f) {
				out = append(out, "the table in docs/architecture.md has "+f+", which is not there")
			}
		}
	}
	slices.Sort(out)
	return out
}

// find returns the row of the folder: by its own name before a row for all below a folder.
func find(table []Row, folder string) *Row {
	for i := range table {
		if slices.Contains(table[i].Folders, folder) {
			return &table[i]
		}
	}
	for i := range table {
		if covers(table[i].Folders, folder) {
			return &table[i]
		}
	}
	return nil
}

func covers(patterns []string, folder string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		above, all := strings.CutSuffix(p, "/*")
		return p == folder || all && strings.HasPrefix(folder, above+"/")
	})
}

func stands(imports map[string][]string, pattern string) bool {
	for folder := range imports {
		if covers([]string{pattern}, folder) {
			return true
		}
	}
	return false
}

// reason says why an arrow is not wanted.
func reason(from, to string) string {
	switch {
	case strings.HasPrefix(from, "internal/nlp/") && strings.HasPrefix(to, "internal/nlp/"):
		return "stages meet in doc, so that one can be read, tested and replaced without the others"
	case strings.HasPrefix(from, "cmd/"):
		return "the command wires things together; what can be asked for belongs in a package that others may use too"
	case to == "." || strings.HasPrefix(to, "cmd/") || to == "eval":
		return "imports go down, and that is the top of the house"
	case from == "packs" || from == "internal/text" || from == "internal/script" || from == "internal/tsv":
		return "the ground floor stands on the standard library only"
	}
	return "imports go down; move the code or change the table with its reason"
}
