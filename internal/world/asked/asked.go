// Package asked holds expressions that are asked of passages of text: what an
// engine of the world tier wants to know of some words (do they deny? do they
// tell of a claim?) stands in a file of rules, and not in Go.
//
// The nouns: a Book is the rules of a file, by what they are asked for. A rule
// is one of
//
//	words NAME         a list of expressions that later rules name in braces: {claim}
//	rule NAME          `of` says what it is asked for, `match` are its
//	                   expressions. Where one has a group, the group is the Part
//	                   that the rule is about.
//
// with examples that it holds of (yes) and does not (no).
package asked

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"onrecord/internal/expr"
	"onrecord/internal/words"
	"onrecord/ling"
)

// Asks are what a book may be asked, and whether capitals count in it.
type Asks map[string]bool

// Book is the rules of a file.
type Book struct {
	asks     Asks
	lists    map[string]string
	patterns map[string][]pattern // in the order of the file
}

// pattern is an expression of a rule.
type pattern struct {
	rule string
	expr *expr.Expr
}

// Read reads the rules of a file.
func Read(file, text string, asks Asks) (*Book, error) {
	read, err := words.Read(file, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	b, faults := blank(asks), []error{}
	for i := range read {
		if err := b.take(&read[i]); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", read[i].Where(), err))
		}
	}
	return b, errors.Join(faults...)
}

func blank(asks Asks) *Book {
	return &Book{asks: asks, lists: map[string]string{}, patterns: map[string][]pattern{}}
}

// take adds a rule, or a list that later rules name.
func (b *Book) take(r *words.Rule) error {
	switch r.Kind {
	case "words":
		b.lists[r.Name] = "(?:" + strings.Join(strings.Fields(strings.Join(r.All("list"), " ")), "|") + ")"
		return nil
	case "rule":
	default:
		return fmt.Errorf("no such kind %q", r.Kind)
	}
	of := r.Get("of")
	cased, known := b.asks[of]
	if !known {
		return fmt.Errorf("rule %s is of %q, which nobody asks", r.Name, of)
	}
	for _, text := range r.All("match") {
		e, err := expr.Compile(b.spell(text, cased))
		if err != nil {
			return fmt.Errorf("rule %s: %w", r.Name, err)
		}
		b.patterns[of] = append(b.patterns[of], pattern{r.Name, e})
	}
	return nil
}

// spell is an expression with its lists written out.
func (b *Book) spell(text string, cased bool) string {
	for name, list := range b.lists {
		text = strings.ReplaceAll(text, "{"+name+"}", list)
	}
	if cased {
		return text
	}
	return "(?i)" + text
}

// Tell is the rule that holds of a text, "" if none does.
func (b *Book) Tell(of, text string) string {
	_, rule := b.Find(of, text)
	return rule
}

// Find is where the first rule stands that holds of a text, and its name.
func (b *Book) Find(of, text string) (at ling.Span, rule string) {
	for _, p := range b.patterns[of] {
		if m := p.expr.FindStringIndex(text); m != nil {
			return ling.Span{Start: m[0], End: m[1]}, p.rule
		}
	}
	return ling.Span{}, ""
}

// Part is what the group of the first rule that holds of a text stands on.
func (b *Book) Part(of, text string) (at ling.Span, rule string) {
	for _, p := range b.patterns[of] {
		if m := p.expr.FindStringSubmatchIndex(text); len(m) > 3 && m[2] >= 0 {
			return ling.Span{Start: m[2], End: m[3]}, p.rule
		}
	}
	return ling.Span{}, ""
}

// Faults are the examples of a file that do not hold: a rule alone tells its
// own yes and leaves its no alone, and has both.
func Faults(file, text string, asks Asks) ([]string, error) {
	read, err := words.Read(file, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	lists, out := map[string]string{}, []string{}
	for i := range read {
		r := &read[i]
		b := blank(asks)
		b.lists = lists
		of := r.Get("of")
		if err := b.take(r); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Where(), err)
		}
		if r.Kind == "words" {
			of = "words"
			b.patterns[of] = []pattern{{rule: r.Name, expr: expr.MustCompile("(?i)^" + lists[r.Name] + "$")}}
		}
		out = append(out, b.faults(file, of, r)...)
	}
	return out, nil
}

// faults are the examples of one rule that do not hold.
func (b *Book) faults(file, of string, r *words.Rule) []string {
	var out []string
	if len(r.Yes) == 0 || len(r.No) == 0 {
		out = append(out, fmt.Sprintf("%s: %s has no yes or no no", r.Where(), r.Name))
	}
	for _, e := range r.Yes {
		if b.Tell(of, e.Text) == "" {
			out = append(out, fmt.Sprintf("%s:%d: %s does not tell %q", file, e.Line, r.Name, e.Text))
		}
	}
	for _, e := range r.No {
		if b.Tell(of, e.Text) != "" {
			out = append(out, fmt.Sprintf("%s:%d: %s tells %q", file, e.Line, r.Name, e.Text))
		}
	}
	return out
}

// All is where rules hold of a text, every time that they do, in the order of
// the text; of what overlaps, the first.
func (b *Book) All(of, text string) []ling.Span {
	var found []ling.Span
	for _, p := range b.patterns[of] {
		for _, m := range p.expr.FindAllStringIndex(text, -1) {
			found = append(found, ling.Span{Start: m[0], End: m[1]})
		}
	}
	slices.SortFunc(found, func(a, b ling.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	out := found[:0]
	for _, s := range found {
		if len(out) == 0 || s.Start >= out[len(out)-1].End {
			out = append(out, s)
		}
	}
	return out
}
