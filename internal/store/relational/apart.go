package relational

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/store/record"
)

// An actor for whom another stands, or who stands for others, or is hidden, keeps
// counts of its own (actor_apart), so that to join two only what both have is
// looked for, and to part them nothing is counted.

// counts are how often an actor is spoken of.
type counts struct {
	num                                   int64 // of the actor
	articles, mentions, statements, about int
}

// alone reports whether an actor stands for itself and nobody else.
func (d *decided) alone(id onrecord.ActorID) bool { return d.Of(id) == id && len(d.Group(id)) <= 1 }

// setApart keeps the counts of those whom a decision is about apart, as they were
// before it.
func (x *indexer) setApart(before *decided, ids []onrecord.ActorID) error {
	for _, id := range ids {
		var num int64
		err := x.tx.QueryRowContext(x.ctx, "SELECT num FROM actor WHERE id = ? AND NOT EXISTS (SELECT 1 FROM actor_apart WHERE actor = num)", string(id)).Scan(&num)
		switch {
		case errors.Is(err, sql.ErrNoRows): // is apart already, or in no article
		case err != nil:
			return err
		case before.alone(id):
			err = x.exec("INSERT INTO actor_apart (actor, articles, mentions, statements, about) SELECT num, articles, mentions, statements, about FROM actor WHERE num = ?", num)
		default: // joined by a program that kept no such counts
			err = x.exec(`INSERT INTO actor_apart (actor, articles, mentions, statements, about)
				SELECT ?1, count(*), coalesce(sum(mentions), 0), (SELECT count(*) FROM part p WHERE p.actor = ?1 AND p.role = ?2 AND `+said+`),
				(SELECT count(*) FROM part p WHERE p.actor = ?1 AND p.role = ?3 AND `+said+`) FROM actor_in WHERE actor = ?1`, num, int(record.By), int(record.About))
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("count %s apart: %w", id, err)
		}
	}
	return nil
}

// clearApart takes away what is kept of those who stand for themselves again.
func (x *indexer) clearApart(ids []onrecord.ActorID) error {
	for _, id := range ids {
		if x.decided.alone(id) {
			if err := x.exec("DELETE FROM actor_apart WHERE actor = (SELECT num FROM actor WHERE id = ?)", string(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// countApart adds what an article says of one about whom something was decided,
// or takes it away.
func (x *indexer) countApart(p record.Presence, sign int) error {
	if x.decided.alone(p.Actor) {
		return nil
	}
	return x.exec("UPDATE actor_apart SET articles = articles + ?, mentions = mentions + ?, statements = statements + ?, about = about + ? WHERE actor = (SELECT num FROM actor WHERE id = ?)",
		sign, sign*p.Mentions, sign*p.Said, sign*p.About, string(p.Actor))
}

// said is the condition for parts p of statements that are counted.
const said = "p.facet IN (SELECT num FROM facet WHERE list = 'statements' AND kind IN ('', 'speech') AND status IN ('', 'made'))"

// together are the counts of a group, whose members have theirs apart: an article
// or a statement of several is one.
func (x *indexer) together(group []onrecord.ActorID) (sum counts, err error) {
	var members []counts
	err = Each(x.ctx, x.tx, "SELECT c.actor, c.articles, c.mentions, c.statements, c.about FROM json_each(?) g JOIN actor a ON a.id = g.value JOIN actor_apart c ON c.actor = a.num", func(rows *sql.Rows) error {
		var c counts
		err := rows.Scan(&c.num, &c.articles, &c.mentions, &c.statements, &c.about)
		members = append(members, c)
		return err
	}, text(group))
	if err != nil {
		return sum, err
	}
	// What the one with most has is never gone over.
	slices.SortFunc(members, func(a, b counts) int { return cmp.Or(cmp.Compare(b.articles, a.articles), cmp.Compare(a.num, b.num)) })
	earlier := []int64{}
	for _, c := range members {
		sum.articles, sum.mentions, sum.statements, sum.about = sum.articles+c.articles, sum.mentions+c.mentions, sum.statements+c.statements, sum.about+c.about
		if len(earlier) > 0 {
			if err := x.takeShared(&sum, c.num, earlier); err != nil {
				return sum, err
			}
		}
		earlier = append(earlier, c.num)
	}
	return sum, nil
}

// takeShared takes from the counts what an actor has together with others.
func (x *indexer) takeShared(sum *counts, actor int64, others []int64) error {
	const them = "(SELECT CAST(value AS BIGINT) FROM json_each(?2))"
	both := func(role string) string {
		return "(SELECT count(*) FROM part p WHERE p.actor = ?1 AND p.role = " + role + " AND " + said + " AND EXISTS (SELECT 1 FROM part o WHERE o.actor IN " + them +
			" AND o.role = p.role AND o.first = p.first AND o.claim = p.claim))"
	}
	var articles, statements, about int
	err := x.tx.QueryRowContext(x.ctx, "SELECT (SELECT count(*) FROM actor_in i WHERE i.actor = ?1 AND EXISTS (SELECT 1 FROM actor_in o WHERE o.article = i.article AND o.actor IN "+them+")), "+both("?3")+", "+both("?4"),
		actor, text(others), int(record.By), int(record.About)).Scan(&articles, &statements, &about)
	sum.articles, sum.statements, sum.about = sum.articles-articles, sum.statements-statements, sum.about-about
	return err
}
