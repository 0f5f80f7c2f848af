package event_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/nlptest"
)

var (
	types    = [...]string{doc.Meeting: "meeting", doc.Call: "call", doc.Visit: "visit", doc.Message: "message", doc.Signing: "signing", doc.Conference: "conference"}
	statuses = [...]string{doc.Held: "held", doc.Ongoing: "ongoing", doc.Planned: "planned", doc.Failed: "failed", doc.Cancelled: "cancelled", doc.Postponed: "postponed", doc.Denied: "denied"}
)

// show marks the {triggers} and lists the contacts: "meeting held: لافروف + سامي الحداد @ موسكو 2018-08-22".
func show(d *doc.Doc) (marked, what string) {
	var marks []nlptest.Mark
	var all []string
	for _, e := range d.Events {
		marks = append(marks, nlptest.Mark{Span: e.Trigger, Open: "{", Close: "}"})
		var parties []string
		slices.SortStableFunc(e.Participants, func(a, b doc.Participant) int { return a.Span.Start - b.Span.Start })
		for _, p := range e.Participants {
			switch {
			case p.Name != "":
				parties = append(parties, p.Name)
			default:
				parties = append(parties, fmt.Sprintf("%s=%s", p.Role, p.En))
			}
		}
		line := types[e.Type] + " " + statuses[e.Status] + ": " + strings.Join(parties, " + ")
		if e.Place != "" {
			line += " @ " + e.Place
		}
		if e.Date != "" {
			line += " " + e.Date
		}
		all = append(all, line)
	}
	return nlptest.Marked(d.Text, marks...), strings.Join(all, "; ")
}

// row is a text with its {triggers}, and the contacts.
type row struct{ name, want, what string }

var tests = []row{
	{"met", `{التقى} لافروف سامي الحداد في موسكو أمس.`, "meeting held: لافروف + سامي الحداد @ موسكو 2018-08-22"},
	{"met with", `{اجتمع} سامي الحداد مع ليلى نعمة اليوم.`, "meeting held: سامي الحداد + ليلى نعمة 2018-08-23"},
	{"subject before the verb", `سامي الحداد {اجتمع} مع ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"will meet", `{سيلتقي} لافروف سامي الحداد غدا.`, "meeting planned: لافروف + سامي الحداد 2018-08-24"},
	{"is due to meet", `من المقرر أن {يلتقي} لافروف سامي الحداد يوم الأحد المقبل.`, "meeting planned: لافروف + سامي الحداد 2018-08-26"},
	{"a noun between two", `عقد {اجتماع} بين لافروف وسامي الحداد في جنيف.`, "meeting held: لافروف + سامي الحداد @ جنيف"},
	{"owner of the noun", `قال سامي الحداد خلال {لقائه} مع ليلى نعمة إن الجسر آمن.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"call", `أجرى سامي الحداد {اتصالا هاتفيا} مع ليلى نعمة أمس.`, "call held: سامي الحداد + ليلى نعمة 2018-08-22"},
	{"called", `{اتصل} لافروف بسامي الحداد.`, "call held: لافروف + سامي الحداد"},
	{"received a call", `تلقى سامي الحداد {اتصالا هاتفيا} من ليلى نعمة.`, "call held: سامي الحداد + ليلى نعمة"},
	{"one party without a name", `قال وزير الخارجية الروسي سيرغي لافروف إن بلاده ومصر اتفقتا على عقد {محادثات جديدة} مع تركيا.`, "meeting planned: مصر + تركيا"},
	{"counterpart", `{التقى} وزير الخارجية الروسي سيرغي لافروف نظيره التركي في أنقرة.`, "meeting held: سيرغي لافروف + نظيره التركي=Mevlüt Çavuşoğlu @ أنقرة"},
	{"signed", `{وقع} سامي الحداد مع ليلى نعمة اتفاق الجسر في جدة.`, "signing held: سامي الحداد + ليلى نعمة @ جدة"},
	{"put off", `تأجل {الاجتماع} بين لافروف وسامي الحداد إلى الأحد المقبل.`, "meeting postponed: لافروف + سامي الحداد 2018-08-26"},
	{"called off", `ألغي {اللقاء} بين لافروف وسامي الحداد.`, "meeting cancelled: لافروف + سامي الحداد"},
	{"called off by one", `ألغى لافروف {لقاءه} مع سامي الحداد.`, "meeting cancelled: لافروف + سامي الحداد"},
	{"denied", `نفى سامي الحداد عقد {اجتماع} مع ليلى نعمة.`, "meeting denied: سامي الحداد + ليلى نعمة"},
	{"one contact told twice", `{التقى} لافروف سامي الحداد أمس. وقال سامي الحداد إن لقاءه مع لافروف كان مفيدا.`, "meeting held: لافروف + سامي الحداد 2018-08-22"},
	{"two days are two contacts", `{التقى} لافروف سامي الحداد أمس. {وسيلتقي} لافروف سامي الحداد غدا.`, "meeting held: لافروف + سامي الحداد 2018-08-22; meeting planned: لافروف + سامي الحداد 2018-08-24"},
	{"three parties", `{اجتماع} بين لافروف وسامي الحداد وليلى نعمة.`, "meeting held: لافروف + سامي الحداد + ليلى نعمة"},
	{"the day of another clause stays there", `{التقى} لافروف سامي الحداد، وقال إن الجسر سيفتح غدا.`, "meeting held: لافروف + سامي الحداد"},
	{"the party of another clause stays there", `{اجتمع} لافروف مع سامي الحداد، وقالت ليلى نعمة إن الجسر آمن.`, "meeting held: لافروف + سامي الحداد"},
	{"visit", `{يزور} سامي الحداد القاهرة غدا.`, "visit planned: سامي الحداد @ القاهرة 2018-08-24"},
	{"visited; a week counts for its month", `{زار} لافروف أنقرة الأسبوع الماضي.`, "visit held: لافروف @ أنقرة 2018-08"},
	{"a visit by its light verb", `قام سامي الحداد {بزيارة قصيرة} إلى مدينة عدن أمس.`, "visit held: سامي الحداد @ مدينة عدن 2018-08-22"},
	{"a visit in its relative clause", `تحسنت الطرق منذ {الزيارة} التي قام بها سامي الحداد إلى المغرب.`, "visit held: سامي الحداد @ المغرب"},
	{"a visit goes on", `يواصل سامي الحداد {زيارته} للمغرب.`, "visit ongoing: سامي الحداد @ المغرب"},
	{"what a visit is for has its day and place", `{يتوجه} سامي الحداد إلى أنقرة {للقاء} ليلى نعمة غدا.`, "visit planned: سامي الحداد @ أنقرة 2018-08-24; meeting planned: سامي الحداد + ليلى نعمة @ أنقرة 2018-08-24"},
	{"talks that the speaker held", `قال سامي الحداد إن نتائج {المباحثات} التي أجراها مع ليلى نعمة جيدة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"another contact during which they met", `{التقى} سامي الحداد خلال زيارة إلى القاهرة بالسفيرة ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"a press conference of two", `قال سامي الحداد خلال {مؤتمر صحفي مشترك} عقده مع ليلى نعمة في الدوحة إن الجسر آمن.`, "conference held: سامي الحداد + ليلى نعمة @ الدوحة"},
	{"with before the noun", `عقد سامي الحداد مع ليلى نعمة {جلسة مباحثات} في جدة.`, "meeting held: سامي الحداد + ليلى نعمة @ جدة"},
	{"open means become a call", `{بحث} سامي الحداد مع ليلى نعمة بناء الجسر. وأكد سامي الحداد خلال المكالمة الهاتفية أن الجسر آمن.`, "call held: سامي الحداد + ليلى نعمة"},
	{"he after that", `قال سامي الحداد إنه {التقى} ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"the day of the saying", `قال سامي الحداد، الأربعاء، إن الجسر آمن. وأضاف سامي الحداد خلال {لقاء} مع ليلى نعمة أن الطريق مفتوح.`, "meeting held: سامي الحداد + ليلى نعمة 2018-08-22"},
	{"a capital beside the noun is the place", `شارك سامي الحداد وليلى نعمة في {اجتماع} الدوحة.`, "meeting held: سامي الحداد + ليلى نعمة @ الدوحة"},
	{"envoys of a party", `من المقرر أن يجري ممثلون عن حركة حماس {محادثات} مع سامي الحداد.`, "meeting planned: حركة حماس + سامي الحداد"},
	{"the place of a relative clause does not act", `قال سامي الحداد خلال {زيارته} للولايات المتحدة التي {التقى} فيها ليلى نعمة إن الجسر آمن.`, "visit held: سامي الحداد @ الولايات المتحدة; meeting held: سامي الحداد + ليلى نعمة"},
	{"an ambassador is summoned", `{استدعت} وزارة الخارجية المصرية السفير سامي الحداد أمس.`, "meeting held: وزارة الخارجية المصرية + سامي الحداد 2018-08-22"},
	{"two governments by their adjectives", `{وقعت} الحكومتان التركية والجزائرية اتفاقية تعاون أمس.`, "signing held: التركية=Turkey + والجزائرية=Algeria 2018-08-22"},
	{"what the matter calls for", `الوضع في المدينة يستدعي تدخلا من سامي الحداد.`, ""},
	{"nobody came through", `تعذر الاتصال بالوزير سامي الحداد.`, ""},
	{"what has to do with something", `لا مسائل عالقة فيما يتصل بالتعاون المصري مع سامي الحداد.`, ""},
	{"an airport receives no guest", `استقبل مطار عدن أول طائرة أمس.`, ""},
	{"talks of peace between parties", `تبدأ غدا في جنيف {جولة جديدة من محادثات} السلام بين سامي الحداد وليلى نعمة.`, "meeting planned: سامي الحداد + ليلى نعمة @ جنيف 2018-08-24"},
	{"ties between parties are none", `بحث الوفد أمس السلام بين سامي الحداد وليلى نعمة.`, ""},
	{"the object follows an occasion", `{التقى} سامي الحداد على هامش المنتدى ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"some are named", `{التقى} سامي الحداد بعدد من المسؤولين المصريين بينهم ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"a meeting that was not told", `عقد سامي الحداد {اجتماعا} لم يعلن عنه مع ليلى نعمة في روما.`, "meeting held: سامي الحداد + ليلى نعمة @ روما"},
	{"a meeting that lasted", `عقد سامي الحداد {اجتماعا} استمر ساعتين مع ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"something was discussed in it", `عقد سامي الحداد {اجتماعا} مع سمير منصور جرى خلاله بحث العلاقات مع ليلى نعمة.`, "meeting held: سامي الحداد + سمير منصور"},
	{"a clitic on the noun that carries it", `{يتوجه} سامي الحداد إلى روما لعقد {لقاء} مع ليلى نعمة.`, "visit planned: سامي الحداد @ روما; meeting planned: سامي الحداد + ليلى نعمة @ روما"},
	{"regular meetings", `ينص الاتفاق على عقد اجتماعات منتظمة بين مصر وروسيا.`, ""},
	{"it is decided to meet", `قرر سامي الحداد عقد {لقاء} مع ليلى نعمة.`, "meeting planned: سامي الحداد + ليلى نعمة"},
	{"a body meets", `عقد مجلس الأمن الدولي {اجتماعا} لبحث الأزمة.`, "meeting held: مجلس الأمن الدولي"},
	{"somebody alone holds no meeting", `عقد سامي الحداد اجتماعا لبحث الأزمة.`, ""},
	{"the place stands before who arrives", `{وصل} إلى القاهرة أمس سامي الحداد.`, "visit held: سامي الحداد @ القاهرة 2018-08-22"},
	{"a visit that lasts", `{وصل} سامي الحداد إلى القاهرة أمس في زيارة تستغرق ثلاثة أيام.`, "visit ongoing: سامي الحداد @ القاهرة 2018-08-22"},
	{"a visit that lasted", `{وصل} سامي الحداد إلى القاهرة أمس في زيارة استغرقت ثلاثة أيام.`, "visit held: سامي الحداد @ القاهرة 2018-08-22"},
	{"the meeting of a verb has its day", `{بحث} سامي الحداد بناء الجسر خلال لقائه أمس في برلين مع ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة @ برلين 2018-08-22"},
	{"what he means to do", `قال سامي الحداد إنه ينوي القيام {بزيارة} إلى روسيا.`, "visit planned: سامي الحداد @ روسيا"},
	{"two calls", `أجرى سامي الحداد {{اتصالين هاتفيين}} مع ليلى نعمة وسمير منصور.`, "call held: سامي الحداد + ليلى نعمة; call held: سامي الحداد + سمير منصور"},
	{"one call of three", `أجرى سامي الحداد {اتصالا هاتفيا} مع ليلى نعمة وسمير منصور.`, "call held: سامي الحداد + ليلى نعمة + سمير منصور"},
	{"two places are two visits", `{{زار}} سامي الحداد روسيا وليبيا أمس.`, "visit held: سامي الحداد @ روسيا 2018-08-22; visit held: سامي الحداد @ ليبيا 2018-08-22"},
	{"some of those in talks are named", `أجرى سامي الحداد {محادثات} مع عدد من المسؤولين المصريين بينهم ليلى نعمة.`, "meeting held: سامي الحداد + ليلى نعمة"},
	{"one man of two offices", `{التقى} سامي الحداد نائب رئيس الوزراء ووزير الخارجية المصري سمير منصور أمس.`, "meeting held: سامي الحداد + سمير منصور 2018-08-22"},
	{"somebody without a name acted", `قال سامي الحداد إن الجنود كانوا في زيارة إلى القاهرة.`, ""},
	{"aid is no traveller", `وصلت المساعدات إلى القاهرة أمس.`, ""},
	{"who invites does not travel", `دعا لافروف سامي الحداد لزيارة القاهرة.`, ""},
	{"an interview is no meeting", `قال سامي الحداد في لقاء مع قناة الجزيرة إن الجسر آمن.`, ""},
	{"thanks for a visit do not plan it", `عبرت ليلى نعمة عن تقديرها {لزيارة} سامي الحداد إلى المغرب.`, "visit held: سامي الحداد @ المغرب"},
	{"an aside has its own verb", `عقد سامي الحداد، الذي يقوم {بزيارة} للمغرب، {مباحثات} مع ليلى نعمة.`, "visit ongoing: سامي الحداد @ المغرب; meeting held: سامي الحداد + ليلى نعمة"},
	{"what a body tells of another is not of the body", `قالت وزارة الخارجية إن الجسر آمن حيث سيزور القاهرة.`, ""},
	{"nobody is named", `اجتمع الوزراء أمس.`, ""},
	{"one party is too few", `اجتمع سامي الحداد أمس.`, ""},
	{"talks in general", `المحادثات الدولية مستمرة.`, ""},
	{"a bus stop is no contact", `وقع حادث قرب الجسر أمس.`, ""},
}

// known are faults of this stage or of those below it. A row that comes out right belongs among the tests.
var known = []row{
	{"another's delegation", `قال سامي الحداد إن وفدا برئاسة ليلى نعمة {سيتوجه} إلى تركيا.`, "visit planned: ليلى نعمة @ تركيا"},
	{"received", `{استقبل} سامي الحداد ليلى نعمة في مكتبه.`, "visit held: سامي الحداد + ليلى نعمة"},
}

func TestContacts(t *testing.T) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, what := show(nlptest.Story(t, nlptest.Unmarked(tt.want))); got != tt.want || what != tt.what {
				t.Errorf("\n got %s = %s\nwant %s = %s", got, what, tt.want, tt.what)
			}
		})
	}
}

func TestKnownFaults(t *testing.T) {
	for _, tt := range known {
		if got, what := show(nlptest.Story(t, nlptest.Unmarked(tt.want))); got == tt.want && what == tt.what {
			t.Errorf("%s is read right now: move it to the tests", tt.name)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, tt := range tests {
		f.Add(nlptest.Unmarked(tt.want))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := nlptest.Sound(nlptest.Story(t, s)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}
