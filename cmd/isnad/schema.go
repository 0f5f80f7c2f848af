package main

import (
	"encoding/json"

	"isnad.dev/isnad/internal/render"
)

type schemaCommand struct{}

// Run prints the JSON Schema of a record.
func (schemaCommand) Run(t terminal) error {
	s, err := render.Schema()
	if err != nil {
		return err
	}
	e := json.NewEncoder(t.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(s)
}
