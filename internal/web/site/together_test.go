package site

import (
	"errors"
	"strings"
	"testing"
)

// All parts of a page are made, side by side, and what is wrong with any is told.
func TestTogether(t *testing.T) {
	met := make(chan int)
	if err := together(func() error { met <- 7; return nil }, func() error { <-met; return nil }); err != nil {
		t.Error(err)
	}
	fault := errors.New("no disk")
	err := together(func() error { return fault }, func() error { panic("out of range") }, func() error { return nil })
	if !errors.Is(err, fault) || !strings.Contains(err.Error(), "out of range") {
		t.Errorf("told %v", err)
	}
}
