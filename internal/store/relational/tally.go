package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// Events that happened, as news, are counted by the names of who takes part in
// them while they are stored (event_tally): a name counts once an event, with the
// first actor of that name. What decisions call somebody is put in when counts
// are asked for. An event in which several take part as one thing (event_several)
// is looked at then: two of them may have one name now, or one name be of two.

// talliedRoles are the roles whose names are counted.
var talliedRoles = [...]record.Role{record.Source, record.Target, record.Where}

// tallied are the names by which an event is counted in a role, with their actors.
func tallied(parts []namedPart) map[string]int64 {
	out := map[string]int64{}
	for _, p := range parts {
		if _, ok := out[p.name]; !ok {
			out[p.name] = p.actor
		}
	}
	if len(out) == 0 {
		out[""] = 0
	}
	return out
}

// namedPart is somebody, 0 if nobody known, as they take part in an event.
type namedPart struct {
	name  string
	actor int64
}

// isCounted reports whether events of such values are counted.
func isCounted(f record.Facets) bool {
	return f["status"] == string(onrecord.EventHappened) && f["background"] == "no"
}

// tally counts an event by its names.
func (x *indexer) tally(num int64, c record.Claim, nums map[onrecord.ActorID]int64) {
	counted := isCounted(c.Facets)
	for _, role := range talliedRoles {
		var parts []namedPart
		for _, p := range c.Parts {
			if p.Role == role && p.Name != "" {
				parts = append(parts, namedPart{p.Name, nums[p.Actor]})
			}
		}
		if len(parts) > 1 {
			x.batch.rows.put("event_several", "role, claim", int64(role), num)
		}
		if !counted {
			continue
		}
		for name, actor := range tallied(parts) { // each is counted apart
			x.batch.rows.count("event_tally", "role, name, actor", 1, int64(role), name, actor)
		}
	}
}

// monthRole is the role whose names are months.
const monthRole = 0

// tallyMonths counts the events of an article by month.
func (x *indexer) tallyMonths(c *facetCounts) {
	for m, n := range c.months { // each is counted apart
		if c.counted[m[0]] {
			x.batch.rows.count("event_tally", "role, name, actor", int64(n), int64(monthRole), fmt.Sprint(m[1]), int64(0))
		}
	}
}

// untally takes the events of the article from the counts.
func (x *indexer) untally(from, to int64) error {
	if err := x.exec(`UPDATE event_tally SET n = event_tally.n - c.n FROM (`+tallies("WHERE s.num BETWEEN ? AND ? AND")+`) c
		WHERE event_tally.role = c.role AND event_tally.name = c.word AND event_tally.actor = c.actor`, from, to); err != nil {
		return err
	}
	if err := x.exec(`UPDATE event_tally SET n = event_tally.n - c.n FROM (`+tallyOfMonths("AND s.num BETWEEN ? AND ?")+`) c
		WHERE event_tally.role = c.role AND event_tally.name = c.word AND event_tally.actor = 0`, from, to); err != nil {
		return err
	}
	return x.exec("DELETE FROM event_several WHERE role IN "+integers+" AND claim BETWEEN ? AND ?", text(talliedRoles), from, to)
}

// monthSQL is monthOf in SQL.
const monthSQL = "CASE WHEN first / 100 = last / 100 THEN first / 100 WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END"

// tallyOfMonths is a query for what events are counted by in the role of months.
func tallyOfMonths(condition string) string {
	return "SELECT 0 AS role, CAST(" + monthSQL + " AS TEXT) AS word, 0 AS actor, count(*) AS n FROM event s JOIN facet f ON f.num = s.facet WHERE f.status = 'happened' AND f.background = 'no' " +
		condition + " GROUP BY word"
}

// tallyOfYears is a query for how many statements are of a facet and a year: facet, year and n.
func tallyOfYears(condition string) string {
	return "SELECT facet, " + yearOf("statement") + " AS year, count(*) AS n FROM statement WHERE " + condition + " GROUP BY 1, 2"
}

// tallies is a query for what events are counted by: role, word, actor and n.
func tallies(where string) string {
	return `SELECT role, word, actor, count(*) AS n FROM (
		SELECT r.value AS role, coalesce(w.word, '') AS word, coalesce(k.actor, 0) AS actor, row_number() OVER (PARTITION BY r.value, s.num, w.word ORDER BY k.n) AS rank
		FROM event s JOIN facet f ON f.num = s.facet CROSS JOIN (SELECT CAST(value AS BIGINT) AS value FROM json_each('` + text(talliedRoles) + `')) r
		LEFT JOIN event_name k ON k.claim = s.num AND k.role = r.value LEFT JOIN word w ON w.num = k.name
		` + where + ` f.status = 'happened' AND f.background = 'no') t WHERE rank = 1 GROUP BY role, word, actor`
}

// asCounted reports whether q asks no more of events than every count of them does.
func asCounted(q query.Q) bool {
	for _, part := range conjuncts(q) {
		switch part {
		case query.Term{Field: "status", Value: string(onrecord.EventHappened)}, query.Term{Field: "background", Value: "no"}:
		default:
			return false
		}
	}
	return true
}

// nameCounts are a page of the counts of all events by the names of a role.
func (s *Store) nameCounts(ctx context.Context, f onrecord.Filter, role record.Role, renamed map[int64]string) ([]onrecord.EventCount, error) {
	more := map[string]int{}
	if len(renamed) > 0 {
		var err error
		if more, err = s.renamedCounts(ctx, role, renamed); err != nil {
			return nil, err
		}
	}
	p := &countPage{limit: f.Limit, skip: f.Offset, more: more, names: slices.Sorted(maps.Keys(more))}
	p.names = slices.DeleteFunc(p.names, func(name string) bool { return name == "" })
	err := Each(ctx, s.read, "SELECT name, sum(n) FROM event_tally WHERE role = ? AND name > '' GROUP BY name ORDER BY name", func(rows *sql.Rows) error {
		var name string
		var n int
		if err := rows.Scan(&name, &n); err != nil {
			return err
		}
		return p.counted(name, n)
	}, int(role))
	if err == nil {
		err = p.rest()
	}
	var unnamed int
	if err == nil {
		err = s.read.QueryRowContext(ctx, "SELECT coalesce(sum(n), 0) FROM event_tally WHERE role = ? AND name = ''", int(role)).Scan(&unnamed)
	}
	if err == nil { // those without a name come last
		err = p.put("", unnamed+more[""])
	}
	if errors.Is(err, errEnough) {
		err = nil
	}
	return p.out, err
}

// countPage is a page of counts in the making.
type countPage struct {
	limit, skip int
	more        map[string]int // what is counted beside, by name
	names       []string       // of these, not reached yet, in order
	out         []onrecord.EventCount
}

// counted takes the count of a name that lies behind those before.
func (p *countPage) counted(name string, n int) error {
	for len(p.names) > 0 && p.names[0] <= name {
		first := p.names[0]
		p.names = p.names[1:]
		if first == name {
			break
		}
		if err := p.put(first, p.more[first]); err != nil {
			return err
		}
	}
	return p.put(name, n+p.more[name])
}

// rest puts the names that lie behind all that were counted.
func (p *countPage) rest() error {
	for _, name := range p.names {
		if err := p.put(name, p.more[name]); err != nil {
			return err
		}
	}
	return nil
}

// put adds a count to the page, if there are any events; errEnough ends it.
func (p *countPage) put(name string, n int) error {
	switch {
	case n <= 0:
		return nil
	case p.skip > 0:
		p.skip--
		return nil
	}
	p.out = append(p.out, onrecord.EventCount{Value: name, Events: n})
	if len(p.out) == p.limit {
		return errEnough
	}
	return nil
}

// renamedCounts is by how much names count more, or less, than they are noted,
// because decisions call actors by others.
func (s *Store) renamedCounts(ctx context.Context, role record.Role, renamed map[int64]string) (map[string]int, error) {
	actors := text(slices.Sorted(maps.Keys(renamed)))
	more := map[string]int{}
	err := Each(ctx, s.read, "SELECT actor, name, n FROM event_tally WHERE actor IN "+integers+" AND role = ?", func(rows *sql.Rows) error {
		var actor int64
		var name string
		var n int
		err := rows.Scan(&actor, &name, &n)
		if err == nil && actor != 0 {
			more[name] -= n
			more[renamed[actor]] += n
		}
		return err
	}, actors, int(role))
	if err != nil {
		return nil, err
	}
	var at int64
	var parts []namedPart
	end := func() {
		for name, actor := range tallied(parts) { // as counted above
			if to, ok := renamed[actor]; ok && actor != 0 {
				name = to
			}
			more[name]--
		}
		names := map[string]bool{}
		for _, p := range parts {
			if to, ok := renamed[p.actor]; ok && p.actor != 0 {
				p.name = to
			}
			names[p.name] = true
		}
		for name := range names {
			more[name]++
		}
		parts = parts[:0]
	}
	err = Each(ctx, s.read, `SELECT k.claim, w.word, k.actor FROM event_several m `+s.engine.Nested()+` event s ON s.num = m.claim JOIN facet f ON f.num = s.facet
		`+s.engine.Nested()+` event_name k ON k.claim = m.claim AND k.role = m.role JOIN word w ON w.num = k.name
		WHERE m.role = ? AND f.status = 'happened' AND f.background = 'no'
			AND EXISTS (SELECT 1 FROM event_name o WHERE o.claim = m.claim AND o.role = m.role AND o.actor IN `+integers+`) ORDER BY m.claim, k.n`, func(rows *sql.Rows) error {
		var claim int64
		var p namedPart
		err := rows.Scan(&claim, &p.name, &p.actor)
		if claim != at && len(parts) > 0 {
			end()
		}
		at, parts = claim, append(parts, p)
		return err
	}, int(role), actors)
	if len(parts) > 0 {
		end()
	}
	return more, err
}
