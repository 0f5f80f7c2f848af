package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"isnad.dev/isnad/internal/store"
)

// full takes the disk, the right to write or the server away while articles are added.
func full(ctx context.Context, b *bench) error {
	if store.IsPostgres(b.db) {
		return b.restarts(ctx)
	}
	return errors.Join(b.named("file size limit", b.sizeLimit(ctx)), b.named("full disk and read-only disk", b.smallDisk(ctx)))
}

func (b *bench) named(name string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	fmt.Printf("%s: nothing lost\n", name)
	return nil
}

// mustFail runs a command that cannot end well, and prints what it says.
func mustFail(what string, c *exec.Cmd) error {
	start := time.Now()
	err := said(c)
	if err == nil {
		return fmt.Errorf("%s: it ended as if nothing were wrong", what)
	}
	fmt.Printf("%s: after %.1f s: %v\n", what, time.Since(start).Seconds(), err)
	return nil
}

// sizeLimit lets no file grow over some sizes.
func (b *bench) sizeLimit(ctx context.Context) error {
	db, remove, err := b.fresh(ctx, "full")
	if err != nil {
		return err
	}
	defer remove()
	for _, blocks := range []int{400, 1500, 3000} {
		limited := exec.CommandContext(ctx, "sh", "-c", fmt.Sprintf(`ulimit -f %d; exec "$0" add --db "$1" "$2"`, 2*blocks), b.isnad, db, b.articles)
		if err := mustFail(fmt.Sprintf("files up to %d KB", blocks), limited); err != nil {
			return err
		}
		if _, err := os.Stat(db); err != nil {
			continue
		}
		if err := b.sound(ctx, db); err != nil {
			return err
		}
	}
	if err := b.add(ctx, db); err != nil {
		return err
	}
	_, err = b.whole(ctx, db)
	return err
}

// smallDisk fills a disk of a few megabytes, makes room, and takes the right to write away. It needs root.
func (b *bench) smallDisk(ctx context.Context) error {
	disk := filepath.Join(b.dir, "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		return err
	}
	if err := mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", disk); err != nil {
		fmt.Println("no small disk: mounting needs root")
		return nil
	}
	defer exec.Command("umount", disk).Run()
	db := filepath.Join(disk, "isnad.db")
	if err := mustFail("a disk of 3 MB", b.command(ctx, "add", "--db", db, b.articles)); err != nil {
		return err
	}
	if err := errors.Join(mount("-o", "remount,size=6m", disk), b.sound(ctx, db)); err != nil {
		return err
	}
	if err := mount("-o", "remount,ro", disk); err != nil {
		return err
	}
	if err := mustFail("a disk that is read only", b.command(ctx, "add", "--db", db, b.articles)); err != nil {
		return err
	}
	if err := mount("-o", "remount,rw,size=200m", disk); err != nil {
		return err
	}
	if err := b.add(ctx, db); err != nil {
		return err
	}
	_, err := b.whole(ctx, db)
	return err
}

func mount(args ...string) error {
	if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("mount %v: %w: %s", args, err, out)
	}
	return nil
}

// restartTimes is how often the server is restarted while articles are added.
const restartTimes = 4

// restarts restarts the server under load. isnad add is to wait for it and end well.
func (b *bench) restarts(ctx context.Context) error {
	if b.restart == "" {
		return errors.New("say how PostgreSQL is restarted: --restart COMMAND")
	}
	random := rand.New(rand.NewPCG(b.seed, 1))
	db, remove, err := b.fresh(ctx, "full")
	if err != nil {
		return err
	}
	defer remove()
	ended := make(chan error, 1)
	start := time.Now()
	go func() { ended <- b.add(ctx, db) }()
	done := 0
	for done < restartTimes && err == nil {
		select {
		case err = <-ended:
			return b.named(fmt.Sprintf("%d restarts, ended early", done), errors.Join(err, b.wholeErr(ctx, db)))
		case <-time.After(time.Second + time.Duration(random.Int64N(int64(3*time.Second)))):
		}
		if err = said(exec.CommandContext(ctx, "sh", "-c", b.restart)); err == nil {
			done++
		}
	}
	err = errors.Join(err, <-ended)
	fmt.Printf("add under %d restarts: %.1f s\n", done, time.Since(start).Seconds())
	return b.named("restarts of PostgreSQL", errors.Join(err, b.wholeErr(ctx, db)))
}

func (b *bench) wholeErr(ctx context.Context, db string) error {
	_, err := b.whole(ctx, db)
	return err
}
