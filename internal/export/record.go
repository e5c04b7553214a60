// Package export writes records and lists for those outside the program. It is
// the border where byte spans become code points, and it keeps the contract
// that docs/record.schema.json states: fields in one order, lists and objects
// always there, "" for an unknown string.
//
// One file a format: record.go is the record as JSON (claims.go its
// events, agreements and memberships), sheet.go the lists as
// table, CSV, Markdown and JSON, people.go the record for people on a terminal.
package export

import (
	"encoding/json"
	"io"
	"time"

	"onrecord"
	"onrecord/ling"
)

// Schema is the number of the contract; it rises when a field is renamed,
// dropped or re-typed, and stays when one is added.
const Schema = 1

// Range is a half-open range of code points, written [start, end].
type Range [2]int

// Record is a record as it leaves the program, in the contract's order.
type Record struct {
	Schema      int                `json:"schema"`
	ID          onrecord.ArticleID `json:"id"`
	Path        string             `json:"path"`
	URL         string             `json:"url"`
	Outlet      string             `json:"outlet"`
	Title       string             `json:"title"`
	Authors     []string           `json:"authors"`
	Byline      string             `json:"byline"`
	Section     string             `json:"section"`
	Lang        string             `json:"lang"`
	Published   Published          `json:"published"`
	Modified    string             `json:"modified"`
	Collected   string             `json:"collected"`
	Text        string             `json:"text"`
	Blocks      []Block            `json:"blocks"`
	Diagnostics []Diagnostic       `json:"diagnostics"`
	Mentions    []Mention          `json:"mentions"`
	Actors      []Actor            `json:"actors"`
	Times       []Time             `json:"times"`
	Statements  []Statement        `json:"statements"`
	Events      []Event            `json:"events"`
	Agreements  []Agreement        `json:"agreements"`
	Memberships []Membership       `json:"memberships"`
}

// Published is when the article came out and how that is known.
type Published struct {
	Value      string  `json:"value"`
	Earliest   string  `json:"earliest"`
	Latest     string  `json:"latest"`
	Basis      string  `json:"basis"`
	Confidence float64 `json:"confidence"`
	Spans      []Range `json:"spans"`
}

// Block is a stretch of the text of one kind.
type Block struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
}

// Diagnostic is a doubt about the text.
type Diagnostic struct {
	Rule    string  `json:"rule"`
	Message string  `json:"message"`
	Spans   []Range `json:"spans"`
}

// Mention is a span that names or points to something.
type Mention struct {
	ID      string           `json:"id"`
	Start   int              `json:"start"`
	End     int              `json:"end"`
	Type    string           `json:"type"`
	Actor   onrecord.ActorID `json:"actor"`
	FoundBy string           `json:"found_by"`
	Why     string           `json:"why"`
}

// Actor is who or what mentions mean.
type Actor struct {
	ID    onrecord.ActorID  `json:"id"`
	Name  string            `json:"name"`
	Type  string            `json:"type"`
	Codes map[string]string `json:"codes"`
	Role  string            `json:"role"`
}

// Time is a time expression.
type Time struct {
	ID           string   `json:"id"`
	Start        int      `json:"start"`
	End          int      `json:"end"`
	Type         string   `json:"type"`
	Value        string   `json:"value"`
	Mod          string   `json:"mod"`
	Grain        string   `json:"grain"`
	Earliest     string   `json:"earliest"`
	Latest       string   `json:"latest"`
	Alternatives []string `json:"alternatives"`
}

// Words are spans and what they say: their characters joined by one space.
type Words struct {
	Spans []Range `json:"spans"`
	Text  string  `json:"text"`
}

// Party is a part of a claim and the actors it was resolved to; Actor is the
// one where there is one.
type Party struct {
	Words
	Actor  onrecord.ActorID   `json:"actor"`
	Actors []onrecord.ActorID `json:"actors"`
}

// Cue is the words that say that somebody said something.
type Cue struct {
	Words
	Lemma string `json:"lemma"`
}

// SaidOn is when a statement was made.
type SaidOn struct {
	Value string `json:"value"`
	Time  string `json:"time"`
	Basis string `json:"basis"`
}

// Statement is a source's words as one article reports them.
type Statement struct {
	ID        onrecord.ClaimID `json:"id"`
	FoundBy   string           `json:"found_by"`
	Trail     []string         `json:"trail"`
	Kind      string           `json:"kind"`
	Status    string           `json:"status"`
	Source    Party            `json:"source"`
	Cue       Cue              `json:"cue"`
	Content   Words            `json:"content"`
	Inserted  []Range          `json:"inserted"`
	Mode      string           `json:"mode"`
	Act       string           `json:"act"`
	Addressee Party            `json:"addressee"`
	Via       []Party          `json:"via"`
	Venue     Words            `json:"venue"`
	SaidOn    SaidOn           `json:"said_on"`
	Condition []Range          `json:"condition"`
	Negated   bool             `json:"negated"`
	Certainty string           `json:"certainty"`
	Parent    onrecord.ClaimID `json:"parent"`
}

// WriteRecord writes r as one line of JSON Lines.
func WriteRecord(w io.Writer, r onrecord.Record) error {
	return encode(w, NewRecord(r))
}

// encode writes v as one line of JSON, with "<" and "&" as they are: the
// output is for programs, not for embedding in HTML.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// NewRecord is r as it leaves the program. r must pass onrecord.Record.Check.
func NewRecord(r onrecord.Record) Record {
	b := border{text: r.Text, offsets: ling.NewOffsets(r.Text), times: r.Times}
	return Record{
		Schema: Schema,
		ID:     r.ID, Path: r.Path, URL: r.URL, Outlet: r.Outlet, Title: r.Title,
		Authors: list(r.Authors), Byline: r.Byline, Section: r.Section, Lang: r.Lang,
		Published: Published{
			Value: r.Published.Value, Earliest: r.Published.Earliest.String(), Latest: r.Published.Latest.String(),
			Basis: string(r.Published.Basis), Confidence: r.Published.Confidence, Spans: b.ranges(r.Published.Spans),
		},
		Modified: r.Modified, Collected: stamp(r.Collected),
		Text:        r.Text,
		Blocks:      each(r.Blocks, b.block),
		Diagnostics: each(r.Diagnostics(), b.diagnostic),
		Mentions:    each(r.Mentions, b.mention),
		Actors:      each(r.Actors, newActor),
		Times:       each(r.Times, b.time),
		Statements:  each(r.Statements, b.statement),
		Events:      each(r.Events, b.event),
		Agreements:  each(r.Agreements, b.agreement),
		Memberships: each(r.Memberships, b.membership),
	}
}

// border turns spans of one text into what stands outside.
type border struct {
	text    string
	offsets *ling.Offsets
	times   []onrecord.Time
}

// timeID is the id of the time expression at index t, "" for none.
func (b border) timeID(t int) string {
	if t < 0 || t >= len(b.times) {
		return ""
	}
	return b.times[t].ID
}

func (b border) ranges(spans []ling.Span) []Range {
	return each(spans, func(s ling.Span) Range {
		start, end := b.offsets.CodePoints(s)
		return Range{start, end}
	})
}

func (b border) words(spans []ling.Span) Words {
	return Words{Spans: b.ranges(spans), Text: ling.Join(b.text, spans)}
}

func (b border) party(p onrecord.Party) Party {
	return Party{Words: b.words(p.Spans), Actor: p.Actor(), Actors: append([]onrecord.ActorID{}, p.Actors...)}
}

func (b border) block(x ling.Block) Block {
	start, end := b.offsets.CodePoints(x.Span)
	return Block{Start: start, End: end, Kind: string(x.Kind)}
}

func (b border) diagnostic(d ling.Diagnostic) Diagnostic {
	return Diagnostic{Rule: d.Rule, Message: d.Message, Spans: b.ranges(d.Spans)}
}

func (b border) mention(m onrecord.Mention) Mention {
	start, end := b.offsets.CodePoints(m.Span)
	return Mention{ID: m.ID, Start: start, End: end, Type: string(m.Type), Actor: m.Actor, FoundBy: m.FoundBy, Why: m.Why}
}

func (b border) time(t onrecord.Time) Time {
	start, end := b.offsets.CodePoints(t.Span)
	return Time{
		ID: t.ID, Start: start, End: end, Type: string(t.Type), Value: t.Value, Mod: t.Mod, Grain: t.Grain,
		Earliest: t.Earliest.String(), Latest: t.Latest.String(), Alternatives: list(t.Alternatives),
	}
}

func (b border) statement(s onrecord.Statement) Statement {
	return Statement{
		ID: s.ID, FoundBy: s.FoundBy, Trail: list(s.Trail), Kind: string(s.Kind), Status: string(s.Status),
		Source:  b.party(s.Source),
		Cue:     Cue{Words: b.words(s.Cue.Spans), Lemma: s.CueLemma},
		Content: b.words(s.Content.Spans), Inserted: b.ranges(s.Inserted),
		Mode: string(s.Mode), Act: string(s.Act),
		Addressee: b.party(s.Addressee), Via: each(s.Via, b.party), Venue: b.words(s.Venue.Spans),
		SaidOn: SaidOn{Value: s.SaidOn.Value, Time: b.timeID(s.SaidOn.Time), Basis: s.SaidOn.Basis}, Condition: b.ranges(s.Condition),
		Negated: s.Negated, Certainty: string(s.Certainty), Parent: s.Parent,
	}
}

func newActor(a onrecord.Actor) Actor {
	codes := a.Codes
	if codes == nil {
		codes = map[string]string{}
	}
	return Actor{ID: a.ID, Name: a.Name, Type: string(a.Type), Codes: codes, Role: a.Role}
}

// stamp is a moment in ISO 8601, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// list is s, and an empty list for nil: lists are always there.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// each maps as through f; the result is never nil.
func each[A, B any](as []A, f func(A) B) []B {
	out := make([]B, 0, len(as))
	for _, a := range as {
		out = append(out, f(a))
	}
	return out
}
