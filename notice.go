package isnad

import _ "embed" // the notice

// Notice is what the program is built with, each under its own licence: the file NOTICE.
//
//go:embed NOTICE
var Notice string

// Licence is the licence of the program: the file LICENSE.
//
//go:embed LICENSE
var Licence string
