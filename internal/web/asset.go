package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"isnad.dev/isnad/internal/chart"
)

// The scripts that have libraries in them are made by a program of its own; it needs npm, the program that is built here does not.
//
//go:generate npm --prefix front ci --ignore-scripts
//go:generate go -C front/bundle run .

//go:embed asset
var assetFiles embed.FS

// assets are the files that pages load: styles, scripts, pictures. Their addresses carry a hash of what they hold, so that a browser keeps them for good
// and never shows an old one.
type assets struct {
	addresses map[string]string // site.css: /asset/site.1a2b3c4d.css
	files     map[string]asset  // by address
}

type asset struct {
	media string
	bytes []byte
}

// mediaTypes of the files that there are.
var mediaTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".json": "application/json", ".png": "image/png"}

func newAssets() (*assets, error) {
	a := &assets{addresses: map[string]string{}, files: map[string]asset{}}
	err := fs.WalkDir(assetFiles, "asset", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		ext := path.Ext(name)
		media, ok := mediaTypes[ext]
		if !ok {
			return fmt.Errorf("%s: no media type is known of %s", name, ext)
		}
		a.add(strings.TrimPrefix(name, "asset/"), media, b)
		return nil
	})
	a.add("chart.css", mediaTypes[".css"], []byte(chart.CSS()))
	return a, err
}

func (a *assets) add(name, media string, b []byte) {
	sum := sha256.Sum256(b)
	ext := path.Ext(name)
	address := "/asset/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
	a.addresses[name], a.files[address] = address, asset{media, b}
}

// address is where a file is to be had; a template that names one that is not there is a broken build.
func (a *assets) address(name string) (string, error) {
	if address, ok := a.addresses[name]; ok {
		return address, nil
	}
	return "", fmt.Errorf("there is no asset %s", name)
}

func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", f.media)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(f.bytes)
}
