package event

import (
	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// standing is whether an event came about, and by whose word.
type standing struct {
	status    onrecord.EventStatus
	certainty onrecord.Certainty
	by        onrecord.ClaimID
	trail     []string
}

var statuses = map[clause.Reality]onrecord.EventStatus{
	clause.Happened: onrecord.EventHappened, clause.Planned: onrecord.EventPlanned, clause.Failed: onrecord.EventFailed,
	clause.Denied: onrecord.EventDenied, clause.Hypothetical: onrecord.EventHypothetical,
}

var certainties = map[clause.Assurance]onrecord.Certainty{
	clause.Sure: onrecord.Certain, clause.Likely: onrecord.Likely, clause.Unsure: onrecord.Possible,
}

// status is that of a candidate: what its own clause says, then what the statement
// that tells it says.
func (r *reader) status(c *candidate) standing {
	f := r.factOf(c.at)
	switch {
	case c.settled:
		f = r.supposed(c)
	case c.reality != clause.Happened && f.Reality == clause.Happened:
		f.Reality = c.reality
	}
	s := standing{status: statuses[f.Reality], certainty: certainties[f.Assurance]}
	if f.Rule != "" {
		s.trail = append(s.trail, "clause "+f.Rule)
	}
	told := r.teller(c)
	if told == nil {
		return s
	}
	s.by = told.ID
	if s.status == onrecord.EventHappened && !f.Settled {
		if as := r.underStatement(told, c); as != "" {
			s.status = as
			s.trail = append(s.trail, foundHere+"told/"+string(told.Act))
		}
	}
	if s.certainty == onrecord.Certain && told.Certainty != "" {
		s.certainty = told.Certainty
	}
	return s
}

// supposed is what is left of the words around a deed whose type holds their sense
// ("failed to agree" is a refusal): that it only stands in a condition or a question,
// by its own verb or the one that it hangs on ("if they fail to agree"), or depends on one.
func (r *reader) supposed(c *candidate) clause.Fact {
	none := clause.Fact{At: -1}
	if c.kind == onrecord.THREATEN {
		return none
	}
	at := []int{c.at}
	if h := r.Head(c.at); h >= 0 && r.Is(c.at, "xcomp", "ccomp", "acl") {
		at = append(at, h)
	}
	for _, k := range r.Kids(c.at) {
		if w := r.Low(r.Kid(k, "mark")); r.Is(k, "advcl") && (w == "unless" || w == "if") {
			return clause.Fact{Reality: clause.Hypothetical, At: k} // "would not pay unless they agree"
		}
	}
	for _, k := range at {
		if s, ok := r.Read(k).Shaded(clause.Conditional, clause.Questioned); ok {
			return clause.Fact{Reality: clause.Hypothetical, At: s.At, Rule: s.Rule}
		}
	}
	return none
}

// factOf is whether the deed at i came about: a noun's with the verb that says no more
// than that it was done: "may impose sanctions", "will launch a raid".
func (r *reader) factOf(i int) clause.Fact {
	f := r.Fact(i)
	if h := r.Head(i); h >= 0 && r.Is(i, "xcomp") && r.in(h, "GOINGON") && f.Reality == clause.Happened {
		return r.Fact(h) // "whether to continue honouring it"
	}
	v := r.doneWith(i)
	if v == i || f.Reality != clause.Happened {
		return f
	}
	if up := r.Fact(v); up.Reality != clause.Happened || up.Assurance > f.Assurance {
		return up
	}
	return f
}

// teller is the innermost statement whose content holds the trigger and whose cue
// the trigger is not, nil for the outlet's own voice.
func (r *reader) teller(c *candidate) *telling {
	var best *telling
	for n := range r.told {
		t := &r.told[n]
		if !t.content.Has(c.at) || t.cue.Has(c.at) {
			continue
		}
		if best == nil || t.content.Size() < best.content.Size() {
			best = t
		}
	}
	return best
}

// underStatement is what a statement that was not made in words, or that denies,
// wishes or accuses, makes of what it tells as happened; "" where it tells it so.
func (r *reader) underStatement(t *telling, c *candidate) onrecord.EventStatus {
	switch {
	case t.Status == onrecord.StatusHypothetical, t.Status == onrecord.StatusAsked:
		return onrecord.EventHypothetical
	case t.Act == onrecord.Deny && !t.Negated:
		return onrecord.EventDenied
	case c.kind == onrecord.THREATEN && c.settled && t.Act != onrecord.Demand:
		return "" // a warning is the threat itself
	case r.beside(t, c):
		return "" // "demanded an inquiry after soldiers shot a man"
	case t.Act == onrecord.Predict, t.Act == onrecord.Demand, t.Act == onrecord.Propose, t.Act == onrecord.Ask:
		return onrecord.EventHypothetical
	case t.Act == onrecord.Promise, t.Act == onrecord.Threaten:
		return onrecord.EventPlanned
	case r.knownDeed(c):
		return "" // who did it is alleged, not that it was done
	case alleging[t.CueLemma] && r.saidBy(t, c):
		return onrecord.EventHypothetical
	case t.Act == onrecord.Accuse && r.underCue(t, c):
		return onrecord.EventHypothetical
	case t.Kind == onrecord.KindAttitude && r.underCue(t, c) && !r.others(c):
		return onrecord.EventHypothetical
	}
	return ""
}

// others reports whether c is a noun of somebody's words, with him whose they are: what
// others asked is taken as asked by whoever likes it ("backed calls by the envoy").
func (r *reader) others(c *candidate) bool {
	return needsSource[c.kind] && c.takes != "" && r.Noun(c.at) && c.source >= 0 && r.Subtree(c.at).Has(c.source)
}

// knownDeed reports whether c is a deed that the reader is taken to know of: a noun
// with "the", and with whom it was done to by name ("a role in the murder of Ana Kovač").
func (r *reader) knownDeed(c *candidate) bool {
	d := r.Kid(c.at, "det")
	return c.kind == onrecord.ASSAULT && r.Noun(c.at) && d >= 0 && r.Low(d) == "the" && c.target >= 0 && r.CaseIs(c.target, "of") && r.POS(c.target, ud.PROPN)
}

// beside reports whether the deed stands, in what the statement t says, only beside
// its matter: in a clause or a phrase of time or cause that tells what was ("after
// soldiers shot a man", "because of the shelling"), or as what is known of somebody
// ("the hostages whom rebels took in May").
func (r *reader) beside(t *telling, c *candidate) bool {
	for k := c.at; k >= 0 && t.content.Has(k) && !t.cue.Has(k); k = r.Head(k) {
		switch {
		case r.Is(k, "advcl"):
			if r.Low(r.Kid(k, "mark")) != "if" && (r.wasTold(k) || r.Gerund(k) && givenBy[r.Prep(k)]) {
				return true
			}
		case r.Is(k, "acl:relcl"):
			if r.wasTold(k) {
				return true
			}
		case r.Is(k, "obl", "nmod"):
			if givenBy[r.Prep(k)] {
				return true
			}
		}
	}
	return false
}

// wasTold reports whether the verb at k tells what was, or has been.
func (r *reader) wasTold(k int) bool {
	q := r.Read(k)
	return q.Tense == clause.Past || q.Tense == clause.Present && q.Aspect&clause.Perfect != 0
}

// givenBy are prepositions of what is given where something is asked for or foreseen.
var givenBy = map[string]bool{"after": true, "following": true, "since": true, "because of": true, "despite": true, "in response to": true, "in the wake of": true}

// alleging are the cues of what is somebody's word and no more.
var alleging = map[string]bool{"claim": true, "allege": true, "allegation": true, "accusation": true, "suspicion": true, "suspect": true, "rumour": true, "rumor": true}

// saidBy reports whether the deed is in what the cue of t says, not with a thing that
// it names: "claimed that they killed six"; not "claimed the blast that killed six".
func (r *reader) saidBy(t *telling, c *candidate) bool {
	for k, steps := c.at, 0; k >= 0 && steps < 4; k, steps = r.Head(k), steps+1 {
		if t.cue.Has(r.Head(k)) {
			return r.Is(k, "ccomp", "xcomp", "acl", "advcl")
		}
		if r.Is(k, "acl:relcl") {
			return false
		}
	}
	return true
}

// underCue reports whether the deed hangs on the cue of t itself, so that it is its
// matter: "accused them of shelling the town"; not "condemned the shelling that …".
func (r *reader) underCue(t *telling, c *candidate) bool {
	for k, steps := r.Head(c.at), 0; k >= 0 && steps < 4; k, steps = r.Head(k), steps+1 {
		if t.cue.Has(k) {
			return true
		}
	}
	return false
}
