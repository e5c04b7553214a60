package onrecord

import (
	"iter"
	"slices"

	"onrecord/ling"
)

// EventType is what was done, in the words of PLOVER, the ontology of events of
// the Open Event Data Alliance (https://github.com/openeventdata/PLOVER).
type EventType string

// The types of events: words and deeds that bring together, then words and
// deeds that part, as the manual has them. Its DEMAND is REQUEST here, and its
// DISAPPROVE ACCUSE, as in the data that is published with it.
const (
	AGREE     EventType = "AGREE"
	CONSULT   EventType = "CONSULT"
	SUPPORT   EventType = "SUPPORT"
	CONCEDE   EventType = "CONCEDE"
	COOPERATE EventType = "COOPERATE"
	AID       EventType = "AID"
	RETREAT   EventType = "RETREAT"
	REQUEST   EventType = "REQUEST"
	ACCUSE    EventType = "ACCUSE"
	REJECT    EventType = "REJECT"
	THREATEN  EventType = "THREATEN"
	SANCTION  EventType = "SANCTION"
	PROTEST   EventType = "PROTEST"
	MOBILIZE  EventType = "MOBILIZE"
	COERCE    EventType = "COERCE"
	ASSAULT   EventType = "ASSAULT"
)

// EventTypes are all types, in that order.
var EventTypes = [...]EventType{
	AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT,
	REQUEST, ACCUSE, REJECT, THREATEN, SANCTION, PROTEST, MOBILIZE, COERCE, ASSAULT,
}

// Plover is what was done, how and about what: an event's type, its mode and
// its contexts, in the manual's words.
type Plover struct {
	Event   EventType
	Mode    string   // how, of the modes that the type has: "aerial"; "" if not said
	Context []string // "military", "terrorism"
}

// EventStatus is whether what is told of came about.
type EventStatus string

// The statuses of events.
const (
	EventHappened     EventStatus = "happened"
	EventPlanned      EventStatus = "planned"      // announced, meant, agreed, being prepared
	EventHypothetical EventStatus = "hypothetical" // if, would, could; wished for, demanded, asked about
	EventDenied       EventStatus = "denied"       // it is said that it did not happen
	EventFailed       EventStatus = "failed"       // it was tried
)

// EventStatuses are all statuses that an event can have.
var EventStatuses = [...]EventStatus{EventHappened, EventPlanned, EventHypothetical, EventDenied, EventFailed}

// Count is how many people or things an event concerns.
type Count struct {
	What string // in lower case: "killed", "injured", "arrested"
	// Min and Max are the bounds that the words give, nil where they leave one
	// open: "at least 129" has no Max.
	Min, Max *int
	Spans    []ling.Span
}

// Event is who did what to whom, as one article tells it.
type Event struct {
	Claim
	Source  []Party // who did it: "Iran and Iraq" are two parties to one event
	Target  []Party // to whom
	Trigger Part    // the words that tell what was done
	Lemma   string  // of the trigger
	Plover  Plover
	CAMEO   string // the code of the older ontology: digits
	When    When
	Where   Party
	Status  EventStatus
	// ReportedBy is the statement that tells it, "" for the outlet's own voice.
	ReportedBy ClaimID
	Counts     []Count
	Certainty  Certainty // of whoever reports it
	// Background is set where the article tells what is long known, not news.
	Background bool
}

// Counted reports whether the event is one that happened and is this article's
// news: what lists, counts and pages show unless they are asked for the rest.
func (e *Event) Counted() bool { return e.Status == EventHappened && !e.Background }

// Uncounted is, in words, what keeps the event from being counted; empty where
// nothing does. Whoever shows an event shows this with it.
func (e *Event) Uncounted() []string {
	var out []string
	if e.Status != EventHappened {
		out = append(out, string(e.Status))
	}
	if e.Background {
		out = append(out, "background")
	}
	return out
}

// The roles of an event's parts; its source is RoleSource.
const (
	RoleTarget  Role = "target"
	RoleTrigger Role = "trigger"
	RoleWhere   Role = "where"
	RoleCount   Role = "counts"
)

// ClaimType implements AnyClaim.
func (e *Event) ClaimType() ClaimType { return EventClaim }

// Parts implements AnyClaim.
func (e *Event) Parts() iter.Seq[PartRef] {
	return func(yield func(PartRef) bool) {
		ok := refs(RoleSource, e.Source, yield) && refs(RoleTarget, e.Target, yield) &&
			yield(e.Trigger.ref(RoleTrigger)) && yield(e.Where.ref(RoleWhere))
		for i := range e.Counts {
			ok = ok && yield(PartRef{Role: RoleCount, Spans: &e.Counts[i].Spans})
		}
	}
}

// clone is a copy whose parties can be given other actors.
func (e Event) clone() Event {
	e.Source, e.Target = slices.Clone(e.Source), slices.Clone(e.Target)
	return e
}
