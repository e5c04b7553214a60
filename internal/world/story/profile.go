package story

import (
	"cmp"
	"math"
	"slices"

	"onrecord/internal/world/weights"
)

// term is a word or a number of an article.
type term struct {
	id     uint32  // hash of the stem; of a number, of "#" and its digits
	times  uint8   // how often it stands there
	flags  uint8   // what it is
	rarity float64 // of the word
	weight float64 // in the whole text; the squares of all weights make 1
	lead   float64 // in the lead, likewise
}

// flags of a term.
const (
	isName   uint8 = 1 << iota // it stands with a capital
	isNumber                   // of two digits or more
	inLead                     // it stands in the lead
)

const (
	// leadWords are about two paragraphs: what is new stands there, what went before
	// behind it.
	leadWords = 60
	// common words, which stand in every ninth paragraph or more, say nothing.
	common = 2.2
	// nameBoost: who and where tell happenings apart better than what was done.
	nameBoost = 1.5
	// mostTerms bounds a profile; the rest of a long text is the least rare.
	mostTerms = 160
)

// profile is an article as far as others are compared with it.
type profile struct {
	terms []term // sorted by id, each once
	words int    // of the text
	day   int    // since 1970, or unknown
}

// unknown is the day of what has none.
const unknown = math.MinInt32

// look makes the profile of a text.
func look(text string, table *weights.Table) profile {
	p := profile{day: unknown}
	at := map[uint32]int{}
	for _, t := range weights.Tokens(text) {
		id, flags := identify(t)
		if !t.Number {
			p.words++
		}
		if id == 0 {
			continue
		}
		i, known := at[id]
		if !known {
			rarity := 0.0
			if !t.Number {
				rarity = table.Rarity(id)
			}
			i, at[id] = len(p.terms), len(p.terms)
			p.terms = append(p.terms, term{id: id, rarity: rarity})
		}
		if p.words <= leadWords {
			flags |= inLead
		}
		p.terms[i].times = uint8(min(int(p.terms[i].times)+1, math.MaxUint8))
		p.terms[i].flags |= flags
	}
	p.terms = slices.DeleteFunc(p.terms, func(t term) bool { return t.flags&isNumber == 0 && t.rarity < common })
	p.cut()
	p.weigh()
	return p
}

func identify(t weights.Token) (id uint32, flags uint8) {
	switch {
	case t.Number && len(t.Stem) < 2:
		return 0, 0
	case t.Number:
		return weights.Hash("#" + t.Stem), isNumber
	case t.Name:
		return weights.Hash(t.Stem), isName
	}
	return weights.Hash(t.Stem), 0
}

// cut keeps the terms that weigh most, in the order of their ids.
func (p *profile) cut() {
	if len(p.terms) > mostTerms {
		slices.SortFunc(p.terms, func(a, b term) int {
			return cmp.Or(cmp.Compare(b.raw(), a.raw()), cmp.Compare(a.id, b.id))
		})
		p.terms = slices.Clone(p.terms[:mostTerms])
	}
	slices.SortFunc(p.terms, func(a, b term) int { return cmp.Compare(a.id, b.id) })
}

// raw is what a term weighs before others are looked at. Numbers are compared
// by themselves.
func (t term) raw() float64 {
	w := (1 + math.Log(float64(t.times))) * t.rarity
	if t.flags&isName != 0 {
		w *= nameBoost
	}
	return w
}

// weigh gives the terms their weights.
func (p *profile) weigh() {
	var all, lead float64
	for i := range p.terms {
		t := &p.terms[i]
		t.weight = t.raw()
		all += float64(t.weight * t.weight)
		if t.flags&inLead != 0 {
			t.lead = t.weight
			lead += float64(t.lead * t.lead)
		}
	}
	for i := range p.terms {
		if all > 0 {
			p.terms[i].weight /= math.Sqrt(all)
		}
		if lead > 0 {
			p.terms[i].lead /= math.Sqrt(lead)
		}
	}
}
