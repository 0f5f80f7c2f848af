package mail

import (
	"strings"
	"unicode/utf8"
)

// Lines between these lengths, one below the other, were broken by a program: RFC 5322 asks for 78 letters a line.
const (
	brokenFrom = 50
	brokenTo   = 80
)

// plain returns the paragraphs of a text without markup. The signature is left off. Lines that a program broke are joined: those that RFC 3676 marks with a
// blank at their end, and, where there are no marks, all lines of a block that are as long as a program makes them.
func plain(text string, flowed bool) []string {
	var out []string
	var block []string
	flush := func() {
		out = append(out, joined(block)...)
		block = nil
	}
	open := false // the line before goes on
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "-- " || line == "--" {
			break
		}
		soft := flowed && strings.HasSuffix(line, " ")
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "":
			flush()
		case open && len(block) > 0:
			block[len(block)-1] += " " + trimmed
		default:
			block = append(block, trimmed)
		}
		open = soft
	}
	flush()
	return out
}

// joined makes one paragraph of lines that a program broke.
func joined(block []string) []string {
	if len(block) < 2 {
		return block
	}
	for _, line := range block[:len(block)-1] {
		if n := utf8.RuneCountInString(line); n < brokenFrom || n > brokenTo {
			return block
		}
	}
	return []string{strings.Join(block, " ")}
}
