package work

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
)

// readerVersion changes when the rules of reading do, which are code.
const readerVersion = "1"

// Version names what reads: the rules, and the packs by their content.
func Version(packs fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(packs, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := packs.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		fmt.Fprintln(h, path)
		_, err = io.Copy(h, f)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("packs: %w", err)
	}
	return readerVersion + "-" + hex.EncodeToString(h.Sum(nil))[:12], nil
}
