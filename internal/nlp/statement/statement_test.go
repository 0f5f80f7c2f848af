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
