package pgtest

import (
	"database/sql"
	"os"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	for range 2 {
		db, err := sql.Open("pgx", Database(t))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var word string
		if err := db.QueryRow("CREATE TABLE said (word TEXT)").Err(); err != nil {
			t.Fatal(err)
		}
		if err := db.QueryRow("INSERT INTO said VALUES ('قال') RETURNING word").Scan(&word); err != nil || word != "قال" {
			t.Errorf("got %q %v", word, err)
		}
	}
}
