package main

import (
	"os"
	"time"
)

// peak is unknown here.
func peak(*os.ProcessState) int64 { return 0 }

var began = time.Now()

// used is the time by the clock, for want of the processor's.
func used() time.Duration { return time.Since(began) }
