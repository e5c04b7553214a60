package onrecord

import "onrecord/ling"

// Actor returns the actor of that id, as the article knows it.
func (f *Found) Actor(id string) (Actor, bool) {
	if id != "" {
		for _, a := range f.Actors {
			if a.ID == id {
				return a, true
			}
		}
	}
	return Actor{}, false
}

// View is statement i with its words and names filled in.
func (r *Record) View(i int) StatementView {
	s := r.Statements[i]
	v := StatementView{
		Statement:   s,
		SourceText:  ling.Join(r.Text, s.Source.Spans),
		CueText:     ling.Join(r.Text, s.Cue.Spans),
		ContentText: ling.Join(r.Text, s.Content.Spans),
	}
	for _, hop := range s.Via {
		v.ViaText = append(v.ViaText, ling.Join(r.Text, hop.Spans))
	}
	v.Speaker = v.SourceText
	if a, ok := r.Actor(s.Source.Actor); ok && a.Name != "" {
		v.Speaker = a.Name
	}
	v.First, v.Last = r.saidDays(s.SaidOn)
	return v
}

// saidDays are the first and last day that a statement can have been made on.
// The expression that says so knows them best; the article's own day may be an
// interval; else the value speaks for itself.
func (r *Record) saidDays(said SaidOn) (first, last ling.Date) {
	if t := said.Time; t >= 0 && t < len(r.Times) {
		return r.Times[t].Earliest, r.Times[t].Latest
	}
	if said.Basis == "document" && said.Value == r.Published.Value {
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
	at := make(map[string]int, len(f.Statements))
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

// Within lists the actors that are mentioned within spans, each once, in the
// order of their first mention.
func (r *Record) Within(spans []ling.Span) []Actor {
	var found []Actor
	seen := map[string]bool{"": true}
	for _, m := range r.Mentions {
		if seen[m.Actor] || !within(m.Span, spans) {
			continue
		}
		seen[m.Actor] = true
		if a, ok := r.Actor(m.Actor); ok {
			found = append(found, a)
		}
	}
	return found
}

func within(s ling.Span, spans []ling.Span) bool {
	for _, outer := range spans {
		if outer.Contains(s) {
			return true
		}
	}
	return false
}
