package onrecord

import (
	"iter"

	"onrecord/ling"
)

// ArticleID is the id given, else the canonical URL, else "sha256:" and the hash of the text.
type ArticleID string

// ActorID is a Wikidata id ("Q58217"), or "x:" and a slug of the fullest name.
type ActorID string

// ClaimID is derived from the article's words, so that links last.
type ClaimID string

// Claim is what every claim of an article has, whatever it claims.
type Claim struct {
	ID      ClaimID
	FoundBy string // the rule that found it, package/name@version
	// Trail are the rules that shaped it after that, in the order they fired,
	// each written as FoundBy is.
	Trail []string
}

// Head is the claim's header, whatever the claim is.
func (c *Claim) Head() *Claim { return c }

// ClaimType is what sort of claim one is, by its name in docs/record.schema.json.
type ClaimType string

// The types of claims.
const (
	StatementClaim  ClaimType = "statement"
	EventClaim      ClaimType = "event"
	AgreementClaim  ClaimType = "agreement"
	MembershipClaim ClaimType = "membership"
)

// AnyClaim is a claim of any type, where it stands in its article's Found. Who
// checks, stores, links or stamps claims goes by it, and need not know what
// they claim.
type AnyClaim interface {
	ClaimType() ClaimType
	Head() *Claim
	// Parts are all parts of the claim that stand in the text, in the order of
	// docs/record.schema.json. It is the one list of them.
	Parts() iter.Seq[PartRef]
}

// Parties are the parts of a claim that name somebody, in the order of its Parts.
func Parties(c AnyClaim) iter.Seq[PartRef] {
	return func(yield func(PartRef) bool) {
		for p := range c.Parts() {
			if p.Actors != nil && !yield(p) {
				return
			}
		}
	}
}

// Shown reports whether lists, counts and pages show a claim unless they are
// asked for the rest: a statement that was made in words, an event that
// happened, and neither that nor an agreement told as long known.
func Shown(c AnyClaim) bool {
	switch c := c.(type) {
	case *Statement:
		return c.Said()
	case *Event:
		return c.Counted()
	case *Agreement:
		return !c.Background
	}
	return true
}

// When is a day, or a period, that a claim gives.
type When struct {
	Value string // TIMEX3 date value, "" if unknown
	Time  int    // index into Found.Times of the expression that says so, -1 for none
}

// Unset is the When of a claim that gives no day.
func Unset() When { return When{Time: -1} }

// Part is a piece of a claim: its spans, in text order.
type Part struct{ Spans []ling.Span }

// Empty reports whether the part stands nowhere in the text.
func (p Part) Empty() bool { return len(p.Spans) == 0 }

func (p *Part) ref(r Role) PartRef { return PartRef{Role: r, Spans: &p.Spans} }

// Party is a piece of a claim that names somebody.
type Party struct {
	Spans []ling.Span
	// Actors are all whom it names, in text order ("Egypt and Jordan"); none
	// if it names nobody, or nobody known.
	Actors []ActorID
}

// Empty reports whether the party stands nowhere in the text.
func (p Party) Empty() bool { return len(p.Spans) == 0 }

// Actor is whom the party names, "" if nobody, nobody known or several.
func (p Party) Actor() ActorID {
	if len(p.Actors) != 1 {
		return ""
	}
	return p.Actors[0]
}

func (p *Party) ref(r Role) PartRef { return PartRef{Role: r, Spans: &p.Spans, Actors: &p.Actors} }

// refs yields the parties of a list, each in its place, until yield has enough.
func refs(r Role, list []Party, yield func(PartRef) bool) bool {
	for i := range list {
		if !yield(list[i].ref(r)) {
			return false
		}
	}
	return true
}

// Role is what a part is to its claim, by its name in docs/record.schema.json.
type Role string

// PartRef is a part where it stands in its claim, so that who walks over a
// claim's parts may change them.
type PartRef struct {
	Role   Role
	Spans  *[]ling.Span
	Actors *[]ActorID // nil where the part names nobody
}

// size is the number of bytes of the part.
func (p Part) size() int {
	n := 0
	for _, s := range p.Spans {
		n += s.End - s.Start
	}
	return n
}
