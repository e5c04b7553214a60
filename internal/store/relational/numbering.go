package relational

import (
	"context"
	"database/sql"
	"maps"
	"sync"
)

// numbering are the numbers of words, actors and facets that a transaction has
// asked for or given: most of those of an article are those of others. They are
// everybody's once it is committed, and until rows are numbered anew.
type numbering struct {
	store          *Store
	version, since int64
	fresh          map[string]int64
}

// numbered are numbers that are everybody's.
type numbered struct {
	mu             sync.Mutex
	version, since int64 // of the store, and of renumbered, that they are good for
	by             map[string]int64
}

// mostNumbered is how many numbers are remembered: some 30 MB.
const mostNumbered = 200_000

// numbering begins one in a transaction.
func (s *Store) numbering(ctx context.Context, tx *sql.Tx) (*numbering, error) {
	version, err := s.engine.Version(ctx, tx)
	return &numbering{store: s, version: version, since: s.values.renumbered.Load(), fresh: map[string]int64{}}, err
}

// get is the number of something, 0 if it is not remembered.
func (n *numbering) get(key string) int64 {
	if num := n.fresh[key]; num != 0 {
		return num
	}
	if n.store == nil {
		return 0
	}
	all := &n.store.numbered
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.version != n.version || all.since != n.since {
		return 0
	}
	return all.by[key]
}

func (n *numbering) put(key string, num int64) { n.fresh[key] = num }

// keep makes the numbers everybody's: the transaction is committed.
func (n *numbering) keep() {
	all := &n.store.numbered
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.by == nil || all.version != n.version || all.since != n.since || len(all.by) > mostNumbered {
		all.by, all.version, all.since = map[string]int64{}, n.version, n.since
	}
	maps.Copy(all.by, n.fresh)
}
