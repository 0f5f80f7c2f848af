package main

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// TestNoticeListsEveryModule holds the notice to what the program is built with.
func TestNoticeListsEveryModule(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		t.Skip("built without modules")
	}
	for _, m := range info.Deps {
		if !strings.Contains(string(notice), "\n"+m.Path+" ") {
			t.Errorf("%s %s is not in NOTICE", m.Path, m.Version)
		}
	}
}
