package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/sample"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web"
	"isnad.dev/isnad/internal/work"
	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/packs"
)

type serveCommand struct {
	databaseFlags
	webFlags
	alertFlags
	exportFlags
	Listen       string        `help:"The address to listen on. Any that is not on loopback asks people to sign in." env:"ISNAD_LISTEN" default:"127.0.0.1:8380" placeholder:"ADDRESS"`
	Sample       bool          `help:"Load the sample, articles of our own writing; without --db into a database that is gone afterwards."`
	BaseURL      string        `help:"What links to the pages begin with, such as https://isnad.example.org." env:"ISNAD_BASE_URL" placeholder:"URL"`
	TrustedProxy []string      `help:"A proxy whose headers are believed: an address, or a range of them." env:"ISNAD_TRUSTED_PROXY" placeholder:"ADDRESS"`
	OIDCIssuer   string        `name:"oidc-issuer" help:"Let people sign in at this OpenID provider." env:"ISNAD_OIDC_ISSUER" placeholder:"URL"`
	OIDCID       string        `name:"oidc-id" help:"The id of this server at the provider." env:"ISNAD_OIDC_ID" placeholder:"ID"`
	OIDCSecret   string        `name:"oidc-secret" help:"The secret of this server at the provider; better in the environment." env:"ISNAD_OIDC_SECRET" placeholder:"SECRET"`
	OIDCDomain   []string      `name:"oidc-domain" help:"Let in e-mail addresses of this domain only." env:"ISNAD_OIDC_DOMAIN" placeholder:"DOMAIN"`
	Every        time.Duration `help:"How often to look for sources whose time has come." default:"1m" placeholder:"TIME"`
	Drain        time.Duration `help:"How long requests under way may take to finish once the program is to end." default:"10s" placeholder:"TIME"`
	Verbose      bool          `help:"Log what the queue does." short:"v"`
}

// Validate is called by the parser.
func (c *serveCommand) Validate() error { return checkPause(c.Every) }

// Run shows the record in a browser, and reads what comes in, until it is stopped.
func (c *serveCommand) Run(ctx context.Context, t terminal) error {
	if c.Sample && c.DB == "" {
		dir, err := os.MkdirTemp("", "isnad-sample-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		c.DB = filepath.Join(dir, "sample.db")
	}
	accounts, err := c.accounts()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w; --listen names another address", err)
	}
	defer listener.Close()
	var o web.Options
	d, err := c.openDeskWith(ctx, func(s *store.Store, words *find.Analyzer) (work.Options, error) {
		return c.work(t, s, words, listener, &o)
	})
	if err != nil {
		return err
	}
	defer d.store.Close()
	accounts.Log = logTo(t, true)
	if o.Points, err = placesOf(d.words.World()); err != nil {
		return err
	}
	o.Queue, o.Account, o.Log, o.Version = d.queue, accounts, logTo(t, true), buildVersion()
	site, err := web.New(o)
	if err != nil {
		return err
	}
	defer site.Guard().Close() // what it still writes goes before the store
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	err = c.show(ctx, t, d, site, listener)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	return errors.Join(err, d.queue.Stop(stop))
}

// show serves the pages until ctx ends, or the database can no longer be worked on.
func (c *serveCommand) show(ctx context.Context, t terminal, d *desk, site *web.Server, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-d.queue.Failed():
			cancel()
		case <-ctx.Done():
		}
	}()
	err := c.begin(ctx, t, d, site, l)
	if err == nil {
		err = site.Serve(ctx, l, site.Handler(), c.Drain)
	}
	return cmp.Or(d.queue.Failure(), err)
}

// pagesAge is how old what the dearest pages show may be: many readers of one page then cost what one does.
const pagesAge = 15 * time.Second

// work says how the queue works, and what the pages share with it.
func (c *serveCommand) work(t terminal, s *store.Store, words *find.Analyzer, l net.Listener, o *web.Options) (work.Options, error) {
	o.Store, o.Answers, o.Recent = s, answer.New(s, words), pagesAge
	var err error
	if o.Alerts, err = c.alerts(s, o.Answers, alert.Options{Base: c.base(l), Web: c.webFlags.options(), Log: logTo(t, true)}); err != nil {
		return work.Options{}, err
	}
	name, err := c.name()
	if err != nil {
		return work.Options{}, err
	}
	exports, err := c.exports(name, o.Answers)
	return work.Options{Log: logTo(t, c.Verbose), Web: c.webFlags.options(), Alerts: o.Alerts, Exports: exports}, err
}

// base is what links to the pages begin with.
func (c *serveCommand) base(l net.Listener) string {
	if base := strings.TrimSuffix(c.BaseURL, "/"); base != "" {
		return base
	}
	return "http://" + reached(l.Addr())
}

// placesOf knows where the places of the world pack lie.
func placesOf(w *world.World) (*world.Points, error) {
	files, err := fs.Sub(packs.FS, "world")
	if err != nil {
		return nil, err
	}
	return world.LoadPoints(files, w)
}

// accounts says who is let in: on loopback everybody, elsewhere who signs in.
func (c *serveCommand) accounts() (account.Options, error) {
	proxies, err := account.Prefixes(c.TrustedProxy)
	if err != nil {
		return account.Options{}, usageError{fmt.Errorf("--trusted-proxy: %w", err)}
	}
	o := account.Options{Local: account.OnLoopback(c.Listen) && len(proxies) == 0, Trusted: proxies, BaseURL: strings.TrimSuffix(c.BaseURL, "/")}
	if c.OIDCIssuer != "" {
		o.OIDC = &account.OIDC{Issuer: c.OIDCIssuer, ID: c.OIDCID, Secret: c.OIDCSecret, Domains: c.OIDCDomain, Client: &http.Client{Timeout: 10 * time.Second}}
	}
	return o, nil
}

// begin loads the sample where it is wanted, and says where the pages are.
func (c *serveCommand) begin(ctx context.Context, t terminal, d *desk, site *web.Server, l net.Listener) error {
	go d.words.Learn()
	if c.Sample {
		now := time.Now()
		if _, err := d.queue.Keep(ctx, sample.Articles(now), now); err != nil {
			return err
		}
		if err := d.queue.Wait(ctx); err != nil {
			return err
		}
	}
	base := c.base(l)
	first, err := site.Guard().FirstLink(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.err, "isnad: %s/ shows the record; Ctrl-C ends it\n", base)
	if first != "" {
		fmt.Fprintf(t.err, "isnad: make the first account at %s%s (once, within a day)\n", base, first)
	}
	go c.collect(ctx, t, d)
	return nil
}

// reached is an address at which a listener can be reached from this machine.
func reached(a net.Addr) string {
	if tcp, ok := a.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(tcp.Port)).String()
	}
	return a.String()
}

// collect asks the sources that are followed whenever their time has come.
func (c *serveCommand) collect(ctx context.Context, t terminal, d *desk) {
	tick := time.NewTicker(c.Every)
	defer tick.Stop()
	for {
		if _, err := d.queue.Collect(ctx, time.Now()); err != nil && ctx.Err() == nil {
			fmt.Fprintf(t.err, "isnad: %v; the sources are asked again in %v\n", err, c.Every)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
