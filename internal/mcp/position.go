package mcp

import "context"

type actorPositions struct {
	Actor  string `json:"actor" jsonschema:"whose words: the number of an actor, or a name in any script"`
	Topic  string `json:"topic,omitempty" jsonschema:"a name or word in what is said; all topics where it is not given"`
	From   string `json:"from,omitempty" jsonschema:"a day, month or year"`
	To     string `json:"to,omitempty" jsonschema:"a day, month or year, included"`
	Limit  int    `json:"limit,omitempty" jsonschema:"at most so many statements; 10 where it is not given, 50 at most"`
	Before int64  `json:"before,omitempty" jsonschema:"the next of the answer before"`
}

// month is what was said in one month.
type month struct {
	Month      string           `json:"month"` // 2018-08; empty where the day is not known
	Statements []statementFound `json:"statements"`
}

func (s *server) actorPositions(ctx context.Context, in actorPositions) (any, error) {
	found, err := s.statements(ctx, searchStatements{Speaker: in.Actor, About: in.Topic, From: in.From, To: in.To, Limit: in.Limit, Before: in.Before}.question(s))
	if err != nil {
		return nil, err
	}
	out := struct {
		Months []month `json:"months"`
		Next   int64   `json:"next,omitempty"`
	}{[]month{}, found.Next}
	for _, f := range found.Statements {
		m := f.Day[:min(len(f.Day), len("2006-01"))]
		if n := len(out.Months); n == 0 || out.Months[n-1].Month != m {
			out.Months = append(out.Months, month{Month: m})
		}
		last := &out.Months[len(out.Months)-1]
		last.Statements = append(last.Statements, f)
	}
	return out, nil
}
