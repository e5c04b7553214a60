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

// A manual page has a command's words in their order, and tells what each is.
func TestManualsTellOfArguments(t *testing.T) {
	all := newCommands()
	parser, err := kong.New(&all, kong.Name("onrecord"), kong.Vars{"version": "test", "exports": exportNames()})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	err = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		if command, ok := node.(*kong.Node); ok {
			var page bytes.Buffer
			if err := writeManual(&page, command, "test"); err != nil {
				return err
			}
			pages[command.Path()] = page.String()
		}
		return next(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, wants := range map[string][]string{
		"decide merge": {".SH SYNOPSIS\n.B onrecord decide merge\n[OPTION]...\n<actor>\n<as>\n", ".SH ARGUMENTS\n.TP\n.I actor\nWho is the same\n.TP\n.I as\n"},
		"decide":       {".SH SYNOPSIS\n.B onrecord decide\nCOMMAND\n[OPTION]...\n"},
	} {
		for _, want := range wants {
			if !strings.Contains(pages[path], want) {
				t.Errorf("%s: no %q in\n%s", path, want, pages[path])
			}
		}
	}
	if strings.Contains(pages["info"], ".SH ARGUMENTS") {
		t.Errorf("a command without arguments has some:\n%s", pages["info"])
	}
}

// Help is asked for by a word, too, of whatever command.
func TestHelpByAWord(t *testing.T) {
	asked := func(args ...string) string {
		var out, errs bytes.Buffer
		if status := run(t.Context(), args, strings.NewReader(""), &out, &errs); status != exitOK {
			t.Errorf("%v: status %d, %s", args, status, errs.String())
		}
		return out.String()
	}
	for word, flag := range map[string]string{"help": "--help", "help read": "read --help", "help decide merge": "decide merge --help"} {
		if got, want := asked(strings.Fields(word)...), asked(strings.Fields(flag)...); got != want || len(got) < 100 {
			t.Errorf("%s: %s\nwant %s", word, got, want)
		}
	}
}
