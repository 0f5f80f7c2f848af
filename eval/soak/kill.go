package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"time"
)

// killsEach is how often one database is killed before the input is added to the end.
const killsEach = 5

// kill adds the articles and kills that at random moments, again and again.
func kill(ctx context.Context, b *bench) error {
	random := rand.New(rand.NewPCG(b.seed, 0))
	db, remove, err := b.fresh(ctx, "kill")
	if err != nil {
		return err
	}
	start := time.Now()
	if err := b.add(ctx, db); err != nil {
		return err
	}
	full := time.Since(start)
	whole, err := b.whole(ctx, db)
	remove()
	if err != nil {
		return err
	}
	fmt.Printf("undisturbed: %d articles, %d tellings in %.1f s\n", whole.Articles, whole.Tellings, full.Seconds())
	kills, bad := 0, 0
	for round := 1; kills < b.n; round++ {
		n, told, err := b.killRound(ctx, random, full, min(killsEach, b.n-kills))
		kills += n
		verdict := "sound"
		if err == nil && told.Tellings != whole.Tellings {
			err = fmt.Errorf("%d tellings, not %d", told.Tellings, whole.Tellings)
		}
		if err != nil {
			bad++
			verdict = err.Error()
		}
		fmt.Printf("round %d: %d kills (%d of %d): %s\n", round, n, kills, b.n, verdict)
	}
	fmt.Printf("kill: %d kills, %d rounds bad\n", kills, bad)
	if bad > 0 {
		return fmt.Errorf("%d rounds have lost or doubled something", bad)
	}
	return nil
}

func (b *bench) killRound(ctx context.Context, random *rand.Rand, full time.Duration, most int) (kills int, x counts, err error) {
	db, remove, err := b.fresh(ctx, "kill")
	if err != nil {
		return 0, x, err
	}
	defer remove()
	var moments []string
	for kills < most {
		after := time.Duration(random.Int64N(int64(full)))
		killed, err := killAfter(b.command(ctx, "add", "--db", db, b.articles), after)
		if err != nil {
			return kills, x, err
		}
		if !killed {
			break
		}
		kills++
		moments = append(moments, after.Round(time.Millisecond).String())
		if err := b.sound(ctx, db); err != nil {
			return kills, x, fmt.Errorf("killed after %s: %w", strings.Join(moments, ", "), err)
		}
	}
	if err := b.add(ctx, db); err != nil {
		return kills, x, err
	}
	if x, err = b.whole(ctx, db); err != nil {
		err = fmt.Errorf("killed after %s: %w", strings.Join(moments, ", "), err)
	}
	return kills, x, err
}

// killAfter says whether the program was killed before it ended.
func killAfter(c *exec.Cmd, after time.Duration) (bool, error) {
	if err := c.Start(); err != nil {
		return false, err
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	err := c.Wait()
	if !timer.Stop() {
		return err != nil, nil
	}
	return false, err
}
