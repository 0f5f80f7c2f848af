package eval

import (
	"os"
	"runtime"
	"sync"

	"isnad.dev/isnad"
)

// GoldDir returns the folder of the gold data: that in ISNAD_GOLD, else the one beside the repository, seen from its root.
func GoldDir(root string) string {
	if dir := os.Getenv("ISNAD_GOLD"); dir != "" {
		return dir
	}
	return root + "/../shared/gold"
}

// Measure reads every article and scores its record. The reader sees the article only.
func Measure(r *isnad.Reader, cases []Case) Figures {
	records := make([]isnad.Record, len(cases))
	var group sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range cases {
		group.Go(func() {
			turns <- struct{}{}
			records[i] = r.Read(cases[i].Article)
			<-turns
		})
	}
	group.Wait()
	figures := Figures{}
	for i := range cases {
		figures.Add(&cases[i], &records[i])
		if cases[i].Article.ID == seed {
			figures.addSeed(&cases[i], &records[i])
		}
	}
	return figures
}

// seed is the article that the project began with. It has floors of its own: one statement of it lost is nothing among four hundred.
const seed = "seed"

// addSeed counts what is asked of the seed, under names of its own.
func (f Figures) addSeed(c *Case, r *isnad.Record) {
	own := Figures{}
	own.Add(c, r)
	for _, name := range [...]string{"statement attributed", "event full"} {
		f[seed+" "+name] = own[name]
	}
}
