// Package pgtest gives tests a PostgreSQL of their own: started at the first test that asks, on loopback, with its data in a temporary folder, and
// stopped when the tests of the package end.
//
// In: nothing but Debian's programs, where they are installed. Out: postgres://isnad@127.0.0.1:41234/test_1?sslmode=disable, an empty database that
// sorts by bytes and keeps "قال الوزير" in UTF-8.
package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL for database/sql
)

// The server of this test binary, started once.
var (
	start   sync.Once
	running *server
	fault   error
	count   atomic.Int64
)

// errMissing is why tests are skipped, and no fault of the machine.
var errMissing = errors.New("no PostgreSQL is installed: its programs are looked for in /usr/lib/postgresql/*/bin (apt-get install postgresql)")

// Main runs the tests of a package and stops the server after them: func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }.
func Main(m *testing.M) int {
	status := m.Run()
	if running != nil {
		running.stop()
	}
	return status
}

// Database returns the address of a new, empty database, which is dropped when the test ends. Where PostgreSQL is not installed the test is skipped.
// The package needs a TestMain that calls Main.
func Database(t testing.TB) string {
	t.Helper()
	start.Do(func() { running, fault = newServer() })
	if errors.Is(fault, errMissing) {
		t.Skip(fault)
	}
	if fault != nil {
		t.Fatal(fault)
	}
	name := "test_" + strconv.FormatInt(count.Add(1), 10)
	if err := running.exec("CREATE DATABASE " + name + " TEMPLATE template0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := running.exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return running.address(name)
}

// server is one PostgreSQL.
type server struct {
	bin, dir string
	port     int
	command  *exec.Cmd
	ended    chan error
	admin    *sql.DB
}

// startWithin is how long a start may take on a busy machine.
const startWithin = 60 * time.Second

func newServer() (*server, error) {
	all, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(all) == 0 {
		return nil, errMissing
	}
	dir, err := os.MkdirTemp("", "isnad-postgres-")
	if err != nil {
		return nil, err
	}
	s := &server{bin: filepath.Dir(all[len(all)-1]), dir: dir}
	if err := s.start(); err != nil {
		s.stop()
		return nil, fmt.Errorf("PostgreSQL for the tests: %w", err)
	}
	return s, nil
}

func (s *server) start() error {
	if err := giveAway(s.dir); err != nil {
		return err
	}
	data := filepath.Join(s.dir, "data")
	log, err := os.Create(filepath.Join(s.dir, "log")) // a file: a pipe would be held open by its children
	if err != nil {
		return err
	}
	defer log.Close()
	setUp := s.program(log, "initdb", "-D", data, "-U", "isnad", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
	if err := run(setUp); err != nil {
		return s.withLog(err)
	}
	for try := 0; ; try++ { // another may take the port between the question and its use
		if err = s.listen(log, data); err == nil || try == 2 {
			return s.withLog(err)
		}
	}
}

// program prepares one of PostgreSQL's programs, which refuse to be run by root.
func (s *server) program(log *os.File, name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir, c.Stdout, c.Stderr = s.dir, log, log
	c.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	return c
}

// listen starts the server on a free port and returns when it answers.
func (s *server) listen(log *os.File, data string) (err error) {
	if s.port, err = freePort(); err != nil {
		return err
	}
	set := []string{"-D", data, "-p", strconv.Itoa(s.port)}
	for _, option := range []string{"listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"} {
		set = append(set, "-c", option)
	}
	s.command, s.ended = s.program(log, "postgres", set...), make(chan error, 1)
	if err := launch(s.command, s.ended); err != nil {
		return err
	}
	if s.admin, err = sql.Open("pgx", s.address("postgres")); err != nil {
		return err
	}
	return s.answers()
}

// answers returns once the server takes connections.
func (s *server) answers() error {
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		err := s.admin.PingContext(ctx)
		if err == nil {
			return nil
		}
		select {
		case ended := <-s.ended:
			s.command = nil
			return fmt.Errorf("it ended: %w", ended)
		case <-ctx.Done():
			return err
		case <-tick.C:
		}
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func (s *server) address(database string) string {
	return fmt.Sprintf("postgres://isnad@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

func (s *server) exec(query string) error {
	if _, err := s.admin.Exec(query); err != nil {
		return s.withLog(fmt.Errorf("%s: %w", query, err))
	}
	return nil
}

// withLog adds the end of the server's log to an error.
func (s *server) withLog(err error) error {
	if err == nil {
		return nil
	}
	b, _ := os.ReadFile(filepath.Join(s.dir, "log")) // without it the error says less
	return fmt.Errorf("%w\n%s", err, b[max(0, len(b)-2000):])
}

// stop ends the server and removes its folder.
func (s *server) stop() {
	if s.admin != nil {
		s.admin.Close()
	}
	if s.command != nil && s.command.Process != nil {
		s.command.Process.Signal(os.Interrupt) // a fast shutdown: open connections are cut
		<-s.ended
	}
	os.RemoveAll(s.dir)
}
