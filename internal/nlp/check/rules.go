package check

import "io/fs"

func (c *checker) rules(fs.FS) error { return nil }
