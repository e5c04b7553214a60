package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCmd writes what makes a shell complete this program's words.
type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help is shown by completion --help.
func (completionCmd) Help() string {
	return `Writes a script that makes a shell complete commands, flags and their values.

Examples:
  source <(onrecord completion bash)                                in ~/.bashrc
  onrecord completion zsh > "${fpath[1]}/_onrecord"                 once
  onrecord completion fish > ~/.config/fish/completions/onrecord.fish`
}

// Run writes it.
func (c *completionCmd) Run(command *kong.Context, env *environment) error {
	all := wordsOf(command.Model.Node)
	write := map[string]func(io.Writer, []following) error{"bash": writeBash, "zsh": writeZsh, "fish": writeFish}[c.Shell]
	return written(write(env.Stdout, all))
}

// following are what may follow a command.
type following struct {
	path     []string // of the command, none for the program itself
	commands []word
	flags    []flagWord
	files    bool // whether files may follow
}

// word is a word and what it is.
type word struct{ name, help string }

// flagWord is a flag: its names, what it is, and what it takes.
type flagWord struct {
	name, short, help string
	values            []string // those it can have, none where it is any
	takes             bool     // whether it takes a value at all
}

// wordsOf lists a node and all below it, in the order of help.
func wordsOf(n *kong.Node) []following {
	return appendWords(nil, nil, n)
}

func appendWords(out []following, path []string, n *kong.Node) []following {
	w := following{path: path, files: len(n.Positional) > 0}
	for _, c := range n.Children {
		if !c.Hidden {
			w.commands = append(w.commands, word{c.Name, c.Help})
		}
	}
	for _, group := range n.AllFlags(true) {
		for _, f := range group {
			w.flags = append(w.flags, newFlagWord(f))
		}
	}
	for _, p := range n.Positional {
		for _, v := range values(p) {
			w.commands = append(w.commands, word{v, ""})
		}
	}
	out = append(out, w)
	for _, c := range n.Children {
		if !c.Hidden {
			out = appendWords(out, append(append([]string{}, path...), c.Name), c)
		}
	}
	return out
}

func newFlagWord(f *kong.Flag) flagWord {
	w := flagWord{name: f.Name, help: f.Help, values: values(f.Value), takes: !f.IsBool()}
	if f.Short != 0 {
		w.short = string(f.Short)
	}
	if known := f.Tag.Get("values"); known != "" {
		w.values = strings.Split(known, ",") // a field of the query language
	}
	return w
}

// values are those that a flag or argument can have.
func values(v *kong.Value) []string {
	var out []string
	for _, e := range v.EnumSlice() {
		if e != "" {
			out = append(out, e)
		}
	}
	return out
}

// sentence is the first sentence of a help text, on one line: what a menu shows.
func sentence(help string) string {
	help = strings.Join(strings.Fields(help), " ")
	if i := strings.Index(help, ". "); i >= 0 {
		help = help[:i]
	}
	return strings.TrimSuffix(help, ".")
}

// single writes s between single quotes, as every one of the shells reads it.
func single(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// all are the words that may follow: commands, and flags once a hyphen is typed.
func (w following) all() string {
	var out []string
	for _, c := range w.commands {
		out = append(out, c.name)
	}
	for _, f := range w.flags {
		out = append(out, "--"+f.name)
		if f.short != "" {
			out = append(out, "-"+f.short)
		}
	}
	return strings.Join(out, " ")
}

// writeCases writes the arms by which bash and zsh find the command that stands
// on the line, the values of a flag, and the words that may follow.
func writeCases(w io.Writer, all []following, values func(flagWord) string, words func(following) string) {
	fmt.Fprintln(w, "  for word in $before; do")
	fmt.Fprintln(w, `    case "$at $word" in`)
	for _, c := range all[1:] {
		fmt.Fprintf(w, "      %s) at=%s ;;\n", single(strings.Join(append([]string{"onrecord"}, c.path...), " ")), single(strings.Join(append([]string{"onrecord"}, c.path...), " ")))
	}
	fmt.Fprint(w, "    esac\n  done\n")
	fmt.Fprintln(w, `  case "$at $previous" in`)
	for _, c := range all {
		path := strings.Join(append([]string{"onrecord"}, c.path...), " ")
		for _, f := range c.flags {
			if f.takes {
				fmt.Fprintf(w, "    %s) %s; return ;;\n", single(path+" --"+f.name), values(f))
			}
		}
	}
	fmt.Fprint(w, "  esac\n")
	fmt.Fprintln(w, `  case "$at" in`)
	for _, c := range all {
		fmt.Fprintf(w, "    %s) %s ;;\n", single(strings.Join(append([]string{"onrecord"}, c.path...), " ")), words(c))
	}
	fmt.Fprint(w, "  esac\n")
}

func writeBash(w io.Writer, all []following) error {
	var b strings.Builder
	fmt.Fprint(&b, "# bash completion for onrecord: source <(onrecord completion bash)\n_onrecord() {\n")
	fmt.Fprint(&b, "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} at=onrecord word words\n")
	fmt.Fprint(&b, "  local before=\"${COMP_WORDS[*]:1:COMP_CWORD-1}\"\n")
	writeCases(&b, all,
		func(f flagWord) string { // without values the shell's own completion takes over: files
			return "COMPREPLY=($(compgen -W " + single(strings.Join(f.values, " ")) + " -- \"$current\"))"
		},
		func(c following) string { return "words=" + single(c.all()) })
	fmt.Fprint(&b, "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}\ncomplete -o default -F _onrecord onrecord\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func writeZsh(w io.Writer, all []following) error {
	var b strings.Builder
	fmt.Fprint(&b, "#compdef onrecord\n# zsh completion for onrecord: onrecord completion zsh > \"${fpath[1]}/_onrecord\"\n_onrecord() {\n")
	fmt.Fprint(&b, "  setopt localoptions shwordsplit\n  local previous=${words[CURRENT-1]} at=onrecord word\n  local before=\"${words[2,CURRENT-1]}\"\n")
	writeCases(&b, all,
		func(f flagWord) string {
			if len(f.values) == 0 {
				return "_files"
			}
			return "compadd -- " + strings.Join(f.values, " ")
		},
		func(c following) string {
			var items []string
			for _, x := range c.commands {
				items = append(items, single(strings.ReplaceAll(x.name, ":", `\:`)+":"+sentence(x.help)))
			}
			for _, f := range c.flags {
				items = append(items, single("--"+f.name+":"+sentence(f.help)))
			}
			out := "local -a known=(" + strings.Join(items, " ") + "); _describe word known"
			if c.files {
				out += " || _files"
			}
			return out
		})
	fmt.Fprint(&b, "}\nif [ \"$funcstack[1]\" = _onrecord ]; then _onrecord; else compdef _onrecord onrecord; fi\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFish(w io.Writer, all []following) error {
	var b strings.Builder
	fmt.Fprint(&b, "# fish completion for onrecord\nfunction __onrecord_at\n  set -l before (commandline -opc)[2..]\n  set -l at\n  for word in $before\n")
	fmt.Fprint(&b, "    string match -q -- '-*' $word; and continue\n    set at $at $word\n  end\n  string match -q -- \"$argv*\" \"$at\"\nend\n")
	fmt.Fprint(&b, "function __onrecord_none\n  set -l before (commandline -opc)[2..]\n  not string match -qr -- '^[^-]' $before\nend\n")
	for _, c := range all {
		on := "__onrecord_none"
		if len(c.path) > 0 {
			on = "__onrecord_at " + strings.Join(c.path, " ")
		}
		for _, x := range c.commands {
			fmt.Fprintf(&b, "complete -c onrecord -n %s -a %s -d %s\n", single(on), single(x.name), fishText(sentence(x.help)))
		}
		for _, f := range c.flags {
			line := fmt.Sprintf("complete -c onrecord -n %s -l %s -d %s", single(on), f.name, fishText(sentence(f.help)))
			if f.short != "" {
				line += " -s " + f.short
			}
			if f.takes {
				line += " -r"
			}
			if len(f.values) > 0 {
				line += " -f -a " + single(strings.Join(f.values, " "))
			}
			fmt.Fprintln(&b, line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// fishText is words between single quotes, as fish reads them.
func fishText(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}
