package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/script"
)

// near says whether the two have a key in common, without which the store never asks Same.
func near(a, b Naming) bool {
	return slices.ContainsFunc(ActorKeys(a), func(k string) bool { return slices.Contains(ActorKeys(b), k) })
}

func TestSame(t *testing.T) {
	per := func(name string, roles []string, company ...string) Naming {
		return Naming{Name: name, Type: "PER", Roles: roles, Company: company}
	}
	known := func(name, id string) Naming { return Naming{Name: name, Type: "PER", WorldID: id} }
	org := func(name string, company ...string) Naming {
		return Naming{Name: name, Type: "ORG", Company: company}
	}
	loc := func(name string, company ...string) Naming {
		return Naming{Name: name, Type: "LOC", Company: company}
	}
	tests := []struct {
		name string
		a, b Naming
		want Reason // empty: two actors
	}{
		{"one world id under two names", known("بوتين", "per:vladimir-putin"), known("فلاديمير بوتين", "per:vladimir-putin"), ByWorldID},
		{"one name with two world ids", known("جورج بوش", "per:george-w-bush"), known("جورج بوش", "per:george-h-w-bush"), ""},
		{"a full name", per("فولكان دمير", nil), per("فولكان دمير", nil, "loc:tr"), ByFullName},
		{"hamza and ta marbuta", per("أسامة الرفاعي", nil), per("اسامه الرفاعى", nil), ByFullName},
		{"عبد written apart", per("عبد الكريم الزبيري", nil), per("عبدالكريم الزبيري", nil), ByFullName},
		{"الدين written apart", per("عز الدين الأصبحي", nil), per("عزالدين الأصبحي", nil), ByFullName},
		{"a known man in an article that knows him not", known("طوني بلير", "per:tony-blair"), per("توني بلير", nil), BySpelling},
		{"foreign vowels", per("ميشيل فلورنوا", nil), per("ميشال فلورنوا", nil), BySpelling},
		{"foreign g", per("سيرغي غايداي", nil), per("سيرجي جايداي", nil), BySpelling},
		{"Arabic vowels are not free", per("محمد الخطيب", nil), per("محمود الخطيب", nil), ""},
		{"Arabic vowels are not free in a family name", per("أحمد الراشد", nil), per("أحمد الرشيد", nil), ""},
		{"another consonant", per("سيرغي لابروف", nil), per("سيرغي لافروف", nil), ""},
		{"the same first name", per("جون كيربي", nil), per("جون بولتون", nil), ""},
		{"two given names alone", per("محمد حسين", nil), per("محمد حسين", nil), ""},
		{"two given names in one country", per("محمد حسين", nil, "loc:iq"), per("محمد حسين", nil, "loc:iq"), ""},
		{"two given names with one role", per("محمد حسين", []string{"محافظ ديالى"}, "loc:iq"), per("محمد حسين", []string{"ومحافظ ديالى"}, "loc:iq"), ByNameRole},
		{"a short name alone", per("بلير", nil), per("توني بلير", nil), ""},
		{"a short name in one country", per("بلير", nil, "loc:gb"), per("توني بلير", nil, "loc:gb"), ""},
		{"a short name with one role", per("فيلتمان", []string{"مساعد وزيرة الخارجية"}, "loc:lb"), per("جيفري فيلتمان", []string{"لمساعد وزيرة الخارجية السابق"}, "loc:lb", "loc:us"), ByShortRole},
		{"a role of one word is too little", per("الخطيب", []string{"النائب"}, "loc:lb"), per("أنور الخطيب", []string{"النائب"}, "loc:lb"), ""},
		{"a short name in the same company", per("دوستم", nil, "per:hamid-karzai", "per:abdullah-abdullah"), per("عبد الرشيد دوستم", nil, "per:abdullah-abdullah", "per:hamid-karzai"), ByShortCompany},
		{"one companion is too little", per("دوستم", nil, "per:hamid-karzai"), per("عبد الرشيد دوستم", nil, "per:hamid-karzai"), ""},
		{"two companions of many", per("دوستم", nil, "per:hamid-karzai", "per:abdullah-abdullah", "per:ban-ki-moon", "per:john-kerry", "per:robert-gates"),
			per("عبد الرشيد دوستم", nil, "per:abdullah-abdullah", "per:hamid-karzai", "per:a", "per:b", "per:c"), ""},
		{"countries are no company", per("دوستم", nil, "loc:af", "loc:us", "loc:uz"), per("عبد الرشيد دوستم", nil, "loc:af", "loc:us", "loc:uz"), ""},
		{"a given name in the same company", per("أحمد", nil, "per:hamid-karzai", "per:abdullah-abdullah"), per("كريم أحمد", nil, "per:abdullah-abdullah", "per:hamid-karzai"), ""},
		{"a middle name left out", per("محمد بن سليمان المسهر", nil), per("محمد المسهر", nil), ""},
		{"a middle name left out, one role", per("محمد بن سليمان المسهر", []string{"رئيس بلدية القصيم"}, "loc:sa"), per("محمد المسهر", []string{"رئيس بلدية القصيم"}, "loc:sa"), ByPartRole},
		{"other names between", per("علي عبد الله الخطيب", []string{"رئيس الكتلة"}, "loc:iq"), per("علي حمه الخطيب", []string{"رئيس الكتلة"}, "loc:iq"), ""},
		{"three given names", per("عمر فاروق عبد المطلب", nil), per("عمر فاروق عبدالمطلب", nil), ByFullName},
		{"a man and a place", per("سامي غزة", nil), loc("سامي غزة"), ""},
		{"a body", org("منظمة لهافا اليهودية"), org("منظمة لاهافا اليهودية"), BySpelling},
		{"a ministry of two countries", org("وزارة الداخلية", "loc:eg"), org("وزارة الداخلية", "loc:iq"), ""},
		{"a ministry of one country", org("وزارة الداخلية", "loc:eg"), org("وزارة الداخلية", "loc:eg", "org:afp"), ByGeneralName},
		{"a ministry where there are two countries", org("وزارة الداخلية", "loc:eg", "loc:us"), org("وزارة الداخلية", "loc:eg", "loc:us"), ""},
		{"an embassy", org("السفارة الأمريكية", "loc:ye"), org("السفارة الأميركية", "loc:iq"), ""},
		{"a place that outlets do not agree on", loc("بلدة سروج"), loc("مدينة سروج"), ByFullName},
		{"a place in two countries", loc("قرية المالكية", "loc:bh"), loc("قرية المالكية", "loc:sy"), ""},
		{"nothing", Naming{}, Naming{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, p := range [][2]Naming{{tt.a, tt.b}, {tt.b, tt.a}} {
				var a Actor
				Join(&a, p[0])
				why, ok := Same(a, p[1])
				if !ok {
					why = ""
				}
				if why != tt.want {
					t.Errorf("%s and %s: got %q, want %q", p[0].Name, p[1].Name, why, tt.want)
				}
				if ok && !near(a.Naming, p[1]) {
					t.Errorf("%s and %s have no key in common: %q, %q", p[0].Name, p[1].Name, ActorKeys(a.Naming), ActorKeys(p[1]))
				}
			}
		})
	}
}

func TestPickTakesNeitherOfTwo(t *testing.T) {
	role, in := []string{"رئيس الوزراء الباكستاني"}, []string{"loc:pk"}
	first := Actor{ID: 1, Naming: Naming{Name: "نواز شريف", Type: "PER", Roles: role, Company: in}}
	second := Actor{ID: 2, Naming: Naming{Name: "شهباز شريف", Type: "PER", Roles: role, Company: in}}
	short := Naming{Name: "شريف", Type: "PER", Roles: role, Company: in}
	if at, why, ok := Pick([]Actor{first, second}, short); ok {
		t.Errorf("got %d, %q", at, why)
	}
	if at, why, ok := Pick([]Actor{second, first}, Naming{Name: "نواز شريف", Type: "PER", Forms: []string{"شريف"}, Roles: role, Company: in}); !ok || at != 1 {
		t.Errorf("got %d, %q, %v", at, why, ok)
	}
	if at, why, ok := Pick([]Actor{first}, short); !ok || at != 0 || why != ByShortRole {
		t.Errorf("got %d, %q, %v", at, why, ok)
	}
	if _, _, ok := Pick(nil, short); ok {
		t.Error("picked one of none")
	}
}

func TestWhatAnActorKeepsDoesNotDependOnOrder(t *testing.T) {
	namings := []Naming{
		{Name: "لافروف", Type: "PER", Roles: []string{"وزير الخارجية الروسي"}, Company: []string{"loc:ru", "loc:sy"}},
		{Name: "سيرغي لافروف", Type: "PER", WorldID: "per:sergey-lavrov", En: "Sergey Lavrov", Forms: []string{"لافروف"}, Company: []string{"per:john-kerry"}},
		{Name: "سيرجي لافروف", Type: "PER", WorldID: "per:sergey-lavrov", En: "Sergey Lavrov", Roles: []string{"الوزير"}},
		{Name: "سيرغي لافروف", Type: "PER", Roles: []string{"للوزير"}, Company: []string{"loc:tr"}},
	}
	var there, back Actor
	for i := range namings {
		Join(&there, namings[i])
		Join(&back, namings[len(namings)-1-i])
	}
	if a, b := fmt.Sprint(there), fmt.Sprint(back); a != b {
		t.Errorf("got %s\nand %s", a, b)
	}
	if there.Name != "سيرغي لافروف" || there.Articles != 4 || there.Names[0].Articles != 2 {
		t.Errorf("got %+v", there)
	}
}

func TestWhatAnActorKeepsIsBounded(t *testing.T) {
	var a Actor
	for i := range 500 {
		word := fmt.Sprintf("اسم%d", i)
		Join(&a, Naming{Name: word + " " + word, Type: "PER", Forms: []string{word}, Roles: []string{"رئيس " + word}, Company: []string{"per:" + word, fmt.Sprintf("loc:%02d", i%100), word + " اخر"}})
	}
	if len(a.Forms) != maxForms || len(a.Names) != maxNames || len(a.Roles) != maxRoles || len(a.Company) != maxCompany+maxCountries {
		t.Errorf("kept %d forms, %d names, %d roles, %d of the company", len(a.Forms), len(a.Names), len(a.Roles), len(a.Company))
	}
	if n := len(ActorKeys(a.Naming)); n > 2*8+maxRoles+12+1 {
		t.Errorf("%d keys", n)
	}
}

func TestListsAreSorted(t *testing.T) {
	for name, list := range map[string]string{"given.txt": givenList, "general.txt": generalList} {
		lines := strings.Fields(list)
		for i, w := range lines {
			if i > 0 && lines[i-1] >= w {
				t.Errorf("%s: %s stands after %s: keep the list sorted and each word once", name, w, lines[i-1])
			}
			if script.String(w) != w {
				t.Errorf("%s: %s is not folded: write %s", name, w, script.String(w))
			}
		}
	}
}

// FuzzSame holds that two namings are one actor in either order or in none, have then a key in common, and never two world ids.
func FuzzSame(f *testing.F) {
	f.Add("محمد حسين", "محافظ ديالى", "loc:iq|per:haider-al-abadi", "", "محمد حسين", "ومحافظ ديالى", "loc:iq", "", uint8(0))
	f.Add("طوني بلير", "", "", "per:tony-blair", "توني بلير", "", "", "", uint8(0))
	f.Add("وزارة الداخلية", "", "loc:eg", "", "وزارة الداخلية", "", "loc:eg", "", uint8(1))
	f.Add("بلدة سروج", "", "loc:tr", "", "سوروج", "", "loc:tr", "", uint8(2))
	f.Add("\xff عبد", "بن|ال", "|", "x", "أبو", "و", "loc:", "", uint8(0))
	f.Fuzz(func(t *testing.T, nameA, rolesA, companyA, idA, nameB, rolesB, companyB, idB string, kind uint8) {
		typ := []string{"PER", "ORG", "LOC"}[kind%3]
		naming := func(name, roles, company, id string) Naming {
			forms := strings.Split(name, "|")
			return Naming{Name: forms[0], Type: typ, Forms: forms[1:], Roles: strings.Split(roles, "|"), Company: strings.Split(company, "|"), WorldID: id}
		}
		x, y := naming(nameA, rolesA, companyA, idA), naming(nameB, rolesB, companyB, idB)
		if len(x.Forms)+len(x.Roles)+len(x.Company)+len(y.Forms)+len(y.Roles)+len(y.Company) > 20 {
			return // what is cut off is in no key
		}
		var a, b Actor
		Join(&a, x)
		Join(&b, y)
		why, ok := Same(a, y)
		_, back := Same(b, x)
		if ok != back {
			t.Errorf("%q and %q: %v, the other way round %v", nameA, nameB, ok, back)
		}
		if ok && x.WorldID != "" && y.WorldID != "" && x.WorldID != y.WorldID {
			t.Errorf("%q and %q are one for %q", x.WorldID, y.WorldID, why)
		}
		if ok && !near(x, y) {
			t.Errorf("%q and %q are one for %q, and have no key in common: %q, %q", nameA, nameB, why, ActorKeys(x), ActorKeys(y))
		}
	})
}

func BenchmarkActor(b *testing.B) {
	n := Naming{Name: "سيرغي لافروف", Type: "PER", Forms: []string{"لافروف"}, Roles: []string{"وزير الخارجية الروسي", "الوزير"},
		Company: []string{"loc:ru", "loc:tr", "per:mevlut-cavusoglu", "per:vladimir-putin", "org:un", "وزارة الخارجية", "ميخائيل بوغدانوف"}}
	var a Actor
	for range 100 {
		Join(&a, n)
	}
	b.Run("keys", func(b *testing.B) {
		for b.Loop() {
			ActorKeys(n)
		}
	})
	b.Run("same", func(b *testing.B) {
		for b.Loop() {
			Same(a, n)
		}
	})
	b.Run("join", func(b *testing.B) {
		for b.Loop() {
			Join(&a, n)
		}
	})
}
