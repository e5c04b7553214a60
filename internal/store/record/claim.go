package record

import "onrecord"

// A claim beside statements is written whole, as the body of its row. Its
// types here are those of json.go: what is stored keeps its names.

// header is what every claim has.
type header struct {
	ID      onrecord.ClaimID `json:"id"`
	FoundBy string           `json:"found_by,omitempty"`
	Trail   []string         `json:"trail,omitempty"`
}

func toHeader(c onrecord.Claim) header { return header{c.ID, c.FoundBy, c.Trail} }
func (h header) claim() onrecord.Claim {
	return onrecord.Claim{ID: h.ID, FoundBy: h.FoundBy, Trail: h.Trail}
}
func toParty(p onrecord.Party) part            { return part{Spans: toSpans(p.Spans), Actors: p.Actors} }
func (p part) party() onrecord.Party           { return onrecord.Party{Spans: p.Spans.ling(), Actors: p.Actors} }
func toParties(list []onrecord.Party) []part   { return mapped(list, toParty) }
func fromParties(list []part) []onrecord.Party { return mapped(list, part.party) }

// mapped maps as through f; nothing stays nothing.
func mapped[A, B any](as []A, f func(A) B) []B {
	if len(as) == 0 {
		return nil
	}
	out := make([]B, len(as))
	for i, a := range as {
		out[i] = f(a)
	}
	return out
}

// when is a day; Time is the place of its expression, counted from 1 so that
// none is 0 and left out.
type when struct {
	Value string `json:"value,omitempty"`
	Time  int    `json:"time,omitempty"`
}

func toWhen(w onrecord.When) when  { return when{w.Value, w.Time + 1} }
func (w when) when() onrecord.When { return onrecord.When{Value: w.Value, Time: w.Time - 1} }

type eventBody struct {
	header
	Source     []part           `json:"source,omitempty"`
	Target     []part           `json:"target,omitempty"`
	Trigger    spans            `json:"trigger,omitempty"`
	Lemma      string           `json:"lemma,omitempty"`
	Event      string           `json:"event,omitempty"`
	Mode       string           `json:"mode,omitempty"`
	Context    []string         `json:"context,omitempty"`
	CAMEO      string           `json:"cameo,omitempty"`
	When       when             `json:"when,omitzero"`
	Where      part             `json:"where"`
	Status     string           `json:"status,omitempty"`
	ReportedBy onrecord.ClaimID `json:"reported_by,omitempty"`
	Counts     []countBody      `json:"counts,omitempty"`
	Certainty  string           `json:"certainty,omitempty"`
	Background bool             `json:"background,omitempty"`
}

type countBody struct {
	What  string `json:"what"`
	Min   *int   `json:"min,omitempty"`
	Max   *int   `json:"max,omitempty"`
	Spans spans  `json:"spans"`
}

func toEvent(e *onrecord.Event) eventBody {
	return eventBody{
		header: toHeader(e.Claim), Source: toParties(e.Source), Target: toParties(e.Target), Trigger: toSpans(e.Trigger.Spans), Lemma: e.Lemma,
		Event: string(e.Plover.Event), Mode: e.Plover.Mode, Context: e.Plover.Context, CAMEO: e.CAMEO, When: toWhen(e.When), Where: toParty(e.Where),
		Status: string(e.Status), ReportedBy: e.ReportedBy, Certainty: string(e.Certainty), Background: e.Background,
		Counts: mapped(e.Counts, func(c onrecord.Count) countBody { return countBody{c.What, c.Min, c.Max, toSpans(c.Spans)} }),
	}
}

func (b eventBody) event() onrecord.Event {
	return onrecord.Event{
		Claim: b.claim(), Source: fromParties(b.Source), Target: fromParties(b.Target), Trigger: onrecord.Part{Spans: b.Trigger.ling()}, Lemma: b.Lemma,
		Plover: onrecord.Plover{Event: onrecord.EventType(b.Event), Mode: b.Mode, Context: b.Context}, CAMEO: b.CAMEO, When: b.When.when(), Where: b.Where.party(),
		Status: onrecord.EventStatus(b.Status), ReportedBy: b.ReportedBy, Certainty: onrecord.Certainty(b.Certainty), Background: b.Background,
		Counts: mapped(b.Counts, func(c countBody) onrecord.Count {
			return onrecord.Count{What: c.What, Min: c.Min, Max: c.Max, Spans: c.Spans.ling()}
		}),
	}
}

type agreementBody struct {
	header
	Name       string       `json:"name,omitempty"`
	Words      spans        `json:"words,omitempty"`
	Type       string       `json:"type,omitempty"`
	Parties    []part       `json:"parties,omitempty"`
	Brokers    []part       `json:"brokers,omitempty"`
	Place      part         `json:"place"`
	Monitors   []part       `json:"monitors,omitempty"`
	Term       string       `json:"term,omitempty"`
	Scope      spans        `json:"scope,omitempty"`
	Background bool         `json:"background,omitempty"`
	History    []statusBody `json:"history,omitempty"`
}

type statusBody struct {
	Status      string           `json:"status"`
	How         string           `json:"how,omitempty"`
	When        when             `json:"when,omitzero"`
	From        when             `json:"from,omitzero"`
	Until       when             `json:"until,omitzero"`
	By          []part           `json:"by,omitempty"`
	Told        string           `json:"told,omitempty"`
	AccordingTo onrecord.ClaimID `json:"according_to,omitempty"`
	Words       spans            `json:"words,omitempty"`
}

func toAgreement(a *onrecord.Agreement) agreementBody {
	return agreementBody{
		header: toHeader(a.Claim), Name: a.Name, Words: toSpans(a.Words.Spans), Type: string(a.Type), Parties: toParties(a.Sides),
		Brokers: toParties(a.Brokers), Place: toParty(a.Place), Monitors: toParties(a.Monitors), Term: a.Term, Scope: toSpans(a.Scope.Spans),
		Background: a.Background, History: mapped(a.History, toStatus),
	}
}

func toStatus(h onrecord.StatusAssertion) statusBody {
	return statusBody{
		Status: string(h.Status), How: string(h.How), When: toWhen(h.When), From: toWhen(h.From), Until: toWhen(h.Until),
		By: toParties(h.By), Told: string(h.Told), AccordingTo: h.AccordingTo, Words: toSpans(h.Words.Spans),
	}
}

func (b agreementBody) agreement() onrecord.Agreement {
	return onrecord.Agreement{
		Claim: b.claim(), Name: b.Name, Words: onrecord.Part{Spans: b.Words.ling()}, Type: onrecord.AgreementType(b.Type), Sides: fromParties(b.Parties),
		Brokers: fromParties(b.Brokers), Place: b.Place.party(), Monitors: fromParties(b.Monitors), Term: b.Term, Scope: onrecord.Part{Spans: b.Scope.ling()},
		Background: b.Background, History: mapped(b.History, statusBody.status),
	}
}

func (b statusBody) status() onrecord.StatusAssertion {
	return onrecord.StatusAssertion{
		Status: onrecord.AgreementStatus(b.Status), How: onrecord.Ending(b.How), When: b.When.when(), From: b.From.when(), Until: b.Until.when(),
		By: fromParties(b.By), Told: onrecord.Told(b.Told), AccordingTo: b.AccordingTo, Words: onrecord.Part{Spans: b.Words.ling()},
	}
}

type membershipBody struct {
	header
	Group       part             `json:"group"`
	Member      part             `json:"member"`
	As          string           `json:"as,omitempty"`
	Status      string           `json:"status,omitempty"`
	AsOf        when             `json:"as_of,omitzero"`
	AccordingTo onrecord.ClaimID `json:"according_to,omitempty"`
	Words       spans            `json:"words,omitempty"`
}

func toMembership(m *onrecord.Membership) membershipBody {
	return membershipBody{
		header: toHeader(m.Claim), Group: toParty(m.Group), Member: toParty(m.Member), As: string(m.As), Status: string(m.Status),
		AsOf: toWhen(m.AsOf), AccordingTo: m.AccordingTo, Words: toSpans(m.Words.Spans),
	}
}

func (b membershipBody) membership() onrecord.Membership {
	return onrecord.Membership{
		Claim: b.claim(), Group: b.Group.party(), Member: b.Member.party(), As: onrecord.Capacity(b.As), Status: onrecord.MembershipStatus(b.Status),
		AsOf: b.AsOf.when(), AccordingTo: b.AccordingTo, Words: onrecord.Part{Spans: b.Words.ling()},
	}
}
