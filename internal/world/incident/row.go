package incident

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/internal/world/passage"
)

// row is the incident as the world keeps it. Its id is that of its first report.
func (in *incident) row(pieces map[onrecord.ArticleID]copies.Piece) (world.Row, error) {
	first := in.reports[0]
	i := onrecord.Incident{
		ID: firstID(first), CAMEO: first.CAMEO, Status: in.status(), Where: first.Where,
		Plover: onrecord.IncidentPlover{Event: first.Plover.Event, Context: []string{}},
		Source: []onrecord.Who{}, Target: []onrecord.Who{}, Figures: []onrecord.Figure{}, When: in.when(),
		Breaks: []onrecord.IncidentBreach{}, DeniedBy: []onrecord.Who{}, Blamed: []onrecord.IncidentBlame{},
	}
	var list []copies.Piece
	for _, r := range in.reports {
		i.DeniedBy = passage.Join(i.DeniedBy, r.Denied)
		if r.Answer {
			continue
		}
		i.Plover.Mode = cmp.Or(i.Plover.Mode, r.Plover.Mode)
		for _, c := range r.Plover.Context {
			if !slices.Contains(i.Plover.Context, c) {
				i.Plover.Context = append(i.Plover.Context, c)
			}
		}
		if i.Where == (onrecord.Who{}) {
			i.Where = r.Where
		}
		i.Source, i.Target = passage.Join(i.Source, r.Source), passage.Join(i.Target, r.Target)
		i.Cites = append(i.Cites, r.Cite)
		i.Blamed = blame(i.Blamed, r)
		for _, b := range r.Breaks {
			i.Breaks = append(i.Breaks, onrecord.IncidentBreach{Article: r.article, Agreement: b.Agreement, AllegedBy: append([]onrecord.Who{}, b.AllegedBy...)})
		}
		for _, f := range r.Figures {
			i.Figures = beside(i.Figures, f)
		}
		piece := pieces[r.article]
		piece.Article = r.article
		if !slices.ContainsFunc(list, func(p copies.Piece) bool { return p.Article == r.article }) {
			list = append(list, piece)
		}
	}
	counts := copies.Count(list)
	i.Counts = onrecord.IncidentCounts{Articles: counts.Articles, Sources: counts.Sources}
	body, err := json.Marshal(i)
	if err != nil {
		return world.Row{}, fmt.Errorf("write incident %s: %w", i.ID, err)
	}
	facts, err := in.facts(pieces)
	return world.Row{ID: i.ID, First: i.When.Earliest, Last: i.When.Latest, Has: has(&i), Words: searched(&i), Body: body, Facts: facts}, err
}

func firstID(r *report) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s", r.article, r.Event))
	return "i" + hex.EncodeToString(sum[:8])
}

// status is what most reports give, "happened" before the others of equals.
func (in *incident) status() onrecord.EventStatus {
	uses := map[onrecord.EventStatus]int{}
	for _, r := range in.reports {
		if !r.Answer {
			uses[r.Status]++
		}
	}
	best := onrecord.EventHappened
	for _, s := range onrecord.EventStatuses {
		if uses[s] > uses[best] {
			best = s
		}
	}
	return best
}

// when is the day that a report gives, of those the narrowest; else the first
// day that one was published on.
func (in *incident) when() onrecord.Period {
	best := in.reports[0]
	for _, r := range in.reports {
		if r.Given && (!best.Given || narrow(r.When) < narrow(best.When)) {
			best = r
		}
	}
	return best.When
}

func narrow(p onrecord.Period) int { return days(p.Earliest, p.Latest) }

// beside lays a figure to the one that is the same, or beside those that are not.
func beside(list []onrecord.Figure, f onrecord.Figure) []onrecord.Figure {
	for i := range list {
		if g := &list[i]; g.What == f.What && equal(g.Min, f.Min) && equal(g.Max, f.Max) {
			g.By, g.Cites = passage.Join(g.By, f.By), append(g.Cites, f.Cites...)
			return list
		}
	}
	return append(list, f)
}

// blame lays who did it by a report to those who are said to have done it.
func blame(list []onrecord.IncidentBlame, r *report) []onrecord.IncidentBlame {
	if len(r.Source) == 0 {
		return list
	}
	for i := range list {
		if b := &list[i]; passage.Meet(b.Who, r.Source) {
			b.Who, b.By, b.Cites = passage.Join(b.Who, r.Source), passage.Join(b.By, r.Teller), append(b.Cites, r.Cite)
			return list
		}
	}
	return append(list, onrecord.IncidentBlame{
		Who: slices.Clone(r.Source), By: append([]onrecord.Who{}, r.Teller...), Cites: []onrecord.Cite{r.Cite},
	})
}

func equal(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// has are what the fields of the list of incidents ask for.
func has(i *onrecord.Incident) []world.Has {
	out := []world.Has{
		{Field: "type", Value: string(i.Plover.Event)}, {Field: "status", Value: string(i.Status)}, {Field: "cameo", Value: i.CAMEO},
	}
	add := func(field, value, name string) {
		if h := (world.Has{Field: field, Value: value, Name: name}); !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	if i.Plover.Mode != "" {
		add("mode", i.Plover.Mode, "")
	}
	if i.Where.Name != "" {
		add("place", string(i.Where.Actor), i.Where.Name)
	}
	for field, list := range map[string][]onrecord.Who{"source": i.Source, "target": i.Target} {
		for _, w := range list {
			add(field, string(w.Actor), w.Name)
			add("actor", string(w.Actor), w.Name)
		}
	}
	for _, c := range i.Cites {
		add("article", string(c.Article), "")
		if c.Outlet != "" {
			add("outlet", c.Outlet, "")
		}
	}
	slices.SortFunc(out, func(a, b world.Has) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// searched are the words that a search finds an incident by.
func searched(i *onrecord.Incident) string {
	words := make([]string, len(i.Cites))
	for n, c := range i.Cites {
		words[n] = c.Text
	}
	return strings.Join(words, "\n")
}
