package work

import (
	"slices"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/store"
)

// known is what articles that are settled anew have told before: an outlet that corrects a word makes no news.
type known struct {
	articles   map[int64]bool
	statements []store.Statement
	contacts   []store.Contact
	reports    map[int64][]ledger.Report
}

// watch returns what the batch's articles have told before, or nil where nobody asks for what is new.
func (s *settlement) watch() (*known, error) {
	if yes, err := s.t.Watched(s.ctx); err != nil || !yes {
		return nil, err
	}
	told, err := s.t.ToldBefore(s.ctx, articleIDs(s.batch))
	if err != nil {
		return nil, err
	}
	k := &known{articles: map[int64]bool{}, reports: map[int64][]ledger.Report{}}
	for _, id := range told.Articles {
		k.articles[id] = true
	}
	statements, err := s.t.Statements(s.ctx, told.Statements)
	if err != nil {
		return nil, err
	}
	for _, id := range told.Statements {
		k.statements = append(k.statements, statements[id])
	}
	return k, s.watchContacts(k, told.Contacts)
}

func (s *settlement) watchContacts(k *known, ids []int64) error {
	rows, err := s.t.Contacts(s.ctx, ids)
	if err != nil {
		return err
	}
	reports, err := s.t.Reports(s.ctx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		k.contacts = append(k.contacts, rows[id])
		if k.reports[id], err = reportsFrom(reports[id]); err != nil {
			return err
		}
	}
	return nil
}

// told says whether these words of this speaker are no news.
func (k *known) told(x *store.Statement) bool {
	return slices.ContainsFunc(k.statements, func(st store.Statement) bool {
		if st.Polarity != x.Polarity || st.Actor != x.Actor || st.Actor == 0 && script.String(st.Speaker) != script.String(x.Speaker) {
			return false
		}
		_, same := ledger.SameWords(ledger.Telling{Words: st.Words, Day: st.Day}, ledger.Telling{Words: x.Words, Day: x.Day})
		return same
	})
}

// met says whether a contact that stands as the reports say is no news.
func (k *known) met(status string, reports []ledger.Report) bool {
	return slices.ContainsFunc(k.contacts, func(c store.Contact) bool {
		_, same := ledger.SameContact(k.reports[c.ID], reports[0])
		return same && c.Status == status
	})
}

// arrive notes what the batch has added, for those who ask for what is new, and has them told: articles that were not there, statements that nobody has
// told before, contacts that are new or have come to another status. Another telling is no new statement.
func (s *settlement) arrive(before *known) error {
	var all []store.Arrival
	for _, c := range s.out.Articles {
		if before.articles[int64(c.Article)] {
			continue
		}
		event := store.EventNew
		if c.Origin != c.Article {
			event = store.EventCopy
		}
		all = append(all, store.Arrival{Kind: store.ArticleUnit, Ref: int64(c.Article), Event: event})
	}
	for i := range s.out.Statements {
		if x := &s.out.Statements[i]; x.ID >= s.said.first && !before.told(x) {
			all = append(all, store.Arrival{Kind: store.StatementUnit, Ref: x.ID, Event: store.EventNew})
		}
	}
	for i := range s.out.Contacts {
		c := &s.out.Contacts[i]
		if was, here := s.met.was[c.ID]; here && was == c.Status || before.met(c.Status, s.met.reports[c.ID]) {
			continue
		}
		all = append(all, store.Arrival{Kind: store.ContactUnit, Ref: c.ID, Event: c.Status})
	}
	if len(all) == 0 {
		return nil
	}
	if err := s.t.Arrive(s.ctx, all, s.q.now()); err != nil {
		return err
	}
	return s.q.callAlerts(s.ctx, s.t)
}
