package line

import (
	_ "embed"
	"fmt"
	"regexp/syntax"
	"strconv"
	"strings"
	"sync"

	"onrecord/internal/article/match"
	"onrecord/internal/rules"
	"onrecord/ling"
)

//go:embed furniture.rules
var furnitureRules string

// Rule tells a line's kind by its words.
type Rule struct {
	Name  string
	Opens string // "list" or "rest": what the line opens, "" for itself alone
	Kind  ling.BlockKind
	Max   int // most words a line may have, 0 for any number
	Place string
	Dates bool     // date lines are left alone
	Match []string // expressions, one of which the line must match

	file  *ruled // the file that it stands in
	exprs []int  // its expressions in the file's set
}

// Rules are read once; the file is part of the program and tested.
var Rules = sync.OnceValue(func() []Rule {
	read, err := parseRules("furniture.rules", furnitureRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestRules says why
	}
	return read
})

// ruled is what all rules of a file share: their expressions as one set.
type ruled struct{ set *match.Set }

// parseRules reads a rule file into what the engine runs.
func parseRules(file, text string) ([]Rule, error) {
	read, err := rules.Read(file, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	out := make([]Rule, 0, len(read))
	for i := range read {
		r, err := newRule(&read[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", read[i].Where(), err)
		}
		out = append(out, r)
	}
	return out, share(out)
}

// share puts the expressions of all rules into one set.
func share(rs []Rule) error {
	var exprs []string
	for i := range rs {
		for _, expr := range rs[i].Match {
			rs[i].exprs = append(rs[i].exprs, len(exprs))
			exprs = append(exprs, expr)
		}
	}
	set, err := match.New(exprs)
	if err != nil {
		return fmt.Errorf("furniture.rules: %w", err)
	}
	all := &ruled{set}
	for i := range rs {
		rs[i].file = all
	}
	return nil
}

func newRule(in *rules.Rule) (Rule, error) {
	out := Rule{Name: in.Name, Kind: ling.BlockFurniture}
	switch in.Kind {
	case "line":
	case "list", "rest":
		out.Opens = in.Kind
	default:
		return out, fmt.Errorf("want line, list or rest, got %q", in.Kind)
	}
	for _, f := range in.Fields {
		var err error
		switch f.Key {
		case "as":
			out.Kind = ling.BlockKind(f.Value)
		case "place":
			out.Place = f.Value
		case "unless":
			if out.Dates = f.Value == "date"; !out.Dates {
				err = fmt.Errorf("unless %q: only date is known", f.Value)
			}
		case "max":
			out.Max, err = strconv.Atoi(f.Value)
		case "match":
			_, err = syntax.Parse(f.Value, syntax.Perl)
			out.Match = append(out.Match, f.Value)
		default:
			err = fmt.Errorf("no such field %q", f.Key)
		}
		if err != nil {
			return out, fmt.Errorf("line %d: %w", f.Line, err)
		}
	}
	return out, nil
}

// Matches reports whether the rule tells this line.
func (r *Rule) Matches(l *Line) bool {
	if r.Max > 0 && l.Words > r.Max {
		return false
	}
	if l.file != r.file {
		l.file, l.may = r.file, r.file.set.May(l.Text)
	}
	for _, i := range r.exprs {
		if l.may.Has(i) && r.file.set.Matches(i, l.Text) {
			return true
		}
	}
	return false
}

// Longest is the longest line that rules look at, in bytes. Furniture is
// short; beyond this a line is a paragraph whatever its words.
const Longest = 1200

// Find is the first rule, in the file's order, that tells the line and may
// stand at this place ("head", "body", "tail"); nil if none does.
func Find(rs []Rule, l *Line, place string) *Rule {
	if len(l.Text) > Longest {
		return nil
	}
	for i := range rs {
		r := &rs[i]
		if (r.Place == "" || strings.Contains(r.Place, place)) && r.Matches(l) {
			return r
		}
	}
	return nil
}
