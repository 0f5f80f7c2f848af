// Package drop watches a folder into which agencies deliver files.
//
// In: a folder. Out: its files, each once it has come to rest, whole: when its size and time have stood still from one look to the next, or at once when it has been
// renamed from the name under which it was written (لقاء.xml.part to لقاء.xml, talks.xml.part to talks.xml).
package drop

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// File is a file that has come to rest.
type File struct {
	Path    string
	Size    int64
	ModTime time.Time
}

// Key tells this file from any other, and from what it was before it was written anew: its path, size and time.
func (f File) Key() string {
	return fmt.Sprintf("%s %d %d", f.Path, f.Size, f.ModTime.UnixNano())
}

// Options say when to look and what was done before. Its zero value looks every Interval.
type Options struct {
	Interval time.Duration         // between looks; 0 is DefaultInterval
	Ticks    <-chan time.Time      // looks happen at these instead; when it is closed, watching ends
	Done     func(key string) bool // whether a file of this key was done in an earlier run; nil for none
}

// DefaultInterval is how long a file has to stand still.
const DefaultInterval = 2 * time.Second

// Watch returns the files of a folder as they come to rest, those that lie there already first, in the order of their names; each key once. Folders inside are
// watched too; hidden files and those that are still being written (.part, .tmp and the like) are passed over. An error is that of a look that failed; watching
// goes on, and no other is told until a look has gone well. It ends when ctx is done.
func Watch(ctx context.Context, dir string, o Options) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		w := newWatcher(dir, o.Done, yield)
		events := w.listen()
		defer w.close()
		ticks := o.Ticks
		if ticks == nil {
			interval := o.Interval
			if interval <= 0 {
				interval = DefaultInterval
			}
			t := time.NewTicker(interval)
			defer t.Stop()
			ticks = t.C
		}
		w.look(false)
		for !w.stopped {
			select {
			case <-ctx.Done():
				return
			case _, more := <-ticks:
				if !more {
					return
				}
				w.look(true)
			case e, more := <-events:
				if !more {
					events = nil
				} else if e.Has(fsnotify.Create) || e.Has(fsnotify.Rename) {
					w.look(false)
				}
			}
		}
	}
}

// watcher is what is known of a folder.
type watcher struct {
	dir     string
	done    func(string) bool
	seen    map[string]fs.FileInfo // by path, at the last look, with those that are being written
	given   map[string]string      // the key given of a path
	notify  *fsnotify.Watcher      // nil where the system cannot tell of changes: looking at every tick is enough
	watched map[string]bool
	failed  bool
	yield   func(File, error) bool
	stopped bool
}

func newWatcher(dir string, done func(string) bool, yield func(File, error) bool) *watcher {
	return &watcher{dir: dir, done: done, seen: map[string]fs.FileInfo{}, given: map[string]string{}, watched: map[string]bool{}, yield: yield}
}

// listen asks the system to tell of changes.
func (w *watcher) listen() <-chan fsnotify.Event {
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return nil
	}
	w.notify = n
	go func() {
		for range n.Errors { // an overflow loses news of changes, which the next tick sees
		}
	}()
	return n.Events
}

func (w *watcher) close() {
	if w.notify != nil {
		w.notify.Close()
	}
}

// look compares the folder with what it was. Only from tick to tick has a file stood still; between them a look finds what was renamed.
func (w *watcher) look(tick bool) {
	now, err := w.scan()
	if err != nil {
		w.fail(err)
		return
	}
	w.failed = false
	for _, path := range slices.Sorted(maps.Keys(now)) {
		if w.stopped {
			return
		}
		before, known := w.seen[path]
		switch {
		case unfinished(path):
		case tick && known && same(before, now[path]), !known && w.renamed(now, path):
			w.give(path, now[path])
		}
	}
	if tick {
		w.seen = now
		maps.DeleteFunc(w.given, func(path, _ string) bool { _, there := now[path]; return !there })
		return
	}
	for path, info := range now { // what is known already keeps its state of the last tick
		if _, known := w.seen[path]; !known {
			w.seen[path] = info
		}
	}
}

func (w *watcher) fail(err error) {
	clear(w.watched) // a folder that comes back is another
	if !w.failed {
		w.failed = true
		w.stopped = !w.yield(File{}, err)
	}
}

// renamed says whether a new file was there under another name, which is gone, in the state that it has now.
func (w *watcher) renamed(now map[string]fs.FileInfo, path string) bool {
	for old, info := range w.seen {
		if _, still := now[old]; !still && filepath.Dir(old) == filepath.Dir(path) && os.SameFile(info, now[path]) {
			return true
		}
	}
	return false
}

func same(a, b fs.FileInfo) bool { return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) }

func (w *watcher) give(path string, info fs.FileInfo) {
	f := File{path, info.Size(), info.ModTime()}
	key := f.Key()
	if w.given[path] == key {
		return
	}
	w.given[path] = key
	if w.done == nil || !w.done(key) {
		w.stopped = !w.yield(f, nil)
	}
}

// scan lists the files. New folders are watched from now on.
func (w *watcher) scan() (map[string]fs.FileInfo, error) {
	found := map[string]fs.FileInfo{}
	err := filepath.WalkDir(w.dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && path == w.dir:
			return err
		case err != nil:
			return nil // gone since it was listed, or closed to us: the others count
		case path != w.dir && strings.HasPrefix(e.Name(), ".") && e.IsDir():
			return fs.SkipDir
		case e.IsDir():
			w.watch(path)
			return nil
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			found[path] = info
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("drop folder: %w", err)
	}
	return found, nil
}

func (w *watcher) watch(dir string) {
	if w.notify != nil && !w.watched[dir] {
		w.watched[dir] = w.notify.Add(dir) == nil
	}
}

// unfinished says by its name whether a file is still being written, or is none of ours.
func unfinished(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return true
	}
	return slices.Contains([]string{".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", ".swp", ".lock", ".writing"}, filepath.Ext(name))
}
