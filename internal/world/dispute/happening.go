package dispute

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// happeningFacts are what is disputed of an incident: its figures, and who did it.
func happeningFacts(row world.Row) ([]world.Fact, error) {
	var in onrecord.Incident
	if err := json.Unmarshal(row.Body, &in); err != nil {
		return nil, fmt.Errorf("read incident %s: %w", row.ID, err)
	}
	var out []world.Fact
	for i, f := range append(figuresOf(&in), blameOf(&in)...) {
		f.Incident, f.About = in.ID, passage.Join(slices.Clone(in.Source), in.Target)
		f.days()
		body, err := json.Marshal(f)
		if err != nil {
			return nil, fmt.Errorf("write what is disputed of incident %s: %w", row.ID, err)
		}
		out = append(out, world.Fact{Key: "of|" + in.ID, Article: onrecord.ArticleID(in.ID), Day: f.First, Place: i, Body: body})
	}
	return out, nil
}

// figuresOf are the disputes on an incident's figures, one for each thing that is
// counted: the numbers that do not go together, each a side.
func figuresOf(in *onrecord.Incident) []*finding {
	var out []*finding
	var done []string
	for _, f := range in.Figures {
		if slices.Contains(done, f.What) {
			continue
		}
		done = append(done, f.What)
		var sides []onrecord.Side
		for i := range in.Figures {
			if g := &in.Figures[i]; g.What == f.What && contradicted(g, in.Figures) {
				sides = append(sides, side(figure(g), tellers(g.By, g.Cites), g.Cites...))
			}
		}
		if len(sides) > 1 {
			text := sides[0].Cites[0].Text
			out = append(out, &finding{Kind: onrecord.DisputeFigures, Rule: "figures", Text: text, Stems: passage.Stems(text), Sides: sides})
		}
	}
	return out
}

// contradicted reports whether a number cannot hold where another one does that
// was given at the same time by others. What one teller counts anew is no dispute,
// nor are the parts of one report ("three of the guard and four of the gang").
func contradicted(f *onrecord.Figure, list []onrecord.Figure) bool {
	return slices.ContainsFunc(list, func(g onrecord.Figure) bool {
		return g.What == f.What && (under(f, &g) || under(&g, f)) && !passage.Meet(tellers(f.By, f.Cites), tellers(g.By, g.Cites)) && besides(f.Cites, g.Cites)
	})
}

// under reports whether the most of one number is less than the least of another.
func under(f, g *onrecord.Figure) bool { return f.Max != nil && g.Min != nil && *f.Max < *g.Min }

// atOnce is how many days apart figures of one happening are of one time: tolls
// rise from day to day.
const atOnce = 1

// besides reports whether some of two lists of cites are of one time, and not of
// one event of one article.
func besides(a, b []onrecord.Cite) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Article == y.Article && x.Event == y.Event {
				return false
			}
			if n, known := daysBetween(x.Published, y.Published); known && n <= atOnce {
				return true
			}
		}
	}
	return false
}

// daysBetween are how many days lie between two, if both are known.
func daysBetween(a, b string) (n int, known bool) {
	x, errX := ling.ParseDate(a)
	y, errY := ling.ParseDate(b)
	if errX != nil || errY != nil {
		return 0, a == b
	}
	if n = int(y.Time().Sub(x.Time()).Hours()) / 24; n < 0 {
		n = -n
	}
	return n, true
}

// tellers are those who are cited, and the outlets that say so in their own words.
func tellers(by []onrecord.Who, cites []onrecord.Cite) []onrecord.Who {
	out := slices.Clone(by)
	for _, c := range cites {
		if c.Statement == "" && c.Outlet != "" {
			out = passage.Join(out, []onrecord.Who{{Name: c.Outlet}})
		}
	}
	return out
}

// figure is a number in words, as the stance of who gives it.
func figure(f *onrecord.Figure) string {
	switch {
	case f.Min != nil && f.Max != nil && *f.Min == *f.Max:
		return strconv.Itoa(*f.Min) + " " + f.What
	case f.Min != nil && f.Max != nil:
		return fmt.Sprintf("%d to %d %s", *f.Min, *f.Max, f.What)
	case f.Min != nil:
		return fmt.Sprintf("at least %d %s", *f.Min, f.What)
	case f.Max != nil:
		return fmt.Sprintf("at most %d %s", *f.Max, f.What)
	}
	return f.What
}

// blameOf is the dispute on who did what an incident is, where those who tell of
// it name others, and at least one of them is somebody else than an outlet.
func blameOf(in *onrecord.Incident) []*finding {
	var sides []onrecord.Side
	for _, b := range in.Blamed {
		if blamedOtherwise(b, in.Blamed) {
			sides = append(sides, side(Accuses+" "+b.Who[0].Name, tellers(b.By, b.Cites), b.Cites...))
		}
	}
	if len(sides) < 2 {
		return nil
	}
	text := sides[0].Cites[0].Text
	return []*finding{{Kind: onrecord.DisputeAttribution, Rule: "who-did-it", Text: text, Stems: passage.Stems(text), Sides: sides}}
}

// blamedOtherwise reports whether somebody else than who blames some blames
// others: all of them somebody, so that "gunmen" are not set against their own name.
func blamedOtherwise(b onrecord.IncidentBlame, list []onrecord.IncidentBlame) bool {
	return slices.ContainsFunc(list, func(o onrecord.IncidentBlame) bool {
		return len(b.By)+len(o.By) > 0 && somebody(b.Who) && somebody(o.Who) && !alikeNames(b.Who, o.Who) && !passage.Meet(tellers(b.By, b.Cites), tellers(o.By, o.Cites))
	})
}

func somebody(list []onrecord.Who) bool { return slices.ContainsFunc(list, passage.Known) }

// alikeNames reports whether some of two lists are one, or have a word of their
// names in common.
func alikeNames(a, b []onrecord.Who) bool {
	for _, x := range a {
		for _, y := range b {
			if passage.Same(x, y) || passage.Shared(passage.Stems(x.Name), passage.Stems(y.Name)) > 0 {
				return true
			}
		}
	}
	return false
}

// days sets the days that a finding rests on: those that its cites were published on.
func (f *finding) days() {
	for _, s := range f.Sides {
		for _, c := range s.Cites {
			if c.Published != "" && (f.First == "" || c.Published < f.First) {
				f.First = c.Published
			}
			f.Last = max(f.Last, c.Published)
		}
	}
}
