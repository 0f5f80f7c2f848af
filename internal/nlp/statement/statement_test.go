package statement_test

import (
	"fmt"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/nlptest"
)

var (
	acts       = [...]string{doc.Inform: "inform", doc.Demand: "demand", doc.Criticise: "criticise", doc.Approve: "approve", doc.Refuse: "refuse", doc.Commit: "commit", doc.Warn: "warn"}
	manners    = [...]string{doc.Indirect: "", doc.Direct: " direct", doc.Mixed: " mixed"}
	polarities = [...]string{doc.Asserts: "", doc.Denies: " denies", doc.NotSaid: " not said"}
)

// show marks the {cues} and [contents] of the statements and lists who does what: "لافروف inform direct via تاس in 0".
func show(d *doc.Doc) (marked, who string) {
	var marks []nlptest.Mark
	var all []string
	for _, s := range d.Statements {
		marks = append(marks, nlptest.Mark{Span: s.Cue, Open: "{", Close: "}"})
		for _, c := range s.Content {
			marks = append(marks, nlptest.Mark{Span: c, Open: "[", Close: "]"})
		}
		line := s.SpeakerName + " " + acts[s.Act] + manners[s.Manner] + polarities[s.Polarity]
		if s.Via != "" {
			line += " via " + s.Via
		}
		if s.NestedIn >= 0 {
			line += fmt.Sprint(" in ", s.NestedIn)
		}
		all = append(all, line)
	}
	return nlptest.Marked(d.Text, marks...), strings.Join(all, "; ")
}

// row is a text with its {cues} and [contents], and who speaks in each.
type row struct{ name, want, who string }

var tests = []row{
	// direct, indirect, mixed
	{"indirect", `{قال} سامي الحداد إن [الجسر آمن].`, "سامي الحداد inform"},
	{"direct after a colon", `{قال} سامي الحداد: "[الجسر آمن]".`, "سامي الحداد inform direct"},
	{"guillemets", `{قال} سامي الحداد: «[الجسر آمن]».`, "سامي الحداد inform direct"},
	{"mixed", `{قال} سامي الحداد إن [الجسر "آمن تماما" وإن العمل مستمر].`, "سامي الحداد inform mixed"},
	{"a quotation that is never closed", `{قال} سامي الحداد: "[الجسر آمن والعمل مستمر].`, "سامي الحداد inform direct"},
	{"feminine speaker", `{قالت} ليلى نعمة إن [الجسر آمن].`, "ليلى نعمة inform"},
	{"speaker before the verb", `سامي الحداد {قال} إن [الجسر آمن].`, "سامي الحداد inform"},
	{"future with سوف", `سوف {يعلن} سامي الحداد أن [الجسر آمن].`, "سامي الحداد inform"},
	{"future", `{سيعلن} سامي الحداد أن [الجسر آمن].`, "سامي الحداد inform"},
	{"office in front", `{قال} وزير الخارجية الروسي سيرغي لافروف إن [الجسر آمن].`, "سيرغي لافروف inform"},
	// after the words and between them
	// chains of participles
	{"participles go on", `{قال} سامي الحداد إن [الجسر آمن]، {مؤكدا} أن [العمل مستمر]، {ومشيرا إلى} أن [الافتتاح قريب].`, "سامي الحداد inform; سامي الحداد inform; سامي الحداد inform"},
	{"participle that warns", `{قالت} ليلى نعمة إن [الجسر آمن]، {محذرة من} [زيادة الحمولة].`, "ليلى نعمة inform; ليلى نعمة warn"},
	{"two speakers in a sentence", `{قال} سامي الحداد إن [الجسر آمن]، فيما {أكدت} ليلى نعمة أن [الجسر مغلق].`, "سامي الحداد inform; ليلى نعمة inform"},
	// verbs without a subject
	{"goes on with the last speaker", `{قال} سامي الحداد إن [الجسر آمن]. {وأضاف} أن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"over a paragraph", `{قال} سامي الحداد إن [الجسر آمن]. ¶ {وأضاف}: "[الافتتاح قريب]".`, "سامي الحداد inform; سامي الحداد inform direct"},
	{"gender tells them apart", `{قال} سامي الحداد إن [الجسر آمن]، فيما {أكدت} ليلى نعمة أن [الجسر مغلق]. {وأضافت} أن [العمل متوقف].`, "سامي الحداد inform; ليلى نعمة inform; ليلى نعمة inform"},
	{"a source with no comma before فإن", `{وبحسب} وزارة النقل فإن [الجسر آمن].`, "وزارة النقل inform"},
	{"an office of several regions", `{قال} المدير الإقليمي للبرنامج لمنطقة الشرق الأوسط وشمال أفريقيا، سامي الحداد، إن [الجسر آمن].`, "سامي الحداد inform"},
	{"an office and a country", `{قال} سامي الحداد وروسيا إن [الجسر آمن].`, "سامي الحداد وروسيا inform"},
	{"an office in a place in quotation marks", `{ذكر} نائب رئيس نادي الطلبة في "الفجر" سامي الحداد أن [الجسر آمن].`, "سامي الحداد inform"},
	{"who speaks for somebody is not he", `{قال} سامي الحداد إن [الطريق مغلق]. {وأفاد} المتحدث باسم الحداد أن [الجسر آمن].`, "سامي الحداد inform; المتحدث باسم الحداد inform"},
	{"a participle with no comma goes with the relative clause", `{أشارت} الخارجية الروسية إلى أن [القرار جاء ردا على باريس، التي {أدانت} [طرد الموظفين]] {معتبرة} أن [القرار خاطئ].`, "الخارجية الروسية inform; باريس criticise via الخارجية الروسية in 0; باريس inform"},
	{"a quotation goes on after another", `{وأشار} تقرير الوزارة إلى أن [سامي الحداد {كتب}: "[الجسر آمن جدا]"]، {مضيفا} "[والطريق مغلق الآن]".`, "تقرير الوزارة inform mixed; سامي الحداد inform direct via تقرير الوزارة in 0; سامي الحداد inform direct"},
	{"the same one", `{أكد} سامي الحداد، مسؤول سوري، أن [الجسر آمن]. {وقال} عمر نعمة إن [الطريق مغلق]. {وتابع} المسؤول ذاته أن [العمل مستمر].`, "سامي الحداد inform; عمر نعمة inform; عمر نعمة inform"},
	{"a title without the country that is told later", `{أكد} المتحدث الرسمي باسم وزارة الخارجية، سامي الحداد، أن [الجسر آمن]. {وقالت} ليلى نعمة إن [الطريق مغلق]. {وأضاف} المتحدث باسم الخارجية المصرية أن [العمل مستمر].`, "سامي الحداد inform; ليلى نعمة inform; سامي الحداد inform"},
	{"and that of another country", `{أكد} المتحدث الرسمي باسم وزارة الخارجية الروسية، سامي الحداد، أن [الجسر آمن]. {وأضاف} المتحدث باسم الخارجية المصرية أن [العمل مستمر].`, "سامي الحداد inform; المتحدث باسم الخارجية المصرية inform"},
	{"who condemned it in a clause of its own", `{قال} وزير النقل الروسي إن [الجسر مغلق]، وهو ما انتقده وزير النقل الإيطالي واعتبره خطأ {ومؤكدا على} [ضرورة فتح الطريق].`, "وزير النقل الروسي inform; وزير النقل الإيطالي inform"},
	{"an ayatollah is a man", `{قالت} ليلى نعمة إن [الجسر آمن]. وجاء ذلك بعدما {دعا} آية الله سامي الحداد إلى [فتح الطريق].`, "ليلى نعمة inform; سامي الحداد demand"},
	{"it seemed that he", `{قال} عمر نعمة إن [الطريق مغلق]. وبدا أن الوزير سامي الحداد يخرج عن سياسته عندما {قال} إن [الجسر آمن].`, "عمر نعمة inform; سامي الحداد inform"},
	{"two parties, the first one with no name", `{قال} سامي الحداد إن [الجسر آمن]. وكانت الوكالة الدولية وإيران {اتفقتا على} [فتح الطريق].`, "سامي الحداد inform; الوكالة الدولية وإيران commit"},
	{"a paper with its owner before the verb", `{قال} سامي الحداد إن [الجسر آمن]. وبدأ الجدل بعد تقرير لصحيفة الفجر {أشار إلى} أن [الطريق مغلق].`, "سامي الحداد inform; صحيفة الفجر inform"},
	{"a treaty provides", `{قال} سامي الحداد إن [الجسر آمن]. {وتنص} الاتفاقية على [فتح الطريق]. {وأضاف} أن [العمل مستمر].`, "سامي الحداد inform; الاتفاقية inform; سامي الحداد inform"},
	{"a law that provides", `{قال} سامي الحداد إن [الجسر آمن]. ووقع الاتفاق وفقا للدستور الذي {ينص على} [فتح الطريق].`, "سامي الحداد inform; الدستور inform"},
	{"several before the body in their clause", `{قال} سامي الحداد إن [الجسر آمن]. وتجمع المواطنون أمس في اعتصام نظمه "منتدى النقل العربي" وسط العاصمة، {وطالبوا} [الحكومة بفتح الطريق].`, "سامي الحداد inform; المواطنون demand"},
	{"a name that no list has behind an office and a comma", `{قال} السفير التركي، زرلين مريدورة، إن [الجسر آمن].`, "زرلين مريدورة inform"},
	{"a time behind an office and a comma", `{قال} السفير التركي، صباح اليوم، إن [الجسر آمن].`, "السفير التركي inform"},
	{"a country that is the object", `{اتهمت} مصادر المتمردين [الولايات المتحدة بإغلاق الجسر].`, "مصادر المتمردين criticise"},
	{"things in the plural thank nobody", `{قال} سامي الحداد إن [الجسر آمن]. {وشكر} [القوات التي فتحت الطريق على عملها].`, "سامي الحداد inform; سامي الحداد approve"},
	{"a speech with no substance", `{قال} سامي الحداد إن [الجسر آمن]. وأدلى الوزير بتصريحات في المطار.`, "سامي الحداد inform"},
	{"who held the office then", `{قالت} مستشارة الأمن القومي آنذاك، ليلى نعمة، إن [الجسر آمن].`, "ليلى نعمة inform"},
	{"the former one", `زار الرئيس الإيراني السابق سامي الحداد الرئيس الحالي عمر نعمة. {وقال} الرئيس السابق إن [الجسر آمن].`, "سامي الحداد inform"},
	{"the one in office", `زار الرئيس الإيراني السابق سامي الحداد الرئيس الإيراني عمر نعمة. {وقال} الرئيس إن [الجسر آمن].`, "عمر نعمة inform"},
	{"two agreed", `{قال} عمر نعمة إن [الجسر آمن]. وزار سامي الحداد باريس حيث التقى سعد نعمة {واتفقا على} [فتح الطريق].`, "عمر نعمة inform; سامي الحداد وسعد نعمة commit"},
	// nominal cues
	{"according to", `{بحسب} وزارة النقل، فإن [الجسر آمن].`, "وزارة النقل inform"},
	{"according to, behind", `[الجسر آمن]، {وفق} وزارة النقل.`, "وزارة النقل inform"},
	{"in his words", `[الجسر آمن]، {على حد قول} سامي الحداد.`, "سامي الحداد inform"},
	{"quoted from", `ونقلت وكالة تاس عن لافروف {قوله} إن [الجسر آمن].`, "لافروف inform via وكالة تاس"},
	{"quoted from, between subject and words", `{ذكرت} صحيفة الفجر، نقلا عن مصدر أمني، أن [الجسر آمن].`, "مصدر أمني inform via صحيفة الفجر"},
	{"quoted from, one behind the other", `[الجسر آمن]، {وفق ما ذكرت} صحيفة الفجر نقلا عن وزارة النقل.`, "وزارة النقل inform via صحيفة الفجر"},
	{"quoted from, by a verb that governs no عن", `وأوردت صحيفة الفجر عن لافروف {قوله} إن [الجسر آمن].`, "لافروف inform via صحيفة الفجر"},
	{"quoted from, first", `كما {ذكرت} صحيفة الفجر نقلا عن وزارة النقل أن [الجسر آمن].`, "وزارة النقل inform via صحيفة الفجر"},
	{"according to, between subject and words", `{قال} سامي الحداد، بحسب صحيفة الفجر، إن [الجسر آمن].`, "سامي الحداد inform via صحيفة الفجر"},
	{"by the mouth of", `{أكدت} وزارة النقل، على لسان المتحدث باسمها سامي الحداد، أن [الجسر آمن].`, "وزارة النقل inform via سامي الحداد"},
	{"a quotation over two paragraphs", `{قال} سامي الحداد: «[الجسر آمن]. ¶ [والعمل مستمر]».`, "سامي الحداد inform direct"},
	{"a quotation over three", `{قال} سامي الحداد: "[الجسر آمن]. ¶ [ونحن نعمل]. ¶ [ونقول إن الطريق مفتوح]".`, "سامي الحداد inform direct"},
	{"opened again", `{قال} سامي الحداد: “[الجسر آمن]. ¶ “[والعمل مستمر]”.`, "سامي الحداد inform direct"},
	{"a stray mark", `{قال} سامي الحداد: «[الجسر آمن]. ¶ {وأضاف} الوزير أن [العمل مستمر]».`, "سامي الحداد inform direct; سامي الحداد inform"},
	{"the relaying paper goes on", `{ذكرت} صحيفة الفجر نقلا عن مصدر أمني أن [الجسر آمن]. {وأضافت} الصحيفة أن [العمل مستمر].`, "مصدر أمني inform via صحيفة الفجر; صحيفة الفجر inform"},
	{"in these words", `هاجم سامي الحداد الخطة {بقوله} إن [الجسر آمن].`, "سامي الحداد inform"},
	{"in these words, after a verb of saying", `{رد} سامي الحداد بالقول: "[الجسر آمن]".`, "سامي الحداد inform direct"},
	// other speech acts
	{"demand", `{دعا} لافروف [أنقرة إلى فتح الجسر].`, "لافروف demand"},
	{"accusation", `{اتهم} سامي الحداد [الشركة بإغلاق الجسر].`, "سامي الحداد criticise"},
	{"accusation by an office", `{اتهم} وزير الدفاع التركي [موسكو بإغلاق الجسر].`, "وزير الدفاع التركي criticise"},
	{"welcome", `{رحب} سامي الحداد [بفتح الجسر].`, "سامي الحداد approve"},
	{"warning", `{حذر} سامي الحداد من [انهيار الجسر].`, "سامي الحداد warn"},
	{"promise", `{تعهد} سامي الحداد [بفتح الجسر].`, "سامي الحداد commit"},
	{"a light verb and its noun", `{أعرب} لافروف عن [شكره لعمال الجسر].`, "لافروف approve"},
	{"a stand", `{جدد} سامي الحداد [موقف الوزارة من فتح الجسر].`, "سامي الحداد inform"},
	{"a stand that refuses", `{جدد} سامي الحداد [موقف بلاده الرافض لفتح الجسر].`, "سامي الحداد refuse"},
	{"hope is told", `{أعرب} لافروف عن [أمله في فتح الجسر].`, "لافروف inform"},
	{"described as", `{وصف} سامي الحداد [الجسر بأنه آمن].`, "سامي الحداد inform"},
	{"belief", `{يعتقد} سامي الحداد أن [الجسر آمن].`, "سامي الحداد inform"},
	// denied and not said
	{"not ruled out", `لم {يستبعد} سامي الحداد [إغلاق الجسر].`, "سامي الحداد inform"},
	{"not said", `لم {يقل} سامي الحداد إن [الجسر آمن].`, "سامي الحداد inform not said"},
	{"without saying", `{قال} سامي الحداد إن [الجسر آمن]، {دون الإشارة إلى} [موعد الافتتاح].`, "سامي الحداد inform; سامي الحداد inform not said"},
	// nested, headlines, longer quotations
	{"nested", `{قال} سامي الحداد إن [ليلى نعمة {أكدت} أن [الجسر آمن]].`, "سامي الحداد inform; ليلى نعمة inform via سامي الحداد in 0"},
	{"aside between speaker and words", `{قال} لافروف، في مؤتمر صحفي مع نظيره التركي، إن [الجسر آمن].`, "لافروف inform"},
	{"in a communique", `{أعلنت} وزارة النقل في بيان أن [الجسر آمن].`, "وزارة النقل inform"},
	{"a capital speaks", `{أعلنت} موسكو أن [الجسر آمن].`, "موسكو inform"},
	{"promise by an office", `{تعهد} الرئيس الأمريكي [بفتح الجسر].`, "الرئيس الأمريكي commit"},
	{"denied", `{نفى} سامي الحداد أن [يكون الجسر مغلقا].`, "سامي الحداد refuse denies"},
	{"denied with a noun", `{نفى} سامي الحداد [إغلاق الجسر].`, "سامي الحداد refuse denies"},
	{"denied by an office", `{نفى} الوزير [إغلاق الجسر].`, "الوزير refuse denies"},
	{"a statement to a medium", `{قال} سامي الحداد لوكالة تاس إن [الجسر آمن].`, "سامي الحداد inform via وكالة تاس"},
	{"cue after the words", `"[الجسر آمن]"، {قال} سامي الحداد.`, "سامي الحداد inform direct"},
	{"cue between two pieces", `"[الجسر آمن]"، {قال} سامي الحداد، "[والعمل مستمر في الليل]".`, "سامي الحداد inform direct"},
	// who speaks: subjects before the verb, parted from it
	{"parted by commas after أن", `{قال} سامي الحداد إن [الجسر آمن]. يذكر أن الوزير يوسف نعمة، {قال}، الخميس، إن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"parted by a relative clause", `{قال} سامي الحداد إن [الجسر آمن]. وكانت ليلى نعمة، التي تزور المدينة، قد {أعلنت} أن [الجسر مغلق].`, "سامي الحداد inform; ليلى نعمة inform"},
	{"after as for", `{قال} سامي الحداد إن [الجسر آمن]. أما الوزير يوسف نعمة {فأكد} أن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"he, who was told of", `{قال} سامي الحداد إن [الجسر آمن]. وزار لافروف المدينة، وهو الآن {يطالب} [بفتح الجسر].`, "سامي الحداد inform; لافروف demand"},
	{"there are those who say", `{قال} سامي الحداد إن [هناك من قال إن الجسر مغلق].`, "سامي الحداد inform"},
	// titles whose name stands further off
	{"a name behind where he is", `{وقال} مدير مؤسسة المياه بعدن نجيب أحمد إن [الجسر آمن].`, "نجيب أحمد inform"},
	{"a name behind a quotation", `{وقال} مدير إذاعة «الفجر» سامي الحداد إن [الجسر آمن].`, "سامي الحداد inform"},
	{"a name that no list has", `{قالت} المسؤولة في المفوضية زرلينة القبطشي إن [الجسر آمن].`, "زرلينة القبطشي inform"},
	// who goes on
	{"the subject of a verb that is no cue", `{قال} سامي الحداد إن [الجسر آمن]. وزار نائب الرئيس يوسف نعمة المدينة، {وأكد} أن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"several", `{قال} سامي الحداد إن [الجسر آمن]. وعرض المسؤولون الأضرار، {وأكدوا} أن [الجسر مغلق].`, "سامي الحداد inform; المسؤولون inform"},
	{"one and not several", `{قال} سامي الحداد إن [الجسر آمن]. {وقال} مسؤولون محليون إن [الجسر مغلق]. {وأضاف} أن [العمل مستمر].`, "سامي الحداد inform; مسؤولون محليون inform; سامي الحداد inform"},
	{"several participles", `وأثار منافسون أقوياء تساؤلات، {معتبرين} أن [الجسر مغلق].`, "منافسون أقوياء inform"},
	// subject or object
	{"an addressee", `{قال} سامي الحداد إن [الجسر آمن]. {وأبلغ} أعضاء الوفد بأن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"a subject and an addressee", `{قال} سامي الحداد إن [الجسر آمن]. {وأبلغ} يوسف نعمة أعضاء الوفد بأن [العمل مستمر].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"an object by its adjective", `{قال} سامي الحداد إن [الجسر آمن]. وقد {حث} [الزعماء المحليين على فتح الجسر].`, "سامي الحداد inform; سامي الحداد demand"},
	// descriptions and papers
	{"an official of that country", `{قال} وزير الخارجية الروسي سيرغي لافروف إن [الجسر آمن]. {وأضاف} المسؤول الروسي أن [العمل مستمر].`, "سيرغي لافروف inform; سيرغي لافروف inform"},
	{"an official of another country", `{قال} وزير الخارجية الروسي سيرغي لافروف إن [الجسر آمن]. {وأضاف} الدبلوماسي الكبير في الخارجية التركية أن [العمل مستمر].`, "سيرغي لافروف inform; الدبلوماسي الكبير في الخارجية التركية inform"},
	{"the communique is the ministry's", `{قالت} وزارة النقل في بيان إن [الجسر آمن]. {وقال} سامي الحداد إن [الجسر مغلق]. {وأضاف} البيان أن [العمل مستمر].`, "وزارة النقل inform; سامي الحداد inform; وزارة النقل inform"},
	{"a call of somebody unnamed", `{قال} سامي الحداد إن [الجسر آمن]. وتلقت القناة رسالة من أحد المشاركين {قال} فيها إن [الجسر مغلق].`, "سامي الحداد inform; أحد المشاركين inform"},
	{"a verb with و has no subject before it", `{قال} سامي الحداد إن [من بينهم لطفي نعمة، وزير الاتصالات، وفهد نعمة، وزير الأشغال]، {وأشار إلى} أن [الجسر آمن].`, "سامي الحداد inform; سامي الحداد inform"},
	{"reports that confirm", `تلقت المدينة التقارير الغربية التي {أكدت} أن [الجسر آمن]. {وأشارت} التقارير إلى أن [العمل مستمر].`, "التقارير الغربية inform; التقارير الغربية inform"},
	{"a long subject after كان", `{قال} سامي الحداد إن [الجسر آمن]. وكانت قيادة القوات المشتركة لتحالف دعم الجسور في المدينة قد {أعلنت} أن [الجسر مغلق].`, "سامي الحداد inform; قيادة القوات المشتركة لتحالف دعم الجسور في المدينة inform"},
	{"even he", `{قال} سامي الحداد إن [الجسر آمن]. وحتى المذيع يوسف نعمة {قال} إن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"a title said after the name", `{قالت} فيكتوريا نولاند، مساعدة وزير الخارجية، إن [الجسر آمن]. {وقال} سامي الحداد إن [الجسر مغلق]. {ولفتت} مساعدة وزير الخارجية إلى أن [العمل مستمر].`, "فيكتوريا نولاند inform; سامي الحداد inform; فيكتوريا نولاند inform"},
	{"a subject before a verb that is no cue", `وزير الدفاع الأميركي يلتقي نتنياهو {أملا في} [فتح الجسر].`, "وزير الدفاع الأميركي inform"},
	{"a verb that no list has, after قد", `{قال} سامي الحداد إن [الجسر آمن]. وقد زخرفت ليلى نعمة الجسر، {مؤكدة} أن [العمل مستمر].`, "سامي الحداد inform; ليلى نعمة inform"},
	{"a name behind what the office is for", `{وأوضح} المدير الفني للعيادات الدكتور سامي الحداد أن [الجسر آمن].`, "سامي الحداد inform"},
	{"a name that no list has, and his office", `{قال} سامي الحداد إن [الجسر آمن]. {وذكر} زرلين القبطش نائب الوزير أن [الجسر مغلق].`, "سامي الحداد inform; زرلين القبطش inform"},
	{"a subject after of-it", `{قال} سامي الحداد إن [الجسر آمن]. وبدأت حملة {قال} عنها يوسف نعمة إنها [ناجحة].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"who is named after his office and a comma", `{أكد} الرئيس، عبدربه منصور هادي رئيس الجمهورية اليمنية، أن [الجسر آمن].`, "عبدربه منصور هادي inform"},
	{"whose joint communique", `{قال} سامي الحداد، في بيان مشترك مع ليلى نعمة، إن [الجسر آمن]. {وشدد} البيان المشترك على أن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"some parties and whom they call upon", `{دعت} بعض الأطراف [الحكومة الإسرائيلية إلى فتح الجسر].`, "بعض الأطراف demand"},
	{"whom the subject of the clause addresses", `النظام يختار الحرب {ويتهم} [المغرب بإغلاق الجسر].`, "النظام criticise"},
	{"in whose speech", `{قال} سامي الحداد إن [الجسر آمن]. وجاء الخطاب الذي ألقاه لافروف {وتوعد} فيه [بالحرب].`, "سامي الحداد inform; لافروف warn"},
	{"in whose communique", `{قال} سامي الحداد إن [الجسر آمن]. وأصدر النائب، يوسف نعمة، بيانا {قال} فيه إن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"a source and a speaker", `وبحسب وكالة تاس، {قال} يوسف نعمة إن [الجسر آمن]. {واعتبر} أن [العمل مستمر].`, "يوسف نعمة inform via وكالة تاس; يوسف نعمة inform"},
	{"a relay before كان", `يشار إلى أن وكالة تاس كانت قد نقلت عن صحيفة الفجر {قولها} إن [الجسر آمن].`, "صحيفة الفجر inform via وكالة تاس"},
	{"both sides", `{قال} سامي الحداد إن [الجسر آمن]. {وأكد} الجانبان أن [العمل مستمر].`, "سامي الحداد inform; الجانبان inform"},
	{"a passive", `{قال} سامي الحداد إن [الجسر آمن]. وهو تاجر بارز اتهم من قبل السلطات بإغلاق الجسر.`, "سامي الحداد inform"},
	{"sources in whose office", `{قال} سامي الحداد إن [الجسر آمن]. وكانت مصادر في إدارة الرئيس الأمريكي، باراك أوباما، قد {كشفت} أن [الجسر مغلق].`, "سامي الحداد inform; مصادر في إدارة inform"},
	{"who had warned", `{قال} سامي الحداد إن [الجسر آمن]. وفي مقدمتهم النائب يوسف نعمة، الذي كان قد {حذر من} أن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة warn"},
	{"how he goes on is no subject", `{قال} سامي الحداد إن [الجسر آمن]. وتابع {مخاطبا} الحضور: "[نحن نعمل]".`, "سامي الحداد inform; سامي الحداد inform direct"},
	{"not who refuses in a relative clause", `وأهدى سامي الحداد الفوز إلى لافروف الذي {رفض} أن [يغلق الجسر]، {مشددا على} أن [العمل مستمر].`, "لافروف refuse; سامي الحداد inform"},
	{"two offices of one man", `{وأكد} عضو البرلمان عن محافظة الأنبار والقيادي في الحزب فارس الحداد أن [الجسر آمن].`, "فارس الحداد inform"},
	{"a source in somebody's office", `ونقلت القناة عن مصدر في مكتب رئيس الحكومة الإسرائيلية بنيامين نتنياهو {قوله} إن [الجسر آمن].`, "مصدر في مكتب رئيس الحكومة الإسرائيلية بنيامين نتنياهو inform via القناة"},
	{"after an answer put in front", `وردا على سؤال حول موقف لافروف الذي {أكد} أن [الجسر آمن]، {قال} سامي الحداد إن [العمل مستمر].`, "لافروف inform; سامي الحداد inform"},
	{"the ambassador is the last one called so", `{قال} السفير سامي الحداد إن [الجسر آمن]. {وقال} السفير يوسف نعمة إن [الجسر مغلق]. {وأكد} السفير أن [العمل مستمر].`, "سامي الحداد inform; يوسف نعمة inform; يوسف نعمة inform"},
	{"the spokesman who was named further on", `{قال} الناطق الإعلامي بقيادة الحرس العقيد سامي الحداد إن [الجسر آمن]. {وقال} يوسف نعمة إن [الجسر مغلق]. {وأضاف} الناطق الإعلامي أن [العمل مستمر].`, "سامي الحداد inform; يوسف نعمة inform; سامي الحداد inform"},
	{"one of many that accuse", `{قال} سامي الحداد إن [الجسر آمن]. وهي واحدة من دول عديدة {تتهم} [إيران بإغلاق الجسر].`, "سامي الحداد inform; دول عديدة criticise"},
	{"the source goes with either gender", `{قالت} الدائرة الإعلامية للبرلمان في بيان إن [الجسر آمن]. {وأوضح} المصدر ذاته أن [العمل مستمر]. {وأضاف} أن [الطريق مفتوح].`, "الدائرة الإعلامية inform; الدائرة الإعلامية inform; الدائرة الإعلامية inform"},
	{"a paper of somebody unknown", `{قال} سامي الحداد إن [الجسر آمن]. {وطبقا} للصفحة الرسمية للشيخ فإن [الجسر مغلق].`, "سامي الحداد inform; الصفحة الرسمية للشيخ inform"},
	{"at an earlier time is not the sheikh's", `{أيد} الشيخ السديرة في وقت سابق [فتح الجسر].`, "الشيخ السديرة approve"},
	{"the source is whose paper spoke", `{أفاد} بلاغ لوزارة النقل بأن [الجسر آمن]. {وقال} سامي الحداد إن [العمل مستمر]. [وتجسد الخطوة الثقة]، {حسب} المصدر ذاته.`, "وزارة النقل inform; سامي الحداد inform; وزارة النقل inform"},
	{"whose words a paper gives, with ل", `ونسبت صحيفة الفجر للرئيس الأوكراني فولوديمير زيلينسكي {قوله} إن [الجسر آمن].`, "فولوديمير زيلينسكي inform via صحيفة الفجر"},
	{"a communique of a body without a name", `{وأكد} بيان صادر عن المقاومة أن [الجسر آمن]. {وأفاد} البيان بأن [العمل مستمر].`, "المقاومة inform; المقاومة inform"},
	{"he told him", `{وقال} سامي الحداد إنه [أبلغ لافروف بأن الجسر آمن].`, "سامي الحداد inform"},
	{"but he threatened", `وعاد البرلمان، غير أن سامي الحداد انتقده أمس، {مهددا} [بإغلاق الجسر].`, "سامي الحداد warn"},
	{"a site with what it does", `{ذكر} موقع "نور نيوز" أن [الجسر آمن]. إلا أن موقع "مارين ترافيك" المتخصص في تتبع الملاحة {أشار إلى} أن [الجسر مغلق].`, "موقع \"نور نيوز\" inform; موقع \"مارين ترافيك\" inform"},
	{"heads of two things", `{قال} رئيس اللجنة العالمية ليمون ري إن [الجسر آمن]. {وأكد} رئيس الكشافة الإسلامية في أمريكا سيد ناقفي أن [العمل مستمر].`, "ليمون ري inform; سيد ناقفي inform"},
	{"a second office after a space", `{أكد} مساعد وزير الخارجية الإيراني و كبير المفاوضين الإيرانيين عباس عراقجي أن [الجسر آمن].`, "عباس عراقجي inform"},
	{"sources and whom they tell", `{قالت} مصادر عسكرية عراقية إن [الجسر آمن]. {وقالت} المصادر لوكالة تاس إن [العمل مستمر].`, "مصادر عسكرية عراقية inform; مصادر عسكرية عراقية inform via وكالة تاس"},
	{"one verb for several", `{قال} شهود عيان إن [الجسر آمن]. {وأشار إلى} أن [العمل مستمر].`, "شهود عيان inform; شهود عيان inform"},
	{"judge and judged side by side", `{وصفت} الحركة [الاتفاقية بأنها خطوة].`, "الحركة inform"},
	{"sources, and then the source", `{كشفت} مصادر من داخل المدينة أن [الجسر آمن]. {وقال} لافروف إن [الجسر مغلق]. {ولفت} المصدر إلى أن [العمل مستمر].`, "مصادر من داخل المدينة inform; لافروف inform; مصادر من داخل المدينة inform"},
	{"politicians accuse officials", `{قال} سامي الحداد إن [الجسر آمن]. {واتهم} ساسة جنوبيون [المسؤولين في الشمال بإغلاق الجسر].`, "سامي الحداد inform; ساسة جنوبيون criticise"},
	{"in answer to a question", `{قال} سامي الحداد إن [الجسر آمن]. {وأضاف} ردا على سؤال أن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"goes on with the saying", `{قال} سامي الحداد إن [الجسر آمن]. {وتابع القول} إن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"a paper is told before who tells it", `{قالت} ليلى نعمة إن [الجسر آمن]. {وقال} لـ«الفجر» سامي الحداد السكرتير الصحفي بمكتب الرئيس إن [الجسر مغلق].`, "ليلى نعمة inform; سامي الحداد inform"},
	{"sources that tell a paper", `{قال} سامي الحداد إن [الجسر آمن]. {وقالت} لـ«الفجر» مصادر في الوزارة إن [الجسر مغلق].`, "سامي الحداد inform; مصادر في الوزارة inform"},
	{"who informed a paper", `{أبلغ} «الفجر» مسؤول تركي أن [الجسر آمن].`, "مسؤول تركي inform"},
	{"only a paper is told", `{قال} سامي الحداد إن [الجسر آمن]. {وقال} للصحفيين إن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"as for him, he has", `{قال} سامي الحداد إن [الجسر آمن]. أما الكاتب يوسف نعمة، فقد {أكد} أن [الجسر مغلق].`, "سامي الحداد inform; يوسف نعمة inform"},
	{"but a number of", `{قال} سامي الحداد إن [الجسر آمن]. لكن عددا من السكان {قالوا} إن [الجسر مغلق].`, "سامي الحداد inform; عددا من السكان inform"},
	{"the official who spoke to somebody", `{أعلن} مسؤول كبير في الوزارة أن [الجسر آمن]. {وأضاف} المسؤول الذي تحدث إلى الصحيفة إن [العمل مستمر].`, "مسؤول كبير في الوزارة inform; مسؤول كبير في الوزارة inform"},
	{"two offices after the name", `{أكد} سامي الحداد المبعوث الخاص ومنسق الطاقة في الوزارة أن [الجسر آمن]. {وقالت} ليلى نعمة إن [الجسر مغلق]. {وأشار} منسق الطاقة إلى أن [العمل مستمر].`, "سامي الحداد inform; ليلى نعمة inform; سامي الحداد inform"},
	{"by what he is called", `وكان المخلوع سامي الحداد قد {ادعى} أن [الجسر آمن]. {وقال} يوسف نعمة إن [الجسر مغلق]. {وأضاف} المخلوع أن [العمل مستمر].`, "سامي الحداد inform; يوسف نعمة inform; سامي الحداد inform"},
	// what stands between the subject and the words
	{"a press release", `{وأكد} سامي الحداد في تصريح صحفي، [تضامنه مع عمال الجسر].`, "سامي الحداد inform"},
	{"a release of a ministry", `{وأكدت} وزارة النقل في بيان صادر عن مكتبها، [دعمها لعمال الجسر].`, "وزارة النقل inform"},
	{"a conference with somebody", `{وأكد} سامي الحداد في مؤتمر صحفي مع نظيره التركي [حرص بلاده على الجسر].`, "سامي الحداد inform"},
	{"a release that papers carry", `{طلبت} ليلى نعمة في بيان تناقلته وسائل الإعلام [فتح الجسر].`, "ليلى نعمة demand"},
	{"an interview with a paper, between commas", `{وأوضح} سامي الحداد، في مقابلة صحافية مع جريدة “الفجر”، أن [الجسر آمن].`, "سامي الحداد inform"},
	{"by the mouth of somebody, and a noun", `{وأكدت} وزارة النقل على لسان المتحدث باسمها سامي الحداد [دعمها لعمال الجسر].`, "وزارة النقل inform via سامي الحداد"},
	{"the object at once, though a clause follows", `{أكد} سامي الحداد [ضرورة أن يبقى الجسر مفتوحا].`, "سامي الحداد inform"},
	{"any", `{رفض} سامي الحداد في حديث للصحيفة [أي إغلاق للجسر].`, "سامي الحداد refuse"},
	{"at the university", `{وصف} سامي الحداد في كلمة بالجامعة الأميركية، [الجسر بأنه آمن].`, "سامي الحداد inform"},
	{"the noun that carries the act", `{جدد} سامي الحداد، التأكيد على [دعم عمال الجسر].`, "سامي الحداد inform"},
	{"the name of a body in quotation marks", `{اعترف} ناطق باسم القوة الدولية "إيساف"، التي مقرها المدينة، بأن [الجسر مغلق].`, "ناطق باسم القوة الدولية inform"},
	{"told today", `{دافع} سامي الحداد عن [الاتفاق]، أمس.`, "سامي الحداد approve"},
	{"in his meeting with somebody", `{دعا} سامي الحداد خلال لقائه اليوم ليلى نعمة إلى [فتح الجسر].`, "سامي الحداد demand"},
	{"on a visit somewhere", `{طالب} سامي الحداد خلال زيارة إلى المدينة الجمعة، [الشركة بفتح الجسر].`, "سامي الحداد demand"},
	{"explained, saying", `{أوضح} سامي الحداد الصورة قائلا إن [الجسر آمن].`, "سامي الحداد inform"},
	{"a relative clause after the subject", `{اتهمت} وزارة النقل التي بنت الجسر [بإغلاق الطريق].`, "وزارة النقل criticise"},
	{"an adjective after the subject", `{رفضت} الحكومة الإسرائيلية الجديدة [فتح الجسر].`, "الحكومة الإسرائيلية refuse"},
	{"somebody confirmed to somebody, in the words", `{أضاف} سامي الحداد أن [لافروف {أكد} لليلى نعمة أن [الجسر آمن]].`, "سامي الحداد inform; لافروف inform via سامي الحداد in 0"},
	// according to, and where its words begin and go on
	{"sources from the town", `{وبحسب} مصادر أهلية من المدينة، فإن [الجسر آمن].`, "مصادر أهلية من المدينة inform"},
	{"a source with an apposition", `{وبحسب} ليلى نعمة، وهي صحفية في الفجر، [فقد أغلق الجسر].`, "ليلى نعمة inform"},
	{"a source, then a verb with words of its own", `ووفقا لبيان أصدره مكتبه، {قال} سامي الحداد إن [الجسر آمن].`, "سامي الحداد inform"},
	{"in the middle of the clause", `[سقط خمسة قتلى]، {بحسب} الشرطة، [في حادث على الجسر].`, "الشرطة inform"},
	{"the source goes on by itself", `[سقط خمسة قتلى]، {بحسب} الشرطة، التي أغلقت الجسر.`, "الشرطة inform"},
	{"a clause that only tells who says so", `كما {أكد} الوزيران، يضيف المصدر ذاته، على [أولوية هذه القضية].`, "الوزيران inform"},
	{"who says so, in the words", `[أغلق الوزيران الجسر القديم]، {يضيف} البيان المشترك، [في القرن الماضي].`, "البيان المشترك inform"},
	{"what they announced it by", `[أغلق الجسر]، {وفق ما أعلن عنه} سامي الحداد.`, "سامي الحداد inform"},
	{"for these reasons, says somebody", `ولهذه الأسباب، {يقول} لافروف، [تجاوز الجسر كل ما بني قبله].`, "لافروف inform"},
	{"the death of somebody", `{أفاد} سامي الحداد [بمقتل رجل على الجسر].`, "سامي الحداد inform"},
	{"told to a paper", `{أكد} سامي الحداد لـ «الفجر» [وجود سفن كثيرة قرب الجسر].`, "سامي الحداد inform"},
	// where the reporter speaks again
	{"with a hint at", `{قال} سامي الحداد إن [الجسر آمن]، في إشارة إلى جسر النيل.`, "سامي الحداد inform"},
	{"a hint, and more words", `{قال} سامي الحداد إن [الجسر آمن]، في إشارة إلى جسر النيل، [وإن العمل مستمر].`, "سامي الحداد inform"},
	{"at a time when", `{قال} سامي الحداد إن [الجسر آمن]، في وقت تواصل الشركة أعمالها.`, "سامي الحداد inform"},
	{"at an earlier time", `{قال} سامي الحداد إن [الجسر أغلق، في وقت سابق من اليوم، للصيانة].`, "سامي الحداد inform"},
	{"and that in a talk", `{قال} سامي الحداد إن [الجسر آمن]، وذلك في مقابلة مع قناة الفجر.`, "سامي الحداد inform"},
	{"and that in the light of", `{قال} سامي الحداد إن [الجسر آمن، وذلك في ظل الصيانة المستمرة].`, "سامي الحداد inform"},
	{"as he put it", `{قال} سامي الحداد إن [الجسر آمن]، على حد تعبيره.`, "سامي الحداد inform"},
	{"as she put it, and more words", `{قالت} ليلى نعمة إن [الجسر]، وفق قولها، [آمن].`, "ليلى نعمة inform"},
	{"as he said", `{قال} سامي الحداد إن [الجسر آمن]، حسبما ذكر.`, "سامي الحداد inform"},
	{"which another denied", `{قال} سامي الحداد إن [الجسر مغلق]، وهو ما نفته الشركة.`, "سامي الحداد inform"},
	{"which led to", `{قال} سامي الحداد إن [الجسر مغلق، وهو ما أدى إلى زحام].`, "سامي الحداد inform"},
	{"without giving more", `{قال} سامي الحداد إن [الجسر مغلق]، دون أن يقدم تفاصيل أخرى.`, "سامي الحداد inform"},
	{"a bracket that says what was meant", `{قال} سامي الحداد إن [الشركة ستفتحه] (أي الجسر) [غدا].`, "سامي الحداد inform"},
	{"a bracket that is a name", `{قال} سامي الحداد إن [الحركة (حماس) ستفتحه غدا].`, "سامي الحداد inform"},
	{"a demand after an event", `{دعا} سامي الحداد إلى [إغلاق الجسر] بعد أن غرقت سفينة قربه.`, "سامي الحداد demand"},
	{"told after an event", `{قال} سامي الحداد إن [الجسر أغلق بعد أن غرقت سفينة قربه].`, "سامي الحداد inform"},
	{"the main clause after one of time", `وبعد أن {أكد} سامي الحداد أن [الجسر ظل آمنا]، {قالت} ليلى نعمة إن [الجسر مغلق].`, "سامي الحداد inform; ليلى نعمة inform"},
	{"what completes a phrase", `{دعا} سامي الحداد إلى [إغلاق الجسر، إضافة إلى الطريق، لأن السفن كثيرة].`, "سامي الحداد demand"},
	{"a contrast to a phrase", `{دعا} سامي الحداد إلى [إغلاق الجسر]، لكنه لم يغلق حتى الآن.`, "سامي الحداد demand"},
	{"for the first time", `{أكد} سامي الحداد [إغلاق الجسر]، في أول تعليق له على الحادث.`, "سامي الحداد inform"},
	{"two dots", `{قال} سامي الحداد إن [الجسر لنا.. فلا أحد يغلقه].`, "سامي الحداد inform"},
	{"two dots and a contrast", `{قال} سامي الحداد إن [الجسر لنا].. لكنه مغلق.`, "سامي الحداد inform"},
	{"a clause in front of the main one", `وعلى الرغم من {إعلان} وزارة النقل أن [الجسر آمن]، أغلقت الشركة الطريق.`, "وزارة النقل inform"},
	{"added, in answer to a long question", `{قال} سامي الحداد إن [الجسر آمن]، {وأضاف}، خلال لقاء طويل جمعه أمس مع عدد كبير من عمال الشركة التي بنت الجسر قبل عام، أن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"a new sentence after a stop in quotation marks", `{قال} سامي الحداد إن [الجسر "آمن تماما."] وقد افتتح الجسر في القرن الماضي.`, "سامي الحداد inform mixed"},
	{"what follows a quotation without a comma", `{قال} سامي الحداد إن "[الجسر آمن تماما وإن العمل فيه مستمر منذ عام كامل بلا توقف]" وكان الجسر أغلق.`, "سامي الحداد inform direct"},
	{"a past with و after a phrase", `{تعهد} سامي الحداد [بفتح الجسر] ولم يذكر الموعد.`, "سامي الحداد commit"},
	{"a past with و inside a relative clause", `{تعهد} سامي الحداد [بفتح الجسر الذي أغلق ولم يفتح بعد].`, "سامي الحداد commit"},
	{"but, without a comma", `{دعا} سامي الحداد إلى [فتح الجسر] لكنه لم يذكر الموعد.`, "سامي الحداد demand"},
	{"a hint after a quotation", `{قال} سامي الحداد إن [الجسر "سيفتح غدا"] في إشارة إلى جسر النيل.`, "سامي الحداد inform mixed"},
	{"while somebody said, the main clause with ف", `وفيما {قال} سامي الحداد إن [الجسر آمن]، فقد أغلقت الشركة الطريق.`, "سامي الحداد inform"},
	{"the verb of the subject in the words", `{قال} سامي الحداد إن [لافروف {أبلغ} ليلى نعمة بأن [الجسر آمن]].`, "سامي الحداد inform; لافروف inform via سامي الحداد in 0"},
	{"a circumstance after a clause without a verb", `{قال} سامي الحداد إن [الجسر آمن] {مؤكدا} أن [العمل مستمر].`, "سامي الحداد inform; سامي الحداد inform"},
	{"a verb that only tells how", `{قال} سامي الحداد إن [الشركة عادت وأعلنت أن الجسر آمن].`, "سامي الحداد inform"},
	{"still in the relative clause", `{قال} سامي الحداد إن [الخطاب الذي ألقاه لافروف أمس {وقال} فيه إن [الجسر آمن مزعج]].`, "سامي الحداد inform; لافروف inform via سامي الحداد in 0"},
	{"others with و in the words", `{قال} سامي الحداد إن [عمال الجسر تجمعوا في المدينة وأعلنوا أن الجسر مغلق].`, "سامي الحداد inform"},
	{"a channel of a movement", `{أعلنت} قناة "الفجر" التابعة لحركة حماس في حسابها على تويتر [سقوط 3 قتلى].`, "قناة \"الفجر\" inform"},
	{"a noun with و that a verb of relaying spells", `{أكد} سامي الحداد أن [الشركة مستمرة في بناء الجسر ونقل العمال].`, "سامي الحداد inform"},
	{"a plural participle in the words of one", `{قال} سامي الحداد إن [عمال الجسر تجمعوا، {مطالبين} [بفتح الطريق]].`, "سامي الحداد inform; سامي الحداد demand"},
	{"the end of a name in quotation marks", `{قال} سامي الحداد إن [تنظيم القاعدة انتهى وإن رجال "القاعدة" رحلوا].`, "سامي الحداد inform"},
	{"a source between dashes", `[الجسر] -{وفق} وزارة النقل- [آمن].`, "وزارة النقل inform"},
	{"a relative clause goes on after a comma", `{أدان} سامي الحداد [الهجوم الذي استهدف الجسر، وأسفر عن مقتل رجل].`, "سامي الحداد criticise"},
	{"after a meeting", `{صرح} سامي الحداد بعد اجتماع مع لافروف، أن [الجسر آمن].`, "سامي الحداد inform"},
	// direct or mixed
	{"a demand that is all in quotation marks", `{دعا} سامي الحداد إلى "[إغلاق الجسر فورا]".`, "سامي الحداد demand direct"},
	{"a name in quotation marks", `{قال} سامي الحداد إن [عملية "درع النيل" انتهت].`, "سامي الحداد inform"},
	{"so called", `{قال} سامي الحداد إن [ما يسمى بـ"الجسر الكبير" آمن].`, "سامي الحداد inform"},
	{"a name and its Latin form", `{قال} سامي الحداد إن [الجسر من نوع "كابل" (Cable)].`, "سامي الحداد inform"},
	{"an adjective in quotation marks", `{قال} سامي الحداد إن [العملية "إرهابية"].`, "سامي الحداد inform mixed"},
	{"our country", `{قال} سامي الحداد: [الجسر آمن والعمل مستمر في بلادنا].`, "سامي الحداد inform direct"},
	{"a word that only ends like ours", `{قال} سامي الحداد: [الجسر آمن والوزارة ستصدر بيانا].`, "سامي الحداد inform"},
	{"our country, after that", `{قال} سامي الحداد: إن [الجسر آمن والعمل مستمر في بلادنا].`, "سامي الحداد inform direct"},
	{"as somebody says, in front", `{كما يقول} سامي الحداد، [الجسر آمن والعمل مستمر].`, "سامي الحداد inform"},
	{"often", `كثيرا ما {يطالب} سامي الحداد [بفتح الجسر].`, "سامي الحداد demand"},
	{"a promise to somebody", `{وعد} سامي الحداد [السكان بفتح الجسر].`, "سامي الحداد commit"},
	{"a promise without an addressee", `{يعد} سامي الحداد [بفتح الجسر].`, "سامي الحداد commit"},
	{"came back to say", `عاد سامي الحداد {ليؤكد} أن [الجسر آمن].`, "سامي الحداد inform"},
	{"a verb that is mostly a preposition", `{وبين} سامي الحداد أن [الجسر مغلق].`, "سامي الحداد inform"},
	{"a verb that is mostly a preposition, after a noun", `في هذه الأثناء {عبر} سامي الحداد عن [أمله في فتح الجسر].`, "سامي الحداد inform"},
	{"at a time when", `في وقت {رفض} سامي الحداد [فتح الجسر].`, "سامي الحداد refuse"},
	{"condolence", `{عزى} سامي الحداد [عائلات الضحايا].`, "سامي الحداد inform"},
	// no statements
	{"only what might be", `قد يطالب سامي الحداد بفتح الجسر.`, ""},
	{"only what should be", `يجب أن يعلن سامي الحداد فتح الجسر.`, ""},
	{"what somebody is yet to demand", `سيطالب سامي الحداد بفتح الجسر، وسوف تطالب ليلى نعمة بإغلاقه.`, ""},
	{"as, that means also", `كما تناول سامي الحداد سبل التعاون.`, ""},
	{"what is thought of somebody", `تبحث الشرطة عن سامي الحداد الذي يعتقد أنه في الخارج.`, ""},
	{"what is suspected of a stranger", `اعتقل سامي الحداد رجلا يشتبه بانتمائه إلى العصابة.`, ""},
	{"something sent out from a place", `نشرت موسكو مقاتلات من طراز «ميغ» في القاعدة دعما للقوات.`, ""},
	{"what a thing leads to", `انهار الطريق مما يهدد سامي الحداد بالعزلة.`, ""},
	{"what a thing is like", `في المدينة ما يهدد سامي الحداد بالعزلة.`, ""},
	{"a noun in the nominative", `وصل إلى القاعة أمس مشككون في سلامة الجسر.`, ""},
	{"what somebody is not", `ليس مقتنعا بأن الجسر آمن.`, ""},
	{"another verb of the same letters", `يعد سامي الحداد مهندسا قديما، وهو يعمل بجد.`, ""},
	{"a preposition between nouns", `الخلاف بين سامي الحداد وليلى نعمة يعني أن الجسر مغلق.`, ""},
	{"a preposition said again", `الخلاف بين الوزارة وبين سامي الحداد يعني أن الجسر مغلق.`, ""},
	{"a noun that another noun owns", `بحث المجلس مسألة رفض سامي الحداد فتح الجسر.`, ""},
	{"a measure and no condemnation", `زرع سامي الحداد ألف فدان حمص.`, ""},
	{"speaking without substance", `تحدث سامي الحداد مع ليلى نعمة.`, ""},
	{"a word that looks like a verb", `قال وقيل كثيران في المدينة.`, ""},
	{"nothing attributed", `الجسر آمن والعمل مستمر.`, ""},
	{"causation", `أدى المطر إلى انهيار الجسر.`, ""},
}

// known are faults of this stage or of those below it. A row that comes out right belongs among the tests.
var known = []row{}

func TestStatements(t *testing.T) {
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

// A headline that names its speaker before a colon is a statement of its own.
func TestHeadlineColon(t *testing.T) {
	const want = "لافروف: [المحادثات ستستمر في موسكو] ¶ {قال} لافروف إن [المحادثات ستستمر]."
	got, who := show(nlptest.Read(t, nlptest.Unmarked(want)))
	if wantWho := "لافروف inform; لافروف inform"; got != want || who != wantWho {
		t.Errorf("\n got %s = %s\nwant %s = %s", got, who, want, wantWho)
	}
}

// Whom the headline or lead describes, the body may name where he says the same.
func TestForetold(t *testing.T) {
	tests := []row{
		{"an official", "مسؤول سوري: [الجسر الجديد آمن تماما] ¶ {أكد} سامي الحداد أن [الجسر الجديد آمن تماما وأن العمل مستمر]. ¶ {وقالت} ليلى نعمة إن [الطريق مغلق].", "سامي الحداد inform; سامي الحداد inform; ليلى نعمة inform"},
		{"of another country", "مسؤول روسي: [الجسر الجديد آمن تماما] ¶ {أكد} الوزير المصري سامي الحداد أن [الجسر الجديد آمن تماما].", "مسؤول روسي inform; سامي الحداد inform"},
		{"who says something else", "مسؤول سوري: [الجسر الجديد آمن تماما] ¶ {أكد} سامي الحداد أن [الطريق مغلق منذ أسابيع].", "مسؤول سوري inform; سامي الحداد inform"},
		{"who stays unnamed", "مسؤول سوري: [الجسر الجديد آمن تماما] ¶ {أكد} مصدر مطلع أن [الجسر الجديد آمن تماما]. ¶ {وقال} سامي الحداد إن [الجسر الجديد آمن تماما].", "مسؤول سوري inform; مصدر مطلع inform; سامي الحداد inform"},
	}
	for _, tt := range tests {
		if got, who := show(nlptest.Read(t, nlptest.Unmarked(tt.want))); got != tt.want || who != tt.who {
			t.Errorf("%s:\n got %s = %s\nwant %s = %s", tt.name, got, who, tt.want, tt.who)
		}
	}
}

// A country before a colon speaks, or only tells where.
func TestHeadlinePlace(t *testing.T) {
	tests := []row{
		{"it speaks", "روسيا: [لا حصانة لأحد في موسكو]", "روسيا inform"},
		{"a number", "روسيا: 230 قتيلا في حريق بموسكو", ""},
		{"a verbal noun", "السودان: تجديد ولاية البعثة في الخرطوم", ""},
	}
	for _, tt := range tests {
		if got, who := show(nlptest.Read(t, nlptest.Unmarked(tt.want))); got != tt.want || who != tt.who {
			t.Errorf("%s:\n got %s = %s\nwant %s = %s", tt.name, got, who, tt.want, tt.who)
		}
	}
}

// Two dots part the words of a headline, which has one speaker until another is named.
func TestHeadlineDots(t *testing.T) {
	tests := []row{
		{"the same speaker", "لافروف: [لا حصانة لأحد.. ومصيره المحاكمة]", "لافروف inform"},
		{"another one", "لافروف: [لا حصانة لأحد].. وليلى نعمة تسافر إلى موسكو", "لافروف inform"},
		{"a teaser", "لافروف: [لا حصانة لأحد].. وهذه شروطنا", "لافروف inform"},
	}
	for _, tt := range tests {
		if got, who := show(nlptest.Read(t, nlptest.Unmarked(tt.want))); got != tt.want || who != tt.who {
			t.Errorf("%s:\n got %s = %s\nwant %s = %s", tt.name, got, who, tt.want, tt.who)
		}
	}
}

func TestChainGoesFromTheOutletToTheSpeaker(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nobody between", "قال سامي الحداد إن الجسر آمن.", "الصباح ← سامي الحداد"},
		{"an agency", "ونقلت وكالة تاس عن لافروف قوله إن الجسر آمن.", "الصباح ← وكالة تاس ← لافروف"},
		{"another speaker", "قال سامي الحداد إن الجسر آمن إذ أكدت ليلى نعمة أن العمل انتهى.", "الصباح ← سامي الحداد"},
	}
	for _, tt := range tests {
		d := nlptest.Story(t, tt.text)
		if len(d.Statements) == 0 {
			t.Errorf("%s: no statement", tt.name)
		} else if got := strings.Join(d.Statements[0].Chain, " ← "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// The parser goes on over anything: the rows' texts are cut and joined by the fuzzer.
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
