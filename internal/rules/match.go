package rules

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Site is what the user of rules knows about the place where they are tried.
type Site interface {
	// Place is the tokens of one of the language's places, none if it is empty.
	Place(name string) []int
	// Flag is the answer to one of the language's flags.
	Flag(name string) bool
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

// First is the first pattern of that kind which holds at token at; site may be
// nil where the language has no places and flags.
func (s *Set) First(kind string, p *clause.Predicates, at int, site Site) (Match, bool) {
	var out Match
	found := false
	s.each(p, at, site, kind, func(m Match) bool {
		out, found = m, true
		return false
	})
	return out, found
}

// All are all patterns of that kind which hold at token at, in the file's order.
func (s *Set) All(kind string, p *clause.Predicates, at int, site Site) []Match {
	var out []Match
	s.each(p, at, site, kind, func(m Match) bool {
		out = append(out, m)
		return true
	})
	return out
}

// each tries the patterns at token at in order until yield has enough.
func (s *Set) each(p *clause.Predicates, at int, site Site, kind string, yield func(Match) bool) {
	k := s.kinds[kind]
	if k == nil {
		return
	}
	low, lemma := p.Low(at), p.Lemma(at)
	lists := [3][]int{k.byWord[lemma], nil, k.anywhere}
	if low != lemma {
		lists[1] = k.byWord[low]
	}
	m := matcher{p: p, at: at, site: site}
	for {
		n := -1
		for _, list := range lists {
			if len(list) > 0 && (n < 0 || list[0] < n) {
				n = list[0]
			}
		}
		if n < 0 {
			return
		}
		for l := range lists {
			if len(lists[l]) > 0 && lists[l][0] == n {
				lists[l] = lists[l][1:]
			}
		}
		m.args = nil
		if match, ok := m.try(s.patterns[n]); ok && !yield(match) {
			return
		}
	}
}

// matcher tries one pattern at one token.
type matcher struct {
	p    *clause.Predicates
	at   int
	site Site
	args []Arg

	walked [2][]int // what a path has come to, used again by the next one
}

// try is the match of pattern q, if it holds.
func (m *matcher) try(q *Pattern) (Match, bool) {
	words := m.triggered(q)
	if len(words) == 0 {
		return Match{}, false
	}
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
	return Match{Pattern: q, Trigger: words, Args: m.args}, true
}

// triggered is the words of the first trigger of q that stands here, by lemma, by form,
// or at any word; none if none does.
func (m *matcher) triggered(q *Pattern) clause.Runs {
	low, lemma := m.p.Low(m.at), m.p.Lemma(m.at)
	if words := m.stands(q.byWord[lemma]); len(words) > 0 {
		return words
	}
	if low != lemma {
		if words := m.stands(q.byWord[low]); len(words) > 0 {
			return words
		}
	}
	return m.stands(q.byWord[""])
}

// stands is the words of the first trigger of list that stands here, but for its own
// word, none if none does.
func (m *matcher) stands(list []trigger) clause.Runs {
	for n := range list {
		if !m.isA(list[n].pos) {
			continue
		}
		if words := m.fixed(list[n].extra); len(words) > 0 {
			return words
		}
	}
	return nil
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
		if found := m.follow(&a.paths[n]); len(found) > 0 {
			return found[0]
		}
	}
	return -1
}

// meets reports whether one of the terms holds.
func (m *matcher) meets(c condition) bool {
	for n := range c {
		t := &c[n]
		hit := false
		if t.path != nil {
			hit = len(m.follow(t.path)) > 0
		} else {
			hit = m.fact(&t.fact, m.p.Read(m.at))
		}
		if hit != t.not {
			return true
		}
	}
	return false
}
