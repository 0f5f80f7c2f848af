package web

import (
	"strings"

	"isnad.dev/isnad"
)

// licences are under which terms the program stands, with all that is in it.
type licences struct{ Notice, Licence, Scripts string }

func (s *Server) licencesPage(a *ask) (*content, error) {
	scripts, err := assetFiles.ReadFile("asset/legal.txt")
	if err != nil {
		return nil, err
	}
	d := &licences{isnad.Notice, isnad.Licence, strings.TrimSpace(string(scripts))}
	return &content{Template: "licences", Title: a.L.T("foot.licences"), Data: d}, nil
}
