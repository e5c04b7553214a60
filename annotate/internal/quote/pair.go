package quote

import "onrecord/ling"

// open is a quotation that has begun and not ended.
type open struct {
	mark
	at    int // index of its mark in the paragraph; -1 where it came from the paragraph before
	parts []ling.Span
}

// pairing pairs the marks of one paragraph after the other.
type pairing struct {
	marks []mark
	stack []open
	out   []ling.Quotation
	stray []ling.Span
}

// depth is how many quotations may stand open within each other. Prose has
// three at most; a bound keeps hostile text linear.
const depth = 4

// paragraph pairs the marks of p. carry is a quotation that the paragraph
// before left open and that this one takes up again, nil for none.
func (q *pairing) paragraph(text string, p ling.Span, carry *open) {
	q.marks = scan(text, p, q.marks)
	q.stack = q.stack[:0]
	first := 0
	if carry != nil {
		again := open{mark: q.marks[0], at: 0, parts: carry.parts}
		again.Start = q.marks[0].Start
		q.stack = append(q.stack, again)
		first = 1
	}
	for i := first; i < len(q.marks); i++ {
		q.step(i)
	}
}

// step takes mark i.
func (q *pairing) step(i int) {
	m := &q.marks[i]
	partner := q.partner(m)
	switch {
	case m.shape == either && partner >= 0:
		q.close(partner, m)
	case m.shape&opens != 0:
		q.begin(i)
	case m.weak && partner >= 0 && q.laterClose(i):
		// "the ministers' plan": the mark that closes comes later.
	case partner >= 0:
		q.close(partner, m)
	default:
		q.other(i)
	}
}

// partner is the index in the stack of the quotation that m's family closes, -1 for none.
func (q *pairing) partner(m *mark) int {
	for i := len(q.stack) - 1; i >= 0; i-- {
		if q.stack[i].family == m.family {
			return i
		}
		if m.family == single {
			return -1 // an apostrophe must not break up a double quotation
		}
	}
	return -1
}

// begin opens a quotation at mark i. Where one of the family is open already,
// either this one stands within it (two closings follow) or that one was never closed.
func (q *pairing) begin(i int) {
	m := &q.marks[i]
	for at := len(q.stack) - 1; at >= 0; at-- {
		if q.stack[at].family != m.family {
			continue
		}
		if q.stack[at].low && m.shape == opens && !m.low { // „ … “
			q.close(at, m)
			return
		}
		if !q.closesTwice(i) {
			q.drop(at)
		}
		break
	}
	if len(q.stack) < depth {
		q.stack = append(q.stack, open{mark: *m, at: i})
	} else if m.family != single {
		q.stray = append(q.stray, m.Span)
	}
}

// closesTwice reports whether the next two marks of i's family close.
func (q *pairing) closesTwice(i int) bool {
	a := q.marks[i].next
	if a >= len(q.marks) || q.marks[a].shape&closes == 0 {
		return false
	}
	b := q.marks[a].next
	return b < len(q.marks) && q.marks[b].shape == closes
}

// laterClose reports whether the next mark of i's family closes for certain.
func (q *pairing) laterClose(i int) bool {
	n := q.marks[i].next
	return n < len(q.marks) && q.marks[n].shape == closes
}

// other lets m close a quotation of another family, where that one's own
// closing does not follow.
func (q *pairing) other(i int) {
	m := &q.marks[i]
	if m.family == single {
		return
	}
	for at := len(q.stack) - 1; at >= 0; at-- {
		s := &q.stack[at]
		if s.family == single {
			continue
		}
		own := s.next
		for s.at >= 0 && own < i && own < len(q.marks) {
			own = q.marks[own].next
		}
		if own >= len(q.marks) || q.marks[own].shape == opens || i+1 < len(q.marks) && q.marks[i+1].family == m.family && q.marks[i+1].shape == opens {
			q.close(at, m)
			return
		}
		break
	}
	q.stray = append(q.stray, m.Span)
}

// close ends the quotation at in the stack with m; those above it were never closed.
func (q *pairing) close(at int, m *mark) {
	for len(q.stack)-1 > at {
		q.drop(len(q.stack) - 1)
	}
	s := q.stack[at]
	q.stack = q.stack[:at]
	parts := append(s.parts, ling.Span{Start: s.Start, End: m.End})
	q.out = append(q.out, ling.Quotation{
		Span: ling.Span{Start: parts[0].Start, End: m.End}, Parts: parts, Outer: -1, Closed: true,
	})
}

// drop forgets the quotation at in the stack: its mark was a stray.
func (q *pairing) drop(at int) {
	s := q.stack[at]
	q.stack = append(q.stack[:at], q.stack[at+1:]...)
	if len(s.parts) > 0 {
		q.unclosed(s.parts)
		return
	}
	if s.family != single {
		q.stray = append(q.stray, s.Span)
	}
}

// unclosed puts out a quotation that never ended.
func (q *pairing) unclosed(parts []ling.Span) {
	q.out = append(q.out, ling.Quotation{
		Span: ling.Span{Start: parts[0].Start, End: parts[len(parts)-1].End}, Parts: parts, Outer: -1,
	})
}
