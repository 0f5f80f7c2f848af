// Package docs holds the user's guide, as people read it in the repository, for the program to show.
//
// In: nothing. Out: guide.ar.md and guide.en.md with the pictures that they show: "guide/today.ar.png".
package docs

import "embed"

// Guide has guide.ar.md, guide.en.md, their pictures in the folder guide, and what they lead to.
//
//go:embed guide.ar.md guide.en.md guide alerts.md
var Guide embed.FS
