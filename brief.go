package onrecord

import (
	"iter"

	"onrecord/query"
)

// Brief is a dossier: what a store has on one question, each line of it words
// of an article and where they stand. Nothing in it is written by a program.
type Brief struct {
	Query      string
	Statements []Row // by the day they were made on
	Agreements []LedgerAgreement
	Disputes   []Dispute
	Positions  []Position
	Incidents  []Incident
	Stories    []Story
	Of         map[query.List]int // how many rows each list has, shown or not
	Sources    []Article          // that are quoted, in the order they are first quoted
}

// Quoted are the articles of all rows, in the order of the brief.
func (b *Brief) Quoted() iter.Seq[ArticleID] {
	return func(yield func(ArticleID) bool) {
		for _, r := range b.Statements {
			if !yield(r.Article.ID) {
				return
			}
		}
		for c := range b.cites() {
			if !yield(c.Article) {
				return
			}
		}
	}
}

// cites are those of the rows of the world.
func (b *Brief) cites() iter.Seq[Cite] {
	return func(yield func(Cite) bool) {
		var all []Cite
		for _, a := range b.Agreements {
			for _, h := range a.History {
				all = append(all, h.Cite)
			}
		}
		for _, d := range b.Disputes {
			for _, side := range d.Sides {
				all = append(all, side.Cites...)
			}
		}
		for _, p := range b.Positions {
			all = append(all, p.Cite)
		}
		for _, i := range b.Incidents {
			all = append(all, i.Cites...)
		}
		for _, c := range all {
			if !yield(c) {
				return
			}
		}
	}
}
