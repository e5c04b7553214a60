package site

import (
	"slices"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// marked are the classes of marks, in their order. Each differs from the others
// by more than its colour. Of the parts of claims that no list shows only one
// class is known, "unsaid"; names and times are layers of their own.
var marked = [...]string{"content", "source", "cue", "via", "agreement", "status", "event", "membership", "party", "unsaid", "name", "time"}

// classOf is the class of the marks of a claim's part. Who takes part in an
// event, an agreement or a membership is a "party", marked only where the claim
// is looked at alone: the words would be full of marks.
func classOf(of onrecord.ClaimType, part onrecord.PartRef) string {
	switch {
	case of == onrecord.StatementClaim:
		switch part.Role {
		case onrecord.RoleContent, onrecord.RoleSource, onrecord.RoleCue, onrecord.RoleVia:
			return string(part.Role)
		}
	case of == onrecord.EventClaim && part.Role == onrecord.RoleTrigger:
		return "event"
	case of == onrecord.AgreementClaim && part.Role == onrecord.RoleName:
		return "agreement"
	case of == onrecord.AgreementClaim && part.Role == onrecord.RoleStatus:
		return "status"
	case of == onrecord.MembershipClaim && part.Role == onrecord.RoleWords:
		return "membership"
	}
	return "party"
}

// tells are the classes of the words that tell a claim, before all others: they
// lead to its card where several claims stand on the same words, the higher
// first, for an accusation is a statement before it is an event.
var tells = map[string]int{"cue": 4, "event": 3, "agreement": 2, "status": 2, "membership": 1}

// mark is a span of a claim's part, of a name or of a time.
type mark struct {
	ling.Span
	class string
	claim onrecord.ClaimID // "" for a name or a time
	title string           // of a name or a time: who or when it is
	size  int              // of all the part
}

// marksOf are the spans of all parts of claims. Where only is a claim's id, it
// is that claim's alone; else names and times are marked, too.
func marksOf(r *onrecord.Record, only onrecord.ClaimID) []mark {
	var marks []mark
	for c := range r.Claims() {
		id := c.Head().ID
		if only != "" && id != only {
			continue
		}
		said := only != "" || onrecord.Shown(c)
		for p := range c.Parts() {
			class, size := classOf(c.ClaimType(), p), 0
			if !said {
				class = "unsaid"
			}
			for _, span := range *p.Spans {
				size += span.End - span.Start
			}
			for _, span := range *p.Spans {
				marks = append(marks, mark{Span: span, class: class, claim: id, size: size})
			}
		}
	}
	if only == "" {
		marks = append(marks, layersOf(r)...)
	}
	// The longer first, so that what begins together lies in the other.
	slices.SortStableFunc(marks, func(a, b mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return marks
}

// layersOf are the marks of names and times.
func layersOf(r *onrecord.Record) []mark {
	var marks []mark
	for _, m := range r.Mentions {
		if !m.Type.Name() {
			continue
		}
		title := string(m.Type)
		if a, ok := r.Actor(m.Actor); ok {
			title = a.Name + ", " + string(a.ID)
		}
		marks = append(marks, mark{Span: m.Span, class: "name", title: title})
	}
	for _, t := range r.Times {
		marks = append(marks, mark{Span: t.Span, class: "time", title: string(t.Type) + " " + t.Value})
	}
	return marks
}

// Piece is a stretch of text with the same marks all over.
type Piece struct {
	Text string
	// Class names what is marked, "" for plain text; content within content is "content deep".
	Class string
	Title string // of a name or a time
	// Card is the number of the card that these words lead to, 0 for none: ids are
	// long, and words have several marks.
	Card int
	// Leads is set on words that lead there for everybody, and not only while
	// another layer is on.
	Leads bool
	// Of are the numbers of all the claims that these words are part of.
	Of []int
	// Stop is set on the words that the keyboard stops at: the first that tell a claim.
	Stop bool
	// Begin are the claims whose first words these are, those of who takes part aside:
	// their address leads here.
	Begin []onrecord.ClaimID
	// Focus is set on the words that the page begins at, where one claim is marked alone.
	Focus bool
}

// Own is the claim that a mark bears the id of, Outer are those around it.
func (p Piece) Own() onrecord.ClaimID {
	if len(p.Begin) == 0 {
		return ""
	}
	return p.Begin[len(p.Begin)-1]
}

// Outer are the claims whose ids stand around a mark.
func (p Piece) Outer() []onrecord.ClaimID { return p.Begin[:max(0, len(p.Begin)-1)] }

// cutter cuts a text into pieces, block after block.
type cutter struct {
	record *onrecord.Record
	marks  []mark                    // those that have not ended before the block
	main   map[onrecord.ClaimID]bool // those with other marks than of who takes part
	begun  map[onrecord.ClaimID]bool
	told   map[onrecord.ClaimID]bool
	number map[onrecord.ClaimID]int
	focus  bool // the first words that lead somewhere are those that the page begins at
}

// numbersOf are the numbers of claims on their article's page, from 1.
func numbersOf(r *onrecord.Record) map[onrecord.ClaimID]int {
	out := map[onrecord.ClaimID]int{}
	for c := range r.Claims() {
		out[c.Head().ID] = len(out) + 1
	}
	return out
}

func newCutter(r *onrecord.Record, marks []mark) *cutter {
	c := &cutter{record: r, marks: marks, main: map[onrecord.ClaimID]bool{}, begun: map[onrecord.ClaimID]bool{}, told: map[onrecord.ClaimID]bool{}, number: numbersOf(r)}
	for _, m := range marks {
		c.main[m.claim] = c.main[m.claim] || m.class != "party"
	}
	return c
}

// pieces cuts a span of the text at every edge of a mark. Marks may nest and
// overlap as they like: each piece bears all the classes that hold there.
func (c *cutter) pieces(span ling.Span) []Piece {
	for len(c.marks) > 0 && c.marks[0].End <= span.Start {
		c.marks = c.marks[1:] // a shortcut only: every mark is looked at itself
	}
	var edges []int
	var here []mark
	for _, m := range c.marks {
		if m.Start >= span.End {
			break // all others begin later still
		}
		if m.Overlaps(span) {
			here = append(here, m)
			edges = append(edges, max(m.Start, span.Start), min(m.End, span.End))
		}
	}
	edges = append(edges, span.Start, span.End)
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []Piece
	var open []mark
	for i := range len(edges) - 1 {
		at := ling.Span{Start: edges[i], End: edges[i+1]}
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= at.Start })
		for len(here) > 0 && here[0].Start <= at.Start {
			open, here = append(open, here[0]), here[1:]
		}
		out = append(out, c.piece(at, open))
	}
	return out
}

// piece is the stretch at, on which exactly the open marks lie.
func (c *cutter) piece(at ling.Span, open []mark) Piece {
	p := Piece{Text: at.In(c.record.Text)}
	blank := strings.TrimSpace(p.Text) == "" // nobody can point at it
	count := map[string]int{}
	var lead *mark
	for i, m := range open {
		count[m.class]++
		if m.claim == "" {
			p.Title = m.title
			continue
		}
		if !c.begun[m.claim] && (m.class != "party" || !c.main[m.claim]) {
			c.begun[m.claim] = true
			p.Begin = append(p.Begin, m.claim)
		}
		if n := c.number[m.claim]; !slices.Contains(p.Of, n) {
			p.Of = append(p.Of, n)
		}
		if lead == nil || m.leads(lead) {
			lead = &open[i]
		}
	}
	if lead != nil {
		p.Card, p.Leads = c.number[lead.claim], !blank && lead.class != "unsaid" && lead.class != "party"
		if p.Leads && c.focus {
			p.Focus, c.focus = true, false
		}
		if tells[lead.class] > 0 && !blank && !c.told[lead.claim] {
			c.told[lead.claim], p.Stop = true, true
		}
	}
	p.Class = classes(count)
	return p
}

// leads reports whether words lead to the card of the claim of m rather than of
// another: by what tells them, else by the smallest part that they belong to.
// What no list shows never comes before what one does.
func (m *mark) leads(other *mark) bool {
	if unsaid := other.class == "unsaid"; unsaid != (m.class == "unsaid") {
		return unsaid
	}
	if party := other.class == "party"; party != (m.class == "party") {
		return party
	}
	if tells[m.class] != tells[other.class] {
		return tells[m.class] > tells[other.class]
	}
	return m.size < other.size || m.size == other.size && tells[m.class] > 0
}

// classes are those that marks of a piece have, as an attribute lists them.
func classes(count map[string]int) string {
	var names []string
	for _, class := range marked {
		if count[class] > 0 {
			names = append(names, class)
		}
	}
	if count["content"] > 1 {
		names = append(names, "deep")
	}
	return strings.Join(names, " ")
}

// Claims are all the claims that the words are part of, as an attribute lists them.
func (p Piece) Claims() string {
	out := make([]string, len(p.Of))
	for i, n := range p.Of {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, " ")
}
