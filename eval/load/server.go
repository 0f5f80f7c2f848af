package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is isnad serve at work.
type process struct {
	command *exec.Cmd
	base    string
	ended   chan error
}

var shown = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// start starts the server and waits until it says where it is.
func start(ctx context.Context, t *trial) (*process, error) {
	p := &process{command: exec.CommandContext(ctx, t.isnad, "serve", "--db", t.db, "--listen", "127.0.0.1:0", "--allow-private", "--every", "1s"), ended: make(chan error, 1)}
	says, err := p.command.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(says)
	for lines.Scan() {
		if p.base = shown.FindString(lines.Text()); p.base != "" {
			break
		}
		fmt.Fprintln(os.Stderr, lines.Text())
	}
	go func() {
		for lines.Scan() {
			fmt.Fprintln(os.Stderr, lines.Text())
		}
		p.ended <- p.command.Wait()
	}()
	if p.base == "" {
		return nil, fmt.Errorf("isnad serve did not say where it is")
	}
	return p, nil
}

// memory is what the process holds now in MB: its own, and all with the pages of files that the system may take back at any time.
func (p *process) memory() (own, all int) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(b)) {
		name, kb, _ := strings.Cut(line, ":")
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(kb), " kB"))
		switch name {
		case "RssAnon":
			own = n >> 10
		case "VmRSS":
			all = n >> 10
		}
	}
	return own, all
}

// watch keeps the most that the process has held until ctx ends.
func (p *process) watch(ctx context.Context) (own, all int) {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		o, a := p.memory()
		own, all = max(own, o), max(all, a)
		select {
		case <-ctx.Done():
			return own, all
		case <-tick.C:
		}
	}
}

// stop asks the server to end while a page is under way, and says how long that took and whether the page came whole.
func (p *process) stop() (took time.Duration, whole bool, err error) {
	page := make(chan bool, 1)
	begun := make(chan struct{})
	go func() {
		close(begun)
		page <- get(http.DefaultClient, p.base+"/search?q="+common) == nil
	}()
	<-begun
	time.Sleep(20 * time.Millisecond) // the request is on its way
	at := time.Now()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return 0, false, err
	}
	select {
	case <-p.ended:
	case <-time.After(time.Minute):
		return time.Since(at), false, fmt.Errorf("the server did not end within a minute")
	}
	return time.Since(at), <-page, nil
}

func (p *process) kill() { p.command.Process.Kill() }
