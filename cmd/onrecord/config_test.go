package main

import (
	"fmt"
	"strings"
	"testing"
)

// Whatever stands in the file, a setting has a name, a value and its line, and
// what is read is what a file of just those settings says.
func FuzzSettings(f *testing.F) {
	f.Add("store = a.db\n# remark\n\nread.format=jsonl # more")
	f.Add("x")
	f.Add("= y\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseSettings("file", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "file:") {
				t.Errorf("%v names no place", err)
			}
			return
		}
		var again strings.Builder
		for _, l := range s.lines {
			if l.name == "" || l.value == "" || l.line < 1 || l.line > 1+strings.Count(text, "\n") {
				t.Errorf("%+v", l)
			}
			fmt.Fprintf(&again, "%s = %s\n", l.name, l.value)
		}
		other, err := parseSettings("file", again.String())
		if err != nil || len(other.lines) != len(s.lines) {
			t.Fatalf("%v: %d settings, then %d", err, len(s.lines), len(other.lines))
		}
		for i, l := range other.lines {
			if l.name != s.lines[i].name || l.value != s.lines[i].value {
				t.Errorf("%+v became %+v", s.lines[i], l)
			}
		}
	})
}
