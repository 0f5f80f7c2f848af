package lang

import (
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// loaded is the program's own pack: most of what is tested here is how its tables and the code come together.
var loaded = sync.OnceValues(func() (*Pack, error) {
	w, err := world.Load(os.DirFS("../../packs/world"))
	if err != nil {
		return nil, err
	}
	return Load(os.DirFS("../../packs/ar"), w)
})

func pack(t testing.TB) *Pack {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// one returns the token that a word makes.
func one(t *testing.T, p *Pack, word string) *doc.Token {
	t.Helper()
	toks := token.Split(text.Text(word), p)
	if len(toks) != 2 {
		t.Fatalf("%q makes %d tokens", word, len(toks)-1)
	}
	return &toks[0]
}

func TestTrieTakesTheLongestPhrase(t *testing.T) {
	p := &Pack{forms: newTable(8), info: make([]Form, 1)}
	trie := newTrie(1)
	for i, phrase := range []string{"حزب", "حزب الله", "حزب الله العراقي", "حزب الاتحاد الوطني", "حزب"} {
		trie.add(p.phrase(phrase), int32(i))
	}
	tests := []struct {
		name, text string
		end        int
		values     []int32
	}{
		{"one word, two values", "حزب", 1, []int32{0, 4}},
		{"two words", "حزب الله", 2, []int32{1}},
		{"three words", "حزب الله العراقي", 3, []int32{2}},
		{"back to what was whole", "حزب الاتحاد الدولي", 1, []int32{0, 4}},
		{"a word that nobody knows", "حزب المحافظين", 1, []int32{0, 4}},
		{"quotation marks are passed over", `حزب "الله" اللبناني`, 3, []int32{1}},
		{"a comma is not", "حزب، الله", 1, []int32{0, 4}},
		{"nor a paragraph's end", "حزب\nالله", 1, []int32{0, 4}},
		{"nothing starts here", "الله حزب", 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			toks := token.Split(text.Text(tt.text), p)
			end, values := trie.Longest(toks, 0, toks[0].Readings[0].Form)
			if end != tt.end || len(values) != len(tt.values) || len(values) > 0 && values[0] != tt.values[0] {
				t.Errorf("got %d %v, want %d %v", end, values, tt.end, tt.values)
			}
		})
	}
	if v := trie.values(p.phrase("حزب الله")); len(v) != 1 || v[0] != 1 {
		t.Errorf("the values of the phrase are %v", v)
	}
	if v := trie.values(p.phrase("حزب الاتحاد")); v != nil {
		t.Errorf("a part of a phrase has the values %v", v)
	}
}

func TestAttachedPronouns(t *testing.T) {
	p := &Pack{forms: newTable(8), info: make([]Form, 1)}
	p.verbWithObject, p.nounWithOwner = p.mark("\x00verb", Verb|Attached), p.mark("\x00noun", Common|Attached)
	p.mark("وصف", Verb)
	p.mark("استقبل", Verb)
	p.mark("حكومة", Common)
	p.mark("بيان", Paper)
	p.mark("وزارة", BodyHead)
	p.mark("لكن", Conjunction)
	tests := []struct {
		name, word string
		want       doc.FormID
	}{
		{"an object", "وصفها", p.verbWithObject}, {"another", "استقبلهم", p.verbWithObject}, {"two", "استقبلهما", p.verbWithObject}, {"us", "استقبلنا", p.verbWithObject},
		{"a noun in ة opens to ت", "حكومته", p.nounWithOwner}, {"hers", "وزارتها", p.nounWithOwner}, {"theirs", "بيانهم", p.nounWithOwner},
		{"a bare ه after a noun may be its ة", "بيانه", 0}, {"no noun and no verb", "لكنها", 0}, {"an unknown stem", "قرنفلها", 0}, {"the word itself", "وصف", p.forms.get("وصف")},
	}
	for _, tt := range tests {
		if got := p.Form(script.String(tt.word)); got != tt.want {
			t.Errorf("%s: %s is form %d, want %d", tt.name, tt.word, got, tt.want)
		}
	}
}

func TestVerbsAreKnownByAllTheirForms(t *testing.T) {
	p := pack(t)
	tests := []struct {
		word, lemma string // an empty lemma: no verb that attributes
	}{
		{"قال", "قال"}, {"وقالت", "قال"}, {"سيقول", "قال"}, {"قائلا", "قال"}, {"يؤكدان", "أكد"}, {"مؤكدًا", "أكد"}, {"فأضاف", "أضاف"},
		{"أعلنا", "أعلن"}, {"دعت", "دعا"}, {"نفى", "نفى"}, {"شدّد", "شدد"}, {"محذرة", "حذر"}, {"طاولة", ""}, {"الجسر", ""},
	}
	for _, tt := range tests {
		got := map[string]bool{}
		for _, r := range one(t, p, tt.word).Readings {
			for _, v := range p.Verbs(r.Form) {
				if p.Lemmas[v.Lemma].Class != NoCue {
					got[p.Lemmas[v.Lemma].Text] = true
				}
			}
		}
		if tt.lemma == "" && len(got) > 0 || tt.lemma != "" && !got[tt.lemma] {
			t.Errorf("%s is read as %v, want %s", tt.word, got, tt.lemma)
		}
	}
}

func TestCapitalsSpeakForTheirCountries(t *testing.T) {
	p := pack(t)
	tests := []struct{ word, country string }{{"موسكو", "ru"}, {"واشنطن", "us"}, {"طهران", "ir"}, {"أنقرة", "tr"}, {"الدوحة", "qa"}, {"حلب", ""}, {"إسطنبول", ""}}
	for _, tt := range tests {
		got := ""
		for _, v := range p.Names.values(p.phrase(tt.word)) {
			if c, ok := p.SpeaksFor(world.ThingID(v)); ok {
				got = p.World.Things[c].Bare()
			}
		}
		if got != tt.country {
			t.Errorf("%s speaks for %q, want %q", tt.word, got, tt.country)
		}
	}
}

// A phrase that is no place is a name of the country itself.
func TestOtherMetonymsAreNamesOfTheCountry(t *testing.T) {
	p := pack(t)
	for phrase, want := range map[string]string{"الكرملين": "ru", "البيت الأبيض": "us"} {
		found := ""
		for _, v := range p.Names.values(p.phrase(phrase)) {
			found += " " + p.World.Things[v].ID
		}
		if found == "" {
			t.Errorf("%s is no name, want %s", phrase, want)
		}
	}
}

func TestAdjectivesOfOrigin(t *testing.T) {
	p := pack(t)
	tests := []struct {
		word, country string
		class         Class
	}{
		{"روسي", "ru", Masculine | Singular}, {"الروسية", "ru", Feminine | Definite}, {"الروسيان", "ru", Dual}, {"مصريون", "eg", Plural}, {"والأردنيين", "jo", Plural},
		{"للسعوديات", "sa", Feminine | Plural}, {"تركيتين", "tr", Dual}, {"كتابي", "", 0},
	}
	for _, tt := range tests {
		thing, class, ok := p.Adjective(one(t, p, tt.word))
		got := ""
		if ok {
			got = p.World.Things[thing].Bare()
		}
		if got != tt.country || class&tt.class != tt.class {
			t.Errorf("%s: got %q %b, want %q %b", tt.word, got, class, tt.country, tt.class)
		}
	}
}

func TestNamesOfAbdAreKnownWholeAndParted(t *testing.T) {
	p := &Pack{Names: newTrie(1), forms: newTable(8), info: make([]Form, 1)}
	p.addName("عبد الله القاضي", 1)
	p.addName("عبدالرحمن النجار", 2)
	for name, want := range map[string]int32{"عبد الله القاضي": 1, "عبدالله القاضي": 1, "عبدالرحمن النجار": 2, "عبد الرحمن النجار": 2} {
		if v := p.Names.values(p.phrase(name)); len(v) != 1 || v[0] != want {
			t.Errorf("%s: got %v, want %d", name, v, want)
		}
	}
}

func TestContactNounsWithOwners(t *testing.T) {
	p := pack(t)
	tests := []struct {
		words string
		typ   doc.EventType
		end   int // 0: no contact
		owned bool
	}{
		{"اجتماع", doc.Meeting, 1, false}, {"الاجتماع", doc.Meeting, 1, false}, {"لقائه", doc.Meeting, 1, true}, {"زيارتها", doc.Visit, 1, true}, {"اجتماعهما", doc.Meeting, 1, true},
		{"اتصال هاتفي", doc.Call, 2, false}, {"المؤتمر الصحفي", doc.Conference, 2, false}, {"مؤتمرين صحفيين", doc.Conference, 2, false}, {"مؤتمره الصحفي", doc.Conference, 2, true},
		{"اتصالات هاتفية", doc.Call, 2, false}, {"زيارات العمل", doc.Visit, 1, false}, {"مآدب العشاء", 0, 0, false}, {"كتاب", 0, 0, false},
	}
	for _, tt := range tests {
		n, end, _, ok := p.ContactNounAt(token.Split(text.Text(tt.words), p), 0)
		if ok != (tt.end > 0) || ok && (n.Type != tt.typ || end != tt.end || n.Owner.Person != 0 != tt.owned) {
			t.Errorf("%s: got %v to %d, found %v", tt.words, n, end, ok)
		}
	}
}

func TestFormJoinedFindsWhatFormFinds(t *testing.T) {
	p := pack(t)
	if p.FormJoined("ال", "امم") == 0 || p.FormJoined("ال", "امم") != p.Form("الامم") {
		t.Error("the two parts of a form are not the form")
	}
	if p.FormJoined("ال", strings.Repeat("م", 500)) != 0 {
		t.Error("a form of a thousand bytes is known")
	}
}

func TestPackErrorsNameFileAndLine(t *testing.T) {
	w, err := world.Load(os.DirFS("../../packs/world"))
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"lexicon/function-words.tsv": {Data: []byte("form\tclass\texample\nفي\tprep\t[في] البيت\nمن\tpreposition\t[من] البيت\n")}}
	if _, err := Load(fsys, w); err == nil || !strings.Contains(err.Error(), "lexicon/function-words.tsv:3: no class is called preposition") {
		t.Errorf("got %v", err)
	}
}
