package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// filling is how a store was filled with made-up records.
type filling struct {
	curve  []point
	text   int           // bytes
	settle time.Duration // of processor time, for what comes of many articles
}

// fill puts so many made-up records into a store. Making them up is not counted.
func fill(ctx context.Context, path string, n int) (f filling, err error) {
	types := process.WorldTypes()
	store, err := sqlite.Open(ctx, path, true, sqlite.WithWorld(types...))
	if err != nil {
		return f, fmt.Errorf("open a store: %w", err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	const together = 32
	at := point{}
	var records []onrecord.Record
	for i := range n {
		r := archive.Record(i)
		f.text += len(r.Text)
		records = append(records, r)
		last := (i+1)%max(1, n/points) == 0
		if len(records) < together && !last && i+1 < n {
			continue
		}
		begin := used()
		if _, err := store.PutRecords(ctx, records...); err != nil {
			return f, fmt.Errorf("fill a store: %w", err)
		}
		at.cpu += used() - begin
		records = nil
		if last {
			at.articles = i + 1
			if at.bytes, err = sizeOf(path); err != nil {
				return f, err
			}
			f.curve = append(f.curve, at)
			at = point{}
		}
	}
	begin := used()
	if err := world.Settle(ctx, store, types); err != nil {
		return f, fmt.Errorf("settle a store: %w", err)
	}
	f.settle = used() - begin
	return f, nil
}

// bulk is the least that storing the corpus could take: SQLite, as the
// program has it, puts the same texts and their words to be searched into two
// tables in transactions of the same size.
func bulk(ctx context.Context, path string, c corpus) (u usage, err error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	db, err := driver.Open("file:"+path+"?_pragma=journal_mode(wal)&_pragma=synchronous(normal)", fts5.Register)
	if err != nil {
		return u, fmt.Errorf("open SQLite: %w", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, `CREATE TABLE article (id TEXT PRIMARY KEY, record BLOB); CREATE VIRTUAL TABLE words USING fts5(title, text, content='')`); err != nil {
		return u, fmt.Errorf("make tables: %w", err)
	}
	u.name, u.words = "SQLite's bulk load of the same texts", c.words
	if err := load32(ctx, db, c, &u); err != nil {
		return u, err
	}
	u.bytes, err = sizeOf(path)
	return u, err
}

// load32 loads the corpus, 32 articles in a transaction.
func load32(ctx context.Context, db *sql.DB, c corpus, u *usage) error {
	var records []onrecord.Article
	put := func() error {
		begin, clock := used(), time.Now()
		err := insert(ctx, db, records)
		u.cpu += used() - begin
		u.wall += time.Since(clock)
		records = nil
		return err
	}
	for raw, err := range ingest.Read(ctx, ingest.Options{From: "jsonl"}, c.path) {
		if err != nil {
			return fmt.Errorf("read the corpus: %w", err)
		}
		records = append(records, onrecord.Article{ID: onrecord.ArticleID(raw.Given.ID), Title: raw.Given.Title, Text: raw.Given.Text})
		if len(records) == 32 {
			if err := put(); err != nil {
				return err
			}
		}
	}
	return put()
}

// insert puts articles in one transaction.
func insert(ctx context.Context, db *sql.DB, articles []onrecord.Article) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	for _, a := range articles {
		row, err := tx.ExecContext(ctx, `INSERT INTO article VALUES (?, ?)`, string(a.ID), []byte(a.Text))
		if err != nil {
			return fmt.Errorf("put an article: %w", err)
		}
		id, err := row.LastInsertId()
		if err != nil {
			return fmt.Errorf("put an article: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)`, id, a.Title, a.Text); err != nil {
			return fmt.Errorf("put its words: %w", err)
		}
	}
	return tx.Commit()
}
