package relational

import (
	"database/sql"
	"errors"
	"fmt"

	"onrecord"
	"onrecord/internal/store/record"
)

// wordingsLater are how the articles of a batch name their actors.
type wordingsLater struct {
	all   []*wordingNoted
	place map[wordingKey]*wordingNoted
}

// wordingNoted is how often a wording was used, and the first article by id that
// has it.
type wordingNoted struct {
	wordingKey
	n, article, at int64
	id             onrecord.ArticleID
}

func (l *wordingsLater) add(k wordingKey, n, article, at int64, id onrecord.ArticleID) {
	w := l.place[k]
	if w == nil {
		if l.place == nil {
			l.place = map[wordingKey]*wordingNoted{}
		}
		w = &wordingNoted{wordingKey: k, article: article, at: at, id: id}
		l.place[k] = w
		l.all = append(l.all, w)
	}
	if w.n += n; id < w.id {
		w.article, w.at, w.id = article, at, id
	}
}

// rows makes rows of them.
func (l *wordingsLater) rows(to *rowsLater) {
	if len(l.all) == 0 {
		return
	}
	r := to.of("wording", func() *Rows {
		return &Rows{Columns: []string{"actor", "words", "outlet", "n", "article", "at"}, Clash: `(actor, words, outlet) DO UPDATE SET n = wording.n + excluded.n,
			(article, at) = (SELECT num, CASE num WHEN wording.article THEN wording.at ELSE excluded.at END FROM article WHERE num IN (wording.article, excluded.article) ORDER BY id LIMIT 1)`}
	})
	for _, w := range l.all {
		r.Rows = append(r.Rows, []any{w.actor, w.words, w.outlet, w.n, w.article, w.at})
	}
	*l = wordingsLater{}
}

// wordings adds how the article names its actors, or takes it away.
func (x *indexer) wordings(r *onrecord.Record, nums map[onrecord.ActorID]int64, sign int) error {
	for _, w := range record.Wordings(r) {
		if sign > 0 {
			x.batch.wordings.add(wordingKey{nums[w.Actor], w.Words, r.Outlet}, int64(w.Count), x.num, int64(w.At), r.ID)
			continue
		}
		if err := x.unword(w, nums[w.Actor], r.Outlet); err != nil {
			return err
		}
	}
	return nil
}

// unword takes a wording of this article away.
func (x *indexer) unword(w record.Wording, actor int64, outlet string) error {
	var left, article int64
	err := x.tx.QueryRowContext(x.ctx, "UPDATE wording SET n = n - ? WHERE actor = ? AND words = ? AND outlet = ? RETURNING n, article", w.Count, actor, w.Words, outlet).Scan(&left, &article)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil // nothing to take away
	case err != nil:
		return err
	case left <= 0:
		return x.exec("DELETE FROM wording WHERE actor = ? AND words = ? AND outlet = ?", actor, w.Words, outlet)
	case article == x.num:
		return x.otherExample(actor, w, outlet)
	}
	return nil
}

// otherExample finds the first article beside this one that has a wording.
func (x *indexer) otherExample(actor int64, w record.Wording, outlet string) error {
	articles, err := numbers(x.ctx, x.tx, `SELECT a.num FROM actor_in i JOIN article a ON a.num = i.article
		WHERE i.actor = ? AND a.outlet = ? AND a.num <> ? ORDER BY a.id`, actor, outlet, x.num)
	if err != nil {
		return err
	}
	for _, num := range articles {
		e, err := x.store.entry(x.ctx, x.tx, num)
		if err != nil {
			return err
		}
		local := x.decided.Here(e.found)
		for _, other := range record.Wordings(&local) {
			if other.Actor == w.Actor && other.Words == w.Words {
				return x.exec("UPDATE wording SET article = ?, at = ? WHERE actor = ? AND words = ? AND outlet = ?", num, other.At, actor, w.Words, outlet)
			}
		}
	}
	return fmt.Errorf("no article names %s %q", w.Actor, w.Words)
}
