package when

import "isnad.dev/isnad/internal/doc"

// reach is how many tokens back of a date its clause is asked for a sign of the future.
const reach = 14

// coming says whether the clause before token i speaks of the future: a verb with سـ, or a word such as المقرر or يعتزم.
func (s *scan) coming(i int) bool {
	first := max(i-reach, 0)
	for k := i - 1; k >= first; k-- {
		switch w := s.at(k); {
		case w.class == stop && s.isTime(k):
		case w.class == stop, w.class == comma && k < i-1, w.class == quote && k < i-1:
			return false
		case w.is(pastClause):
			return false
		case w.is(future), s.isWill(k, w):
			return true
		case w.is(present):
			return k >= s.headline && !s.wasToBe(k)
		}
	}
	return false
}

// wasToBe says whether كان stands a few words before a verb of the present, as in "كان من المفترض أن تبدأ".
func (s *scan) wasToBe(k int) bool {
	for back := 1; back <= 4; back++ {
		if s.at(k - back).is(pastClause) {
			return true
		}
	}
	return false
}

// isTime says whether the mark stands between digits, as in 10:30.
func (s *scan) isTime(i int) bool {
	return s.at(i-1).class == number && s.at(i+1).class == number && s.tokens[i].Kind == doc.Punct
}

// isWill says whether the token is a verb with the سـ of the future: س and a letter of the imperfect, then a stem. Words that only look
// like one (سياسة, ستة) are in cues.tsv.
func (s *scan) isWill(i int, w word) bool {
	if w.class != noClass || w.flags != 0 || s.tokens[i].Kind != doc.Word {
		return false
	}
	fold := s.tokens[i].Fold
	for _, conj := range []string{"و", "ف"} {
		if len(fold) > 2 && fold[:2] == conj {
			fold = fold[2:]
			break
		}
	}
	const letters = 2 // bytes of an Arabic letter
	if len(fold) < 5*letters || fold[:2] != "س" {
		return false
	}
	switch fold[2:4] {
	case "ي", "ت", "ن":
		return true
	}
	return false
}
