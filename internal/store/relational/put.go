package relational

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
)

// Has implements onrecord.Store.
func (s *Store) Has(ctx context.Context, a onrecord.Article, by string) (bool, error) {
	var found bool
	err := s.read.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1 AND given = ?2 AND found_by = ?3
			UNION SELECT 1 FROM superseded s JOIN article a ON a.num = s.article WHERE a.id = ?1 AND s.given = ?2 AND s.found_by = ?3)`,
		string(a.ID), raw(a.Fingerprint()), by).Scan(&found)
	return found, s.Wrap("look for article "+string(a.ID), err)
}

// raw is what a hexadecimal number says, in bytes.
func raw(hexadecimal string) []byte {
	b, err := hex.DecodeString(hexadecimal)
	if err != nil {
		panic(err) // hashes of ours
	}
	return b
}

// PutRecord implements onrecord.Store.
func (s *Store) PutRecord(ctx context.Context, r onrecord.Record) (changed bool, err error) {
	if err := r.Check(); err != nil {
		return false, &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: err}
	}
	all, err := s.putAll(ctx, "put article "+string(r.ID), []onrecord.Record{r})
	return err == nil && all[0], err
}

// PutRecords implements onrecord.Store.
func (s *Store) PutRecords(ctx context.Context, rs ...onrecord.Record) (changed []bool, err error) {
	for i := range rs {
		if err := rs[i].Check(); err != nil {
			return nil, &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: err}
		}
	}
	return s.putAll(ctx, "put articles", rs)
}

// putAll puts records in one transaction.
func (s *Store) putAll(ctx context.Context, doing string, rs []onrecord.Record) (changed []bool, err error) {
	ready, err := s.firsts(ctx, rs)
	if err != nil { // whatever it is, it is met again below, or has passed
		ready = nil
	}
	var b *batch
	err = s.change(ctx, doing, func(tx *sql.Tx) error {
		changed = make([]bool, len(rs))
		b = &batch{}
		if b.nums, err = s.numbering(ctx, tx); err != nil {
			return err
		}
		d, err := s.decided(ctx, tx)
		if err != nil {
			return err
		}
		fresh, err := s.begin(ctx, tx, d, b, rs, ready)
		if err != nil {
			return err
		}
		for i := range rs {
			id := rs[i].ID
			if p := fresh[id]; p != nil && p.r == &rs[i] {
				changed[i], err = true, s.putFirst(ctx, tx, d, p, b)
			} else {
				changed[i], err = s.put(ctx, tx, d, &rs[i], b)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
		}
		return b.write(ctx, tx, s)
	})
	if err != nil {
		return nil, err
	}
	b.nums.keep()
	return changed, nil
}

// change runs f in a transaction of the writer.
func (s *Store) change(ctx context.Context, doing string, f func(*sql.Tx) error) error {
	return s.Wrap(doing, s.engine.Write(ctx, Putting, s.ifOurs(ctx, f)))
}

// ifOurs is f, unless a newer program has changed the schema since this one
// opened the store: what this one would write then is not all that there has to be.
func (s *Store) ifOurs(ctx context.Context, f func(*sql.Tx) error) func(*sql.Tx) error {
	return func(tx *sql.Tx) error {
		now, err := schemaOf(ctx, tx)
		if err != nil {
			return err
		}
		if s.schema != 0 && now > s.schema {
			return &onrecord.Error{Kind: onrecord.Conflict, Path: s.path, Err: fmt.Errorf("a newer version of onrecord has changed the store (schema %d, and not %d): start that one in place of this", now, s.schema)}
		}
		return f(tx)
	}
}

// schemaOf is the number of the schema.
func schemaOf(ctx context.Context, from interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (n int64, err error) {
	err = from.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&n)
	return n, err
}

// note runs f in a transaction on whose rows nothing else depends.
func (s *Store) note(ctx context.Context, doing string, f func(*sql.Tx) error) error {
	return s.Wrap(doing, s.engine.Write(ctx, Noting, f))
}

// decide runs f in a transaction that nobody else writes beside.
func (s *Store) decide(ctx context.Context, doing string, f func(*sql.Tx) error) error {
	return s.Wrap(doing, s.engine.Write(ctx, Deciding, s.ifOurs(ctx, f)))
}

// Beginner is a pool of connections, or one of them.
type Beginner interface {
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
}

// Transact runs f in a transaction.
func Transact(ctx context.Context, db Beginner, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() // of no effect once committed
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// putFirst stores the first text of an article, whose row stands already.
func (s *Store) putFirst(ctx context.Context, tx *sql.Tx, d *decided, p *prepared, b *batch) error {
	ix := &indexer{ctx: ctx, tx: tx, store: s, decided: d, num: b.fresh[p.r.ID], batch: b}
	for _, g := range p.facts {
		b.facts.add(g.kind, ix.num, g.facts)
	}
	b.facts.last = max(b.facts.last, ix.num)
	return ix.add(p)
}

// put stores r in tx in place of what is stored under its id.
func (s *Store) put(ctx context.Context, tx *sql.Tx, d *decided, r *onrecord.Record, b *batch) (changed bool, err error) {
	old, known := b.standing[r.ID]
	if !known { // it came with this batch
		under, err := standingUnder(ctx, tx, r.ID)
		if err != nil {
			return false, err
		}
		old = under[r.ID]
	}
	if old.print == r.Fingerprint() {
		if old.by == r.By {
			return false, nil
		}
		delete(b.standing, r.ID)
		_, err = tx.ExecContext(ctx, "UPDATE article SET found_by = ? WHERE num = ?", r.By, old.num)
		return false, err
	}
	stands, err := old.stands(ctx, tx, r)
	if err != nil {
		return false, fmt.Errorf("tell the newer of two: %w", err)
	}
	if stands {
		return false, old.supersedes(ctx, tx, r.Article.Fingerprint(), r.By)
	}
	delete(b.standing, r.ID)
	if err := old.supersededBy(ctx, tx, r); err != nil {
		return false, err
	}
	return true, s.replace(ctx, tx, d, old, r, b)
}

// replace stores r in place of old.
func (s *Store) replace(ctx context.Context, tx *sql.Tx, d *decided, old standing, r *onrecord.Record, b *batch) error {
	if err := b.write(ctx, tx, s); err != nil { // old may be of the same batch
		return err
	}
	r.Version = int(old.version)
	if old.hash != r.TextHash() {
		r.Version++
	}
	ix := &indexer{ctx: ctx, tx: tx, store: s, decided: d, num: old.num, batch: b}
	had, err := s.marks(ctx, tx, old.num)
	if err != nil {
		return err
	}
	if err := ix.remove(); err != nil {
		return err
	}
	if r.Version > int(old.version) {
		if err := keepPast(ctx, tx, old.num); err != nil {
			return err
		}
	}
	if _, err = s.PutArticle(ctx, tx, r); err != nil {
		return err
	}
	p := d.prepare(r)
	p.asWritten = p.as()
	if err := ix.add(p); err != nil {
		return err
	}
	if err := arrive(ctx, tx, ix.num, had, r); err != nil {
		return err
	}
	decided := d.Obeyed(*r)
	return s.putFacts(ctx, tx, ix.num, &decided)
}

// keepPast keeps a record whose text another takes the place of.
func keepPast(ctx context.Context, tx *sql.Tx, num int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO past (article, version, found_by, head, record)
		SELECT a.num, a.version, a.found_by, a.head, b.record FROM article a JOIN body b ON b.article = a.num WHERE a.num = ?`, num)
	if err != nil {
		return fmt.Errorf("keep the old text: %w", err)
	}
	return nil
}

// PutPast keeps a record as a past one.
func (s *Store) PutPast(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO past (article, version, found_by, head, record) VALUES (?,?,?,?,?)",
		num, r.Version, r.By, string(record.Head(&r.Article)), s.codec.Encode(r))
	if err != nil {
		return fmt.Errorf("keep version %d: %w", r.Version, err)
	}
	return nil
}

// PutArticle writes an article and its record, in place of those that stand under
// its id; what lists need comes after.
func (s *Store) PutArticle(ctx context.Context, tx *sql.Tx, r *onrecord.Record) (num int64, err error) {
	err = tx.QueryRowContext(ctx, "INSERT INTO article ("+strings.Join(articleColumns, ", ")+`)
		VALUES (?,?,?,?,?,?,?,?,?,?,?)
		ON CONFLICT (id) DO UPDATE SET (version, first, last, outlet, title, text_hash, given, print, found_by, head)
		= (excluded.version, excluded.first, excluded.last, excluded.outlet, excluded.title, excluded.text_hash, excluded.given, excluded.print, excluded.found_by, excluded.head)
		RETURNING num`, articleRow(r)...).Scan(&num)
	if err == nil {
		_, err = tx.ExecContext(ctx, "INSERT INTO body (article, record) VALUES (?,?) ON CONFLICT (article) DO UPDATE SET record = excluded.record", num, s.codec.Encode(r))
	}
	return num, err
}

// articleColumns are the columns of an article, but for its number.
var articleColumns = []string{"id", "version", "first", "last", "outlet", "title", "text_hash", "given", "print", "found_by", "head"}

func articleRow(r *onrecord.Record) []any {
	p := r.Published
	return []any{string(r.ID), int64(r.Version), int64(firstDay(p.Earliest)), int64(lastDay(p.Latest)), r.Outlet, r.Title,
		raw(r.TextHash()), raw(r.Article.Fingerprint()), raw(r.Fingerprint()), r.By, string(record.Head(&r.Article))}
}

// Remove implements onrecord.Store.
func (s *Store) Remove(ctx context.Context, ids ...onrecord.ArticleID) (n int, err error) {
	err = s.change(ctx, "remove articles", func(tx *sql.Tx) error {
		d, err := s.decided(ctx, tx)
		if err != nil {
			return err
		}
		n = 0
		for _, id := range ids {
			nums, err := numbers(ctx, tx, "SELECT num FROM article WHERE id = ?", string(id))
			if err != nil {
				return err
			}
			for _, num := range nums {
				if err := remove(ctx, tx, &indexer{ctx: ctx, tx: tx, store: s, decided: d, num: num, batch: alone()}); err != nil {
					return fmt.Errorf("article %s: %w", id, err)
				}
			}
			n += len(nums)
		}
		return nil
	})
	return n, err
}

// remove takes one article away.
func remove(ctx context.Context, tx *sql.Tx, ix *indexer) error {
	if err := ix.remove(); err != nil {
		return err
	}
	if err := ix.write(); err != nil { // what is counted of its actors
		return err
	}
	if err := ix.newest(); err != nil {
		return err
	}
	if err := forget(ctx, tx, ix.store.codec, ix.num); err != nil {
		return fmt.Errorf("forget its facts: %w", err)
	}
	for _, table := range []string{"past", "superseded", "world_stale", "arrival", "body"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE article = ?", ix.num); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM article WHERE num = ?", ix.num)
	return err
}
