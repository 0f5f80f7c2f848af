package web

import (
	"isnad.dev/isnad/internal/account"
)

// accountData is who asks, with the keys of their programs.
type accountData struct {
	User   account.User
	Local  bool
	Can    bool // change the password here
	Form   *form
	Scopes []account.Scope // that the role reaches
	Keys   []account.Key
	Secret string // of a key that was made just now
}

func (s *Server) accountContent(a *ask) (*content, *form, error) {
	keys, err := s.guard.Keys(a.Context(), false)
	if err != nil {
		return nil, nil, err
	}
	d := &accountData{User: a.Account.User, Local: s.guard.Local(), Can: a.Account.Via == account.Session && a.Account.Password, Form: a.form(), Keys: keys}
	for i, scope := range account.Scopes {
		if a.Account.Role.Has(account.Roles[i]) {
			d.Scopes = append(d.Scopes, scope)
		}
	}
	return &content{Template: "account", Title: a.L.T("account.title"), Data: d}, d.Form, nil
}

func (s *Server) accountPage(a *ask) (*content, error) {
	c, _, err := s.accountContent(a)
	return c, err
}

func (s *Server) changePassword(a *ask) (*content, error) {
	err := s.guard.ChangePassword(a.Writer, a.Request, a.PostFormValue("old"), a.PostFormValue("password"))
	if err == nil {
		return done("/account", "password"), nil
	}
	c, f, e := s.accountContent(a)
	if e != nil {
		return nil, e
	}
	return a.again(c, f, err, map[string]string{"password": "old", "weak": "password"})
}

// makeKey shows the secret of the key in its answer, once: it is kept nowhere.
func (s *Server) makeKey(a *ask) (*content, error) {
	var scopes []account.Scope
	for _, scope := range a.PostForm["scope"] {
		scopes = append(scopes, account.Scope(scope))
	}
	_, secret, err := s.guard.MakeKey(a.Context(), a.PostFormValue("key"), scopes)
	c, f, e := s.accountContent(a)
	switch {
	case e != nil:
		return nil, e
	case err != nil:
		return a.again(c, f, err, map[string]string{"scope": "scope"})
	}
	d := c.Data.(*accountData)
	d.Secret, d.Form, c.Secret = secret, &form{}, true
	return c, nil
}

func (s *Server) revokeKey(a *ask) (*content, error) {
	id, err := a.number()
	if err == nil {
		err = s.guard.RevokeKey(a.Context(), id)
	}
	if err != nil {
		return nil, err
	}
	return done("/account", "revoked"), nil
}
