package relational

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"onrecord"
	"onrecord/internal/alert"
)

var _ alert.Store = (*Store)(nil)

// marks are those of what is stored under a number, nil for nothing, or for a
// record that nobody can read any more.
func (s *Store) marks(ctx context.Context, tx *sql.Tx, num int64) ([]alert.Mark, error) {
	if num == 0 {
		return nil, nil
	}
	e, err := s.entry(ctx, tx, num)
	if errors.Is(err, errDamaged) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return alert.MarksOf(&e.found), nil
}

// arrive notes that an article came, if it has anything that it had not.
func arrive(ctx context.Context, tx *sql.Tx, num int64, had []alert.Mark, r *onrecord.Record) error {
	var column any // NULL for an article that was not there
	if had != nil {
		if !alert.New(alert.MarksOf(r), had) {
			return nil
		}
		packed := make([]byte, 0, 8*len(had))
		for _, m := range had {
			packed = binary.LittleEndian.AppendUint64(packed, uint64(m))
		}
		column = packed
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO arrival (article, had) VALUES (?,?)", num, column); err != nil {
		return fmt.Errorf("note that it came: %w", err)
	}
	return nil
}

// Arrived implements alert.Arrivals.
func (s *Store) Arrived(ctx context.Context, behind int64, limit int) (out []alert.Arrival, err error) {
	err = Each(ctx, s.read, "SELECT v.seq, a.id, v.had FROM arrival v JOIN article a ON a.num = v.article WHERE v.seq > ? ORDER BY v.seq LIMIT ?", func(rows *sql.Rows) error {
		var a alert.Arrival
		var packed []byte
		if err := rows.Scan(&a.Seq, &a.Article, &packed); err != nil {
			return err
		}
		a.New = packed == nil
		for len(packed) >= 8 {
			a.Had = append(a.Had, alert.Mark(binary.LittleEndian.Uint64(packed)))
			packed = packed[8:]
		}
		out = append(out, a)
		return nil
	}, behind, limit)
	return out, s.Wrap("list arrivals", err)
}

// LastArrival implements alert.Arrivals.
func (s *Store) LastArrival(ctx context.Context) (seq int64, err error) {
	err = s.read.QueryRowContext(ctx, s.engine.LastArrival()).Scan(&seq)
	return seq, s.Wrap("find the last arrival", err)
}

// SeenUntil implements alert.Arrivals.
func (s *Store) SeenUntil(ctx context.Context, query int64) (seq int64, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT until FROM saved WHERE id = ?", query).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, s.missing("saved query", strconv.FormatInt(query, 10))
	}
	return seq, s.Wrap("read a saved query", err)
}

// SaveQuery implements alert.Queries.
func (s *Store) SaveQuery(ctx context.Context, q alert.Query, marks []alert.Mark) (alert.Query, error) {
	if err := q.Check(); err != nil {
		return q, err
	}
	err := s.change(ctx, "save a query", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "INSERT INTO saved (\"user\", name, list, q, whole, webhook, secret, mail, made, until) VALUES (?,?,?,?,?,?,?,?,?,("+s.engine.LastArrival()+")) RETURNING id",
			q.User, q.Name, q.List, q.Q, q.All, q.Webhook, q.Secret, q.Mail, q.Made.UnixMicro()).Scan(&q.ID)
		for _, m := range marks {
			if err != nil {
				return err
			}
			_, err = told(ctx, tx, q.ID, m)
		}
		return err
	})
	return q, err
}

// told notes that a query was told of a mark, and whether it was not before.
func told(ctx context.Context, tx *sql.Tx, query int64, m alert.Mark) (isNew bool, err error) {
	done, err := tx.ExecContext(ctx, "INSERT INTO told (saved, mark) VALUES (?,?) ON CONFLICT DO NOTHING", query, int64(m))
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

const savedColumns = "s.id, s.\"user\", s.name, s.list, s.q, s.whole, s.webhook, s.secret, s.mail, s.made"

// savedIn are where savedColumns are read to, and what is to be done then.
func savedIn(q *alert.Query) (to []any, done func()) {
	var made int64
	return []any{&q.ID, &q.User, &q.Name, &q.List, &q.Q, &q.All, &q.Webhook, &q.Secret, &q.Mail, &made}, func() { q.Made = time.UnixMicro(made).UTC() }
}

// SavedQueries implements alert.Queries.
func (s *Store) SavedQueries(ctx context.Context) (out []alert.Query, err error) {
	err = Each(ctx, s.read, "SELECT "+savedColumns+" FROM saved s ORDER BY s.id", func(rows *sql.Rows) error {
		var q alert.Query
		to, done := savedIn(&q)
		err := rows.Scan(to...)
		done()
		out = append(out, q)
		return err
	})
	return out, s.Wrap("list saved queries", err)
}

// SavedQuery implements alert.Queries.
func (s *Store) SavedQuery(ctx context.Context, id int64) (q alert.Query, err error) {
	to, done := savedIn(&q)
	err = s.read.QueryRowContext(ctx, "SELECT "+savedColumns+" FROM saved s WHERE s.id = ?", id).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return q, s.missing("saved query", strconv.FormatInt(id, 10))
	}
	done()
	return q, s.Wrap("read a saved query", err)
}

// DropQuery implements alert.Queries.
func (s *Store) DropQuery(ctx context.Context, id int64) error {
	return s.removeNamed(ctx, "saved query", "DELETE FROM saved WHERE id = ?", strconv.FormatInt(id, 10))
}

// Told implements alert.Alerts.
func (s *Store) Told(ctx context.Context, query int64, marks []alert.Mark) (found bool, err error) {
	for _, m := range marks {
		err = s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM told WHERE saved = ? AND mark = ?)", query, int64(m)).Scan(&found)
		if found || err != nil {
			break
		}
	}
	return found, s.Wrap("look who was told", err)
}

// Fire implements alert.Alerts.
func (s *Store) Fire(ctx context.Context, query, until int64, alerts []alert.Alert) (fired []alert.Alert, err error) {
	err = s.change(ctx, "fire alerts", func(tx *sql.Tx) error {
		fired = nil
		var q alert.Query
		to, done := savedIn(&q)
		err := tx.QueryRowContext(ctx, "SELECT "+savedColumns+" FROM saved s WHERE s.id = ?", query).Scan(to...)
		if errors.Is(err, sql.ErrNoRows) {
			return s.missing("saved query", strconv.FormatInt(query, 10))
		}
		if err != nil {
			return err
		}
		done()
		for _, a := range alerts {
			isNew := true
			for _, m := range a.Marks {
				one, err := told(ctx, tx, query, m)
				if err != nil {
					return err
				}
				isNew = isNew && one
			}
			if !isNew {
				continue
			}
			if err := putAlert(ctx, tx, &q, &a); err != nil {
				return err
			}
			fired = append(fired, a)
		}
		_, err = tx.ExecContext(ctx, "UPDATE saved SET until = CASE WHEN until < ?1 THEN ?1 ELSE until END WHERE id = ?2", until, query)
		return err
	})
	return fired, err
}

// putAlert stores an alert and its deliveries.
func putAlert(ctx context.Context, tx *sql.Tx, q *alert.Query, a *alert.Alert) error {
	a.Query, a.Name = q.ID, q.Name
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write an alert: %w", err)
	}
	if err := tx.QueryRowContext(ctx, "INSERT INTO alert (saved, at, body) VALUES (?,?,?) RETURNING id", q.ID, a.At.UnixMicro(), string(body)).Scan(&a.ID); err != nil {
		return err
	}
	for _, d := range []struct {
		mail bool
		to   string
	}{{false, q.Webhook}, {true, q.Mail}} {
		if d.to == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO delivery (alert, mail, target, due) VALUES (?,?,?,?)", a.ID, d.mail, d.to, a.At.UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// Fired implements alert.Alerts.
func (s *Store) Fired(ctx context.Context, query int64, limit int) (out []alert.Alert, err error) {
	err = Each(ctx, s.read, "SELECT id, body FROM alert WHERE CAST(?1 AS BIGINT) IN (0, saved) ORDER BY id DESC LIMIT ?2", func(rows *sql.Rows) error {
		a, err := scanAlert(rows)
		out = append(out, a)
		return err
	}, query, limit)
	return out, s.Wrap("list alerts", err)
}

func scanAlert(rows *sql.Rows, more ...any) (a alert.Alert, err error) {
	var id int64
	var body []byte
	if err := rows.Scan(append([]any{&id, &body}, more...)...); err != nil {
		return a, err
	}
	if err := json.Unmarshal(body, &a); err != nil {
		return a, fmt.Errorf("read alert %d: %w", id, err)
	}
	a.ID = id
	return a, nil
}

// Due implements alert.Alerts.
func (s *Store) Due(ctx context.Context, at time.Time, limit int) (out []alert.Delivery, err error) {
	err = Each(ctx, s.read, `SELECT a.id, a.body, d.id, d.mail, d.target, d.tries, `+savedColumns+`
		FROM delivery d JOIN alert a ON a.id = d.alert JOIN saved s ON s.id = a.saved WHERE d.due <= ? ORDER BY d.due, d.id LIMIT ?`, func(rows *sql.Rows) (err error) {
		var d alert.Delivery
		to, done := savedIn(&d.Query)
		d.Alert, err = scanAlert(rows, append([]any{&d.ID, &d.Mail, &d.To, &d.Tries}, to...)...)
		done()
		out = append(out, d)
		return err
	}, at.UnixMicro(), limit)
	return out, s.Wrap("list deliveries", err)
}

// Delivered implements alert.Alerts.
func (s *Store) Delivered(ctx context.Context, id int64) error {
	return s.change(ctx, "note a delivery", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM delivery WHERE id = ?", id)
		return err
	})
}

// Failed implements alert.Alerts.
func (s *Store) Failed(ctx context.Context, id int64, why string, again time.Time) error {
	return s.change(ctx, "note a failed delivery", func(tx *sql.Tx) error {
		due := sql.NullInt64{Int64: again.UnixMicro(), Valid: !again.IsZero()}
		_, err := tx.ExecContext(ctx, "UPDATE delivery SET tries = tries + 1, fault = ?, due = ? WHERE id = ?", why, due, id)
		return err
	})
}
