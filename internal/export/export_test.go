package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

var clock = time.Date(2025, 3, 12, 9, 0, 0, 0, time.UTC)

// both runs the test on a store of two articles in either database.
func both(t *testing.T, f func(t *testing.T, s *store.Store)) {
	for name, address := range map[string]func() string{
		"sqlite":   func() string { return filepath.Join(t.TempDir(), "isnad.db") },
		"postgres": func() string { return pgtest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), address())
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			fill(t, s)
			f(t, s)
		})
	}
}

func fill(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	err := s.Write(ctx, func(tx *store.Tx) error {
		for _, title := range []string{"=HYPERLINK(\"http://x\")", "لقاء، \"هام\""} {
			in := store.Incoming{Media: "text/plain", Bytes: []byte(title)}
			in.Source, in.Published, in.Title, in.Text, in.Ident = "الصباح", "2025-03-09", title, "التقى الوزير\nنظيره.", title
			if _, err := tx.Keep(ctx, []store.Incoming{in}, clock); err != nil {
				return err
			}
		}
		return tx.Settle(ctx, settled(t))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// settled has a minister who was named twice and merged, and his meetings.
func settled(t *testing.T) *store.Settled {
	asJSON := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	actor := func(id, root int64, kind, name, en string) store.Actor {
		return store.Actor{ID: id, Root: root, Type: kind, Name: name, En: en, Articles: 1, Data: asJSON(ledger.Naming{Name: name, Type: kind, Forms: []string{name}})}
	}
	contact := func(id int64, kind, status, day string) store.Contact {
		return store.Contact{ID: id, Type: kind, Status: status, Day: day, Place: "+عمان", Reports: 1, Article: 1}
	}
	return &store.Settled{
		Articles: []store.Copy{{Article: 1, Origin: 1}, {Article: 2, Origin: 2}},
		Actors:   []store.Actor{actor(1, 1, "PER", "سالم \"أبو\" <الحمدان>", "Salem"), actor(2, 2, "PER", "ليلى القاسم", ""), actor(3, 1, "PER", "الحمدان", ""), actor(4, 4, "ORG", "مجلس & شورى\x01", "")},
		Statements: []store.Statement{
			{ID: 1, Actor: 1, Speaker: "سالم", Kind: "direct", Act: "inform", Polarity: "asserts", Day: "2025-03-09", Words: "- المحادثات؛ \"غدا\", أو بعده", Article: 1, Tellings: 1, Origins: 1},
		},
		Tellings: []store.Telling{{Article: 1, N: 0, Statement: 1}},
		Contacts: []store.Contact{contact(1, "meeting", "held", "2025-03-09"), contact(2, "meeting", "held", "2025-03"), contact(3, "call", "ongoing", ""), contact(4, "visit", "planned", "2025-04-01"), contact(5, "call", "held", "2025-03-11")},
		Parties: []store.Party{
			{Contact: 1, Name: "سالم", Actor: 1}, {Contact: 1, Name: "ليلى", Actor: 2}, {Contact: 2, Name: "الحمدان", Actor: 3}, {Contact: 2, Name: "ليلى", Actor: 2}, {Contact: 3, Name: "ليلى", Actor: 2},
			{Contact: 3, Name: "سالم", Actor: 1}, {Contact: 4, Name: "سالم", Actor: 1}, {Contact: 4, Name: "مجلس", Actor: 4}, {Contact: 5, Name: "ليلى", Actor: 2}, {Contact: 5, Name: "=مجلس", Actor: 4},
		},
		Reports: []store.Report{{Article: 1, N: 0, Contact: 1, Data: asJSON(ledger.Report{Type: "meeting", Status: "held", Parties: []ledger.ActorID{1, 2}, Day: "2025-03-09", Article: 1})}},
	}
}

func TestFolderOfEachFormatReadsBack(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		dir := filepath.Join(t.TempDir(), "new", "folder")
		want := map[string]int64{"articles": 2, "statements": 1, "tellings": 1, "contacts": 5, "reports": 1, "actors": 4}
		for _, format := range export.Formats {
			files, err := export.Folder(t.Context(), s, dir, export.Options{Format: format})
			if err != nil || len(files) != len(want) {
				t.Fatal(files, err)
			}
			for _, f := range files {
				if n := want[strings.TrimSuffix(filepath.Base(f.Name), "."+format)]; f.Rows != n {
					t.Errorf("%s has %d rows, want %d", f.Name, f.Rows, n)
				}
			}
		}
		contacts, err := parquet.ReadFile[export.Contact](filepath.Join(dir, "contacts.parquet"))
		if err != nil || len(contacts) != 5 || contacts[1].Date != nil || *contacts[0].Date != 20156 || fmt.Sprint(contacts[1].Actors) != "[2 1]" {
			t.Errorf("got %+v %v", contacts, err)
		}
		b, err := os.ReadFile(filepath.Join(dir, "statements.jsonl"))
		if want := `"words":"- المحادثات؛ \"غدا\", أو بعده"`; err != nil || !strings.Contains(string(b), want) {
			t.Errorf("got %s %v", b, err)
		}
	})
}

// TestCSVOpensRightInExcel holds to what Excel wants: a byte order mark, lines that end with CR LF, and no cell that it would compute.
func TestCSVOpensRightInExcel(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		dir := t.TempDir()
		if _, err := export.Folder(t.Context(), s, dir, export.Options{Format: export.CSV}); err != nil {
			t.Fatal(err)
		}
		for table, want := range map[string]string{
			"articles":   `'=HYPERLINK("http://x")`,
			"statements": `'- المحادثات؛ "غدا", أو بعده`,
			"contacts":   "'+عمان",
		} {
			b, err := os.ReadFile(filepath.Join(dir, table+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(b, []byte("\xEF\xBB\xBFid,")) || bytes.Count(b, []byte("\r\n")) != bytes.Count(b, []byte("\n")) {
				t.Errorf("%s.csv begins %q", table, b[:20])
			}
			lines, err := csv.NewReader(bytes.NewReader(b[3:])).ReadAll()
			if err != nil || !strings.Contains(strings.Join(lines[1], "\n"), want) {
				t.Errorf("%s: got %q, want %q; %v", table, lines[1], want, err)
			}
		}
	})
}

func TestCellsThatASpreadsheetWouldCompute(t *testing.T) {
	type row struct {
		Text  string   `json:"text"`
		List  []string `json:"list"`
		Num   int      `json:"num"`
		Share float64  `json:"share"`
		Maybe *string  `json:"maybe"`
	}
	formula := "@SUM(1)"
	tests := []struct {
		name string
		in   row
		want string
	}{
		{"a formula", row{Text: "=1+1"}, "'=1+1,,0,0,"},
		{"a formula in a list", row{List: []string{"=1", "ب"}}, ",'=1; ب,0,0,"},
		{"a formula that may be missing", row{Maybe: &formula}, ",,0,0,'@SUM(1)"},
		{"white space before it goes", row{Text: "\t\r=1"}, "'=1,,0,0,"},
		{"numbers stay numbers", row{Num: -1, Share: -0.5}, ",,-1,-0.5,"},
		{"Arabic and commas", row{Text: "قال، ثم, قال \"غدا\""}, `"قال، ثم, قال ""غدا""",,0,0,`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			n, err := export.Write(&b, export.CSV, func(yield func(row, error) bool) { yield(tt.in, nil) })
			got := strings.TrimPrefix(b.String(), "\ufefftext,list,num,share,maybe\r\n")
			if err != nil || n != 1 || got != tt.want+"\r\n" {
				t.Errorf("got %q, want %q; %d rows, %v", got, tt.want, n, err)
			}
		})
	}
}

func TestWriteEndsAtTheFirstError(t *testing.T) {
	broken := errors.New("the store is away")
	for _, format := range export.Formats {
		var b bytes.Buffer
		n, err := export.Write(&b, format, func(yield func(export.Telling, error) bool) {
			_ = yield(export.Telling{Words: "قال"}, nil) && yield(export.Telling{}, broken)
		})
		if n != 1 || !errors.Is(err, broken) {
			t.Errorf("%s: %d rows, %v", format, n, err)
		}
	}
	if _, err := export.Write(io.Discard, "xls", func(func(export.Telling, error) bool) {}); err == nil || err.Error() != `format "xls": it is none of jsonl, csv, parquet` {
		t.Errorf("got %v", err)
	}
}

// network is GraphML as a program reads it.
type network struct {
	Keys []struct {
		ID string `xml:"id,attr"`
	} `xml:"key"`
	Nodes []struct {
		ID   string `xml:"id,attr"`
		Data []data `xml:"data"`
	} `xml:"graph>node"`
	Edges []struct {
		Source string `xml:"source,attr"`
		Target string `xml:"target,attr"`
		Data   []data `xml:"data"`
	} `xml:"graph>edge"`
}

type data struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

func TestGraphMLIsTheNetworkOfWhoMetWhom(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		dir := t.TempDir()
		files, err := export.Folder(t.Context(), s, dir, export.Options{Format: export.GraphML})
		if err != nil || len(files) != 1 || filepath.Base(files[0].Name) != "network.graphml" {
			t.Fatal(files, err)
		}
		b, err := os.ReadFile(files[0].Name)
		if err != nil {
			t.Fatal(err)
		}
		var n network
		if err := xml.Unmarshal(b, &n); err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for _, k := range n.Keys {
			known[k.ID] = true
		}
		got := ""
		for _, x := range n.Nodes {
			got += fmt.Sprint(x.ID, x.Data, "\n")
			for _, d := range x.Data {
				if !known[d.Key] {
					t.Errorf("%s is not declared", d.Key)
				}
			}
		}
		for _, x := range n.Edges {
			got += fmt.Sprint(x.Source, "-", x.Target, x.Data, "\n")
		}
		want := `a1[{label سالم "أبو" <الحمدان>} {en Salem} {type PER}]
a2[{label ليلى القاسم} {type PER}]
a4[{label مجلس & شورى` + "\uFFFD" + `} {type ORG}]
a1-a2[{weight 3} {kinds call 1, meeting 2} {first 2025-03} {last 2025-03-09}]
a2-a4[{weight 1} {kinds call 1} {first 2025-03-11} {last 2025-03-11}]
`
		if got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

func TestNetworkOfAPeriodAndType(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for _, tt := range []struct {
			name string
			m    store.Meetings
			want string
		}{
			{"all", store.Meetings{}, "1-2:3 2-4:1 "},
			{"from", store.Meetings{From: "2025-03-10"}, "2-4:1 "},
			{"to", store.Meetings{To: "2025-03-09"}, "1-2:2 "},
			{"calls", store.Meetings{Types: []string{"call"}}, "1-2:1 2-4:1 "},
			{"none", store.Meetings{Types: []string{"visit"}}, ""},
		} {
			got := ""
			err := s.Read(t.Context(), func(x *store.Snapshot) error {
				return x.Meetings(t.Context(), tt.m, func(m store.Meeting) error {
					got += fmt.Sprintf("%d-%d:%d ", m.A, m.B, m.Contacts)
					return nil
				})
			})
			if err != nil || got != tt.want {
				t.Errorf("%s: got %q, want %q; %v", tt.name, got, tt.want, err)
			}
		}
	})
}

func TestZipIsWholeOrNotThere(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		dir := t.TempDir()
		name := filepath.Join(dir, "all.zip")
		stop := errors.New("cancelled")
		_, err := export.Zip(t.Context(), s, name, export.Options{Format: export.CSV, Progress: func(p export.Progress) error {
			if p.Table == "actors" {
				return stop
			}
			return nil
		}})
		if left, _ := os.ReadDir(dir); !errors.Is(err, stop) || len(left) > 0 {
			t.Errorf("left %v, %v", left, err)
		}
		if err := os.WriteFile(name+export.Part, bytes.Repeat([]byte("half of an earlier try "), 1000), 0o600); err != nil {
			t.Fatal(err)
		}
		var last export.Progress
		files, err := export.Zip(t.Context(), s, name, export.Options{Format: export.Parquet, Made: clock, Progress: func(p export.Progress) error { last = p; return nil }})
		if err != nil || len(files) != 6 || last.All != 14 {
			t.Fatal(files, last, err)
		}
		z, err := zip.OpenReader(name)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(r)
			if err != nil || !bytes.HasPrefix(b, []byte("PAR1")) || !f.Modified.Equal(clock) {
				t.Errorf("%s: %d bytes, %v, %v", f.Name, len(b), f.Modified, err)
			}
		}
	})
}

func TestNothingIsLeftOfAnExportThatEnds(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		_, err := export.Folder(ctx, s, dir, export.Options{Format: export.Lines, Progress: func(p export.Progress) error {
			if p.Table == "reports" {
				cancel()
			}
			return nil
		}})
		if left, _ := os.ReadDir(dir); err == nil || len(left) > 0 {
			t.Errorf("left %v, %v", left, err)
		}
		if _, err := export.Folder(t.Context(), s, dir, export.Options{Format: "xls"}); err == nil || !strings.Contains(err.Error(), "it is none of jsonl, csv, parquet, graphml") {
			t.Errorf("got %v", err)
		}
	})
}
