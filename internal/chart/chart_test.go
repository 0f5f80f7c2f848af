package chart

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestEmptyPicturesAreDrawn(t *testing.T) {
	for _, p := range []Picture{Months{}, Months{Series: []Series{{}}}, Life{}, Life{Moments: []Moment{{Day: "soon"}}}, Network{}, Map{}, Chain{}, Heat{}, Heat{Days: []Day{{Day: "x"}}}} {
		wellFormed(t, []byte(HTML(p, Options{})))
		wellFormed(t, File(p, Options{Lang: "ar"}, Caption{}))
	}
}

const hostile = "\"><script>alert(1)</script>\x00\xff&amp;\u202e'"

func TestWhatPicturesSayIsEscaped(t *testing.T) {
	for _, p := range []Picture{
		Months{Series: []Series{{Name: hostile, Href: hostile, Points: []Point{{"2025-01", 3, hostile}}}, {Name: hostile}}},
		Life{Moments: []Moment{{Day: "2025-01-01", Status: hostile, Label: hostile, Outlet: hostile, Href: hostile, Title: hostile, Against: []int{0, 7, -1}}}, Set: []Mark{{"2025-01-01", hostile}}},
		Network{Nodes: []Node{{ID: "a", Name: hostile, Kind: hostile, Group: 7, Href: hostile}, {ID: "b"}}, Links: []Link{{"a", "b", math.MaxInt / 4, hostile}, {"a", "zz", 1, ""}, {"a", "a", 1, ""}}},
		Map{Spots: []Spot{{hostile, 30, 30, 3, hostile}, {"", math.NaN(), math.Inf(1), 1, ""}}, Unplaced: []Unplaced{{hostile, 1, hostile}}},
		Chain{[]Hop{{hostile, hostile, hostile, hostile}, {}}},
		Heat{Days: []Day{{"2025-01-01", 3, hostile}}},
	} {
		for _, got := range []string{string(HTML(p, Options{Title: hostile, Desc: hostile, Lang: hostile, ID: hostile})), string(File(p, Options{Title: hostile, Lang: "ar"}, Caption{Sources: []string{hostile}, Date: hostile, Note: hostile}))} {
			wellFormed(t, []byte(got))
			if strings.Contains(got, "<script") {
				t.Errorf("%T lets a script into the page", p)
			}
		}
	}
}

func TestOnlyAddressesOfTheWebAreLinks(t *testing.T) {
	for href, want := range map[string]bool{
		"/actors/1": true, "?month=2025-01": true, "https://example.com/a": true, "HTTP://example.com": true, "/a:b": true, "#x": true,
		"": false, "javascript:alert(1)": false, "JavaScript:alert(1)": false, "data:text/html,x": false, "//example.com": false, "java\nscript:x": false, `\\example.com`: false,
	} {
		if got := safe(href); got != want {
			t.Errorf("safe(%q) = %v, want %v", href, got, want)
		}
	}
}

func TestPicturesAreReadOut(t *testing.T) {
	got := string(HTML(Chain{[]Hop{{Name: "Coast Agency"}}}, Options{Title: "Chain", Desc: "One hop.", ID: "c"}))
	for _, want := range []string{`role="img"`, `aria-labelledby="c-t"`, `aria-describedby="c-d"`, `<title id="c-t">Chain</title>`, `<desc id="c-d">One hop.</desc>`, `viewBox="0 0 720 `, `direction="ltr"`} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture has no %s:\n%s", want, got)
		}
	}
	if got := string(HTML(Chain{[]Hop{{Name: "Coast Agency", Href: "/sources/1"}}}, Options{})); !strings.Contains(got, `role="group"`) {
		t.Error("a picture with links is an image, whose links nobody would be read")
	}
}

func TestBothHaveIDsOfTheirOwn(t *testing.T) {
	got := string(Both(Chain{[]Hop{{Name: "Coast Agency"}}}, Options{Title: "Chain", ID: "c"}))
	for _, want := range []string{`class="chart chart-wide" viewBox="0 0 720 `, `class="chart chart-narrow" viewBox="0 0 360 `, `id="c-t"`, `id="c-narrow-t"`} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%s is not there once:\n%s", want, got)
		}
	}
}

func TestAxesBeginAtZeroAndHaveFewTicks(t *testing.T) {
	for _, most := range []int{0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 23, 41, 99, 100, 101, 999, 123456, math.MaxInt32} {
		ticks := ticksTo(most)
		if ticks[0] != 0 || ticks[len(ticks)-1] < most || len(ticks) > 6 || len(ticks) < 2 {
			t.Errorf("ticks to %d are %v", most, ticks)
		}
	}
}

func bigNetwork(n int) Network {
	r := rand.New(rand.NewPCG(1, 2))
	var net Network
	for i := range n {
		net.Nodes = append(net.Nodes, Node{ID: itoa(i), Name: "Node " + itoa(i), Kind: Person})
		for range 3 {
			net.Links = append(net.Links, Link{itoa(i), itoa(r.IntN(i + 1)), 1 + r.IntN(9), ""})
		}
	}
	return net
}

func TestTheSameNetworkHasTheSamePicture(t *testing.T) {
	n := bigNetwork(200)
	if a, b := HTML(n, Options{}), HTML(n, Options{}); a != b {
		t.Error("two pictures of one network differ")
	}
	if n.Omitted() != 50 {
		t.Errorf("%d nodes are left out, want 50", n.Omitted())
	}
}

func TestNodesLieInThePictureAndApart(t *testing.T) {
	g := bigNetwork(60).graph()
	g.fit(720, 480)
	for i := range g.nodes {
		if !(g.x[i] >= 0 && g.x[i] <= 720 && g.y[i] >= 0 && g.y[i] <= 480) {
			t.Errorf("node %d lies at %v, %v", i, g.x[i], g.y[i])
		}
		for j := range i {
			if math.Hypot(g.x[i]-g.x[j], g.y[i]-g.y[j]) < 4 {
				t.Errorf("nodes %d and %d lie upon each other", i, j)
			}
		}
	}
}

func TestNetworkAsJSON(t *testing.T) {
	b, err := Network{Nodes: []Node{{ID: "1", Name: "هدى سالم", Kind: Person, Href: "/actors/1"}, {ID: "2", Name: "Coast Agency", Kind: Organisation, Href: "javascript:x"}}, Links: []Link{{"1", "2", 2, ""}, {"2", "1", 1, ""}}}.JSON(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Nodes []struct{ ID, Name, Type, URL string }
		Edges []struct {
			Source, Target string
			Count          int
		}
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Nodes) != 2 || got.Nodes[0].Type != "PER" || got.Nodes[0].URL != "/actors/1" || got.Nodes[1].URL != "" || len(got.Edges) != 1 || got.Edges[0].Count != 3 {
		t.Errorf("the network is %s", b)
	}
}

func TestEveryStyleOfAPictureIsInTheStyleSheet(t *testing.T) {
	css := CSS()
	for _, lang := range []string{"en", "ar"} {
		for _, s := range samples(lang) {
			for _, part := range strings.Split(string(HTML(s.p, s.o)), `class="`)[1:] {
				classes, _, _ := strings.Cut(part, `"`)
				for _, class := range strings.Fields(classes) {
					if class != "chart" && !strings.Contains(css, "."+class+" {") {
						t.Errorf("%s: the style sheet has no .%s", s.name, class)
					}
				}
			}
		}
	}
}

func TestFilesHaveNoClassesAndNoVariables(t *testing.T) {
	for _, s := range samples("ar") {
		if got := string(File(s.p, s.o, s.with)); strings.Contains(got, "class=") || strings.Contains(got, "var(") {
			t.Errorf("%s needs a page's style sheet", s.name)
		}
	}
}

func TestMonthsBetweenAreZero(t *testing.T) {
	tl := Months{Series: []Series{{Points: []Point{{Month: "2024-11", Count: 2}, {Month: "2025-02", Count: 4}, {Month: "2025-02", Count: 1}, {Month: "2025-13", Count: 9}}}}}.timeline()
	if tl.last-tl.first != 3 || tl.most != 5 {
		t.Errorf("the months are %d to %d, the most is %d; want four months and 5", tl.first, tl.last, tl.most)
	}
}

func TestProjections(t *testing.T) {
	for _, v := range []View{MiddleEast, ArabWorld, World} {
		p := projectionOf(v, 720)
		x, y := p.point(31.78, 35.22)
		if !p.shows(31.78, 35.22) || x < 0 || x > 720 || y < 0 || y > p.height {
			t.Errorf("view %d has Jerusalem at %v, %v of 720, %v", v, x, y, p.height)
		}
		if x2, _ := p.point(33.3, 44.4); x2 <= x {
			t.Errorf("view %d has Baghdad west of Jerusalem", v)
		}
	}
}

func TestLargePicturesAreQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	n := bigNetwork(150)
	least := time.Hour
	for range 5 {
		began := time.Now()
		HTML(n, Options{})
		least = min(least, time.Since(began))
	}
	t.Logf("150 nodes: %v", least)
	if least > 200*time.Millisecond { // 20 on an idle machine
		t.Errorf("a network of 150 nodes takes %v", least)
	}
}

func BenchmarkNetwork(b *testing.B) {
	n := bigNetwork(150)
	for b.Loop() {
		HTML(n, Options{})
	}
}

func BenchmarkMap(b *testing.B) {
	m := sampleMap(func(en, _ string) string { return en }, MiddleEast)
	for b.Loop() {
		HTML(m, Options{})
	}
}

func FuzzPictures(f *testing.F) {
	f.Add("هدى سالم", "2025-01-14", "/a", 3, "ar")
	f.Add(hostile, "2025-13", "javascript:x", -1, "en")
	f.Fuzz(func(t *testing.T, name, day, href string, n int, lang string) {
		n %= 1_000_000_000
		for _, p := range []Picture{
			Months{Series: []Series{{name, href, []Point{{day, n, href}, {"2025-02", 1, ""}}}, {Name: day}}, Form: Form(uint(n) % 3)},
			Life{Moments: []Moment{{day, name, name, name, href, name, []int{n, 1}}, {Day: "2025-01-20", Outlet: name}}, Set: []Mark{{day, name}}},
			Network{Nodes: []Node{{name, name, Place, n & 7, href}, {ID: day}}, Links: []Link{{name, day, n, href}}},
			Map{Spots: []Spot{{name, float64(n % 90), float64(n % 180), n, href}}, View: View(uint(n) % 3)},
			Chain{[]Hop{{name, day, Person, href}, {href, name, Place, day}}},
			Heat{From: day, Days: []Day{{day, n, href}, {"2025-01-14", 2, ""}}},
		} {
			wellFormed(t, []byte(HTML(p, Options{Title: name, Desc: day, Lang: lang, Width: n})))
			wellFormed(t, File(p, Options{Title: name, Lang: lang}, Caption{Sources: []string{name}, Date: day}))
		}
	})
}
