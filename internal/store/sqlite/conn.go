package sqlite

import (
	"container/list"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	"github.com/ncruces/go-sqlite3"
	sqlite "github.com/ncruces/go-sqlite3/driver"
)

// openDB opens a pool of connections, each of which ready has made ready. A
// connection keeps its statements: an article is put by some hundreds, all of a
// few dozen sorts, and to make one anew takes longer than to run it.
func openDB(dsn string, ready func(*sqlite3.Conn) error) (*sql.DB, error) {
	c, err := (&sqlite.SQLite{}).OpenConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector{c, ready}), nil
}

type connector struct {
	driver.Connector
	ready func(*sqlite3.Conn) error
}

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	of, ok := opened.(ours)
	if !ok {
		return nil, errors.Join(errors.New("a connection of another kind"), opened.Close())
	}
	if err := c.ready(of.Raw()); err != nil {
		return nil, errors.Join(err, of.Close())
	}
	return &conn{ours: of, idle: map[string]*list.Element{}, turn: list.New()}, nil
}

// ours is what a connection of the driver does.
type ours interface {
	sqlite.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.NamedValueChecker
}

// conn is a connection that keeps statements which nobody uses, by their words.
type conn struct {
	ours
	idle map[string]*list.Element // of turn
	turn *list.List               // of *stmt, the one that was laid by first in front
}

// mostIdle is how many statements a connection keeps. All that a store does
// takes some hundred; a list has others for every question.
const mostIdle = 300

// PrepareContext implements driver.ConnPrepareContext.
func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if e := c.idle[query]; e != nil {
		delete(c.idle, query)
		return c.turn.Remove(e).(*stmt), nil
	}
	s, err := c.ours.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return &stmt{s.(whole), c, query}, nil
}

// Close implements driver.Conn.
func (c *conn) Close() error {
	var errs []error
	for e := c.turn.Front(); e != nil; e = e.Next() {
		errs = append(errs, e.Value.(*stmt).whole.Close())
	}
	c.idle, c.turn = nil, nil
	return errors.Join(append(errs, c.ours.Close())...)
}

// layBy keeps a statement, or closes it where there is one of its words.
func (c *conn) layBy(s *stmt) error {
	if c.turn == nil || c.idle[s.query] != nil {
		return s.whole.Close()
	}
	c.idle[s.query] = c.turn.PushBack(s)
	if c.turn.Len() <= mostIdle {
		return nil
	}
	oldest := c.turn.Remove(c.turn.Front()).(*stmt)
	delete(c.idle, oldest.query)
	return oldest.whole.Close()
}

// whole is what a statement of the driver does.
type whole interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
	driver.NamedValueChecker
}

// stmt is a statement that its connection keeps.
type stmt struct {
	whole
	conn  *conn
	query string
}

// Close implements driver.Stmt.
func (s *stmt) Close() error { return s.conn.layBy(s) }
