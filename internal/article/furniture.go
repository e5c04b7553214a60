package article

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"onrecord/internal/rules"
	"onrecord/ling"
)

//go:embed furniture.rules
var furnitureRules string

// rule tells a line's kind by its words.
type rule struct {
	name  string
	opens string // "list" or "rest": what the line opens, "" for itself alone
	kind  ling.BlockKind
	max   int // most words a line may have, 0 for any number
	place string
	dates bool // date lines are left alone
	match []*regexp.Regexp
}

// theRules are read once; the file is part of the program and tested.
var theRules = sync.OnceValue(func() []rule {
	read, err := parseRules("furniture.rules", furnitureRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestRules says why
	}
	return read
})

// parseRules reads a rule file into what the engine runs.
func parseRules(file, text string) ([]rule, error) {
	read, err := rules.Read(file, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	out := make([]rule, 0, len(read))
	for i := range read {
		r, err := newRule(&read[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", read[i].Where(), err)
		}
		out = append(out, r)
	}
	return out, nil
}

func newRule(in *rules.Rule) (rule, error) {
	out := rule{name: in.Name, kind: ling.BlockFurniture}
	switch in.Kind {
	case "line":
	case "list", "rest":
		out.opens = in.Kind
	default:
		return out, fmt.Errorf("want line, list or rest, got %q", in.Kind)
	}
	for _, f := range in.Fields {
		var err error
		switch f.Key {
		case "as":
			out.kind = ling.BlockKind(f.Value)
		case "place":
			out.place = f.Value
		case "unless":
			if out.dates = f.Value == "date"; !out.dates {
				err = fmt.Errorf("unless %q: only date is known", f.Value)
			}
		case "max":
			out.max, err = strconv.Atoi(f.Value)
		case "match":
			var re *regexp.Regexp
			re, err = regexp.Compile(f.Value)
			out.match = append(out.match, re)
		default:
			err = fmt.Errorf("no such field %q", f.Key)
		}
		if err != nil {
			return out, fmt.Errorf("line %d: %w", f.Line, err)
		}
	}
	return out, nil
}

// matches reports whether the rule tells this line.
func (r *rule) matches(l *line) bool {
	if r.max > 0 && l.words > r.max {
		return false
	}
	for _, re := range r.match {
		if re.MatchString(l.text) {
			return true
		}
	}
	return false
}

// longest is the longest line that rules look at, in bytes. Furniture is
// short; beyond this a line is a paragraph whatever its words.
const longest = 1200

// find is the first rule, in the file's order, that tells the line and may
// stand at this place ("head", "body", "tail"); nil if none does.
func find(rs []rule, l *line, place string) *rule {
	if len(l.text) > longest {
		return nil
	}
	for i := range rs {
		r := &rs[i]
		if (r.place == "" || strings.Contains(r.place, place)) && r.matches(l) {
			return r
		}
	}
	return nil
}
