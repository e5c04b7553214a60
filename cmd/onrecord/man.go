package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"onrecord/internal/export"
)

// manCmd writes manual pages from the help that the commands give of themselves.
type manCmd struct {
	Dir string `arg:"" optional:"" placeholder:"DIR" help:"Where to write onrecord.1, onrecord-read.1 and so on; without it, the page of the program itself goes to standard output."`
}

// Help is shown by man --help.
func (manCmd) Help() string {
	return `Writes manual pages, one for the program and one for each command, from their help.

Examples:
  onrecord man | man -l -                               read that of the program
  onrecord man ~/.local/share/man/man1                  install them all`
}

// Run writes them.
func (c *manCmd) Run(command *kong.Context, env *environment) error {
	root := command.Model.Node
	if c.Dir == "" {
		return written(writeManual(env.Stdout, root, env.Version))
	}
	if err := os.MkdirAll(c.Dir, 0o777); err != nil {
		return fmt.Errorf("write the manual: %w", err)
	}
	n := 0
	for _, node := range manuals(root) {
		var b strings.Builder
		if err := writeManual(&b, node, env.Version); err != nil {
			return err
		}
		path := filepath.Join(c.Dir, manualName(node)+".1")
		if err := writeFile(path, []byte(b.String())); err != nil {
			return fmt.Errorf("write the manual: %w", err)
		}
		n++
	}
	_, err := fmt.Fprintf(env.Stdout, "%s in %s\n", export.Plural(n, "page"), c.Dir)
	return written(err)
}

// manuals are the program and all its commands.
func manuals(n *kong.Node) []*kong.Node {
	out := []*kong.Node{n}
	for _, c := range n.Children {
		if !c.Hidden {
			out = append(out, manuals(c)...)
		}
	}
	return out
}

// manualName is the name of a command's page: "onrecord-kb-find".
func manualName(n *kong.Node) string {
	if n.Parent == nil {
		return "onrecord"
	}
	return manualName(n.Parent) + "-" + n.Name
}

// writeManual writes a page in the man macros (man 7 man).
func writeManual(w io.Writer, n *kong.Node, version string) error {
	var b strings.Builder
	name := manualName(n)
	fmt.Fprintf(&b, ".TH %s 1 \"\" %s\n.SH NAME\n%s \\- %s\n", roff(strings.ToUpper(name)), quoted("onrecord "+version), roff(name), roff(sentence(n.Help)))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(strings.ReplaceAll(name, "-", " ")))
	for _, word := range synopsis(n) {
		fmt.Fprintf(&b, "%s\n", roff(word))
	}
	if n.Detail != "" {
		fmt.Fprint(&b, ".SH DESCRIPTION\n.nf\n")
		for line := range strings.Lines(n.Detail) {
			fmt.Fprintln(&b, roff(strings.TrimRight(line, "\n")))
		}
		fmt.Fprint(&b, ".fi\n")
	}
	writeArguments(&b, n)
	writeOptions(&b, n)
	writeCommands(&b, n)
	_, err := io.WriteString(w, b.String())
	return err
}

// synopsis are the words that may follow a command.
func synopsis(n *kong.Node) []string {
	var out []string
	if len(n.Children) > 0 {
		out = append(out, "COMMAND")
	}
	out = append(out, "[OPTION]...")
	for _, p := range n.Positional {
		out = append(out, p.Summary())
	}
	return out
}

func writeArguments(b *strings.Builder, n *kong.Node) {
	if len(n.Positional) == 0 {
		return
	}
	fmt.Fprint(b, ".SH ARGUMENTS\n")
	for _, p := range n.Positional {
		fmt.Fprintf(b, ".TP\n.I %s\n%s\n", roff(p.Name), roff(p.Help))
	}
}

func writeOptions(b *strings.Builder, n *kong.Node) {
	fmt.Fprint(b, ".SH OPTIONS\n")
	for _, group := range n.AllFlags(true) {
		for _, f := range group {
			names := "--" + f.Name
			if f.Short != 0 {
				names = "-" + string(f.Short) + ", " + names
			}
			if !f.IsBool() {
				names += "=" + f.FormatPlaceHolder()
			}
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(names), roff(f.Help))
		}
	}
}

func writeCommands(b *strings.Builder, n *kong.Node) {
	var some bool
	for _, c := range n.Children {
		if c.Hidden {
			continue
		}
		if !some {
			fmt.Fprint(b, ".SH COMMANDS\n")
			some = true
		}
		fmt.Fprintf(b, ".TP\n.BR %s (1)\n%s\n", roff(manualName(c)), roff(c.Help))
	}
}

// roff is a line of plain text: what the formatter would take for a request, an
// escape, a hyphen or a byte of another alphabet is written as the character it is.
func roff(s string) string {
	var b strings.Builder
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		b.WriteString(`\&`)
	}
	for _, r := range s {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r == '\n':
			b.WriteByte(' ')
		case r > 126:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quoted is an argument of a request.
func quoted(s string) string { return `"` + strings.ReplaceAll(roff(s), `"`, `""`) + `"` }
