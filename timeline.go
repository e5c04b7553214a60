package onrecord

import (
	"slices"
	"strings"

	"onrecord/ling"
)

// MomentKind is what a line of a timeline tells.
type MomentKind string

// The kinds.
const (
	MomentStatement MomentKind = "statement"
	MomentEvent     MomentKind = "event"
	MomentStatus    MomentKind = "status" // that an agreement came to be so
)

// MomentKinds are all of them.
var MomentKinds = [...]MomentKind{MomentStatement, MomentEvent, MomentStatus}

// Moment is a line of a timeline: what one article tells of one time. When is
// no surer than the article is: a month is a month, and a bound one bound.
type Moment struct {
	Kind      MomentKind `json:"kind"`
	When      Period     `json:"when"`
	Mod       string     `json:"mod"`  // TIMEX3: APPROX, BEFORE, AFTER, START, MID, END; "" for none
	Who       string     `json:"who"`  // names, of an event with an arrow to those whom it was done to
	Act       string     `json:"act"`  // of a statement its act, of an event its type and mode, or the status
	Mark      string     `json:"mark"` // what keeps it from being plain fact: "planned"; "" for nothing
	Matter    string     `json:"matter"`
	What      string     `json:"what"` // words of the article
	Cue       string     `json:"cue"`  // the words that say that it was said or done
	Via       []string   `json:"via"`  // through whom it is told, nearest the reader first, the outlet left out
	Outlet    string     `json:"outlet"`
	Title     string     `json:"title"`
	URL       string     `json:"url"`
	Published string     `json:"published"`
	Article   ArticleID  `json:"article"`
	ID        ClaimID    `json:"id"`
	// First and Last are When's days, for order; zero if unknown.
	First, Last ling.Date `json:"-"`
}

func (a *Article) moment(kind MomentKind, id ClaimID, value, mod string, first, last ling.Date) Moment {
	return Moment{
		Kind: kind, When: Period{Value: value, Earliest: first.String(), Latest: last.String()}, Mod: mod, First: first, Last: last, Via: []string{},
		Outlet: a.Outlet, Title: a.Title, URL: a.URL, Published: a.Published.Date(), Article: a.ID, ID: id,
	}
}

// Moment is the statement as a line of a timeline.
func (r *Row) Moment() Moment {
	s := &r.Statement
	m := r.Article.moment(MomentStatement, s.ID, s.SaidOn.Value, s.Mod, s.First, s.Last)
	m.Who, m.Act, m.Mark, m.What, m.Cue = s.Speaker, string(s.Act), strings.Join(s.Unsaid(), ", "), s.ContentText, s.CueText
	m.Via = append(m.Via, s.ViaText...)
	return m
}

// Moment is the event as a line of a timeline.
func (r *EventRow) Moment() Moment {
	e := &r.Event
	m := r.Article.moment(MomentEvent, e.ID, e.When.Value, e.Mod, e.First, e.Last)
	m.Who = joined(e.Sources)
	if to := joined(e.Targets); to != "" {
		m.Who = strings.TrimSpace(m.Who + " → " + to)
	}
	m.Act, m.What, m.Cue = strings.TrimSpace(string(e.Plover.Event)+" "+e.Plover.Mode), e.Words, e.TriggerText
	if e.Status != EventHappened {
		m.Mark = string(e.Status)
	}
	if e.Reporter != "" {
		m.Via = append(m.Via, e.Reporter)
	}
	return m
}

// Moments are what became of the agreement, each a line of a timeline.
func (r *AgreementRow) Moments() []Moment {
	a := &r.Agreement
	var out []Moment
	for i, h := range a.History {
		s := &a.Statuses[i]
		m := r.Article.moment(MomentStatus, a.ID, h.When.Value, s.Mod, s.First, s.Last)
		m.Who, m.Act, m.Matter, m.What = joined(s.ByNames), string(h.Status), a.Name, s.Text
		if m.Who == "" {
			m.Who = joined(a.SideNames)
		}
		if s.Says != "" {
			m.Via = append(m.Via, s.Says)
		}
		out = append(out, m)
	}
	return out
}

// joined are names, each once.
func joined(names []string) string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}
