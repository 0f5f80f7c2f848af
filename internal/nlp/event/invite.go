package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// invites says whether the visit is one that somebody is only invited to: "تلقى الوزير دعوة لزيارة القاهرة", "دعا الوزير السفير لزيارة القاهرة". It is
// planned if who is invited has accepted; else the draft stays without parties.
func (f *finder) invites(d *draft, n int, g *governor) bool {
	i := n - 1
	for i >= 0 && i > n-5 && f.parts[i].clause == f.parts[n].clause && f.parts[i].word&lang.ContactInvite == 0 && f.parts[i].kind != verb {
		i--
	}
	if i < 0 || f.parts[i].clause != f.parts[n].clause || f.parts[n].link != forWhom && f.parts[n].link != to {
		return false
	}
	if f.parts[i].kind == verb {
		return f.p.Lemmas[f.parts[i].verb.Lemma].Text == "دعا"
	}
	if f.parts[i].word&lang.ContactInvite == 0 {
		return false
	}
	if g.verb == nil || f.p.VerbRoleOf(g.verb.verb)&lang.RoleAccepts == 0 {
		return true
	}
	f.joinActor(d, f.around(g.clause))
	f.complements(d, n, g)
	d.status = doc.Planned
	f.circumstances(d, n)
	return true
}
