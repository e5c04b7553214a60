package passage

import (
	"slices"

	"onrecord"
)

// Breach is an event by which an agreement is said to be broken.
type Breach struct {
	Event     *onrecord.Event
	AllegedBy []onrecord.Who // none where the outlet says so in its own words
}

// Breaches are the attacks of the sentences in which an article tells that one
// of its agreements is violated, or, where it tells of none, the accusations:
// "accused the army of shelling the port in violation of the truce".
func (p *Page) Breaches(a *onrecord.Agreement) []Breach {
	var out []Breach
	for i := range a.History {
		h := &a.History[i]
		if h.Status != onrecord.Violated {
			continue
		}
		found := p.breaches(h, attacks)
		if len(found) == 0 {
			found = p.breaches(h, accuses)
		}
		for _, b := range found {
			if !slices.ContainsFunc(out, func(o Breach) bool { return o.Event == b.Event }) {
				out = append(out, b)
			}
		}
	}
	return out
}

// breaches are the events of the sentence of a status.
func (p *Page) breaches(h *onrecord.StatusAssertion, is func(*onrecord.Event) bool) []Breach {
	hull, ok := Hull(h.Words.Spans...)
	if !ok {
		return nil
	}
	var out []Breach
	for i := range p.Events {
		e := &p.Events[i]
		at, ok := Hull(e.Trigger.Spans...)
		if ok && is(e) && p.Sentence(at.Start) == p.Sentence(hull.Start) {
			out = append(out, Breach{Event: e, AllegedBy: p.sayers(h.AccordingTo, e.ReportedBy)})
		}
	}
	return out
}

// attacks reports whether an event is one that breaks a truce if it happened.
func attacks(e *onrecord.Event) bool {
	return (e.Plover.Event == onrecord.ASSAULT || e.Plover.Event == onrecord.COERCE) && told(e)
}

func accuses(e *onrecord.Event) bool { return e.Plover.Event == onrecord.ACCUSE && told(e) }

// told reports whether an event is told as news, or denied.
func told(e *onrecord.Event) bool {
	return !e.Background && e.Status != onrecord.EventPlanned && e.Status != onrecord.EventHypothetical
}

// Teller is whose word an article gives an event by, nobody for its own.
func (p *Page) Teller(e *onrecord.Event) []onrecord.Who {
	if e.ReportedBy == "" {
		return nil
	}
	return p.sayers(e.ReportedBy)
}

// Denier is who denies an attack that an article tells of as denied.
func (p *Page) Denier(e *onrecord.Event) []onrecord.Who {
	if e.Status != onrecord.EventDenied || !attacks(e) {
		return nil
	}
	return p.sayers(e.ReportedBy)
}

// sayers are the sources of statements, each once.
func (p *Page) sayers(ids ...onrecord.ClaimID) []onrecord.Who {
	var out []onrecord.Who
	for i := range p.Statements {
		if s := &p.Statements[i]; slices.Contains(ids, s.ID) {
			out = Join(out, p.Named(s.Source))
		}
	}
	return out
}
