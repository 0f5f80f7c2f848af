// Package dateparser stands in for github.com/markusmobius/go-dateparser, by the replace line of isnad's go.mod.
//
// In: any text. Out: no date. The extractor of page articles can ask that module for dates, which it is told not to do: a page's day is
// read by the package page ("١٥ آب ٢٠١٨", "15 August 2018"). The module itself spends a tenth of a second and 80 MB on its tables whenever
// a program that holds it starts, before its first line of its own.
package dateparser

import (
	"errors"
	"time"
)

// The names that the extractor's package for dates uses.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// Past is the only source of dates that is named.
const Past PreferredDateSource = 0

type (
	// ParserType is the kind of a parser.
	ParserType uint8
	// PreferredDateSource says in which direction a date is sought.
	PreferredDateSource uint8
	// Configuration is how a parser works.
	Configuration struct {
		PreferredDateSource PreferredDateSource
		StrictParsing       bool
	}
	// Parser finds nothing.
	Parser struct{ ParserTypes []ParserType }
	// Date is what a parser finds.
	Date struct{ Time time.Time }
)

// ErrNone says that no date is read here.
var ErrNone = errors.New("no dates are read here")

// Parse finds no date.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, ErrNone }
