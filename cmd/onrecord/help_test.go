package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// spaced is a text with one space between words, however it is laid out.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// Every command that has more to say of itself than its flags says so where it is
// asked for help.
func TestCommandsHaveHelp(t *testing.T) {
	all := newCommands()
	parser, err := kong.New(&all, kong.Name("onrecord"), kong.Vars{"version": "test", "exports": exportNames()})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		command, ok := node.(*kong.Node)
		if !ok || command.Type != kong.CommandNode || !command.Target.CanAddr() {
			return next(nil)
		}
		if _, says := command.Target.Addr().Interface().(kong.HelpProvider); !says {
			return next(nil)
		}
		n++
		path := strings.Fields(command.Path())
		var out, errs bytes.Buffer
		if status := run(t.Context(), append(path, "--help"), strings.NewReader(""), &out, &errs); status != 0 {
			t.Errorf("%s --help: status %d, %s", command.Path(), status, errs.String())
		}
		first, _, _ := strings.Cut(command.Detail, "\n")
		if len(command.Detail) < 40 || !strings.Contains(spaced(out.String()), spaced(first)) {
			t.Errorf("%s says %q of itself, and shows\n%s", command.Path(), command.Detail, out.String())
		}
		return next(nil)
	})
	if err != nil || n < 50 {
		t.Errorf("%d commands have help, %v", n, err)
	}
}
