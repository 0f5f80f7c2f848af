package web

import (
	"testing"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
)

func TestAReadersMailGoesToTheReader(t *testing.T) {
	reader := account.Account{User: account.User{Name: "سلمى", Email: "salma@example.org", Role: account.Reader}, Via: account.Session}
	editor := reader
	editor.Role = account.Editor
	for _, row := range []struct {
		who     account.Account
		channel string
		target  string
		refused bool
	}{
		{reader, store.Mail, "other@example.org", true},
		{reader, store.Mail, " Salma@example.org ", false},
		{reader, store.Webhook, "https://example.org/hook", false},
		{editor, store.Mail, "other@example.org", false},
	} {
		if got := mailsOthers(row.who, store.Alert{Channel: row.channel, Target: row.target}); got != row.refused {
			t.Errorf("%s, %s to %s: %v", row.who.Role, row.channel, row.target, got)
		}
	}
}
