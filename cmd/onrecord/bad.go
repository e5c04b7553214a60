package main

import (
	"context"
	"errors"
	"fmt"

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
	if onrecord.KindOf(err) == onrecord.Internal {
		b.worst = errFailed
	} else if b.worst == nil {
		b.worst = errReported
	}
}

// end is the error that the command ends with.
func (b *badInputs) end(ctx context.Context) error { return interrupted(ctx, b.worst) }

// interrupted says so if that is why the work ended, whatever came of it.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("interrupted")
	}
	return err
}
