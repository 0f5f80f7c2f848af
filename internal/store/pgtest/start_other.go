//go:build !linux

package pgtest

import "os/exec"

func giveAway(string) error { return errMissing }

func run(*exec.Cmd) error { return errMissing }

func launch(*exec.Cmd, chan<- error) error { return errMissing }
