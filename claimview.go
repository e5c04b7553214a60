package onrecord

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// EventRow is an event with what a list shows of its article.
type EventRow struct {
	Article Article // without Text, Blocks and Diagnostics
	Event   EventView
	Actors  []Actor // who takes part in it, and where it is, as the article knows them
}

// EventView is an event with its words and names filled in, so that it can be
// shown without the article's text.
type EventView struct {
	Event
	Sources     []string // resolved names, else the words
	Targets     []string
	TriggerText string
	Place       string
	Words       string // of the article that tell it
	Reporter    string // who tells it, "" for the outlet's own voice
	// First and Last are the days it fell on, inclusive, zero if unknown.
	First, Last ling.Date
	Mod         string // how the text hedges that day, a TIMEX3 mod: APPROX, BEFORE
}

// AgreementRow is an agreement with what a list shows of its article.
type AgreementRow struct {
	Article   Article // without Text, Blocks and Diagnostics
	Agreement AgreementView
}

// AgreementView is an agreement with its words and names filled in.
type AgreementView struct {
	Agreement
	SideNames, BrokerNames, MonitorNames []string
	PlaceName, ScopeText                 string
	Statuses                             []StatusView // one for each of History
}

// StatusView is what a list shows of a status assertion.
type StatusView struct {
	ByNames []string
	Says    string // who says so, "" for the outlet's own voice
	SaysID  ActorID
	Text    string // that asserts it
	// First and Last are the days it came to be so on, inclusive, zero if unknown.
	First, Last ling.Date
	Mod         string // how the text hedges that day, a TIMEX3 mod: APPROX, BEFORE
}

// MembershipRow is a membership with what a list shows of its article.
type MembershipRow struct {
	Article    Article // without Text, Blocks and Diagnostics
	Membership MembershipView
}

// MembershipView is a membership with its words and names filled in.
type MembershipView struct {
	Membership
	GroupName, MemberName string
	Says                  string // who says so, "" for the outlet's own voice
	Text                  string // that tells it
	// First and Last are the days as of which it is told, inclusive, zero if unknown.
	First, Last ling.Date
}

// Viewer fills in the words and names of an article's claims.
type Viewer struct {
	r      *Record
	actors map[ActorID]Actor
	told   map[ClaimID]*Statement
}

// NewViewer makes a viewer of r's claims.
func NewViewer(r *Record) *Viewer {
	v := &Viewer{r: r, actors: r.ActorsByID(), told: make(map[ClaimID]*Statement, len(r.Statements))}
	for i := range r.Statements {
		v.told[r.Statements[i].ID] = &r.Statements[i]
	}
	return v
}

// Event is the view of an event of the record.
func (v *Viewer) Event(e *Event) EventView {
	out := EventView{
		Event: *e, Sources: v.names(e.Source), Targets: v.names(e.Target),
		TriggerText: ling.Join(v.r.Text, e.Trigger.Spans), Place: v.name(e.Where), Words: v.words(e),
	}
	out.Reporter, _ = v.speaker(e.ReportedBy)
	out.First, out.Last = v.days(e.When)
	out.Mod = v.r.mod(e.When.Time)
	return out
}

// Agreement is the view of an agreement of the record.
func (v *Viewer) Agreement(a *Agreement) AgreementView {
	out := AgreementView{
		Agreement: *a, SideNames: v.names(a.Sides), BrokerNames: v.names(a.Brokers), MonitorNames: v.names(a.Monitors),
		PlaceName: v.name(a.Place), ScopeText: ling.Join(v.r.Text, a.Scope.Spans),
	}
	for i := range a.History {
		h := &a.History[i]
		s := StatusView{ByNames: v.names(h.By), Text: ling.Join(v.r.Text, h.Words.Spans)}
		s.Says, s.SaysID = v.speaker(h.AccordingTo)
		s.First, s.Last = v.days(h.When)
		s.Mod = v.r.mod(h.When.Time)
		out.Statuses = append(out.Statuses, s)
	}
	return out
}

// Membership is the view of a membership of the record.
func (v *Viewer) Membership(m *Membership) MembershipView {
	out := MembershipView{Membership: *m, GroupName: v.name(m.Group), MemberName: v.name(m.Member), Text: ling.Join(v.r.Text, m.Words.Spans)}
	out.Says, _ = v.speaker(m.AccordingTo)
	out.First, out.Last = v.days(m.AsOf)
	return out
}

// name is what a party is called: by its actors where all are known, else by
// the article's words.
func (v *Viewer) name(p Party) string {
	if name := names(p.Actors, v.actors); name != "" {
		return name
	}
	return ling.Join(v.r.Text, p.Spans)
}

func (v *Viewer) names(parties []Party) []string {
	var out []string
	for _, p := range parties {
		out = append(out, v.name(p))
	}
	return out
}

// speaker is who makes the statement of that id, and the actor where it is one;
// "somebody" for a source that the text leaves unnamed.
func (v *Viewer) speaker(id ClaimID) (string, ActorID) {
	s := v.told[id]
	if s == nil {
		return "", ""
	}
	if name := v.name(s.Source); name != "" {
		return name, s.Source.Actor()
	}
	return "somebody", ""
}

// days are the first and last day that a When can mean. The expression that
// says so knows them best; else the value speaks for itself.
func (v *Viewer) days(w When) (first, last ling.Date) {
	if t := w.Time; t >= 0 && t < len(v.r.Times) {
		return v.r.Times[t].Earliest, v.r.Times[t].Latest
	}
	first, last, err := ling.ParsePeriod(w.Value)
	if err != nil {
		return ling.Date{}, ling.Date{}
	}
	return first, last
}

// longestWords is how many bytes of an article tell an event in a list: some
// two sentences.
const longestWords = 400

// words are the words of the article that tell an event: from its first part to
// its last, where those stand together, and the rest of the sentence around them.
// Parts far from the trigger, or in another paragraph, are named elsewhere.
func (v *Viewer) words(e *Event) string {
	if e.Trigger.Empty() {
		return ""
	}
	text, at := v.r.Text, e.Trigger.Spans[0]
	block := v.block(at)
	for p := range e.Parts() {
		for _, s := range *p.Spans {
			wider := ling.Span{Start: min(at.Start, s.Start), End: max(at.End, s.End)}
			if within := wider.In(text); len(within) <= longestWords && block.Contains(wider) && !strings.Contains(within, "\n\n") {
				at = wider
			}
		}
	}
	whole := ling.Span{Start: max(block.Start, sentenceStart(text, at.Start)), End: min(block.End, sentenceEnd(text, at.End))}
	if whole.End-whole.Start <= longestWords {
		at = whole
	}
	return strings.Join(strings.Fields(at.In(text)), " ")
}

// block is the block that a place stands in, the whole text where none is known.
func (v *Viewer) block(at ling.Span) ling.Span {
	for _, b := range v.r.Blocks {
		if b.Contains(at) {
			return b.Span
		}
	}
	return ling.Span{Start: 0, End: len(v.r.Text)}
}

// sentenceStart is where the sentence begins that a place stands in, as far as
// a reader without the document can tell: behind a stop and a space before a
// capital, or at the beginning of the paragraph.
func sentenceStart(text string, at int) int {
	for i := at; i > 0 && at-i <= longestWords; i-- {
		if stops(text, i) {
			return i
		}
	}
	return max(0, at-longestWords-1)
}

// sentenceEnd is where it ends, the white space behind it left out.
func sentenceEnd(text string, at int) int {
	for i := at; i < len(text) && i-at <= longestWords; i++ {
		if i > at && stops(text, i) {
			return at + len(strings.TrimRightFunc(text[at:i], unicode.IsSpace))
		}
	}
	return min(len(text), at+longestWords+1)
}

// stops reports whether a sentence, or a paragraph, ends before place i. What
// ends in a single capital or a short title ("U.S.", "Mr.") does not.
func stops(text string, i int) bool {
	if strings.HasSuffix(text[:i], "\n\n") {
		return true
	}
	before := strings.TrimRight(text[:i], " \n")
	next, _ := utf8.DecodeRuneInString(text[i:])
	if len(before) == i || !unicode.IsUpper(next) && !strings.ContainsRune("“\"'‘", next) {
		return false
	}
	before = strings.TrimRight(before, "”\"'’)")
	switch {
	case strings.HasSuffix(before, "!"), strings.HasSuffix(before, "?"):
		return true
	case !strings.HasSuffix(before, "."):
		return false
	}
	last := before[strings.LastIndexAny(before, " \n(“\"")+1:]
	first, _ := utf8.DecodeRuneInString(last)
	return !(unicode.IsUpper(first) && len(last) <= 4 && (len(last) <= 3 || strings.Count(last, ".") > 1))
}
