package morph

import "strings"

// Dual returns the dual forms of a noun, with the article, and before a complement or an owner: لقاءان, اللقاءين, لقاءي; زيارتان, زيارتا.
func Dual(noun string) []Inflected {
	stem, gender := beforeDual(noun)
	f := Cell{Aspect: Masdar, Gender: gender, Number: Du}
	d := f
	d.Definite = true
	return []Inflected{
		{stem + "ان", f}, {stem + "ين", f}, {"ال" + stem + "ان", d}, {"ال" + stem + "ين", d},
		{stem + "ا", f}, {stem + "ي", f},
	}
}

// beforeDual is what a dual ending is written after, and the gender of the noun.
func beforeDual(noun string) (string, Gender) {
	if stem, ok := strings.CutSuffix(noun, "ة"); ok {
		return stem + "ت", F
	}
	if stem, ok := strings.CutSuffix(noun, "ى"); ok {
		return stem + "ي", M
	}
	return noun, M
}

// SoundPlural returns the forms of a noun of people in ون: مسؤولون, المسؤولين; before a complement مسؤولو, مسؤولي. Another noun has none.
func SoundPlural(noun string) []Inflected {
	stem, ok := strings.CutSuffix(noun, "ون")
	if !ok {
		return nil
	}
	f := Cell{Aspect: Masdar, Gender: M, Number: Pl}
	d := f
	d.Definite = true
	return []Inflected{{noun, f}, {stem + "ين", f}, {"ال" + noun, d}, {"ال" + stem + "ين", d}, {stem + "و", f}, {stem + "ي", f}}
}

// adjectiveEndings are those of an adjective of things: their plural takes the feminine singular, so that it has no plural in ون.
var adjectiveEndings = [...]struct {
	text   string
	gender Gender
	number Number
}{{"", M, Sg}, {"ا", M, Sg}, {"ة", F, Sg}, {"ان", M, Du}, {"ين", M, Du}, {"تان", F, Du}, {"تين", F, Du}}

// Adjective returns the forms of an adjective of things, with the article and without: هاتفي, هاتفيا, الهاتفية, هاتفيتين; ملغى, ملغاة.
func Adjective(masculine string) []Inflected {
	short, weak := strings.CutSuffix(masculine, "ى")
	out := make([]Inflected, 0, 2*len(adjectiveEndings))
	for _, e := range adjectiveEndings {
		text := masculine + e.text
		switch {
		case weak && e.text == "ا":
			continue
		case weak && e.gender == F:
			text = short + "ا" + e.text
		case weak && e.text != "":
			text = short + "ي" + e.text
		}
		f := Cell{Aspect: ActiveParticiple, Gender: e.gender, Number: e.number}
		out = append(out, Inflected{text, f})
		if e.text != "ا" { // the alef of the indefinite accusative
			f.Definite = true
			out = append(out, Inflected{"ال" + text, f})
		}
	}
	return out
}
