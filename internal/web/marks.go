package web

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// marked are the roles whose words are marked, in the order of their classes.
var marked = [...]onrecord.Role{onrecord.RoleContent, onrecord.RoleSource, onrecord.RoleCue, onrecord.RoleVia}

// mark is a span of a statement's part.
type mark struct {
	ling.Span
	role      onrecord.Role
	statement int // index into the record's
}

// marksOf are the spans of all parts of the statements that are wanted.
func marksOf(r *onrecord.Record, wanted func(i int) bool) []mark {
	var marks []mark
	for i := range r.Statements {
		if !wanted(i) {
			continue
		}
		for p := range r.Statements[i].Parts() {
			if !slices.Contains(marked[:], p.Role) {
				continue
			}
			for _, span := range *p.Spans {
				marks = append(marks, mark{span, p.Role, i})
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
	// Class names the roles, "" for plain text; content within content is "content deep".
	Class string
	// Statement is the id of the statement whose cue this is, "" for none.
	Statement onrecord.ClaimID
	// First is set on the first piece that is marked.
	First bool
}

// pieces cuts a span of the text at every edge of a mark. Marks may nest and
// overlap as they like: each piece bears all the roles that hold there.
func pieces(r *onrecord.Record, span ling.Span, marks []mark) []Piece {
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
		out = append(out, piece(r, at, open))
	}
	return out
}

// piece is the stretch at, on which exactly the open marks lie.
func piece(r *onrecord.Record, at ling.Span, open []mark) Piece {
	p := Piece{Text: at.In(r.Text)}
	count := map[onrecord.Role]int{}
	for _, m := range open {
		if count[m.role]++; m.role == onrecord.RoleCue {
			p.Statement = r.Statements[m.statement].ID
		}
	}
	var classes []string
	for _, as := range marked {
		if count[as] > 0 {
			classes = append(classes, string(as))
		}
	}
	if count[onrecord.RoleContent] > 1 {
		classes = append(classes, "deep")
	}
	p.Class = strings.Join(classes, " ")
	return p
}
