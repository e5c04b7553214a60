package onrecord

import (
	"fmt"
	"unicode/utf8"

	"onrecord/ling"
)

// Check reports the first thing in r that breaks the record's invariants: text
// that is not UTF-8, a span that does not lie within the text on whole
// characters, a fact without a span, mentions out of order, an id used twice, a
// reference to nothing.
func (r *Record) Check() error {
	c := checker{text: r.Text}
	if !utf8.ValidString(r.Text) {
		return fmt.Errorf("article %q: text is not UTF-8", r.ID)
	}
	c.spans("published", r.Published.Spans)
	for i, b := range r.Blocks {
		c.fact("block", i, b.Span)
	}
	for i, d := range r.Diagnostics() {
		c.spans(fmt.Sprintf("diagnostic %d", i), d.Spans)
	}
	c.found(&r.Found)
	if c.err != nil {
		return fmt.Errorf("article %q: %w", r.ID, c.err)
	}
	return nil
}

type checker struct {
	text   string
	actors map[string]bool // ids
	err    error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) id(seen map[string]bool, what string, i int, id string) {
	if id == "" || seen[id] {
		c.fail("%s %d: id %q is empty or used before", what, i, id)
	}
	seen[id] = true
}

func (c *checker) fact(what string, i int, s ling.Span) {
	c.spans(fmt.Sprintf("%s %d", what, i), []ling.Span{s})
}

func (c *checker) spans(what string, spans []ling.Span) {
	for _, s := range spans {
		if s.Start < 0 || s.End > len(c.text) || s.Start >= s.End {
			c.fail("%s: span [%d, %d) of a text of %d bytes", what, s.Start, s.End, len(c.text))
			return
		}
		if !utf8.RuneStart(c.text[s.Start]) || s.End < len(c.text) && !utf8.RuneStart(c.text[s.End]) {
			c.fail("%s: span [%d, %d) cuts a character", what, s.Start, s.End)
			return
		}
	}
}

func (c *checker) found(f *Found) {
	c.actors = map[string]bool{"": true}
	for i, a := range f.Actors {
		c.id(c.actors, "actor", i, string(a.ID))
	}
	mentions, times := map[string]bool{}, map[string]bool{}
	for i, m := range f.Mentions {
		c.id(mentions, "mention", i, m.ID)
		c.fact("mention", i, m.Span)
		if i > 0 && m.Start < f.Mentions[i-1].Start {
			c.fail("mention %d: begins before the one before it", i)
		}
		c.actor("mention", i, m.Actor)
	}
	for i, t := range f.Times {
		c.id(times, "time", i, t.ID)
		c.fact("time", i, t.Span)
	}
	c.statements(f)
}

func (c *checker) actor(what string, i int, id ActorID) {
	if !c.actors[string(id)] {
		c.fail("%s %d: no actor %q", what, i, id)
	}
}

func (c *checker) statements(f *Found) {
	ids := map[string]bool{"": true}
	for i, s := range f.Statements {
		c.id(ids, "statement", i, string(s.ID))
	}
	for i := range f.Statements {
		s := &f.Statements[i]
		if s.Content.Empty() {
			c.fail("statement %d: no content", i)
		}
		for p := range s.Parts() {
			c.spans(fmt.Sprintf("statement %d: %s", i, p.Role), *p.Spans)
		}
		for p := range s.Parties() {
			for _, id := range *p.Actors {
				c.actor("statement", i, id)
			}
		}
		if t := s.SaidOn.Time; t >= len(f.Times) {
			c.fail("statement %d: no time %d", i, t)
		}
		if !ids[string(s.Parent)] || s.Parent == s.ID {
			c.fail("statement %d: no parent %q", i, s.Parent)
		}
	}
}
