package sample

// outlet is one of the invented outlets. Each writes in a manner of its own.
type outlet struct {
	key, name string
	zone      int // hours before Greenwich's clock; none of these countries changes it in summer
	months    *[12]string
	page      bool // its articles come as web pages
}

// home is the address that all its articles begin with.
func (o *outlet) home() string { return "https://" + o.key + ".example/" }

var outlets = []outlet{
	{key: "sanad", name: "وكالة السند", zone: 3, months: &both},                        // a wire: dateline, credit
	{key: "midan", name: "صحيفة الميدان", zone: 3, months: &syriac, page: true},        // a newspaper
	{key: "marsa", name: "قناة المرسى", zone: 3, months: &european},                    // a broadcaster
	{key: "diffa", name: "جريدة الضفة", zone: 1, months: &french},                      // a newspaper of Tunis
	{key: "barid", name: "بريد الساحل", zone: 4, months: &european},                    // a newspaper of Muscat
	{key: "sunduq", name: "المكتب الإعلامي لصندوق الجفاف", zone: 3, months: &european}, // a press office
	{key: "nabd", name: "نبض الموانئ", zone: 3, months: &syriac},                       // a channel of short posts
}

// The months as different countries call them.
var (
	european = [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
	syriac   = [12]string{"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"}
	french   = [12]string{"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
	both     = paired()
)

// paired are both names, as wires write them: يناير كانون الثاني.
func paired() (out [12]string) {
	for i := range out {
		out[i] = european[i] + " " + syriac[i]
	}
	return out
}

var weekdays = [7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"}
