package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"onrecord"
	"onrecord/query"
)

// claimOrders is what comes before a list's own order.
var claimOrders = map[onrecord.Sort]string{
	onrecord.ByDayDown:   "s.first = '', s.first DESC, ",
	onrecord.ByPublished: "a.earliest = '', a.earliest, ", onrecord.ByPublDown: "a.latest = '', a.latest DESC, ",
	onrecord.ByOutlet: "a.outlet = '', a.outlet, ",
}

// claimsQuery lists the claims of a table that f selects: number first, rows
// afterwards, as for statements.
func claimsQuery(table, columns, selected string, f onrecord.Filter) string {
	order := " ORDER BY " + claimOrders[f.Sort] + "s.first = '', s.first, s.article_id, s.place"
	inner := table + " s"
	if strings.Contains(order, "a.") {
		inner += " JOIN article a ON a.num = s.article"
	}
	return "SELECT " + articleColumns + ", " + columns +
		" FROM (SELECT s.num FROM " + inner + selected + order + limit(f) + ") found" +
		" JOIN " + table + " s ON s.num = found.num JOIN article a ON a.num = s.article" + order
}

// claimRows lists rows of a query: scan reads one, its article's columns first.
func claimRows[R any](ctx context.Context, s *Store, doing, query string, args []any, scan func(*sql.Rows, *articleRow) (R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		s.list(ctx, doing, query, args, func(rows *sql.Rows) (bool, error) {
			var a articleRow
			r, err := scan(rows, &a)
			if err != nil {
				return false, err
			}
			return yield(r, nil), nil
		}, func(err error) {
			var none R
			yield(none, err)
		})
	}
}

const eventColumns = `s.body, s.sources, s.targets, s.location, s.words, s.cue, s.reporter, s.first, s.last,
	(SELECT json_group_array(json_object('id', x.id, 'name', x.name, 'type', x.type, 'role', x.role, 'codes', json(x.codes)) ORDER BY x.place)
		FROM actor x WHERE x.article = s.article AND x.id IN (SELECT p.actor FROM event_actor p WHERE p.claim = s.num))`

// Events implements onrecord.Store.
func (s *Store) Events(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.EventRow, error] {
	w := claimsWhere(eventClaims(), f.Q)
	return claimRows(ctx, s, "list events", claimsQuery("event", eventColumns, w.String(), f), w.args, func(rows *sql.Rows, a *articleRow) (r onrecord.EventRow, err error) {
		var b eventBody
		var actors []storedActor
		v := &r.Event
		err = rows.Scan(append(a.fields(), into{&b}, into{&v.Sources}, into{&v.Targets}, &v.Place, &v.Words, &v.TriggerText, &v.Reporter, day{&v.First}, day{&v.Last}, into{&actors})...)
		r.Actors = mapped(actors, storedActor.actor)
		v.Event, v.Sources, v.Targets, r.Article = b.event(), some(v.Sources), some(v.Targets), a.article()
		return r, err
	})
}

// CountEvents implements onrecord.Store.
func (s *Store) CountEvents(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w := claimsWhere(eventClaims(), f.Q)
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM event s"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count events", err)
}

// Agreements implements onrecord.Store.
func (s *Store) Agreements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.AgreementRow, error] {
	w := claimsWhere(agreementClaims(), f.Q)
	selected := " WHERE s.num IN (SELECT s.claim FROM agreement_status s" + w.String() + ")"
	const columns = "s.body, s.parties, s.brokers, s.monitors, s.location, s.shown"
	return claimRows(ctx, s, "list agreements", claimsQuery("agreement", columns, selected, f), w.args, func(rows *sql.Rows, a *articleRow) (r onrecord.AgreementRow, err error) {
		var b agreementBody
		var names shown
		v := &r.Agreement
		err = rows.Scan(append(a.fields(), into{&b}, into{&v.SideNames}, into{&v.BrokerNames}, into{&v.MonitorNames}, &v.PlaceName, into{&names})...)
		if err != nil {
			return r, err
		}
		v.Agreement, v.ScopeText, r.Article = b.agreement(), names.Scope, a.article()
		v.SideNames, v.BrokerNames, v.MonitorNames = some(v.SideNames), some(v.BrokerNames), some(v.MonitorNames)
		for _, n := range names.Statuses {
			status, err := n.view()
			if err != nil {
				return r, err
			}
			v.Statuses = append(v.Statuses, status)
		}
		return r, nil
	})
}

// CountAgreements implements onrecord.Store.
func (s *Store) CountAgreements(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w := claimsWhere(agreementClaims(), f.Q)
	err = s.read.QueryRowContext(ctx, "SELECT count(DISTINCT s.claim) FROM agreement_status s"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count agreements", err)
}

// Memberships implements onrecord.Store.
func (s *Store) Memberships(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.MembershipRow, error] {
	w := claimsWhere(membershipClaims(), f.Q)
	const columns = "s.body, s.band, s.member, s.words, s.says, s.first, s.last"
	return claimRows(ctx, s, "list memberships", claimsQuery("membership", columns, w.String(), f), w.args, func(rows *sql.Rows, a *articleRow) (r onrecord.MembershipRow, err error) {
		var b membershipBody
		v := &r.Membership
		err = rows.Scan(append(a.fields(), into{&b}, &v.GroupName, &v.MemberName, &v.Text, &v.Says, day{&v.First}, day{&v.Last})...)
		v.Membership, r.Article = b.membership(), a.article()
		return r, err
	})
}

// CountMemberships implements onrecord.Store.
func (s *Store) CountMemberships(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w := claimsWhere(membershipClaims(), f.Q)
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM membership s"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count memberships", err)
}

// eventKeys are the values that events are counted by, for each key. A day is
// known where the first and the last that it may have been are one: no count is
// surer of its day than the article was.
var eventKeys = map[onrecord.EventKey]string{
	onrecord.PerDay:    "CASE WHEN s.first = s.last THEN s.first ELSE '' END",
	onrecord.PerMonth:  "CASE WHEN substr(s.first, 1, 7) = substr(s.last, 1, 7) THEN substr(s.first, 1, 7) ELSE '' END",
	onrecord.PerYear:   "CASE WHEN substr(s.first, 1, 4) = substr(s.last, 1, 4) THEN substr(s.first, 1, 4) ELSE '' END",
	onrecord.PerType:   "s.type",
	onrecord.PerOutlet: "(SELECT a.outlet FROM article a WHERE a.num = s.article)",
	onrecord.PerSource: "ifnull(k.value, '')",
	onrecord.PerTarget: "ifnull(k.value, '')",
	onrecord.PerPlace:  "s.location",
}

// EventCounts implements onrecord.Store.
func (s *Store) EventCounts(ctx context.Context, f onrecord.Filter, per onrecord.EventKey) (out []onrecord.EventCount, err error) {
	value, ok := eventKeys[per]
	if !ok {
		return nil, onrecord.Errorf(onrecord.Invalid, "events are not counted by %q", per)
	}
	w := claimsWhere(eventClaims(), query.All(f.Q, query.Term{Field: "status", Value: string(onrecord.EventHappened)}, query.Term{Field: "background", Value: "no"}))
	from := "event s"
	if list, ok := map[onrecord.EventKey]string{onrecord.PerSource: "s.sources", onrecord.PerTarget: "s.targets"}[per]; ok {
		from += " LEFT JOIN json_each(" + list + ") k" // an event of two sources counts for both
	}
	query := fmt.Sprintf("SELECT %s AS counted, count(DISTINCT s.num) FROM %s%s GROUP BY counted ORDER BY counted = '', counted%s", value, from, w.String(), limit(f))
	err = each(ctx, s.read, query, func(rows *sql.Rows) error {
		var c onrecord.EventCount
		err := rows.Scan(&c.Value, &c.Events)
		out = append(out, c)
		return err
	}, w.args...)
	return out, s.wrap("count events", err)
}

// some is list, nil for an empty one: that is how it was before it was stored.
func some(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return list
}

// bodies reads the claims of a table that stand in an article.
func bodies[B, C any](ctx context.Context, q querier, table string, article int64, claim func(B) C) (out []C, err error) {
	err = each(ctx, q, "SELECT body FROM "+table+" WHERE article = ? ORDER BY place", func(rows *sql.Rows) error {
		var b B
		err := rows.Scan(into{&b})
		out = append(out, claim(b))
		return err
	}, article)
	return out, err
}
