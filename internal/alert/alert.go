// Package alert has the nouns of being told what is new: a saved Query, an
// Arrival of an article in the store, the Mark by which a fact is known again,
// an Alert that a fact of a query has come, and its Delivery to an address.
//
// A query is told of what comes after it was saved, and of no fact twice: not
// when its article is read again or corrected by its outlet, nor when the
// program is started again. A claim that a person's decision makes one of a
// query's is told, too, with the decision. A store implements Store; package storetest says
// how.
package alert

import (
	"cmp"
	"context"
	"encoding/json"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"onrecord"
	"onrecord/query"
)

// Query is a question that somebody keeps, to be told what is new.
type Query struct {
	ID   int64
	User string
	Name string
	List query.List
	Q    string // as query.Print writes it
	All  bool   // also what the list leaves out by itself
	// Webhook is where each alert is sent to, signed with Secret; "" for nowhere.
	Webhook, Secret string
	Mail            string // whom alerts are mailed to; "" for nobody
	Made            time.Time
}

// longest is how long the parts of a query may be.
const longest = 2000

// Check reports a query that cannot be asked, or an address that is none, and
// gives Q its one form.
func (q *Query) Check() error {
	fault := func(format string, args ...any) error { return onrecord.Errorf(onrecord.Invalid, format, args...) }
	if q.Name = strings.Join(strings.Fields(q.Name), " "); q.Name == "" || len(q.Name) > longest || len(q.Q) > longest {
		return fault("a saved query has a name, and neither is longer than %d bytes", longest)
	}
	if _, ok := names[q.List]; !ok {
		return fault("%q is no list that can be asked what is new", q.List)
	}
	asked, err := q.List.Parse(q.Q)
	if err != nil {
		return fault("%w", err)
	}
	q.Q = query.Print(asked)
	if q.List == query.Actors {
		if _, err := ActorsOf(asked); err != nil {
			return err
		}
	}
	if q.Webhook != "" {
		if u, err := url.Parse(q.Webhook); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return fault("webhook %q is no address of the web", q.Webhook)
		}
	}
	if q.Mail != "" {
		a, err := mail.ParseAddress(q.Mail)
		if err != nil {
			return fault("mail %q: %w", q.Mail, err)
		}
		q.Mail = a.Address
	}
	return nil
}

// Asked is what the list is asked.
func (q *Query) Asked() (query.Q, error) {
	asked, err := q.List.Parse(q.Q)
	if err != nil {
		return nil, onrecord.Errorf(onrecord.Invalid, "query %d: %w", q.ID, err)
	}
	if !q.All {
		asked = q.List.Shown(asked)
	}
	return asked, nil
}

// Part is what a query asks of one list that has rows of its own.
type Part struct {
	List  query.List
	Named query.Q // as it was written
	Asked query.Q // with what the list leaves out by itself
}

// Parts are what a query asks of each list that its rows are of: of its own
// alone, but of each list of a timeline that can have any of it.
func (q *Query) Parts() ([]Part, error) {
	named, err := q.List.Parse(q.Q)
	if err != nil {
		return nil, onrecord.Errorf(onrecord.Invalid, "query %d: %w", q.ID, err)
	}
	var out []Part
	add := func(of query.List, named query.Q) {
		p := Part{of, named, named}
		if !q.All {
			p.Asked = of.Shown(named)
		}
		out = append(out, p)
	}
	if len(q.List.Parts()) == 0 {
		add(q.List, named)
	}
	for _, of := range q.List.Parts() {
		if part, never := of.Part(named); !never {
			add(of, part)
		}
	}
	return out, nil
}

// names are the lists that can be asked, as commands and addresses call them.
var names = map[query.List]string{
	query.Articles: "articles", query.Statements: "statements", query.Events: "events", query.Agreements: "assertions", query.Memberships: "memberships",
	query.Stories: "stories", query.Threads: "threads", query.Incidents: "incidents", query.Ledger: "agreements", query.Disputes: "disputes",
	query.Positions: "positions", query.Namings: "naming", query.Inconsistencies: "inconsistencies", query.Timeline: "timeline", query.Actors: "actors",
}

// NameOf is what a list is called on pages, in addresses and on the command line.
func NameOf(of query.List) string { return cmp.Or(names[of], string(of)) }

// Lists are all of them, in the order of the pages' menu.
func Lists() []query.List {
	return []query.List{
		query.Statements, query.Events, query.Agreements, query.Memberships, query.Articles, query.Timeline, query.Threads, query.Stories, query.Disputes, query.Ledger,
		query.Incidents, query.Positions, query.Namings, query.Inconsistencies, query.Actors,
	}
}

// ListOf is the list that is called by a name.
func ListOf(name string) (query.List, error) {
	for of, known := range names {
		if known == name {
			return of, nil
		}
	}
	return "", onrecord.Errorf(onrecord.Invalid, "there is no list %q", name)
}

// OfMany reports whether a list's rows come of many articles: these are compared
// with all that were there, and any other with what arrives.
func OfMany(of query.List) bool {
	switch of {
	case query.Articles, query.Statements, query.Events, query.Agreements, query.Memberships, query.Timeline, query.Actors:
		return false
	}
	return true
}

// Arrival is that an article came, or came again with something that it had not.
type Arrival struct {
	Seq     int64 // the later, the greater; never given twice
	Article onrecord.ArticleID
	New     bool   // it was not there before
	Had     []Mark // of what it said before
}

// Clause is a part of a query that a fact meets, and by which words.
type Clause struct {
	Clause string `json:"clause" doc:"A part of the query, in its own language."`
	Words  string `json:"words" doc:"What meets it, as the article has it."`
	// Corrected is set where it is met by a person's decision, whatever the words say.
	Corrected bool `json:"corrected,omitempty" doc:"It is met because somebody corrected what was found in the words."`
}

// Decided is the decision by which a fact is one of a query's.
type Decided struct {
	Decision int64  `json:"decision" doc:"The decision's number."`
	Kind     string `json:"kind"`
	Field    string `json:"field,omitempty" doc:"What was corrected."`
	Value    string `json:"value,omitempty" doc:"What it is by the decision."`
	By       string `json:"by" doc:"Who decided."`
	Note     string `json:"note,omitempty"`
	Undone   bool   `json:"undone,omitempty" doc:"The decision was taken back, and so it is as it was found."`
}

// String says it to people: "corrected: speaker Ana Kovač, by ana".
func (d *Decided) String() string {
	verb := map[string]string{"correct": "corrected", "confirm": "confirmed", "hide": "hidden", "code": "coded", "link": "linked"}[d.Kind]
	if d.Undone {
		verb = "no more " + verb
	}
	out := cmp.Or(verb, d.Kind)
	if what := strings.TrimSpace(d.Field + " " + d.Value); what != "" {
		out += ": " + what
	}
	return out + ", by " + d.By
}

// Fact is a row of a list as an alert tells of it.
type Fact struct {
	List      string             `json:"list" doc:"The list that has it, as addresses call it."`
	ID        string             `json:"id" doc:"Of the claim or the row."`
	Article   onrecord.ArticleID `json:"article" doc:"The article that it stands in, or the first of those that it comes of."`
	Outlet    string             `json:"outlet"`
	Title     string             `json:"title"`
	Published string             `json:"published"`
	Head      string             `json:"head" doc:"Who says it, or what it is."`
	Words     string             `json:"words" doc:"The article's own words."`
	Row       json.RawMessage    `json:"row" doc:"The whole row, as its list has it."`
}

// Alert is that a fact of a query has come.
type Alert struct {
	ID      int64     `json:"id"`
	Query   int64     `json:"query"`
	Name    string    `json:"name" doc:"Of the query."`
	At      time.Time `json:"at"`
	Fact    Fact      `json:"fact"`
	Fired   []Clause  `json:"fired" doc:"Which clauses of the query the fact meets, and by which words; none where all is asked for."`
	Decided *Decided  `json:"decided,omitempty" doc:"The decision that made the fact one of the query's, where none did before."`
	Marks   []Mark    `json:"-"`
}

// Delivery is an alert on its way to an address.
type Delivery struct {
	ID    int64
	Alert Alert
	Query Query
	Mail  bool // it goes by mail, else to a webhook
	To    string
	Tries int // that failed
}

// Store keeps queries, and what they were told. It is safe for concurrent use.
type Store interface {
	Queries
	Arrivals
	Alerts
}

// Queries keeps saved queries.
type Queries interface {
	// SaveQuery stores a query, which begins now: what stands in the store, and
	// has marks, is not new to it. It comes back with its id. q must pass Check.
	SaveQuery(ctx context.Context, q Query, marks []Mark) (Query, error)
	// SavedQueries are all queries, the oldest first.
	SavedQueries(ctx context.Context) ([]Query, error)
	// SavedQuery is the one of an id, or a NotFound error.
	SavedQuery(ctx context.Context, id int64) (Query, error)
	// DropQuery takes a query away with its alerts; an unknown id is a NotFound error.
	DropQuery(ctx context.Context, id int64) error
}

// Arrivals tells what came.
type Arrivals interface {
	// Arrived are arrivals behind one, the oldest first, at most limit of them.
	Arrived(ctx context.Context, behind int64, limit int) ([]Arrival, error)
	// LastArrival is the newest, 0 where nothing ever came.
	LastArrival(ctx context.Context) (int64, error)
	// SeenUntil is the arrival up to which a query was told.
	SeenUntil(ctx context.Context, query int64) (int64, error)
}

// Alerts keeps alerts and sends none twice.
type Alerts interface {
	// Fire stores what is new of alerts of one query, with deliveries to its
	// addresses, and that it was told up to an arrival, in one transaction. Those
	// that have a mark which the query was told of are not new; it has been told
	// of their other marks then.
	Fire(ctx context.Context, query, until int64, alerts []Alert) (fired []Alert, err error)
	// Told reports whether a query was told of any of marks.
	Told(ctx context.Context, query int64, marks []Mark) (bool, error)
	// Fired are the alerts of a query, the newest first, at most limit of them;
	// of all queries for 0.
	Fired(ctx context.Context, query int64, limit int) ([]Alert, error)
	// Due are deliveries that are to be tried by a time, the oldest first.
	Due(ctx context.Context, at time.Time, limit int) ([]Delivery, error)
	// Delivered says that a delivery came to its address.
	Delivered(ctx context.Context, id int64) error
	// Failed says that it did not, why, and when to try again; zero for never.
	Failed(ctx context.Context, id int64, why string, again time.Time) error
}
