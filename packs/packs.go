// Package packs carries the language and world packs inside the program.
//
// In: nothing. Out: FS with the folders ar and world (in packs/ar/lexicon/verbs.tsv stands قال; English has no pack yet).
package packs

import "embed"

// FS holds the packs and the catalogue of outlets as they stand in this folder.
//
//go:embed ar world outlets.tsv
var FS embed.FS
