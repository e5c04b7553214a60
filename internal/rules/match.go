package rules

import (
	"slices"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Site is what the user of rules knows about the tokens at which they are tried.
type Site interface {
	// Place is the tokens of one of the language's places, where rules are tried
	// at token at; none if it is empty.
	Place(name string, at int) []int
	// Flag is the answer to one of the language's flags there.
	Flag(name string, at int) bool
}

// Tester is a Site that answers tests of its own about tokens: "object[party]".
type Tester interface {
	Site
	// Test reports whether token at passes the language's test of that name.
	Test(name string, at int) bool
}

// Counter is a Site that knows nouns which only count others, so that tests of words
// hold for what is counted: "thousands of refugees" are refugees.
type Counter interface {
	// Counted is the noun that the one at token at counts, -1 if it counts none.
	Counted(at int) int
}

// Match is a pattern that holds at a trigger.
type Match struct {
	*Pattern
	Trigger clause.Runs
	Args    []Arg
}

// Arg is an argument of a match: its name and head token.
type Arg struct {
	Name string
	At   int
}

// Arg is the head token of the argument of that name, -1 if it was not there.
func (m *Match) Arg(name string) int {
	for _, a := range m.Args {
		if a.Name == name {
			return a.At
		}
	}
	return -1
}

// matcher tries one pattern at one token.
type matcher struct {
	*Reading
	at   int
	site Site
	args []Arg

	walked [2][]int // what a path has come to, used again by the next one
}

// try is the match of pattern q, one of whose triggers here must stand, if it holds.
func (m *matcher) try(q *Pattern, here [3][]trigger) (Match, bool) {
	words, ok := m.triggered(here)
	if !ok {
		return Match{}, false
	}
	m.args = m.args[:0]
	for _, c := range q.conditions[:q.free] {
		if !m.meets(c) {
			return Match{}, false
		}
	}
	for n := range q.args {
		at := m.argument(&q.args[n])
		if at < 0 && q.args[n].must {
			return Match{}, false
		}
		if at >= 0 {
			m.args = append(m.args, Arg{q.args[n].name, at})
		}
	}
	for _, c := range q.conditions[q.free:] {
		if !m.meets(c) {
			return Match{}, false
		}
	}
	if words == nil {
		words = clause.Range(m.at, m.at+1)
	}
	return Match{Pattern: q, Trigger: words, Args: slices.Clone(m.args)}, true
}

// triggered is whether one of the triggers stands here, by lemma, by form, or at any
// word, and the words of the first, nil for the one word alone.
func (m *matcher) triggered(here [3][]trigger) (clause.Runs, bool) {
	for _, list := range here {
		for n := range list {
			if !m.isA(list[n].pos) {
				continue
			}
			if len(list[n].extra) == 0 {
				return nil, true
			}
			if words := m.fixed(list[n].extra); len(words) > 0 {
				return words, true
			}
		}
	}
	return nil, false
}

// isA reports whether the trigger is of that part of speech: a name may be a noun,
// and what a tagger took for a noun is a verb where it has an object ("police arrest
// six").
func (m *matcher) isA(pos ud.UPOS) bool {
	switch {
	case pos == ud.Unknown, m.p.POS(m.at, pos):
		return true
	case pos == ud.NOUN:
		return m.p.POS(m.at, ud.PROPN)
	}
	return pos == ud.VERB && m.p.POS(m.at, ud.NOUN) && m.p.Kid(m.at, "obj") > m.at
}

// particleReach is how far behind the trigger, or the fixed word before it, the
// next fixed word may stand: "carried the plan out".
const particleReach = 4

// fixed is the trigger with its fixed words, none if they do not follow.
func (m *matcher) fixed(words []string) clause.Runs {
	out := clause.Range(m.at, m.at+1)
	_, last := m.p.Sentence(m.at)
	at := m.at
	for _, w := range words {
		from := at
		for k := at + 1; k < min(last, from+particleReach+1); k++ {
			if m.p.Low(k) == w || m.p.Lemma(k) == w {
				at = k
				break
			}
		}
		if at == from {
			return nil
		}
		out = out.Join(clause.Range(at, at+1))
	}
	return out
}

// argument is the token of argument a, -1 if it is not there.
func (m *matcher) argument(a *argument) int {
	for n := range a.paths {
		if at := m.first(&a.paths[n]); at >= 0 {
			return at
		}
	}
	return -1
}

// meets reports whether one of the terms holds.
func (m *matcher) meets(c condition) bool {
	for n := range c {
		t := &c[n]
		hit := false
		if t.fact != nil {
			hit = m.fact(t.fact, m.at)
		} else {
			hit = m.first(&t.path) >= 0
		}
		if hit != t.not {
			return true
		}
	}
	return false
}
