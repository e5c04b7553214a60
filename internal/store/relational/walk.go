package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// A page of claims in the order of their days is not put in order with all other
// claims: an index of days is walked until there are enough. Where somebody is
// asked for, their parts stand in order of days for each role; one index is walked
// for each of these, and what is found in several is one claim.

// walk is what an actor has a part in, in a role.
type walk struct {
	actor onrecord.ActorID
	role  record.Role
}

// mostWalks is how many are walked for one page. Of more, all is put in order.
const mostWalks = 12

// walks are those in one of which whatever q asks for is: of one who is asked for
// in one or several roles, whoever is one with them by a decision, or of several
// one of whom must have a part. What else is asked, rest, is of days, of facets, or
// of who else has a part; if it is not, there are none.
func (w *where) walks(q query.Q) (walks []walk, rest []query.Q) {
	for _, part := range Flat(q) {
		if walks == nil {
			if walks = w.walksOf(part); walks != nil {
				continue
			}
		}
		if !onlyTerms(w.of, part, ofDaysAndFacets) && !w.ofParts(part) {
			return nil, nil
		}
		rest = append(rest, part)
	}
	if w.of == query.Agreements || len(walks) > mostWalks { // an agreement's days are those of its statuses
		return nil, nil
	}
	return walks, rest
}

// ofParts reports whether somebody's part is asked for, or that they have none.
func (w *where) ofParts(q query.Q) bool {
	if not, ok := q.(query.Not); ok {
		q = not.Q
	}
	return w.walksOf(q) != nil
}

// having asks of a claim, s, whether it is on one of some walks: where it would
// stand there is known by its first day.
func (w *where) having(walks []walk) string {
	out := make([]string, len(walks))
	for i, one := range walks {
		out[i] = fmt.Sprintf("EXISTS (SELECT 1 FROM part o WHERE o.actor = (SELECT num FROM actor WHERE id = %s) AND o.role = %d AND o.first = s.first AND o.claim = %s)", w.arg(string(one.actor)), one.role, w.num)
	}
	return "(" + strings.Join(out, " OR ") + ")"
}

// walksOf are the walks of one thing that is asked, nil if it is not of somebody.
func (w *where) walksOf(q query.Q) (out []walk) {
	switch q := q.(type) {
	case query.Or:
		for _, part := range q {
			of := w.walksOf(part)
			if of == nil {
				return nil
			}
			out = append(out, of...)
		}
	case query.Term:
		if !onrecord.IsActorID(q.Value) {
			return nil
		}
		for _, role := range w.list.Named[q.Field].Roles {
			for _, actor := range w.decided.Group(onrecord.ActorID(q.Value)) {
				out = append(out, walk{actor, role})
			}
		}
	}
	return out
}

// oneActor is whose claims q asks for, and as what, if it is one actor in one role
// whom no decision joins to others.
func (w *where) oneActor(q query.Q) (actor onrecord.ActorID, role record.Role, rest []query.Q) {
	if walks, rest := w.walks(q); len(walks) == 1 {
		return walks[0].actor, walks[0].role, rest
	}
	return "", 0, nil
}

// path is where claims stand in the order of their first days.
type path struct {
	from    string // a table, s
	columns string // num, first, last and facet
	by      string // the index of first days, "" for the table itself
	long    string // the index, by last days, of what lasts longer than a day
	of      *where // what is asked of each
}

// paths are those in one of which whatever f asks for is; none where it must be
// found otherwise.
func (w *where) paths(q query.Q) (out []path) {
	if onlyTerms(w.of, q, ofDaysAndFacets) {
		name := table(w.of)
		return []path{{name, "num, first, last, facet", name + "_first", name + "_long", w}}
	}
	walks, rest := w.walks(q)
	for _, one := range walks {
		of := &where{of: w.of, list: w.list, decided: w.decided, engine: w.engine, num: "s.claim"}
		of.add("s.actor = (SELECT num FROM actor WHERE id = ?)", string(one.actor))
		of.add(fmt.Sprintf("s.role = %d", one.role))
		for _, q := range rest {
			of.conditions = append(of.conditions, of.ofPart(q))
		}
		out = append(out, path{"part", "claim AS num, first, last, facet", "", "part_long", of})
	}
	return out
}

// ofPart writes what else is asked of a claim that somebody has a part in.
func (w *where) ofPart(q query.Q) string {
	if !w.ofParts(q) {
		return w.ofClaim(q)
	}
	if not, ok := q.(query.Not); ok {
		return "NOT " + w.having(w.walksOf(not.Q))
	}
	return w.having(w.walksOf(q))
}

// claims asks for what is on the path, by an index, and meets a condition.
func (p path) claims(index, condition string) string {
	if index != "" {
		index = p.of.engine.By(index)
	}
	all := p.of.String()
	if all == "" {
		all = " WHERE TRUE"
	}
	return "SELECT " + p.columns + " FROM " + p.from + " s" + index + all + " AND " + condition
}

// walked asks for a page of claims in the order of their days, from the first or
// from the last; "" where it is asked for otherwise, or all is no more than a page.
func (w *where) walked(ctx context.Context, q querier, f onrecord.Filter, b behind) (string, []any, error) {
	if f.Limit <= 0 || w.of == query.Agreements {
		return "", nil, nil
	}
	switch f.Sort {
	case onrecord.ByDayDown:
		return w.newest(ctx, q, f, b)
	case "", onrecord.ByDay:
		return w.oldest(ctx, q, f, b)
	}
	return "", nil, nil
}

// newest walks the indexes of first days from their end until there are enough
// claims of known days: no claim of the page has a last day before the first day of
// the last of these, on whichever path that is latest. What reaches over that day
// stands in an index of its own.
//
// Behind a row, the days are walked from its last day, and what is of an earlier
// last day is enough.
func (w *where) newest(ctx context.Context, q querier, f onrecord.Filter, b behind) (string, []any, error) {
	known, reach := fmt.Sprintf("s.first < %d", unknownFirst), ""
	if b.condition != "" {
		reach = fmt.Sprintf(" AND s.first <= %d AND s.last <= %d", b.last, b.last)
		known += reach + fmt.Sprintf(" AND s.last < %d", b.last)
	}
	paths := w.paths(f.Q)
	since, found, err := edge(ctx, q, paths, known, " ORDER BY first DESC"+lastOf(f), func(a, b int) int { return max(a, b) })
	if err != nil || !found {
		return "", nil, err // there is no more than a page
	}
	var parts []string
	var args []any
	for _, p := range paths {
		parts = append(parts, p.claims(p.by, fmt.Sprintf("s.first >= %d AND s.first < %d", since, unknownFirst)+reach),
			p.claims(p.long, fmt.Sprintf("s.last > s.first AND s.last >= %d AND s.first < %d", since, since)+reach))
		args = append(args, slices.Concat(p.of.args, p.of.args)...)
	}
	return w.inOrder(parts, args, len(paths) > 1, f, b)
}

// oldest walks several paths from their beginning until there are enough claims on
// one of them: none of the page has a first day behind that of the last of these,
// on whichever path that is earliest. Of a single path the database does so itself.
func (w *where) oldest(ctx context.Context, q querier, f onrecord.Filter, b behind) (string, []any, error) {
	paths := w.paths(f.Q)
	if len(paths) < 2 {
		return "", nil, nil
	}
	from, enough := "", "TRUE"
	if b.condition != "" {
		from, enough = fmt.Sprintf(" AND s.first >= %d", b.first), fmt.Sprintf("s.first > %d", b.first)
	}
	until, found, err := edge(ctx, q, paths, enough, " ORDER BY first"+lastOf(f), func(a, b int) int { return min(a, b) })
	if err != nil || !found {
		return "", nil, err
	}
	var parts []string
	var args []any
	for _, p := range paths {
		parts = append(parts, p.claims(p.by, fmt.Sprintf("s.first <= %d", until)+from))
		args = append(args, p.of.args...)
	}
	return w.inOrder(parts, args, true, f, b)
}

// lastOf bounds a list to the last of a page.
func lastOf(f onrecord.Filter) string {
	return fmt.Sprintf(" LIMIT 1 OFFSET %d", f.Limit+max(0, f.Offset)-1)
}

// edge is the first day of the last claim of a page, on whichever path it comes
// first as the page is ordered; found is false if none of them has a page.
func edge(ctx context.Context, q querier, paths []path, condition, last string, sooner func(a, b int) int) (day int, found bool, err error) {
	for _, p := range paths {
		var at int
		err := q.QueryRowContext(ctx, "SELECT t.first FROM ("+p.claims(p.by, condition)+last+") t", p.of.args...).Scan(&at)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			continue
		case err != nil:
			return 0, false, err
		case found:
			at = sooner(at, day)
		}
		day, found = at, true
	}
	return day, found, nil
}

// inOrder puts a page of claims in order; several paths may have the same.
func (w *where) inOrder(parts []string, args []any, several bool, f onrecord.Filter, b behind) (string, []any, error) {
	union := " UNION ALL "
	if several {
		union = " UNION "
	}
	outer := &where{args: args}
	outer.behind(b)
	return "SELECT s.num FROM (" + strings.Join(parts, union) + fmt.Sprintf(") s %s article a ON a.num = s.num >> %d", w.engine.Nested(), placeBits) +
		outer.String() + ordered(keysOf(w.of, f)) + limit(f.Limit, f.Offset), outer.args, nil
}

// once is a table, s, of the claims on all paths from one of them on, each once:
// those of a path that are on none before it.
func once(walks []walk, paths []path, from int) (string, []any) {
	var parts []string
	var args []any
	for i, p := range paths {
		if i < from {
			continue
		}
		of := *p.of
		of.conditions, of.args = slices.Clone(of.conditions), slices.Clone(of.args)
		if i > 0 {
			of.conditions = append(of.conditions, "NOT "+of.having(walks[:i]))
		}
		parts = append(parts, "SELECT "+p.columns+" FROM "+p.from+" s"+of.String())
		args = append(args, of.args...)
	}
	return "(" + strings.Join(parts, " UNION ALL ") + ") s", args
}

// newestOn is a table, s, of the claims of known days that begin last on any of
// some paths, so many at most; "" for no paths.
func newestOn(paths []path, n int) (string, []any) {
	var parts []string
	var args []any
	for _, p := range paths {
		parts = append(parts, "SELECT * FROM ("+p.claims(p.by, fmt.Sprintf("s.first < %d", unknownFirst))+fmt.Sprintf(" ORDER BY first DESC LIMIT %d) p", n))
		args = append(args, p.of.args...)
	}
	switch len(parts) {
	case 0:
		return "", nil
	case 1:
		return "(" + parts[0] + ") s", args
	}
	return "(SELECT * FROM (" + strings.Join(parts, " UNION ") + fmt.Sprintf(") p ORDER BY p.first DESC LIMIT %d) s", n), args
}
