package relational

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"onrecord"
	"onrecord/internal/store/record"
)

// decided is what all decisions of a moment come to.
type decided struct {
	*onrecord.Verdicts
	version int64
	// names are what those are called of whom something was decided, by whoever
	// stands for them: by decisions, and by articles.
	names map[onrecord.ActorID][]string
}

// decided are the decisions as q sees them.
func (s *Store) decided(ctx context.Context, q querier) (*decided, error) {
	var version int64
	if err := q.QueryRowContext(ctx, "SELECT version FROM decided").Scan(&version); err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	if d := s.verdicts.Load(); d != nil && d.version == version {
		return d, nil
	}
	all, err := decisions(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	d := &decided{Verdicts: all.Verdicts(), version: version}
	d.names = d.Names()
	for id := range d.names { // each list is only looked into
		err := Each(ctx, q, "SELECT name FROM actor WHERE id IN (SELECT value FROM json_each(?))", func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			d.names[id] = append(d.names[id], name)
			return err
		}, text(d.Group(id)))
		if err != nil {
			return nil, fmt.Errorf("read the names of %s: %w", id, err)
		}
	}
	s.verdicts.Store(d)
	return d, nil
}

// named are those of whom something was decided, and whose names have a phrase.
func (d *decided) named(phrase string) (out []onrecord.ActorID) {
	want := folded(phrase)
	for id, names := range d.names { // sorted below
		if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(folded(n), want) }) {
			out = append(out, d.Group(id)...)
		}
	}
	slices.Sort(out)
	return out
}

// folded is words in small letters without their marks, a space around each.
func folded(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFD.String(s))
	return " " + strings.Join(strings.Fields(s), " ") + " "
}

// Decide implements onrecord.Store.
func (s *Store) Decide(ctx context.Context, d onrecord.Decision) (onrecord.Decision, error) {
	if err := d.Check(); err != nil {
		return d, err
	}
	err := s.decide(ctx, "decide", func(tx *sql.Tx) error {
		return s.obey(ctx, tx, &d, func() error {
			return tx.QueryRowContext(ctx, `INSERT INTO decision (kind, subject, target, field, value, object, article, by_whom, at, note, undone)
			VALUES (?,?,?,?,?,?,?,?,?,?,?) RETURNING num`,
				string(d.Kind), subject(&d), string(d.On), d.Field, d.Value, text(record.ToActor(d.Object)), string(d.Article), d.By, d.At.UTC().Format(time.RFC3339), d.Note, d.Undone).Scan(&d.ID)
		})
	})
	d.At = d.At.UTC().Truncate(time.Second)
	return d, err
}

// Undo implements onrecord.Store.
func (s *Store) Undo(ctx context.Context, id int64, undone bool) error {
	return s.decide(ctx, "undo a decision", func(tx *sql.Tx) error {
		all, err := decisions(ctx, tx)
		if err != nil {
			return err
		}
		for i := range all {
			if all[i].ID == id {
				return s.obey(ctx, tx, &all[i], func() error {
					_, err := tx.ExecContext(ctx, "UPDATE decision SET undone = ? WHERE num = ?", undone, id)
					return err
				})
			}
		}
		return &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no decision %d", id)}
	})
}

// Decisions implements onrecord.Store.
func (s *Store) Decisions(ctx context.Context) (onrecord.Decisions, error) {
	all, err := decisions(ctx, s.read)
	return all, s.Wrap("list decisions", err)
}

func decisions(ctx context.Context, q querier) (out onrecord.Decisions, err error) {
	err = Each(ctx, q, "SELECT num, kind, subject, target, field, value, object, article, by_whom, at, note, undone FROM decision ORDER BY num", func(rows *sql.Rows) error {
		var d onrecord.Decision
		var object record.Actor
		var about, at string
		if err := rows.Scan(&d.ID, &d.Kind, &about, &d.On, &d.Field, &d.Value, into{&object}, &d.Article, &d.By, &at, &d.Note, &d.Undone); err != nil {
			return err
		}
		if d.Object = object.Actor(); d.On == onrecord.OnActor {
			d.Subject = onrecord.ActorID(about)
		} else {
			d.Of = about
		}
		var err error
		d.At, err = time.Parse(time.RFC3339, at)
		out = append(out, d)
		return err
	})
	return out, err
}

// subject is what a decision is about, by id.
func subject(d *onrecord.Decision) string {
	if d.On == onrecord.OnActor {
		return string(d.Subject)
	}
	return d.Of
}

// obey makes what is stored obey a decision that change writes. No article is
// rewritten: who is who is looked up when a list is asked, and only the counts
// of the actors whom it is about are made anew, and the rows of the article
// that it is about.
func (s *Store) obey(ctx context.Context, tx *sql.Tx, d *onrecord.Decision, change func() error) error {
	before, err := s.decided(ctx, tx)
	if err != nil {
		return err
	}
	ix := &indexer{ctx: ctx, tx: tx, store: s, decided: before, batch: alone()}
	if d.Article != "" && !d.On.Joins() {
		nums, err := numbers(ctx, tx, "SELECT num FROM article WHERE id = ?", string(d.Article))
		if err != nil {
			return err
		}
		if len(nums) > 0 {
			ix.num = nums[0]
			if err := ix.remove(); err != nil {
				return err
			}
		}
	}
	if err := change(); err != nil {
		return err
	}
	// One that was never there: what was made of one that is rolled back is never taken for another's.
	if _, err := tx.ExecContext(ctx, "UPDATE decided SET version = ?", rand.Int64()); err != nil {
		return err
	}
	if ix.decided, err = s.decided(ctx, tx); err != nil {
		return err
	}
	switch {
	case ix.num != 0:
		return ix.again()
	case d.On == onrecord.OnActor && d.Article == "":
		return ix.concern(before, d)
	case d.On.Joins():
		return obeyRows(ctx, tx, d)
	}
	return nil // of an article that is yet to come, or of rows, which are looked up when they are listed
}

// again makes the rows of a stored article anew, and its facts.
func (x *indexer) again() error {
	e, err := x.store.entry(x.ctx, x.tx, x.num)
	if err != nil {
		return err
	}
	if err := x.add(x.decided.prepare(&e.found)); err != nil {
		return err
	}
	if err := x.write(); err != nil {
		return err
	}
	return x.store.putFacts(x.ctx, x.tx, x.num, &e.shown)
}

// concern counts those anew whom a decision about actors is about, as it was
// before and is now, and marks their facts as stale.
func (x *indexer) concern(before *decided, d *onrecord.Decision) error {
	var counted, stale []onrecord.ActorID
	for _, id := range []onrecord.ActorID{d.Subject, d.Object.ID} {
		if id != "" {
			counted = append(counted, id, before.Of(id), x.decided.Of(id))
			stale = append(append(append(stale, id), before.Group(id)...), x.decided.Group(id)...)
		}
	}
	if err := x.setApart(before, stale); err != nil {
		return err
	}
	slices.Sort(counted)
	for _, id := range slices.Compact(counted) {
		if id == "" {
			continue
		}
		if err := x.recount(id, d); err != nil {
			return fmt.Errorf("count %s: %w", id, err)
		}
	}
	if err := x.clearApart(stale); err != nil {
		return err
	}
	return x.exec("INSERT INTO world_stale_actor SELECT DISTINCT value FROM json_each(?) WHERE TRUE ON CONFLICT DO NOTHING", text(stale))
}

// recount counts an actor anew, with all whom they stand for.
func (x *indexer) recount(id onrecord.ActorID, d *onrecord.Decision) error {
	a := onrecord.Actor{ID: id}
	if d.Object.ID == id {
		a = d.Object
	}
	num, err := x.actor(a)
	if err != nil {
		return err
	}
	if x.decided.Of(id) != id { // another stands for them, or nobody
		if err := x.exec("UPDATE actor SET shown = FALSE, articles = 0, mentions = 0, statements = 0, about = 0 WHERE num = ?", num); err != nil {
			return err
		}
		return x.renewActor(num, id)
	}
	n, err := x.together(x.decided.Group(id))
	if err != nil {
		return err
	}
	if err := x.exec("UPDATE actor SET shown = TRUE, articles = ?, mentions = ?, statements = ?, about = ? WHERE num = ?", n.articles, n.mentions, n.statements, n.about, num); err != nil {
		return err
	}
	return x.renewActor(num, id)
}
