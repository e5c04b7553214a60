package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"onrecord"
	"onrecord/ling"
)

// brokenJSON is the fault of a line that is not what it should be, in words that
// need not know how the program is made.
func brokenJSON(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && e.Field != "" {
		return fmt.Errorf("broken JSON: %q must not be a %s", e.Field, e.Value)
	} else if ok {
		return errors.New("broken JSON: not an object")
	}
	return fmt.Errorf("broken JSON: %w", err)
}

// ReadRecord reads what WriteRecord wrote: a record of the contract, one line.
// Its spans come back as bytes of its text. What the contract does not say of a
// record is lost: which tokens an expression of time touches, and which rule
// found it.
func ReadRecord(line []byte, by string) (onrecord.Record, error) {
	var in Record
	if err := json.Unmarshal(line, &in); err != nil {
		return onrecord.Record{}, brokenJSON(err)
	}
	switch {
	case in.Schema != Schema:
		return onrecord.Record{}, fmt.Errorf("\"schema\" is %d; %d is read", in.Schema, Schema)
	case in.ID == "":
		return onrecord.Record{}, errors.New("no \"id\"")
	case in.Text == "":
		return onrecord.Record{}, errors.New("no \"text\"")
	}
	b := inner{offsets: ling.NewOffsets(in.Text), length: utf8.RuneCountInString(in.Text), times: map[string]int{}}
	for i, t := range in.Times {
		b.times[t.ID] = i
	}
	r := b.record(&in)
	r.By = by
	if b.err != nil {
		return r, b.err
	}
	return r, r.Check()
}

// inner turns what stands outside into what a record holds: the inverse of
// border. The first fault stays.
type inner struct {
	offsets *ling.Offsets
	length  int            // of the text
	times   map[string]int // by id
	err     error
}

func (b *inner) fault(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf(format, args...)
	}
}

func (b *inner) span(start, end int) ling.Span {
	if start < 0 || start > end || end > b.length {
		b.fault("[%d, %d) is no range of its text", start, end)
		return ling.Span{}
	}
	return ling.Span{Start: b.offsets.Byte(start), End: b.offsets.Byte(end)}
}

// spans are nil for none, as extractors leave them.
func (b *inner) spans(in []Range) []ling.Span {
	return some(in, func(r Range) ling.Span { return b.span(r[0], r[1]) })
}

// some maps as through f; no item gives nil.
func some[A, B any](as []A, f func(A) B) []B {
	if len(as) == 0 {
		return nil
	}
	return each(as, f)
}

func (b *inner) day(s string) ling.Date {
	if s == "" {
		return ling.Date{}
	}
	d, err := ling.ParseDate(s)
	if err != nil {
		b.fault("%w", err)
	}
	return d
}

func (b *inner) moment(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		b.fault("\"collected\": %q is no time", s)
	}
	return t
}

// time is the place of the expression of that id, -1 for none.
func (b *inner) time(id string) int {
	if i, ok := b.times[id]; ok {
		return i
	}
	if id != "" {
		b.fault("there is no time %q", id)
	}
	return -1
}

func (b *inner) record(in *Record) onrecord.Record {
	p := in.Published
	r := onrecord.Record{Article: onrecord.Article{
		ID: in.ID, Path: in.Path, URL: in.URL, Outlet: in.Outlet, Title: in.Title, Authors: some(in.Authors, same[string]),
		Byline: in.Byline, Section: in.Section, Lang: in.Lang, Modified: in.Modified, Collected: b.moment(in.Collected), Text: in.Text,
		Published: onrecord.Published{Value: p.Value, Earliest: b.day(p.Earliest), Latest: b.day(p.Latest), Basis: onrecord.Basis(p.Basis),
			Confidence: p.Confidence, Spans: b.spans(p.Spans)},
		Blocks: some(in.Blocks, func(x Block) ling.Block {
			return ling.Block{Span: b.span(x.Start, x.End), Kind: ling.BlockKind(x.Kind)}
		}),
		Diagnostics: some(in.Diagnostics, func(d Diagnostic) ling.Diagnostic {
			return ling.Diagnostic{Rule: d.Rule, Message: d.Message, Spans: b.spans(d.Spans)}
		}),
	}}
	r.Mentions = some(in.Mentions, func(m Mention) onrecord.Mention {
		return onrecord.Mention{ID: m.ID, Span: b.span(m.Start, m.End), Type: ling.MentionType(m.Type), Actor: m.Actor, FoundBy: m.FoundBy, Why: m.Why}
	})
	r.Actors = some(in.Actors, func(a Actor) onrecord.Actor {
		return onrecord.Actor{ID: a.ID, Name: a.Name, Type: onrecord.ActorType(a.Type), Codes: a.Codes, Role: a.Role}
	})
	r.Times = some(in.Times, func(t Time) onrecord.Time {
		return onrecord.Time{ID: t.ID, TimeExpr: ling.TimeExpr{Span: b.span(t.Start, t.End), Type: ling.TimeType(t.Type), Value: t.Value, Mod: t.Mod,
			Grain: t.Grain, Earliest: b.day(t.Earliest), Latest: b.day(t.Latest), Alternatives: some(t.Alternatives, same[string])}}
	})
	r.Statements = some(in.Statements, b.statement)
	r.Events = some(in.Events, b.event)
	r.Agreements = some(in.Agreements, b.agreement)
	r.Memberships = some(in.Memberships, b.membership)
	return r
}

func same[T any](v T) T { return v }

func (b *inner) part(in Words) onrecord.Part { return onrecord.Part{Spans: b.spans(in.Spans)} }

func (b *inner) party(in Party) onrecord.Party {
	return onrecord.Party{Spans: b.spans(in.Spans), Actors: some(in.Actors, same[onrecord.ActorID])}
}

func claim(id onrecord.ClaimID, foundBy string, trail []string) onrecord.Claim {
	return onrecord.Claim{ID: id, FoundBy: foundBy, Trail: some(trail, same[string])}
}

func (b *inner) statement(in Statement) onrecord.Statement {
	return onrecord.Statement{
		Claim: claim(in.ID, in.FoundBy, in.Trail), Kind: onrecord.StatementKind(in.Kind), Status: onrecord.StatementStatus(in.Status),
		Source: b.party(in.Source), Cue: b.part(in.Cue.Words), CueLemma: in.Cue.Lemma, Content: b.part(in.Content), Inserted: b.spans(in.Inserted),
		Mode: onrecord.Mode(in.Mode), Act: onrecord.Act(in.Act), Addressee: b.party(in.Addressee), Via: some(in.Via, b.party), Venue: b.part(in.Venue),
		SaidOn:    onrecord.SaidOn{Value: in.SaidOn.Value, Time: b.time(in.SaidOn.Time), Basis: in.SaidOn.Basis},
		Condition: b.spans(in.Condition), Negated: in.Negated, Certainty: onrecord.Certainty(in.Certainty), Parent: in.Parent,
	}
}

func (b *inner) event(in Event) onrecord.Event {
	return onrecord.Event{
		Claim: claim(in.ID, in.FoundBy, in.Trail), Source: some(in.Source, b.party), Target: some(in.Target, b.party),
		Trigger: b.part(in.Trigger.Words), Lemma: in.Trigger.Lemma,
		Plover: onrecord.Plover{Event: onrecord.EventType(in.Plover.Event), Mode: in.Plover.Mode, Context: some(in.Plover.Context, same[string])}, CAMEO: in.CAMEO,
		When: onrecord.When{Value: in.When.Value, Time: b.time(in.When.Time)}, Where: b.party(in.Where), Status: onrecord.EventStatus(in.Status), ReportedBy: in.ReportedBy,
		Counts: some(in.Counts, func(c Count) onrecord.Count {
			return onrecord.Count{What: c.What, Min: c.Min, Max: c.Max, Spans: b.spans(c.Spans)}
		}),
		Certainty: onrecord.Certainty(in.Certainty), Background: in.Background,
	}
}

// untimed is a day of which the contract does not say which expression tells it.
func untimed(value string) onrecord.When { return onrecord.When{Value: value, Time: -1} }

func (b *inner) agreement(in Agreement) onrecord.Agreement {
	return onrecord.Agreement{
		Claim: claim(in.ID, in.FoundBy, in.Trail), Name: in.Name, Words: onrecord.Part{Spans: b.spans(in.Spans)}, Type: onrecord.AgreementType(in.Type),
		Sides: some(in.Parties, b.party), Brokers: some(in.Brokers, b.party), Place: b.party(in.Place), Monitors: some(in.Monitors, b.party),
		Term: in.Term, Scope: b.part(in.Scope), Background: in.Background,
		History: some(in.History, func(h StatusAssertion) onrecord.StatusAssertion {
			return onrecord.StatusAssertion{Status: onrecord.AgreementStatus(h.Status), How: onrecord.Ending(h.How),
				When: untimed(h.When), From: untimed(h.From), Until: untimed(h.Until), By: some(h.By, b.party), Told: onrecord.Told(h.Told),
				AccordingTo: h.AccordingTo, Words: onrecord.Part{Spans: b.spans(h.Spans)}}
		}),
	}
}

func (b *inner) membership(in Membership) onrecord.Membership {
	return onrecord.Membership{
		Claim: claim(in.ID, in.FoundBy, in.Trail), Group: b.party(in.Group), Member: b.party(in.Member), As: onrecord.Capacity(in.As),
		Status: onrecord.MembershipStatus(in.Status), AsOf: untimed(in.AsOf), AccordingTo: in.AccordingTo, Words: onrecord.Part{Spans: b.spans(in.Spans)},
	}
}
