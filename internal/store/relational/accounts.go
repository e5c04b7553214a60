package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"onrecord"
	"onrecord/internal/account"
)

var _ account.Accounts = (*Store)(nil)

// Users implements account.Users.
func (s *Store) Users(ctx context.Context) (out []account.User, err error) {
	err = Each(ctx, s.read, "SELECT name, role, hash, changed FROM \"user\" ORDER BY name", func(rows *sql.Rows) error {
		u, err := scanUser(rows)
		out = append(out, u)
		return err
	})
	return out, s.Wrap("list users", err)
}

// User implements account.Users.
func (s *Store) User(ctx context.Context, name string) (account.User, error) {
	u, err := scanUser(s.read.QueryRowContext(ctx, "SELECT name, role, hash, changed FROM \"user\" WHERE name = ?", name))
	if errors.Is(err, sql.ErrNoRows) {
		return u, s.missing("user", name)
	}
	return u, s.Wrap("read a user", err)
}

func scanUser(row interface{ Scan(...any) error }) (u account.User, err error) {
	var changed int64
	err = row.Scan(&u.Name, &u.Role, &u.Hash, &changed)
	u.Changed = time.UnixMicro(changed).UTC()
	return u, err
}

// missing is the error for what is not there.
func (s *Store) missing(what, name string) error {
	return &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no %s %q", what, name)}
}

// PutUser implements account.Users.
func (s *Store) PutUser(ctx context.Context, u account.User) error {
	if err := u.Check(); err != nil {
		return err
	}
	return s.note(ctx, "store a user", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO "user" (name, role, hash, changed) VALUES (?,?,?,?)
			ON CONFLICT (name) DO UPDATE SET role = excluded.role, hash = excluded.hash, changed = excluded.changed`, u.Name, u.Role, u.Hash, u.Changed.UnixMicro())
		return err
	})
}

// RemoveUser implements account.Users.
func (s *Store) RemoveUser(ctx context.Context, name string) error {
	return s.removeNamed(ctx, "user", "DELETE FROM \"user\" WHERE name = ?", name)
}

// removeNamed takes one row away, which has to be there.
func (s *Store) removeNamed(ctx context.Context, what, statement, name string) error {
	return s.note(ctx, "remove a "+what, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, statement, name)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return s.missing(what, name)
	})
}

// FindCtx implements account.Sessions.
func (s *Store) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT data FROM session WHERE token = ? AND until > ?", token, time.Now().UnixMicro()).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, s.Wrap("read a session", err)
}

// CommitCtx implements account.Sessions. Sessions that have ended go with the
// next that is kept.
func (s *Store) CommitCtx(ctx context.Context, token string, data []byte, until time.Time) error {
	return s.note(ctx, "store a session", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM session WHERE until <= ?", time.Now().UnixMicro()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO session (token, data, until) VALUES (?,?,?) ON CONFLICT (token) DO UPDATE SET data = excluded.data, until = excluded.until",
			token, data, until.UnixMicro())
		return err
	})
}

// DeleteCtx implements account.Sessions.
func (s *Store) DeleteCtx(ctx context.Context, token string) error {
	return s.note(ctx, "end a session", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM session WHERE token = ?", token)
		return err
	})
}

const tokenColumns = "SELECT id, hash, \"user\", role, note, made, until FROM token"

// Tokens implements account.Tokens.
func (s *Store) Tokens(ctx context.Context) (out []account.Token, err error) {
	err = Each(ctx, s.read, tokenColumns+" ORDER BY made, id", func(rows *sql.Rows) error {
		t, err := scanToken(rows)
		out = append(out, t)
		return err
	})
	return out, s.Wrap("list tokens", err)
}

// TokenOf implements account.Tokens.
func (s *Store) TokenOf(ctx context.Context, hash string) (account.Token, error) {
	t, err := scanToken(s.read.QueryRowContext(ctx, tokenColumns+" WHERE hash = ?", hash))
	if errors.Is(err, sql.ErrNoRows) {
		return t, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: errors.New("no such token")}
	}
	return t, s.Wrap("read a token", err)
}

func scanToken(row interface{ Scan(...any) error }) (t account.Token, err error) {
	var made int64
	var until sql.NullInt64
	err = row.Scan(&t.ID, &t.Hash, &t.User, &t.Role, &t.Note, &made, &until)
	if t.Made = time.UnixMicro(made).UTC(); until.Valid {
		t.Until = time.UnixMicro(until.Int64).UTC()
	}
	return t, err
}

// PutToken implements account.Tokens.
func (s *Store) PutToken(ctx context.Context, t account.Token) error {
	return s.note(ctx, "store a token", func(tx *sql.Tx) error {
		until := sql.NullInt64{Int64: t.Until.UnixMicro(), Valid: !t.Until.IsZero()}
		_, err := tx.ExecContext(ctx, "INSERT INTO token (id, hash, \"user\", role, note, made, until) VALUES (?,?,?,?,?,?,?)", t.ID, t.Hash, t.User, t.Role, t.Note, t.Made.UnixMicro(), until)
		return err
	})
}

// RemoveToken implements account.Tokens.
func (s *Store) RemoveToken(ctx context.Context, id string) error {
	return s.removeNamed(ctx, "token", "DELETE FROM token WHERE id = ?", id)
}

// Note implements account.Log.
func (s *Store) Note(ctx context.Context, a account.Act) error {
	return s.note(ctx, "write to the log", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO act (at, \"user\", what, thing, address) VALUES (?,?,?,?,?)", a.At.UnixMicro(), a.User, a.What, a.On, a.Address)
		return err
	})
}

// Acts implements account.Log.
func (s *Store) Acts(ctx context.Context, limit int) (out []account.Act, err error) {
	err = Each(ctx, s.read, "SELECT at, \"user\", what, thing, address FROM act ORDER BY id DESC LIMIT ?", func(rows *sql.Rows) error {
		var a account.Act
		var at int64
		err := rows.Scan(&at, &a.User, &a.What, &a.On, &a.Address)
		a.At = time.UnixMicro(at).UTC()
		out = append(out, a)
		return err
	}, limit)
	return out, s.Wrap("read the log", err)
}
