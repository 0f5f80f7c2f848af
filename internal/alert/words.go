package alert

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"isnad.dev/isnad/internal/store"
)

// language is what stands around the words of a message.
type language struct {
	rtl                                          bool
	new, test, open, all, comma, source, unknown string
	opening, closing                             string // quotation marks
	contact, status                              map[string]string
	article, copied, said                        string
	footer                                       string
}

var words = map[string]language{
	"ar": {
		rtl: true, new: "جديد «%s»", test: "رسالة تجريبية — ", open: "افتح في إسناد", all: "كل النتائج", comma: "، ", source: "المصدر: ", unknown: "قائل غير معروف", opening: "«", closing: "»",
		contact: map[string]string{"meeting": "لقاء", "call": "اتصال هاتفي", "visit": "زيارة", "message": "رسالة", "signing": "توقيع", "conference": "مؤتمر صحفي"},
		status:  map[string]string{"held": "جرى", "ongoing": "جارٍ", "planned": "مرتقب", "failed": "لم يتم", "cancelled": "أُلغي", "postponed": "أُجّل", "denied": "نُفي", "not_reported_held": "لم يرد خبر بحدوثه"},
		article: "خبر", copied: "خبر منقول", said: "تصريح", footer: "تصلك هذه الرسالة لأنك حفظت هذا البحث في إسناد وطلبت التنبيه إلى جديده.",
	},
	"en": {
		new: "New in “%s”", test: "Test message — ", open: "Open in isnad", all: "All results", comma: ", ", source: "origin: ", unknown: "speaker not known", opening: "“", closing: "”",
		contact: map[string]string{"meeting": "Meeting", "call": "Phone call", "visit": "Visit", "message": "Message", "signing": "Signing", "conference": "Press conference"},
		status:  map[string]string{"held": "held", "ongoing": "under way", "planned": "planned", "failed": "did not come about", "cancelled": "cancelled", "postponed": "postponed", "denied": "denied", "not_reported_held": "not reported held"},
		article: "Article", copied: "Reprint", said: "Statement", footer: "You get this message because you saved this search in isnad and asked to be told what is new in it.",
	},
}

// heading is the first line of a message, and the subject of a mail.
func (w language) heading(m Message) string {
	out := fmt.Sprintf(w.new, m.Search)
	if len(m.Items) == 1 {
		out += ": " + w.what(m.Items[0])
	} else if len(m.Items) > 1 {
		out += fmt.Sprintf(" (%d)", len(m.Items))
	}
	if m.Test {
		return w.test + out
	}
	return out
}

// what says what an item is, who says or takes part, and on which day.
func (w language) what(x Item) string {
	var out string
	switch x.Kind {
	case "statement":
		out = w.said + ": " + cmp.Or(strings.Join(x.Who, w.comma), w.unknown)
	case "contact":
		out = cmp.Or(w.contact[x.Detail], x.Detail)
		if s := cmp.Or(w.status[x.Event], w.status[x.Status]); s != "" {
			out += " (" + s + ")"
		}
		out += ": " + strings.Join(x.Who, w.comma)
	default:
		out = w.article
		if x.Event == store.EventCopy {
			out = w.copied
		}
		if x.Title != "" {
			out += ": " + x.Title
		}
	}
	if day, err := time.Parse(time.DateOnly, x.Day); err == nil {
		out += " — " + day.Format("2006/01/02")
	}
	return out
}

// quoted are the words, cut to so many letters, in quotation marks where they are those of the speaker.
func (w language) quoted(x Item, letters int) string {
	s := cut(strings.Join(strings.Fields(x.Text), " "), letters)
	if x.Kind == "statement" && x.Detail == "direct" && !strings.HasPrefix(s, w.opening) {
		return w.opening + s + w.closing
	}
	return s
}

// from says who tells it, and where they have it from if that is another.
func (w language) from(x Item) string {
	out := strings.Join(x.Outlets, w.comma)
	origins := strings.Join(x.Origins, w.comma)
	if origins == "" || origins == out {
		return out
	}
	return out + " (" + w.source + origins + ")"
}
