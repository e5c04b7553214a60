package onrecord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"time"

	"onrecord/ling"
	"onrecord/query"
)

// Filter selects what is asked of a store; its zero value selects everything.
//
// Of articles, words must stand in title or text, since and until bound the
// day of publication, and what Q asks of statements, one statement must have
// that. Of statements, words must stand in the content, the source's words or
// the speaker's name, and since and until bound the day it was said on. A day
// that is an interval is within bounds if any of it is; an unknown day never
// is. Q is taken as it is: what lists leave out, package query's Shown adds.
type Filter struct {
	Q      query.Q
	Sort   Sort
	After  RowID // only rows behind this one in the list; "" for all
	Limit  int   // 0 for no limit
	Offset int
	// Among is in how many rows values are counted, where how many there are is not
	// kept; 0 for all.
	Among int
}

// Sort is the order of a list; what it leaves open, and "" leaves all of it, is
// the order that the list has by itself. What has no value there comes last.
type Sort string

// The orders of lists.
const (
	ByDay       Sort = "day" // of statements: when they were said
	ByDayDown   Sort = "-day"
	ByPublished Sort = "published"
	ByPublDown  Sort = "-published"
	ByOutlet    Sort = "outlet"
	BySpeaker   Sort = "speaker" // of statements
	ByTitle     Sort = "title"   // of articles

	ByOutletDown  Sort = "-outlet"
	BySpeakerDown Sort = "-speaker"
	ByTitleDown   Sort = "-title"
)

// Row is a statement with what a list shows of its article.
type Row struct {
	Article   Article // without Text, Blocks and Diagnostics
	Statement StatementView
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
	// To whom, where and on what condition it was said, as the article words it.
	AddresseeText, VenueText, ConditionText string
	// First and Last are the days it was said on, inclusive, zero if unknown.
	First, Last ling.Date
	Mod         string // how the text hedges that day, a TIMEX3 mod: APPROX, BEFORE
}

// Store keeps records. An implementation passes package storetest. It is safe
// for concurrent use.
//
// Nothing is half stored: what PutRecord has returned without error is still
// there after the process is killed or the power fails.
type Store interface {
	// PutRecord stores an article and all that was found in it in one
	// transaction, in place of what was stored under its id. Another text is a
	// new version of the article; the old text is kept. The same record again
	// changes nothing, nor does one that gave way to another before, or an older
	// copy with other words: whoever is Dated later is newer, then whoever came
	// later. changed reports whether anything did. r must pass Check.
	PutRecord(ctx context.Context, r Record) (changed bool, err error)
	// PutRecords stores several one after the other as PutRecord does, all in one
	// transaction, and tells of each whether it changed anything.
	PutRecords(ctx context.Context, rs ...Record) (changed []bool, err error)
	// Remove takes articles away with all that is kept of them, in one
	// transaction, and tells how many there were.
	Remove(ctx context.Context, ids ...ArticleID) (n int, err error)
	// Has reports whether the article is stored as it is given here and what
	// was found in it was found by that version of the program.
	Has(ctx context.Context, a Article, by string) (bool, error)
	// Record returns a stored record, or a NotFound error.
	Record(ctx context.Context, id ArticleID) (Record, error)
	// IDs lists the ids of stored articles that begin with prefix, sorted, at
	// most limit of them.
	IDs(ctx context.Context, prefix string, limit int) ([]ArticleID, error)
	// Articles lists articles, newest first, undated last; Text, Blocks and
	// Diagnostics are left out.
	Articles(ctx context.Context, f Filter) iter.Seq2[Article, error]
	// CountArticles is the number of articles that f selects, its Limit and
	// Offset aside.
	CountArticles(ctx context.Context, f Filter) (int, error)
	// Statements lists statements by the day they were said on, undated last,
	// then by article and place in it.
	Statements(ctx context.Context, f Filter) iter.Seq2[Row, error]
	// CountStatements is as CountArticles.
	CountStatements(ctx context.Context, f Filter) (int, error)
	ClaimLists
	Keeper
	References
	// Decide stores a decision and makes what is stored obey it, in one
	// transaction; the decision comes back with its id. d must pass Check. What
	// PutRecord stores later obeys it too: the store keeps findings and
	// decisions apart, so that any decision can be taken back.
	Decide(ctx context.Context, d Decision) (Decision, error)
	// Undo takes a decision back, or puts one that was taken back in force
	// again if undone is false; an unknown id is a NotFound error.
	Undo(ctx context.Context, id int64, undone bool) error
	// Decisions are all decisions, in the order they were made.
	Decisions(ctx context.Context) (Decisions, error)
	// Actors lists actors, those who say most first; of the unknown those first
	// that are mentioned most.
	Actors(ctx context.Context, f ActorFilter) iter.Seq2[ActorView, error]
	// Actor is what the articles say of one actor; an id that no article has is
	// a NotFound error.
	Actor(ctx context.Context, id ActorID) (ActorDetail, error)
	Close() error
}

// ClaimLists are the lists of what is claimed beside statements. Each is in the
// order of days, undated last, then by article and place in it; a Filter's Q is
// of the language of that list. Of agreements, one status must have all that is
// asked of statuses, and since and until bound the day it came to be so.
type ClaimLists interface {
	Events(ctx context.Context, f Filter) iter.Seq2[EventRow, error]
	CountEvents(ctx context.Context, f Filter) (int, error)
	Agreements(ctx context.Context, f Filter) iter.Seq2[AgreementRow, error]
	CountAgreements(ctx context.Context, f Filter) (int, error)
	Memberships(ctx context.Context, f Filter) iter.Seq2[MembershipRow, error]
	CountMemberships(ctx context.Context, f Filter) (int, error)
	// EventCounts counts events by what per names, in the order of its values,
	// those without one last. Only what happened, as news, is ever counted.
	EventCounts(ctx context.Context, f Filter, per EventKey) ([]EventCount, error)
	// FacetCounts counts what f selects of any list of the store, articles and
	// statements too, by each of some of its Facets: the most first, at most
	// f.Limit values of each. Values are those that may be asked for, and each is
	// of as many rows as then are found; only an outlet may be part of another's name.
	FacetCounts(ctx context.Context, of query.List, f Filter, by ...Facet) ([][]FacetCount, error)
}

// EventKey is what events are counted by.
type EventKey string

// The keys.
const (
	PerDay    EventKey = "day"
	PerMonth  EventKey = "month"
	PerYear   EventKey = "year"
	PerType   EventKey = "type"
	PerOutlet EventKey = "outlet"
	PerSource EventKey = "source"
	PerTarget EventKey = "target"
	PerPlace  EventKey = "place"
)

// EventKeys are all keys.
var EventKeys = [...]EventKey{PerDay, PerMonth, PerYear, PerType, PerOutlet, PerSource, PerTarget, PerPlace}

// EventCount is how many events have a value of a key.
type EventCount struct {
	Value  string // "" for those without one
	Events int
}

// ActorFilter selects actors. Zero fields select everything.
type ActorFilter struct {
	Name    string // words of a name, or an id
	Type    ActorType
	Unknown bool      // only actors whom no Wikidata id names
	Newest  bool      // those first that came last
	Among   []ActorID // only these; none for all
	Limit   int       // 0 for no limit
}

// ActorView is an actor over all articles of a store.
type ActorView struct {
	Actor      // as the newest article has it
	Articles   int
	Mentions   int
	Statements int // of which it is the source
}

// ActorDetail is an actor with how it is called and what it is said to be.
type ActorDetail struct {
	ActorView
	FirstIn  ArticleID // of the articles that name it the one that came into the store first
	About    int       // statements whose content mentions it
	Wordings []Wording // most frequent first
	Roles    []RoleSeen
}

// Wording is how one outlet names an actor.
type Wording struct {
	Words   string
	Outlet  string
	Count   int
	Article ArticleID // the id of one article that has it
	At      int       // its place there, in bytes
}

// RoleSeen is a role that articles give an actor, and the days of the first
// and last of them, zero if none is dated.
type RoleSeen struct {
	Role        string
	First, Last ling.Date
	Articles    int
}

// TextHash is the SHA-256 of the text, in hexadecimal.
func (a *Article) TextHash() string {
	sum := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(sum[:])
}

// Fingerprint is equal for equal articles as they are read from their pages.
// Where the file lay, when it was fetched and which version a store made of it
// are no part of an article, nor is what its own words were found to tell of
// its date: the date and doubts about it.
func (a Article) Fingerprint() string {
	a.Path, a.Collected, a.Version, a.Diagnostics = "", time.Time{}, 0, nil
	if a.Published.Confidence = 0; a.Published.Basis == BasisText {
		a.Published = Published{}
	}
	return fingerprint(a)
}

// Fingerprint is equal for equal records, whatever version of the program made them.
func (r Record) Fingerprint() string {
	r.Path, r.Collected, r.Version, r.By = "", time.Time{}, 0, ""
	return fingerprint(r)
}

// fingerprint hashes v by way of JSON, which writes every field by name and
// sorts maps.
func fingerprint(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain data: no value of it fails to marshal
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}
