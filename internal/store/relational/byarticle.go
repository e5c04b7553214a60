package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/query"
)

// A page of claims in the order of their articles, by publication or by outlet,
// is not put in order with all other claims: articles are walked in that order
// until there are enough.

// byArticle are the claims of such a page, if f asks for one and for nothing but
// what claims have of few values.
func (w *where) byArticle(ctx context.Context, q querier, f onrecord.Filter, b behind) (nums []int64, ok bool, err error) {
	if f.Limit <= 0 || !onlyTerms(w.of, f.Q, ofFacets) {
		return nil, false, nil
	}
	switch f.Sort {
	case onrecord.ByPublished, onrecord.ByPublDown:
		return w.byPublished(ctx, q, f, b)
	case onrecord.ByOutlet, onrecord.ByOutletDown:
		return w.byOutlet(ctx, q, f, b)
	}
	return nil, false, nil
}

// byPublished takes as many articles as claims are asked for, those that were
// published first or last, and all of the last one's day, and more where they
// have too few claims.
func (w *where) byPublished(ctx context.Context, q querier, f onrecord.Filter, b behind) (nums []int64, ok bool, err error) {
	if few, err := w.few(ctx, q); few || err != nil {
		return nil, false, err
	}
	column, direction, until, from := "first", "", "<=", ">="
	if f.Sort == onrecord.ByPublDown {
		column, direction, until, from = "last", " DESC", ">=", "<="
	}
	begin, args := "", []any{}
	if b.condition != "" {
		begin, args = " WHERE a."+column+" "+from+" ?", b.args[:1]
	}
	n := f.Limit + max(0, f.Offset)
	for articles := n; ; articles *= 8 {
		var day int64
		err := q.QueryRowContext(ctx, fmt.Sprintf("SELECT a.%s FROM article a%s ORDER BY a.%s%s LIMIT 1 OFFSET %d", column, begin, column, direction, articles-1), args...).Scan(&day)
		if errors.Is(err, sql.ErrNoRows) {
			return nil, false, nil // all articles are not too many
		}
		if err != nil {
			return nil, false, err
		}
		of, part := w.ofArticles()
		part.add(fmt.Sprintf("a.%s %s ?", column, until), day)
		if b.condition != "" {
			part.add("a."+column+" "+from+" ?", args...)
		}
		part.behind(b)
		nums, err = numbers(ctx, q, of+part.String()+ordered(keysOf(w.of, f))+limit(n, 0), part.args...)
		if err != nil || len(nums) == n {
			return nums[min(max(0, f.Offset), len(nums)):], true, err
		}
	}
}

// few reports whether there are so few of the claims that are asked for that all
// are put in order sooner than articles that have some are come across.
func (w *where) few(ctx context.Context, q querier) (bool, error) {
	var claims, articles int
	facets := w.and("s.list = ?", string(w.of))
	if err := q.QueryRowContext(ctx, "SELECT coalesce(sum(s.n), 0) FROM (SELECT num AS facet, list, n FROM facet) s"+facets.String(), facets.args...).Scan(&claims); err != nil {
		return false, err
	}
	if claims > fewClaims {
		return false, nil
	}
	err := q.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT num FROM article LIMIT %d) a", claims*manyArticles+1)).Scan(&articles)
	return articles > claims*manyArticles, err
}

// manyArticles is on how many articles one claim is asked for, at the least, that is
// come across too seldom. Of more than fewClaims, not all are put in order.
const (
	manyArticles = 16
	fewClaims    = 20_000
)

// and is a copy of w of which something else is asked.
func (w *where) and(condition string, arg any) *where {
	out := *w
	out.conditions, out.args = slices.Clone(w.conditions), slices.Clone(w.args)
	out.add(condition, arg)
	return &out
}

// claimsBy is a table, s, of the claims of a list, walked by an index if one is
// named, and what is yet to be asked of it. An agreement is asked for by its
// statuses, one of which must have all that is.
func (w *where) claimsBy(index string) (string, *where) {
	if index != "" {
		index = w.engine.By(index)
	}
	rest := *w
	rest.conditions, rest.args = slices.Clone(w.conditions), slices.Clone(w.args)
	if w.of != query.Agreements {
		return table(w.of) + " s" + index, &rest
	}
	status := where{conditions: append(rest.conditions, "s.claim = o.num")}
	rest.conditions = nil
	return "(SELECT o.num, o.first, o.last FROM agreement o" + index + " WHERE EXISTS (SELECT 1 FROM agreement_status s" + status.String() + ")) s", &rest
}

// ofArticles asks for claims by the articles that they stand in.
func (w *where) ofArticles() (string, *where) {
	of, rest := w.claimsBy("")
	return fmt.Sprintf("SELECT s.num FROM article a %s %s ON s.num >= a.num << %d AND s.num < (a.num + 1) << %d", w.engine.Nested(), of, placeBits, placeBits), rest
}

// byDays asks for claims in the order of their first days.
func (w *where) byDays() (string, *where) {
	of, rest := w.claimsBy(table(w.of) + "_first")
	return fmt.Sprintf("SELECT s.num FROM %s %s article a ON a.num = s.num >> %d", of, w.engine.Nested(), placeBits), rest
}

// rareClaims is of how many claims one is asked for, at the least, for such to be
// come across soon where all claims are walked by their days.
const rareClaims = 50

// byOutlet takes one outlet after the other: the claims of a small one are put in
// order, and for a large one, of w.many articles, the claims of all are walked by
// their days.
func (w *where) byOutlet(ctx context.Context, q querier, f onrecord.Filter, b behind) (nums []int64, ok bool, err error) {
	if rare, err := w.rare(ctx, q); rare || err != nil {
		return nil, false, err
	}
	keys := articleKeys[f.Sort]
	begin := &where{}
	if b.condition != "" {
		condition, args := lexically(keys, []any{b.args[0], b.args[2]})
		begin.add("("+condition+" OR a.outlet = ?)", append(args, b.args[2])...)
	}
	type outlet struct {
		name     string
		articles int
	}
	var outlets []outlet
	if err := Each(ctx, q, "SELECT a.outlet, count(*) FROM article a"+begin.String()+" GROUP BY a.outlet"+ordered(keys), func(rows *sql.Rows) error {
		var o outlet
		err := rows.Scan(&o.name, &o.articles)
		outlets = append(outlets, o)
		return err
	}, begin.args...); err != nil {
		return nil, false, err
	}
	n := f.Limit + max(0, f.Offset)
	for _, o := range outlets {
		if len(nums) == n {
			break
		}
		of, part := w.ofArticles()
		if o.articles >= w.many {
			of, part = w.byDays()
		}
		part.add("a.outlet = ?", o.name)
		part.behind(b)
		more, err := numbers(ctx, q, of+part.String()+" ORDER BY s.first, a.id, s.num"+limit(n-len(nums), 0), part.args...)
		if err != nil {
			return nil, false, err
		}
		nums = append(nums, more...)
	}
	return nums[min(max(0, f.Offset), len(nums)):], true, nil
}

// rare reports whether few of the claims of a list are those that are asked for.
func (w *where) rare(ctx context.Context, q querier) (bool, error) {
	var asked, all int
	facets := w.and("s.list = ?", string(w.of))
	if err := q.QueryRowContext(ctx, "SELECT coalesce(sum(s.n), 0) FROM (SELECT num AS facet, list, n FROM facet) s"+facets.String(), facets.args...).Scan(&asked); err != nil {
		return false, err
	}
	err := q.QueryRowContext(ctx, "SELECT coalesce(sum(n), 0) FROM facet WHERE list = ?", string(w.of)).Scan(&all)
	return asked*rareClaims < all, err
}
