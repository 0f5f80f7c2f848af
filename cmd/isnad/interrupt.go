package main

import (
	"context"
	"io"
)

// interruptible reads from a pipe or a keyboard until the run is interrupted: a read that waits for more input would else hold Ctrl-C back.
type interruptible struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	left []byte // read, not yet passed on
}

type readBytes struct {
	n   int
	err error
}

func newInterruptible(ctx context.Context, r io.Reader) *interruptible {
	return &interruptible{ctx: ctx, r: r, buf: make([]byte, 64<<10)}
}

// Read passes on what is there, or waits for more or for the end of the run. The goroutine that waits with it ends with the program.
func (i *interruptible) Read(b []byte) (int, error) {
	if len(i.left) == 0 {
		done := make(chan readBytes, 1)
		go func() {
			n, err := i.r.Read(i.buf)
			done <- readBytes{n, err}
		}()
		select {
		case <-i.ctx.Done():
			i.buf = nil // the goroutine may still write into it
			return 0, i.ctx.Err()
		case got := <-done:
			if got.n == 0 {
				return 0, got.err
			}
			i.left = i.buf[:got.n]
		}
	}
	n := copy(b, i.left)
	i.left = i.left[n:]
	return n, nil
}
