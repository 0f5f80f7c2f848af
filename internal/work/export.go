package work

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/store"
)

// Exports say where files go that take long to write. Without a folder none are written here.
type Exports struct {
	Dir  string        // the process's own; of several servers on one database, one that all of them see
	Keep time.Duration // how long a file is kept; a week where it is zero
	// Found is what a search finds; nil where only whole stores are exported.
	Found func(ctx context.Context, query string) iter.Seq2[export.Hit, error]
}

// exportQueue has one job at once: two would only take turns at the disk.
const exportQueue = "export"

// The bounds of exports.
const (
	keepExports   = 7 * 24 * time.Hour
	openExports   = 3 // of one owner
	noteEvery     = time.Second
	sweepEvery    = time.Hour
	exportPattern = "isnad-*.zip*"
)

var (
	errUnwanted = errors.New("the export was cancelled")
	errPaused   = errors.New("the export is written anew after a restart")
)

// BusyError is of an owner who has asked for many files already.
type BusyError struct{ Open int }

func (e BusyError) Error() string {
	return fmt.Sprintf("%d exports are not written yet; wait for one of them or cancel it", e.Open)
}

type exportArgs struct {
	ID int64 `json:"id"`
}

// Kind is the job's name in the queue.
func (exportArgs) Kind() string { return "export" }

// Export asks for a file of all that the store holds, or of what a search finds. It is written by a job: store.Export tells how far it is.
func (q *Queue) Export(ctx context.Context, e store.Export) (store.Export, error) {
	known := export.All
	if e.Query != "" {
		known = export.Formats
	}
	if err := export.Check(e.Format, known); err != nil {
		return e, err
	}
	if q.exports.Dir == "" || e.Query != "" && q.exports.Found == nil {
		return e, errors.New("exports are not switched on here; name a folder for them")
	}
	e.Made, e.Expires = q.now(), q.now().Add(q.exports.Keep)
	err := q.store.Write(ctx, func(t *store.Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		n, err := t.OpenExports(ctx, e.Owner)
		if err == nil && n >= openExports {
			err = BusyError{n}
		}
		if err != nil {
			return err
		}
		if e, err = t.AddExport(ctx, e); err != nil {
			return err
		}
		_, err = q.client.InsertTx(ctx, t.Tx, exportArgs{e.ID}, &river.InsertOpts{Queue: exportQueue, ScheduledAt: due})
		return err
	})
	return e, err
}

// Exporting says whether exports are written here.
func (q *Queue) Exporting() bool { return q.exports.Dir != "" }

// CancelExport ends one that is waiting or being written, and removes one that is done.
func (q *Queue) CancelExport(ctx context.Context, id int64) error {
	e, err := q.store.Export(ctx, id)
	if err != nil {
		return err
	}
	if ended, err := q.store.CancelExport(ctx, id, q.now()); err != nil || ended {
		return err
	}
	return q.dropExport(ctx, e)
}

// WaitExport returns the export when it is done, failed or cancelled.
func (q *Queue) WaitExport(ctx context.Context, id int64) (store.Export, error) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		e, err := q.store.Export(ctx, id)
		if err != nil || !e.Open() {
			return e, err
		}
		select {
		case <-ctx.Done():
			return e, ctx.Err()
		case <-q.failed:
			return e, q.failure
		case <-tick.C:
		}
	}
}

// ExportFile is where the whole file of an export lies.
func (q *Queue) ExportFile(e store.Export) (string, error) {
	if e.State != store.ExportDone || q.exports.Dir == "" || e.File != filepath.Base(e.File) {
		return "", fmt.Errorf("export %d has no file: %w", e.ID, store.ErrNotFound)
	}
	return filepath.Join(q.exports.Dir, e.File), nil
}

type exportWorker struct {
	river.WorkerDefaults[exportArgs]
	q *Queue
}

// Timeout is none: a large store takes as long as it takes, and a process that died is noticed by its pulse.
func (w *exportWorker) Timeout(*river.Job[exportArgs]) time.Duration { return -1 }

// Work writes the file. Whatever is killed on the way, it is whole or not there, and is written anew.
func (w *exportWorker) Work(ctx context.Context, job *river.Job[exportArgs]) error {
	w.q.here.Store(job.ID, true)
	defer w.q.here.Delete(job.ID)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(w.q.halted, func() { cancel(errPaused) })()
	err := w.q.again(ctx, func() error { return w.q.export(ctx, job.Args.ID) })
	after := context.WithoutCancel(ctx)
	switch {
	case err == nil, errors.Is(err, errUnwanted), errors.Is(err, store.ErrNotFound):
		return nil
	case errors.Is(context.Cause(ctx), errPaused):
		return errors.Join(w.q.store.PauseExport(after, job.Args.ID), river.JobSnooze(time.Second))
	case (ctx.Err() != nil || isFault(err)) && job.Attempt < job.MaxAttempts:
		return err // tried again
	}
	w.q.log.Error("an export failed", "export", job.Args.ID, "error", err)
	return w.q.store.FailExport(after, job.Args.ID, err.Error(), w.q.now())
}

// export is one try.
func (q *Queue) export(ctx context.Context, id int64) error {
	e, err := q.store.Export(ctx, id)
	if err != nil {
		return err
	}
	if wanted, err := q.store.BeginExport(ctx, id); err != nil || !wanted {
		return errors.Join(err, unwanted(wanted))
	}
	if err := os.MkdirAll(q.exports.Dir, 0o700); err != nil {
		return fmt.Errorf("folder of exports: %w", err)
	}
	e.File = fmt.Sprintf("isnad-%d.zip", id)
	path := filepath.Join(q.exports.Dir, e.File)
	files, err := q.writeExport(ctx, e, path)
	if err != nil {
		return err
	}
	for _, f := range files {
		e.Done += f.Rows
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	e.Size, e.Finished, e.Expires = info.Size(), q.now(), q.now().Add(q.exports.Keep)
	wanted, err := q.store.FinishExport(ctx, e)
	if err == nil && !wanted {
		os.Remove(path)
	}
	return errors.Join(err, unwanted(wanted))
}

func unwanted(wanted bool) error {
	if wanted {
		return nil
	}
	return errUnwanted
}

func (q *Queue) writeExport(ctx context.Context, e store.Export, path string) ([]export.File, error) {
	o := export.Options{Format: e.Format, Made: e.Made, Progress: q.noteExport(ctx, e.ID)}
	e.Done = 0
	if e.Query == "" {
		return export.Zip(ctx, q.store, path, o)
	}
	return export.ZipRows(ctx, path, "hits", q.exports.Found(ctx, e.Query), o)
}

// noteExport keeps how far it is, at the first row and then once a second, and ends it where it is not wanted any more.
func (q *Queue) noteExport(ctx context.Context, id int64) func(export.Progress) error {
	var last time.Time
	return func(p export.Progress) error {
		now := q.now()
		if !last.IsZero() && now.Sub(last) < noteEvery {
			return nil
		}
		last = now
		wanted, err := q.store.NoteExport(ctx, id, p.Rows, p.All)
		if err != nil {
			return err
		}
		return unwanted(wanted)
	}
}

// sweepExports removes files whose time is over, and what is left of those that were cancelled or lost their row.
func (q *Queue) sweepExports(ctx context.Context) error {
	if q.exports.Dir == "" {
		return nil
	}
	q.swept = q.now()
	old, err := q.store.ExpiredExports(ctx, q.now())
	if err != nil {
		return err
	}
	for _, e := range old {
		err = errors.Join(err, q.dropExport(ctx, e))
	}
	left, globErr := filepath.Glob(filepath.Join(q.exports.Dir, exportPattern))
	err = errors.Join(err, globErr)
	for _, path := range left {
		err = errors.Join(err, q.sweepFile(ctx, path))
	}
	return err
}

// sweepFile removes a file that belongs to no export. One that is being written has a row that says so.
func (q *Queue) sweepFile(ctx context.Context, path string) error {
	var id int64
	name := filepath.Base(path)
	if _, err := fmt.Sscanf(name, "isnad-%d.zip", &id); err != nil {
		return nil // not ours
	}
	e, err := q.store.Export(ctx, id)
	part := strings.HasSuffix(name, export.Part)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return err
	case e.Open(), e.State == store.ExportDone && !part:
		return nil
	}
	return gone(os.Remove(path))
}

// dropExport removes the file first: a row without a file does no harm, and is removed the next time.
func (q *Queue) dropExport(ctx context.Context, e store.Export) error {
	if e.File != "" && q.exports.Dir != "" {
		if err := gone(os.Remove(filepath.Join(q.exports.Dir, filepath.Base(e.File)))); err != nil {
			return err
		}
	}
	return q.store.DropExport(ctx, e.ID)
}

// gone is no error of a file that is not there.
func gone(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
