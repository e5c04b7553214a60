package eval

import (
	"strings"

	"onrecord"
)

// EventItem is a sentence or short report with what a reader says it tells of, in
// PLOVER's types; "NONE" for nothing.
type EventItem struct {
	ID, Text, Published, Source, Target, Pair string
	Plover                                    string
	Suggested                                 string `json:"plover_suggested"`
	Hard                                      bool
}

// yields are the types that count as one in sets of the older manual.
var yields = map[string]string{"CONCEDE": "YIELD", "RETREAT": "YIELD"}

// typeOf is an event's type as sets of the older manual have it.
func typeOf(e *onrecord.Event) string {
	if t, ok := yields[string(e.Plover.Event)]; ok {
		return t
	}
	return string(e.Plover.Event)
}

// RootOfPair is the type of the event that score/events.py takes for the pair of
// the item: the one whose source and target share words with it; failing that, one
// whose source does; failing that, the first. NONE if there is none.
func (it *EventItem) RootOfPair(text string, events []onrecord.Event) string {
	source, target := scoredWords(it.Source), scoredWords(it.Target)
	best, rank := -1, 0
	for i := range events {
		now := 1
		if shares(text, events[i].Source, source) {
			now = 2
			if shares(text, events[i].Target, target) {
				now = 3
			}
		}
		if now > rank {
			best, rank = i, now
		}
	}
	if best < 0 {
		return "NONE"
	}
	return typeOf(&events[best])
}

// scoredWords are the words of a part that the scorer compares.
func scoredWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		out[w] = true
	}
	for _, w := range strings.Fields("the a an of in on and to for its his her their with by from at as") {
		delete(out, w)
	}
	return out
}

// shares reports whether a party has one of the words.
func shares(text string, parties []onrecord.Party, words map[string]bool) bool {
	for _, p := range parties {
		for _, s := range p.Spans {
			for w := range scoredWords(s.In(text)) {
				if words[w] {
					return true
				}
			}
		}
	}
	return false
}

// TypeScore counts types found against the reader's.
type TypeScore map[string]Counts

// Add counts one item.
func (s TypeScore) Add(want, got string) {
	w := s[want]
	if want == got {
		w.TP++
		s[want] = w
		return
	}
	w.FN++
	s[want] = w
	g := s[got]
	g.FP++
	s[got] = g
}

// Macro is the mean F1 of the types that the reader has.
func (s TypeScore) Macro() float64 {
	sum, n := 0.0, 0
	for _, c := range s {
		if c.TP+c.FN > 0 {
			sum += c.F1()
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// Incident is one template of the MUC-4 reports: a kind of violence with slots.
type Incident struct {
	Type, Stage []Slot
	PerpInd     []Slot `json:"perp_ind"`
	PerpOrg     []Slot `json:"perp_org"`
	PhysTgt     []Slot `json:"phys_tgt"`
	HumName     []Slot `json:"hum_tgt_name"`
	HumDesc     []Slot `json:"hum_tgt_desc"`
	HumEffect   []Slot `json:"hum_effect"`
	HumNum      []Slot `json:"hum_num"`
	Optional    bool
}

// Slot is a filler: a value of a list, or the words of the report that name it.
type Slot struct {
	Value    string
	Mentions []string
}

// IncidentScore counts, over templates, slots that an event of the record fills.
type IncidentScore struct {
	Templates, Found                                int
	Who, WhoFound, Whom, WhomFound, Harm, HarmFound int
	Stage, StageRight                               int
}

// Add counts one template against the events of its report. A template is found if
// an ASSAULT shares a word of a doer, a sufferer or a target with it; with no such
// words, if there is any ASSAULT.
func (s *IncidentScore) Add(in *Incident, text string, events []onrecord.Event) {
	who, whom := slotWords(in.PerpInd, in.PerpOrg), slotWords(in.PhysTgt, in.HumName, in.HumDesc)
	s.Templates++
	var near []*onrecord.Event
	for i := range events {
		e := &events[i]
		if e.Plover.Event != onrecord.ASSAULT {
			continue
		}
		if len(who)+len(whom) == 0 || shares(text, e.Source, who) || shares(text, e.Target, whom) || shares(text, e.Source, whom) {
			near = append(near, e)
		}
	}
	s.fill(in, text, near, who, whom)
}

// fill counts the slots that the events near a template fill.
func (s *IncidentScore) fill(in *Incident, text string, near []*onrecord.Event, who, whom map[string]bool) {
	var did, suffered, harmed, accomplished bool
	for _, e := range near {
		did = did || shares(text, e.Source, who)
		suffered = suffered || shares(text, e.Target, whom)
		harmed = harmed || len(e.Counts) > 0
		accomplished = accomplished || e.Status == onrecord.EventHappened
	}
	count := func(asked bool, of, got *int, yes bool) {
		if asked {
			*of++
			if yes {
				*got++
			}
		}
	}
	count(true, new(int), &s.Found, len(near) > 0)
	count(len(who) > 0, &s.Who, &s.WhoFound, did)
	count(len(whom) > 0, &s.Whom, &s.WhomFound, suffered)
	count(len(in.HumNum) > 0, &s.Harm, &s.HarmFound, harmed)
	if len(near) > 0 && len(in.Stage) > 0 {
		count(true, &s.Stage, &s.StageRight, accomplished == (in.Stage[0].Value == "ACCOMPLISHED"))
	}
}

// slotWords are the words of the mentions of slots.
func slotWords(lists ...[]Slot) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for _, slot := range list {
			for _, m := range slot.Mentions {
				for w := range scoredWords(m) {
					out[w] = true
				}
			}
		}
	}
	return out
}
