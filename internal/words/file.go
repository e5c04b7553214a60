// Package words reads files of linguistic knowledge: readable data beside the
// small engines that use it.
//
// A file is a list of rules. A rule begins at the line's start with a kind and
// a name; its indented lines are "key: value" fields, in order, and keys may
// repeat. Lines that begin with "#" are comments.
//
//	# Where it comes from: …
//	verb say
//	  forms: say says said saying
//	  yes: [[Lavrov|source]] [[said|cue]] [[it was over|content]].
//	  no: He had no say in it.
//
// Every rule has at least one "yes" example that it must catch and one "no"
// that it must leave alone; "todo" examples are known gaps, and alarm when they
// start to pass. What an example means is the engine's to say; it runs them
// in its tests. A rule without yes or no, or with a name used before, does not load.
package words

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Rule is one rule of a file.
type Rule struct {
	Kind, Name string
	File       string
	Line       int
	Fields     []Field // all but yes, no and todo
	Yes        []Example
	No         []Example
	Todo       []Example
}

// Field is one "key: value" line of a rule.
type Field struct {
	Key, Value string
	Line       int
}

// Example is a sentence that a rule must catch, or leave alone.
type Example struct {
	Text string
	Line int
}

// Get is the value of the first field of that key, "" if there is none.
func (r *Rule) Get(key string) string {
	for _, f := range r.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// All are the values of every field of that key, in order.
func (r *Rule) All(key string) []string {
	var out []string
	for _, f := range r.Fields {
		if f.Key == key {
			out = append(out, f.Value)
		}
	}
	return out
}

// Where is the rule's place, for messages: "cues.rules:12".
func (r *Rule) Where() string { return fmt.Sprintf("%s:%d", r.File, r.Line) }

// Read reads a rule file. It reports every fault it finds, each with file and line.
func Read(file string, in io.Reader) ([]Rule, error) {
	var (
		found []Rule
		errs  []error
		names = map[string]int{}
		lines = bufio.NewScanner(in)
		n     int
	)
	fault := func(line int, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...)))
	}
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		n++
		line := strings.TrimRight(lines.Text(), " \t\r")
		body := strings.TrimLeft(line, " \t")
		if body == "" || body[0] == '#' {
			continue
		}
		if len(body) == len(line) {
			kind, name, ok := strings.Cut(line, " ")
			if name = strings.TrimSpace(name); !ok || name == "" {
				fault(n, "want a kind and a name, got %q", line)
				continue
			}
			if first, twice := names[kind+" "+name]; twice {
				fault(n, "%s %s stands already at line %d", kind, name, first)
			}
			names[kind+" "+name] = n
			found = append(found, Rule{Kind: kind, Name: name, File: file, Line: n})
			continue
		}
		key, value, ok := strings.Cut(body, ":")
		if !ok || strings.ContainsAny(key, " \t") {
			fault(n, "want \"key: value\", got %q", body)
			continue
		}
		if len(found) == 0 {
			fault(n, "field %q before the first rule", key)
			continue
		}
		r := &found[len(found)-1]
		value = strings.TrimSpace(value)
		switch key {
		case "yes":
			r.Yes = append(r.Yes, Example{value, n})
		case "no":
			r.No = append(r.No, Example{value, n})
		case "todo":
			r.Todo = append(r.Todo, Example{value, n})
		default:
			r.Fields = append(r.Fields, Field{key, value, n})
		}
	}
	if err := lines.Err(); err != nil {
		fault(n+1, "%v", err)
	}
	for i := range found {
		if len(found[i].Yes) == 0 {
			fault(found[i].Line, "%s %s has no yes example", found[i].Kind, found[i].Name)
		}
		if len(found[i].No) == 0 {
			fault(found[i].Line, "%s %s has no no example", found[i].Kind, found[i].Name)
		}
	}
	return found, errors.Join(errs...)
}
