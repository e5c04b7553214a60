package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/query"
)

// key is one of the values that a list is in the order of, none of them NULL.
type key struct {
	of   string // an expression of claims, s, and articles, a
	down bool
}

func (k key) String() string {
	if k.down {
		return k.of + " DESC"
	}
	return k.of
}

// ordered is the ORDER BY clause of keys.
func ordered(keys []key) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.String()
	}
	return " ORDER BY " + strings.Join(out, ", ")
}

// up and down are keys in their two directions.
func up(of string) key   { return key{of, false} }
func down(of string) key { return key{of, true} }

// The keys that come before a list's own.
var (
	speakerLabel = "coalesce((SELECT w.word FROM word w WHERE w.num = s.label), '')"
	articleKeys  = map[onrecord.Sort][]key{
		onrecord.ByPublished: {up("a.first")}, onrecord.ByPublDown: {down("a.last")},
		onrecord.ByOutlet: {up("(a.outlet = '')"), up("a.outlet")}, onrecord.ByOutletDown: {up("(a.outlet = '')"), down("a.outlet")},
		onrecord.ByTitle: {up("(a.title = '')"), up("a.title")}, onrecord.ByTitleDown: {up("(a.title = '')"), down("a.title")},
	}
	claimKeys = map[onrecord.Sort][]key{
		onrecord.ByDayDown:   {down("s.last")},
		onrecord.ByPublished: {up("a.first")}, onrecord.ByPublDown: {down("a.last")},
		onrecord.ByOutlet: {up("(a.outlet = '')"), up("a.outlet")}, onrecord.ByOutletDown: {up("(a.outlet = '')"), down("a.outlet")},
		onrecord.BySpeaker: {up("(s.label = 0)"), up(speakerLabel)}, onrecord.BySpeakerDown: {up("(s.label = 0)"), down(speakerLabel)},
	}
)

// keysOf are the keys of a list in the order of f.
func keysOf(of query.List, f onrecord.Filter) []key {
	switch {
	case of == query.Articles:
		return append(slices.Clone(articleKeys[f.Sort]), down("a.last"), up("a.id"))
	}
	return append(slices.Clone(claimKeys[f.Sort]), up("s.first"), up("a.id"), up("s.num"))
}

// behind is what rows have that come behind one row of a list.
type behind struct {
	condition string // "" for any
	args      []any
	first     int64 // the first and the last day of the row, of a claim
	last      int64
}

// behind has w ask only for what comes behind a row.
func (w *where) behind(b behind) {
	if b.condition != "" {
		w.add("("+b.condition+")", b.args...)
	}
}

// after finds the row that f goes on behind.
func (s *Store) after(ctx context.Context, q querier, of query.List, f onrecord.Filter) (b behind, err error) {
	if f.After == "" {
		return b, nil
	}
	keys := keysOf(of, f)
	values, columns, into := make([]any, len(keys)), make([]string, len(keys)), make([]any, len(keys))
	for i, k := range keys {
		columns[i], into[i] = k.of, &values[i]
	}
	from, row := "article a WHERE a.id = ?", any(string(f.After))
	if of != query.Articles {
		article, claim, ok := f.After.Claim()
		if !ok {
			return b, onrecord.Errorf(onrecord.Invalid, "after: %q is no row of a list of %s", f.After, of)
		}
		num, err := s.claimOf(ctx, q, of, article, claim)
		if err != nil {
			return b, gone(f.After, err)
		}
		from, row = fmt.Sprintf("%s s JOIN article a ON a.num = s.num >> %d WHERE s.num = ?", table(of), placeBits), num
		columns, into = append(columns, "s.first", "s.last"), append(into, &b.first, &b.last)
	}
	if err := q.QueryRowContext(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+from, row).Scan(into...); err != nil {
		return b, gone(f.After, err)
	}
	b.condition, b.args = lexically(keys, values)
	return b, nil
}

// gone is the error for a row that is no longer there.
func gone(row onrecord.RowID, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return onrecord.Errorf(onrecord.Invalid, "after: %q is not in the list, or no longer", row)
	}
	return err
}

// lexically asks for rows whose keys come behind values: the first of them does,
// or it is equal and the next does. The first is also bounded by itself, which an
// index can go by.
func lexically(keys []key, values []any) (string, []any) {
	k, sign := keys[0], ">"
	if k.down {
		sign = "<"
	}
	if len(keys) == 1 {
		return k.of + " " + sign + " ?", values[:1]
	}
	rest, args := lexically(keys[1:], values[1:])
	return fmt.Sprintf("%s %s= ? AND (%s %s ? OR (%s))", k.of, sign, k.of, sign, rest), append([]any{values[0], values[0]}, args...)
}

// claimOf is the number of a claim of an article.
func (s *Store) claimOf(ctx context.Context, q querier, of query.List, id onrecord.ArticleID, claim onrecord.ClaimID) (int64, error) {
	var num int64
	if err := q.QueryRowContext(ctx, "SELECT num FROM article WHERE id = ?", string(id)).Scan(&num); err != nil {
		return 0, err
	}
	e, err := s.entry(ctx, q, num)
	if err != nil {
		return 0, err
	}
	place := -1
	switch of {
	case query.Statements:
		place = slices.IndexFunc(e.shown.Statements, func(c onrecord.Statement) bool { return c.ID == claim })
	case query.Events:
		place = slices.IndexFunc(e.shown.Events, func(c onrecord.Event) bool { return c.ID == claim })
	case query.Agreements:
		place = slices.IndexFunc(e.shown.Agreements, func(c onrecord.Agreement) bool { return c.ID == claim })
	case query.Memberships:
		place = slices.IndexFunc(e.shown.Memberships, func(c onrecord.Membership) bool { return c.ID == claim })
	}
	if place < 0 {
		return 0, sql.ErrNoRows
	}
	return claimNum(num, place), nil
}
