package onrecord

import (
	"context"
	"iter"
)

// Filter selects what is asked of a store. Zero fields select everything.
type Filter struct {
	Words   string // free words, all of which must stand in the text
	Speaker string // actor id, or part of a source's words or of the speaker's name
	About   string // words or actor in the content
	Outlet  string
	Since   string // ISO 8601 day, month or year, inclusive
	Until   string // inclusive
	Mode    Mode
	Act     Act
	Article string // an article's id
	Limit   int    // 0 for no limit
	Offset  int
}

// Row is a statement with what a list shows of its article.
type Row struct {
	Article Article // without Text, Blocks and Diagnostics
	Found   StatementView
}

// StatementView is a statement with its words and names filled in, so that it
// can be shown without the article's text.
type StatementView struct {
	Statement
	Speaker     string // the resolved name, else the source's words, "" if nobody
	SourceText  string
	CueText     string
	ContentText string
	ViaText     []string
}

// Store keeps records. An implementation passes package storetest. It is safe
// for concurrent use.
type Store interface {
	// PutRecord stores an article and all that was found in it in one
	// transaction, replacing what was stored under the id. The same record
	// again changes nothing; changed reports whether anything did.
	PutRecord(ctx context.Context, r Record) (changed bool, err error)
	// Has reports whether the article is stored with this very text and was
	// processed by this version of the program.
	Has(ctx context.Context, id, textHash, version string) (bool, error)
	// Record returns a stored record, or a NotFound error.
	Record(ctx context.Context, id string) (Record, error)
	// Articles lists articles, newest first, undated last; Text is left out.
	Articles(ctx context.Context, f Filter) iter.Seq2[Article, error]
	CountArticles(ctx context.Context, f Filter) (int, error)
	// Statements lists statements by said_on, undated last, then by article and place.
	Statements(ctx context.Context, f Filter) iter.Seq2[Row, error]
	CountStatements(ctx context.Context, f Filter) (int, error)
	Close() error
}
