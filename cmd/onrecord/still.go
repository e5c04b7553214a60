package main

import (
	"fmt"
	"io"
	"unicode/utf8"

	"onrecord/internal/export"
)

// still is a terminal to which words go that strangers wrote: what a terminal
// would act on stands there as its escape (\u009b) instead, which in JSON means the
// same. Of its own the program sends colours alone.
type still struct {
	to   io.Writer
	rest []byte // the beginning of a character, a colour or a line's end
}

// stilled is a still writer where w is a terminal, and else w itself.
func stilled(w io.Writer, is bool) io.Writer {
	if !is {
		return w
	}
	return &still{to: w}
}

// bare is what is below a still writer: for what draws on a terminal, and shows
// nothing that strangers wrote.
func bare(w io.Writer) io.Writer {
	if s, ok := w.(*still); ok {
		return s.to
	}
	return w
}

// Write is as io.Writer says.
func (s *still) Write(p []byte) (int, error) {
	all := append(s.rest, p...)
	out := make([]byte, 0, len(all)+len(all)/8)
	for len(all) > 0 {
		n := colour(all)
		if n < 0 || n == 0 && !utf8.FullRune(all) || string(all) == "\r" {
			break
		}
		if n > 0 {
			out, all = append(out, all[:n]...), all[n:]
			continue
		}
		r, size := utf8.DecodeRune(all)
		switch {
		case r == '\r' && all[1] == '\n': // a line's end is the terminal's own
		case r == '\r' || export.Steers(r):
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = utf8.AppendRune(out, r) // U+FFFD for a byte that is none
		}
		all = all[size:]
	}
	s.rest = append([]byte(nil), all...)
	if _, err := s.to.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// longestColour is how long the codes are that the program sends.
const longestColour = 16

// colour is how long the colour is that b begins with: 0 if it is none, less if b
// ends within what may be one.
func colour(b []byte) int {
	const escape = "\x1b["
	for i, c := range b {
		switch {
		case i >= longestColour:
			return 0
		case i < len(escape):
			if c != escape[i] {
				return 0
			}
		case c == 'm':
			return i + 1
		case c != ';' && (c < '0' || c > '9'):
			return 0
		}
	}
	return -1
}
