package eval

import (
	"onrecord"
	"onrecord/ling"
)

// RelationDoc is an article with relations between spans, as re3d has them.
type RelationDoc struct {
	ID, Text, Outlet string
	Relations        []Relation
}

// Relation is one relation; places are code points.
type Relation struct {
	Type        string
	SourceStart int `json:"source_start"`
	SourceEnd   int `json:"source_end"`
	TargetStart int `json:"target_start"`
	TargetEnd   int `json:"target_end"`
}

// The relations that memberships are counted against.
const (
	BelongsTo  = "BelongsTo"
	AlliesOf   = "AlliesOf"
	InChargeOf = "InChargeOf"
)

// AddRelations counts the memberships of a record against the relations of its
// article, by relation: both sides must overlap, and allies may be told either
// way round. Who leads a group belongs to it for us, and is InChargeOf of it for
// the set: such pairs count neither way.
func AddRelations(score map[string]*Counts, doc *RelationDoc, rec *onrecord.Record) {
	offsets := ling.NewOffsets(rec.Article.Text)
	used := map[int]bool{}
	for _, kind := range []string{BelongsTo, AlliesOf} {
		if score[kind] == nil {
			score[kind] = &Counts{}
		}
		for _, g := range doc.Relations {
			if g.Type != kind {
				continue
			}
			if n := relationIn(rec, offsets, g, kind); n >= 0 {
				used[n] = true
				score[kind].TP++
			} else {
				score[kind].FN++
			}
		}
	}
	for n := range rec.Found.Memberships {
		m := &rec.Found.Memberships[n]
		if used[n] || !belongs(m) || leads(rec, offsets, doc, n) {
			continue
		}
		score[relationOf(m)].FP++
	}
}

// relationOf is the relation that a membership is one of.
func relationOf(m *onrecord.Membership) string {
	if m.As == onrecord.AsAlly {
		return AlliesOf
	}
	return BelongsTo
}

// belongs reports whether a membership tells of one that stands.
func belongs(m *onrecord.Membership) bool {
	return m.Status == onrecord.Belongs || m.Status == onrecord.Joined
}

// relationIn is the place of the first membership of a record that is g, -1 for none.
func relationIn(rec *onrecord.Record, offsets *ling.Offsets, g Relation, kind string) int {
	for n := range rec.Found.Memberships {
		m := &rec.Found.Memberships[n]
		if !belongs(m) || relationOf(m) != kind {
			continue
		}
		there := overlaps(offsets, m.Member.Spans, g.SourceStart, g.SourceEnd) && overlaps(offsets, m.Group.Spans, g.TargetStart, g.TargetEnd)
		back := overlaps(offsets, m.Group.Spans, g.SourceStart, g.SourceEnd) && overlaps(offsets, m.Member.Spans, g.TargetStart, g.TargetEnd)
		if there || kind == AlliesOf && back {
			return n
		}
	}
	return -1
}

// leads reports whether the set has membership n for somebody in charge.
func leads(rec *onrecord.Record, offsets *ling.Offsets, doc *RelationDoc, n int) bool {
	m := &rec.Found.Memberships[n]
	for _, g := range doc.Relations {
		if g.Type == InChargeOf && overlaps(offsets, m.Member.Spans, g.SourceStart, g.SourceEnd) && overlaps(offsets, m.Group.Spans, g.TargetStart, g.TargetEnd) {
			return true
		}
	}
	return false
}

func overlaps(offsets *ling.Offsets, spans []ling.Span, a, b int) bool {
	for _, s := range spans {
		if offsets.CodePoint(s.Start) < b && offsets.CodePoint(s.End) > a {
			return true
		}
	}
	return false
}
