package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// relation is what a noun of contact is in the clause that it stands in.
type relation uint8

const (
	topic     relation = iota // it opens a clause, or stands in one without a verb
	subject                   // the verb says what became of it: جرت المحادثات
	object                    // عقد الوزير لقاء
	addition                  // another preposition ties it to the verb: شارك في لقاء
	occasion                  // says when or where something else is done: خلال لقاء
	purpose                   // للقاء
	undefined                 // a noun of another kind stands between: نتائج اللقاء
)

// governor is what a noun of contact depends on.
type governor struct {
	relation relation
	clause   int
	verb     *part // the verb of that clause, or nil
	actor    actor // who acts, where a noun on the way says so: قيام الوزير بزيارة, قيامه بزيارة
	carried  bool  // a noun on the way only carries it: عقد لقاء
	ahead    bool  // it is still to come: قبل لقاء
	first    int   // the token of the first noun that only counts it: جولة مفاوضات
	status   doc.Status
	told     bool // a noun on the way tells the status: إلغاء لقاء
}

// governorOf goes from the noun of contact over the nouns that govern it to the verb of its clause.
func (f *finder) governorOf(n int) governor {
	g := governor{clause: f.parts[n].clause, actor: nobody, first: f.parts[n].first}
	opaque := false
	for step := 0; step < 8; step++ {
		h, ok := f.headOf(n, &g)
		if !ok {
			break
		}
		p := &f.parts[h]
		if s, ok := f.p.StatusWord(&f.toks[p.first]); ok && !g.told && !f.isSupposed(h) {
			g.status, g.told = s, true
		}
		switch {
		case p.word&lang.ContactRound != 0:
			if g.first == f.parts[n].first {
				g.first = p.first
			}
		case p.word&lang.ContactMasdar != 0:
			g.carried = true
			if p.word&lang.ContactOwned != 0 && !g.actor.known() {
				if g.actor = f.around(p.clause); f.ownsBefore(h) {
					g.actor = actor{part: h - 1, statement: -1}
				} else if !g.actor.known() || g.actor.part >= 0 && f.parts[g.actor.part].kind == noun {
					g.actor = f.nearest(h, strings.HasSuffix(f.toks[p.first].Fold, "ها"))
				}
			}
		case g.told && f.isOwned(p.first):
			if !g.actor.known() {
				if g.actor = f.around(p.clause); g.actor.part >= 0 && f.parts[g.actor.part].kind != name && f.parts[g.actor.part].kind != pair {
					g.actor = nobody
				}
			}
			g.carried = true
		case p.word&lang.ContactMoment != 0, g.told, f.counts(p):
		default:
			opaque = true
		}
		n = h
	}
	p := &f.parts[n]
	if root := f.root(p.clause); p.comma && (p.link == during || p.link == in) && root != p.clause && f.clauses[root].cue >= 0 && f.clauses[p.clause].kind == thatClause {
		g.clause = root // قال الوزير إن الجسر آمن، خلال لقاء
	} else {
		g.clause = p.clause
	}
	if v := f.clauses[g.clause].verb; v >= 0 {
		g.verb = &f.parts[v]
	}
	g.relation = f.relationOf(n, &g)
	if opaque && g.relation != occasion {
		g.relation = undefined
	}
	return g
}

// headOf returns the noun that governs the part: right before it (عقد لقاء), or with who acts between (قيام الوزير بزيارة).
func (f *finder) headOf(n int, g *governor) (int, bool) {
	p := &f.parts[n]
	if n > 1 && f.parts[n-1].kind == day && f.parts[n-2].word&lang.ContactMasdar != 0 && f.parts[n-2].clause == p.clause && f.parts[n-2].end+2 >= f.parts[n-1].first {
		return n - 2, true // للمشاركة اليوم في اجتماع
	}
	if n == 0 || f.parts[n-1].clause != p.clause {
		return 0, false
	}
	q := &f.parts[n-1]
	if _, told := f.p.StatusWord(&f.toks[q.first]); told && q.kind == noun && q.end >= p.first-1 && (p.link == in || p.link == forWhom || p.link == to || p.link == other || p.link == bare && q.end == p.first) {
		return n - 1, true // أمله في لقاء, نيته زيارة
	}
	if q.word&lang.ContactRound != 0 && (q.end == p.first && p.link == of || q.end == p.first-1 && p.link == from) {
		return n - 1, true
	}
	if q.kind == noun && q.end == p.first && (p.link == of || q.word&lang.ContactMasdar != 0 && (p.link == bare || p.link == by || p.link == in || p.link == from || p.link == forWhom)) {
		return n - 1, true
	}
	if q.kind == noun && q.word&lang.ContactMasdar != 0 && p.link == in && q.end == p.first-1 {
		return n - 1, true // مشاركته في اجتماع
	}
	if q.kind != name && q.kind != pair || n < 2 || q.link != of && q.link != bare {
		return 0, false
	}
	h := &f.parts[n-2]
	if h.kind == noun && h.word&lang.ContactMasdar != 0 && h.clause == p.clause && h.end == q.first && p.link != during && p.link != ahead {
		g.actor = actor{part: n - 1, statement: -1}
		return n - 2, true
	}
	return 0, false
}

// isOwned says whether a pronoun is attached to the noun: أمله, نيتها.
func (f *finder) isOwned(k int) bool {
	fold := f.toks[k].Fold
	return (strings.HasSuffix(fold, "ه") || strings.HasSuffix(fold, "ها")) && !f.endsInTa(k)
}

// isSupposed says whether the noun is only supposed: في حال فشل المحادثات.
func (f *finder) isSupposed(n int) bool {
	if n == 0 || f.parts[n].link != of {
		return false
	}
	return f.p.ContactPart(&f.toks[f.parts[n-1].first])&lang.ContactSupposed != 0
}

// ownsBefore says whether the part right before the noun is who owns it, as the complement of another noun: إعلان الوزير عزمه.
func (f *finder) ownsBefore(n int) bool {
	return n > 0 && f.parts[n-1].kind == name && f.parts[n-1].link == of && f.parts[n-1].clause == f.parts[n].clause && f.parts[n].link == bare
}

// counts says whether the noun only counts what follows: أول لقاء, ثاني زيارة.
func (f *finder) counts(p *part) bool {
	return f.p.ContactPart(&f.toks[p.first])&lang.ContactCounts != 0
}

// relationOf says what the outermost of the nouns is in its clause.
func (f *finder) relationOf(n int, g *governor) relation {
	p := &f.parts[n]
	switch p.link {
	case ahead:
		g.ahead = true
		return occasion
	case during:
		return occasion
	case forWhom:
		if g.verb != nil && f.carries(g.verb) && g.verb.first < p.first && f.isLast(g.verb, n) {
			return addition
		}
		if q := n - 1; q >= 0 && f.parts[q].kind == noun && f.parts[q].end == p.first && f.parts[q].clause == p.clause && !f.isClosed(f.parts[q].end-1) && f.parts[q].word&lang.ContactInvite == 0 {
			if _, told := f.p.StatusWord(&f.toks[f.parts[q].first]); !told {
				return undefined // مبادئ للحوار
			}
		}
		return purpose
	case bare:
	case in, by:
		if g.verb != nil && g.verb.first < p.first && f.carries(g.verb) {
			return addition
		}
		if p.link == by {
			return undefined // رحب باللقاء
		}
		return occasion
	case to:
		return addition
	case from:
		if g.verb != nil && g.verb.first < p.first && f.movesAway(g.verb) {
			return addition
		}
		return undefined
	case other:
		if g.verb != nil && g.verb.first < p.first {
			if _, told := f.p.StatusOf(g.verb.verb); told {
				return addition // اتفق الوزيران على لقاء
			}
		}
		return undefined
	default:
		return undefined
	}
	v := g.verb
	switch {
	case v == nil:
		return topic
	case v.role&(lang.RoleHappens|lang.RoleGathers) != 0:
		if s := f.subjectOf(p.clause); v.role&lang.RoleLight != 0 && s >= 0 && s != n {
			return object // بدأ الوزير زيارة, but بدأت الزيارة
		}
		return subject
	case p.first < v.first, v.role&lang.RoleLight != 0 && f.subjectOf(p.clause) == n:
		return subject
	}
	return object
}

// movesAway says whether the verb is one of coming back: عاد من زيارة.
func (f *finder) movesAway(v *part) bool {
	return f.p.VerbRoleOf(v.verb)&lang.RoleReturns != 0
}

// isLast says whether the verb stands right before the part, or only who acts between.
func (f *finder) isLast(v *part, n int) bool {
	for n--; n >= 0 && f.parts[n].first > v.first; n-- {
		if f.parts[n].kind != name && f.parts[n].kind != day {
			return false
		}
	}
	return true
}

// carries says whether the verb only carries a noun of contact, in the active.
func (f *finder) carries(v *part) bool {
	return v.role&lang.RoleLight != 0 && v.verb.Voice == morph.Active
}
