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
	Left       int                // rows that are left out, for what they quote is there no more
}

// Keep leaves out what quotes articles that are not there, and counts in Left the
// rows of which nothing stays.
func (b *Brief) Keep(there func(ArticleID) bool) {
	gone := func(id ArticleID) bool { return id != "" && !there(id) }
	goneCite := func(c Cite) bool { return gone(c.Article) }
	b.Timeline = keepRows(b, b.Timeline, func(m *Moment) bool { return !gone(m.Article) })
	b.Positions = keepRows(b, b.Positions, func(p *Position) bool { return !goneCite(p.Cite) })
	b.Agreements = keepRows(b, b.Agreements, func(a *LedgerAgreement) bool {
		had := len(a.History) + len(a.Cites)
		a.History = without(a.History, func(s LedgerStatus) bool { return goneCite(s.Cite) })
		a.Cites = without(a.Cites, goneCite)
		return had == 0 || len(a.History)+len(a.Cites) > 0
	})
	b.Disputes = keepRows(b, b.Disputes, func(d *Dispute) bool {
		d.Sides = slices.Clone(d.Sides)
		for i := range d.Sides {
			side := &d.Sides[i]
			had := len(side.Cites)
			if side.Cites = without(side.Cites, goneCite); had > 0 && len(side.Cites) == 0 {
				return false // one side alone is no dispute
			}
		}
		return true
	})
	b.Incidents = keepRows(b, b.Incidents, func(i *Incident) bool {
		had := len(i.Cites) + len(i.Figures)
		i.Cites, i.Figures = without(i.Cites, goneCite), slices.Clone(i.Figures)
		for n := range i.Figures {
			i.Figures[n].Cites = without(i.Figures[n].Cites, goneCite)
		}
		i.Figures = without(i.Figures, func(f Figure) bool { return len(f.Cites) == 0 })
		return had == 0 || len(i.Cites)+len(i.Figures) > 0
	})
	b.Stories = keepRows(b, b.Stories, func(s *Story) bool {
		had := len(s.Articles)
		s.Articles = without(s.Articles, func(a StoryArticle) bool { return gone(a.ID) })
		return had == 0 || len(s.Articles) > 0
	})
}

// Shorten keeps of what each row tells the newest entries, n of each sort at most:
// statuses of an agreement, articles of a story, quotes of a side or an incident.
func (b *Brief) Shorten(n int) {
	for i := range b.Agreements {
		a := &b.Agreements[i]
		a.History, a.Latest, a.Incidents, a.Cites = last(a.History, n), last(a.Latest, n), last(a.Incidents, n), last(a.Cites, n)
	}
	for i := range b.Disputes {
		b.Disputes[i].Sides = slices.Clone(b.Disputes[i].Sides)
		for s := range b.Disputes[i].Sides {
			b.Disputes[i].Sides[s].Cites = last(b.Disputes[i].Sides[s].Cites, n)
		}
	}
	for i := range b.Incidents {
		b.Incidents[i].Cites = last(b.Incidents[i].Cites, n)
	}
	for i := range b.Stories {
		b.Stories[i].Articles = last(b.Stories[i].Articles, n)
	}
}

// last are the last items, n at most.
func last[T any](all []T, n int) []T { return all[max(0, len(all)-n):] }

// without are the items that are not to be left out. Those that came stay as they are.
func without[T any](all []T, out func(T) bool) []T { return slices.DeleteFunc(slices.Clone(all), out) }

// keepRows are the rows that stay; the others are counted.
func keepRows[R any](b *Brief, rows []R, stays func(*R) bool) []R {
	var out []R
	for i := range rows {
		if row := rows[i]; stays(&row) {
			out = append(out, row)
		} else {
			b.Left++
		}
	}
	return out
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
