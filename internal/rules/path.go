package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// path leads from the trigger to tokens.
type path struct {
	start string // an argument or place, "" for the trigger
	tests []test // of what it begins at
	steps []step
}

// step goes on from a token to others.
type step struct {
	how   stepKind
	word  string // of a preposition or relation
	role  role
	tests []test // of what it leads to
}

type stepKind uint8

const (
	byPrep stepKind = iota // +on
	byDeep                 // ~on
	byRel                  // >amod
	byHead                 // <
	byRole                 // .object
)

// role is a part of a predicate, or a neighbour.
type role uint8

const (
	noRole role = iota
	self
	subject
	agent
	object
	second
	complement
	next
	previous
)

var roles = map[string]role{
	"self": self, "subject": subject, "agent": agent, "object": object, "second": second, "complement": complement,
	"next": next, "previous": previous,
}

// path reads one path.
func (c *compiler) path(p *Pattern, text string) (*path, error) {
	text = strings.TrimSpace(text)
	if text == "" || text[0] == '[' {
		return nil, errors.New("an empty path")
	}
	out := &path{}
	end := strings.IndexAny(text, signs+"[")
	if end < 0 {
		end = len(text)
	}
	switch start := strings.TrimSpace(text[:end]); {
	case start == "" || start == "self":
	case roles[start] != noRole:
		out.steps = append(out.steps, step{how: byRole, role: roles[start]})
	case c.taken(p, start):
		out.start = start
	default:
		return nil, fmt.Errorf("no role, argument, place or fact is called %q", start)
	}
	tests, rest, err := c.tests(text[end:])
	if err != nil {
		return nil, err
	}
	if n := len(out.steps); n > 0 {
		out.steps[n-1].tests = tests
	} else {
		out.tests = tests
	}
	return out, c.walk(out, rest)
}

// tests reads the tests in brackets that text may begin with, and gives the rest.
func (c *compiler) tests(text string) (found []test, rest string, err error) {
	inside, bracketed := strings.CutPrefix(text, "[")
	if !bracketed {
		return nil, text, nil
	}
	inside, rest, ok := strings.Cut(inside, "]")
	if !ok {
		return nil, "", fmt.Errorf("%q: [ without ]", text)
	}
	for _, w := range strings.Fields(inside) {
		t, err := c.test(w)
		if err != nil {
			return nil, "", err
		}
		found = append(found, t)
	}
	if len(found) == 0 {
		return nil, "", fmt.Errorf("%q: empty brackets", text)
	}
	return found, rest, nil
}

// signs begin the steps of a path.
const signs = "+~><."

// walk reads the steps of a path.
func (c *compiler) walk(w *path, text string) error {
	for text != "" {
		if !strings.ContainsRune(signs, rune(text[0])) {
			return fmt.Errorf("%q is no step", text)
		}
		end := 1 + strings.IndexAny(text[1:], signs+"[")
		if end == 0 {
			end = len(text)
		}
		s, err := readStep(text[:end])
		if err != nil {
			return err
		}
		if s.tests, text, err = c.tests(text[end:]); err != nil {
			return err
		}
		w.steps = append(w.steps, s)
	}
	return nil
}

// readStep reads one step: a sign and a word.
func readStep(text string) (step, error) {
	word := strings.ReplaceAll(strings.TrimSpace(text[1:]), "_", " ")
	s := step{word: word}
	switch text[0] {
	case '+':
		s.how = byPrep
	case '~':
		s.how = byDeep
	case '>':
		s.how = byRel
	case '<':
		s.how = byHead
	case '.':
		s.how, s.role = byRole, roles[word]
		if s.role == noRole {
			return s, fmt.Errorf("no such role: %q", word)
		}
	}
	if (word == "") != (s.how == byHead) {
		return s, fmt.Errorf("%q is no step", text)
	}
	return s, nil
}

// first is the first token that the path leads to, -1 for none. Most paths have one
// step at most, and of these no token is asked behind the first that passes.
func (m *matcher) first(w *path) int {
	from, one := m.start(w)
	if !one || len(w.steps) > 1 {
		if found := m.follow(w); len(found) > 0 {
			return found[0]
		}
		return -1
	}
	if !m.passes(w.tests, from) {
		return -1
	}
	if len(w.steps) == 0 {
		return from
	}
	next := m.step(&w.steps[0], from, m.walked[0][:0])
	m.walked[0] = next
	if len(next) > 1 {
		slices.Sort(next)
	}
	for _, i := range next {
		if m.passes(w.steps[0].tests, i) {
			return i
		}
	}
	return -1
}

// start is the token that a path begins at, and whether it is one: how many a place
// of the user's is, only the user knows.
func (m *matcher) start(w *path) (at int, one bool) {
	if w.start == "" {
		return m.at, true
	}
	for _, a := range m.args {
		if a.Name == w.start {
			return a.At, true
		}
	}
	return -1, false
}

// follow is the tokens that the path leads to, tests passed.
func (m *matcher) follow(w *path) []int {
	at := append(m.walked[0][:0], m.at)
	if w.start != "" {
		at = append(at[:0], m.place(w.start)...)
	}
	at = m.passing(w.tests, at)
	next := m.walked[1][:0]
	for n := 0; n < len(w.steps) && len(at) > 0; n++ {
		next = next[:0]
		for _, i := range at {
			next = m.step(&w.steps[n], i, next)
		}
		if len(next) > 1 {
			slices.Sort(next) // in text order, and each once: a path costs no more than its steps
			next = slices.Compact(next)
		}
		at, next = m.passing(w.steps[n].tests, next), at
	}
	m.walked = [2][]int{at, next}
	return at
}

// passing are the tokens that pass the tests.
func (m *matcher) passing(tests []test, list []int) []int {
	if len(tests) == 0 {
		return list
	}
	out := list[:0]
	for _, i := range list {
		if m.passes(tests, i) {
			out = append(out, i)
		}
	}
	return out
}

// step adds what s leads to from token i.
func (m *matcher) step(s *step, i int, out []int) []int {
	switch s.how {
	case byPrep:
		for _, o := range m.p.Arguments(i).Obliques {
			if o.Prep == s.word {
				out = append(out, o.At)
			}
		}
	case byDeep:
		for k := i + 1; k <= m.p.Right(i); k++ {
			if m.p.Is(k, "obl", "nmod") && m.p.Prep(k) == s.word {
				out = append(out, k)
			}
		}
	case byRel:
		if s.word == "*" {
			for k := m.p.Left(i); k <= m.p.Right(i); k++ {
				out = append(out, k)
			}
			return out
		}
		for _, k := range m.p.Kids(i) {
			if m.p.Is(k, s.word) {
				out = append(out, k)
			}
		}
	case byHead:
		if h := m.above(i); h >= 0 {
			out = append(out, h)
		}
	case byRole:
		if k := m.role(s.role, i); k >= 0 && k < len(m.p.Tokens) {
			out = append(out, k)
		}
	}
	return out
}

// above is what token i hangs on, past a noun that only counts it: "held [a series of]
// talks"; -1 for nothing.
func (m *matcher) above(i int) int {
	h := m.p.Head(i)
	if h >= 0 && m.p.Head(h) >= 0 && m.counted(h) == i {
		return m.p.Head(h)
	}
	return h
}

// role is the token that has that role with the predicate at i, -1 for none.
func (m *matcher) role(r role, i int) int {
	q := m.p.Arguments(i)
	switch r {
	case subject:
		return q.Subject
	case agent:
		return q.Agent
	case object:
		return q.Object
	case second:
		return q.Second
	case complement:
		return q.Complement
	case next:
		return i + 1
	case previous:
		return i - 1
	}
	return i
}

// place is where an argument taken before, or a place of the user's, is.
func (m *matcher) place(name string) []int {
	for _, a := range m.args {
		if a.Name == name {
			return []int{a.At}
		}
	}
	if m.site == nil {
		return nil
	}
	return m.site.Place(name, m.at)
}
