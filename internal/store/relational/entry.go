package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"onrecord"
	"onrecord/internal/store/record"
)

// entry is an article that was read, and what was found in it.
type entry struct {
	stamp string          // of the record, and of the decisions that shown obeys
	found onrecord.Record // as found
	shown onrecord.Record // as decided
	views []onrecord.StatementView
	view  *onrecord.Viewer
}

// kept are records that were read lately: claims that stand together in a list
// mostly stand together in an article.
type kept struct {
	mu   sync.Mutex
	by   map[int64]*entry
	turn []int64
}

// mostKept is how many records are kept: at some 50 KB each, 20 MB.
const mostKept = 400

func (k *kept) get(num int64, stamp string) *entry {
	k.mu.Lock()
	defer k.mu.Unlock()
	if e := k.by[num]; e != nil && e.stamp == stamp {
		return e
	}
	return nil
}

func (k *kept) put(num int64, e *entry) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil {
		k.by = map[int64]*entry{}
	}
	if k.by[num] == nil {
		if len(k.turn) == mostKept {
			delete(k.by, k.turn[0])
			k.turn = k.turn[1:]
		}
		k.turn = append(k.turn, num)
	}
	k.by[num] = e
}

// headColumns are an article without its body, as scanHead reads them.
const headColumns = "a.id, a.version, a.found_by, a.print, a.head"

// scanHead reads an article without its body, and the fingerprint of all.
func scanHead(row interface{ Scan(...any) error }, r *onrecord.Record) (print []byte, err error) {
	err = row.Scan(&r.ID, &r.Version, &r.By, &print, Reading(func(b []byte) error {
		if err := record.ReadHead(b, &r.Article); err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		return nil
	}))
	return print, err
}

// body reads what was found in an article.
func (s *Store) body(ctx context.Context, q querier, num int64, r *onrecord.Record) error {
	var body []byte
	err := q.QueryRowContext(ctx, "SELECT record FROM body WHERE article = ?", num).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: %s has none", errDamaged, r.ID)
	}
	if err != nil {
		return fmt.Errorf("article %s: %w", r.ID, err)
	}
	if err := s.codec.Decode(body, r); err != nil {
		return fmt.Errorf("%w: %s: %w", errDamaged, r.ID, err)
	}
	return nil
}

// errDamaged is a document that cannot be read.
var errDamaged = errors.New("a damaged record")

// entry reads the record of a number. It is shared, and not to be changed.
func (s *Store) entry(ctx context.Context, q querier, num int64) (*entry, error) {
	d, err := s.decided(ctx, q)
	if err != nil {
		return nil, err
	}
	var r onrecord.Record
	print, err := scanHead(q.QueryRowContext(ctx, "SELECT "+headColumns+" FROM article a WHERE a.num = ?", num), &r)
	if err != nil {
		return nil, fmt.Errorf("read an article: %w", err)
	}
	// What changes without the fingerprint is in the head.
	stamp := fmt.Sprintf("%x %d %s %s %s %d", print, r.Version, r.By, r.Path, r.Collected, d.version)
	if e := s.kept.get(num, stamp); e != nil {
		return e, nil
	}
	if err := s.body(ctx, q, num, &r); err != nil {
		return nil, err
	}
	e := &entry{stamp: stamp, found: r, shown: d.Obeyed(r)}
	e.views, e.view = e.shown.Views(), onrecord.NewViewer(&e.shown)
	s.kept.put(num, e)
	return e, nil
}

// article is what a list shows of the article.
func (e *entry) article() onrecord.Article {
	a := e.shown.Article
	a.Text, a.Blocks, a.Diagnostics = "", nil, nil
	return a
}

// Record implements onrecord.Store.
func (s *Store) Record(ctx context.Context, id onrecord.ArticleID) (onrecord.Record, error) {
	tx, err := s.look(ctx)
	if err != nil {
		return onrecord.Record{}, s.Wrap("begin", err)
	}
	defer tx.Rollback() // nothing was written
	r, err := s.record(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return r, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no article %q", id)}
	}
	return r, s.Wrap("read article "+string(id), err)
}

// record is a record as decided, the caller's own.
func (s *Store) record(ctx context.Context, q querier, id onrecord.ArticleID) (r onrecord.Record, err error) {
	d, err := s.decided(ctx, q)
	if err != nil {
		return r, err
	}
	var num int64
	if err := q.QueryRowContext(ctx, "SELECT num FROM article WHERE id = ?", string(id)).Scan(&num); err != nil {
		return r, err
	}
	if _, err := scanHead(q.QueryRowContext(ctx, "SELECT "+headColumns+" FROM article a WHERE a.num = ?", num), &r); err != nil {
		return r, err
	}
	if err := s.body(ctx, q, num, &r); err != nil {
		return r, err
	}
	return d.Obeyed(r), nil
}

// IDs implements onrecord.Store.
func (s *Store) IDs(ctx context.Context, prefix string, limit int) (ids []onrecord.ArticleID, err error) {
	// A range, which the index serves; no id has U+10FFFF, the last character there is.
	err = Each(ctx, s.read, "SELECT id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", func(rows *sql.Rows) error {
		var id onrecord.ArticleID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, prefix, prefix+"\U0010ffff", limit)
	return ids, s.Wrap("list ids", err)
}
