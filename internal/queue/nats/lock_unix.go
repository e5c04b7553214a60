//go:build unix

package nats

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes a file for this process alone, until it is closed or the process
// ends. It reports whether it could: nobody else had it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
