//go:build race

package kb

// raceDetector: what it times is the detector, so speed is not judged under it.
const raceDetector = true
