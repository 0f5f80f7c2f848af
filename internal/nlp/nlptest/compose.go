package nlptest

import "strings"

// fragments are what the stages look for. A byte of a fuzzer's input picks one, so that it makes texts that are nearly news: bytes alone
// would seldom make two words that the packs know.
var fragments = strings.Split(`قال|وقال|قالت|أكد|وأكد|مؤكدا|مؤكدة|أعلن|يعلن|سيعلن|أعلنت|أضاف|وأضاف|مضيفا|أشار|مشيرا|مشيرة|إلى|أن|إن|بأن|أنه|إنها|نفى|ينفي|دعا|حذر|من|محذرا|اتهم|طالب|رحب|أعرب|عن|أمله|شكره|وصف|بأنها|نقلت|نقلا|قوله|قولها|بحسب|وفق|وفقا|ل|لـ|على|حد|تصريحات|بيان|في|كما|حيث|لم|لا|دون|الإشارة|التي|الذي|هذا|`+
	`سيرغي|لافروف|سيرغي لافروف|ولافروف|للافروف|جون|بولتون|أحمد|محمد|علي|عبد الله|بن|أبو|آل|وزير|وزيرة|الخارجية|وزير الخارجية|الروسي|الروسية|نظيره|نظيرها|التركي|الرئيس|السابق|رئيس|رئيس الوزراء|المتحدث|باسم|مصدر|مسؤولون|موسكو|واشنطن|وموسكو|دمشق|مدينة|حلب|مصر|الأمم المتحدة|للأمم|وزارة|حزب|حركة|وكالة|رويترز|تاس|`+
	`التقى|اجتمع|لقاء|لقائه|زار|يزور|زيارة|اتصال|اتصالا هاتفيا|اتصل|بحث|مع|بين|استقبل|وقع|رسالة|مؤتمر صحفي|المحادثات|تأجل|ألغى|من المقرر|اليوم|أمس|أول من أمس|غدا|الخميس|الأحد الماضي|23|2018|٢٠١٨|أغسطس|آب|الشهر المقبل|1440|هـ|.|،|:|؟|!|؛|...|"|«|»|“|”|(|)|-|–|/|'|‹|¶|¶|`+"\u200f|\u202b|\u202c|ـ|ً|🔴|CNN|(CNN) --|المصدر:|اقرأ أيضا|مقالات ذات صلة|// انتهى //|قَالَ|ﻗﺎﻝ|x", "|")

// Compose makes a text of fragments. A byte of the input that has its high bit set writes no space before its fragment.
func Compose(data []byte) string {
	var b strings.Builder
	for i, c := range data {
		n := int(c)
		if i+1 < len(data) {
			n += int(data[i+1]) << 8 // so that all fragments are in reach of small inputs
		}
		f := fragments[n%len(fragments)]
		if f == "¶" {
			f = "\n\n"
		}
		if c < 0x80 {
			b.WriteByte(' ')
		}
		b.WriteString(f)
	}
	return b.String()
}
