package ledger

import "testing"

func TestOrigin(t *testing.T) {
	tests := []struct {
		name   string
		copies []Copy
		want   Origin
	}{
		{"nobody", nil, Origin{}},
		{"one article", []Copy{{Outlet: "صحيفة المثال"}}, Origin{Name: "صحيفة المثال"}},
		{"the earliest", []Copy{{Outlet: "ب", Published: "2031-03-05"}, {Outlet: "ج"}, {Outlet: "أ", Published: "2031-03-04"}}, Origin{Name: "أ", First: 2}},
		{"a time comes before a mere day", []Copy{{Outlet: "أ", Published: "2031-03-04"}, {Outlet: "ب", Published: "2031-03-04T18:00:00+03:00"}}, Origin{Name: "ب", First: 1}},
		{"times of two zones", []Copy{{Outlet: "أ", Published: "2031-03-04T10:00:00Z"}, {Outlet: "ب", Published: "2031-03-04T12:00:00+03:00"}}, Origin{Name: "ب", First: 1}},
		{"no times: the first of the list", []Copy{{Outlet: "أ"}, {Outlet: "ب", Published: "أمس"}}, Origin{Name: "أ"}},
		{"the agency that they name", []Copy{{Outlet: "أ", Published: "2031-03-04"}, {Outlet: "ب", Published: "2031-03-05", Agencies: []string{"وكالة المثال"}}}, Origin{Name: "وكالة المثال", Agency: true}},
		{"one name in two spellings", []Copy{{Outlet: "أ", Agencies: []string{"خبر"}}, {Outlet: "ب", Agencies: []string{"أنباء المثال"}}, {Outlet: "ج", Agencies: []string{"انباء المثال"}}}, Origin{Name: "أنباء المثال", Agency: true}},
		{"one outlet has one vote", []Copy{{Outlet: "أ", Agencies: []string{"س"}}, {Outlet: "ب", Agencies: []string{"ص"}}, {Outlet: "ب", Agencies: []string{"ص"}}}, Origin{Name: "س", Agency: true}},
		{"an outlet's own dateline", []Copy{{Outlet: "أ", Agencies: []string{"أ"}}, {Outlet: "ب"}}, Origin{Name: "أ"}},
		{"others name the outlet", []Copy{{Outlet: "ب", Agencies: []string{"أ"}}, {Outlet: "أ", Agencies: []string{"أ"}}}, Origin{Name: "أ", Agency: true}},
	}
	for _, tt := range tests {
		if got := OriginOf(tt.copies); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestOriginsAreCountedNotCopies(t *testing.T) {
	wire := func(outlet string) Copy { return Copy{Outlet: outlet, Agencies: []string{"وكالة المثال"}} }
	tests := []struct {
		name   string
		groups [][]Copy
		want   int
	}{
		{"six outlets, one text", [][]Copy{{wire("أ"), {Outlet: "ب"}, wire("ج"), {Outlet: "د"}, {Outlet: "ه"}, {Outlet: "و"}}}, 1},
		{"two texts from one agency", [][]Copy{{wire("أ")}, {wire("ب"), {Outlet: "ج"}}}, 1},
		{"the agency's own text among them", [][]Copy{{{Outlet: "وكالة المثال"}}, {wire("ب")}}, 1},
		{"an agency and a reporter", [][]Copy{{wire("أ")}, {{Outlet: "ب"}}}, 2},
		{"two articles of one outlet", [][]Copy{{{Outlet: "أ"}}, {{Outlet: "أ"}}}, 1},
		{"two outlets without a name", [][]Copy{{{}}, {{}}}, 2},
		{"an empty group", [][]Copy{{}, {wire("أ")}}, 1},
	}
	for _, tt := range tests {
		if got := Origins(tt.groups); len(got) != tt.want {
			t.Errorf("%s: got %+v, want %d", tt.name, got, tt.want)
		}
	}
}
