package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// alertFlags say how alerts are sent. Secrets come from the environment alone: a command line is seen by others of the machine.
type alertFlags struct {
	SMTPHost string `name:"smtp-host" help:"The mail server by which alerts are sent; without it none go by mail." env:"ISNAD_SMTP_HOST" placeholder:"HOST"`
	SMTPPort int    `name:"smtp-port" help:"Its port; by default 587, 465 with --smtp-tls tls, 25 with none." env:"ISNAD_SMTP_PORT" placeholder:"PORT"`
	SMTPTLS  string `name:"smtp-tls" help:"How the connection to it is made secure: starttls, tls, or none for a server on the same machine." env:"ISNAD_SMTP_TLS" enum:"starttls,tls,none" default:"starttls" placeholder:"MODE"`
	SMTPUser string `name:"smtp-user" help:"Who signs in to it; the password is read from ISNAD_SMTP_PASSWORD. The token of a Telegram bot is read from ISNAD_TELEGRAM_TOKEN." env:"ISNAD_SMTP_USER" placeholder:"NAME"`
	SMTPFrom string `name:"smtp-from" help:"From whom the mail is: name@example.org." env:"ISNAD_SMTP_FROM" placeholder:"ADDRESS"`
}

// alerts returns who keeps saved searches and tells what is new in them.
func (f alertFlags) alerts(s *store.Store, answers *answer.Finder, o alert.Options) (*alert.Desk, error) {
	o.Telegram.Token = os.Getenv("ISNAD_TELEGRAM_TOKEN")
	if f.SMTPHost != "" {
		o.Mail = alert.Server{Host: f.SMTPHost, Port: f.SMTPPort, Security: f.SMTPTLS, User: f.SMTPUser, Password: os.Getenv("ISNAD_SMTP_PASSWORD"), From: f.SMTPFrom}
		if err := o.Mail.Check(); err != nil {
			return nil, usageError{fmt.Errorf("--smtp-host: %w", err)}
		}
	}
	return alert.New(s, answers, o), nil
}

// exportFlags say where exports are written.
type exportFlags struct {
	Exports string `help:"The folder of exports, of this database's own. By default beside the file of the database, or in the user's cache folder." env:"ISNAD_EXPORTS" placeholder:"DIR"`
}

// exports returns where exports of a database go, and what is written of a search. Each database has a folder of its own: what lies there without a row
// is removed.
func (f exportFlags) exports(database string, answers *answer.Finder) (work.Exports, error) {
	x := work.Exports{Dir: f.Exports, Found: func(ctx context.Context, query string) iter.Seq2[export.Hit, error] {
		return export.Search(ctx, answers, answer.Question{Text: query, Today: time.Now()})
	}}
	switch {
	case x.Dir != "":
	case store.IsPostgres(database):
		cache, err := os.UserCacheDir()
		if err != nil {
			return x, fmt.Errorf("there is no folder for exports (%w); --exports names one", err)
		}
		sum := sha256.Sum256([]byte(database))
		x.Dir = filepath.Join(cache, "isnad", "exports-"+hex.EncodeToString(sum[:6]))
	default:
		x.Dir = strings.TrimSuffix(database, filepath.Ext(database)) + "-exports"
	}
	return x, nil
}
