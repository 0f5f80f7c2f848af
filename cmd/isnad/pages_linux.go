package main

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// askForLargePages has the kernel give the heap that loading needs in pages of two megabytes. A new page costs the same whatever its size, on a virtual
// machine some ten microseconds, and loading asks for ten thousand small ones: a third of the time of a start. The room is taken, marked, and let go, so that
// what is loaded comes to stand in it. A kernel that refuses gives small pages, as it does anyway.
func askForLargePages() {
	room := make([]byte, loadingRoom)
	_ = unix.Madvise(room, unix.MADV_HUGEPAGE)
	runtime.KeepAlive(room)
	runtime.GC()
}

// loadingRoom is about what the packs take while they load.
const loadingRoom = 128 << 20
