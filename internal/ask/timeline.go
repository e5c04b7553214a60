package ask

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/ling"
	"onrecord/query"
)

// Told are the lists that a timeline is laid of.
type Told interface {
	Statements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error]
	Events(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.EventRow, error]
	Agreements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.AgreementRow, error]
}

// Tallies count the lists that a timeline is laid of.
type Tallies interface {
	CountStatements(ctx context.Context, f onrecord.Filter) (int, error)
	CountEvents(ctx context.Context, f onrecord.Filter) (int, error)
}

// Times is what is asked of a timeline.
type Times struct {
	Q      query.Q               // of query.Timeline
	All    bool                  // also what its lists leave out by themselves
	Only   []onrecord.MomentKind // of these kinds; nil for all
	Newest bool                  // first
	Limit  int                   // 0 for no limit
}

// Timeline lays statements, events and what became of agreements in the order
// of their days, undated last.
func Timeline(ctx context.Context, s Told, t Times) iter.Seq2[onrecord.Moment, error] {
	return func(yield func(onrecord.Moment, error) bool) {
		var next []func() (onrecord.Moment, error, bool)
		for _, moments := range t.lists(ctx, s) {
			pull, stop := iter.Pull2(moments)
			defer stop()
			next = append(next, pull)
		}
		for n, err := range merged(next, t.compare) {
			if !yield(n, err) || err != nil {
				return
			}
			if t.Limit--; t.Limit == 0 {
				return
			}
		}
	}
}

// CountTimeline is how many lines a timeline has, its Limit aside.
func CountTimeline(ctx context.Context, s interface {
	Told
	Tallies
}, t Times) (n int, err error) {
	t.Limit = 0
	for _, p := range t.parts() {
		more := 0
		switch p.list {
		case query.Statements:
			more, err = s.CountStatements(ctx, p.Filter)
		case query.Events:
			more, err = s.CountEvents(ctx, p.Filter)
		case query.Agreements:
			more, err = t.countStatuses(ctx, s, p)
		}
		if err != nil {
			return 0, fmt.Errorf("count a timeline: %w", err)
		}
		n += more
	}
	return n, nil
}

// countStatuses counts what became of agreements: a store that counts it itself
// need not show it.
func (t *Times) countStatuses(ctx context.Context, s Told, p part) (n int, err error) {
	if counts, ok := s.(interface {
		CountStatuses(ctx context.Context, f onrecord.Filter) (int, error)
	}); ok {
		return counts.CountStatuses(ctx, p.Filter)
	}
	for _, err := range t.statuses(s.Agreements(ctx, p.Filter), p.asked) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// merged are the items of lists that are in order, in order; of equal ones that
// of an earlier list comes first.
func merged(next []func() (onrecord.Moment, error, bool), compare func(a, b *onrecord.Moment) int) iter.Seq2[onrecord.Moment, error] {
	return func(yield func(onrecord.Moment, error) bool) {
		heads := make([]*onrecord.Moment, len(next))
		fill := func(i int) error {
			m, err, ok := next[i]()
			if heads[i] = nil; ok {
				heads[i] = &m
			}
			return err
		}
		for i := range next {
			if err := fill(i); err != nil {
				yield(onrecord.Moment{}, err)
				return
			}
		}
		for {
			first := -1
			for i, m := range heads {
				if m != nil && (first < 0 || compare(m, heads[first]) < 0) {
					first = i
				}
			}
			if first < 0 || !yield(*heads[first], nil) {
				return
			}
			if err := fill(first); err != nil {
				yield(onrecord.Moment{}, err)
				return
			}
		}
	}
}

// part is what a timeline asks of one of its lists.
type part struct {
	list  query.List
	asked query.Q // without what the list leaves out by itself
	onrecord.Filter
}

// parts are what is asked of the lists that can have any of it.
func (t *Times) parts() []part {
	var out []part
	for i, l := range query.TimelineLists {
		asked, never := l.Part(t.Q)
		if never || t.Only != nil && !slices.Contains(t.Only, onrecord.MomentKinds[i]) {
			continue
		}
		p := part{list: l, asked: asked, Filter: onrecord.Filter{Q: asked, Sort: onrecord.ByDay, Limit: t.Limit}}
		if t.Newest {
			p.Sort = onrecord.ByDayDown
		}
		if l == query.Agreements { // of which each has as many lines as statuses, or none
			p.Limit = 0
		}
		if !t.All {
			p.Q = l.Shown(asked)
		}
		out = append(out, p)
	}
	return out
}

// lists are the timeline's, each in its order.
func (t *Times) lists(ctx context.Context, s Told) []iter.Seq2[onrecord.Moment, error] {
	var out []iter.Seq2[onrecord.Moment, error]
	for _, p := range t.parts() {
		switch p.list {
		case query.Statements:
			out = append(out, moments(paged(ctx, s.Statements, p.Filter), (*onrecord.Row).Moment))
		case query.Events:
			out = append(out, moments(paged(ctx, s.Events, p.Filter), (*onrecord.EventRow).Moment))
		case query.Agreements:
			out = append(out, t.statuses(paged(ctx, s.Agreements, p.Filter), p.asked))
		}
	}
	return out
}

// moments are rows as lines of a timeline.
func moments[R any](rows iter.Seq2[R, error], moment func(*R) onrecord.Moment) iter.Seq2[onrecord.Moment, error] {
	return func(yield func(onrecord.Moment, error) bool) {
		for r, err := range rows {
			if err != nil {
				yield(onrecord.Moment{}, fmt.Errorf("lay a timeline: %w", err))
				return
			}
			if !yield(moment(&r), nil) {
				return
			}
		}
	}
}

// How many rows a list is asked for at a time: few at first, for a reader of one
// page takes no more, and then twice as many.
const (
	firstPage = 100
	mostPaged = 3200
)

// paged are the rows of a list, asked for as they are taken. A list that is not
// bounded would put all that it has in order before it gave the first.
func paged[R interface{ RowID() onrecord.RowID }](ctx context.Context, list func(context.Context, onrecord.Filter) iter.Seq2[R, error], f onrecord.Filter) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		left := f.Limit
		for size := firstPage; ; size = min(2*size, mostPaged) {
			if f.Limit = size; left > 0 {
				f.Limit = min(size, left)
			}
			n := 0
			for row, err := range list(ctx, f) {
				if !yield(row, err) || err != nil {
					return
				}
				n++
				f.After = row.RowID()
			}
			if n < f.Limit || left == n {
				return
			}
			if left > 0 {
				left -= n
			}
		}
	}
}

// statuses are what became of agreements, of each the statuses that q does not
// leave out. Agreements come in the order of the first day of any of their
// statuses, or from the newest last day back: a status is in its place as soon as
// an agreement comes all of whose statuses lie behind it.
func (t *Times) statuses(rows iter.Seq2[onrecord.AgreementRow, error], q query.Q) iter.Seq2[onrecord.Moment, error] {
	return func(yield func(onrecord.Moment, error) bool) {
		var waiting []onrecord.Moment // in order
		for r, err := range rows {
			if err != nil {
				yield(onrecord.Moment{}, fmt.Errorf("lay a timeline: %w", err))
				return
			}
			all := r.Moments()
			for edge := t.edge(all); len(waiting) > 0 && t.before(waiting[0], edge); waiting = waiting[1:] {
				if !yield(waiting[0], nil) {
					return
				}
			}
			for i, m := range all {
				if possible(q, &m, string(r.Agreement.History[i].Told)) {
					waiting = append(waiting, m)
				}
			}
			slices.SortStableFunc(waiting, func(a, b onrecord.Moment) int { return t.compare(&a, &b) })
		}
		for _, m := range waiting {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// edge is the day that a list of agreements has come to with one that has these
// statuses, zero for where only undated ones are left.
func (t *Times) edge(all []onrecord.Moment) (edge ling.Date) {
	for _, m := range all {
		switch {
		case t.Newest && m.Last.Compare(edge) > 0:
			edge = m.Last
		case !t.Newest && !m.First.IsZero() && (edge.IsZero() || m.First.Compare(edge) < 0):
			edge = m.First
		}
	}
	return edge
}

// before reports whether a status lies before all that begin on a day.
func (t *Times) before(m onrecord.Moment, edge ling.Date) bool {
	if t.Newest {
		return m.Last.Compare(edge) > 0
	}
	return !m.First.IsZero() && (edge.IsZero() || m.First.Compare(edge) < 0)
}

// truth is what is known of whether a status has what is asked.
type truth int

const (
	no truth = iota
	unknown
	yes
)

// possible reports whether a status of an agreement that has what q asks may be
// one that has it: what is asked of statuses, it has.
func possible(q query.Q, m *onrecord.Moment, told string) bool { return judge(q, m, told) != no }

func judge(q query.Q, m *onrecord.Moment, told string) truth {
	switch q := q.(type) {
	case query.And:
		out := yes
		for _, part := range q {
			out = min(out, judge(part, m, told))
		}
		return out
	case query.Or:
		out := no
		for _, part := range q {
			out = max(out, judge(part, m, told))
		}
		return out
	case query.Not:
		return yes - judge(q.Q, m, told)
	case query.Term:
		return judgeTerm(q, m, told)
	case nil:
		return yes
	}
	return unknown // words stand anywhere in an agreement
}

func judgeTerm(t query.Term, m *onrecord.Moment, told string) truth {
	is := func(ok bool) truth {
		if ok {
			return yes
		}
		return no
	}
	switch t.Field {
	case "since":
		return is(m.When.Latest != "" && m.When.Latest >= t.Value)
	case "until":
		return is(m.When.Earliest != "" && m.When.Earliest <= t.Value)
	case "status":
		return is(t.Value == m.Act)
	case "told":
		return is(t.Value == told)
	}
	return unknown
}

// compare is the order of a timeline: by the first day, or from the newest last
// one back, undated last.
func (t *Times) compare(a, b *onrecord.Moment) int {
	if t.Newest {
		return cmp.Or(b.Last.Compare(a.Last), a.First.Compare(b.First))
	}
	switch {
	case a.First.IsZero() || b.First.IsZero():
		return cmp.Compare(btoi(a.First.IsZero()), btoi(b.First.IsZero()))
	}
	return cmp.Or(a.First.Compare(b.First), a.Last.Compare(b.Last))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
