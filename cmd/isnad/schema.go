package main

type schemaCommand struct{}

// Run prints the JSON Schema of a record.
func (schemaCommand) Run(t terminal) error { return nil }
