package story

import "math"

// The features of a pair of articles, by place in the vector that their weights
// are learnt for.
const (
	cosine = iota
	rootCosine
	leadCosine
	rootLead
	shared     // rarity of the words that both have
	sharedLead // in the lead of both
	sharedName // the rarest name that both have
	sharedWord // the rarest other word
	numbers
	days
	dated
	shorter
	longer
	apart // both have names, and none in common
	namesCovered
	leadNamesCovered
	wordsCovered
	cosineByDays
	leadByDays
	cosineByLength
	sharedByDays
	features
)

// pair is what two articles have in common.
type pair [features]float64

// sums of one article's names and words, and of those that the other has.
type sums struct{ names, namesIn, leadNames, leadNamesIn, words, wordsIn float64 }

func (s *sums) add(t term, in bool) {
	if t.flags&isNumber != 0 {
		return
	}
	x := 0.0
	if in {
		x = t.rarity
	}
	s.words, s.wordsIn = s.words+t.rarity, s.wordsIn+x
	if t.flags&isName != 0 {
		s.names, s.namesIn = s.names+t.rarity, s.namesIn+x
		if t.flags&inLead != 0 {
			s.leadNames, s.leadNamesIn = s.leadNames+t.rarity, s.leadNamesIn+x
		}
	}
}

// compare looks at two profiles.
func compare(p, q *profile) pair {
	var f pair
	var a, b sums
	names := 0.0 // rarity of names that are names in both
	for i, j := 0, 0; i < len(p.terms) || j < len(q.terms); {
		switch {
		case j == len(q.terms) || i < len(p.terms) && p.terms[i].id < q.terms[j].id:
			a.add(p.terms[i], false)
			i++
		case i == len(p.terms) || q.terms[j].id < p.terms[i].id:
			b.add(q.terms[j], false)
			j++
		default:
			t, u := p.terms[i], q.terms[j]
			a.add(t, true)
			b.add(u, true)
			f.meet(t, u)
			if t.flags&u.flags&isName != 0 {
				names += t.rarity
			}
			i, j = i+1, j+1
		}
	}
	if a.names > 0 && b.names > 0 && names == 0 {
		f[apart] = 1
	}
	f.finish(p, q, a, b)
	return f
}

// meet adds a term that both have.
func (f *pair) meet(t, u term) {
	if t.flags&isNumber != 0 {
		f[numbers]++
		return
	}
	f[cosine] += float64(t.weight * u.weight)
	f[leadCosine] += float64(t.lead * u.lead)
	f[shared] += t.rarity
	if t.flags&u.flags&inLead != 0 {
		f[sharedLead] += t.rarity
	}
	if t.flags&u.flags&isName != 0 {
		f[sharedName] = max(f[sharedName], t.rarity)
	} else {
		f[sharedWord] = max(f[sharedWord], t.rarity)
	}
}

// finish brings the features to a scale on which they add up.
func (f *pair) finish(p, q *profile, a, b sums) {
	f[rootCosine], f[rootLead] = math.Sqrt(f[cosine]), math.Sqrt(f[leadCosine])
	f[shared], f[sharedLead], f[numbers] = math.Log1p(f[shared]), math.Log1p(f[sharedLead]), math.Log1p(f[numbers])
	if p.day != unknown && q.day != unknown {
		f[days], f[dated] = math.Log1p(math.Abs(float64(p.day-q.day))), 1
	}
	short, long := min(p.words, q.words), max(p.words, q.words)
	f[shorter], f[longer] = math.Log1p(float64(short)), math.Log1p(float64(long))
	f[namesCovered] = max(a.namesIn/(a.names+few), b.namesIn/(b.names+few))
	f[leadNamesCovered] = (a.leadNamesIn/(a.leadNames+few) + b.leadNamesIn/(b.leadNames+few)) / 2
	f[wordsCovered] = max(a.wordsIn/(a.words+few), b.wordsIn/(b.words+few))
	f[cosineByDays], f[leadByDays] = f[cosine]*f[days], f[leadCosine]*f[days]
	f[cosineByLength], f[sharedByDays] = f[cosine]*f[shorter], f[shared]*f[days]
}

// few is the rarity of one word: it keeps a part of next to nothing from being
// all of it.
const few = 6
