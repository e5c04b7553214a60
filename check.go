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
	if bad := c.fault(r.Published.Spans...); bad != "" {
		c.fail("published: %s", bad)
	}
	for i, b := range r.Blocks {
		c.fact("block", i, b.Span)
	}
	for i, d := range r.Diagnostics() {
		if bad := c.fault(d.Spans...); bad != "" {
			c.fail("diagnostic %d: %s", i, bad)
		}
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
	if bad := c.fault(s); bad != "" {
		c.fail("%s %d: %s", what, i, bad)
	}
}

// fault is what is wrong with the first span with which something is, "" for nothing.
func (c *checker) fault(spans ...ling.Span) string {
	for _, s := range spans {
		if s.Start < 0 || s.End > len(c.text) || s.Start >= s.End {
			return fmt.Sprintf("span [%d, %d) of a text of %d bytes", s.Start, s.End, len(c.text))
		}
		if !utf8.RuneStart(c.text[s.Start]) || s.End < len(c.text) && !utf8.RuneStart(c.text[s.End]) {
			return fmt.Sprintf("span [%d, %d) cuts a character", s.Start, s.End)
		}
	}
	return ""
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
	c.claims(f)
}

func (c *checker) actor(what string, i int, id ActorID) {
	if !c.actors[string(id)] {
		c.fail("%s %d: no actor %q", what, i, id)
	}
}

func (c *checker) claims(f *Found) {
	ids := map[string]bool{}
	told := map[ClaimID]bool{"": true} // the statements that others may name
	n := map[ClaimType]int{}
	for x := range f.Claims() {
		c.id(ids, string(x.ClaimType()), n[x.ClaimType()], string(x.Head().ID))
		n[x.ClaimType()]++
		if x.ClaimType() == StatementClaim {
			told[x.Head().ID] = true
		}
	}
	clear(n)
	for x := range f.Claims() {
		at := numbered{x.ClaimType(), n[x.ClaimType()]}
		n[x.ClaimType()]++
		c.parts(at, x)
		c.links(at, x, len(f.Times), told)
	}
}

// numbered is a claim as messages call it, which nearly none is made of.
type numbered struct {
	of ClaimType
	n  int
}

// String is what it is called: "event 3".
func (n numbered) String() string { return fmt.Sprintf("%s %d", n.of, n.n) }

// parts checks where the parts of a claim stand and whom they name.
func (c *checker) parts(what numbered, x AnyClaim) {
	for p := range x.Parts() {
		if bad := c.fault(*p.Spans...); bad != "" {
			c.fail("%s: %s: %s", what, p.Role, bad)
		}
		if len(*p.Spans) == 0 && needed[x.ClaimType()][p.Role] {
			c.fail("%s: no %s", what, p.Role)
		}
		if p.Actors == nil {
			continue
		}
		for _, id := range *p.Actors {
			if !c.actors[string(id)] {
				c.fail("%s: no actor %q", what, id)
			}
		}
	}
}

// needed are the parts without which a claim claims nothing.
var needed = map[ClaimType]map[Role]bool{
	StatementClaim:  {RoleContent: true},
	EventClaim:      {RoleTrigger: true, RoleSource: true, RoleTarget: true, RoleCount: true},
	AgreementClaim:  {RoleName: true, RoleSide: true, RoleBroker: true, RoleMonitor: true, RoleBy: true, RoleStatus: true},
	MembershipClaim: {RoleGroup: true, RoleMember: true, RoleWords: true},
}

// links checks what a claim points to: times, and the statements that tell it.
func (c *checker) links(what numbered, x AnyClaim, times int, told map[ClaimID]bool) {
	time := func(t int) {
		if t >= times {
			c.fail("%s: no time %d", what, t)
		}
	}
	statement := func(role string, id ClaimID) {
		if !told[id] || id != "" && id == x.Head().ID {
			c.fail("%s: no %s %q", what, role, id)
		}
	}
	switch x := x.(type) {
	case *Statement:
		time(x.SaidOn.Time)
		statement("parent", x.Parent)
	case *Event:
		time(x.When.Time)
		statement("reported by", x.ReportedBy)
	case *Agreement:
		for _, h := range x.History {
			time(h.When.Time)
			time(h.From.Time)
			time(h.Until.Time)
			statement("according to", h.AccordingTo)
		}
	case *Membership:
		time(x.AsOf.Time)
		statement("according to", x.AccordingTo)
	}
}
