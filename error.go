package onrecord

import (
	"errors"
	"fmt"
	"time"
)

// Kind is what an error means to the one who has to act on it. It is read at
// one place each: CLI exit code, HTTP status, queue retry.
type Kind uint8

// The kinds of errors.
const (
	Internal        Kind = iota // a defect of ours or of the machine
	Invalid                     // the input is bad; others may be read
	NotFound                    // no such article, statement, …
	Conflict                    // somebody else was first
	Transient                   // may pass when tried again
	Unauthenticated             // who asks is not known
	Forbidden                   // who asks may not
	Limited                     // asked too often; may be asked again later
)

// Error is an error with its kind and, for bad input, its place.
type Error struct {
	Kind Kind
	Path string // file, URL or "-", "" if no input is to blame
	Line int    // from 1, 0 if the whole input
	Err  error
	// After is how long whoever asked too often is to wait, 0 if that is not known.
	After time.Duration
}

// Error names file, line and cause.
func (e *Error) Error() string {
	switch {
	case e.Path == "":
		return e.Err.Error()
	case e.Line == 0:
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	default:
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	}
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error of a kind that no input is to blame for.
func Errorf(kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Err: fmt.Errorf(format, args...)}
}

// KindOf is the kind of the first Error in err's chain, Internal without one.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}
