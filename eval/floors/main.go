// Command floors prints the figures of the reading on the gold articles beside their floors.
//
// In: the gold data in the folder that is named, else in ISNAD_GOLD, else beside the repository; and eval/floors.json. Out: a table; the exit status is 1 where a figure lies
// below its floor. A line such as "statement found … 0.912 … 0.907" reads: F1 is 0.912 and may not fall below 0.907; Arabic alone has gold
// articles, so "قال الوزير" is measured and "the minister said" is not.
//
// -raise lifts the floors to -slack below the figures; none sinks. -anew writes them anew, lower ones too: for other gold data only.
package main

import (
	"flag"
	"fmt"
	"os"

	"isnad.dev/isnad"
	"isnad.dev/isnad/eval"
)

func main() {
	root := flag.String("root", ".", "the repository's root")
	raise := flag.Bool("raise", false, "lift the floors to the figures")
	anew := flag.Bool("anew", false, "write the floors anew, after the gold data have changed")
	slack := flag.Float64("slack", 0.005, "how far below its figure a floor is put")
	flag.Parse()
	gold := flag.Arg(0)
	if gold == "" {
		gold = eval.GoldDir(*root)
	}
	broken, err := run(*root, gold, *raise, *anew, *slack)
	if err != nil {
		fmt.Fprintln(os.Stderr, "floors:", err)
		os.Exit(2)
	}
	if broken {
		os.Exit(1)
	}
}

func run(root, gold string, raise, anew bool, slack float64) (broken bool, err error) {
	file := root + "/eval/floors.json"
	cases, digest, err := eval.Load(os.DirFS(gold))
	if err != nil {
		return false, err
	}
	floors, err := eval.ReadFloors(file)
	if err != nil && !anew {
		return false, err
	}
	reader, err := isnad.Open()
	if err != nil {
		return false, err
	}
	figures := eval.Measure(reader, cases)
	if anew {
		floors = eval.Floors{Digest: digest}
	}
	if anew || raise && digest == floors.Digest {
		fmt.Printf("%d floors lifted\n", floors.Raise(figures, slack))
		if err := floors.Write(file); err != nil {
			return false, err
		}
	}
	fmt.Print(floors.Table(figures))
	for _, line := range floors.Broken(figures, digest) {
		fmt.Println(line)
		broken = true
	}
	return broken, nil
}
