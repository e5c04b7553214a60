package export

import "onrecord"

// Event is who did what to whom, in the terms of PLOVER.
type Event struct {
	ID         onrecord.ClaimID `json:"id"`
	FoundBy    string           `json:"found_by"`
	Trail      []string         `json:"trail"`
	Source     []Party          `json:"source"`
	Target     []Party          `json:"target"`
	Trigger    Cue              `json:"trigger"`
	Plover     Plover           `json:"plover"`
	CAMEO      string           `json:"cameo"`
	When       When             `json:"when"`
	Where      Party            `json:"where"`
	Status     string           `json:"status"`
	ReportedBy onrecord.ClaimID `json:"reported_by"`
	Counts     []Count          `json:"counts"`
	Certainty  string           `json:"certainty"`
	Background bool             `json:"background"`
}

// Plover is what was done, how and about what.
type Plover struct {
	Event   string   `json:"event"`
	Mode    string   `json:"mode"`
	Context []string `json:"context"`
}

// When is a day, and the time expression that says so.
type When struct {
	Value string `json:"value"`
	Time  string `json:"time"`
}

// Count is how many an event concerns; a bound that is open is null.
type Count struct {
	What  string  `json:"what"`
	Min   *int    `json:"min"`
	Max   *int    `json:"max"`
	Spans []Range `json:"spans"`
}

// Agreement is what parties agree, declare or propose.
type Agreement struct {
	ID         onrecord.ClaimID  `json:"id"`
	FoundBy    string            `json:"found_by"`
	Trail      []string          `json:"trail"`
	Name       string            `json:"name"`
	Spans      []Range           `json:"spans"`
	Type       string            `json:"type"`
	Parties    []Party           `json:"parties"`
	Brokers    []Party           `json:"brokers"`
	Place      Party             `json:"place"`
	Monitors   []Party           `json:"monitors"`
	Term       string            `json:"term"`
	Scope      Words             `json:"scope"`
	Background bool              `json:"background"`
	History    []StatusAssertion `json:"history"`
}

// StatusAssertion is somebody's word that an agreement had a status.
type StatusAssertion struct {
	Status      string           `json:"status"`
	How         string           `json:"how"`
	When        string           `json:"when"`
	From        string           `json:"from"`
	Until       string           `json:"until"`
	By          []Party          `json:"by"`
	Told        string           `json:"told"`
	AccordingTo onrecord.ClaimID `json:"according_to"`
	Spans       []Range          `json:"spans"`
}

// Membership is somebody's belonging to a group.
type Membership struct {
	ID          onrecord.ClaimID `json:"id"`
	FoundBy     string           `json:"found_by"`
	Trail       []string         `json:"trail"`
	Group       Party            `json:"group"`
	Member      Party            `json:"member"`
	As          string           `json:"as"`
	Status      string           `json:"status"`
	AsOf        string           `json:"as_of"`
	AccordingTo onrecord.ClaimID `json:"according_to"`
	Spans       []Range          `json:"spans"`
}

func (b border) event(e onrecord.Event) Event {
	return Event{
		ID: e.ID, FoundBy: e.FoundBy, Trail: list(e.Trail),
		Source: each(e.Source, b.party), Target: each(e.Target, b.party),
		Trigger: Cue{Words: b.words(e.Trigger.Spans), Lemma: e.Lemma},
		Plover:  Plover{Event: string(e.Plover.Event), Mode: e.Plover.Mode, Context: list(e.Plover.Context)}, CAMEO: e.CAMEO,
		When: When{Value: e.When.Value, Time: b.timeID(e.When.Time)}, Where: b.party(e.Where),
		Status: string(e.Status), ReportedBy: e.ReportedBy,
		Counts: each(e.Counts, func(c onrecord.Count) Count {
			return Count{What: c.What, Min: c.Min, Max: c.Max, Spans: b.ranges(c.Spans)}
		}),
		Certainty: string(e.Certainty), Background: e.Background,
	}
}

func (b border) agreement(a onrecord.Agreement) Agreement {
	return Agreement{
		ID: a.ID, FoundBy: a.FoundBy, Trail: list(a.Trail),
		Name: a.Name, Spans: b.ranges(a.Words.Spans), Type: string(a.Type),
		Parties: each(a.Sides, b.party), Brokers: each(a.Brokers, b.party), Place: b.party(a.Place),
		Monitors: each(a.Monitors, b.party), Term: a.Term, Scope: b.words(a.Scope.Spans), Background: a.Background,
		History: each(a.History, b.status),
	}
}

func (b border) status(h onrecord.StatusAssertion) StatusAssertion {
	return StatusAssertion{
		Status: string(h.Status), How: string(h.How), When: h.When.Value, From: h.From.Value, Until: h.Until.Value,
		By: each(h.By, b.party), Told: string(h.Told), AccordingTo: h.AccordingTo, Spans: b.ranges(h.Words.Spans),
	}
}

func (b border) membership(m onrecord.Membership) Membership {
	return Membership{
		ID: m.ID, FoundBy: m.FoundBy, Trail: list(m.Trail),
		Group: b.party(m.Group), Member: b.party(m.Member), As: string(m.As), Status: string(m.Status),
		AsOf: m.AsOf.Value, AccordingTo: m.AccordingTo, Spans: b.ranges(m.Words.Spans),
	}
}
