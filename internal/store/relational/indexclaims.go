package relational

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// claims makes the rows of a list.
func (x *indexer) claims(list record.List, claims []record.Claim, nums map[onrecord.ActorID]int64) error {
	counts := facetCounts{known: map[string]int64{}, n: map[int64]int{}, months: map[[2]int64]int{}, years: map[[2]int64]int{}, said: map[[2]int64]int{}, counted: map[int64]bool{}}
	for _, c := range claims {
		num := claimNum(x.num, c.Place)
		facet, err := x.claim(list.Of, num, c, &counts)
		if err != nil {
			return err
		}
		x.batch.words.put(words(list.Of), num, list.Words, c.Words...)
		if list.Of == query.Events {
			x.tally(num, c, nums)
		}
		if list.Of == query.Statements {
			for actor := range sayers(c) { // each is counted apart
				counts.said[[2]int64{nums[actor], facet}]++
			}
		}
		for n, p := range c.Parts {
			if err := x.part(list.Of, num, facet, c, n, p, nums[p.Actor]); err != nil {
				return fmt.Errorf("part of %s: %w", p.Actor, err)
			}
		}
	}
	if acts := saidActs(list.Of, claims); acts != 0 {
		x.batch.rows.put("said", "article, acts", x.num, acts)
	}
	x.countFacets(&counts)
	return nil
}

// sayers are those who say a statement.
func sayers(c record.Claim) map[onrecord.ActorID]bool {
	out := map[onrecord.ActorID]bool{}
	for _, p := range c.Parts {
		if p.Role == record.By && p.Actor != "" {
			out[p.Actor] = true
		}
	}
	return out
}

// saidActs are the acts of the statements of an article that lists show by
// themselves, a bit each.
func saidActs(of query.List, claims []record.Claim) (acts int64) {
	for _, c := range claims {
		if f := c.Facets; of == query.Statements && shownBy(f, "kind") && shownBy(f, "status") {
			acts |= actBit(f["act"])
		}
	}
	return acts
}

// shownBy reports whether a statement's value of a field is one that lists show
// by themselves.
func shownBy(f record.Facets, field string) bool {
	of, _ := query.Statements.Field(field)
	return f[field] == "" || f[field] == of.Default
}

// actBit is the bit of an act, 0 where it is none that is known.
func actBit(act string) int64 {
	at := slices.Index(onrecord.Acts[:], onrecord.Act(act))
	if at < 0 {
		return 0
	}
	return 1 << at
}

// facetCounts are the claims of an article by facet, its events by month and its
// statements by year and by who says them.
type facetCounts struct {
	known  map[string]int64 // by all values
	n      map[int64]int
	months map[[2]int64]int // facet, month
	years  map[[2]int64]int // facet, year
	said   map[[2]int64]int // actor, facet
	// counted are the facets of events that counts of them are of.
	counted map[int64]bool
}

// countFacets adds what is counted.
func (x *indexer) countFacets(c *facetCounts) {
	for _, num := range slices.Sorted(maps.Keys(c.n)) {
		x.batch.rows.add("facet", "num", "n", int64(c.n[num]), num)
	}
	x.tallyMonths(c)
	for _, by := range sortedPairs(c.said) {
		x.batch.rows.count("said_by", "actor, facet", int64(c.said[by]), by[0], by[1])
	}
	for _, y := range sortedPairs(c.years) {
		x.batch.rows.count("statement_year", "facet, year", int64(c.years[y]), y[0], y[1])
	}
	for _, m := range sortedPairs(c.months) {
		x.batch.rows.count("event_month", "facet, month", int64(c.months[m]), m[0], m[1])
	}
}

// sortedPairs are the keys of counts, in order.
func sortedPairs(counts map[[2]int64]int) [][2]int64 {
	return slices.SortedFunc(maps.Keys(counts), func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) })
}

// monthOf is the month of a time, as event_month has it.
func monthOf(first, last int) int64 {
	switch {
	case first/100 == last/100:
		return int64(first / 100)
	case first/10000 == last/10000:
		return int64(first / 10000 * 100)
	}
	return 0
}

// words is the name of the index of a list's words.
func words(of query.List) string { return table(of) + "_words" }

// table is the name of the table of a list's claims.
func table(of query.List) string { return strings.TrimSuffix(string(of), "s") }

// claim makes the row of one claim, and returns the number of its facet, 0 for
// an agreement, whose statuses have each its own.
func (x *indexer) claim(of query.List, num int64, c record.Claim, counts *facetCounts) (facet int64, err error) {
	if c.Facets != nil && of != query.Agreements {
		if facet, err = x.facet(of, c.Facets, counts); err != nil {
			return 0, err
		}
	}
	first, last := firstDay(c.First), lastDay(c.Last)
	switch of {
	case query.Agreements:
		x.batch.rows.put("agreement", "num, first", num, int64(first))
		for i, s := range c.Statuses {
			f, err := x.facet(of, s.Facets, counts)
			if err != nil {
				return 0, err
			}
			x.batch.rows.put("agreement_status", "claim, place, first, last, facet", num, int64(i), int64(firstDay(s.First)), int64(lastDay(s.Last)), f)
		}
		return 0, nil
	case query.Statements:
		label, err := x.word(c.Label)
		if err != nil {
			return 0, err
		}
		counts.years[[2]int64{facet, monthOf(first, last) / 100}]++
		x.batch.rows.put("statement", "num, first, last, facet, label", num, int64(first), int64(last), facet, label)
		return facet, nil
	case query.Events:
		counts.months[[2]int64{facet, monthOf(first, last)}]++
		counts.counted[facet] = isCounted(c.Facets)
	}
	x.batch.rows.put(table(of), "num, first, last, facet", num, int64(first), int64(last), facet)
	return facet, nil
}

// facetColumns are the fields that facets have values of.
var facetColumns = [...]string{"outlet", "kind", "status", "mode", "act", "certainty", "type", "cameo", "background", "told", "as"}

// facet is the number of the values of a claim, which are noted if no claim had
// them; the claim is counted.
func (x *indexer) facet(of query.List, f record.Facets, counts *facetCounts) (num int64, err error) {
	values := valuesOfFacet(of, f)
	key := facetKey(values)
	if num, ok := counts.known[key]; ok {
		counts.n[num]++
		return num, nil
	}
	num, err = x.number(key, func() (num int64, err error) {
		args := facetRow(values)
		err = x.tx.QueryRowContext(x.ctx, "SELECT num FROM facet WHERE ("+facetRowColumns+") = (?"+strings.Repeat(",?", len(args)-1)+")", args...).Scan(&num)
		if errors.Is(err, sql.ErrNoRows) {
			err = x.tx.QueryRowContext(x.ctx, "INSERT INTO facet ("+facetRowColumns+", n) VALUES (?"+strings.Repeat(",?", len(args)-1)+",0) RETURNING num", args...).Scan(&num)
		}
		return num, err
	})
	counts.known[key] = num
	counts.n[num]++
	return num, err
}

// facetRowColumns are the columns of a facet, but for its number and its count.
const facetRowColumns = `list, outlet, kind, status, mode, act, certainty, type, cameo, background, told, "as", hash`

// valuesOfFacet are the values of a facet, and facetRow its columns.
func valuesOfFacet(of query.List, f record.Facets) []string {
	values := append(make([]string, 0, len(facetColumns)+1), string(of))
	for _, c := range facetColumns {
		values = append(values, f[c])
	}
	return values
}

func facetRow(values []string) []any {
	args := make([]any, 0, len(values)+1)
	for _, v := range values {
		args = append(args, v)
	}
	return append(args, hashed(values...))
}

// part notes somebody's part in a claim.
func (x *indexer) part(of query.List, num, facet int64, c record.Claim, n int, p record.Part, actor int64) error {
	if p.Actor != "" {
		x.batch.rows.once("part", "actor, role, first, claim, last, facet", actor, int64(p.Role), int64(firstDay(c.First)), num, int64(lastDay(c.Last)), facet)
	}
	if of == query.Events && p.Name != "" {
		name, err := x.word(p.Name)
		if err != nil {
			return err
		}
		x.batch.rows.put("event_name", "claim, role, n, actor, name", num, int64(p.Role), int64(n), actor, name)
	}
	return nil
}

// dropClaims takes the rows of a list away.
func (x *indexer) dropClaims(list record.List) error {
	from, to := claimNum(x.num, 0), claimNum(x.num+1, 0)-1
	if list.Of == query.Events {
		if err := x.untally(from, to); err != nil {
			return fmt.Errorf("take its names from their counts: %w", err)
		}
	}
	claims := table(list.Of)
	counted, where := claims, "num"
	if list.Of == query.Agreements {
		counted, where = "agreement_status", "claim"
	}
	for _, do := range []struct {
		query string
		args  []any
	}{
		{`UPDATE said_by SET n = said_by.n - c.n FROM (SELECT p.actor, p.facet, count(*) AS n FROM statement s CROSS JOIN actor_in i
			JOIN part p ON p.actor = i.actor AND p.role = 1 AND p.first = s.first AND p.claim = s.num WHERE ? = 'statements' AND s.num BETWEEN ? AND ? AND i.article = ? GROUP BY 1, 2) c
			WHERE said_by.actor = c.actor AND said_by.facet = c.facet`, []any{string(list.Of), from, to, x.num}},
		{`DELETE FROM part WHERE (actor, role, first, claim) IN (SELECT i.actor, r.value, c.first, c.num
			FROM ` + claims + ` c CROSS JOIN ` + integers + ` r CROSS JOIN actor_in i WHERE c.num BETWEEN ? AND ? AND i.article = ?)`,
			[]any{text(list.Roles), from, to, x.num}},
		{`UPDATE event_month SET n = event_month.n - c.n FROM (SELECT facet, CASE WHEN first / 100 = last / 100 THEN first / 100
			WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END AS month, count(*) AS n FROM event WHERE ? = 'events' AND num BETWEEN ? AND ? GROUP BY 1, 2) c
			WHERE event_month.facet = c.facet AND event_month.month = c.month`, []any{string(list.Of), from, to}},
		{`UPDATE statement_year SET n = statement_year.n - c.n FROM (` + tallyOfYears("? = 'statements' AND num BETWEEN ? AND ?") + `) c
			WHERE statement_year.facet = c.facet AND statement_year.year = c.year`, []any{string(list.Of), from, to}},
		{"UPDATE facet SET n = facet.n - c.n FROM (SELECT facet, count(*) AS n FROM " + counted + " WHERE " + where + " BETWEEN ? AND ? GROUP BY facet) c WHERE facet.num = c.facet", []any{from, to}},
		{"DELETE FROM " + counted + " WHERE " + where + " BETWEEN ? AND ?", []any{from, to}},
		{"DELETE FROM " + words(list.Of) + " WHERE " + x.store.engine.Row() + " BETWEEN ? AND ?", []any{from, to}},
	} {
		if err := x.exec(do.query, do.args...); err != nil {
			return err
		}
	}
	switch list.Of {
	case query.Agreements:
		return x.exec("DELETE FROM agreement WHERE num BETWEEN ? AND ?", from, to)
	case query.Events:
		return x.exec("DELETE FROM event_name WHERE claim BETWEEN ? AND ?", from, to)
	case query.Statements:
		return x.exec("DELETE FROM said WHERE article = ?", x.num)
	}
	return nil
}
