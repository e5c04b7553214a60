package onrecord

import (
	"iter"

	"onrecord/ling"
)

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

// Certainties are all degrees.
var Certainties = [...]Certainty{Certain, Likely, Possible}

// SaidOn is when a statement was made.
type SaidOn struct {
	Value string // TIMEX3 date value, "" if unknown
	Time  int    // index into Found.Times of the expression that says so, -1 for none
	Basis string // "explicit", "document", or ""
}

// Statement is a source's words as one article reports them.
type Statement struct {
	Claim
	Kind      StatementKind
	Status    StatementStatus
	Source    Party
	Cue       Part
	CueLemma  string
	Content   Part
	Inserted  []ling.Span // an editor's brackets within the content
	Mode      Mode
	Act       Act
	Addressee Party
	Via       []Party // hops, nearest the reader first
	Venue     Part
	SaidOn    SaidOn
	Condition []ling.Span
	Negated   bool
	Certainty Certainty
	Parent    ClaimID // ID of the statement this one stands in, "" at the top
	// Coded is what decisions say that the statement takes a stand on: found by
	// nobody else, and kept with the decisions alone.
	Coded []Coding `json:",omitempty"`
}

// Coding is a person's word that a statement agrees or disagrees with a concept
// of a codebook, or, where Value is "none", that it does neither.
type Coding struct {
	Concept string
	Value   string // one of Codes
	By      string // who decided
}

// Codes are the values of a coding.
var Codes = [...]string{"agree", "disagree", "none"}

// Said reports whether the statement was made, in words: what lists, counts
// and pages show unless they are asked for the rest. What nobody has judged is
// taken for it.
func (s *Statement) Said() bool {
	return (s.Kind == "" || s.Kind == KindSpeech) && (s.Status == "" || s.Status == StatusMade) && !s.Negated
}

// Unsaid is, in words, what keeps the statement from being one that was made
// in words; empty where it was. Whoever shows a statement shows this with it.
func (s *Statement) Unsaid() []string {
	var out []string
	speech := s.Kind == "" || s.Kind == KindSpeech
	switch s.Kind {
	case KindAttitude:
		out = append(out, "attitude")
	case KindSource:
		out = append(out, "shown")
	}
	switch {
	case (s.Status == StatusNotMade || s.Negated && (s.Status == "" || s.Status == StatusMade)) && speech:
		out = append(out, "not said")
	case s.Status == StatusNotMade || s.Negated:
		out = append(out, "negated")
	}
	switch s.Status {
	case StatusPlanned:
		out = append(out, "planned")
	case StatusHypothetical:
		out = append(out, "hypothetical")
	case StatusAsked:
		out = append(out, "asked for")
	}
	return out
}

// The roles of a statement's parts.
const (
	RoleSource    Role = "source"
	RoleCue       Role = "cue"
	RoleContent   Role = "content"
	RoleInserted  Role = "inserted"
	RoleAddressee Role = "addressee"
	RoleVia       Role = "via"
	RoleVenue     Role = "venue"
	RoleCondition Role = "condition"
)

// ClaimType implements AnyClaim.
func (s *Statement) ClaimType() ClaimType { return StatementClaim }

// Parts implements AnyClaim.
func (s *Statement) Parts() iter.Seq[PartRef] {
	return func(yield func(PartRef) bool) {
		_ = yield(s.Source.ref(RoleSource)) && yield(s.Cue.ref(RoleCue)) && yield(s.Content.ref(RoleContent)) &&
			yield(PartRef{Role: RoleInserted, Spans: &s.Inserted}) && yield(s.Addressee.ref(RoleAddressee)) &&
			refs(RoleVia, s.Via, yield) && yield(s.Venue.ref(RoleVenue)) && yield(PartRef{Role: RoleCondition, Spans: &s.Condition})
	}
}

// Parties are the parts of the statement that name somebody, in the order of Parts.
func (s *Statement) Parties() iter.Seq[PartRef] { return Parties(s) }
