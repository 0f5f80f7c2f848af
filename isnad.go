// Package isnad reads a news article and answers who said what on whose authority, who met, called or visited whom, when and where,
// and who and what is named; each field points at the words that it was read from.
//
// In: an Article. Out: its Record. From "قال لافروف إن المحادثات ستبدأ غدا" comes a statement of لافروف with the content
// "المحادثات ستبدأ غدا"; from "Lavrov said talks would begin tomorrow" the same in English once a pack for it exists.
package isnad

import (
	"fmt"
	"io/fs"
	"time"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/nlp"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/packs"
)

// Reader reads articles. It is made once by Open and may be used by many goroutines at the same time.
type Reader struct{ pipeline *nlp.Pipeline }

// Open loads the language and world packs that the program carries.
func Open() (*Reader, error) { return OpenWith() }

// OpenWith is Open with folders of the user's own on top, in their order: each may have tables people/*.tsv and terms/*.tsv with the columns
// of the world pack (isnad world import writes such a folder). What is read then depends on these folders too: the same article, packs and
// folders give the same record.
func OpenWith(world ...fs.FS) (*Reader, error) {
	p, err := nlp.New(packs.FS, world...)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return &Reader{pipeline: p}, nil
}

// Read returns the record of an article. The same article and packs give the same record.
func (r *Reader) Read(a Article) Record {
	d := r.pipeline.Read(text.Text(a.Text), day(a.Published), a.Outlet)
	return newRecord(a, d)
}

// Words returns the language pack that the reader reads with. It is for isnad's own programs, which search with the same words: its type is no
// part of what this package promises.
func (r *Reader) Words() *lang.Pack { return r.pipeline.Pack }

// day reads the day at the front of a date or time; any other text is an unknown day.
func day(s string) doc.Day {
	const layout = "2006-01-02"
	if len(s) < len(layout) {
		return doc.Day{}
	}
	t, err := time.Parse(layout, s[:len(layout)])
	if err != nil {
		return doc.Day{}
	}
	return doc.Day{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
