package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/store/record"
)

// placeBits is how many bits of a claim's number are its place.
const placeBits = 20

// claimNum is the number of the claim at a place of an article.
func claimNum(article int64, place int) int64 { return article<<placeBits | int64(place) }

// indexer makes the rows by which lists and look-ups find one article and what
// is claimed in it. All it writes can be made of the record again.
type indexer struct {
	ctx     context.Context
	tx      *sql.Tx
	store   *Store
	decided *decided
	num     int64
	batch   *batch
	// aged are actors of whom this was the newest article, by number; one of
	// them may have another now.
	aged []int64
}

func (x *indexer) exec(query string, args ...any) error {
	_, err := x.tx.ExecContext(x.ctx, query, args...)
	return err
}

// write puts the rows that were made.
func (x *indexer) write() error { return x.batch.write(x.ctx, x.tx, x.store) }

// add makes the rows of a record, which is as found; write puts them.
func (x *indexer) add(p *prepared) error {
	local := &p.local
	nums, err := x.actors(p)
	if err != nil {
		return fmt.Errorf("actors: %w", err)
	}
	x.batch.words.put("article_words", x.num, []string{"title", "text"}, local.Title, p.r.Text)
	if !p.asWritten {
		if err := x.exec("UPDATE article SET (first, last, outlet, title) = (?,?,?,?) WHERE num = ?",
			firstDay(local.Published.Earliest), lastDay(local.Published.Latest), local.Outlet, local.Title, x.num); err != nil {
			return err
		}
	}
	for i, list := range record.Lists() {
		if err := x.claims(list, p.claims[i], nums); err != nil {
			return fmt.Errorf("%s: %w", list.Of, err)
		}
	}
	if err := x.wordings(local, nums, 1); err != nil {
		return fmt.Errorf("wordings: %w", err)
	}
	if err := x.count(local, 1); err != nil {
		return fmt.Errorf("count actors: %w", err)
	}
	if len(x.aged) == 0 {
		return nil
	}
	if err := x.write(); err != nil { // what is looked through
		return err
	}
	return x.newest()
}

// remove takes the rows of the stored record away. The caller calls newest
// once it has put others, or none.
func (x *indexer) remove() error {
	if err := x.write(); err != nil { // it may be of the same batch
		return err
	}
	e, err := x.store.entry(x.ctx, x.tx, x.num)
	switch {
	case errors.Is(err, errDamaged): // the counts have what nobody knows any more, until they are made anew
	case err != nil:
		return err
	default:
		if err := x.uncount(&e.found); err != nil {
			return err
		}
	}
	aged, err := numbers(x.ctx, x.tx, "SELECT num FROM actor WHERE newest = ?", x.num)
	if err != nil {
		return err
	}
	x.aged = append(x.aged, aged...)
	for _, list := range record.Lists() {
		if err := x.dropClaims(list); err != nil {
			return fmt.Errorf("clear %s: %w", list.Of, err)
		}
	}
	if err := x.index(Words{Index: "article_words", Row: x.num, Gone: true}); err != nil {
		return err
	}
	return x.exec("DELETE FROM actor_in WHERE article = ?", x.num)
}

// index writes words at once.
func (x *indexer) index(words ...Words) error { return x.store.engine.PutWords(x.ctx, x.tx, words) }

// nameOf is the row of an actor in the index of names.
func nameOf(num int64, name string) Words {
	return Words{Index: "actor_names", Row: num, Columns: []string{"name"}, Words: []string{name}}
}

// uncount takes away what the stored record added to counts.
func (x *indexer) uncount(r *onrecord.Record) error {
	local := x.decided.Here(*r)
	if err := x.count(&local, -1); err != nil {
		return fmt.Errorf("count actors: %w", err)
	}
	nums, err := x.numbersOf(&local)
	if err != nil {
		return err
	}
	if err := x.wordings(&local, nums, -1); err != nil {
		return fmt.Errorf("wordings: %w", err)
	}
	return nil
}

// actors notes who is in the article, and returns their numbers.
func (x *indexer) actors(p *prepared) (map[onrecord.ActorID]int64, error) {
	nums := map[onrecord.ActorID]int64{}
	last := int64(lastDay(p.local.Published.Latest))
	for i, here := range p.present {
		num, err := x.actor(p.actors[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", here.Actor, err)
		}
		nums[here.Actor] = num
		role, err := x.word(here.Role)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", here.Actor, err)
		}
		x.batch.rows.put("actor_in", "article, actor, last, mentions, role", x.num, num, last, int64(here.Mentions), role)
	}
	return nums, nil
}

// word is the number of some words, which are noted if no row had them; 0 for "".
func (x *indexer) word(w string) (num int64, err error) {
	if w == "" {
		return 0, nil
	}
	return x.number(wordKey(w), func() (num int64, err error) {
		err = x.tx.QueryRowContext(x.ctx, "SELECT num FROM word WHERE hash = ? AND word = ?", hashed(w), w).Scan(&num)
		if errors.Is(err, sql.ErrNoRows) {
			err = x.tx.QueryRowContext(x.ctx, "INSERT INTO word (word, hash) VALUES (?,?) RETURNING num", w, hashed(w)).Scan(&num)
		}
		return num, err
	})
}

// number is a number that is remembered, or else looked up.
func (x *indexer) number(key string, find func() (int64, error)) (int64, error) {
	if num := x.batch.nums.get(key); num != 0 {
		return num, nil
	}
	num, err := find()
	if err == nil {
		x.batch.nums.put(key, num)
	}
	return num, err
}

// actor is the number of an actor, who is noted if nobody had them.
func (x *indexer) actor(a onrecord.Actor) (int64, error) {
	return x.number(actorKey(a.ID), func() (int64, error) { return x.findActor(a) })
}

func (x *indexer) findActor(a onrecord.Actor) (num int64, err error) {
	err = x.tx.QueryRowContext(x.ctx, "SELECT num FROM actor WHERE id = ?", string(a.ID)).Scan(&num)
	if !errors.Is(err, sql.ErrNoRows) {
		return num, err
	}
	err = x.tx.QueryRowContext(x.ctx, "INSERT INTO actor (id, name, type, role, codes, shown) VALUES (?,?,?,?,?,?) RETURNING num", x.newActor(a)...).Scan(&num)
	if err == nil {
		err = x.index(nameOf(num, a.Name))
	}
	return num, err
}

// newActor is the row of an actor whom nobody had.
func (x *indexer) newActor(a onrecord.Actor) []any {
	return []any{string(a.ID), a.Name, string(a.Type), a.Role, text(codes(a)), x.decided.Of(a.ID) == a.ID}
}

func codes(a onrecord.Actor) map[string]string {
	if a.Codes == nil {
		return map[string]string{}
	}
	return a.Codes
}

// numbersOf are the numbers of those who are in an article.
func (x *indexer) numbersOf(r *onrecord.Record) (map[onrecord.ActorID]int64, error) {
	nums := map[onrecord.ActorID]int64{}
	for _, p := range record.Present(r) {
		var num int64
		if err := x.tx.QueryRowContext(x.ctx, "SELECT num FROM actor WHERE id = ?", string(p.Actor)).Scan(&num); err != nil {
			return nil, fmt.Errorf("actor %s: %w", p.Actor, err)
		}
		nums[p.Actor] = num
	}
	return nums, nil
}

// describe writes what an actor is, and by which article.
func (x *indexer) describe(num int64, a onrecord.Actor, newest int64) error {
	var had string
	if err := x.tx.QueryRowContext(x.ctx, "SELECT name FROM actor WHERE num = ?", num).Scan(&had); err != nil {
		return err
	}
	return x.call(num, a, newest, had)
}

// call writes what an actor is who was called otherwise, or the same.
func (x *indexer) call(num int64, a onrecord.Actor, newest int64, had string) error {
	if had != a.Name {
		if err := x.index(Words{Index: "actor_names", Row: num, Gone: true}, nameOf(num, a.Name)); err != nil {
			return err
		}
	}
	return x.exec("UPDATE actor SET name = ?, type = ?, role = ?, codes = ?, newest = ? WHERE num = ?", a.Name, string(a.Type), a.Role, text(codes(a)), newest, num)
}

// newest looks again for the newest article of those whose it was.
func (x *indexer) newest() error {
	aged := x.aged
	x.aged = nil
	for _, num := range aged {
		var id onrecord.ActorID
		if err := x.tx.QueryRowContext(x.ctx, "SELECT id FROM actor WHERE num = ?", num).Scan(&id); err != nil {
			return err
		}
		if err := x.renewActor(num, id); err != nil {
			return fmt.Errorf("the newest of %s: %w", id, err)
		}
	}
	return nil
}

// renewActor writes what the newest article that has an actor, or one whom they
// stand for, knows of them.
func (x *indexer) renewActor(num int64, id onrecord.ActorID) error {
	group := x.decided.Group(id)
	if !slices.Contains(group, id) {
		group = []onrecord.ActorID{id}
	}
	var article int64
	err := x.tx.QueryRowContext(x.ctx, `SELECT a.num FROM json_each(?) g JOIN actor m ON m.id = g.value
		JOIN article a ON a.num = (SELECT i.article FROM actor_in i JOIN article b ON b.num = i.article WHERE i.actor = m.num ORDER BY i.last DESC, b.id LIMIT 1)
		ORDER BY a.last DESC, a.id LIMIT 1`, text(group)).Scan(&article)
	if errors.Is(err, sql.ErrNoRows) {
		return x.exec("UPDATE actor SET newest = NULL WHERE num = ?", num)
	}
	if err != nil {
		return err
	}
	e, err := x.store.entry(x.ctx, x.tx, article)
	if err != nil {
		return err
	}
	a, ok := e.shown.Actor(id)
	if !ok { // one who is shown no more
		if a, ok = e.found.Found.Actor(id); !ok {
			return x.exec("UPDATE actor SET newest = ? WHERE num = ?", article, num)
		}
	}
	return x.describe(num, a, article)
}
