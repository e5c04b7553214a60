package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// errEnough ends a list whose reader has enough.
var errEnough = errors.New("enough")

// Articles implements onrecord.Store.
func (s *Store) Articles(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error] {
	return func(yield func(onrecord.Article, error) bool) {
		w, err := s.articlesWhere(ctx, f)
		var b behind
		if err == nil {
			b, err = s.after(ctx, s.read, query.Articles, f)
		}
		if err == nil {
			w.behind(b)
			err = Each(ctx, s.read, "SELECT "+headColumns+" FROM article a"+w.String()+ordered(keysOf(query.Articles, f))+limit(f.Limit, f.Offset), func(rows *sql.Rows) error {
				var r onrecord.Record
				if _, err := scanHead(rows, &r); err != nil {
					return err
				}
				if !yield(w.decided.Corrected(r.Article), nil) {
					return errEnough
				}
				return nil
			}, w.args...)
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(onrecord.Article{}, s.Wrap("list articles", err))
		}
	}
}

// articlesWhere is what f asks of a list of articles. A page in their own order is
// walked where many articles have what is asked for.
func (s *Store) articlesWhere(ctx context.Context, f onrecord.Filter) (*where, error) {
	var probe func(query string, args ...any) bool
	if f.Limit > 0 && f.Sort == "" {
		probe = s.probe(ctx)
	}
	return s.whereBy(ctx, query.Articles, f.Q, probe)
}

// probe reports whether a query gives many rows. An error is the list's, too.
func (s *Store) probe(ctx context.Context) func(query string, args ...any) bool {
	return func(query string, args ...any) bool {
		var n int
		err := s.read.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM (%s LIMIT %d) t", query, s.mostHaving), args...).Scan(&n)
		return err == nil && n == s.mostHaving
	}
}

// CountArticles implements onrecord.Store.
func (s *Store) CountArticles(ctx context.Context, f onrecord.Filter) (int, error) {
	n, err := remember(ctx, s, countOf(query.Articles, f), func() (n int, err error) {
		w, err := s.where(ctx, query.Articles, f.Q)
		if act := actAsked(f.Q); act != 0 && err == nil {
			err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM said WHERE acts & ? <> 0", act).Scan(&n)
		} else if from, args := w.saying(f.Q); from != "" && err == nil {
			err = s.read.QueryRowContext(ctx, fmt.Sprintf("SELECT count(DISTINCT s.num >> %d) FROM ", placeBits)+from, args...).Scan(&n)
		} else if err == nil {
			err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM article a"+w.String(), w.args...).Scan(&n)
		}
		return n, err
	})
	return n, s.Wrap("count articles", err)
}

// saying is a table, s, of the statements of somebody for whose sake articles are
// asked for, if nothing is asked of the articles themselves; "" if it is.
func (w *where) saying(q query.Q) (string, []any) {
	if w == nil || !query.OnlyOfStatements(query.All(Flat(q)...)) {
		return "", nil
	}
	of := *w
	of.of = query.Statements
	var parts []string
	var args []any
	walks, _ := of.walks(q)
	if len(walks) == 0 {
		return "", nil
	}
	for _, p := range of.paths(q) {
		parts = append(parts, p.claims(p.by, "TRUE"))
		args = append(args, p.of.args...)
	}
	return "(" + strings.Join(parts, " UNION ALL ") + ") s", args
}

// actAsked is the bit of the act that q asks of articles, if it asks for nothing
// else but what lists ask by themselves; 0 if not.
func actAsked(q query.Q) (act int64) {
	parts := Flat(q)
	if len(parts) != 3 { // the act, and what is shown
		return 0
	}
	for _, part := range parts {
		t, ok := part.(query.Term)
		f, known := query.Statements.Field(t.Field)
		switch {
		case !ok || !known:
			return 0
		case t.Field == "act" && act == 0 && actBit(t.Value) != 0:
			act = actBit(t.Value)
		case t.Field == "act" || f.Default == "" || t.Value != f.Default:
			return 0
		}
	}
	return act
}

// listClaims lists the claims of a list that f selects: their numbers first, in
// order, and then what shown makes of the record of each.
func listClaims[R any](ctx context.Context, s *Store, of query.List, f onrecord.Filter, shown func(e *entry, place int) R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		err := s.claims(ctx, of, f, func(e *entry, place int) bool { return yield(shown(e, place), nil) })
		if err != nil {
			var none R
			yield(none, s.Wrap("list "+string(of), err))
		}
	}
}

// claims calls each with the record of every claim of a list, and its place there.
func (s *Store) claims(ctx context.Context, of query.List, f onrecord.Filter, each func(e *entry, place int) bool) error {
	w, err := s.where(ctx, of, f.Q)
	if err != nil {
		return err
	}
	tx, err := s.look(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing was written
	b, err := s.after(ctx, tx, of, f)
	if err != nil {
		return err
	}
	nums, err := w.claims(ctx, tx, f, b)
	if err != nil {
		return err
	}
	seen := map[int64]*entry{} // nothing changes within tx
	for _, num := range nums {
		article := num >> placeBits
		if seen[article] == nil {
			if len(seen) == mostKept {
				clear(seen)
			}
			if seen[article], err = s.entry(ctx, tx, article); err != nil {
				return err
			}
		}
		e := seen[article]
		if !each(e, int(num&(1<<placeBits-1))) {
			return nil
		}
	}
	return nil
}

// claims are the numbers of claims, in order.
func (w *where) claims(ctx context.Context, q querier, f onrecord.Filter, b behind) ([]int64, error) {
	if nums, ok, err := w.byArticle(ctx, q, f, b); ok || err != nil {
		return nums, err
	}
	asked, args, err := w.walked(ctx, q, f, b)
	if err != nil {
		return nil, err
	}
	if asked == "" {
		asked, args = claimsQuery(w.of, w, f, b)
	}
	return numbers(ctx, q, asked, args...)
}

// claimsQuery asks for the numbers of claims, in order. Where only days and
// facets are asked for, the index of days is walked until there are enough; and
// where the claims of one actor are, these stand in order among the parts.
func claimsQuery(of query.List, w *where, f onrecord.Filter, b behind) (string, []any) {
	on := fmt.Sprintf("article a ON a.num = s.num >> %d", placeBits)
	article, nested := "JOIN "+on, w.engine.Nested()+" "+on
	page := limit(f.Limit, f.Offset)
	byDay := f.Sort == "" || f.Sort == onrecord.ByDay
	order := ordered(keysOf(of, f)) + page
	bare := onlyTerms(of, f.Q, ofDaysAndFacets)
	switch actor, role, rest := w.oneActor(f.Q); {
	case of == query.Agreements && onlyTerms(of, f.Q, ofDaysAndFacets):
		return w.agreementsByDay(f, b)
	case of == query.Agreements:
		outer := &where{args: w.args}
		outer.add("s.num IN (SELECT s.claim FROM agreement_status s" + w.String() + ")")
		outer.behind(b)
		return "SELECT s.num FROM agreement s " + article + outer.String() + order, outer.args
	case actor != "" && byDay:
		parts := w.parts(actor, rest)
		parts.behind(b)
		return "SELECT s.num FROM " + partsOf(role) + " " + nested + parts.String() + order, parts.args
	case bare && byDay:
		w.behind(b)
		return daysQuery(of, w, f, nested, page)
	}
	w.behind(b)
	return "SELECT s.num FROM " + table(of) + " s " + article + w.String() + order, w.args
}

// agreementsByDay asks for agreements one status of which has days and facets, in
// the order of an index of their days: each is looked at until there are enough.
func (w *where) agreementsByDay(f onrecord.Filter, b behind) (string, []any) {
	index := ""
	switch f.Sort {
	case "", onrecord.ByDay:
		index = "agreement_first"
	case onrecord.ByDayDown:
		index = "agreement_last"
	}
	of, outer := w.claimsBy(index)
	outer.behind(b)
	return "SELECT s.num FROM " + of + fmt.Sprintf(" %s article a ON a.num = s.num >> %d", w.engine.Nested(), placeBits) + outer.String() + ordered(keysOf(w.of, f)) + limit(f.Limit, f.Offset), outer.args
}

// partsOf are the parts of an actor in a role, as claims.
func partsOf(role record.Role) string {
	return fmt.Sprintf("(SELECT claim AS num, first, last, facet FROM part WHERE actor = (SELECT num FROM actor WHERE id = ?) AND role = %d) s", role)
}

// keptOf are the tables that have how many statements of a facet an actor has a
// part in, by the role.
var keptOf = map[record.Role]string{record.By: "said_by", record.About: "said_of"}

// countsOf are the counts of an actor in a role, as claims.
func countsOf(role record.Role) string {
	return "(SELECT facet, n FROM " + keptOf[role] + " WHERE actor = (SELECT num FROM actor WHERE id = ?)) s"
}

// parts is what else is asked of an actor's parts.
func (w *where) parts(actor onrecord.ActorID, rest []query.Q) *where {
	parts := &where{of: w.of, list: w.list, decided: w.decided, engine: w.engine, num: w.num, args: []any{string(actor)}}
	for _, q := range rest {
		parts.conditions = append(parts.conditions, parts.ofPart(q))
	}
	return parts
}

// daysQuery asks for claims by days and facets. From the first day that is asked
// for the index of days is walked; what began before it and lasted until then
// stands in an index of its own.
func daysQuery(of query.List, w *where, f onrecord.Filter, article, page string) (string, []any) {
	name := table(of)
	since := firstAsked(of, f.Q)
	if since == 0 {
		return fmt.Sprintf("SELECT s.num FROM %s s%s %s%s ORDER BY s.first, a.id, s.num%s", name, w.engine.By(name+"_first"), article, w.String(), page), w.args
	}
	part := func(index, condition string) string {
		return fmt.Sprintf("SELECT s.num AS num, s.first AS first, a.id AS id FROM %s s%s %s%s AND %s", name, w.engine.By(name+"_"+index), article, w.String(), condition)
	}
	return "SELECT t.num FROM (" + part("first", fmt.Sprintf("s.first >= %d", since)) + " UNION ALL " +
		part("long", fmt.Sprintf("s.last > s.first AND s.last >= %d AND s.first < %d", since, since)) + " ORDER BY first, id, num" + page + ") t", slices.Concat(w.args, w.args)
}

// firstAsked is the number of the first day that all claims are asked to reach, 0 for none.
func firstAsked(of query.List, q query.Q) int {
	for _, part := range Flat(q) {
		if t, ok := part.(query.Term); ok {
			if f, ok := of.Field(t.Field); ok && f.Match == query.ByFirst {
				return dayNumber(t.Value)
			}
		}
	}
	return 0
}

// countClaims counts the claims of a list that f selects. Where nothing is
// asked but what claims have of few values, their counts are kept.
func (s *Store) countClaims(ctx context.Context, of query.List, f onrecord.Filter) (int, error) {
	n, err := remember(ctx, s, countOf(of, f), func() (n int, err error) {
		w, err := s.where(ctx, of, f.Q)
		if err != nil {
			return 0, err
		}
		q, args := countQuery(of, w, f)
		err = s.read.QueryRowContext(ctx, q, args...).Scan(&n)
		return n, err
	})
	return n, s.Wrap("count "+string(of), err)
}

func countQuery(of query.List, w *where, f onrecord.Filter) (string, []any) {
	name := table(of)
	actor, role, rest := w.oneActor(f.Q)
	since := firstAsked(of, f.Q)
	switch {
	case of == query.Agreements:
		return "SELECT count(DISTINCT s.claim) FROM agreement_status s" + w.String(), w.args
	case onlyTerms(of, f.Q, ofFacets):
		w.add("s.list = ?", string(of))
		return "SELECT coalesce(sum(s.n), 0) FROM (SELECT num AS facet, list, n FROM facet) s" + w.String(), w.args
	case actor != "" && keptOf[role] != "" && onlyTerms(of, query.All(rest...), ofFacets):
		parts := w.parts(actor, rest)
		return "SELECT coalesce(sum(s.n), 0) FROM " + countsOf(role) + parts.String(), parts.args
	case actor != "":
		parts := w.parts(actor, rest)
		return "SELECT count(*) FROM " + partsOf(role) + parts.String(), parts.args
	}
	if walks, rest := w.walks(f.Q); len(walks) > 1 {
		if keptOf[walks[0].role] == "" || !onlyTerms(of, query.All(rest...), ofFacets) {
			from, args := once(walks, w.paths(f.Q), 0)
			return "SELECT count(*) FROM " + from, args
		}
		kept := w.parts(walks[0].actor, rest)
		from, args := once(walks, w.paths(f.Q), 1)
		return "SELECT (SELECT coalesce(sum(s.n), 0) FROM " + countsOf(walks[0].role) + kept.String() + ") + (SELECT count(*) FROM " + from + ")", append(kept.args, args...)
	}
	if from, args := w.between(f.Q); from != "" {
		return "SELECT coalesce(sum(s.n), 0) FROM " + from, args
	}
	if onlyTerms(of, f.Q, ofDaysAndFacets) && since > 0 {
		part := func(index, condition string) string {
			return fmt.Sprintf("(SELECT count(*) FROM %s s%s%s AND %s)", name, w.engine.By(name+"_"+index), w.String(), condition)
		}
		return "SELECT " + part("first", fmt.Sprintf("s.first >= %d", since)) + " + " +
			part("long", fmt.Sprintf("s.last > s.first AND s.last >= %d AND s.first < %d", since, since)), slices.Concat(w.args, w.args)
	}
	return "SELECT count(*) FROM " + name + " s" + w.String(), w.args
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

// CountStatuses counts what is told of agreements that f selects, a status each.
func (s *Store) CountStatuses(ctx context.Context, f onrecord.Filter) (n int, err error) {
	n, err = remember(ctx, s, countOf(query.Agreements, f, "statuses"), func() (n int, err error) {
		w, err := s.where(ctx, query.Agreements, f.Q)
		if err != nil {
			return 0, err
		}
		w.add("s.facet IN (SELECT f.num FROM facet f WHERE f.list = ? AND f.status > '')", string(query.Agreements))
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM agreement_status s"+w.String(), w.args...).Scan(&n)
		return n, err
	})
	return n, s.Wrap("count statuses", err)
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

// renamed are the names that decisions give to actors, by their numbers.
func (s *Store) renamed(ctx context.Context, d *decided) (map[int64]string, error) {
	out := map[int64]string{}
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
			out[num] = known.Name
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
		n = math.MaxInt64
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", n, max(0, offset))
}
