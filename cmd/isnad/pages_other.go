//go:build !linux

package main

// askForLargePages does nothing where the kernel is not asked.
func askForLargePages() {}
