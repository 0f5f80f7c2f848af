package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version that the build carries, and the Go that built it.
func (versionCommand) Run(t terminal) error {
	_, err := fmt.Fprintf(t.out, "isnad %s\n", buildVersion())
	return err
}

// buildVersion names the version, the commit and the Go of this program.
func buildVersion() string {
	version, revision := "(development)", ""
	info, ok := debug.ReadBuildInfo()
	if ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	if ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value[:min(12, len(s.Value))]
			}
		}
		revision += " " + info.GoVersion
	}
	return version + revision
}
