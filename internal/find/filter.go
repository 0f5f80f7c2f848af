package find

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// filters are the names of the filters, folded, in both languages.
var filters = map[string]string{
	"speaker": "speaker", "by": "speaker", "متحدث": "speaker", "المتحدث": "speaker", "قايل": "speaker",
	"about": "about", "عن": "about", "حول": "about",
	"with": "with", "مع": "with",
	"outlet": "outlet", "ناشر": "outlet", "الناشر": "outlet", "منفذ": "outlet", "وسيله": "outlet", "مصدر": "outlet",
	"from": "from", "من": "from", "منذ": "from",
	"to": "to", "until": "to", "الي": "to", "حتي": "to",
	"kind": "kind", "نوع": "kind", "النوع": "kind",
	"status": "status", "حال": "status", "حاله": "status", "الحاله": "status",
}

// goodFilters is what an error says that there is.
const goodFilters = "speaker: about: with: outlet: from: to: kind: status: (متحدث: عن: مع: منفذ: من: إلى: نوع: حال:)"

// kinds are what kind: may ask for, by the words for it, folded; what pages call them is among these.
var kinds = map[string]string{
	"article": "article", "خبر": "article", "مقال": "article", "مقاله": "article",
	"statement": "statement", "تصريح": "statement", "قول": "statement", "تصريحات": "statement",
	"contact": "contact", "اتصالات": "contact", "تواصل": "contact", "لقاء او اتصال": "contact",
	"direct": "direct", "مباشر": "direct", "نصا": "direct", "quoted": "direct", "indirect": "indirect", "غير مباشر": "indirect", "بالمعني": "indirect", "reported": "indirect",
	"mixed": "mixed", "مختلط": "mixed", "بعضه نصا": "mixed", "partly quoted": "mixed",
	"meeting": "meeting", "لقاء": "meeting", "اجتماع": "meeting",
	"call": "call", "اتصال": "call", "مكالمه": "call", "اتصال هاتفي": "call",
	"visit": "visit", "زياره": "visit",
	"message": "message", "رساله": "message",
	"signing": "signing", "توقيع": "signing",
	"conference": "conference", "موتمر": "conference", "موتمر صحفي": "conference", "press conference": "conference",
	"inform": "inform", "informs": "inform", "اعلام": "inform", "اخبار": "inform",
	"demand": "demand", "demands": "demand", "مطالبه": "demand",
	"criticise": "criticise", "criticises": "criticise", "criticize": "criticise", "انتقاد": "criticise",
	"approve": "approve", "approves": "approve", "تاييد": "approve", "موافقه": "approve",
	"refuse": "refuse", "refuses": "refuse", "رفض": "refuse",
	"commit": "commit", "commits to": "commit", "تعهد": "commit",
	"warn": "warn", "warns": "warn", "تحذير": "warn",
}

// statuses are what status: may ask for.
var statuses = map[string]string{
	"held": "held", "عقد": "held", "منعقد": "held", "تم": "held", "تمت": "held",
	"ongoing": "ongoing", "under way": "ongoing", "جار": "ongoing", "جاري": "ongoing", "جاريه": "ongoing", "مستمر": "ongoing",
	"planned": "planned", "مقرر": "planned", "مقرره": "planned", "مرتقب": "planned", "معلن": "planned",
	"failed": "failed", "فشل": "failed", "فشلت": "failed", "فاشل": "failed",
	"cancelled": "cancelled", "canceled": "cancelled", "ملغي": "cancelled", "ملغاه": "cancelled", "الغي": "cancelled",
	"postponed": "postponed", "موجل": "postponed", "موجله": "postponed", "تاجل": "postponed",
	"denied": "denied", "منفي": "denied", "منفيه": "denied", "نفي": "denied",
	"not-reported-held": "not-reported-held", "not reported held": "not-reported-held", "unreported": "not-reported-held", "لم يرد خبر": "not-reported-held",
	"لم يرد خبر بانعقاده": "not-reported-held", "لم يرد خبر باجرايه": "not-reported-held", "لم يرد خبر بارسالها": "not-reported-held", "لم يرد خبر باتمامها": "not-reported-held",
}

// filter reads name:value, the value also in quotation marks or after a space. It leaves what is no filter: a colon that ends a word of a
// headline, a time of day.
func (r *questionReader) filter(name, value string) (done bool, err error) {
	negative := r.not
	filter, ok := filters[foldName(name)]
	after := r.rest[len(name)+1:]
	next, _ := utf8.DecodeRuneInString(after)
	_, quoted := quotes[next]
	if !ok {
		if value == "" && !quoted || !isName(name) {
			return false, nil
		}
		return false, fmt.Errorf("no filter is called %s: the filters are %s; a colon that is meant as such stands in quotation marks", name, goodFilters)
	}
	if negative {
		return false, fmt.Errorf("-%s: a filter cannot be turned round: take the - away", name)
	}
	r.flush()
	r.rest = strings.TrimLeftFunc(after, isSpace)
	next, n := utf8.DecodeRuneInString(r.rest)
	if closing, ok := quotes[next]; ok {
		r.rest = r.rest[n:]
		value = r.quoted(closing)
	} else {
		value = r.rest
		if i := strings.IndexFunc(value, isSpace); i >= 0 {
			value = value[:i]
		}
		r.rest = r.rest[len(value):]
	}
	if value = strings.TrimFunc(value, isSpace); value == "" {
		return false, fmt.Errorf("%s: has no value: write one behind it, in quotation marks where it is several words", name)
	}
	return true, r.set(filter, name, value)
}

// isName says whether what stands before a colon looks like the name of a filter.
func isName(s string) bool {
	for _, r := range s {
		if !isWordRune(r) && r != '-' && r != '_' {
			return false
		}
	}
	return !strings.ContainsAny(s, "0123456789٠١٢٣٤٥٦٧٨٩")
}

func (r *questionReader) set(filter, name, value string) error {
	q := &r.q
	switch filter {
	case "speaker":
		q.Speaker = append(q.Speaker, value)
	case "about":
		q.About = append(q.About, value)
	case "with":
		q.With = append(q.With, value)
	case "outlet":
		q.Outlet = append(q.Outlet, value)
	case "kind":
		return choose(&q.Kind, kinds, name, value)
	case "status":
		return choose(&q.Status, statuses, name, value)
	default:
		first, last, ok := span(value, r.today)
		if !ok {
			return fmt.Errorf("%s:%s is no day: write 2018-08-23, 2018-08, 2018, today, \"23 أغسطس 2018\" or \"قبل 3 أيام\"", name, value)
		}
		if filter == "from" {
			q.From = first
		} else {
			q.To = last
		}
	}
	return nil
}

// choose adds the values, parted by commas, that the words stand for.
func choose(to *[]string, values map[string]string, name, value string) error {
	for v := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == '،' || r == '|' }) {
		known, ok := values[foldName(v)]
		if !ok {
			good := slices.Sorted(maps.Values(values))
			return fmt.Errorf("%s:%s is not known: write one of %s", name, v, strings.Join(slices.Compact(good), ", "))
		}
		*to = appendNew(*to, known)
	}
	return nil
}
