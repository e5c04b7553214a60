// Package relational keeps records in the tables of an SQL database.
//
// It holds all that does not depend on which database it is: what is written for
// an article and its claims, what a query asks of these rows, what is counted,
// how the rows that come of many articles are made, how decisions are obeyed. A
// package for each database (sqlite, postgres) opens it, makes its tables, and
// is its Engine: it spells what databases spell differently, and looks words up.
//
// The SQL here is what both understand. Parameters are written ?, or ?1 where one
// stands in two places; truth is TRUE and FALSE; a list is a parameter in JSON,
// taken apart by json_each, whose values are text until they are cast.
package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/world"
	"onrecord/query"
)

// Engine is one sort of database.
type Engine interface {
	Speller
	Indexes
	// Explain is what an error means, and of what kind it is.
	Explain(err error) (onrecord.Kind, error)
	// OneMoment is the isolation in which a transaction sees one moment.
	OneMoment() sql.IsolationLevel
	// Write runs f in a transaction that does some work; it may do so again where the
	// first failed because of others.
	Write(ctx context.Context, work Work, f func(*sql.Tx) error) error
	// PutRows puts rows of a table, or changes them.
	PutRows(ctx context.Context, tx *sql.Tx, rows *Rows) error
	// PutNew puts rows of a table that numbers them, and returns their numbers, 0 for
	// one that was there if nothing is done where one is.
	PutNew(ctx context.Context, tx *sql.Tx, rows *Rows) (nums []int64, err error)
	// Sweep waits until nobody else sweeps over the days of a kind.
	Sweep(ctx context.Context, tx *sql.Tx, kind world.Kind) error
	// CountFrom has rows of a table that come later numbered behind those it has.
	CountFrom(ctx context.Context, tx *sql.Tx, table, column string) error
	// Renumber notes that rows have other numbers than they had.
	Renumber(ctx context.Context, tx *sql.Tx) error
	// Version is another number whenever somebody else has written to the store.
	Version(ctx context.Context, tx *sql.Tx) (int64, error)
	// Moment is another whenever anybody has written to the store.
	Moment(ctx context.Context) (string, error)
	// Whole reports what is damaged in the database itself.
	Whole(ctx context.Context, fault func(lost bool, what string) error) error
	// Size is the number of the schema, and how many bytes the store takes.
	Size(ctx context.Context, tx *sql.Tx) (schema int, bytes int64, err error)
}

// Work is what a transaction does, which says who else may write meanwhile.
type Work int

const (
	// Noting is of accounts, sessions and states: nothing else depends on them.
	Noting Work = iota
	// Putting is of articles and the rows that are made of them.
	Putting
	// Deciding is of what all rows depend on.
	Deciding
	// Making is of rows of the world tier, which can be made again of what else is
	// stored: they need not be on the disk when it ends.
	Making
)

// Speller is how a database spells what others spell differently.
type Speller interface {
	// By has a query go over a table by an index, where that must be said.
	By(index string) string
	// Day is a day of a row of the world tier as its column has it: a number, or text,
	// which comes behind all numbers.
	Day(day any) any
	// DayOf is the day that such a column has.
	DayOf(column any) any
	// Among asks whether a column is one of the few numbers that a query gives, which
	// is asked once.
	Among(column, query string) string
	// Next is a query for one of the keys of a kind, ?, that are dirty: the first if
	// its days are swept over, else any that nobody else makes rows of.
	Next(swept bool) string
	// Nested joins a table whose rows are looked up for each of what stands before.
	Nested() string
	// LastArrival is a query for the greatest number that an arrival ever had.
	LastArrival() string
	// Values is an expression for what a row r of the world tier has: JSON lists of
	// number, field, value and name.
	Values() string
	// HasAny asks of a row r whether it has one of the values v that are from somewhere.
	HasAny(from string) string
	// Valued is a query for the numbers of the values of all rows r: row and value.
	Valued() string
}

// Indexes look words up.
type Indexes interface {
	// Matching is a query for the rows of an index in whose columns, or in any if
	// none is named, all words of q stand. arg keeps an argument and is its place.
	Matching(index string, columns []string, q query.Q, arg func(any) string) string
	// PutWords writes words to indexes, in order.
	PutWords(ctx context.Context, tx *sql.Tx, words []Words) error
	// EmptyWords takes all rows of an index away.
	EmptyWords(ctx context.Context, tx *sql.Tx, index string) error
	// Row is the column of an index that has the numbers of its rows.
	Row() string
	// Indexed is a table whose column id has the rows of an index.
	Indexed(index string) string
}

// Words are what a row of an index has in its columns.
type Words struct {
	Index   string
	Row     int64
	Columns []string
	Words   []string
	Gone    bool // it is to be taken away
}

// Store is what an onrecord.Store in a database does, but for backups.
type Store struct {
	engine Engine
	path   string // or address
	write  *sql.DB
	read   *sql.DB
	types  []world.Type
	schema int64 // that it was opened with

	// mostHaving is as the constant, unless it was set.
	mostHaving int

	codec    *record.Codec
	verdicts atomic.Pointer[decided]
	kept     kept
	values   values
	numbered numbered
	counted  remembered
	facets   facets
}

// Option sets how a store is opened.
type Option func(*Store)

// WithWorld gives a store the types that it keeps facts and rows of, those that
// others stand upon first.
func WithWorld(types ...world.Type) Option { return func(s *Store) { s.types = types } }

// WalkFrom has lists of rows walked where at least n rows have a value that is
// asked for: if fewer have it these are looked up and put in order.
func WalkFrom(n int) Option { return func(s *Store) { s.mostHaving = n } }

// New is a store of an engine at a path or address, which is yet to be opened.
func New(engine Engine, path string, options ...Option) (s *Store, err error) {
	s = &Store{engine: engine, path: path, mostHaving: mostHaving}
	for _, set := range options {
		set(s)
	}
	s.codec, err = record.NewCodec()
	return s, err
}

// Over gives a store its pools of connections: who writes, and who reads.
func (s *Store) Over(write, read *sql.DB) { s.write, s.read = write, read }

// look begins a transaction that reads, and sees the store as it is now to its end.
func (s *Store) look(ctx context.Context) (*sql.Tx, error) {
	return s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: s.engine.OneMoment()})
}

// Close closes the store.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Path is the file or the address of the store.
func (s *Store) Path() string { return s.path }

// Moment is another whenever anything was written to the store since, by whomever:
// what was read of it between two that are equal is what would be read now.
func (s *Store) Moment(ctx context.Context) (string, error) {
	moment, err := s.engine.Moment(ctx)
	return moment, s.Wrap("look whether the store was written to", err)
}

// Renumbered notes that numbers of rows which may be remembered mean others now.
func (s *Store) Renumbered() { s.values.renumbered.Add(1) }

// Wrap says what was being done to which store, and of what kind the error is.
func (s *Store) Wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if known, ok := errors.AsType[*onrecord.Error](err); ok {
		return known
	}
	kind, err := s.engine.Explain(err)
	return &onrecord.Error{Kind: kind, Path: s.path, Err: fmt.Errorf("%s: %w", doing, err)}
}
