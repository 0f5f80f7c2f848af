package correction

import (
	"cmp"
	"slices"

	"isnad.dev/isnad"
)

// statement mends a statement.
func (m *mend) statement(c *Correction, at int) bool {
	s := &m.out.Record.Statements[at]
	switch c.Field {
	case Remove:
		m.removeStatement(at)
		return true
	case Speaker:
		m.speak(at, c.Value.Who, c.rule())
	case Words:
		if c.Value.Words == nil {
			return false
		}
		span, ok := c.Value.Words.Find(m.points)
		if !ok {
			return false
		}
		s.Content = []isnad.Span{span}
	case Act:
		s.Act = c.Value.Text
	case Polarity:
		s.Polarity = c.Value.Text
	}
	s.Rule = c.rule()
	return true
}

// speak gives a statement another speaker, or none.
func (m *mend) speak(at int, who []Who, rule string) {
	s := &m.out.Record.Statements[at]
	was := value(s.SpeakerName)
	s.Speaker, s.SpeakerName, s.SpeakerEn, s.SpeakerID = nil, nil, nil, nil
	if len(who) > 0 {
		x := m.who(who[0], "PER", rule, start(s))
		s.Speaker, s.SpeakerName, s.SpeakerEn, s.SpeakerID = x.span, x.name, x.en, x.id
	}
	name := value(s.SpeakerName)
	if n := len(s.Chain); n > 0 && was != "" && s.Chain[n-1] == was {
		s.Chain = s.Chain[: n-1 : n-1]
	}
	if s.Chain = slices.Clone(s.Chain); name != "" {
		s.Chain = slices.Compact(append(s.Chain, name))
	}
	m.inside(at, func(x *isnad.Statement) { x.Chain = relayed(x.Chain, was, name) })
}

func start(s *isnad.Statement) int {
	switch {
	case s.Cue != nil:
		return s.Cue.Start
	case len(s.Content) > 0:
		return s.Content[0].Start
	}
	return 0
}

// inside calls f for the statements that stand in the words of one.
func (m *mend) inside(at int, f func(*isnad.Statement)) {
	all := m.out.Record.Statements
	for i := range all {
		up := all[i].NestedIn
		for hops := 0; up != nil && *up >= 0 && *up < len(all) && hops < len(all); hops++ {
			if *up == at {
				f(&all[i])
				break
			}
			up = all[*up].NestedIn
		}
	}
}

// relayed is a chain in which one who passes the words on is another, or nobody.
func relayed(chain []string, was, now string) []string {
	i := slices.Index(chain, was)
	if was == "" || i < 0 || i == len(chain)-1 {
		return chain
	}
	if chain = slices.Clone(chain); now == "" {
		return slices.Delete(chain, i, i+1)
	}
	chain[i] = now
	return chain
}

// removeStatement takes a statement out; what stood in its words stands in those around it.
func (m *mend) removeStatement(at int) {
	was := value(m.out.Record.Statements[at].SpeakerName)
	m.inside(at, func(x *isnad.Statement) { x.Chain = relayed(x.Chain, was, "") })
	moved := func(in int) *int {
		if in > at {
			in--
		}
		return &in
	}
	up := m.out.Record.Statements[at].NestedIn
	if up != nil {
		up = moved(*up)
	}
	m.renest(func(in int) *int {
		if in == at {
			return up
		}
		return moved(in)
	})
	m.out.Record.Statements = slices.Delete(m.out.Record.Statements, at, at+1)
}

// renest numbers what statements are nested in anew.
func (m *mend) renest(to func(int) *int) {
	for i := range m.out.Record.Statements {
		if s := &m.out.Record.Statements[i]; s.NestedIn != nil {
			s.NestedIn = to(*s.NestedIn)
		}
	}
}

// add puts in what was overlooked. Where it is read by now, that is mended.
func (m *mend) add(c *Correction) bool {
	words := m.located(c.Item.Words)
	if len(words) == 0 {
		return false
	}
	more := c.Value.More
	if more == nil {
		more = &More{}
	}
	if c.Kind == Contact {
		m.addContact(c, more, words[0])
		return true
	}
	m.addStatement(c, more, words[0])
	return true
}

func (m *mend) addStatement(c *Correction, more *More, words isnad.Span) {
	at := m.find(Statement, c.Item)
	if at < 0 {
		at = m.insertStatement(words)
	}
	m.speak(at, c.Value.Who, c.rule())
	s := &m.out.Record.Statements[at]
	s.Act, s.Polarity, s.Rule = cmp.Or(more.Act, s.Act), cmp.Or(more.Polarity, s.Polarity), c.rule()
}

// insertStatement puts a statement where its words stand among the others.
func (m *mend) insertStatement(words isnad.Span) int {
	all := m.out.Record.Statements
	at := slices.IndexFunc(all, func(s isnad.Statement) bool { return len(s.Content) > 0 && s.Content[0].Start > words.Start })
	if at < 0 {
		at = len(all)
	}
	m.renest(func(in int) *int {
		if in >= at {
			in++
		}
		return &in
	})
	s := isnad.Statement{Content: []isnad.Span{words}, Kind: "indirect", Act: "inform", Polarity: "asserts", Chain: []string{}}
	if m.quoted(words) {
		s.Kind = "direct"
	}
	if outlet := m.out.Record.Article.Outlet; outlet != "" {
		s.Chain = append(s.Chain, outlet)
	}
	m.out.Record.Statements = slices.Insert(all, at, s)
	return at
}

// quoted says whether the words stand in quotation marks, or have them at both ends.
func (m *mend) quoted(s isnad.Span) bool {
	open, closed := "\"«“„", "\"»”"
	in := func(marks string, at int) bool {
		return at >= 0 && at < len(m.points) && slices.Contains([]rune(marks), m.points[at])
	}
	return in(open, s.Start-1) && in(closed, s.End) || in(open, s.Start) && in(closed, s.End-1)
}
