package ask

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/world"
	"onrecord/internal/world/position"
)

// Drawn is of how many rows, the newest, a view of a list is made, and said to be.
const Drawn = 5000

// Newest are the newest rows that a question asks for, at most Drawn, and whether
// there are more.
func Newest[T any](ctx context.Context, w *World, q Question) (rows []T, more bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	q.Limit = Drawn + 1
	for b := range w.ahead(ctx, q) {
		for _, row := range b.rows {
			var v T
			if err := json.Unmarshal(row.Body, &v); err != nil {
				return nil, false, fmt.Errorf("read the stored row %s of %s: %w", row.ID, q.List, err)
			}
			rows = append(rows, v)
		}
		if b.err != nil {
			return nil, false, b.err
		}
	}
	return rows[:min(Drawn, len(rows))], len(rows) > Drawn, nil
}

// batch is some rows of a question, or why there are no more.
type batch struct {
	rows []world.Row
	err  error
}

// ahead reads the rows of a question while those before them are made what they
// are, which takes as long. It ends with ctx.
func (w *World) ahead(ctx context.Context, q Question) <-chan batch {
	out := make(chan batch, 4)
	go func() {
		var b batch
		send := func() bool {
			select {
			case out <- b:
				b = batch{}
				return true
			case <-ctx.Done():
				return false
			}
		}
		defer func() {
			if p := recover(); p != nil { // it is an error of the question, as it were without ahead
				b.err = fmt.Errorf("list %s: %v", q.List, p)
				send()
			}
			close(out)
		}()
		for row, err := range w.Rows(ctx, q) {
			if b.err = err; err != nil {
				break
			}
			if b.rows = append(b.rows, row); len(b.rows) == page && !send() {
				return
			}
		}
		send()
	}()
	return out
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
