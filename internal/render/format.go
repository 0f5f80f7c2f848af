package render

import (
	"bytes"
	"encoding/json"

	"isnad.dev/isnad"
)

// Format is one way to show records. Record may be called from many goroutines at once.
type Format interface {
	Open() []byte                            // what stands before the first record
	Record(b []byte, r *isnad.Record) []byte // appends one record
	Close() []byte                           // what stands after the last
}

// Lines is JSON Lines: a record a line.
type Lines struct{}

// Open is empty.
func (Lines) Open() []byte { return nil }

// Record appends the record and the line's end.
func (Lines) Record(b []byte, r *isnad.Record) []byte { return append(AppendJSON(b, r), '\n') }

// Close is empty.
func (Lines) Close() []byte { return nil }

// Indented is JSON for people: each record indented, one after another.
type Indented struct{}

// Open is empty.
func (Indented) Open() []byte { return nil }

// Record appends the record over many lines.
func (Indented) Record(b []byte, r *isnad.Record) []byte {
	out := bytes.NewBuffer(b)
	if err := json.Indent(out, AppendJSON(nil, r), "", "  "); err != nil {
		panic("render: AppendJSON wrote no JSON: " + err.Error()) // a broken build; the tests hold it to encoding/json
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// Close is empty.
func (Indented) Close() []byte { return nil }
