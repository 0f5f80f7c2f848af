package entity_test

import (
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/nlptest"
)

var types = [...]string{doc.NoType: "?", doc.Person: "PER", doc.Organisation: "ORG", doc.Place: "LOC"}

// show marks the places where named entities are [mentioned], and lists the entities with their other forms and ids: "PER جون بولتون (بولتون)".
func show(d *doc.Doc) (marked, who string) {
	var marks []nlptest.Mark
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Entity != doc.NoEntity {
			marks = append(marks, nlptest.Mark{Span: m.Span, Open: "[", Close: "]"})
		}
	}
	var all []string
	for _, e := range d.Entities {
		line := types[e.Type] + " " + e.Name
		if len(e.Aliases) > 0 {
			slices.Sort(e.Aliases)
			line += " (" + strings.Join(e.Aliases, ", ") + ")"
		}
		if e.ID != "" {
			line += " " + e.ID
		}
		all = append(all, line)
	}
	slices.Sort(all)
	return nlptest.Marked(d.Text, marks...), strings.Join(all, "; ")
}

// row is a text with its [mentions], and the entities.
type row struct{ name, want, who string }

var tests = []row{
	{"a short name finds its long one", `وصل [جون بولتون] أمس. وقال [بولتون] إن الجسر آمن.`, "PER جون بولتون (بولتون) per:john-bolton"},
	{"with clitics", `وصل [سامي الحداد] أمس. ورد الجسر [للحداد] ثم [والحداد].`, "PER سامي الحداد (الحداد)"},
	{"the short one first", `قال [لافروف] إن الجسر آمن. ووصل [سيرغي لافروف] أمس.`, "PER سيرغي لافروف (لافروف) per:sergey-lavrov"},
	{"two people of one family", `وصل [سامي الحداد] [وكريم الحداد] أمس.`, "PER سامي الحداد; PER كريم الحداد"},
	{"spellings of a foreign name", `قال [إيمانويل ماكرون] إن الجسر آمن. وصل [ايمانويل ماكرون] أمس.`, "PER إيمانويل ماكرون (ايمانويل ماكرون) per:emmanuel-macron"},
	{"hamza or none", `وصل [أردوغان] أمس. وقال [إردوغان] إن الجسر آمن.`, "PER أردوغان (إردوغان) per:recep-tayyip-erdogan"},
	{"a title is not the name", `قال [الرئيس إيمانويل ماكرون] إن الجسر آمن.`, "PER إيمانويل ماكرون per:emmanuel-macron"},
	{"an office that the article has named", `قال [وزير الخارجية الروسي سيرغي لافروف] إن الجسر آمن. وأضاف [وزير الخارجية الروسي] أن العمل مستمر.`, "PER سيرغي لافروف per:sergey-lavrov"},
	{"another office is another man", `قال [وزير الخارجية الروسي سيرغي لافروف] إن الجسر آمن. وأضاف وزير الدفاع الروسي أن العمل مستمر.`, "PER سيرغي لافروف per:sergey-lavrov"},
	{"the former one is not the present one", `قال [وزير الخارجية الروسي سيرغي لافروف] إن الجسر آمن. وأضاف وزير الخارجية الروسي السابق أن العمل مستمر.`, "PER سيرغي لافروف per:sergey-lavrov"},
	{"a woman's office is no man's", `قال [ماكرون] إن الجسر آمن. وأضافت الرئيسة الفرنسية أن العمل مستمر.`, "PER ماكرون per:emmanuel-macron"},
	{"a capital where something is", `افتتح الجسر في [موسكو] أمس. ووصل وفد من [روسيا].`, "LOC روسيا loc:ru; LOC موسكو loc:moscow"},
	{"an unknown name after a title", `قال [الوزير سليم النجفاوي] إن الجسر آمن.`, "PER سليم النجفاوي"},
	{"three words of a name", `قال [محمد عبد الله القاضي] إن الجسر آمن. وأضاف [القاضي] أن العمل مستمر.`, "PER محمد عبد الله القاضي (القاضي)"},
	{"an unknown name beside a verb of saying", `قالت [هدى البدري] إن الجسر آمن.`, "PER هدى البدري"},
	{"a foreign name that nobody lists", `قال [توماس كريستنسن] إن الجسر آمن.`, "PER توماس كريستنسن"},
	{"an agency and its short form", `ذكرت [وكالة رويترز] أن الجسر آمن. وأضافت [رويترز] أن العمل مستمر.`, "ORG وكالة رويترز (رويترز) org:reuters"},
	{"a paper in quotation marks", `ذكرت [صحيفة "الفجر"] أن الجسر آمن.`, `ORG صحيفة "الفجر" (الفجر)`},
	{"a ministry", `قالت [وزارة النقل] إن الجسر آمن.`, "ORG وزارة النقل"},
	{"a ministry without the word", `قالت [الخارجية الروسية] إن الجسر آمن.`, "ORG الخارجية الروسية org:russian-foreign-ministry"},
	{"a place by its kind", `وصل الوفد إلى [مدينة حلب] ثم عاد من [حلب].`, "LOC مدينة حلب (حلب) loc:aleppo"},
	{"a capital that speaks is its country", `أعلنت [موسكو] أن الجسر آمن. ووصل وفد من [روسيا] أمس.`, "LOC روسيا (موسكو) loc:ru"},
	{"a capital whose country the article does not name is itself", `أعلنت [موسكو] أن الجسر آمن.`, "LOC موسكو loc:moscow"},
	{"a capital that somebody visits is itself", `زار الوزير [موسكو] أمس. ووصل وفد من [روسيا].`, "LOC روسيا loc:ru; LOC موسكو loc:moscow"},
	{"another name in a bracket", `قالت [وزارة الدفاع] ([البنتاغون]) إن الجسر آمن.`, "ORG وزارة الدفاع (البنتاغون) org:pentagon"},
	{"the body that a title is of", `قال [المتحدث باسم وزارة النقل العراقية سليم النجفاوي] إن الجسر آمن.`, "ORG وزارة النقل العراقية org:iraqi-transport-ministry; PER سليم النجفاوي"},
	{"the country that a title is of", `قال [رئيس وزراء مالطا روبرت أبيلا] إن الجسر آمن.`, "LOC مالطا loc:mt; PER روبرت أبيلا per:robert-abela"},
	{"whose body it is", `رحبت [إدارة أوباما] بفتح الجسر.`, "ORG إدارة أوباما; PER أوباما per:barack-obama"},
	{"the first words of a body's name", `أعلنت [لجنة الإغاثة الدولية] أن الجسر آمن. وأضافت [لجنة الإغاثة] أن العمل مستمر.`, "ORG لجنة الإغاثة الدولية (لجنة الإغاثة)"},
	{"a village without its kind", `وصل الوفد إلى [بلدة زرقولة] ثم عاد من [بلدة زرقولة].`, "LOC بلدة زرقولة (زرقولة)"},
	{"a surname that starts like a preposition", `وصل [راجح بادي] أمس. وجدد [بادي] الدعوة.`, "PER راجح بادي (بادي) per:rajeh-badi"},
	{"على is not علي", `وصل [سالم علي] أمس. وسقط الجسر على النهر.`, "PER سالم علي"},
	{"an adjective is no entity", `عبرت القوات الإيرانية الجسر أمس.`, ""},
	{"a common noun is no entity", `وصل الوزير إلى الجسر أمس.`, ""},
}

// known are faults of this stage or of those below it. A row that comes out right belongs among the tests.
var known = []row{
	{"a body swallowed by its preposition", `رحبت [الأمم المتحدة] بفتح الجسر. وقال مندوب [للأمم المتحدة] إن الجسر آمن.`, "ORG الأمم المتحدة org:un"},
}

func TestEntities(t *testing.T) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, who := show(nlptest.Story(t, nlptest.Unmarked(tt.want))); got != tt.want || who != tt.who {
				t.Errorf("\n got %s = %s\nwant %s = %s", got, who, tt.want, tt.who)
			}
		})
	}
}

func TestKnownFaults(t *testing.T) {
	for _, tt := range known {
		if got, who := show(nlptest.Story(t, nlptest.Unmarked(tt.want))); got == tt.want && who == tt.who {
			t.Errorf("%s is read right now: move it to the tests", tt.name)
		}
	}
}

func FuzzJoin(f *testing.F) {
	for _, tt := range tests {
		f.Add(nlptest.Unmarked(tt.want))
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := nlptest.Story(t, s)
		if err := nlptest.Sound(d); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		for i, e := range d.Entities {
			if slices.Contains(e.Aliases, e.Name) {
				t.Errorf("%q: entity %d is called %q and %q", s, i, e.Name, e.Aliases)
			}
		}
	})
}
