package onrecord

import (
	"slices"

	"onrecord/ling"
)

// Part is a piece of a claim: its spans, in text order, and the actor it was
// resolved to ("" if nobody, unknown or several).
type Part struct {
	Spans []ling.Span
	Actor string
	// Actors are all whom it names, in text order ("Egypt and Jordan"). Where
	// Actor is set it may be left empty, or be Actor alone.
	Actors []string
}

// All are the actors that the part names.
func (p Part) All() []string {
	if len(p.Actors) == 0 && p.Actor != "" {
		return []string{p.Actor}
	}
	return p.Actors
}

// Empty reports whether the part stands nowhere in the text.
func (p Part) Empty() bool { return len(p.Spans) == 0 }

// StatementKind is what sort of thing a statement reports. It is "" where
// nobody has judged it: in stores of older versions, and where the reader has
// no rule for it yet. Lists show such statements as they show speech.
type StatementKind string

// The kinds of statements.
const (
	KindSpeech   StatementKind = "speech"   // words were spoken or written
	KindAttitude StatementKind = "attitude" // belief, wish, fear, support, plan: no words need have been spoken
	KindSource   StatementKind = "source"   // a video, poll, text or figure that shows or suggests
)

// StatementKinds are all kinds that a statement can have.
var StatementKinds = [...]StatementKind{KindSpeech, KindAttitude, KindSource}

// StatementStatus is whether a statement was in fact made. It is "" where
// nobody has judged it, as for StatementKind, and then lists take it for made.
type StatementStatus string

// The statuses of statements.
const (
	StatusMade         StatementStatus = "made"
	StatusPlanned      StatementStatus = "planned"      // is due to say, will announce
	StatusHypothetical StatementStatus = "hypothetical" // if, unless, until, would, could; a question
	StatusAsked        StatementStatus = "asked"        // somebody wants or expects it to be said
	StatusNotMade      StatementStatus = "not made"     // never, nobody, has yet to, declined to; Negated is set
)

// StatementStatuses are all statuses that a statement can have.
var StatementStatuses = [...]StatementStatus{StatusMade, StatusPlanned, StatusHypothetical, StatusAsked, StatusNotMade}

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
	ID      string
	FoundBy string // the rule that found it, package/name@version
	// Trail are the rules that shaped it after that, in the order they fired,
	// each written as FoundBy is.
	Trail     []string
	Kind      StatementKind
	Status    StatementStatus
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
	Type    ling.MentionType
	Actor   string
	FoundBy string // the rule or model that found the span, package/name@version
	// Why is the evidence that it means Actor, in words that explain prints;
	// "" where it means nobody or where no evidence was kept.
	Why string
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
