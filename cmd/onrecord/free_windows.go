package main

import "golang.org/x/sys/windows"

// freeAt is how many bytes this user may still write to the disk that a directory
// is on.
func freeAt(dir string) (int64, error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, err
	}
	return int64(free), nil //nolint:gosec // less than an exabyte
}
