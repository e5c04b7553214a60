package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"onrecord"
)

// errReported stands for bad inputs that were each reported when met.
var errReported = onrecord.Errorf(onrecord.Invalid, "some inputs were bad")

// errFailed stands for faults of ours that were each reported when met.
var errFailed = errors.New("some inputs could not be read")

// badInputs reports inputs that could not be read, one line each, and
// remembers the worst.
type badInputs struct {
	env   *environment
	worst error
	n     int
	// before runs before a line is written, to clear a progress bar away.
	before func()
}

func (b *badInputs) report(err error) {
	b.n++
	if b.before != nil {
		b.before()
	}
	fmt.Fprintf(b.env.Stderr, "onrecord: %v\n", err)
	if kind := onrecord.KindOf(err); kind != onrecord.Invalid && kind != onrecord.NotFound {
		b.worst = errFailed // no fault of the input: of ours, or of the store
	} else if b.worst == nil {
		b.worst = errReported
	}
}

// end is the error that the command ends with.
func (b *badInputs) end(ctx context.Context) error { return interrupted(ctx, b.worst) }

// written is the error of a list that was written: what is no error of the
// store is one of the output.
func written(err error) error {
	if _, ofStore := errors.AsType[*onrecord.Error](err); err != nil && !ofStore {
		return fmt.Errorf("standard output: %w", err)
	}
	return err
}

// cause leaves the operation and the path out of a file error, for a message
// that names the file already.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// interrupted says so if that is why the work ended, whatever came of it.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("interrupted")
	}
	return err
}
