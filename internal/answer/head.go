package answer

import (
	"cmp"

	"isnad.dev/isnad/internal/store"
)

// Head is what stands above an article.
type Head struct {
	Article   int64  `json:"article"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Origin    int64  `json:"origin"` // the article that it is a copy of, or itself
	Copy      string `json:"copy"`   // exact, reprint, partial, or empty
}

func headOf(a *store.Article) Head {
	return Head{Article: int64(a.ID), Outlet: a.Source, Published: a.Published, Title: cmp.Or(a.Title, firstLine(a.Text)), URL: a.URL, Origin: int64(a.Origin), Copy: a.Copy}
}

// inTime puts the earlier publication first; one that is not known is the latest.
func (h *Head) inTime(o *Head) int {
	switch {
	case earlier(h.Published, o.Published):
		return -1
	case earlier(o.Published, h.Published):
		return 1
	}
	return cmp.Compare(h.Article, o.Article)
}
