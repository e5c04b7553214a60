package main

import (
	"runtime/debug"
	"runtime/metrics"
	"testing"
)

// TestMakeRoom: the collector waits for more garbage once there is room, unless
// somebody has said how it is to go about it.
func TestMakeRoom(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	goal := func(set string) uint64 {
		env := &environment{Getenv: func(name string) string {
			if name == set {
				return "100"
			}
			return ""
		}}
		env.makeRoom()
		env.makeRoom() // once is enough
		debug.FreeOSMemory()
		s := []metrics.Sample{{Name: "/gc/heap/goal:bytes"}}
		metrics.Read(s)
		if (env.room == nil) != (set != "") {
			t.Errorf("with %q set there are %d bytes of room", set, len(env.room))
		}
		return s[0].Value.Uint64()
	}
	without, with := goal("GOGC"), goal("")
	if with < without+headroom { // twice as much by itself; what else runs here has garbage, too
		t.Errorf("collected at %d MB without room, at %d MB with it", without>>20, with>>20)
	}
	if got := goal("GOMEMLIMIT"); got > without+headroom/2 {
		t.Errorf("collected at %d MB though there is a limit", got>>20)
	}
}
