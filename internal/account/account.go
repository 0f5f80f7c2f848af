// Package account says who asks and what they may do: users with roles, sessions of browsers, keys of programs, the log of changes, and the
// middleware that stands before every page.
//
// In: an HTTP request. Out: the same with an Account in its context, or a refusal. A request of أحمد's browser with his session's cookie is
// {Name: "أحمد", Role: editor, Via: session}; one of a program with the key isn_… has the key's scopes beside the role of whose key it is; and
// on loopback without sign-in everybody is the admin named "local".
package account

import (
	"context"
	"net/netip"
	"slices"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Role is what an account may do; each may do what the one before may.
type Role string

// The roles.
const (
	Reader Role = "reader" // reads everything, keeps own searches
	Editor Role = "editor" // corrects, merges, adds sources
	Admin  Role = "admin"  // users, keys of others, the log
)

// Roles are all roles, the least first.
var Roles = []Role{Reader, Editor, Admin}

// Has says whether who has this role may do what the other may. No role has nothing.
func (r Role) Has(other Role) bool {
	mine, theirs := slices.Index(Roles, r), slices.Index(Roles, other)
	return mine >= 0 && theirs >= 0 && mine >= theirs
}

// Scope is what a key may be used for; each holds the one before.
type Scope string

// The scopes.
const (
	Read    Scope = "read"
	Write   Scope = "write"
	Control Scope = "admin"
)

// Scopes are all scopes, the least first, each beside the role of Roles that it goes up to.
var Scopes = []Scope{Read, Write, Control}

// Via is how somebody came in.
type Via string

// The ways in.
const (
	Nobody  Via = ""        // not signed in
	Local   Via = "local"   // on loopback without sign-in
	Session Via = "session" // a browser that has signed in
	ByKey   Via = "key"     // a program with a key
	ByLink  Via = "link"    // the link of the first user, in the log alone
	Command Via = "command" // the command line, which has the database anyway
)

// User is somebody who can sign in.
type User struct {
	ID       store.UserID `json:"id"`
	Name     string       `json:"name"`
	Email    string       `json:"email,omitempty"`
	Role     Role         `json:"role"`
	Password bool         `json:"password"` // one is set
	External bool         `json:"external"` // signs in elsewhere (OIDC)
	Added    time.Time    `json:"added"`
	Seen     time.Time    `json:"seen,omitzero"` // the last sign-in
}

func userOf(u store.User) User {
	return User{ID: u.ID, Name: u.Name, Email: u.Email, Role: Role(u.Role), Password: u.Password != "", External: u.Subject != "", Added: u.Added, Seen: u.Seen}
}

// Account is who asks, and how they came in.
type Account struct {
	User
	Via    Via     `json:"via"`
	Key    int64   `json:"key,omitempty"`    // by which they came
	Scopes []Scope `json:"scopes,omitempty"` // of the key
}

// local is everybody on loopback without sign-in.
var local = Account{User: User{Name: "local", Role: Admin}, Via: Local}

// SignedIn says whether it is known who asks.
func (a Account) SignedIn() bool { return a.Via != Nobody }

// May says whether the account may do what this role may: its own role must reach that far, and so must the scopes of the key that it came by.
func (a Account) May(need Role) bool {
	if !a.SignedIn() || !a.Role.Has(need) {
		return false
	}
	return a.Via != ByKey || slices.ContainsFunc(a.Scopes, func(s Scope) bool { return s.role().Has(need) })
}

// role is the role that a scope goes up to.
func (s Scope) role() Role {
	if i := slices.Index(Scopes, s); i >= 0 {
		return Roles[i]
	}
	return ""
}

// visit is what is known of a request.
type visit struct {
	account Account
	session string // the hash of its session
	csrf    string
	address netip.Addr
	base    string // http://host, without a slash at the end
	secure  bool
}

type visitKey struct{}

func visitOf(ctx context.Context) visit {
	v, _ := ctx.Value(visitKey{}).(visit) // without one: nobody
	return v
}

// From returns who asks. Where no Guard stands before, that is nobody.
func From(ctx context.Context) Account { return visitOf(ctx).account }

// CSRFToken returns what a form must send back as "csrf", or a script as X-CSRF-Token.
func CSRFToken(ctx context.Context) string { return visitOf(ctx).csrf }

// Address returns whence the request came: the address of the client, before which only trusted proxies stand.
func Address(ctx context.Context) netip.Addr { return visitOf(ctx).address }

// Base returns what links to this server begin with, such as https://isnad.example.org, without a slash at the end.
func Base(ctx context.Context) string { return visitOf(ctx).base }

// Secure says whether the request came by TLS, to us or to a trusted proxy.
func Secure(ctx context.Context) bool { return visitOf(ctx).secure }

// AsCommand returns a context for the command line: who has the database may do everything.
func AsCommand(ctx context.Context) context.Context {
	return context.WithValue(ctx, visitKey{}, visit{account: Account{User: User{Name: "command", Role: Admin}, Via: Command}})
}

// as returns a context of somebody with this account, as else the visit was.
func as(ctx context.Context, a Account) context.Context {
	v := visitOf(ctx)
	v.account = a
	return context.WithValue(ctx, visitKey{}, v)
}
