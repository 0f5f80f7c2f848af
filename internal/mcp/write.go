package mcp

import (
	"context"
	"errors"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"isnad.dev/isnad/internal/answer"
)

type mergeActors struct {
	Actor  int64  `json:"actor" jsonschema:"the number of the actor that is the same as the other"`
	Into   int64  `json:"into" jsonschema:"the number of the other, whose name is kept"`
	Reason string `json:"reason" jsonschema:"why they are one; it is kept and shown"`
}

func (s *server) addWriting(m *mcp.Server) {
	add(m, "merge_actors", "Merge two actors", "Takes one actor for another, with the reason. It can be undone on the actor's page.", false, func(ctx context.Context, in mergeActors) (any, error) {
		if in.Reason == "" {
			return nil, answer.QuestionError{Err: errors.New("a merge needs a reason")}
		}
		return struct {
			Link string `json:"link"`
		}{s.link("actor", in.Into)}, s.Writer.Merge(ctx, in.Actor, in.Into, in.Reason)
	})
}
