package relational

import (
	"errors"
	"io/fs"
	"os"

	"onrecord"
)

// BackUp has a copy of the store written to a new file. What is not whole never
// has the name of a backup.
func (s *Store) BackUp(path string, write func(part string) error) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: errors.New("there is something already; a backup is a new file")}
	}
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.Wrap("back up", err)
	}
	err := write(part)
	if err == nil {
		err = synced(part)
	}
	if err != nil {
		_ = os.Remove(part) // there may be none yet
		return s.Wrap("back up", err)
	}
	return s.Wrap("back up", os.Rename(part, path))
}

// synced makes sure that a file stands on the disk.
func synced(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
