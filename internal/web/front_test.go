package web

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The scripts in the folder asset are made by front/bundle; a sum that does not fit means that one was changed by hand, or a source without making them anew.
func TestBundleIsMadeOfItsSources(t *testing.T) {
	f, err := os.Open("front/bundle.sha256")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		sum, name, _ := strings.Cut(lines.Text(), "  ")
		b, err := os.ReadFile(filepath.Join("front", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != sum {
			t.Errorf("%s is not what bundle.sha256 has: go generate ./internal/web makes the bundle anew (needs npm)", name)
		}
	}
	if n != 9 {
		t.Errorf("bundle.sha256 has %d files", n)
	}
}

func TestBundleIsLight(t *testing.T) {
	b, err := assetFiles.ReadFile("asset/network.js")
	if err != nil {
		t.Fatal(err)
	}
	var packed counter
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil || w.Close() != nil || packed > 150_000 {
		t.Errorf("%d bytes packed, %v", packed, err)
	}
	legal, err := assetFiles.ReadFile("asset/legal.txt")
	if err != nil || !strings.Contains(string(legal), "cytoscape 3.") {
		t.Errorf("the licences are not beside it: %v", err)
	}
}

// counter counts what is written to it.
type counter int

var _ io.Writer = (*counter)(nil)

// Write counts.
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
