package export

import (
	"fmt"
	"strings"
	"unicode"

	"onrecord"
)

// claimsForPeople writes what an article claims beside statements: a heading
// for each type that there is, and below it a line a claim and its words.
func claimsForPeople(b *strings.Builder, r *onrecord.Record, style Style, all bool) {
	view := onrecord.NewViewer(r)
	events := claimList{b: b, style: style, heading: "Events"}
	for i := range r.Events {
		e := NewEventRow(onrecord.EventRow{Article: r.Article, Event: view.Event(&r.Events[i])})
		if events.shows(all || r.Events[i].Counted()) {
			events.claim(e.line(), e.notes(), e.marked())
		}
	}
	events.left("did not happen, or told as long known: --all")
	agreements := claimList{b: b, style: style, heading: "Agreements"}
	for i := range r.Agreements {
		a := NewAgreementRow(onrecord.AgreementRow{Article: r.Article, Agreement: view.Agreement(&r.Agreements[i])})
		if agreements.shows(all || !a.Background) {
			agreements.claim(a.Name, a.notes(), a.history())
		}
	}
	agreements.left("only told as long known: --all")
	memberships := claimList{b: b, style: style, heading: "Memberships"}
	for i := range r.Memberships {
		m := NewMembershipRow(onrecord.MembershipRow{Article: r.Article, Membership: view.Membership(&r.Memberships[i])})
		memberships.shows(true)
		memberships.claim(m.line(), m.notes(), "")
	}
}

// claimList is the claims of one type below their heading.
type claimList struct {
	b       *strings.Builder
	style   Style
	heading string
	begun   bool
	hidden  int
}

// shows reports whether a claim is shown, and counts those that are not.
func (l *claimList) shows(shown bool) bool {
	if !shown {
		l.hidden++
		return false
	}
	l.begin()
	return true
}

func (l *claimList) begin() {
	if !l.begun {
		fmt.Fprintf(l.b, "\n%s\n", l.style.in(bold, l.heading))
		l.begun = true
	}
}

// claim writes a claim: what it is, what is known beside it, and its words.
func (l *claimList) claim(line string, notes []string, words string) {
	hang(l.b, l.style, "  ", plain(line), cyan)
	hang(l.b, l.style, "    ", plain(strings.Join(notes, " · ")), faint)
	if words != "" {
		hang(l.b, l.style, "    ", plain(words), "")
	}
}

// left tells how many were not shown, and why.
func (l *claimList) left(why string) {
	if l.hidden > 0 {
		l.begin()
		hang(l.b, l.style, "  ", fmt.Sprintf("and %d %s", l.hidden, why), faint)
	}
}

// line is who did what to whom.
func (r EventRow) line() string { return r.by(r.Plover.what()) }

// by is the line with these words for what was done.
func (r EventRow) by(what string) string {
	out := or(called(r.Source), "(nobody named)") + " → " + what
	if target := called(r.Target); target != "" {
		out += " → " + target
	}
	return out
}

// notes are what is known of the event beside its words.
func (r EventRow) notes() []string {
	return known(DayForPeople(r.When.Value), r.Where.Name, figures(r.Counts), unlessCertain(r.Certainty), strings.Join(r.Plover.Context, ", "), prefixed("CAMEO ", r.CAMEO))
}

func (r AgreementRow) notes() []string {
	return known(r.Type, called(r.Parties), prefixed("brokered by ", called(r.Brokers)), prefixed("monitored by ", called(r.Monitors)), r.Place.Name,
		prefixed("for ", r.Term), r.Scope)
}

// line is who belongs to whom.
func (r MembershipRow) line() string {
	return r.Member.Name + " → " + r.Status + " → " + r.Group.Name
}

func (r MembershipRow) notes() []string {
	return known(prefixed("as ", r.As), DayForPeople(r.AsOf.Value), prefixed("according to ", r.AccordingTo))
}

// known are the notes that are not empty.
func known(notes ...string) []string {
	var out []string
	for _, n := range notes {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}

// prefixed is s with words before it, "" for none.
func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// CueForPeople is the words by which something is said, "" where they are none:
// a headline's colon is a cue, and to nobody a verb.
func CueForPeople(cue string) string {
	if strings.ContainsFunc(cue, unicode.IsLetter) {
		return cue
	}
	return ""
}

// unlessCertain is a certainty that is worth telling.
func unlessCertain(c string) string {
	if c == string(onrecord.Certain) {
		return ""
	}
	return c
}

// Shown is a claim as people see it, in pieces.
type Shown struct {
	Who   string   // who did what to whom, or what it is called
	Not   []string // what keeps it from being a fact that is news
	What  string   // the words that tell it, or its history
	Tags  []string // of what sort it is
	Notes []string // what is known beside its words
}

// ForPeople is an event, an agreement or a membership as people see it; a
// statement has a card of its own.
func ForPeople(view *onrecord.Viewer, c onrecord.AnyClaim) Shown {
	switch c := c.(type) {
	case *onrecord.Event:
		return EventForPeople(onrecord.EventRow{Event: view.Event(c)})
	case *onrecord.Agreement:
		return AgreementForPeople(onrecord.AgreementRow{Agreement: view.Agreement(c)})
	case *onrecord.Membership:
		return MembershipForPeople(onrecord.MembershipRow{Membership: view.Membership(c)})
	}
	return Shown{}
}

// EventForPeople is ForPeople of a row of a list.
func EventForPeople(row onrecord.EventRow) Shown {
	r := NewEventRow(row)
	return Shown{Who: r.by(r.Plover.words()), Not: r.uncounted, What: r.Words, Tags: known(r.Plover.Context...),
		Notes: known(DayForPeople(r.When.Value), r.Where.Name, figures(r.Counts), unlessCertain(r.Certainty), prefixed("according to ", r.ReportedBy))}
}

// AgreementForPeople is ForPeople of a row of a list.
func AgreementForPeople(row onrecord.AgreementRow) Shown {
	r := NewAgreementRow(row)
	shown := Shown{Who: r.Name, Tags: []string{r.Type}, Notes: r.notes()[1:]}
	if r.Background {
		shown.Not = []string{"background"}
		r.Background = false // said by that already
	}
	shown.What = r.history()
	return shown
}

// MembershipForPeople is ForPeople of a row of a list.
func MembershipForPeople(row onrecord.MembershipRow) Shown {
	r := NewMembershipRow(row)
	return Shown{Who: r.line(), What: r.Text, Notes: r.notes()}
}
