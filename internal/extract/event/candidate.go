package event

import (
	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// candidate is a word that a frame holds at, with the parties it found.
type candidate struct {
	at       int // the trigger's head
	words    clause.Runs
	rule     string
	trail    []string
	kind     onrecord.EventType
	mode     string
	contexts []string
	cameo    string
	takes    string         // "clause": the deed of a clause that hangs on it is its matter, no event beside it; "complement": a noun's too
	settled  bool           // what shades the trigger is in its type: it happened
	reality  clause.Reality // what the frame says of it: "is due in Oslo"
	deedAt   int            // what hangs on it, -1 for none

	source, target   int // heads of the parties, -1 for none
	place            int // a name that turned out to be where it was, -1 for none
	sources, targets []clause.Runs
}

// candidate is what the first frame that holds at token i finds, nil for none.
func (r *reader) candidate(i int) *candidate {
	m, ok := r.rules.First("event", i, r)
	if !ok {
		return nil
	}
	if r.POS(i, ud.VERB) && r.Is(i, "amod") {
		return nil // "looted coins"
	}
	if _, none := r.rules.First("none", i, r); none || r.inName(i) {
		return nil
	}
	c := &candidate{
		at: i, words: m.Trigger, rule: m.Name(), kind: onrecord.EventType(m.Gives("event")), mode: m.Gives("mode"),
		cameo: m.Gives("cameo"), takes: m.Gives("takes"), settled: m.Gives("shade") == "none", deedAt: -1, place: -1,
		source: m.Arg("source"), target: m.Arg("target"),
	}
	switch m.Gives("status") {
	case "planned":
		c.reality = clause.Planned
	case "failed":
		c.reality = clause.Failed
	}
	if x := m.Gives("context"); x != "" {
		c.contexts = []string{x}
	}
	if c.takes != "" {
		c.deedAt = r.deed(i)
	}
	r.asStated(c)
	if !r.mayAct(c) {
		return nil
	}
	r.shift(c)
	r.settle(c)
	return c
}

// asStated gives c the source of the statement whose cue its trigger is: who blames
// and demands in it has been found out there, where trees hang the verb on what is
// reported: "confirmed that he had been killed and blamed the rebels".
func (r *reader) asStated(c *candidate) {
	if !r.POS(c.at, ud.VERB) {
		return
	}
	for n := range r.told {
		t := &r.told[n]
		if source := r.tokens(t.Source.Spans); t.cue.Has(c.at) && len(source) > 0 && (c.source < 0 || !source.Has(c.source)) && !source.Has(c.target) {
			c.source = r.HeadOf(source)
			return
		}
	}
}

// mayAct reports whether the source of c is somebody or something that can do what
// news of politics tells: people, those who stand for them, arms, places, and nouns
// of their deeds; not the ice that closes a port.
func (r *reader) mayAct(c *candidate) bool {
	k := c.source
	if k < 0 || !r.POS(k, ud.NOUN) || r.POS(k, ud.PROPN) || !r.POS(c.at, ud.VERB) {
		return true
	}
	return r.Test(testHuman, k) || r.in(k, "WEAPON", "DEED", "SITE", "CRAFT", "STATE", "INSTITUTION", "PAPER", "TRUCE", "TALKS", "AGREEMENT", "RIOTING") || r.ofNation(k)
}

// inName reports whether the word at i stands in a name of more words ("the Peace
// Bridge", "War Horse"), so that it tells of nothing.
func (r *reader) inName(i int) bool {
	if !clause.Capital(r.Token(i).Form) || !r.POS(i, ud.PROPN) {
		return false
	}
	for n := range r.Mentions {
		m := &r.Mentions[n]
		if m.Type.Name() && m.Type != ling.EVENT && m.First <= i && i < m.Last && m.Last-m.First > 1 {
			return true
		}
	}
	return false
}

// deed is the head of what is refused, threatened, asked for by the word at i: its
// complement, or the noun that it is about; -1 for none.
func (r *reader) deed(i int) int {
	if k := r.Read(i).Complement; k >= 0 {
		return k
	}
	for _, k := range r.Kids(i) {
		if k > i && r.Is(k, "xcomp", "ccomp", "advcl", "acl") && !r.Is(k, "acl:relcl") && (r.ToInfinitive(k) || r.Gerund(k)) {
			return k
		}
	}
	return -1
}

// shifts are what a future deed that brings together is by the manual: a promise.
var shifts = map[onrecord.EventType]bool{
	onrecord.COOPERATE: true, onrecord.AID: true, onrecord.RETREAT: true, onrecord.CONCEDE: true, onrecord.CONSULT: true, onrecord.SUPPORT: true,
}

// threats are what somebody's announced deed that parts is: a threat.
var threats = map[onrecord.EventType]bool{onrecord.SANCTION: true, onrecord.COERCE: true, onrecord.ASSAULT: true, onrecord.PROTEST: true}

// shift gives a candidate the type that the manual gives to what is still to be
// done: to meet is CONSULT, that they will meet is AGREE; that one will impose
// sanctions is THREATEN. A noun of what brings together keeps its type ("the planned
// visit", "will hold talks").
func (r *reader) shift(c *candidate) {
	v := r.doneWith(c.at)
	if r.warned(c, v) {
		c.note("shift/warning")
		c.kind, c.cameo, c.mode = onrecord.THREATEN, threatening[c.kind], ""
		c.settled = true
		return
	}
	if c.settled || !r.POS(v, ud.VERB) || c.source < 0 || r.factOf(c.at).Reality != clause.Planned || v != c.at && !threats[c.kind] {
		return
	}
	q := r.Read(v)
	switch {
	case q.Voice == clause.Passive:
	case shifts[c.kind]:
		c.note("shift/future")
		c.kind, c.cameo, c.mode = onrecord.AGREE, agreeing[c.kind], ""
	case threats[c.kind] && q.Tense == clause.Modal && c.mode != "withdraw" && c.mode != "cancel":
		c.note("shift/threat")
		c.kind, c.cameo, c.mode = onrecord.THREATEN, threatening[c.kind], ""
	}
}

// warned reports whether the deed of c is what somebody warns that he, or those he
// speaks for, may do: "Norway may expel envoys, its premier warned".
func (r *reader) warned(c *candidate, v int) bool {
	if c.settled || !threats[c.kind] && c.kind != onrecord.SANCTION || c.source < 0 || r.Read(v).Tense != clause.Modal || r.Read(v).Voice == clause.Passive {
		return false
	}
	t := r.teller(c)
	return t != nil && (t.CueLemma == "warn" || t.CueLemma == "threaten") && !t.Negated && r.speaksFor(t, c.source)
}

// speaksFor reports whether the source of a statement is the noun at k, or is said to
// be its: "its premier" of the state that k names.
func (r *reader) speaksFor(t *telling, k int) bool {
	if r.first(k) {
		return true
	}
	for _, run := range r.tokens(t.Source.Spans) {
		for i := run.From; i < run.To; i++ {
			if i == k || r.Lemma(i) == r.Lemma(k) || r.POS(i, ud.PRON) && r.Is(i, "nmod:poss") {
				return true
			}
		}
	}
	return r.POS(k, ud.PRON) && r.resolved(k)
}

// agreeing and threatening are the codes of what is agreed and threatened.
var (
	agreeing = map[onrecord.EventType]string{
		onrecord.COOPERATE: "031", onrecord.AID: "033", onrecord.RETREAT: "035", onrecord.CONCEDE: "035", onrecord.CONSULT: "036", onrecord.SUPPORT: "032",
	}
	threatening = map[onrecord.EventType]string{
		onrecord.SANCTION: "131", onrecord.COERCE: "132", onrecord.ASSAULT: "138", onrecord.PROTEST: "133",
	}
)

// note adds a rule to the trail.
func (c *candidate) note(rule string) { c.trail = append(c.trail, foundHere+rule) }

var _ rules.Tester = (*reader)(nil)
