package web

import (
	"slices"

	"isnad.dev/isnad/internal/store"
)

// The bounds of the page of jobs.
const (
	maxFailed  = 30
	maxExports = 20
)

// jobStates are the columns of the table, in the order of a job's life.
var jobStates = []string{"available", "running", "scheduled", "retryable", "completed", "cancelled", "discarded"}

// jobsView is how the queue stands.
type jobsView struct {
	store.Jobs
	Kinds   []jobKind
	States  []string
	Exports []store.Export
	Open    bool // something runs or waits: the page is looked at again
}

// jobKind is how many jobs of a kind are in each of the states.
type jobKind struct {
	Kind   string
	Counts []int
}

func (s *Server) jobsPage(a *ask) (*content, error) {
	d := &jobsView{States: jobStates}
	var err error
	if d.Jobs, err = s.store.Jobs(a.Context(), maxFailed); err != nil {
		return nil, err
	}
	if d.Exports, err = s.store.Exports(a.Context(), int64(a.Account.ID), maxExports); err != nil {
		return nil, err
	}
	d.count()
	return &content{Template: "jobs", Title: a.L.T("nav.jobs"), Data: d}, nil
}

// count lays the counts out as a table.
func (d *jobsView) count() {
	for _, c := range d.Counts {
		i := slices.IndexFunc(d.Kinds, func(k jobKind) bool { return k.Kind == c.Kind })
		if i < 0 {
			i = len(d.Kinds)
			d.Kinds = append(d.Kinds, jobKind{c.Kind, make([]int, len(jobStates))})
		}
		if at := slices.Index(jobStates, c.State); at >= 0 {
			d.Kinds[i].Counts[at] += c.Jobs
		}
		d.Open = d.Open || c.State == "available" || c.State == "running"
	}
	d.Open = d.Open || d.Waiting > 0 || slices.ContainsFunc(d.Exports, func(e store.Export) bool { return e.Open() })
}
