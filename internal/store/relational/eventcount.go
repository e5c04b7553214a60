package relational

import (
	"context"
	"database/sql"
	"fmt"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// eventKeys are the values that events are counted by, for each key. A day is
// known where the first and the last that it may have been are one: no count is
// surer of its day than the article was.
var eventKeys = map[onrecord.EventKey]string{
	onrecord.PerDay:    "CASE WHEN s.first = s.last THEN s.first ELSE 0 END",
	onrecord.PerMonth:  "CASE WHEN s.first / 100 = s.last / 100 THEN s.first / 100 ELSE 0 END",
	onrecord.PerYear:   "CASE WHEN s.first / 10000 = s.last / 10000 THEN s.first / 10000 ELSE 0 END",
	onrecord.PerType:   "(SELECT k.type FROM facet k WHERE k.num = s.facet)",
	onrecord.PerOutlet: "(SELECT k.outlet FROM facet k WHERE k.num = s.facet)",
	onrecord.PerSource: eventNamed,
	onrecord.PerTarget: eventNamed,
	onrecord.PerPlace:  eventNamed,
}

// unknown is the value of events that have none: no day is 0, and no name empty.
func unknown(per onrecord.EventKey) string {
	if per == onrecord.PerDay || per == onrecord.PerMonth || per == onrecord.PerYear {
		return "0"
	}
	return "''"
}

const eventNamed = "coalesce(d.value, coalesce((SELECT n.word FROM word n WHERE n.num = k.name), ''))"

// keptKeys are the values of events that are counted by month and facet, s.
var keptKeys = map[onrecord.EventKey]string{
	onrecord.PerMonth:  "CASE WHEN s.month % 100 = 0 THEN 0 ELSE s.month END",
	onrecord.PerYear:   "s.month / 100",
	onrecord.PerType:   eventKeys[onrecord.PerType],
	onrecord.PerOutlet: eventKeys[onrecord.PerOutlet],
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
		return nil, s.Wrap("count events", err)
	}
	from, counted, args := "event s", "count(*)", w.args
	if onlyTerms(query.Events, f.Q, ofDaysAndFacets) { // all that is needed stands in the index, in order of days
		from = "event s" + s.engine.By("event_first")
	}
	if kept, ok := keptKeys[per]; ok && onlyTerms(query.Events, f.Q, ofFacets) {
		value, from, counted = kept, "event_month s", "sum(s.n)"
		if per == onrecord.PerType || per == onrecord.PerOutlet {
			from = "(SELECT num AS facet, n FROM facet WHERE list = 'events') s"
		}
		w.add("s.n > 0")
		if (per == onrecord.PerMonth || per == onrecord.PerYear) && asCounted(f.Q) {
			w = &where{decided: w.decided, engine: w.engine}
			w.add("s.role = ? AND s.n > 0", monthRole)
			from, args = "(SELECT role, CAST(name AS INTEGER) AS month, n FROM event_tally) s", w.args
		}
	}
	page := limit(f.Limit, f.Offset)
	if per == onrecord.PerDay && f.Limit > 0 {
		return s.dayCounts(ctx, w, f)
	}
	if role, ok := eventRoles[per]; ok { // an event of two sources counts for both
		names, err := s.renamed(ctx, w.decided)
		if err != nil {
			return nil, s.Wrap("count events", err)
		}
		if asCounted(f.Q) {
			out, err := s.nameCounts(ctx, f, role, names)
			return out, s.Wrap("count events", err)
		}
		from += fmt.Sprintf(" LEFT JOIN event_name k ON k.claim = s.num AND k.role = %d", role)
		if counted = "count(DISTINCT s.num)"; len(names) == 0 { // a name is a word, and counted by its number
			return s.eventCounts(ctx, per, "SELECT coalesce(n.word, ''), c.n FROM (SELECT coalesce(k.name, 0) AS name, "+counted+" AS n FROM "+
				from+w.String()+" GROUP BY k.name) c LEFT JOIN word n ON n.num = c.name ORDER BY n.word IS NULL, n.word"+page, args...)
		}
		from += " LEFT JOIN json_each(?) d ON CAST(d.key AS BIGINT) = k.actor"
		args = append([]any{text(names)}, args...)
	}
	return s.eventCounts(ctx, per, fmt.Sprintf("SELECT c.counted, c.n FROM (SELECT %s AS counted, %s AS n FROM %s%s GROUP BY counted) c ORDER BY c.counted = %s, c.counted%s", value, counted, from, w.String(), unknown(per), page), args...)
}

// eventCounts are the values and counts that a query gives.
func (s *Store) eventCounts(ctx context.Context, per onrecord.EventKey, query string, args ...any) (out []onrecord.EventCount, err error) {
	err = Each(ctx, s.read, query, func(rows *sql.Rows) error {
		var c onrecord.EventCount
		err := rows.Scan(&c.Value, &c.Events)
		c.Value = dated(per, c.Value)
		out = append(out, c)
		return err
	}, args...)
	return out, s.Wrap("count events", err)
}

// dayCounts counts the events of a page of days: known days in the order of the
// index of days, and behind the last of them those of no single day.
func (s *Store) dayCounts(ctx context.Context, w *where, f onrecord.Filter) ([]onrecord.EventCount, error) {
	index := "event s"
	if onlyTerms(query.Events, f.Q, ofDaysAndFacets) {
		index += s.engine.By("event_first")
	}
	days, err := s.eventCounts(ctx, onrecord.PerDay, "SELECT s.first, count(*) FROM "+index+w.String()+" AND s.first = s.last GROUP BY s.first ORDER BY s.first"+limit(f.Limit, f.Offset), w.args...)
	if err != nil || len(days) == f.Limit {
		return days, err
	}
	known, err := s.eventCounts(ctx, onrecord.PerType, "SELECT '', count(DISTINCT s.first) FROM event s"+w.String()+" AND s.first = s.last", w.args...)
	if err != nil || f.Offset > known[0].Events {
		return days, err // the last was on a page before
	}
	rest, err := s.eventCounts(ctx, onrecord.PerType, "SELECT '', count(*) FROM event s"+w.String()+" AND s.first <> s.last", w.args...)
	if err != nil || rest[0].Events == 0 {
		return days, err
	}
	return append(days, rest...), nil
}

// dated is a value of days as ISO 8601 has it: 20160512 is 2016-05-12.
func dated(per onrecord.EventKey, value string) string {
	switch {
	case value == "0" && unknown(per) == "0":
		return ""
	case per == onrecord.PerDay && len(value) == 8:
		return value[:4] + "-" + value[4:6] + "-" + value[6:]
	case per == onrecord.PerMonth && len(value) == 6:
		return value[:4] + "-" + value[4:]
	}
	return value
}
