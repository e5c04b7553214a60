package relational

import (
	"fmt"
	"strings"

	"onrecord/query"
)

// Claims between two days are counted by what is kept of years and months, and
// only those of months that are cut by one of the days, or that lie in no one
// month, one by one: a decade of statements costs as much as a month of them.

// monthsKept has how many claims are of a facet and a month.
const monthsKept = "claim_month s"

// days are the first and the last that are asked for, as numbers.
type days struct{ since, until int }

// The bounds of days where none is asked for.
const (
	earliest = 1_01_01
	latest   = 9999_12_31
)

// daysAsked are the days that all claims are asked to reach, and what else is
// asked of them; ok is false where days are asked for otherwise.
func daysAsked(of query.List, q query.Q) (d days, rest []query.Q, ok bool) {
	d = days{earliest, latest}
	for _, part := range Flat(q) {
		match := query.Match(-1)
		t, isTerm := part.(query.Term)
		if isTerm {
			f, _ := of.Field(t.Field)
			match = f.Match
		}
		switch {
		case isTerm && match == query.ByFirst:
			d.since = max(d.since, dayNumber(t.Value))
		case isTerm && match == query.ByLast:
			d.until = min(d.until, dayNumber(t.Value))
		case part == nil:
		case !onlyTerms(of, part, ofFacets):
			return d, nil, false
		default:
			rest = append(rest, part)
		}
	}
	return d, rest, d.since >= earliest && d.until <= latest && d != days{earliest, latest}
}

// monthOn is the first month that begins on a day or after it, and monthBy the
// last that ends by it, as 201605.
func monthOn(day int) int {
	if day%100 > 1 {
		return next(day / 100)
	}
	return day / 100
}

func monthBy(day int) int {
	if d := dayOf(day); d.AddDays(1).Day == 1 || day == latest {
		return day / 100
	}
	return before(day / 100)
}

// next and before are the months beside a month.
func next(month int) int {
	if month%100 >= 12 {
		return month - month%100 + 101
	}
	return month + 1
}

func before(month int) int {
	if month%100 <= 1 {
		return month - month%100 - 88
	}
	return month - 1
}

// between is a table, s, of how many claims are of a facet and a year, 0 if of no
// one, of those that days and facets are asked of; "" where that is not kept.
func (w *where) between(q query.Q) (string, []any) {
	d, rest, ok := daysAsked(w.of, q)
	if !ok || w.of != query.Statements && w.of != query.Events {
		return "", nil
	}
	// Whole months, and of these whole years: what is known to the year alone is of such.
	from, to := monthOn(d.since), monthBy(d.until)
	firstYear, lastYear := from/100, to/100
	if from%100 > 1 {
		firstYear++
	}
	if to%100 < 12 {
		lastYear--
	}
	var parts []string
	var args []any
	add := func(columns, table, condition string) {
		facets := &where{of: w.of, list: w.list, decided: w.decided, engine: w.engine, num: w.num}
		facets.add(condition)
		if table == monthsKept { // which has those of other lists, too
			facets.add("s.facet IN (SELECT f.num FROM facet f WHERE f.list = ?)", string(w.of))
		}
		for _, part := range rest {
			facets.conditions = append(facets.conditions, facets.ofClaim(part))
		}
		parts = append(parts, "SELECT "+columns+" FROM "+table+facets.String())
		args = append(args, facets.args...)
	}
	years, year := "statement_year s", "s.year"
	if w.of == query.Events {
		years, year = "event_month s", "s.month / 100"
	}
	add("s.facet AS facet, "+year+" AS year, s.n AS n", years, fmt.Sprintf("%s BETWEEN %d AND %d", year, firstYear, lastYear))
	whole := func(from, to int) {
		if from <= to {
			add("s.facet, s.month / 100, s.n", monthsKept, fmt.Sprintf("s.month BETWEEN %d AND %d AND s.month %% 100 > 0", from, to))
		}
	}
	if firstYear <= lastYear {
		whole(from, firstYear*100-1)
		whole((lastYear+1)*100, to)
	} else {
		whole(from, to)
	}
	name := table(w.of)
	one := func(index, condition string) {
		add("s.facet, "+yearOf("s")+", 1", name+" s"+w.engine.By(name+index), condition)
	}
	reach := fmt.Sprintf(" AND s.last >= %d AND s.first <= %d", d.since, d.until)
	for _, month := range cut(d, from, to) {
		one("_first", fmt.Sprintf("s.first BETWEEN %d AND %d AND s.first / 100 = s.last / 100", month*100, month*100+99)+reach)
	}
	one("_long", "s.last > s.first AND s.first / 100 <> s.last / 100"+reach+
		fmt.Sprintf(" AND NOT (s.first / 10000 = s.last / 10000 AND s.first / 10000 BETWEEN %d AND %d)", firstYear, lastYear))
	if d.since == earliest { // what has no last day
		add("s.facet, 0, s.n", monthsKept, fmt.Sprintf("s.month BETWEEN %d AND -1", -to))
		one("_first", fmt.Sprintf("s.first BETWEEN %d AND %d AND s.last = 0", next(to)*100, d.until))
	}
	if d.until == latest { // and no first
		one("_first", fmt.Sprintf("s.first = %d AND s.last >= %d", unknownFirst, d.since))
	}
	return "(" + strings.Join(parts, " UNION ALL ") + ") s", args
}

// cut are the months that have days outside of d, and some within.
func cut(d days, from, to int) (months []int) {
	if first := d.since / 100; first < from {
		months = append(months, first)
	}
	if last := d.until / 100; last > to && (len(months) == 0 || months[0] != last) {
		months = append(months, last)
	}
	return months
}
