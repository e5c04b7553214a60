package export

import (
	"slices"
	"strings"

	"onrecord"
)

// fromTo are a first and a last day as people write them: one where they are one.
func fromTo(first, last string) string {
	switch {
	case first == "":
		return "undated"
	case last == "" || last == first:
		return DayForPeople(first)
	}
	return DayForPeople(first) + " – " + DayForPeople(last)
}

// interval is a first and a last day as ISO 8601 writes them.
func interval(first, last string) string {
	if last == "" || last == first {
		return first
	}
	return first + "/" + last
}

// who are names, in the order of the row.
func who(all []onrecord.Who) string {
	return strings.Join(each(all, func(w onrecord.Who) string { return w.Name }), ", ")
}

// storyActors are the first most of them, 0 for all.
func storyActors(all []onrecord.StoryActor, most int) string {
	if most > 0 && len(all) > most {
		all = all[:most]
	}
	return strings.Join(each(all, func(a onrecord.StoryActor) string { return a.Name }), ", ")
}

// outlets are those of a story's articles, each once, in their order.
func outlets(articles []onrecord.StoryArticle) []string {
	var out []string
	for _, a := range articles {
		if a.Outlet != "" && !slices.Contains(out, a.Outlet) {
			out = append(out, a.Outlet)
		}
	}
	return out
}

func incidentWhat(i onrecord.Incident) string {
	return happened(i, Plover{string(i.Plover.Event), i.Plover.Mode, nil}.what())
}

// incidentWords is the same for people.
func incidentWords(i onrecord.Incident) string {
	return happened(i, Plover{string(i.Plover.Event), i.Plover.Mode, nil}.words())
}

// happened is what an incident is, marked where it did not happen.
func happened(i onrecord.Incident, what string) string {
	if i.Status != onrecord.EventHappened {
		what = "[" + string(i.Status) + "] " + what
	}
	return what
}

// givenFigures are numbers side by side, each with the outlets that give it:
// "129 or more killed (The Post); 130 killed (The Mail)".
func givenFigures(all []onrecord.Figure) string {
	return strings.Join(each(all, func(f onrecord.Figure) string {
		return CountRow{f.What, f.Min, f.Max}.figure() + saidIn(f.Cites)
	}), "; ")
}

// FigureWords are a number as its words leave it: "129 or more killed".
func FigureWords(f onrecord.Figure) string { return CountRow{f.What, f.Min, f.Max}.figure() }

// saidIn are the outlets of cites, each once, in brackets.
func saidIn(cites []onrecord.Cite) string {
	var out []string
	for _, c := range cites {
		if o := or(c.Outlet, shortID(c.Article)); o != "" && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, ", ") + ")"
}

// shortID is an article's id as a reader has use for it: of a hash, what tells
// it from others.
func shortID(id onrecord.ArticleID) string {
	const hash = "sha256:"
	if len(id) > len(hash)+8 && strings.HasPrefix(string(id), hash) {
		return string(id[:len(hash)+8]) + "…"
	}
	return string(id)
}

func firstWords(cites []onrecord.Cite) string {
	if len(cites) == 0 {
		return ""
	}
	return cites[0].Text
}

// cited is a cite's words with where they stand.
func cited(c onrecord.Cite) string {
	return "“" + c.Text + "”" + saidIn([]onrecord.Cite{c})
}

// status is a status with its day and whose word it is: "violated, 11 February
// 2016 (according to Turkey)"; what an outlet says itself is its own word.
func status(s onrecord.LedgerStatus) string {
	out := string(s.Status)
	if s.When.Value != "" {
		out += ", " + DayForPeople(s.When.Value)
	}
	if name := or(s.AccordingTo.Name, s.Cite.Outlet); name != "" {
		out += " (" + name + ")"
	}
	return out
}

func statuses(all []onrecord.LedgerStatus) string {
	return strings.Join(each(all, status), "; ")
}

// latest says first where the last words of different people conflict.
func latest(a onrecord.LedgerAgreement) string {
	if a.Contested {
		return "[contested] " + statuses(a.Latest)
	}
	return statuses(a.Latest)
}

// latestLines are the last words of each asserter, a line each.
func latestLines(a onrecord.LedgerAgreement) []string {
	out := each(a.Latest, status)
	if a.Contested && len(out) > 0 {
		out[0] = "[contested] " + out[0]
	}
	return out
}

// disputeSides are a dispute's sides in a line.
func disputeSides(d onrecord.Dispute) string {
	return strings.Join(bothSides(d), " ↔ ")
}

// bothSides are a dispute's sides, each with its stance and its first words.
func bothSides(d onrecord.Dispute) []string {
	return each(d.Sides, func(s onrecord.Side) string {
		name := or(who(s.Who), "nobody named")
		out := name + " " + s.Stance
		if len(s.Cites) > 0 {
			out += ": " + cited(s.Cites[0])
		}
		return out
	})
}

// ReferenceWords are a reference's key and what it and the record say of the
// same: "pax:1411, linked: day 2016-02-22; conflicts: effect 2016-02-27, here 2016-03-01".
func ReferenceWords(r onrecord.LedgerReference) string {
	key := onrecord.Reference{List: r.List, ID: r.ID}
	link := "linked"
	if r.Link == onrecord.LinkSuggested {
		link = "suggested"
	}
	var agrees, conflicts []string
	for _, p := range r.Points {
		if p.Agrees {
			agrees = append(agrees, p.What+" "+p.There)
		} else {
			conflicts = append(conflicts, p.What+" "+p.There+", here "+p.Here)
		}
	}
	out := key.Key() + ", " + link
	if len(agrees) > 0 {
		out += ", agrees on " + strings.Join(agrees, ", ")
	}
	if len(conflicts) > 0 {
		out += ", conflicts on " + strings.Join(conflicts, ", ")
	}
	return out
}
