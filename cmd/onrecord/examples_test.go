package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// exampleOf is the arguments of an example line, up to a comment, a pipe or
// where its output goes; ok is false for one that a shell would have to make.
func exampleOf(line string) (args []string, ok bool) {
	line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
	rest, ok := strings.CutPrefix(line, "onrecord ")
	if !ok {
		return nil, false
	}
	rest, _, _ = strings.Cut(rest, "   ") // help puts three spaces before what an example is for
	var word strings.Builder
	var quote rune
	started := false
	for _, r := range rest + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, started = r, true
		case quote == 0 && r == ' ':
			if w := word.String(); w != "" || started {
				if slices.Contains([]string{"|", ">", "&&", "#"}, w) {
					return args, true
				}
				args = append(args, w)
			}
			word.Reset()
			started = false
		default:
			word.WriteRune(r)
		}
	}
	return args, quote == 0
}

var (
	exampleLine = regexp.MustCompile(`(?m)^ *(?:\$ )?onrecord [a-z].*$`)
	inFence     = regexp.MustCompile("(?ms)^```.*?^```")
)

// examplesOf are the lines of README, documentation and help that show how the
// program is used, by where they stand.
func examplesOf(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../../README.md") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, fence := range inFence.FindAllString(string(b), -1) {
			out[file] = append(out[file], exampleLine.FindAllString(fence, -1)...)
		}
	}
	for _, command := range reading {
		var help, errs bytes.Buffer
		if code := run(t.Context(), []string{command, "--help"}, strings.NewReader(""), &help, &errs); code != exitOK {
			t.Fatalf("%s --help: %d, %s", command, code, &errs)
		}
		out["help of "+command] = exampleLine.FindAllString(help.String(), -1)
	}
	return out
}

// reading are the commands that read a store and change nothing.
var reading = []string{"articles", "statements", "timeline", "events", "assertions", "memberships", "stories", "threads", "incidents", "agreements",
	"disputes", "positions", "naming", "inconsistencies", "network", "actors", "brief", "export", "info", "kb", "versions"}

// Every example of a command that reads a store runs on one, and most find something.
func TestExamplesRun(t *testing.T) {
	all := examplesOf(t)
	store := view(t).path
	dir, pack := t.TempDir(), renamed(t)
	if err := os.Rename(pack, filepath.Join(dir, "onrecord.kb")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	ran, found := 0, 0
	for where, lines := range all {
		for _, line := range lines {
			args, ok := exampleOf(line)
			if !ok || !slices.Contains(reading, args[0]) || slices.Contains(args, "--store") || args[0] == "kb" && !slices.Contains([]string{"find", "list", "show"}, args[1]) {
				continue
			}
			if args[0] != "kb" {
				args = append(args, "--store", store)
			}
			var out, errs bytes.Buffer
			code := run(t.Context(), args, strings.NewReader(""), &out, &errs)
			if code == exitBadInput && regexp.MustCompile(`: no (actor|article) "`).Match(errs.Bytes()) { // of the reader's own store
				continue
			}
			if code != exitOK {
				t.Errorf("%s: %s: exit %d: %s", where, strings.TrimSpace(line), code, &errs)
			}
			if ran++; bytes.Count(out.Bytes(), []byte("\n")) > 1 || slices.ContainsFunc(args, func(a string) bool { return a == "-o" || a == "--output" }) {
				found++
			}
		}
	}
	if ran < 80 || found < ran/2 {
		t.Errorf("%d examples ran, %d found something", ran, found)
	}
	t.Logf("%d examples ran, %d found something", ran, found)
}

func TestExampleLines(t *testing.T) {
	for line, want := range map[string][]string{
		`$ onrecord statements --about truce --act deny          # what was denied`: {"statements", "--about", "truce", "--act", "deny"},
		`    onrecord brief 'actor:Russia "safe zone"' > a.md`:                      {"brief", `actor:Russia "safe zone"`},
		`onrecord articles --outlet "" | wc`:                                        {"articles", "--outlet", ""},
	} {
		if got, ok := exampleOf(line); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
