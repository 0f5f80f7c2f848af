package lang

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
)

// addAccusatives gives the indefinite accusative of each common noun (كبير: كبيرا) its class, so that no clitic is taken off it (ك and بيرا). Forms
// that a verb spells too (فشلا: they two failed) and forms that a name has (سوريا beside سوري) are left alone.
func (p *Pack) addAccusatives() {
	const noNoun = Preposition | Adverb | Conjunction | Pronoun | Auxiliary | Determiner | Complementizer | Relative | Definite | Attached
	for id, last := doc.FormID(1), doc.FormID(len(p.info)); id < last; id++ {
		if class := p.info[id].Class; !class.Has(Common) || class.Has(noNoun) {
			continue
		}
		noun := p.forms.form(id)
		if strings.HasPrefix(noun, "ال") || strings.HasSuffix(noun, "ا") || strings.HasSuffix(noun, "ه") || len(noun) < 6 {
			continue
		}
		if class := &p.info[p.intern(noun+"ا")].Class; *class&^Ordinary == 0 {
			*class |= Common | Ordinary
		}
	}
}
