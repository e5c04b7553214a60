package onrecord

import (
	"slices"

	"onrecord/ling"
)

// Part is a piece of a claim: its spans, in text order, and the actor it was
// resolved to ("" if nobody or unknown).
type Part struct {
	Spans []ling.Span
	Actor string
}

// Empty reports whether the part stands nowhere in the text.
func (p Part) Empty() bool { return len(p.Spans) == 0 }

// Mode says how much of a statement's content is quoted: by letters inside
// quotation marks at least 95 % direct, at most 2 % indirect, else mixed.
type Mode string

// The three modes.
const (
	Direct   Mode = "direct"
	Indirect Mode = "indirect"
	Mixed    Mode = "mixed"
)

// Modes are all modes.
var Modes = [...]Mode{Direct, Indirect, Mixed}

// Act is what was done by saying it.
type Act string

// The acts of docs/record.schema.json.
const (
	Say       Act = "say"
	Deny      Act = "deny"
	Accuse    Act = "accuse"
	Demand    Act = "demand"
	Propose   Act = "propose"
	Promise   Act = "promise"
	Threaten  Act = "threaten"
	Reject    Act = "reject"
	Agree     Act = "agree"
	Ask       Act = "ask"
	Praise    Act = "praise"
	Criticise Act = "criticise"
	Predict   Act = "predict"
	Confirm   Act = "confirm"
)

// Acts are all acts, in the order of docs/record.schema.json.
var Acts = [...]Act{Say, Deny, Accuse, Demand, Propose, Promise, Threaten, Reject, Agree, Ask, Praise, Criticise, Predict, Confirm}

// Certainty is how sure the source presents the content.
type Certainty string

// The three degrees.
const (
	Certain  Certainty = "certain"
	Likely   Certainty = "likely"
	Possible Certainty = "possible"
)

// SaidOn is when a statement was made.
type SaidOn struct {
	Value string // TIMEX3 date value, "" if unknown
	Time  int    // index into Found.Times of the expression that says so, -1 for none
	Basis string // "explicit", "document", or ""
}

// Statement is a source's words as one article reports them.
type Statement struct {
	ID        string
	FoundBy   string // rule or model, with version
	Source    Part
	Cue       Part
	CueLemma  string
	Content   Part
	Inserted  []ling.Span // an editor's brackets within the content
	Mode      Mode
	Act       Act
	Addressee Part
	Via       []Part // hops, nearest the reader first
	Venue     Part
	SaidOn    SaidOn
	Condition []ling.Span
	Negated   bool
	Certainty Certainty
	Parent    string // ID of the statement this one stands in, "" at the top
}

// Mention is a ling.Mention with the actor it was resolved to.
type Mention struct {
	ID string
	ling.Span
	Type  ling.MentionType
	Actor string
}

// Time is a ling.TimeExpr with its id.
type Time struct {
	ID string
	ling.TimeExpr
}

// Found is all that was found in one article.
type Found struct {
	By          string    // the version of the program that found it
	Mentions    []Mention // in text order
	Actors      []Actor
	Times       []Time
	Statements  []Statement
	Diagnostics []ling.Diagnostic
}

// Record is an article with all that was found in it.
type Record struct {
	Article
	Found
}

// Diagnostics are the doubts about the page, then those about its text.
func (r *Record) Diagnostics() []ling.Diagnostic {
	return slices.Concat(r.Article.Diagnostics, r.Found.Diagnostics)
}
