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
	steps []step
	tests []test
}

// step goes on from a token to others.
type step struct {
	how  stepKind
	word string // of a preposition or relation
	role role
}

type stepKind uint8

const (
	byPrep stepKind = iota // +on
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
	way, tests, bracketed := strings.Cut(text, "[")
	out := &path{}
	if bracketed {
		inside, ok := strings.CutSuffix(tests, "]")
		if !ok {
			return nil, fmt.Errorf("%q: [ without ] at its end", text)
		}
		for _, w := range strings.Fields(inside) {
			t, err := c.test(w)
			if err != nil {
				return nil, err
			}
			out.tests = append(out.tests, t)
		}
		if len(out.tests) == 0 {
			return nil, fmt.Errorf("%q: empty brackets", text)
		}
	}
	way = strings.TrimSpace(way)
	end := strings.IndexAny(way, "+><.")
	if end < 0 {
		end = len(way)
	}
	switch start := way[:end]; {
	case start == "" && end == len(way):
		return nil, errors.New("an empty path")
	case start == "" || start == "self":
	case roles[start] != noRole:
		out.steps = append(out.steps, step{how: byRole, role: roles[start]})
	case c.taken(p, start):
		out.start = start
	default:
		return nil, fmt.Errorf("no role, argument, place or fact is called %q", start)
	}
	return out, out.walk(way[end:])
}

// walk reads the steps of a path.
func (w *path) walk(text string) error {
	for text != "" {
		end := 1 + strings.IndexAny(text[1:], "+><.")
		if end == 0 {
			end = len(text)
		}
		word := strings.ReplaceAll(strings.TrimSpace(text[1:end]), "_", " ")
		s := step{word: word}
		switch text[0] {
		case '+':
			s.how = byPrep
		case '>':
			s.how = byRel
		case '<':
			s.how = byHead
		case '.':
			s.how, s.role = byRole, roles[word]
			if s.role == noRole {
				return fmt.Errorf("no such role: %q", word)
			}
		}
		if (word == "") != (s.how == byHead) {
			return fmt.Errorf("%q is no step", text[:end])
		}
		w.steps = append(w.steps, s)
		text = text[end:]
	}
	return nil
}

// follow is the tokens that the path leads to, tests passed.
func (m *matcher) follow(w *path) []int {
	at := []int{m.at}
	if w.start != "" {
		at = m.place(w.start)
	}
	for _, s := range w.steps {
		var next []int
		for _, i := range at {
			next = m.step(s, i, next)
		}
		slices.Sort(next) // in text order, and each once: a path costs no more than its steps
		at = slices.Compact(next)
	}
	out := at[:0:0]
	for _, i := range at {
		if m.passes(w.tests, i) {
			out = append(out, i)
		}
	}
	return out
}

// step adds what s leads to from token i.
func (m *matcher) step(s step, i int, out []int) []int {
	switch s.how {
	case byPrep:
		for _, o := range m.p.Read(i).Obliques {
			if o.Prep == s.word {
				out = append(out, o.At)
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
		if h := m.p.Head(i); h >= 0 {
			out = append(out, h)
		}
	case byRole:
		if k := m.role(s.role, i); k >= 0 && k < len(m.p.Tokens) {
			out = append(out, k)
		}
	}
	return out
}

// role is the token that has that role with the predicate at i, -1 for none.
func (m *matcher) role(r role, i int) int {
	q := m.p.Read(i)
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
	return m.site.Place(name)
}
