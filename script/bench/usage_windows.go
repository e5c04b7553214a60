package main

import "time"

var began = time.Now()

// used is the time by the clock, for want of the processor's.
func used() time.Duration { return time.Since(began) }
