package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// errEnough ends a list whose reader has enough.
var errEnough = errors.New("enough")

// Articles implements onrecord.Store.
func (s *Store) Articles(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error] {
	return func(yield func(onrecord.Article, error) bool) {
		w, err := s.where(ctx, query.Articles, f.Q)
		if err == nil {
			err = each(ctx, s.read, "SELECT "+headColumns+" FROM article a"+w.String()+" ORDER BY "+articleOrders[f.Sort]+"a.last DESC, a.id"+limit(f.Limit, f.Offset), func(rows *sql.Rows) error {
				var r onrecord.Record
				if _, err := scanHead(rows, &r); err != nil {
					return err
				}
				if !yield(r.Article, nil) {
					return errEnough
				}
				return nil
			}, w.args...)
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(onrecord.Article{}, s.wrap("list articles", err))
		}
	}
}

// articleOrders and claimOrders are what comes before a list's own order.
var (
	articleOrders = map[onrecord.Sort]string{
		onrecord.ByPublished: "a.first, ", onrecord.ByPublDown: "a.last DESC, ",
		onrecord.ByOutlet: "a.outlet = '', a.outlet, ", onrecord.ByTitle: "a.title = '', a.title, ",
	}
	claimOrders = map[onrecord.Sort]string{
		onrecord.ByDayDown:   "s.last DESC, ",
		onrecord.ByPublished: "a.first, ", onrecord.ByPublDown: "a.last DESC, ",
		onrecord.ByOutlet: "a.outlet = '', a.outlet, ", onrecord.BySpeaker: "s.label = '', s.label, ",
	}
)

// CountArticles implements onrecord.Store.
func (s *Store) CountArticles(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w, err := s.where(ctx, query.Articles, f.Q)
	if err == nil {
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM article a"+w.String(), w.args...).Scan(&n)
	}
	return n, s.wrap("count articles", err)
}

// listClaims lists the claims of a list that f selects: their numbers first, in
// order, and then what shown makes of the record of each.
func listClaims[R any](ctx context.Context, s *Store, of query.List, f onrecord.Filter, shown func(e *entry, place int) R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		err := s.claims(ctx, of, f, func(e *entry, place int) bool { return yield(shown(e, place), nil) })
		if err != nil {
			var none R
			yield(none, s.wrap("list "+string(of), err))
		}
	}
}

// claims calls each with the record of every claim of a list, and its place there.
func (s *Store) claims(ctx context.Context, of query.List, f onrecord.Filter, each func(e *entry, place int) bool) error {
	w, err := s.where(ctx, of, f.Q)
	if err != nil {
		return err
	}
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing was written
	query, args := claimsQuery(of, w, f)
	nums, err := numbers(ctx, tx, query, args...)
	if err != nil {
		return err
	}
	for _, num := range nums {
		e, err := s.entry(ctx, tx, num>>placeBits)
		if err != nil {
			return err
		}
		if !each(e, int(num&(1<<placeBits-1))) {
			return nil
		}
	}
	return nil
}

// claimsQuery asks for the numbers of claims, in order. Where only days and
// facets are asked for, the index of days is walked until there are enough; and
// where the claims of one actor are, these stand in order among the parts.
func claimsQuery(of query.List, w *where, f onrecord.Filter) (string, []any) {
	article := fmt.Sprintf("JOIN article a ON a.num = s.num >> %d", placeBits)
	from, selected, args := table(of)+" s "+article, w.String(), w.args
	byDay := f.Sort == "" || f.Sort == onrecord.ByDay
	switch actor, role, rest := w.oneActor(f.Q); {
	case of == query.Agreements:
		selected = " WHERE s.num IN (SELECT s.claim FROM agreement_status s" + selected + ")"
	case actor != "" && byDay:
		from = fmt.Sprintf("(SELECT claim AS num, first, last, facet FROM part WHERE actor = (SELECT num FROM actor WHERE id = ?) AND role = %d) s CROSS %s", role, article)
		parts := &where{of: w.of, list: w.list, decided: w.decided, num: w.num, args: []any{string(actor)}}
		for _, q := range rest {
			parts.conditions = append(parts.conditions, parts.ofClaim(q))
		}
		selected, args = parts.String(), parts.args
	case onlyTerms(of, f.Q, ofDaysAndFacets) && byDay:
		from = fmt.Sprintf("%s s INDEXED BY %s_first CROSS %s", table(of), table(of), article)
	case onlyTerms(of, f.Q, ofDaysAndFacets) && f.Sort == onrecord.ByDayDown && of == query.Statements:
		from = "statement s INDEXED BY statement_last CROSS " + article
	}
	order := claimOrders[f.Sort] + "s.first, "
	if of == query.Agreements && f.Sort == onrecord.ByDayDown { // they have a first day alone
		order = fmt.Sprintf("s.first = %d, s.first DESC, ", unknownFirst)
	}
	return "SELECT s.num FROM " + from + selected + " ORDER BY " + order + "a.id, s.num" + limit(f.Limit, f.Offset), args
}

// oneActor is whose claims q asks for, and as what, if it is one actor whom no
// decision joins to others, and what else must hold is of days and facets.
func (w *where) oneActor(q query.Q) (actor onrecord.ActorID, role record.Role, rest []query.Q) {
	for _, part := range flat(q) {
		if t, ok := part.(query.Term); ok && onrecord.IsActorID(t.Value) && len(w.list.Named[t.Field].Roles) == 1 && actor == "" {
			if group := w.decided.Group(onrecord.ActorID(t.Value)); len(group) == 1 {
				actor, role = group[0], w.list.Named[t.Field].Roles[0]
				continue
			}
		}
		if !onlyTerms(w.of, part, ofDaysAndFacets) {
			return "", 0, nil
		}
		rest = append(rest, part)
	}
	return actor, role, rest
}

// countClaims counts the claims of a list that f selects. Where nothing is
// asked but what claims have of few values, their counts are kept.
func (s *Store) countClaims(ctx context.Context, of query.List, f onrecord.Filter) (n int, err error) {
	w, err := s.where(ctx, of, f.Q)
	if err != nil {
		return 0, s.wrap("count "+string(of), err)
	}
	q := "SELECT count(*) FROM " + table(of) + " s" + w.String()
	switch {
	case of == query.Agreements:
		q = "SELECT count(DISTINCT s.claim) FROM agreement_status s" + w.String()
	case onlyTerms(of, f.Q, ofFacets):
		w.add("s.list = ?", string(of))
		q = "SELECT ifnull(sum(s.n), 0) FROM (SELECT num AS facet, list, n FROM facet) s" + w.String()
	}
	if actor, role, rest := w.oneActor(f.Q); actor != "" && of != query.Agreements {
		parts := &where{of: w.of, list: w.list, decided: w.decided, args: []any{string(actor)}}
		for _, part := range rest {
			parts.conditions = append(parts.conditions, parts.ofClaim(part))
		}
		q = fmt.Sprintf("SELECT count(*) FROM (SELECT first, last, facet FROM part WHERE actor = (SELECT num FROM actor WHERE id = ?) AND role = %d) s", role) + parts.String()
		w = parts
	}
	err = s.read.QueryRowContext(ctx, q, w.args...).Scan(&n)
	return n, s.wrap("count "+string(of), err)
}

// ofFacets and ofDaysAndFacets are ways to compare that the row of a claim answers.
var (
	ofFacets        = []query.Match{query.ByValue, query.ByStart, query.ByPart}
	ofDaysAndFacets = append(slices.Clone(ofFacets), query.ByFirst, query.ByLast)
)

// onlyTerms reports whether q asks of claims of a list nothing but fields that
// are compared in one of these ways.
func onlyTerms(of query.List, q query.Q, ways []query.Match) bool {
	every := func(parts []query.Q) bool {
		return !slices.ContainsFunc(parts, func(p query.Q) bool { return !onlyTerms(of, p, ways) })
	}
	switch q := q.(type) {
	case nil:
		return true
	case query.And:
		return every(q)
	case query.Or:
		return every(q)
	case query.Not:
		return onlyTerms(of, q.Q, ways)
	case query.Term:
		f, ok := of.Field(q.Field)
		return ok && slices.Contains(ways, f.Match)
	}
	return false
}

// Statements implements onrecord.Store.
func (s *Store) Statements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error] {
	return listClaims(ctx, s, query.Statements, f, func(e *entry, place int) onrecord.Row {
		return onrecord.Row{Article: e.article(), Statement: e.views[place]}
	})
}

// CountStatements implements onrecord.Store.
func (s *Store) CountStatements(ctx context.Context, f onrecord.Filter) (int, error) {
	return s.countClaims(ctx, query.Statements, f)
}

// Events implements onrecord.Store.
func (s *Store) Events(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.EventRow, error] {
	return listClaims(ctx, s, query.Events, f, func(e *entry, place int) onrecord.EventRow {
		event := &e.shown.Events[place]
		row := onrecord.EventRow{Article: e.article(), Event: e.view.Event(event)}
		var parts []onrecord.ActorID
		for p := range onrecord.Parties(event) {
			parts = append(parts, *p.Actors...)
		}
		for _, a := range e.shown.Actors {
			if slices.Contains(parts, a.ID) {
				row.Actors = append(row.Actors, a)
			}
		}
		return row
	})
}

// CountEvents implements onrecord.Store.
func (s *Store) CountEvents(ctx context.Context, f onrecord.Filter) (int, error) {
	return s.countClaims(ctx, query.Events, f)
}

// Agreements implements onrecord.Store.
func (s *Store) Agreements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.AgreementRow, error] {
	return listClaims(ctx, s, query.Agreements, f, func(e *entry, place int) onrecord.AgreementRow {
		return onrecord.AgreementRow{Article: e.article(), Agreement: e.view.Agreement(&e.shown.Agreements[place])}
	})
}

// CountAgreements implements onrecord.Store.
func (s *Store) CountAgreements(ctx context.Context, f onrecord.Filter) (int, error) {
	return s.countClaims(ctx, query.Agreements, f)
}

// Memberships implements onrecord.Store.
func (s *Store) Memberships(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.MembershipRow, error] {
	return listClaims(ctx, s, query.Memberships, f, func(e *entry, place int) onrecord.MembershipRow {
		return onrecord.MembershipRow{Article: e.article(), Membership: e.view.Membership(&e.shown.Memberships[place])}
	})
}

// CountMemberships implements onrecord.Store.
func (s *Store) CountMemberships(ctx context.Context, f onrecord.Filter) (int, error) {
	return s.countClaims(ctx, query.Memberships, f)
}

// eventKeys are the values that events are counted by, for each key. A day is
// known where the first and the last that it may have been are one: no count is
// surer of its day than the article was.
var eventKeys = map[onrecord.EventKey]string{
	onrecord.PerDay:    "CASE WHEN s.first = s.last THEN format('%d-%02d-%02d', s.first / 10000, s.first / 100 % 100, s.first % 100) ELSE '' END",
	onrecord.PerMonth:  "CASE WHEN s.first / 100 = s.last / 100 THEN format('%d-%02d', s.first / 10000, s.first / 100 % 100) ELSE '' END",
	onrecord.PerYear:   "CASE WHEN s.first / 10000 = s.last / 10000 THEN format('%d', s.first / 10000) ELSE '' END",
	onrecord.PerType:   "(SELECT k.type FROM facet k WHERE k.num = s.facet)",
	onrecord.PerOutlet: "(SELECT k.outlet FROM facet k WHERE k.num = s.facet)",
	onrecord.PerSource: "", onrecord.PerTarget: "", onrecord.PerPlace: "",
}

// eventRoles are the roles whose names events are counted by.
var eventRoles = map[onrecord.EventKey]record.Role{onrecord.PerSource: record.Source, onrecord.PerTarget: record.Target, onrecord.PerPlace: record.Where}

// EventCounts implements onrecord.Store.
func (s *Store) EventCounts(ctx context.Context, f onrecord.Filter, per onrecord.EventKey) (out []onrecord.EventCount, err error) {
	value, ok := eventKeys[per]
	if !ok {
		return nil, onrecord.Errorf(onrecord.Invalid, "events are not counted by %q", per)
	}
	w, err := s.where(ctx, query.Events, query.All(f.Q, query.Term{Field: "status", Value: string(onrecord.EventHappened)}, query.Term{Field: "background", Value: "no"}))
	if err != nil {
		return nil, s.wrap("count events", err)
	}
	from, args := "event s", w.args
	if role, ok := eventRoles[per]; ok { // an event of two sources counts for both
		names, err := s.renamed(ctx, w.decided)
		if err != nil {
			return nil, s.wrap("count events", err)
		}
		value = "ifnull(d.value, ifnull(k.name, ''))"
		from += fmt.Sprintf(" LEFT JOIN event_name k ON k.claim = s.num AND k.role = %d LEFT JOIN json_each(?) d ON d.key = k.actor", role)
		args = append([]any{text(names)}, args...)
	}
	q := fmt.Sprintf("SELECT %s AS counted, count(DISTINCT s.num) FROM %s%s GROUP BY counted ORDER BY counted = '', counted%s", value, from, w.String(), limit(f.Limit, f.Offset))
	err = each(ctx, s.read, q, func(rows *sql.Rows) error {
		var c onrecord.EventCount
		err := rows.Scan(&c.Value, &c.Events)
		out = append(out, c)
		return err
	}, args...)
	return out, s.wrap("count events", err)
}

// renamed are the names that decisions give to actors, by their numbers.
func (s *Store) renamed(ctx context.Context, d *decided) (map[string]string, error) {
	out := map[string]string{}
	for end := range d.names { // into a map again
		known, ok := d.Known(end)
		if !ok || known.Name == "" {
			continue
		}
		nums, err := numbers(ctx, s.read, "SELECT num FROM actor WHERE id IN (SELECT value FROM json_each(?))", text(d.Group(end)))
		if err != nil {
			return nil, err
		}
		for _, num := range nums {
			out[fmt.Sprint(num)] = known.Name
		}
	}
	return out, nil
}

// limit is the clause that bounds a list; 0 is no limit.
func limit(n, offset int) string {
	if n <= 0 && offset <= 0 {
		return ""
	}
	if n <= 0 {
		n = -1
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", n, max(0, offset))
}
