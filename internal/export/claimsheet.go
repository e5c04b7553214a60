package export

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"onrecord"
)

// EventColumns are the names of the columns that a list of events can have.
func EventColumns() []string { return names(eventColumns) }

// AgreementColumns are those of agreements.
func AgreementColumns() []string { return names(agreementColumns) }

// MembershipColumns are those of memberships.
func MembershipColumns() []string { return names(membershipColumns) }

// EventCountColumns are those of counts of events.
func EventCountColumns() []string { return names(eventCountColumns) }

// WriteEvents is WriteStatements for events.
func WriteEvents(w io.Writer, l Layout, rows iter.Seq2[onrecord.EventRow, error]) (int, error) {
	return write(w, l, eventColumns, NewEventRow, rows)
}

// WriteAgreements is WriteStatements for agreements.
func WriteAgreements(w io.Writer, l Layout, rows iter.Seq2[onrecord.AgreementRow, error]) (int, error) {
	return write(w, l, agreementColumns, NewAgreementRow, rows)
}

// WriteMemberships is WriteStatements for memberships.
func WriteMemberships(w io.Writer, l Layout, rows iter.Seq2[onrecord.MembershipRow, error]) (int, error) {
	return write(w, l, membershipColumns, NewMembershipRow, rows)
}

// WriteEventCounts writes how many events have each value of key.
func WriteEventCounts(w io.Writer, l Layout, key string, counts []onrecord.EventCount) (int, error) {
	rows := func(yield func(EventCountRow, error) bool) {
		for _, c := range counts {
			if !yield(EventCountRow{key, c.Value, c.Events}, nil) {
				return
			}
		}
	}
	return write(w, l, eventCountColumns, func(r EventCountRow) EventCountRow { return r }, iter.Seq2[EventCountRow, error](rows))
}

// EventCountRow is how many events have a value.
type EventCountRow struct {
	Per    string `json:"per"`
	Value  string `json:"value"`
	Events int    `json:"events"`
}

var eventCountColumns = []column[EventCountRow]{
	{name: "per", value: func(r EventCountRow) string { return r.Per }, wide: true},
	{name: "value", value: func(r EventCountRow) string { return r.Value }, shown: EventCountRow.people, width: 32},
	{name: "events", value: func(r EventCountRow) string { return fmt.Sprint(r.Events) }, width: 8},
}

// people is the value as people see it.
func (r EventCountRow) people() string {
	switch onrecord.EventKey(r.Per) {
	case onrecord.PerDay, onrecord.PerMonth, onrecord.PerYear:
		return or(DayForPeople(r.Value), "no such "+r.Per+" known")
	}
	return or(r.Value, "none named")
}

// ActorName is somebody in a row of a list.
type ActorName struct {
	Actor onrecord.ActorID `json:"actor"`
	Name  string           `json:"name"`
}

// actorNames are parties with their names, one for each.
func actorNames(parties []onrecord.Party, names []string) []ActorName {
	out := make([]ActorName, len(parties))
	for i, p := range parties {
		out[i] = ActorName{p.Actor(), names[i]}
	}
	return out
}

// EventRow is an event in a list. Its spans stand in its article's record.
type EventRow struct {
	Stands
	When       DayRow           `json:"when"`
	Source     []ActorName      `json:"source"`
	Target     []ActorName      `json:"target"`
	Plover     Plover           `json:"plover"`
	CAMEO      string           `json:"cameo"`
	Where      ActorName        `json:"where"`
	Trigger    string           `json:"trigger"`
	Lemma      string           `json:"lemma"`
	Words      string           `json:"words"`
	Status     string           `json:"status"`
	Certainty  string           `json:"certainty"`
	Background bool             `json:"background"`
	Counts     []CountRow       `json:"counts"`
	ReportedBy string           `json:"reported_by"`
	Statement  onrecord.ClaimID `json:"statement"`
	FoundBy    string           `json:"found_by"`

	uncounted []string // what keeps it from being one that happened
}

// CountRow is how many an event concerns; a bound that is open is null.
type CountRow struct {
	What string `json:"what"`
	Min  *int   `json:"min"`
	Max  *int   `json:"max"`
}

// NewEventRow is r as it leaves the program.
func NewEventRow(r onrecord.EventRow) EventRow {
	a, e := r.Article, r.Event
	return EventRow{
		Stands: standsOf(e.ID, &a),
		When:   DayRow{Value: e.When.Value, Earliest: e.First.String(), Latest: e.Last.String()},
		Source: actorNames(e.Source, e.Sources), Target: actorNames(e.Target, e.Targets),
		Plover: Plover{string(e.Plover.Event), e.Plover.Mode, list(e.Plover.Context)}, CAMEO: e.CAMEO,
		Where: ActorName{e.Where.Actor(), e.Place}, Trigger: e.TriggerText, Lemma: e.Lemma, Words: e.Words,
		Status: string(e.Status), Certainty: string(e.Certainty), Background: e.Background,
		Counts:     each(e.Counts, func(c onrecord.Count) CountRow { return CountRow{c.What, c.Min, c.Max} }),
		ReportedBy: e.Reporter, Statement: e.ReportedBy, FoundBy: e.FoundBy, uncounted: e.Uncounted(),
	}
}

// what is an event's type and mode: "ASSAULT, aerial".
func (p Plover) what() string {
	if p.Mode == "" {
		return p.Event
	}
	return p.Event + ", " + p.Mode
}

// words is the same for people: "assault, heavy weapons".
func (p Plover) words() string {
	return strings.ReplaceAll(strings.ToLower(p.what()), "-", " ")
}

// marked are the words as people see them: nobody takes for a fact what is none.
func (r EventRow) marked() string {
	out := r.Words
	if len(r.uncounted) > 0 {
		out = "[" + strings.Join(r.uncounted, ", ") + "] " + out
	}
	if r.ReportedBy != "" {
		out += " (according to " + r.ReportedBy + ")"
	}
	return out
}

// called are the names of actors, joined.
func called(actors []ActorName) string {
	var out []string
	for _, a := range actors {
		out = append(out, a.Name)
	}
	return strings.Join(out, "; ")
}

// ids are the ids of actors that have one, joined.
func actorIDs(actors []ActorName) string {
	var out []string
	for _, a := range actors {
		if a.Actor != "" {
			out = append(out, string(a.Actor))
		}
	}
	return strings.Join(out, "; ")
}

// figure is a count for people: "129 or more killed".
func (c CountRow) figure() string {
	switch {
	case c.Min != nil && c.Max != nil && *c.Min == *c.Max:
		return fmt.Sprintf("%d %s", *c.Min, c.What)
	case c.Min != nil && c.Max != nil:
		return fmt.Sprintf("%d to %d %s", *c.Min, *c.Max, c.What)
	case c.Min != nil:
		return fmt.Sprintf("%d or more %s", *c.Min, c.What)
	case c.Max != nil:
		return fmt.Sprintf("up to %d %s", *c.Max, c.What)
	}
	return c.What
}

func figures(counts []CountRow) string {
	var out []string
	for _, c := range counts {
		out = append(out, c.figure())
	}
	return strings.Join(out, "; ")
}

var eventColumns = append([]column[EventRow]{
	{name: "when", value: func(r EventRow) string { return r.When.Value }, shown: func(r EventRow) string { return DayForPeople(r.When.Value) }, width: 17},
	{name: "source", value: func(r EventRow) string { return called(r.Source) }, width: 22},
	{name: "event", value: func(r EventRow) string { return r.Plover.Event }, shown: func(r EventRow) string { return r.Plover.what() }, width: 17},
	{name: "mode", value: func(r EventRow) string { return r.Plover.Mode }, wide: true},
	{name: "context", value: func(r EventRow) string { return strings.Join(r.Plover.Context, "; ") }, wide: true},
	{name: "target", value: func(r EventRow) string { return called(r.Target) }, width: 22},
	{name: "place", value: func(r EventRow) string { return r.Where.Name }, width: 14},
	{name: "words", value: func(r EventRow) string { return r.Words }, shown: EventRow.marked, full: true},
	{name: "trigger", value: func(r EventRow) string { return r.Trigger }, wide: true},
	{name: "cameo", value: func(r EventRow) string { return r.CAMEO }, wide: true},
	{name: "status", value: func(r EventRow) string { return r.Status }, wide: true},
	{name: "background", value: func(r EventRow) string { return fmt.Sprint(r.Background) }, wide: true},
	{name: "certainty", value: func(r EventRow) string { return r.Certainty }, wide: true},
	{name: "counts", value: func(r EventRow) string { return figures(r.Counts) }, wide: true},
	{name: "source_actor", value: func(r EventRow) string { return actorIDs(r.Source) }, wide: true},
	{name: "target_actor", value: func(r EventRow) string { return actorIDs(r.Target) }, wide: true},
	{name: "place_actor", value: func(r EventRow) string { return string(r.Where.Actor) }, wide: true},
	{name: "reported_by", value: func(r EventRow) string { return r.ReportedBy }, wide: true},
}, standing[EventRow]()...)

// AgreementRow is an agreement in a list, as one article tells of it.
type AgreementRow struct {
	Stands
	Name       string      `json:"name"`
	Type       string      `json:"type"`
	Parties    []ActorName `json:"parties"`
	Brokers    []ActorName `json:"brokers"`
	Monitors   []ActorName `json:"monitors"`
	Place      ActorName   `json:"place"`
	Term       string      `json:"term"`
	Scope      string      `json:"scope"`
	Background bool        `json:"background"`
	History    []StatusRow `json:"history"`
	FoundBy    string      `json:"found_by"`
}

// StatusRow is a status assertion in a list.
type StatusRow struct {
	Status      string           `json:"status"`
	How         string           `json:"how"`
	When        DayRow           `json:"when"`
	From        string           `json:"from"`
	Until       string           `json:"until"`
	By          []ActorName      `json:"by"`
	Told        string           `json:"told"`
	AccordingTo ActorName        `json:"according_to"`
	Statement   onrecord.ClaimID `json:"statement"`
	Text        string           `json:"text"`
}

// NewAgreementRow is r as it leaves the program.
func NewAgreementRow(r onrecord.AgreementRow) AgreementRow {
	a, g := r.Article, r.Agreement
	out := AgreementRow{
		Stands: standsOf(g.ID, &a),
		Name:   g.Name, Type: string(g.Type), Parties: actorNames(g.Sides, g.SideNames), Brokers: actorNames(g.Brokers, g.BrokerNames),
		Monitors: actorNames(g.Monitors, g.MonitorNames), Place: ActorName{g.Place.Actor(), g.PlaceName}, Term: g.Term, Scope: g.ScopeText,
		Background: g.Background, History: []StatusRow{}, FoundBy: g.FoundBy,
	}
	for i, h := range g.History {
		s := g.Statuses[i]
		out.History = append(out.History, StatusRow{
			Status: string(h.Status), How: string(h.How), When: DayRow{Value: h.When.Value, Earliest: s.First.String(), Latest: s.Last.String()},
			From: h.From.Value, Until: h.Until.Value, By: actorNames(h.By, s.ByNames), Told: string(h.Told),
			AccordingTo: ActorName{s.SaysID, s.Says}, Statement: h.AccordingTo, Text: s.Text,
		})
	}
	return out
}

// people is a status as people see it: "signed 3 May 2016 by Ana (says Bo)".
func (s StatusRow) people() string {
	out := s.Status
	if s.How != "" {
		out += " (" + s.How + ")"
	}
	for _, part := range [][2]string{{"", s.When.Value}, {"from ", s.From}, {"until ", s.Until}} {
		if part[1] != "" {
			out += " " + part[0] + DayForPeople(part[1])
		}
	}
	if by := called(s.By); by != "" {
		out += " by " + by
	}
	if s.AccordingTo.Name != "" {
		out += ", says " + s.AccordingTo.Name
	}
	return out
}

// history is all statuses for people; an agreement that has none, or no news, says so.
func (r AgreementRow) history() string {
	var out []string
	if r.Background {
		out = append(out, "[background]")
	}
	for _, s := range r.History {
		out = append(out, s.people()+".")
	}
	return strings.Join(out, " ")
}

// statuses are the codes of all statuses, each once.
func (r AgreementRow) statuses() string {
	var out []string
	for _, s := range r.History {
		if !slices.Contains(out, s.Status) {
			out = append(out, s.Status)
		}
	}
	return strings.Join(out, "; ")
}

var agreementColumns = append([]column[AgreementRow]{
	{name: "name", value: func(r AgreementRow) string { return r.Name }, width: 30},
	{name: "type", value: func(r AgreementRow) string { return r.Type }, width: 15},
	{name: "parties", value: func(r AgreementRow) string { return called(r.Parties) }, width: 26},
	{name: "brokers", value: func(r AgreementRow) string { return called(r.Brokers) }, wide: true},
	{name: "monitors", value: func(r AgreementRow) string { return called(r.Monitors) }, wide: true},
	{name: "place", value: func(r AgreementRow) string { return r.Place.Name }, wide: true},
	{name: "term", value: func(r AgreementRow) string { return r.Term }, wide: true},
	{name: "scope", value: func(r AgreementRow) string { return r.Scope }, wide: true},
	{name: "statuses", value: AgreementRow.statuses, wide: true},
	{name: "history", value: AgreementRow.history, full: true},
	{name: "background", value: func(r AgreementRow) string { return fmt.Sprint(r.Background) }, wide: true},
}, standing[AgreementRow]()...)

// MembershipRow is a membership in a list.
type MembershipRow struct {
	Stands
	Group       ActorName        `json:"group"`
	Member      ActorName        `json:"member"`
	As          string           `json:"as"`
	Status      string           `json:"status"`
	AsOf        DayRow           `json:"as_of"`
	AccordingTo string           `json:"according_to"`
	Statement   onrecord.ClaimID `json:"statement"`
	Text        string           `json:"text"`
	FoundBy     string           `json:"found_by"`
}

// NewMembershipRow is r as it leaves the program.
func NewMembershipRow(r onrecord.MembershipRow) MembershipRow {
	a, m := r.Article, r.Membership
	return MembershipRow{
		Stands: standsOf(m.ID, &a),
		Group:  ActorName{m.Group.Actor(), m.GroupName}, Member: ActorName{m.Member.Actor(), m.MemberName},
		As: string(m.As), Status: string(m.Status), AsOf: DayRow{Value: m.AsOf.Value, Earliest: m.First.String(), Latest: m.Last.String()},
		AccordingTo: m.Says, Statement: m.AccordingTo, Text: m.Text, FoundBy: m.FoundBy,
	}
}

var membershipColumns = append([]column[MembershipRow]{
	{name: "as_of", value: func(r MembershipRow) string { return r.AsOf.Value }, shown: func(r MembershipRow) string { return DayForPeople(r.AsOf.Value) }, width: 17},
	{name: "member", value: func(r MembershipRow) string { return r.Member.Name }, width: 26},
	{name: "status", value: func(r MembershipRow) string { return r.Status }, width: 12},
	{name: "as", value: func(r MembershipRow) string { return r.As }, width: 11},
	{name: "group", value: func(r MembershipRow) string { return r.Group.Name }},
	{name: "according_to", value: func(r MembershipRow) string { return r.AccordingTo }, width: 18},
	{name: "member_actor", value: func(r MembershipRow) string { return string(r.Member.Actor) }, wide: true},
	{name: "group_actor", value: func(r MembershipRow) string { return string(r.Group.Actor) }, wide: true},
	{name: "text", value: func(r MembershipRow) string { return r.Text }, wide: true},
}, standing[MembershipRow]()...)
