package export

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// place is where the files of an export go. A file gets its name only when all are whole, so that a broken export never passes for a complete one.
type place interface {
	create(name string) (io.Writer, error) // the next file; the one before is whole
	finish(whole bool) error
}

// folder has each file under a temporary name until all are whole.
type folder struct {
	dir   string
	files []*os.File
	names []string
}

func (f *folder) create(name string) (io.Writer, error) {
	file, err := os.CreateTemp(f.dir, ".isnad-*")
	if err != nil {
		return nil, fmt.Errorf("%s: %w; name another folder", f.dir, errors.Unwrap(err))
	}
	f.files, f.names = append(f.files, file), append(f.names, filepath.Join(f.dir, name))
	return file, nil
}

func (f *folder) finish(whole bool) (err error) {
	for _, file := range f.files {
		err = errors.Join(err, file.Close())
	}
	whole = whole && err == nil
	for i, file := range f.files {
		if whole {
			err = errors.Join(err, os.Chmod(file.Name(), 0o644), os.Rename(file.Name(), f.names[i]))
		} else {
			os.Remove(file.Name())
		}
	}
	return err
}

// archive is one zip, beside its name until it is whole.
type archive struct {
	file *os.File
	name string
	zip  *zip.Writer
	made time.Time
}

// newArchive begins a zip. What an earlier try has left of it is written over.
func newArchive(name string, made time.Time) (*archive, error) {
	file, err := os.OpenFile(name+Part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return &archive{file, name, zip.NewWriter(file), made}, nil
}

// Part ends the name of a zip that is not whole yet.
const Part = ".part"

// create packs what is not packed already.
func (a *archive) create(name string) (io.Writer, error) {
	method := zip.Deflate
	if filepath.Ext(name) == "."+Parquet {
		method = zip.Store
	}
	return a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: a.made})
}

// finish writes all to the disk before the file gets its name: after a power cut it is whole or not there.
func (a *archive) finish(whole bool) error {
	var err error
	if whole {
		err = errors.Join(a.zip.Close(), a.file.Sync())
	}
	err = errors.Join(err, a.file.Close())
	if err == nil && whole {
		err = os.Rename(a.name+Part, a.name)
	}
	if err != nil || !whole {
		os.Remove(a.name + Part)
	}
	return err
}
