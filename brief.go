package onrecord

import (
	"iter"
	"slices"

	"onrecord/query"
)

// Brief is a dossier: what a store has on one question, each line of it words
// of an article and where they stand. Nothing in it is written by a program.
type Brief struct {
	Query      string
	Timeline   []Moment // oldest first, undated last
	Positions  []Position
	Agreements []LedgerAgreement
	Disputes   []Dispute
	Incidents  []Incident
	Stories    []Story
	Of         map[query.List]int // how many rows each list has, shown or not
	Sources    []Article          // that are quoted, in the order they are first quoted
}

// Quoted are the articles of all rows, in the order of the brief.
func (b *Brief) Quoted() iter.Seq[ArticleID] {
	var all []ArticleID
	cite := func(cites ...Cite) {
		for _, c := range cites {
			all = append(all, c.Article)
		}
	}
	for i := range b.Timeline {
		all = append(all, b.Timeline[i].Article)
	}
	for i := range b.Positions {
		cite(b.Positions[i].Cite)
	}
	for _, a := range b.Agreements {
		for i := range a.History {
			cite(a.History[i].Cite)
		}
		cite(a.Cites...)
	}
	for _, d := range b.Disputes {
		for _, side := range d.Sides {
			cite(side.Cites...)
		}
	}
	for _, i := range b.Incidents {
		for _, f := range i.Figures {
			cite(f.Cites...)
		}
		cite(i.Cites...)
	}
	for _, s := range b.Stories {
		for i := range s.Articles {
			all = append(all, s.Articles[i].ID)
		}
	}
	return slices.Values(all)
}
