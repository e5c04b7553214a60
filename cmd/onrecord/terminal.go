package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// terminal is what is known of the terminal that output goes to, zero if it
// goes elsewhere.
type terminal struct {
	Is    bool
	Width int // in cells
	Color bool
}

// terminalOf looks at an output. Colours are left out where NO_COLOR is set to
// anything (https://no-color.org) or the terminal is too plain for them.
func terminalOf(w io.Writer, getenv func(string) string) terminal {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return terminal{}
	}
	t := terminal{Is: true, Width: 80, Color: getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		t.Width = width
	}
	return t
}
