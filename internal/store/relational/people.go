package relational

import (
	"context"
	"database/sql"

	"onrecord"
	"onrecord/internal/store/record"
)

// peopleLater are the actors of a batch: what is counted of each, and what the
// newest of the articles of the batch knows of them.
type peopleLater struct {
	all   []*personNoted
	place map[int64]*personNoted
}

type personNoted struct {
	counts
	newest *sighting
}

// sighting is an actor as an article has them.
type sighting struct {
	actor   onrecord.Actor
	article int64
	day     int64
	id      onrecord.ArticleID
}

// newer reports whether s is of a newer article than one of that day and id.
func (s *sighting) newer(day int64, id onrecord.ArticleID) bool {
	return s.day > day || s.day == day && s.id < id
}

func (l *peopleLater) of(num int64) *personNoted {
	p := l.place[num]
	if p == nil {
		if l.place == nil {
			l.place = map[int64]*personNoted{}
		}
		p = &personNoted{counts: counts{num: num}}
		l.place[num] = p
		l.all = append(l.all, p)
	}
	return p
}

// count adds what the article says of actors, as all decisions have them, to
// what is known of them, or takes it away.
func (x *indexer) count(local *onrecord.Record, sign int) error {
	for _, p := range record.Present(local) {
		if err := x.countApart(p, sign); err != nil {
			return err
		}
	}
	r := *local
	r.Found, _ = x.decided.Global(local.Found)
	actors := r.ActorsByID()
	for _, p := range record.Present(&r) {
		a := actors[p.Actor]
		a.ID = p.Actor
		num, err := x.actor(a)
		if err != nil {
			return err
		}
		noted := x.batch.people.of(num)
		noted.articles += sign
		noted.mentions += sign * p.Mentions
		noted.statements += sign * p.Said
		noted.about += sign * p.About
		seen := &sighting{actor: a, article: x.num, day: int64(lastDay(r.Published.Latest)), id: r.ID}
		if sign > 0 && a.Name != "" && (noted.newest == nil || seen.newer(noted.newest.day, noted.newest.id)) {
			noted.newest = seen
		}
	}
	return nil
}

// write counts, and makes each actor as the newest article has them.
func (l *peopleLater) write(ctx context.Context, tx *sql.Tx, b *batch, into Engine) error {
	if len(l.all) == 0 {
		return nil
	}
	had, err := l.known(ctx, tx)
	if err != nil {
		return err
	}
	key, adds := []string{"num"}, []string{"articles", "mentions", "statements", "about"}
	counted := &Rows{Table: "actor", Key: key, Adds: adds, Columns: append(key, adds...)}
	told := &Rows{Table: "actor", Key: key, Adds: adds, Sets: []string{"name", "type", "role", "codes", "newest"}}
	told.Columns = append(append(append(told.Columns, key...), adds...), told.Sets...)
	for _, p := range l.all {
		row := []any{p.num, int64(p.articles), int64(p.mentions), int64(p.statements), int64(p.about)}
		of, is := p.newest, had[p.num]
		if of == nil || is.newest.Valid && is.newest.Int64 != of.article && !of.newer(is.last.Int64, onrecord.ArticleID(is.id.String)) {
			counted.Rows = append(counted.Rows, row)
			continue
		}
		told.Rows = append(told.Rows, append(row, of.actor.Name, string(of.actor.Type), of.actor.Role, text(codes(of.actor)), of.article))
		if is.name != of.actor.Name {
			b.words.drop("actor_names", p.num)
			b.words.put("actor_names", p.num, []string{"name"}, of.actor.Name)
		}
	}
	*l = peopleLater{}
	for _, r := range []*Rows{counted, told} {
		if len(r.Rows) > 0 {
			if err := into.PutRows(ctx, tx, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// known is what an actor is called, and by which article.
type known struct {
	name         string
	newest, last sql.NullInt64
	id           sql.NullString
}

// known is what is stored of those who were noted.
func (l *peopleLater) known(ctx context.Context, tx *sql.Tx) (map[int64]known, error) {
	nums, out := make([]int64, len(l.all)), make(map[int64]known, len(l.all))
	for i, p := range l.all {
		nums[i] = p.num
	}
	err := Each(ctx, tx, "SELECT a.num, a.name, a.newest, n.last, n.id FROM actor a LEFT JOIN article n ON n.num = a.newest WHERE a.num IN "+integers, func(rows *sql.Rows) error {
		var num int64
		var k known
		err := rows.Scan(&num, &k.name, &k.newest, &k.last, &k.id)
		out[num] = k
		return err
	}, text(nums))
	return out, err
}
