package web

import (
	"net/http"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/syndication"
)

// outlookPages are the calendar, the map and the network, and how the record is made.
func (s *Server) outlookPages() pagesOf {
	return pagesOf{
		account.Reader: {
			"GET /calendar":    s.calendarPage,
			"GET /map":         s.mapPage,
			"GET /network":     s.networkPage,
			"GET /sources":     s.sourcesPage,
			"GET /source/{id}": s.sourcePage,
			"GET /jobs":        s.jobsPage,
			"GET /licences":    s.licencesPage,
		},
		account.Editor: {
			"POST /sources/try":         s.trySource,
			"POST /sources/add":         s.addSource,
			"POST /sources/article":     s.addArticle,
			"POST /sources/switch":      s.switchSources,
			"POST /sources/import":      s.importSources,
			"POST /sources/{id}/remove": s.removeSource,
		},
	}
}

// outlookPictures are the pictures of these pages, as files.
func (s *Server) outlookPictures() map[string]func(*ask) (*drawing, error) {
	return map[string]func(*ask) (*drawing, error){"GET /map.svg": s.mapPicture, "GET /network.svg": s.networkPicture}
}

// files are what stands beside the pages for other programs: feeds, calendars, rows, networks.
func (s *Server) files(mux registrar) {
	all := map[string]http.Handler{
		"GET /calendar.ics":          s.subscribed(s.calendarFeed),
		"GET /contact/{id}/file.ics": s.subscribed(s.contactCalendar),
		"GET /actor/{id}/file.ics":   s.subscribed(s.actorCalendar),
		"GET /network.json":          http.HandlerFunc(s.networkJSON),
		"GET /network.graphml":       http.HandlerFunc(s.networkGraph),
		"GET /sources.opml":          s.sourcesFile(outlet.OPML),
		"GET /sources.csv":           s.sourcesFile(outlet.CSV),
		"GET /sources.json":          s.sourcesFile(outlet.JSON),
	}
	for _, f := range syndication.Formats {
		all["GET /search."+f.Name] = s.fed(f, s.searchFeed)
		all["GET /actor/{id}/file."+f.Name] = s.fed(f, s.actorFeed)
	}
	for _, format := range export.Formats {
		all["GET /search."+format] = s.download(format)
	}
	for pattern, h := range all {
		mux.Handle(pattern, s.guard.Need(account.Reader, h))
	}
}
