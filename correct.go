package onrecord

import (
	"slices"

	"onrecord/ling"
)

// Target is what a decision is about.
type Target string

// The targets. Of rows that come of many articles it is their kind ("stories").
const (
	OnActor      Target = ""
	OnArticle    Target = "article"
	OnStatement  Target = "statement"
	OnEvent      Target = "event"
	OnAgreement  Target = "agreement"
	OnMembership Target = "membership"
)

// RowTargets are the kinds of rows that can be decided about.
var RowTargets = [...]Target{"stories", "threads", "incidents", "agreements", "disputes", "positions", "naming", "inconsistencies"}

// onLedger are the agreements of all articles.
const onLedger Target = "agreements"

// refers reports whether a decision links an agreement to a reference.
func (d *Decision) refers() bool { return d.Kind == Link && d.On == onLedger && d.Value != "" }

// Joins reports whether rows of the target can be joined and parted.
func (t Target) Joins() bool { return t == "stories" || t == "incidents" || t == "agreements" }

// Fields are what can be corrected of a target.
func (t Target) Fields() []string {
	switch t {
	case OnArticle:
		return []string{"outlet", "date", "title"}
	case OnStatement:
		return []string{"speaker", "act", "date"}
	case OnEvent:
		return []string{"date"}
	}
	return nil
}

// ofArticle reports whether the target stands in one article.
func (t Target) ofArticle() bool {
	return t == OnArticle || t == OnStatement || t == OnEvent || t == OnAgreement || t == OnMembership
}

// checkTarget reports what a decision about something other than an actor lacks.
func (d *Decision) checkTarget() string {
	switch {
	case !d.On.ofArticle() && !slices.Contains(RowTargets[:], d.On):
		return "there is no target " + string(d.On)
	case d.Subject != "" && d.Kind != Correction:
		return "an actor is the subject of decisions about actors alone"
	case d.On.ofArticle() && d.Article == "":
		return "no article"
	case d.On != OnArticle && d.Of == "":
		return "no id"
	}
	return d.checkKind()
}

// checkKind reports what the kind of a decision asks for and it lacks.
func (d *Decision) checkKind() string {
	switch d.Kind {
	case Code:
		return d.checkCode()
	case Merge, Split, Link:
		return d.checkJoin()
	case Correction:
		return d.checkChange()
	case Hide:
		if d.On == OnArticle {
			return "an article is not hidden but removed"
		}
	case Confirmation:
	default:
		return "of a " + string(d.On) + " nothing can be decided but to correct, to confirm and to hide it"
	}
	return ""
}

func (d *Decision) checkJoin() string {
	if d.refers() {
		if _, _, ok := ReferenceKey(d.Value); !ok {
			return d.Value + " is no row of a reference list, as pax:1411"
		}
		return ""
	}
	switch {
	case !d.On.Joins():
		return string(d.On) + " are neither joined nor parted"
	case d.Kind == Merge && (d.Value == "" || d.Value == d.Of):
		return "no other row"
	case d.Kind == Link && d.Value != "":
		return "by a reference nothing can be decided but of agreements"
	case d.Kind == Link && d.Article == "":
		return "no article"
	case d.Kind == Split && (d.Article == "") == (d.Value == ""):
		return "either an article leaves the row, or a merge with another one is taken back"
	}
	return ""
}

func (d *Decision) checkCode() string {
	switch {
	case d.On != OnStatement:
		return "only statements are coded"
	case d.Field == "":
		return "no concept"
	case !slices.Contains(Codes[:], d.Value):
		return "a statement agrees, disagrees or does none of it, not " + d.Value
	}
	return ""
}

func (d *Decision) checkChange() string {
	if !slices.Contains(d.On.Fields(), d.Field) {
		return string(d.On) + "s have no " + d.Field + " to be corrected"
	}
	switch d.Field {
	case "date":
		if _, _, err := ling.ParsePeriod(d.Value); d.Value != "" && err != nil {
			return err.Error()
		}
	case "act":
		if !slices.Contains(Acts[:], Act(d.Value)) {
			return "there is no act " + d.Value
		}
	case "speaker":
		if !IsActorID(string(d.Object.ID)) || d.Object.Name == "" {
			return "a speaker is an actor with an id and a name"
		}
	}
	return ""
}

// Corrected is an article as decisions about it have it, without what was found.
func (v *Verdicts) Corrected(a Article) Article {
	for _, d := range v.here[a.ID] {
		if d.On != OnArticle || d.Kind != Correction {
			continue
		}
		switch d.Field {
		case "outlet":
			a.Outlet = d.Value
		case "title":
			a.Title = d.Value
		case "date":
			a.Published = Published{}
			if first, last, err := ling.ParsePeriod(d.Value); err == nil {
				a.Published = Published{Value: d.Value, Earliest: first, Latest: last, Basis: BasisGiven, Confidence: 1}
			}
		}
	}
	return a
}

// Here is a record as what is decided of its article alone has it: who is meant
// there, what it says of the article and of single claims.
func (v *Verdicts) Here(r Record) Record {
	r.Found, _ = v.linked(r.ID, r.Found)
	list := v.here[r.ID]
	if len(list) == 0 {
		return r
	}
	r.Found = r.Found.otherParties()
	dated := r.Published.Date()
	r.Article = v.Corrected(r.Article)
	if day := r.Published.Date(); day != dated {
		for i := range r.Statements { // what was said on the article's day
			if said := &r.Statements[i].SaidOn; said.Basis == "document" {
				said.Value, said.Time = day, -1
			}
		}
	}
	for _, d := range list {
		r.correct(d)
	}
	return r
}

// correct obeys a decision about a claim.
func (r *Record) correct(d Decision) {
	is := func(c *Claim) bool { return string(c.ID) == d.Of }
	if d.Kind == Hide {
		switch d.On {
		case OnStatement:
			r.hideStatement(ClaimID(d.Of))
		case OnEvent:
			r.Events = slices.DeleteFunc(r.Events, func(e Event) bool { return is(&e.Claim) })
		case OnAgreement:
			r.Agreements = slices.DeleteFunc(r.Agreements, func(a Agreement) bool { return is(&a.Claim) })
		case OnMembership:
			r.Memberships = slices.DeleteFunc(r.Memberships, func(m Membership) bool { return is(&m.Claim) })
		}
		return
	}
	if d.Kind == Code {
		r.code(d)
	}
	if d.Kind != Correction {
		return
	}
	for i := range r.Events {
		if e := &r.Events[i]; d.On == OnEvent && is(&e.Claim) {
			e.When = When{Value: d.Value, Time: -1}
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if d.On != OnStatement || !is(&s.Claim) {
			continue
		}
		switch d.Field {
		case "act":
			s.Act = Act(d.Value)
		case "date":
			s.SaidOn = SaidOn{Value: d.Value, Time: -1, Basis: "explicit"}
		case "speaker":
			s.Source.Actors = []ActorID{d.Object.ID}
			if _, known := r.Actor(d.Object.ID); !known {
				r.Actors = append(slices.Clone(r.Actors), d.Object)
			}
		}
	}
}

// code puts a coding on a statement, in place of an earlier one of the concept.
func (r *Record) code(d Decision) {
	for i := range r.Statements {
		s := &r.Statements[i]
		if string(s.ID) != d.Of {
			continue
		}
		s.Coded = slices.DeleteFunc(slices.Clone(s.Coded), func(c Coding) bool { return c.Concept == d.Field })
		s.Coded = append(s.Coded, Coding{Concept: d.Field, Value: d.Value, By: d.By})
	}
}

// hideStatement takes a statement out; what stood in it or was told by it
// stands where it stood.
func (r *Record) hideStatement(id ClaimID) {
	at := slices.IndexFunc(r.Statements, func(s Statement) bool { return s.ID == id })
	if at < 0 {
		return
	}
	parent := r.Statements[at].Parent
	r.Statements = slices.Delete(r.Statements, at, at+1)
	move := func(to *ClaimID) {
		if *to == id {
			*to = parent
		}
	}
	for i := range r.Statements {
		move(&r.Statements[i].Parent)
	}
	for i := range r.Events {
		move(&r.Events[i].ReportedBy)
	}
	for i := range r.Agreements {
		for n := range r.Agreements[i].History {
			move(&r.Agreements[i].History[n].AccordingTo)
		}
	}
	for i := range r.Memberships {
		move(&r.Memberships[i].AccordingTo)
	}
}

// Obeyed is a record as all decisions have it.
func (v *Verdicts) Obeyed(r Record) Record {
	r = v.Here(r)
	r.Found, _ = v.Global(r.Found)
	return r
}

// HiddenRows are the ids of the rows of a kind that are not to be shown, sorted.
func (v *Verdicts) HiddenRows(kind string) []string { return v.rows[Target(kind)] }

// Rows are the decisions that join and part rows of a kind, in order. A split
// of two rows takes back the merges of them.
func (v *Verdicts) Rows(kind Target) []Decision { return v.joins[kind] }

// joined notes a decision that joins or parts rows.
func (v *Verdicts) joined(d Decision) {
	if d.Kind == Split && d.Value != "" {
		v.joins[d.On] = slices.DeleteFunc(v.joins[d.On], func(o Decision) bool {
			return o.Kind == Merge && (o.Of == d.Of && o.Value == d.Value || o.Of == d.Value && o.Value == d.Of)
		})
		return
	}
	v.joins[d.On] = append(v.joins[d.On], d)
}
