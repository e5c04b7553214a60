package ask

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"onrecord"
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
			for _, err = range t.statuses(s.Agreements(ctx, p.Filter), p.asked) {
				if err != nil {
					break
				}
				more++
			}
		}
		if err != nil {
			return 0, fmt.Errorf("count a timeline: %w", err)
		}
		n += more
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
		if l == query.Agreements { // all are needed to put their statuses in order
			p.Sort, p.Limit = "", 0
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
			out = append(out, moments(s.Statements(ctx, p.Filter), (*onrecord.Row).Moment))
		case query.Events:
			out = append(out, moments(s.Events(ctx, p.Filter), (*onrecord.EventRow).Moment))
		case query.Agreements:
			out = append(out, t.statuses(s.Agreements(ctx, p.Filter), p.asked))
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

// statuses are what became of agreements, of each the statuses that q does not
// leave out. Agreements stand in the order of their first day, so that all must
// be known before any is shown.
func (t *Times) statuses(rows iter.Seq2[onrecord.AgreementRow, error], q query.Q) iter.Seq2[onrecord.Moment, error] {
	return func(yield func(onrecord.Moment, error) bool) {
		var all []onrecord.Moment
		for r, err := range rows {
			if err != nil {
				yield(onrecord.Moment{}, fmt.Errorf("lay a timeline: %w", err))
				return
			}
			for i, m := range r.Moments() {
				if possible(q, &m, string(r.Agreement.History[i].Told)) {
					all = append(all, m)
				}
			}
		}
		slices.SortStableFunc(all, func(a, b onrecord.Moment) int { return t.compare(&a, &b) })
		for _, m := range all {
			if !yield(m, nil) {
				return
			}
		}
	}
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
