package site

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// marked are the classes of marks, in their order. Each differs from the others
// by more than its colour.
var marked = [...]string{"content", "source", "cue", "via", "agreement", "status", "event", "party"}

// classOf is the class of the marks of a claim's part, "" for a part that is
// not marked. Who takes part in an event, an agreement or a membership is marked
// only where the claim is shown alone: the words would be full of marks.
func classOf(of onrecord.ClaimType, part onrecord.PartRef, alone bool) string {
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
	case alone:
		return "party"
	}
	return ""
}

// links are the classes whose marks lead to the claim's card: the words that
// tell it. Where several stand on the same words the higher leads, for an
// accusation is a statement before it is an event.
var links = map[string]int{"cue": 3, "event": 2, "agreement": 1}

// mark is a span of a claim's part.
type mark struct {
	ling.Span
	class string
	claim onrecord.ClaimID
}

// marksOf are the spans of all parts that are marked of the claims that are
// wanted; alone is set where that is one claim.
func marksOf(r *onrecord.Record, wanted func(onrecord.AnyClaim) bool, alone bool) []mark {
	var marks []mark
	for c := range r.Claims() {
		if !wanted(c) {
			continue
		}
		for p := range c.Parts() {
			class := classOf(c.ClaimType(), p, alone)
			if class == "" {
				continue
			}
			for _, span := range *p.Spans {
				marks = append(marks, mark{span, class, c.Head().ID})
			}
		}
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

// Piece is a stretch of text with the same marks all over.
type Piece struct {
	Text string
	// Class names what is marked, "" for plain text; content within content is "content deep".
	Class string
	// Claim is the id of the claim whose card these words lead to, "" for none.
	Claim onrecord.ClaimID
	// Begin are the claims whose first marked words these are: their address leads here.
	Begin []onrecord.ClaimID
}

// pieces cuts a span of the text at every edge of a mark. Marks may nest and
// overlap as they like: each piece bears all the classes that hold there. begun
// are the claims that were marked before, to which those are added that are here.
func pieces(r *onrecord.Record, span ling.Span, marks []mark, begun map[onrecord.ClaimID]bool) []Piece {
	var edges []int
	var here []mark
	for _, m := range marks {
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
		p := piece(r, at, open)
		for _, m := range open {
			if !begun[m.claim] {
				begun[m.claim] = true
				p.Begin = append(p.Begin, m.claim)
			}
		}
		out = append(out, p)
	}
	return out
}

// piece is the stretch at, on which exactly the open marks lie.
func piece(r *onrecord.Record, at ling.Span, open []mark) Piece {
	p := Piece{Text: at.In(r.Text)}
	count := map[string]int{}
	leads := 0
	for _, m := range open {
		if count[m.class]++; links[m.class] > 0 && links[m.class] >= leads {
			p.Claim, leads = m.claim, links[m.class]
		}
	}
	var classes []string
	for _, class := range marked {
		if count[class] > 0 {
			classes = append(classes, class)
		}
	}
	if count["content"] > 1 {
		classes = append(classes, "deep")
	}
	p.Class = strings.Join(classes, " ")
	return p
}
