package ledger

import (
	"slices"
	"strings"
)

// tidied returns roles as they are compared; those that say nothing of one person are left out.
func tidied(list []string) []string {
	var out []string
	for _, r := range list {
		if r = role(r); r != "" && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// roles returns the roles that can tell one person from another: of two words or more.
func roles(list []string) []string {
	return slices.DeleteFunc(tidied(list), func(r string) bool { return !strings.Contains(r, " ") })
}

// role folds a role: و, ب and ل before it are off, and words that only say when (السابق) or praise (فخامة).
func role(s string) string {
	words := nameWords(s)
	out := words[:0]
	for i, w := range words {
		if i == 0 {
			w = unclitic(w)
		}
		switch w {
		case "السابق", "السابقه", "الاسبق", "الحالي", "الراحل", "المخلوع", "الجديد", "المنتخب", "فخامه", "سعاده", "معالي", "دوله", "سمو", "جلاله", "السيد", "السيده", "الدكتور", "الدكتوره":
			continue
		case "نظيره", "نظيرته", "نظيرها", "سلفه", "خلفه", "شقيقه", "والده", "نجله":
			return "" // said of whom stands beside
		}
		out = append(out, strings.Replace(w, "اميرك", "امريك", 1))
	}
	return strings.Join(out, " ")
}

// unclitic takes و, ف, ب or ل off the first word of a role.
func unclitic(w string) string {
	if strings.HasPrefix(w, "لل") {
		return "ال" + w[len("لل"):]
	}
	for _, clitic := range []string{"و", "ف", "ل", "ب"} {
		if rest, ok := strings.CutPrefix(w, clitic); ok && len(rest) > 6 && !slices.ContainsFunc(ownLetter, func(own string) bool { return strings.HasPrefix(w, own) }) {
			return rest
		}
	}
	return w
}

// ownLetter has the beginnings of titles whose first letter is their own.
var ownLetter = []string{"وزير", "وكيل", "والي", "ولي", "وفد", "وريث", "وسيط", "واعظ", "فريق", "فني", "فنان", "فقيه", "فيلد", "لواء", "لاعب", "لورد", "ليدي", "لاجي", "باحث", "بطريرك", "بطل", "برلماني", "بروفيسور", "بابا", "بارون"}

// parted returns the countries of a company, and the others.
func parted(company []string) (countries, others []string) {
	for _, c := range company {
		if isCountry(c) {
			countries = append(countries, c)
		} else {
			others = append(others, c)
		}
	}
	return countries, others
}

func countriesOf(company []string) []string {
	out, _ := parted(company)
	return out
}

// isCountry says whether a world id is that of a country: loc:ru.
func isCountry(id string) bool { return len(id) == len("loc:xx") && strings.HasPrefix(id, "loc:") }

func isID(s string) bool {
	kind, _, ok := strings.Cut(s, ":")
	return ok && (kind == "per" || kind == "org" || kind == "loc")
}

// home returns the only country of a company.
func home(company []string) (string, bool) {
	countries := countriesOf(company)
	if len(countries) != 1 {
		return "", false
	}
	return countries[0], true
}

// apart says whether two companies name countries, but no common one.
func apart(a, b []string) bool {
	x, y := countriesOf(a), countriesOf(b)
	return len(x) > 0 && len(y) > 0 && inCommon(x, y) == 0
}

// people returns the people of a company, as far as that can be seen: world ids of people, and full names that are not general.
func people(company []string) []string {
	var out []string
	for _, c := range company {
		switch {
		case strings.HasPrefix(c, "per:"):
			out = append(out, c)
		case !isID(c):
			if f := nameOf(c, person); len(f) > 1 && !f.isCommon(body) {
				out = append(out, f.String())
			}
		}
	}
	return out
}

// inCommon counts what two lists have in common.
func inCommon(a, b []string) int {
	n := 0
	for i, s := range a {
		if slices.Contains(b, s) && !slices.Contains(a[:i], s) {
			n++
		}
	}
	return n
}
