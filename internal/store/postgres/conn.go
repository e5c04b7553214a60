package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"maps"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// openDB is a pool of connections that run the SQL of package relational, each of
// which is watched.
func openDB(config *pgx.ConnConfig, watched *lines, parameters map[string]string) *sql.DB {
	c := config.Copy()
	c.AfterNetConnect = watched.join
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = watched.silence
	}
	if c.RuntimeParams["application_name"] == "" {
		c.RuntimeParams["application_name"] = "onrecord"
	}
	// What goes on is reported here, not by notices.
	c.RuntimeParams["client_min_messages"] = "warning"
	// A client whom the network has swallowed holds its locks for a minute, and not
	// for the two hours that are usual.
	maps.Copy(c.RuntimeParams, map[string]string{"tcp_keepalives_idle": "30", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3", "tcp_user_timeout": "60s"})
	maps.Copy(c.RuntimeParams, parameters)
	return sql.OpenDB(connector{stdlib.GetConnector(*c), &spelling{}})
}

type connector struct {
	driver.Connector
	spelling *spelling
}

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	one := opened.(*stdlib.Conn)
	wire := one.Conn().PgConn()
	wire.Conn().(*line).pid.Store(wire.PID())
	return conn{one, c.spelling}, nil
}

// conn is a connection that runs the SQL of package relational. The driver keeps
// the statements that it has prepared, by their words.
type conn struct {
	*stdlib.Conn
	spelling *spelling
}

// PrepareContext implements driver.ConnPrepareContext.
func (c conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return c.Conn.PrepareContext(ctx, c.spelling.of(query))
}

// ExecContext implements driver.ExecerContext.
func (c conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return c.Conn.ExecContext(ctx, c.spelling.of(query), args)
}

// QueryContext implements driver.QueryerContext.
func (c conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	return c.Conn.QueryContext(ctx, c.spelling.of(query), args)
}

// CheckNamedValue implements driver.NamedValueChecker. Text is UTF-8 without NUL,
// which PostgreSQL has none of; whole records are no text but bytes.
func (c conn) CheckNamedValue(v *driver.NamedValue) error {
	if text, ok := v.Value.(string); ok {
		v.Value = plain(text)
	}
	return c.Conn.CheckNamedValue(v)
}

// plain is text that PostgreSQL takes.
func plain(text string) string {
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "\ufffd")
	}
	return strings.ToValidUTF8(text, "\ufffd")
}
