package web

import (
	"net/http"
	"net/url"

	"isnad.dev/isnad/internal/account"
)

// accountPages are those by which people come in, and those of accounts.
func (s *Server) accountPages() pagesOf {
	return pagesOf{
		"": {
			"GET /sign-in":            s.signInPage,
			"POST /sign-in":           s.signIn,
			"GET /sign-in/first":      s.firstPage,
			"POST /sign-in/first":     s.first,
			"GET /sign-in/password":   s.resetPage,
			"POST /sign-in/password":  s.reset,
			"GET " + account.OIDCPath: s.elsewhere,
			"POST /sign-out":          s.signOut,
		},
		account.Reader: {
			"GET /account":                   s.accountPage,
			"POST /account/password":         s.changePassword,
			"POST /account/keys":             s.makeKey,
			"POST /account/keys/{id}/revoke": s.revokeKey,
		},
		account.Admin: {
			"GET /users":              s.usersPage,
			"POST /users":             s.addUser,
			"POST /users/{id}/role":   s.setRole,
			"POST /users/{id}/remove": s.removeUser,
			"POST /users/{id}/link":   s.resetLink,
			"GET /audit":              s.auditPage,
		},
	}
}

// signIn is the page on which a name and a password are asked for, or a password alone is set.
type signInForm struct {
	Form     *form
	External string // what the button of the sign-in elsewhere says
	Away     string // where that button leads
	Token    string // of a link
	Name     string // whose password a link sets
}

func (s *Server) signInContent(a *ask) *content {
	d := &signInForm{Form: a.form(), External: s.guard.External()}
	d.Form.values.Set("next", account.SafeNext(d.Form.Get("next")))
	d.Away = account.OIDCPath + "?" + url.Values{"next": {d.Form.Get("next")}}.Encode()
	return &content{Template: "sign_in", Title: a.L.T("sign.title"), Data: d, Secret: true}
}

func (s *Server) signInPage(a *ask) (*content, error) {
	if a.Account.SignedIn() {
		return &content{Redirect: account.SafeNext(a.URL.Query().Get("next"))}, nil
	}
	return s.signInContent(a), nil
}

func (s *Server) signIn(a *ask) (*content, error) {
	c := s.signInContent(a)
	f := c.Data.(*signInForm).Form
	if _, err := s.guard.SignIn(a.Writer, a.Request, f.Get("name"), a.PostFormValue("password")); err != nil {
		return a.again(c, f, err, nil)
	}
	return &content{Redirect: f.Get("next")}, nil
}

// elsewhere sends the browser to sign in elsewhere, and takes up who comes back.
func (s *Server) elsewhere(a *ask) (*content, error) {
	q := a.URL.Query()
	if !q.Has("state") && !q.Has("error") {
		err := s.guard.BeginElsewhere(a.Writer, a.Request, q.Get("next"))
		if err == nil {
			return nil, nil
		}
		c := s.signInContent(a)
		return a.again(c, c.Data.(*signInForm).Form, err, nil)
	}
	next, err := s.guard.EndElsewhere(a.Writer, a.Request)
	if err == nil {
		return &content{Redirect: next}, nil
	}
	c := s.signInContent(a)
	return a.again(c, c.Data.(*signInForm).Form, err, nil)
}

func (s *Server) signOut(a *ask) (*content, error) {
	if err := s.guard.SignOut(a.Writer, a.Request); err != nil {
		return nil, err
	}
	a.Writer.Header().Set("Clear-Site-Data", `"cache"`) // what the back button would show to who comes next
	return &content{Redirect: "/sign-in"}, nil
}

// firstContent is the page on which the first admin chooses name and password.
func (s *Server) firstContent(a *ask) (*content, *form) {
	f := a.form()
	return &content{Template: "first", Title: a.L.T("first.title"), Data: &signInForm{Form: f, Token: f.Get("token")}, Secret: true}, f
}

func (s *Server) firstPage(a *ask) (*content, error) {
	if err := s.guard.CheckFirst(a.Context(), a.URL.Query().Get("token")); err != nil {
		return nil, err
	}
	c, _ := s.firstContent(a)
	return c, nil
}

func (s *Server) first(a *ask) (*content, error) {
	c, f := s.firstContent(a)
	if _, err := s.guard.First(a.Writer, a.Request, f.Get("token"), f.Get("name"), a.PostFormValue("password")); err != nil {
		return a.again(c, f, err, map[string]string{"name": "name", "taken": "name", "weak": "password"})
	}
	return &content{Redirect: "/"}, nil
}

func (s *Server) resetContent(a *ask, token string) (*content, *form, error) {
	u, err := s.guard.CheckReset(a.Context(), token)
	if err != nil {
		return nil, nil, err
	}
	f := a.form()
	return &content{Template: "reset", Title: a.L.T("reset.title"), Data: &signInForm{Form: f, Token: token, Name: u.Name}, Secret: true}, f, nil
}

func (s *Server) resetPage(a *ask) (*content, error) {
	c, _, err := s.resetContent(a, a.URL.Query().Get("token"))
	return c, err
}

func (s *Server) reset(a *ask) (*content, error) {
	token := a.PostFormValue("token")
	c, f, err := s.resetContent(a, token)
	if err != nil {
		return nil, err
	}
	if _, err := s.guard.Reset(a.Writer, a.Request, token, a.PostFormValue("password")); err != nil {
		return a.again(c, f, err, map[string]string{"weak": "password"})
	}
	return &content{Redirect: "/", Status: http.StatusSeeOther}, nil
}
