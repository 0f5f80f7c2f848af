package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestFaultsOfPostgreSQLSayWhatToDo(t *testing.T) {
	s := &Store{dialect: postgres, name: "the database"}
	tests := []struct {
		err   error
		again bool
		says  string
	}{
		{&pgconn.PgError{Code: "57P01"}, true, "starting"},
		{fmt.Errorf("statement: %w", &pgconn.PgError{Code: "57P03"}), true, "starting"},
		{&pgconn.ConnectError{}, true, "does not answer"},
		{fmt.Errorf("write: %w", io.ErrUnexpectedEOF), true, "cut"},
		{&net.OpError{Op: "read", Err: errors.New("connection reset by peer")}, true, "cut"},
		{driver.ErrBadConn, true, "cut"},
		{&pgconn.PgError{Code: "40P01"}, true, "others"},
		{&pgconn.PgError{Code: "53100"}, false, "make room"},
		{&pgconn.PgError{Code: "25006"}, false, "cannot be written"},
		{&pgconn.PgError{Code: "3D000", Message: `database "x" does not exist`}, false, `"x"`},
	}
	for _, x := range tests {
		var f *Fault
		if !errors.As(s.fault(x.err), &f) {
			t.Errorf("%v: no fault", x.err)
			continue
		}
		if f.Again() != x.again || !strings.Contains(f.Error(), x.says) {
			t.Errorf("%v: %q, again %v; want %q, again %v", x.err, f, f.Again(), x.says, x.again)
		}
	}
	for _, err := range []error{nil, context.Canceled, &pgconn.PgError{Code: "23505"}} {
		if got := s.fault(err); got != err {
			t.Errorf("%v became %v", err, got)
		}
	}
}

func TestFaultsOfSQLiteSayWhatToDo(t *testing.T) {
	dir := t.TempDir()
	none := filepath.Join(dir, "none.db")
	if err := os.WriteFile(none, []byte(strings.Repeat("قال الوزير ", 200)), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, says := range map[string]string{none: "no database of isnad", dir: "it is a folder"} {
		_, err := Open(t.Context(), name)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", name, err, says)
		}
	}
	s := open(t, filepath.Join(dir, "small.db"))
	if _, err := s.write.ExecContext(t.Context(), "PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	err := s.Write(t.Context(), func(x *Tx) error {
		_, err := x.Keep(t.Context(), []Incoming{piece("صحيفة المثال", "", noise(1<<20))}, now)
		return err
	})
	var f *Fault
	if !errors.As(err, &f) || f.Again() || !strings.Contains(f.Error(), "make room") {
		t.Errorf("a full disk: %v", err)
	}
	sound(t, s)
}

// noise are words that no packing makes short.
func noise(n int) string {
	var b strings.Builder
	for x := uint64(1); b.Len() < n; x = x*6364136223846793005 + 1442695040888963407 {
		fmt.Fprintf(&b, "%x ", x)
	}
	return b.String()
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		s := open(t, name)
		s.must(t, func(ctx context.Context, x *Tx) error {
			return x.exec(ctx, "INSERT INTO migration (number, name) VALUES (9999, 'later')")
		})
		if _, err := Open(t.Context(), name); !errors.Is(err, ErrNewer) {
			t.Errorf("error %v, want ErrNewer", err)
		}
	})
}
