package export

import (
	"fmt"
	"strings"

	"onrecord"
)

// Entry is a row of the world tier as a page shows it: a head, and lines of
// words with where they stand.
type Entry struct {
	ID    string // of the row in its list
	Days  string // for people
	Head  string
	Tags  []string
	Notes []string
	Lines []Line
	// Sides are the lines of each side where a row has sides.
	Sides [][]Line
}

// Line is words that a row rests on, after who says them or what they are.
type Line struct {
	Lead  string
	Quote string
	Cite  onrecord.Cite // where they stand; no article for none
	Tag   string
}

// MomentEntry shows a line of a timeline.
func MomentEntry(m onrecord.Moment) Entry {
	e := Entry{Days: WhenForPeople(m), Head: strings.Join(nonEmpty(or(m.Who, m.Matter), or(CueForPeople(m.Cue), m.Act)), " "), Tags: nonEmpty(m.Mark)}
	if m.Kind == onrecord.MomentStatus {
		e.Head, e.Tags = m.Matter, []string{m.Act}
		if m.Who != "" {
			e.Notes = append(e.Notes, "by "+m.Who)
		}
	}
	if len(m.Via) > 0 {
		e.Notes = append(e.Notes, "as told by "+strings.Join(m.Via, ", "))
	}
	c := onrecord.Cite{Article: m.Article, Outlet: m.Outlet, Text: m.What}
	switch m.Kind {
	case onrecord.MomentStatement:
		c.Statement = m.ID
	case onrecord.MomentEvent:
		c.Event = m.ID
	}
	e.Lines = []Line{{Quote: m.What, Cite: c}}
	return e
}

// StoryEntry shows a story with its articles.
func StoryEntry(s onrecord.Story) Entry {
	e := Entry{Days: fromTo(s.First, s.Last), Head: or(s.Title, "untitled"), Notes: counted(s.Counts)}
	for _, a := range s.Articles {
		line := Line{Lead: strings.Join(nonEmpty(DayForPeople(a.Published), or(a.Outlet, shortID(a.ID))), " · "), Cite: onrecord.Cite{Article: a.ID}}
		if a.CopyOf != "" {
			line.Tag = "copy"
		}
		e.Lines = append(e.Lines, line)
	}
	if names := storyActors(s.Actors, 6); names != "" {
		e.Notes = append(e.Notes, names)
	}
	return e
}

// ThreadEntry shows a thread.
func ThreadEntry(t onrecord.Thread) Entry {
	return Entry{Days: fromTo(t.First, t.Last), Head: or(t.Title, "untitled"),
		Notes: append(append([]string{Plural(len(t.Stories), "story")}, counted(t.Counts)...), nonEmpty(storyActors(t.Actors, 8))...)}
}

// counted are the three counts in words.
func counted(c onrecord.Counts) []string {
	return []string{fmt.Sprintf("%s, %s, %s", Plural(c.Articles, "article"), Plural(c.Texts, "distinct text"), Plural(c.Sources, "independent source"))}
}

// DisputeEntry shows both sides.
func DisputeEntry(d onrecord.Dispute) Entry {
	e := Entry{Days: fromTo(d.First, d.Last), Head: string(d.Kind)}
	if d.Matter.Text != "" {
		e.Head, e.Tags = d.Matter.Text, []string{string(d.Kind)}
	}
	for _, s := range d.Sides {
		lead := or(who(s.Who), "nobody named") + " " + s.Stance
		side := []Line{{Lead: lead}}
		if len(s.Cites) > 0 {
			side = each(s.Cites, func(c onrecord.Cite) Line { return Line{Lead: lead, Quote: c.Text, Cite: c} })
		}
		e.Sides = append(e.Sides, side)
	}
	return e
}

// AgreementEntry shows an agreement's history, and the last word of each asserter.
func AgreementEntry(a onrecord.LedgerAgreement) Entry {
	e := Entry{Head: a.Name, Tags: []string{string(a.Type)}}
	if a.Contested {
		e.Tags = append(e.Tags, "contested")
	}
	for _, note := range []struct{ what, names string }{
		{"between ", who(a.Parties)}, {"brokered by ", who(a.Brokers)}, {"watched by ", who(a.Monitors)}, {"in ", a.Place.Name},
	} {
		if note.names != "" {
			e.Notes = append(e.Notes, note.what+note.names)
		}
	}
	if latest := statuses(a.Latest); latest != "" {
		e.Notes = append(e.Notes, "latest: "+latest)
	}
	e.Notes = append(e.Notes, each(a.References, ReferenceWords)...)
	e.Lines = each(a.History, func(h onrecord.LedgerStatus) Line { return Line{Lead: status(h), Quote: h.Cite.Text, Cite: h.Cite} })
	for _, c := range a.Cites { // of articles that tell nothing of it
		e.Lines = append(e.Lines, Line{Lead: or(c.Outlet, shortID(c.Article)), Quote: c.Text, Cite: c, Tag: "named"})
	}
	return e
}

// IncidentEntry shows an incident with its figures side by side.
func IncidentEntry(i onrecord.Incident) Entry {
	e := Entry{Days: or(DayForPeople(i.When.Value), "undated"), Tags: nonEmpty(incidentWords(i))}
	e.Head = who(i.Source)
	if to := who(i.Target); to != "" {
		e.Head = strings.TrimSpace(e.Head + " → " + to)
	}
	if e.Head == "" {
		e.Head = or(firstWords(i.Cites), incidentWords(i))
	}
	if i.Where.Name != "" {
		e.Notes = append(e.Notes, i.Where.Name)
	}
	for _, f := range i.Figures {
		for _, c := range f.Cites {
			e.Lines = append(e.Lines, Line{Lead: CountRow{f.What, f.Min, f.Max}.figure(), Quote: c.Text, Cite: c, Tag: "figure"})
		}
	}
	for _, c := range i.Cites {
		e.Lines = append(e.Lines, Line{Lead: or(c.Outlet, shortID(c.Article)), Quote: c.Text, Cite: c})
	}
	return e
}

// PositionEntry shows a position with its words.
func PositionEntry(p onrecord.Position) Entry {
	return Entry{Days: or(DayForPeople(p.When), "undated"), Head: p.Name, Tags: []string{p.Value + "s", p.Concept},
		Lines: []Line{{Lead: p.Cite.Outlet, Quote: p.Cite.Text, Cite: p.Cite}}}
}

// ShiftEntry shows a change of position with the words of before and after.
func ShiftEntry(s onrecord.Shift) Entry {
	side := func(p onrecord.Position) []Line {
		return []Line{{Lead: strings.Join(nonEmpty(p.Value+"d", DayForPeople(p.When)), ", "), Quote: p.Cite.Text, Cite: p.Cite}}
	}
	return Entry{Days: fromTo(s.From.When, s.To.When), Head: s.Name + " on " + s.Concept, Sides: [][]Line{side(s.From), side(s.To)}}
}

// NamingEntry shows a wording.
func NamingEntry(n onrecord.Naming) Entry {
	return Entry{Days: fromTo(n.First, n.Last), Head: n.Wording, Tags: []string{string(n.Voice)},
		Notes: []string{n.Name, or(n.Outlet, "no outlet known"), fmt.Sprintf("%s in %s", Plural(n.Count, "time"), Plural(n.Articles, "article"))},
		Lines: []Line{{Lead: "first:", Quote: n.Cite.Text, Cite: n.Cite}}}
}

// InconsistencyEntry shows what does not go together.
func InconsistencyEntry(i onrecord.Inconsistency) Entry {
	return Entry{Head: i.Message, Tags: []string{i.Kind}, Lines: each(i.Cites, func(c onrecord.Cite) Line { return Line{Lead: c.Outlet, Quote: c.Text, Cite: c} })}
}
