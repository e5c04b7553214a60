// Package incident finds what happened once though many articles tell of it:
// events that are one happening, with their figures side by side.
//
// The nouns: a report is one article's event, as a fact holds it. Its anchors
// are whom and where it names; keys are made of an anchor, the kind of deed and
// the month. An incident is reports of one deed, at one time, of which nothing
// contradicts that they are one, and something besides the anchor speaks for it.
// Figures are never averaged: "at least 129" and "130" stand side by side, each
// with who gives it.
package incident

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// sources are what the version is derived from.
//
//go:embed *.go
var sources embed.FS

var version = sync.OnceValue(func() string { return ling.VersionOf(sources) })

// Type finds incidents.
type Type struct{}

var _ world.Keyed = Type{}

// Kind implements world.Type.
func (Type) Kind() world.Kind { return world.Incidents }

// Version implements world.Type.
func (Type) Version() string { return version() }

// report is one article's event.
type report struct {
	Event   onrecord.ClaimID     `json:"e"`
	Keys    []string             `json:"k"` // of all its anchors, the first of them first
	Plover  onrecord.Plover      `json:"p"`
	CAMEO   string               `json:"c"`
	Lemma   string               `json:"l"`
	When    onrecord.Period      `json:"w"`
	Given   bool                 `json:"g,omitempty"` // the article gives its day apart from its own
	Where   onrecord.Who         `json:"at,omitzero"`
	Source  []onrecord.Who       `json:"s,omitempty"`
	Target  []onrecord.Who       `json:"t,omitempty"`
	Status  onrecord.EventStatus `json:"st"`
	Figures []onrecord.Figure    `json:"f,omitempty"`
	Stems   []string             `json:"x"` // of its sentence
	Breaks  []broken             `json:"b,omitempty"`
	Denied  []onrecord.Who       `json:"d,omitempty"` // by whom
	Teller  []onrecord.Who       `json:"h,omitempty"` // who says so, none for the outlet
	Answer  bool                 `json:"n,omitempty"` // the denial of a deed as the answer to who accuses of it
	Cite    onrecord.Cite        `json:"q"`
	Piece   *copies.Piece        `json:"o,omitempty"` // of the article, with its first report under a key
	article onrecord.ArticleID
	day     string
	fact    world.Fact // that it was read from
}

// broken is an agreement of its article that an event is held to break.
type broken struct {
	Agreement onrecord.ClaimID `json:"a"`
	AllegedBy []onrecord.Who   `json:"by,omitempty"`
}

// breaks are the agreements of an article that each of its events is held to break.
func breaks(p *passage.Page) map[onrecord.ClaimID][]broken {
	out := map[onrecord.ClaimID][]broken{}
	for i := range p.Agreements {
		a := &p.Agreements[i]
		for _, b := range p.Breaches(a) {
			out[b.Event.ID] = append(out[b.Event.ID], broken{Agreement: a.ID, AllegedBy: b.AllegedBy})
		}
	}
	return out
}

// mostMarks is how many marks of an article's print go with its reports. The
// least of all marks are a fair sample of them, so that copies still share most,
// and a fact stays small: there are more of these than of any other.
const mostMarks = 12

// slim is a piece with a sample of its marks.
func slim(p copies.Piece) copies.Piece {
	p.Print.Marks = p.Print.Marks[:min(len(p.Print.Marks), mostMarks)]
	return p
}

// Facts implements world.Type. What is asked for, feared or planned has not
// happened and is no incident, nor is what is told as long known news of one;
// what is denied is part of one.
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	p := passage.Lay(r)
	piece := slim(copies.Look(&r.Article))
	seen, breaks := map[string]bool{}, breaks(p)
	var out []world.Fact
	for i := range r.Events {
		e := &r.Events[i]
		if e.Background || e.Status != onrecord.EventHappened && e.Status != onrecord.EventDenied && e.Status != onrecord.EventFailed {
			continue
		}
		rep := read(p, e)
		rep.Breaks, rep.Denied = breaks[e.ID], p.Denier(e)
		reports := []*report{rep}
		if len(rep.Denied) > 0 && len(rep.Source) > 0 {
			reports = append(reports, answer(rep))
		}
		for _, rep := range reports {
			for _, key := range rep.Keys {
				rep.Piece = nil
				if !seen[key] && !rep.Answer {
					seen[key], rep.Piece = true, &piece
				}
				body, err := json.Marshal(rep)
				if err != nil {
					return nil, fmt.Errorf("write event %s of %s: %w", e.ID, r.ID, err)
				}
				out = append(out, world.Fact{Key: key, Article: r.ID, Day: p.Day(), Place: i, Body: body})
			}
		}
	}
	return out, nil
}

// answer is the denial of a deed as the answer to an accusation: of whoever is
// said to have done it.
func answer(denial *report) *report {
	a := *denial
	a.Answer, a.Plover, a.Breaks, a.Figures, a.Teller = true, onrecord.Plover{Event: onrecord.ACCUSE}, nil, nil, nil
	a.Source, a.Target = nil, denial.Source
	a.Keys = keys(&a)
	return &a
}

// mostStems is how many words of a report's sentence are compared.
const mostStems = 12

// read is an event as a report.
func read(p *passage.Page, e *onrecord.Event) *report {
	rep := &report{
		Event: e.ID, Plover: e.Plover, CAMEO: e.CAMEO, Lemma: e.Lemma, Status: e.Status,
		Source: p.Everybody(e.Source), Target: p.Everybody(e.Target), Cite: p.CiteEvent(e), Teller: p.Teller(e),
	}
	if where := p.Who(e.Where); len(where) > 0 && named(where[0]) {
		rep.Where = where[0]
	}
	rep.When, rep.Given = when(p, e)
	if at, ok := passage.Hull(e.Trigger.Spans...); ok {
		rep.Stems = passage.Stems(p.Words(p.Sentences[p.Sentence(at.Start)]))
		rep.Stems = rep.Stems[:min(len(rep.Stems), mostStems)]
	}
	for _, c := range e.Counts {
		hull, ok := passage.Hull(c.Spans...)
		if !ok {
			continue
		}
		cite := p.Cite(hull)
		cite.Event, cite.Statement = e.ID, e.ReportedBy
		rep.Figures = append(rep.Figures, onrecord.Figure{What: c.What, Min: c.Min, Max: c.Max, By: append([]onrecord.Who{}, rep.Teller...), Cites: []onrecord.Cite{cite}})
	}
	rep.Keys = keys(rep)
	return rep
}

// named reports whether a place has a name: "a market" is one of many.
func named(w onrecord.Who) bool {
	return passage.Known(w) || strings.ContainsFunc(w.Name, unicode.IsUpper)
}

// when is the day of an event with its bounds: what the article gives, else its
// own day.
func when(p *passage.Page, e *onrecord.Event) (out onrecord.Period, given bool) {
	out.Value = e.When.Value
	if first, last, err := ling.ParsePeriod(out.Value); err == nil {
		out.Earliest, out.Latest = first.String(), last.String()
		return out, e.When.Time >= 0
	}
	if e.When.Time >= 0 && e.When.Time < len(p.Times) && !p.Times[e.When.Time].Earliest.IsZero() {
		t := &p.Times[e.When.Time]
		out.Earliest, out.Latest = t.Earliest.String(), t.Latest.String()
		return out, true
	}
	if first, last, err := ling.ParsePeriod(p.Day()); err == nil && out.Value == "" {
		return onrecord.Period{Value: p.Day(), Earliest: first.String(), Latest: last.String()}, false
	}
	return out, false
}

// mostKeys is how many anchors of a report are looked under.
const mostKeys = 2

// anchor is what somebody is looked under by: who is known, by their id, others
// by the last word of their name that tells anything.
func anchor(w onrecord.Who) string {
	if passage.Known(w) {
		return string(w.Actor)
	}
	stems := passage.Stems(w.Name)
	for i := len(stems) - 1; i >= 0; i-- {
		if !strings.ContainsAny(stems[i], "0123456789") {
			return stems[i]
		}
	}
	return ""
}

// keys are a report's anchors with its kind and month: where, to whom, by whom;
// near the turn of a month those with the month beyond it too, behind the others.
func keys(r *report) []string {
	var anchors []string
	for _, w := range slices.Concat([]onrecord.Who{r.Where}, r.Target, r.Source) {
		if a := anchor(w); a != "" && !slices.Contains(anchors, a) {
			anchors = append(anchors, a)
		}
	}
	if len(anchors) == 0 {
		return []string{string(r.Plover.Event) + "|in|" + string(r.Cite.Article)}
	}
	var out []string
	for _, month := range months(r.When) {
		for _, a := range anchors[:min(len(anchors), mostKeys)] {
			out = append(out, strings.Join([]string{string(r.Plover.Event), a, month}, "|"))
		}
	}
	return out
}

// months are those that reports of one happening can give it: that of its first
// day, and one that is not farther from it than reports may be apart.
func months(p onrecord.Period) []string {
	of := func(day string) string { return day[:min(len(day), len("2006-01"))] }
	out := []string{of(p.Earliest)}
	first, err := ling.ParseDate(p.Earliest)
	if err != nil {
		return out
	}
	for _, days := range []int{-apart, apart} {
		if m := of(first.AddDays(days).String()); m != out[0] {
			out = append(out, m)
		}
	}
	return out
}
