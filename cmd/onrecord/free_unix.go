//go:build unix

package main

import "golang.org/x/sys/unix"

// freeAt is how many bytes this user may still write to the disk that a directory
// is on.
func freeAt(dir string) (int64, error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(dir, &disk); err != nil {
		return 0, err
	}
	return int64(disk.Bavail) * int64(disk.Bsize), nil //nolint:gosec,unconvert // less than an exabyte; their types differ by system
}
