package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/ncruces/go-sqlite3"
)

// moments tell whether a file was written to, by one connection: SQLite counts for
// each what all others have committed since it was opened
// (https://sqlite.org/pragma.html#pragma_data_version).
type moments struct {
	mu     sync.Mutex
	db     *sql.DB
	opened int // connections, of which there is one at a time
}

// Moment implements relational.Engine.
func (e engine) Moment(ctx context.Context) (string, error) {
	m := &e.moments
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.db == nil {
		db, err := openDB(e.readDSN, func(c *sqlite3.Conn) error {
			m.opened++
			return connect("PRAGMA query_only=ON")(c)
		})
		if err != nil {
			return "", err
		}
		db.SetMaxOpenConns(1)
		m.db = db
	}
	var version int64
	if err := m.db.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d.%d", m.opened, version), nil
}

// Close closes the store.
func (s *Store) Close() error {
	s.moments.mu.Lock()
	defer s.moments.mu.Unlock()
	var err error
	if s.moments.db != nil {
		err = s.moments.db.Close()
	}
	return errors.Join(err, s.Store.Close())
}
