package export_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/export"
)

// pages answers a search of so many hits, the newest first.
type pages struct {
	n      int64
	asked  int
	broken error // of the third page
}

func (p *pages) Search(_ context.Context, q answer.Question) (out answer.Page[answer.Hit], err error) {
	if p.asked++; p.asked == 3 && p.broken != nil {
		return out, p.broken
	}
	if q.Width != answer.Whole {
		return out, errors.New("the texts are cut")
	}
	id := q.Before
	if id == 0 {
		id = p.n + 1
	}
	for id > 1 && len(out.Hits) < q.Limit {
		id--
		out.Hits = append(out.Hits, answer.Hit{ID: id, Kind: answer.OfStatement, Day: "2025-03-09", Who: []answer.Party{{ID: 4, Name: "ليلى القاسم"}}, Text: "=غدا"})
	}
	if id > 1 {
		out.Next = id
	}
	return out, nil
}

func TestSearchIsWrittenPageByPage(t *testing.T) {
	tests := []struct {
		name        string
		p           pages
		limit       int
		rows, asked int
	}{
		{"none", pages{n: 0}, 0, 0, 1},
		{"one page", pages{n: 200}, 0, 200, 1},
		{"three pages", pages{n: 450}, 0, 450, 3},
		{"no more than wanted", pages{n: 450}, 210, 210, 2},
		{"until an error", pages{n: 1000, broken: errors.New("away")}, 0, 400, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			n, err := export.Write(&b, export.CSV, export.Search(t.Context(), &tt.p, answer.Question{Limit: tt.limit}))
			if !errors.Is(err, tt.p.broken) || int(n) != tt.rows || tt.p.asked != tt.asked {
				t.Errorf("%d rows of %d pages, %v", n, tt.p.asked, err)
			}
			if lines := strings.Count(b.String(), "2025-03-09,ليلى القاسم,4,"); lines != tt.rows || strings.Count(b.String(), ",'=غدا,") != tt.rows {
				t.Errorf("%d lines", lines)
			}
		})
	}
}
