package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"onrecord"
)

// Decide implements onrecord.Store.
func (s *Store) Decide(ctx context.Context, d onrecord.Decision) (onrecord.Decision, error) {
	if err := d.Check(); err != nil {
		return d, err
	}
	err := s.change(ctx, "decide", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO decision (kind, subject, object, article, by_whom, at, note, undone)
			VALUES (?,?,?,?,?,?,?,?) RETURNING num`,
			string(d.Kind), string(d.Subject), text(toActor(d.Object)), string(d.Article), d.By, d.At.UTC().Format(time.RFC3339), d.Note, d.Undone).Scan(&d.ID)
		if err != nil {
			return err
		}
		return s.obey(ctx, tx, &d)
	})
	d.At = d.At.UTC().Truncate(time.Second)
	return d, err
}

// Undo implements onrecord.Store.
func (s *Store) Undo(ctx context.Context, id int64, undone bool) error {
	return s.change(ctx, "undo a decision", func(tx *sql.Tx) error {
		all, err := decisions(ctx, tx)
		if err != nil {
			return err
		}
		for i := range all {
			if all[i].ID != id {
				continue
			}
			if _, err := tx.ExecContext(ctx, "UPDATE decision SET undone = ? WHERE num = ?", undone, id); err != nil {
				return err
			}
			return s.obey(ctx, tx, &all[i])
		}
		return &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no decision %d", id)}
	})
}

// Decisions implements onrecord.Store.
func (s *Store) Decisions(ctx context.Context) (onrecord.Decisions, error) {
	all, err := decisions(ctx, s.read)
	return all, s.wrap("list decisions", err)
}

// change runs f in a transaction of the writer.
func (s *Store) change(ctx context.Context, doing string, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.wrap("begin", err)
	}
	defer tx.Rollback() // of no effect once committed
	if err = f(tx); err == nil {
		err = tx.Commit()
	}
	return s.wrap(doing, err)
}

func decisions(ctx context.Context, q querier) (out onrecord.Decisions, err error) {
	err = each(ctx, q, "SELECT num, kind, subject, object, article, by_whom, at, note, undone FROM decision ORDER BY num", func(rows *sql.Rows) error {
		var d onrecord.Decision
		var object storedActor
		var at string
		if err := rows.Scan(&d.ID, &d.Kind, &d.Subject, into{&object}, &d.Article, &d.By, &at, &d.Note, &d.Undone); err != nil {
			return err
		}
		d.Object = object.actor()
		var err error
		d.At, err = time.Parse(time.RFC3339, at)
		out = append(out, d)
		return err
	})
	return out, err
}

// obey makes the articles that a decision can concern as all decisions have them.
func (s *Store) obey(ctx context.Context, tx *sql.Tx, d *onrecord.Decision) error {
	// Whom it is about stands in an article, or stood there before another
	// decision put somebody else in their place.
	var ids []onrecord.ArticleID
	err := each(ctx, tx, `SELECT id FROM article WHERE num IN (
			SELECT article FROM actor WHERE id IN (?, ?) UNION SELECT article FROM as_found)
		ORDER BY num`, func(rows *sql.Rows) error {
		var id onrecord.ArticleID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, string(d.Subject), string(d.Object.ID))
	if err != nil {
		return err
	}
	all, err := decisions(ctx, tx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		r, err := record(ctx, tx, id)
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
		var num int64
		if err := tx.QueryRowContext(ctx, "SELECT num FROM article WHERE id = ?", string(id)).Scan(&num); err != nil {
			return err
		}
		if err := undecided(ctx, tx, num, &r); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
		if err := clear(ctx, tx, num, false); err != nil {
			return err
		}
		if err := s.putDecided(ctx, tx, num, &r, all); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	return nil
}

// putDecided stores what was found in an article as decisions have it, and
// beside it the actors as they were found where that differs.
func (s *Store) putDecided(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record, all onrecord.Decisions) error {
	found, changed := all.Apply(r.ID, r.Found)
	if _, err := tx.ExecContext(ctx, "DELETE FROM as_found WHERE article = ?", num); err != nil {
		return err
	}
	if changed {
		if _, err := tx.ExecContext(ctx, "INSERT INTO as_found VALUES (?,?)", num, text(toAsFound(&r.Found))); err != nil {
			return err
		}
	}
	decided := *r
	decided.Found = found
	if err := putFound(ctx, tx, num, &decided); err != nil {
		return err
	}
	return s.putFacts(ctx, tx, num, &decided)
}

// undecided gives a stored record the actors that were found in it.
func undecided(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	var raw asFound
	err := tx.QueryRowContext(ctx, "SELECT actors FROM as_found WHERE article = ?", num).Scan(into{&raw})
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return raw.into(&r.Found)
}

// storedActor is an actor as it is written.
type storedActor struct {
	ID    onrecord.ActorID  `json:"id,omitempty"`
	Name  string            `json:"name,omitempty"`
	Type  string            `json:"type,omitempty"`
	Codes map[string]string `json:"codes,omitempty"`
	Role  string            `json:"role,omitempty"`
}

func toActor(a onrecord.Actor) storedActor {
	return storedActor{a.ID, a.Name, string(a.Type), a.Codes, a.Role}
}

func (a storedActor) actor() onrecord.Actor {
	if len(a.Codes) == 0 {
		a.Codes = nil
	}
	return onrecord.Actor{ID: a.ID, Name: a.Name, Type: onrecord.ActorType(a.Type), Codes: a.Codes, Role: a.Role}
}

// asFound are the actors of an article before decisions: the list, who each
// mention means, and for each claim whom each of its parties names.
type asFound struct {
	Actors   []storedActor      `json:"actors"`
	Mentions []onrecord.ActorID `json:"mentions"`
	// Parties are the actors of each party of each claim, in the order in which
	// an article walks over its claims and these over their parties.
	Parties [][][]onrecord.ActorID `json:"parties"`
	// Statements is how schema 2 wrote them: one actor or "" for source,
	// addressee, venue and each hop.
	Statements [][]onrecord.ActorID `json:"statements,omitempty"`
}

func toAsFound(f *onrecord.Found) asFound {
	a := asFound{Actors: []storedActor{}, Mentions: []onrecord.ActorID{}, Parties: [][][]onrecord.ActorID{}}
	for _, actor := range f.Actors {
		a.Actors = append(a.Actors, toActor(actor))
	}
	for _, m := range f.Mentions {
		a.Mentions = append(a.Mentions, m.Actor)
	}
	for c := range f.Claims() {
		ids := [][]onrecord.ActorID{}
		for p := range onrecord.Parties(c) {
			ids = append(ids, append([]onrecord.ActorID{}, *p.Actors...))
		}
		a.Parties = append(a.Parties, ids)
	}
	return a
}

// into puts the actors back where they were found.
func (a asFound) into(f *onrecord.Found) error {
	misfit := errors.New("what was found does not fit what is stored")
	a.parties()
	if len(a.Mentions) != len(f.Mentions) || len(a.Parties) != f.CountClaims() {
		return misfit
	}
	f.Actors = nil
	for _, actor := range a.Actors {
		f.Actors = append(f.Actors, actor.actor())
	}
	for i := range f.Mentions {
		f.Mentions[i].Actor = a.Mentions[i]
	}
	all := a.Parties
	for c := range f.Claims() {
		ids := all[0]
		all = all[1:]
		for p := range onrecord.Parties(c) {
			if len(ids) == 0 {
				return misfit
			}
			*p.Actors = nil
			if len(ids[0]) > 0 {
				*p.Actors = ids[0]
			}
			ids = ids[1:]
		}
		if len(ids) > 0 {
			return misfit
		}
	}
	return nil
}

// parties are read from what schema 2 wrote, where it did. Its venue, the
// third, never had an actor.
func (a *asFound) parties() {
	for _, statement := range a.Statements {
		of := [][]onrecord.ActorID{}
		for i, id := range statement {
			switch {
			case i == 2:
			case id == "":
				of = append(of, nil)
			default:
				of = append(of, []onrecord.ActorID{id})
			}
		}
		a.Parties = append(a.Parties, of)
	}
}
