package web

import (
	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
)

// users are all accounts, for an admin.
type users struct {
	Users []account.User
	Roles []account.Role
	Local bool
	Form  *form
	Link  string // at which a password is set, just made and shown once
	For   string // whose
}

func (s *Server) usersContent(a *ask) (*content, *users, error) {
	all, err := s.guard.Users(a.Context())
	if err != nil {
		return nil, nil, err
	}
	d := &users{Users: all, Roles: account.Roles, Local: s.guard.Local(), Form: a.form()}
	return &content{Template: "users", Title: a.L.T("users.title"), Data: d}, d, nil
}

func (s *Server) usersPage(a *ask) (*content, error) {
	c, _, err := s.usersContent(a)
	return c, err
}

func (s *Server) addUser(a *ask) (*content, error) {
	u, link, err := s.guard.AddUser(a.Context(), a.PostFormValue("name"), a.PostFormValue("email"), account.Role(a.PostFormValue("role")))
	return s.linked(a, u.Name, link, err)
}

func (s *Server) resetLink(a *ask) (*content, error) {
	u, err := s.userOf(a)
	if err != nil {
		return nil, err
	}
	link, err := s.guard.ResetLink(a.Context(), u.ID)
	return s.linked(a, u.Name, link, err)
}

// linked shows the users with a link that was made, or why none was.
func (s *Server) linked(a *ask, name, link string, err error) (*content, error) {
	c, d, e := s.usersContent(a)
	switch {
	case e != nil:
		return nil, e
	case err != nil:
		return a.again(c, d.Form, err, map[string]string{"name": "name", "taken": "name", "email": "email", "role": "role"})
	}
	d.Link, d.For, d.Form, c.Secret = account.Base(a.Context())+link, name, &form{}, true
	return c, nil
}

// userOf is the account in the address.
func (s *Server) userOf(a *ask) (account.User, error) {
	id, err := a.number()
	if err != nil {
		return account.User{}, err
	}
	all, err := s.guard.Users(a.Context())
	for _, u := range all {
		if u.ID == store.UserID(id) {
			return u, nil
		}
	}
	if err == nil {
		err = store.ErrNotFound
	}
	return account.User{}, err
}

func (s *Server) setRole(a *ask) (*content, error) {
	return s.changeUser(a, "role", func(id store.UserID) error {
		return s.guard.SetRole(a.Context(), id, account.Role(a.PostFormValue("role")))
	})
}

func (s *Server) removeUser(a *ask) (*content, error) {
	return s.changeUser(a, "removed", func(id store.UserID) error { return s.guard.RemoveUser(a.Context(), id) })
}

func (s *Server) changeUser(a *ask, what string, change func(store.UserID) error) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	if err = change(store.UserID(id)); err == nil {
		return done("/users", what), nil
	}
	c, d, e := s.usersContent(a)
	if e != nil {
		return nil, e
	}
	d.Form.values = nil // it is not the form for new users that was sent
	return a.again(c, d.Form, err, nil)
}
