// Package ledger keeps one row for each agreement, by whatever names articles
// call it: what was agreed, proposed or refused, what became of it, and who
// says so.
//
// The nouns: a told is what one article tells of one agreement; its statuses
// are somebody's word. A theatre is the country, or the two, in which what is
// agreed shall hold; it is what keys are made of, with the family of the
// agreement's type. An agreement is the tolds of one theatre and family that
// can be one: what begins anew while another is in force is another one, and so
// is one of another place, day or length. Nothing is decided between asserters:
// what each of them said last stands beside the others.
package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// Type keeps the ledger.
type Type struct{}

var (
	_ world.Keyed = Type{}
	_ world.Upon  = Type{}
)

// Kind implements world.Type.
func (Type) Kind() world.Kind { return world.Agreements }

// Version implements world.Type.
func (Type) Version() string { return version() }

var version = sync.OnceValue(func() string { return ling.VersionOf(sources) })

// told is what one article tells of one agreement; it is what a fact holds.
type told struct {
	Claim      onrecord.ClaimID          `json:"claim"`
	Name       string                    `json:"name"`
	Type       onrecord.AgreementType    `json:"type"`
	Keys       []string                  `json:"keys"`              // of all its theatres, the first of them first
	Home       string                    `json:"home,omitempty"`    // of a stray: the key that it goes to
	With       string                    `json:"with,omitempty"`    // of a stray: a told there whose agreement it is of
	Vague      bool                      `json:"vague,omitempty"`   // by a noun for any agreement: its type is a guess
	New        bool                      `json:"new,omitempty"`     // told as one not told of before: "a truce"
	Another    bool                      `json:"another,omitempty"` // by a word that says it is not the one before
	Own        bool                      `json:"own,omitempty"`     // with marks of its own: a length, a place, its parties
	Local      []string                  `json:"local,omitempty"`   // places within the theatre that it is for
	Begun      *onrecord.Period          `json:"begun,omitempty"`   // the day or month it is called by
	Term       string                    `json:"term,omitempty"`
	Parties    []onrecord.Who            `json:"parties,omitempty"`
	Of         []string                  `json:"of,omitempty"` // the countries that its parties are of
	Brokers    []onrecord.Who            `json:"brokers,omitempty"`
	Monitors   []onrecord.Who            `json:"monitors,omitempty"`
	Place      onrecord.Who              `json:"place,omitzero"`
	Towns      []string                  `json:"towns,omitempty"` // that talks are called by, as stems
	Held       []string                  `json:"held,omitempty"`  // in which talks are held that are called by none
	Sole       []string                  `json:"sole,omitempty"`  // who declared it alone, as stems
	Marks      []string                  `json:"marks,omitempty"` // words of its name that not every agreement is called by
	Statuses   []status                  `json:"statuses,omitempty"`
	Cite       onrecord.Cite             `json:"cite"`              // of its name
	Against    []onrecord.LedgerIncident `json:"against,omitempty"` // incidents; a fact with no more than that is laid to its told
	day        string
	on         int // the day counted from 1970, 0 where it is unknown
	article    onrecord.ArticleID
	place      int
	order      int        // among the tolds of a key
	fact       world.Fact // that it was read from
	parties    []string   // the words of the names of its parties, and those of its brokers
	brokers    []string
	localWords []string // of its local places
}

// status is a status that an article tells of.
type status struct {
	onrecord.LedgerStatus
	From onrecord.Period `json:"from,omitzero"`
}

// Facts implements world.Type.
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	p := passage.Lay(r)
	var out []world.Fact
	for i := range r.Agreements {
		t := tell(p, i)
		body, err := json.Marshal(t)
		if err != nil {
			return nil, fmt.Errorf("write agreement %s of %s: %w", t.Claim, r.ID, err)
		}
		if homeless(t) && len(p.Day()) >= len("2006-01") {
			continue // it comes by way of Homes
		}
		for _, key := range t.Keys {
			out = append(out, world.Fact{Key: key, Article: r.ID, Day: p.Day(), Place: i, Body: body})
		}
	}
	return out, nil
}

// tell is what an article tells of its agreement i.
func tell(p *passage.Page, i int) *told {
	a := &p.Agreements[i]
	t := &told{
		Claim: a.ID, Name: p.Part(a.Words.Spans), Type: a.Type, Term: a.Term,
		Parties: p.EverybodyNamed(a.Sides), Brokers: p.EverybodyNamed(a.Brokers), Monitors: p.EverybodyNamed(a.Monitors),
		Local: places(p, a), Begun: begun(p, a),
	}
	if hull, ok := passage.Hull(a.Words.Spans...); ok {
		t.Cite = p.Cite(hull)
	}
	if t.Name == "" {
		t.Name = a.Name
	}
	if where := p.Named(a.Place); len(where) > 0 {
		t.Place = where[0]
	}
	for j := range a.History {
		t.Statuses = append(t.Statuses, statuses(p, a, &a.History[j])...)
	}
	t.Statuses = append(t.Statuses, carriedOut(p, a)...)
	t.Vague = vague(a.FoundBy)
	t.Towns, t.Held = towns(p, a)
	t.Sole = sole(p, a)
	t.Marks = slices.DeleteFunc(about(p, a, t.Name), func(w string) bool {
		return slices.Contains(passage.Stems(t.Place.Name), w) && t.Type != onrecord.Ceasefire
	})
	t.New, t.Another = indefinite(t.Name), another(t.Name)
	t.Own = t.Term != "" || len(t.Local) > 0 || len(t.Parties) > 0 || t.Begun != nil
	for _, side := range a.Sides {
		for _, id := range side.Actors {
			if code := country(p, id); code != "" && !slices.Contains(t.Of, code) {
				t.Of = append(t.Of, code)
			}
		}
	}
	for _, code := range theatres(p, a) {
		t.Keys = append(t.Keys, code+"|"+family(a.Type))
	}
	return t
}

// The sorts of agreements: those of one sort are called by each other's names.
const (
	truce   = "truce"
	talk    = "talks"
	pact    = "pact" // of cooperation, access, monitoring
	trading = "exchange"
)

// sort is which of them a type is of.
func sort(t onrecord.AgreementType) string {
	switch t {
	case onrecord.Ceasefire, onrecord.PeaceAgreement:
		return truce
	case onrecord.PeaceTalks:
		return talk
	case onrecord.PrisonerExchange:
		return trading
	}
	return pact
}

// family is what keys hold of a type: a talk is never what is talked about, and
// what is agreed may be of one type to one article and of another to the next.
func family(t onrecord.AgreementType) string {
	if sort(t) == talk {
		return talk
	}
	return "deal"
}

// indefinite reports whether a name is told as one not told of before.
func indefinite(name string) bool {
	first, rest, _ := strings.Cut(strings.TrimLeft(name, "\"“‘' "), " ")
	if first == "New" && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
		return false // "New START"
	}
	first = strings.ToLower(first)
	return slices.Contains([]string{"a", "an", "another", "new", "any", "some", "one"}, first)
}

// vague reports whether an agreement was found by a noun for any agreement, and
// who made it or where.
func vague(found string) bool {
	return slices.ContainsFunc([]string{"place-deal", "signed-by", "signed-between", "with-state", "naming-accord", "proper-treaty", "instrument-treaty"}, func(rule string) bool {
		return strings.Contains(found, rule)
	})
}

// another reports whether a name says that it is not of the one before.
func another(name string) bool {
	return indefinite(name) && slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool {
		return slices.Contains([]string{"another", "new", "fresh", "second", "third", "fourth", "separate", "further"}, w)
	})
}

// statuses are what an assertion of a record says: one, and the day of effect
// as another where the article gives it apart from the day of the deed. Talks
// that are agreed for a day are held then, or not: they take no effect.
func statuses(p *passage.Page, a *onrecord.Agreement, h *onrecord.StatusAssertion) []status {
	s := status{LedgerStatus: onrecord.LedgerStatus{Status: h.Status, When: period(p, h.When)}}
	if makes(h.Status) || h.Status == onrecord.Extended || h.Status == onrecord.InForce {
		s.Term = a.Term
	}
	s.Cite = cite(p, a, h)
	s.Cite.Statement = h.AccordingTo
	out := each(s, sayers(p, h.AccordingTo))
	s = out[0]
	if from := period(p, h.From); from.Earliest != "" && from.Earliest != s.When.Earliest && takesEffect(h.Status) && sort(a.Type) != talk {
		effect := s
		effect.Status, effect.When = onrecord.InForce, from
		out = append(out, effect)
	}
	return out
}

// sayers are those who say together what a statement says.
func sayers(p *passage.Page, id onrecord.ClaimID) []onrecord.Who {
	for i := range p.Statements {
		if st := &p.Statements[i]; st.ID == id && id != "" {
			return p.Named(st.Source)
		}
	}
	return nil
}

// mostSayers is how many say one thing side by side: more are a list of names.
const mostSayers = 4

// each is a status by the word of each who says it: two who accuse each other
// have said it both.
func each(s status, who []onrecord.Who) []status {
	out := []status{s}
	for i, w := range who[:min(len(who), mostSayers)] {
		s.AccordingTo = w
		out = append(out[:i], s)
	}
	return out
}

// cite is the words of an assertion with whose act it was and the agreement's
// name, as far as they stand in its sentence.
func cite(p *passage.Page, a *onrecord.Agreement, h *onrecord.StatusAssertion) onrecord.Cite {
	hull, ok := passage.Hull(h.Words.Spans...)
	if !ok {
		return onrecord.Cite{Article: p.ID, Outlet: p.Outlet, Published: p.Day()}
	}
	spans, sentence := []ling.Span{hull}, p.Sentence(hull.Start)
	with := slices.Clone(a.Words.Spans)
	for _, by := range h.By {
		with = append(with, by.Spans...)
	}
	for _, s := range with {
		if p.Sentence(s.Start) == sentence {
			spans = append(spans, s)
		}
	}
	hull, _ = passage.Hull(spans...)
	return p.Cite(hull)
}

// takesEffect reports whether an agreement takes effect by a status.
func takesEffect(s onrecord.AgreementStatus) bool {
	switch s {
	case onrecord.Agreed, onrecord.Signed, onrecord.Declared, onrecord.Approved, onrecord.Extended, onrecord.Resumed:
		return true
	}
	return false
}

// period is a when of an article with its bounds.
func period(p *passage.Page, w onrecord.When) onrecord.Period {
	out := onrecord.Period{Value: w.Value}
	if first, last, err := ling.ParsePeriod(w.Value); err == nil {
		out.Earliest, out.Latest = first.String(), last.String()
	} else if w.Time >= 0 && w.Time < len(p.Times) {
		t := &p.Times[w.Time]
		if !t.Earliest.IsZero() {
			out.Earliest = t.Earliest.String()
		}
		if !t.Latest.IsZero() {
			out.Latest = t.Latest.String()
		}
	}
	return out
}

// begun is the day, month or year that an agreement is called by ("the February
// truce"), nil where its name has none. What is called by a month has begun: a
// month that is yet to come is last year's.
func begun(p *passage.Page, a *onrecord.Agreement) *onrecord.Period {
	for i := range p.Times {
		t := &p.Times[i]
		inside := slices.ContainsFunc(a.Words.Spans, func(s ling.Span) bool { return s.Contains(t.Span) })
		if inside && !t.Earliest.IsZero() && !t.Latest.IsZero() {
			if p.Day() != "" && t.Earliest.String() > p.Day() && !indefinite(p.Words(t.Span)) && len(t.Value) >= len("2006-01") && !strings.Contains(p.Words(t.Span), t.Value[:4]) {
				first, last := t.Earliest, t.Latest
				first.Year, last.Year = first.Year-1, last.Year-1
				return &onrecord.Period{Value: first.String()[:len(t.Value)], Earliest: first.String(), Latest: last.String()}
			}
			return &onrecord.Period{Value: t.Value, Earliest: t.Earliest.String(), Latest: t.Latest.String()}
		}
	}
	return monthOf(p.Part(a.Words.Spans), p.Day())
}

// monthOf is the last month before a day that a name bears ("the March truce"),
// which is no time where it stands, nil where it bears none.
func monthOf(name, day string) *onrecord.Period {
	published, _, err := ling.ParsePeriod(day)
	if err != nil {
		return nil
	}
	for m := time.January; m <= time.December; m++ {
		if !slices.Contains(strings.Fields(name), m.String()) {
			continue
		}
		year := published.Year
		if int(m) > published.Month {
			year--
		}
		value := fmt.Sprintf("%04d-%02d", year, m)
		if first, last, err := ling.ParsePeriod(value); err == nil {
			return &onrecord.Period{Value: value, Earliest: first.String(), Latest: last.String()}
		}
	}
	return nil
}
