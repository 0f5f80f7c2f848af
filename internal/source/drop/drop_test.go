package drop

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// folder is a drop folder under watch, whose looks the test decides.
type folder struct {
	t     *testing.T
	dir   string
	ticks chan time.Time
	got   chan string
	stop  context.CancelFunc
}

func watch(t *testing.T, done func(string) bool, files ...string) *folder {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	f := &folder{t: t, dir: t.TempDir(), ticks: make(chan time.Time), got: make(chan string, 100), stop: stop}
	t.Cleanup(stop)
	for _, name := range files {
		f.write(name, "قال")
	}
	go func() {
		defer close(f.got)
		for file, err := range Watch(ctx, f.dir, Options{Ticks: f.ticks, Done: done}) {
			if err != nil {
				f.got <- "!" + err.Error()
				continue
			}
			f.got <- strings.TrimPrefix(file.Path, f.dir+"/")
		}
	}()
	return f
}

func (f *folder) write(name, content string) {
	f.t.Helper()
	path := filepath.Join(f.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o644)); err != nil {
		f.t.Fatal(err)
	}
}

// tick looks and waits until the look is over: the channel takes the second only then.
func (f *folder) tick() { f.ticks <- time.Time{} }

// all ends watching and returns what came.
func (f *folder) all() []string {
	close(f.ticks)
	var all []string
	for name := range f.got {
		all = append(all, name)
	}
	return all
}

func (f *folder) want(want ...string) {
	f.t.Helper()
	if got := f.all(); !slices.Equal(got, want) {
		f.t.Errorf("got %q, want %q", got, want)
	}
}

func TestWatchGivesWhatStandsStill(t *testing.T) {
	f := watch(t, nil, "b.txt", "a.txt", "in/c.txt", ".hidden", ".git/x", "d.txt.part")
	f.tick()
	f.tick()
	f.tick()
	f.want("a.txt", "b.txt", "in/c.txt")
}

// looking is a folder at which the test itself looks, so that nothing happens in between.
func looking(t *testing.T) (*folder, *watcher, *[]string) {
	f := &folder{t: t, dir: t.TempDir()}
	var got []string
	return f, newWatcher(f.dir, nil, func(file File, err error) bool {
		got = append(got, strings.TrimPrefix(file.Path, f.dir+"/"))
		return true
	}), &got
}

func TestAGrowingFileIsGivenOnlyAtItsEnd(t *testing.T) {
	f, w, got := looking(t)
	content := ""
	for range 5 {
		content += "قال "
		f.write("a.txt", content)
		w.look(true)
		w.look(false) // at a change in between
	}
	if len(*got) > 0 {
		t.Fatalf("got %q", *got)
	}
	w.look(true)
	w.look(true)
	if !slices.Equal(*got, []string{"a.txt"}) {
		t.Errorf("got %q", *got)
	}
	f.write("a.txt", content+"وأضاف")
	w.look(true)
	w.look(true)
	if !slices.Equal(*got, []string{"a.txt", "a.txt"}) {
		t.Errorf("written anew: got %q", *got)
	}
}

func TestWatchGivesARenamedFileAtOnce(t *testing.T) {
	f := watch(t, nil, "a.txt.part", "b.txt")
	f.tick()
	f.tick()
	if got := <-f.got; got != "b.txt" { // now the look that saw a.txt.part is over
		t.Errorf("got %q", got)
	}
	if err := os.Rename(filepath.Join(f.dir, "a.txt.part"), filepath.Join(f.dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	f.tick() // the system tells of it sooner, where it can
	if got := <-f.got; got != "a.txt" {
		t.Errorf("got %q", got)
	}
	f.tick()
	f.tick()
	f.want()
}

func TestWatchPassesOverWhatWasDone(t *testing.T) {
	f := watch(t, func(key string) bool { return strings.Contains(key, "a.txt 6 ") }, "a.txt", "b.txt")
	f.tick()
	f.tick()
	f.want("b.txt")
}

func TestWatchSeesNewFolders(t *testing.T) {
	f := watch(t, nil)
	f.write("new/a.txt", "قال")
	f.tick()
	f.tick()
	f.tick()
	f.want("new/a.txt")
}

func TestWatchTellsOnceThatTheFolderIsGone(t *testing.T) {
	f := watch(t, nil)
	f.tick()
	if err := os.Remove(f.dir); err != nil {
		t.Fatal(err)
	}
	f.tick()
	f.tick()
	if err := os.Mkdir(f.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f.write("a.txt", "قال")
	f.tick()
	f.tick()
	got := f.all()
	if len(got) != 2 || !strings.Contains(got[0], fs.ErrNotExist.Error()) && !strings.Contains(got[0], "no such file") || got[1] != "a.txt" {
		t.Errorf("got %q", got)
	}
}

func TestWatchEnds(t *testing.T) {
	f := watch(t, nil, "a.txt")
	f.stop()
	for range f.got {
	}
	for range Watch(context.Background(), f.dir, Options{Interval: time.Nanosecond}) {
		break
	}
}
