package onrecord

import (
	"sort"
	"strings"

	"onrecord/ling"
)

// Actor returns the actor of that id, as the article knows it.
func (f *Found) Actor(id ActorID) (Actor, bool) {
	if id != "" {
		for _, a := range f.Actors {
			if a.ID == id {
				return a, true
			}
		}
	}
	return Actor{}, false
}

// ActorsByID are the actors by their ids.
func (f *Found) ActorsByID() map[ActorID]Actor {
	out := make(map[ActorID]Actor, len(f.Actors))
	for _, a := range f.Actors {
		out[a.ID] = a
	}
	return out
}

// Views are the statements with their words and names filled in, in order.
func (r *Record) Views() []StatementView {
	actors := r.ActorsByID()
	out := make([]StatementView, len(r.Statements))
	for i := range r.Statements {
		out[i] = r.view(&r.Statements[i], actors)
	}
	return out
}

func (r *Record) view(s *Statement, actors map[ActorID]Actor) StatementView {
	v := StatementView{
		Statement:   *s,
		SourceText:  ling.Join(r.Text, s.Source.Spans),
		CueText:     ling.Join(r.Text, s.Cue.Spans),
		ContentText: ling.Join(r.Text, s.Content.Spans),

		AddresseeText: ling.Join(r.Text, s.Addressee.Spans),
		VenueText:     ling.Join(r.Text, s.Venue.Spans),
		ConditionText: ling.Join(r.Text, s.Condition),
	}
	for _, hop := range s.Via {
		v.ViaText = append(v.ViaText, ling.Join(r.Text, hop.Spans))
	}
	v.Speaker = v.SourceText
	if name := names(s.Source.Actors, actors); name != "" {
		v.Speaker = name
	}
	v.First, v.Last = r.saidDays(s.SaidOn)
	v.Mod = r.mod(s.SaidOn.Time)
	return v
}

// mod is how the time expression at an index hedges what it says, "" for none.
func (r *Record) mod(t int) string {
	if t < 0 || t >= len(r.Times) {
		return ""
	}
	return r.Times[t].Mod
}

// names are those of ids, "" unless all are known.
func names(ids []ActorID, actors map[ActorID]Actor) string {
	var out []string
	for _, id := range ids {
		name := actors[id].Name
		if name == "" {
			return ""
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// saidDays are the first and last day that a statement can have been made on.
// The expression that says so knows them best; the article's own day may be an
// interval; else the value speaks for itself.
func (r *Record) saidDays(said SaidOn) (first, last ling.Date) {
	if t := said.Time; t >= 0 && t < len(r.Times) {
		return r.Times[t].Earliest, r.Times[t].Latest
	}
	if said.Basis == "document" && said.Value == r.Published.Date() {
		return r.Published.Earliest, r.Published.Latest
	}
	first, last, err := ling.ParsePeriod(said.Value)
	if err != nil {
		return ling.Date{}, ling.Date{}
	}
	return first, last
}

// Depths is, for each statement, how many others it stands in.
func (f *Found) Depths() []int {
	at := make(map[ClaimID]int, len(f.Statements))
	for i := range f.Statements {
		at[f.Statements[i].ID] = i
	}
	out := make([]int, len(f.Statements))
	for i := range f.Statements {
		// A chain longer than the list would be a circle.
		for p := f.Statements[i].Parent; p != "" && out[i] < len(f.Statements); out[i]++ {
			p = f.Statements[at[p]].Parent
		}
	}
	return out
}

// Within lists the ids of the actors that are mentioned within spans, each
// once, in the order of their first mention.
func (f *Found) Within(spans []ling.Span) []ActorID {
	var found []ActorID
	seen := map[ActorID]bool{"": true}
	for _, s := range spans {
		at := sort.Search(len(f.Mentions), func(i int) bool { return f.Mentions[i].Start >= s.Start })
		for ; at < len(f.Mentions) && f.Mentions[at].Start < s.End; at++ {
			if m := &f.Mentions[at]; !seen[m.Actor] && s.Contains(m.Span) {
				seen[m.Actor] = true
				found = append(found, m.Actor)
			}
		}
	}
	return found
}
