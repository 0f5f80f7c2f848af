// Command dict writes the dictionary that records are packed with, from the records of the sample articles. A dictionary that stores have been written
// with never changes: a better one is a new file beside it.
//
// usage: go run ./internal/store/dict > internal/store/record1.dict
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"isnad.dev/isnad"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "dict:", err)
		os.Exit(1)
	}
}

func write() error {
	reader, err := isnad.Open()
	if err != nil {
		return err
	}
	files, err := filepath.Glob("examples/*.txt")
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		r := reader.Read(isnad.Article{Outlet: "صحيفة المثال", Published: "2025-01-14", Lang: "ar", Text: string(text)})
		r.Article.Text = ""
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if _, err := os.Stdout.Write(b); err != nil {
			return err
		}
	}
	return nil
}
