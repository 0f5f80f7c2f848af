package lang

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
)

// IsCounterpart says whether the word is نظير, the holder of the same office elsewhere.
func (p *Pack) IsCounterpart(t *doc.Token) bool {
	return strings.Contains(t.Fold, "نظير")
}

// IsFormer says whether the qualifier tells that the office is over.
func (p *Pack) IsFormer(t *doc.Token) bool {
	return strings.HasPrefix(t.Fold, "السابق") || strings.HasPrefix(t.Fold, "الاسبق") || t.Fold == "سابقا" || strings.HasPrefix(t.Fold, "الراحل") || strings.HasPrefix(t.Fold, "المخلوع") || strings.HasPrefix(t.Fold, "المعزول")
}

// SamePlace says whether the head noun names the kind of the place that follows it, and not another place there: مدينة حلب is حلب, مطار حلب is not.
func (p *Pack) SamePlace(t *doc.Token) bool {
	for _, head := range []string{"مدينه", "محافظه", "بلده", "قريه", "ولايه", "منطقه", "جزيره", "جمهوريه", "مملكه", "اماره", "سلطنه", "دوله", "قطاع", "اقليم", "ضاحيه", "مقاطعه", "قاره", "عاصمه"} {
		if strings.HasSuffix(t.Fold, head) {
			return true
		}
	}
	return false
}

// Locates says whether the word before a place makes it a place and not an actor: في، قرب، العاصمة.
func (p *Pack) Locates(t *doc.Token) bool {
	switch t.Fold {
	case "في", "الي", "قرب", "وسط", "شرق", "غرب", "شمال", "جنوب", "داخل", "خارج", "العاصمه", "عاصمه", "مدينه", "بمدينه", "مطار", "بالعاصمه", "وفي", "عبر", "شوارع", "احياء", "ريف", "نحو", "والي", "بين", "للعاصمه", "والعاصمه", "محافظه", "شرقي", "غربي", "شمالي", "جنوبي":
		return t.Fold != "بين"
	}
	return false
}
