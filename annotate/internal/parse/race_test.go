//go:build race

package parse

// raceDetector: sync.Pool forgets at random under it, so allocations cannot be counted.
const raceDetector = true
