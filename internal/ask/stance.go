package ask

import (
	"cmp"
	"context"
	"slices"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/world/position"
)

// Drawn is of how many rows, the newest, a view of a list is made, and said to be.
const Drawn = 5000

// Newest are the newest rows that a question asks for, at most Drawn, and whether
// there are more.
func Newest[T any](ctx context.Context, w *World, q Question) (rows []T, more bool, err error) {
	q.Limit = Drawn + 1
	for v, err := range All[T](ctx, w, q) {
		if err != nil {
			return nil, false, err
		}
		rows = append(rows, v)
	}
	if len(rows) > Drawn {
		return rows[:Drawn], true, nil
	}
	return rows, false, nil
}

// Stance is how often an actor took each side on a concept.
type Stance struct {
	onrecord.Who
	Concept   string              `json:"concept"`
	Agree     int                 `json:"agree"`
	Disagree  int                 `json:"disagree"`
	Last      onrecord.Position   `json:"last" doc:"The newest."`
	Positions []onrecord.Position `json:"positions,omitempty" doc:"All of them, the newest first; not in a matrix."`
}

// add counts a position, of which the newest comes first.
func (s *Stance) add(p onrecord.Position) {
	if p.Value == position.Agree {
		s.Agree++
	} else {
		s.Disagree++
	}
	s.Positions = append(s.Positions, p)
}

// StancesOf are those of positions, the newest first, by concept and within it
// who took most first.
func StancesOf(all []onrecord.Position) []*Stance {
	var out []*Stance
	at := map[[2]string]*Stance{}
	for _, p := range all {
		k := [2]string{cmp.Or(string(p.Actor), p.Name), p.Concept}
		if at[k] == nil {
			at[k] = &Stance{Who: p.Who, Concept: p.Concept, Last: p}
			out = append(out, at[k])
		}
		at[k].add(p)
	}
	slices.SortStableFunc(out, func(a, b *Stance) int {
		return cmp.Or(cmp.Compare(a.Concept, b.Concept), len(b.Positions)-len(a.Positions), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// Stood is an actor with the sides they took, one for each concept.
type Stood struct {
	onrecord.Who
	Stances []Stance `json:"stances" doc:"By concept; none where no side was taken."`
}

// MatrixOf are the actors of stances, who took most sides first.
func MatrixOf(all []*Stance) []Stood {
	var out []Stood
	at, took := map[string]int{}, map[string]int{}
	for _, s := range all {
		k := cmp.Or(string(s.Actor), s.Name)
		i, ok := at[k]
		if !ok {
			i, at[k] = len(out), len(out)
			out = append(out, Stood{Who: s.Who})
		}
		took[k] += len(s.Positions)
		one := *s
		one.Positions = nil
		out[i].Stances = append(out[i].Stances, one)
	}
	slices.SortStableFunc(out, func(a, b Stood) int {
		return cmp.Or(took[cmp.Or(string(b.Actor), b.Name)]-took[cmp.Or(string(a.Actor), a.Name)], cmp.Compare(a.Name, b.Name))
	})
	return out
}

// StanceRows are stances as files have them.
func StanceRows(all []*Stance) []export.StanceRow {
	out := make([]export.StanceRow, len(all))
	for i, s := range all {
		out[i] = export.StanceRow{Who: s.Who, Concept: s.Concept, Agree: s.Agree, Disagree: s.Disagree, When: s.Last.When, Value: s.Last.Value, Cite: s.Last.Cite}
	}
	return out
}
