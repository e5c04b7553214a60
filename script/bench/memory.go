package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// watchMemory watches a program until what it gives is called, which is the most
// memory that it had. The system tells that of a program that has ended, too, but
// counts what this one had when it began the other.
func watchMemory(pid int) func() int64 {
	var most int64
	var all sync.WaitGroup
	ended := make(chan struct{})
	all.Go(func() {
		now := time.NewTicker(10 * time.Millisecond)
		defer now.Stop()
		for {
			if b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)); err == nil {
				most = max(most, highWater(string(b)))
			}
			select {
			case <-now.C:
			case <-ended:
				return
			}
		}
	})
	return func() int64 {
		close(ended)
		all.Wait()
		return most
	}
}

// highWater is the most memory that /proc/PID/status tells of, in bytes; 0 if
// it does not.
func highWater(status string) int64 { return inStatus(status, "VmHWM:") }

// inStatus is a figure of /proc/PID/status, in bytes; 0 if it is not there.
func inStatus(status, name string) int64 {
	for line := range strings.Lines(status) {
		if kilobytes, ok := strings.CutPrefix(line, name); ok {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(kilobytes), " kB"), 10, 64)
			if err != nil {
				return 0
			}
			return n << 10
		}
	}
	return 0
}
