package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// outputFlags are what every command knows of where its output goes.
type outputFlags struct {
	Output string `short:"o" placeholder:"FILE" help:"Write to a file, which is there in full or not at all, and not to standard output."`
	Quiet  bool   `short:"q" help:"No progress and no counts: only what was asked for, and faults."`
}

// into sends the output where the flags say, and returns what ends it: the
// file takes the place of one of its name only once the work succeeded, as far
// as the inputs let it.
func (f outputFlags) into(env *environment) (end func(error) error, err error) {
	if env.Quiet = f.Quiet; f.Output == "" {
		return func(err error) error { return err }, nil
	}
	file, err := os.CreateTemp(filepath.Dir(f.Output), "."+filepath.Base(f.Output)+".*")
	if err != nil {
		return nil, fmt.Errorf("--output %s: %w", f.Output, cause(err))
	}
	env.Stdout, env.Terminal = file, terminal{}
	return func(err error) error {
		closed := file.Close()
		if code := status(err); code != exitOK && code != exitBadInput || closed != nil {
			os.Remove(file.Name())
			return errors.Join(err, closed)
		}
		if e := errors.Join(os.Chmod(file.Name(), 0o644), os.Rename(file.Name(), f.Output)); e != nil {
			os.Remove(file.Name())
			return fmt.Errorf("--output %s: %w", f.Output, e)
		}
		return err
	}, nil
}
