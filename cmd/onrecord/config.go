package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"onrecord"
)

// A setting is a flag's value. It is what the command line says, else the
// flag's environment variable, else the file, else the flag's default.
//
// The file is named by ONRECORD_CONFIG, else it is onrecord/config in the user's
// directory for settings ($XDG_CONFIG_HOME, ~/.config). It has a line a setting,
// "store = news.db" for every command that has the flag, "read.format = jsonl"
// for one; what follows a # is a remark.

// settings are what the file says.
type settings struct {
	path  string // "" where there is none
	lines []setting
}

// setting is a line of the file.
type setting struct {
	name, value string
	line        int
}

// configFile is where the file is looked for, "" where nowhere; named is set
// where the environment names it.
func configFile(getenv func(string) string) (path string, named bool) {
	if path := getenv("ONRECORD_CONFIG"); path != "" {
		return path, true
	}
	dir := getenv("XDG_CONFIG_HOME")
	if dir == "" {
		home := getenv("HOME")
		if home == "" {
			return "", false
		}
		dir = filepath.Join(home, ".config")
	}
	return filepath.Join(dir, "onrecord", "config"), false
}

// readSettings reads the file. That there is none is no fault unless it was named.
func readSettings(getenv func(string) string) (*settings, error) {
	path, named := configFile(getenv)
	if path == "" {
		return &settings{}, nil
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return &settings{}, nil
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("read the settings: %s: %w", path, cause(err))}
	}
	return parseSettings(path, string(b))
}

// parseSettings reads the lines of a file.
func parseSettings(path, text string) (*settings, error) {
	s := &settings{path: path}
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || name == "" || value == "" {
			return nil, s.fault(i+1, fmt.Errorf("%q is no setting: want name = value", line))
		}
		s.lines = append(s.lines, setting{name, value, i + 1})
	}
	return s, nil
}

// fault is a fault of the file.
func (s *settings) fault(line int, err error) error {
	return usageError{&onrecord.Error{Kind: onrecord.Invalid, Path: s.path, Line: line, Err: err}}
}

// Validate reports a line that sets nothing.
func (s *settings) Validate(app *kong.Application) error {
	for _, l := range s.lines {
		command, name, scoped := strings.Cut(l.name, ".")
		if !scoped {
			command, name = "", l.name
		}
		if !hasFlag(app.Node, strings.ReplaceAll(command, "-", " "), name) {
			return s.fault(l.line, fmt.Errorf("there is no setting %q; \"onrecord config\" lists some, and any flag of a command is one", l.name))
		}
	}
	return nil
}

// hasFlag reports whether a command, or any if none is named, has a flag.
func hasFlag(n *kong.Node, command, name string) bool {
	for _, m := range manuals(n) {
		if command != "" && commandOf(m) != command {
			continue
		}
		for _, f := range m.Flags {
			if f.Name == name {
				return true
			}
		}
	}
	return false
}

// commandOf is a command as it is typed, without the program's name: "kb find".
func commandOf(n *kong.Node) string {
	if n.Parent == nil {
		return ""
	}
	return strings.TrimSpace(commandOf(n.Parent) + " " + n.Name)
}

// of is the line that sets a command's flag: the last that names the command,
// else the last that names none.
func (s *settings) of(command string, f *kong.Flag) (setting, bool) {
	var found setting
	scoped := false
	for _, l := range s.lines {
		own := l.name == strings.ReplaceAll(command, " ", "-")+"."+f.Name
		if own || l.name == f.Name && !scoped {
			found, scoped = l, own
		}
	}
	return found, found.line > 0
}

// Resolve gives a flag that the command line does not set the file's value,
// unless the environment sets it.
func (s *settings) Resolve(_ *kong.Context, parent *kong.Path, f *kong.Flag) (any, error) {
	for _, name := range f.Envs {
		if _, set := os.LookupEnv(name); set {
			return nil, nil
		}
	}
	if l, ok := s.of(commandOf(parent.Node()), f); ok {
		return l.value, nil
	}
	return nil, nil
}

// configCmd shows what is in force.
type configCmd struct {
	Format string `enum:"table,json" default:"table" placeholder:"FORMAT" help:"table, for people, or json."`
}

// Help is shown by config --help.
func (configCmd) Help() string {
	return `Shows the settings that environment or file can change, what each is, and where that
comes from. A flag on the command line goes before the environment, and that before the
file. The file is $ONRECORD_CONFIG, else onrecord/config in $XDG_CONFIG_HOME or ~/.config:

  # a setting a line; any flag of a command is one
  store = /data/news.db
  read.format = jsonl          of one command
  kb-list.limit = 50

Examples:
  onrecord config
  ONRECORD_STORE=other.db onrecord config --format json`
}

// shownSetting is a setting as it is in force.
type shownSetting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
}

// Run shows them.
func (c *configCmd) Run(command *kong.Context, env *environment, file *settings) error {
	rows := inForce(command.Model.Node, file, os.LookupEnv)
	if c.Format == "json" {
		return written(json.NewEncoder(env.Stdout).Encode(rows))
	}
	where := file.path
	if where == "" {
		path, _ := configFile(env.Getenv)
		where = path + " (there is none)"
	}
	if _, err := fmt.Fprintf(env.Stdout, "file: %s\n", where); err != nil {
		return written(err)
	}
	for _, r := range rows {
		if _, err := fmt.Fprintf(env.Stdout, "%-18s %-32s %s\n", r.Name, r.Value, r.From); err != nil {
			return written(err)
		}
	}
	return nil
}

// inForce are the flags that have an environment variable, each once, and the
// lines of the file that set others.
func inForce(root *kong.Node, file *settings, lookup func(string) (string, bool)) []shownSetting {
	out := []shownSetting{}
	shown := map[string]bool{}
	for _, n := range manuals(root) {
		for _, f := range n.Flags {
			if len(f.Envs) == 0 || shown[f.Name] {
				continue
			}
			shown[f.Name] = true
			s := shownSetting{f.Name, f.Default, "default"}
			if l, ok := file.of("", f); ok {
				s.Value, s.From = l.value, fmt.Sprintf("%s:%d", file.path, l.line)
			}
			for _, name := range f.Envs {
				if v, set := lookup(name); set {
					s.Value, s.From = v, "environment "+name
				}
			}
			out = append(out, s)
		}
	}
	for _, l := range file.lines {
		if !shown[l.name] {
			out = append(out, shownSetting{l.name, l.value, fmt.Sprintf("%s:%d", file.path, l.line)})
		}
	}
	return out
}
