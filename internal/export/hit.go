package export

import (
	"context"
	"iter"

	"isnad.dev/isnad/internal/answer"
)

// Hit is a row of what a search has found: an article, a statement or a contact, with its whole text.
type Hit struct {
	Kind     string   `json:"kind" parquet:"kind,dict"`
	ID       int64    `json:"id" parquet:"id"`
	Day      string   `json:"day" parquet:"-"`
	Date     *int32   `json:"-" parquet:"day,optional,date"`
	Who      []string `json:"who" parquet:"who,list"`
	Actors   []int64  `json:"actors" parquet:"actors,list"`
	Detail   string   `json:"detail" parquet:"detail,dict"`
	Act      string   `json:"act" parquet:"act,dict"`
	Polarity string   `json:"polarity" parquet:"polarity,dict"`
	Status   string   `json:"status" parquet:"status,dict"`
	Text     string   `json:"text" parquet:"text"`
	Outlets  []string `json:"outlets" parquet:"outlets,list"`
	Origins  []string `json:"origins" parquet:"origins,list"`
	Tellings int64    `json:"tellings" parquet:"tellings"`
	Differs  bool     `json:"differs" parquet:"differs"`
	Article  int64    `json:"article" parquet:"article"`
	Title    string   `json:"title" parquet:"title"`
	URL      string   `json:"url" parquet:"url"`
}

func hitOf(h *answer.Hit) Hit {
	out := Hit{Kind: h.Kind, ID: h.ID, Who: []string{}, Actors: []int64{}, Detail: h.Detail, Act: h.Act, Polarity: h.Polarity, Status: h.Status, Text: h.Text,
		Outlets: list(h.Outlets), Origins: list(h.Origins), Tellings: int64(h.Tellings), Differs: h.Differs, Article: h.Article, Title: h.Title, URL: h.URL}
	out.Day, out.Date = dayOf(h.Day)
	for _, p := range h.Who {
		out.Who, out.Actors = append(out.Who, p.Name), append(out.Actors, p.ID)
	}
	return out
}

// searcher is a *answer.Finder.
type searcher interface {
	Search(ctx context.Context, q answer.Question) (answer.Page[answer.Hit], error)
}

// atOnce is how many hits are asked for at once: the store is not held up in between.
const atOnce = 200

// Search returns all that a search finds, the newest first, some at a time. It begins where the question says and ends after q.Limit hits, or with the last.
func Search(ctx context.Context, f searcher, q answer.Question) iter.Seq2[Hit, error] {
	left := q.Limit
	if left <= 0 {
		left = int(^uint(0) >> 1)
	}
	q.Width = answer.Whole
	return func(yield func(Hit, error) bool) {
		for q, left := q, left; ; {
			q.Limit = min(atOnce, left)
			page, err := f.Search(ctx, q)
			if err != nil {
				yield(Hit{}, err)
				return
			}
			for i := range page.Hits {
				if !yield(hitOf(&page.Hits[i]), nil) {
					return
				}
			}
			if left -= len(page.Hits); page.Next == 0 || left <= 0 {
				return
			}
			q.Before = page.Next
		}
	}
}
