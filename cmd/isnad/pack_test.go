package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isnad.dev/isnad/packs"
)

// What the examples say is the matter of the package check.
func TestPackCheck(t *testing.T) {
	got := typing(t, "", "pack", "check")
	failed := !strings.Contains(got.out, " examples, 0 failures, ")
	if failed != (got.status == exitLeftOut) || !strings.Contains(got.out, " known misses\n") {
		t.Errorf("%+v", got)
	}
}

// A linguist edits a folder of packs and runs its examples without building the program.
func TestPackCheckOfAFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, packs.FS); err != nil {
		t.Fatal(err)
	}
	phrases := filepath.Join(dir, "ar", "lexicon", "cue-phrases.tsv")
	table := "phrase\tclass\tact\tframes\texample\nجاء في\trelay\tinform\tinna,quote\t{جاء في} البيان أن الهجوم [وقع فجرا]\n"
	if err := os.WriteFile(phrases, []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	got := typing(t, "", "pack", "check", "--packs", dir)
	if got.status != exitLeftOut || !strings.Contains(got.out, "lexicon/cue-phrases.tsv:2: جاء في: is read as {جاء") {
		t.Errorf("%+v", got)
	}
	if err := os.WriteFile(phrases, []byte("phrase\tclass\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	got = typing(t, "", "pack", "check", "--packs", dir)
	if got.status != exitLeftOut || !strings.Contains(got.err, "lexicon/cue-phrases.tsv:1: the columns must be") {
		t.Errorf("%+v", got)
	}
}

func TestPackTry(t *testing.T) {
	got := typing(t, "", "pack", "try", "التقى الوزير سامي فرح السفير أمس، وقال إن المحادثات ستبدأ غدا")
	for _, want := range []string{
		"tokens\n", "\u2068وقال\u2069", "\u2068و+قال\u2069 (verb) of \u2068قال\u2069",
		"ar.statement.said-that", "content  \u2068المحادثات ستبدأ غدا\u2069", "ar.when.yesterday", "= 2018-08-22", "ar.mention.honorific-and-name",
	} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not in\n%s", want, got.out)
		}
	}
	if got := typing(t, "", "pack", "try", "--on", "soon", "قال"); got.status != exitUsage {
		t.Errorf("%+v", got)
	}
}
