package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"onrecord"
)

// WriteActors is WriteStatements for actors.
func WriteActors(w io.Writer, l Layout, rows iter.Seq2[onrecord.ActorView, error]) (int, error) {
	return write(w, l, actorColumns, NewActorRow, rows)
}

// WriteDecisions is WriteStatements for decisions. Its JSON Lines are what
// ReadDecisions reads.
func WriteDecisions(w io.Writer, l Layout, rows iter.Seq2[onrecord.Decision, error]) (int, error) {
	return write(w, l, decisionColumns, NewDecisionRow, rows)
}

var actorColumns = []column[ActorRow]{
	{name: "name", value: func(r ActorRow) string { return r.Name }, width: 30},
	{name: "type", value: func(r ActorRow) string { return r.Type }, width: 12},
	{name: "role", value: func(r ActorRow) string { return r.Role }},
	{name: "statements", unit: "statement", value: func(r ActorRow) string { return fmt.Sprint(r.Statements) }, width: 10},
	{name: "mentions", unit: "mention", value: func(r ActorRow) string { return fmt.Sprint(r.Mentions) }, width: 8},
	{name: "articles", unit: "article", value: func(r ActorRow) string { return fmt.Sprint(r.Articles) }, width: 8},
	{name: "identity", value: func(r ActorRow) string { return r.Identity }, width: 9},
	{name: "id", value: func(r ActorRow) string { return string(r.ID) }, width: 24},
	{name: "example", value: func(r ActorRow) string { return r.Example }, wide: true},
}

// unknownColumns are those of a list of unlinked names.
var unknownColumns = []column[ActorRow]{
	{name: "mentions", unit: "mention", value: func(r ActorRow) string { return fmt.Sprint(r.Mentions) }, width: 8},
	{name: "name", value: func(r ActorRow) string { return r.Name }, width: 28},
	{name: "example", value: func(r ActorRow) string { return r.Example }},
	{name: "id", value: func(r ActorRow) string { return string(r.ID) }, width: 28},
}

// ActorRow is an actor in a list.
type ActorRow struct {
	ID         onrecord.ActorID  `json:"id"`
	Name       string            `json:"name"`
	Type       string            `json:"type"`
	Role       string            `json:"role"`
	Codes      map[string]string `json:"codes"`
	Identity   string            `json:"identity"` // known (to Wikidata), suggested (by equal names only)
	Articles   int               `json:"articles"`
	Mentions   int               `json:"mentions"`
	Statements int               `json:"statements"`
	Example    string            `json:"example,omitempty"`
}

// NewActorRow is a as it leaves the program.
func NewActorRow(a onrecord.ActorView) ActorRow {
	r := ActorRow{
		ID: a.ID, Name: a.Name, Type: string(a.Type), Role: a.Role, Codes: a.Codes, Identity: "known",
		Articles: a.Articles, Mentions: a.Mentions, Statements: a.Statements,
	}
	if strings.HasPrefix(string(a.ID), "x:") {
		r.Identity = "suggested"
	}
	if r.Codes == nil {
		r.Codes = map[string]string{}
	}
	return r
}

// Example is an actor with words of an article that mention it.
type Example struct {
	onrecord.ActorView
	Words string
}

// WriteUnknown writes actors with examples, for who looks where to improve.
func WriteUnknown(w io.Writer, l Layout, rows iter.Seq2[Example, error]) (int, error) {
	return write(w, l, unknownColumns, func(e Example) ActorRow {
		r := NewActorRow(e.ActorView)
		r.Example = e.Words
		return r
	}, rows)
}

// ActorPage is one actor in full.
type ActorPage struct {
	ActorRow
	About    int          `json:"about"`
	Wordings []WordingRow `json:"wordings"`
	Roles    []RoleRow    `json:"roles"`
}

// WordingRow is how one outlet names an actor.
type WordingRow struct {
	Words  string `json:"words"`
	Outlet string `json:"outlet"`
	Count  int    `json:"count"`
}

// RoleRow is a role and the days of the first and last article that gives it.
type RoleRow struct {
	Role     string `json:"role"`
	First    string `json:"first"`
	Last     string `json:"last"`
	Articles int    `json:"articles"`
}

// NewActorPage is d as it leaves the program.
func NewActorPage(d onrecord.ActorDetail) ActorPage {
	p := ActorPage{ActorRow: NewActorRow(d.ActorView), About: d.About, Wordings: []WordingRow{}, Roles: []RoleRow{}}
	for _, w := range d.Wordings {
		p.Wordings = append(p.Wordings, WordingRow{w.Words, w.Outlet, w.Count})
	}
	for _, r := range d.Roles {
		p.Roles = append(p.Roles, RoleRow{r.Role, r.First.String(), r.Last.String(), r.Articles})
	}
	return p
}

// Write writes the actor for people, as one JSON object, or as the one row of
// a sheet.
func (p ActorPage) Write(w io.Writer, f Format) error {
	switch f {
	case JSON, JSONL:
		return encode(w, p)
	case CSV, Markdown:
		row := func(yield func(ActorRow, error) bool) { yield(p.ActorRow, nil) }
		_, err := write(w, Layout{Format: f}, actorColumns, func(r ActorRow) ActorRow { return r }, row)
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s (%s, %s)  %s\n", plain(p.Name), p.Type, p.Identity, plain(string(p.ID)))
	fmt.Fprintf(&b, "%s by, %d about; %s in %s\n", Plural(p.Statements, "statement"), p.About, Plural(p.Mentions, "mention"), Plural(p.Articles, "article"))
	if len(p.Roles) > 0 {
		fmt.Fprintf(&b, "\nRoles\n")
	}
	for _, r := range p.Roles {
		fmt.Fprintf(&b, "  %-10s %-10s  %s\n", or(r.First, "undated"), r.Last, plain(r.Role))
	}
	if len(p.Wordings) > 0 {
		fmt.Fprintf(&b, "\nCalled\n")
	}
	for _, x := range p.Wordings {
		fmt.Fprintf(&b, "  %4d  %s", x.Count, plain(x.Words))
		if x.Outlet != "" {
			fmt.Fprintf(&b, " (%s)", plain(x.Outlet))
		}
		b.WriteByte('\n')
	}
	_, err := w.Write(b.Bytes())
	return err
}

var decisionColumns = []column[DecisionRow]{
	{name: "id", value: func(r DecisionRow) string { return fmt.Sprint(r.ID) }, width: 4},
	{name: "at", value: func(r DecisionRow) string { return r.At }, width: 20},
	{name: "by", value: func(r DecisionRow) string { return r.By }, width: 10},
	{name: "kind", value: func(r DecisionRow) string { return r.Kind }, width: 7},
	{name: "subject", value: func(r DecisionRow) string { return strings.TrimSpace(r.On + " " + or(string(r.Subject), r.Of)) }, width: 28},
	{name: "object", value: func(r DecisionRow) string {
		return strings.TrimSpace(r.Field + " " + or(string(r.Object.ID), or(r.Object.Name, r.Value)))
	}, width: 28},
	{name: "article", value: func(r DecisionRow) string { return string(r.Article) }, width: 16},
	{name: "note", value: func(r DecisionRow) string { return r.Note }},
	{name: "undone", value: func(r DecisionRow) string { return map[bool]string{true: "undone"}[r.Undone] }, width: 6},
}

// DecisionRow is a decision in a list or file.
type DecisionRow struct {
	ID      int64            `json:"id"`
	Kind    string           `json:"kind"`
	Subject onrecord.ActorID `json:"subject"`
	Object  struct {
		ID    onrecord.ActorID  `json:"id,omitempty"`
		Name  string            `json:"name,omitempty"`
		Type  string            `json:"type,omitempty"`
		Codes map[string]string `json:"codes,omitempty"`
	} `json:"object"`
	Article onrecord.ArticleID `json:"article,omitempty"`
	On      string             `json:"on,omitempty"` // what it is about, if no actor
	Of      string             `json:"of,omitempty"` // its id
	Field   string             `json:"field,omitempty"`
	Value   string             `json:"value,omitempty"`
	By      string             `json:"by"`
	At      string             `json:"at"` // RFC 3339, UTC
	Note    string             `json:"note,omitempty"`
	Undone  bool               `json:"undone,omitempty"`
}

// NewDecisionRow is d as it leaves the program.
func NewDecisionRow(d onrecord.Decision) DecisionRow {
	r := DecisionRow{ID: d.ID, Kind: string(d.Kind), Subject: d.Subject, Article: d.Article, On: string(d.On), Of: d.Of, Field: d.Field, Value: d.Value,
		By: d.By, At: d.At.UTC().Format(time.RFC3339), Note: d.Note, Undone: d.Undone}
	r.Object.ID, r.Object.Name, r.Object.Type, r.Object.Codes = d.Object.ID, d.Object.Name, string(d.Object.Type), d.Object.Codes
	return r
}

// ReadDecisions reads what WriteDecisions wrote as JSON Lines. It reports every
// fault with its line; decisions that break no rule come all the same.
func ReadDecisions(path string, text []byte) (out []onrecord.Decision, faults []error) {
	for i, line := range bytes.Split(text, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		d, err := readDecision(line)
		if err == nil {
			err = d.Check()
		}
		if err != nil {
			faults = append(faults, &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: i + 1, Err: err})
			continue
		}
		out = append(out, d)
	}
	return out, faults
}

func readDecision(line []byte) (onrecord.Decision, error) {
	var r DecisionRow
	if err := json.Unmarshal(line, &r); err != nil {
		return onrecord.Decision{}, brokenJSON(err)
	}
	at, err := time.Parse(time.RFC3339, r.At)
	if err != nil {
		return onrecord.Decision{}, fmt.Errorf("\"at\": %q is no time as 2016-05-12T10:00:00Z", r.At)
	}
	return onrecord.Decision{
		Kind: onrecord.DecisionKind(r.Kind), Subject: r.Subject, Article: r.Article, On: onrecord.Target(r.On), Of: r.Of, Field: r.Field, Value: r.Value, By: r.By, At: at, Note: r.Note, Undone: r.Undone,
		Object: onrecord.Actor{ID: r.Object.ID, Name: r.Object.Name, Type: onrecord.ActorType(r.Object.Type), Codes: r.Object.Codes},
	}, nil
}

// ActorEntry is an actor as other rows are shown and cited.
func ActorEntry(a onrecord.ActorView) Entry {
	return Entry{Head: or(a.Name, string(a.ID)), Tags: known(a.Role, string(a.Type)), Notes: []string{Plural(a.Statements, "statement"), Plural(a.Articles, "article")}}
}
