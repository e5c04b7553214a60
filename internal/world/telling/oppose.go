package telling

import (
	"math"
	"slices"

	"onrecord/ling"
)

// What makes two tellings oppose each other. Set on headlines and articles about
// rumours, by story; docs/world.md has what they come to and what was tried.
const (
	oneStory  = 0.30 // how alike two tellings of one story are
	perhaps   = 0.20 // how alike they are at least, where others that are like both stand between
	between   = 0.40 // how alike the one is to these
	repeated  = 0.25 // how much a telling repeats of a headline that it refutes
	eachOther = 0.40 // how much each of two long tellings repeats of the other
	together  = 0.30 // that and how much of its own is told by what it refutes, added
	weeks     = 31   // days within which a tale is set right
	refutes   = 0.85 // how strongly an article has to say that a tale is false
	briefly   = 0.60 // likewise in hardly more than a headline
	asserts   = 0.30 // how little one may say so that tells the tale as so
	byNegated = 0.30 // for every term negated that others tell, by its rarity
	negatedTo = 1.50 // at most so many
	ofOther   = 0.50 // where others tell only of what stands further on
	ofFirst   = 2.00 // in the first sentence, which says what the article is about
	opening   = 1    // sentences that are that
	ofBrief   = 1.3  // in hardly more than a headline, which has one thing to say
	ofBefore  = 0.50 // terms before a negation count by half
	ofLong    = 0.30 // what a long article negates may be about much else
	someTerms = 0.10 // less than this of a story's terms is none of them
)

// Opposition is tellings of one story of which the one refute what the others
// assert.
type Opposition struct{ Refuting, Asserting []int }

// Oppose finds the oppositions among tellings that one key finds, by their places.
func Oppose(key string, all []*Telling) []Opposition {
	var out []Opposition
	for i, t := range all {
		if !t.may() {
			continue
		}
		if o := oppose(key, all, i); len(o.Asserting) > 0 {
			out = join(out, o)
		}
	}
	return out
}

// may reports whether a telling can refute others at all.
func (t *Telling) may() bool {
	most := 0.0
	for _, n := range t.Negated {
		most = max(most, negatedTo*n.standing())
	}
	return t.False+t.Lives+t.plainly()*byNegated*most >= t.must()
}

// mostLive reports whether more tellings of a story tell that somebody lives than
// that he died: then that he lives is the tale, a return from the dead.
func mostLive(all []*Telling, story []int) bool {
	live, die := 0, 0
	for _, i := range story {
		if all[i].Lives > 0 {
			live++
		} else if all[i].Dies {
			die++
		}
	}
	return live > die
}

// plainly is how much more a negation says in hardly more than a headline.
func (t *Telling) plainly() float64 {
	if t.Brief {
		return ofBrief
	}
	return 1
}

// must is how strongly a telling has to say that a tale is false.
func (t *Telling) must() float64 {
	if t.Brief {
		return briefly
	}
	return refutes
}

// oppose finds whom telling i refutes, of those that are found by the same key
// and by none that i sets higher.
func oppose(key string, all []*Telling, i int) Opposition {
	t := all[i]
	mates := storyOf(all, i)
	told := tellsOf(all, mates)
	f, lives := t.False+t.plainly()*told.negated(t), t.Lives
	if mostLive(all, mates) {
		lives = 0
	}
	if f+lives < t.must() {
		return Opposition{}
	}
	o := Opposition{Refuting: []int{i}}
	for _, j := range mates[1:] {
		if (f >= t.must() || all[j].Dies) && told.asserted(all[j]) && t.first(all[j]) == key && t.meets(all[j]) {
			o.Asserting = append(o.Asserting, j)
		}
	}
	return o
}

// meets reports whether a telling that refutes something can mean what another
// tells: it repeats that, at about the same time. Articles on one person or
// country have words in common too; of two long ones each must repeat the other.
func (t *Telling) meets(o *Telling) bool {
	mine, theirs := t.Head.in(o), o.Head.in(t)
	enough := min(mine, theirs) >= eachOther
	switch {
	case t.Brief:
		enough = mine >= repeated
	case o.Brief:
		enough = theirs >= repeated
	}
	return enough && mine+theirs >= together && near(t.Claim.Published, o.Claim.Published)
}

// near reports whether two days are some weeks apart at most, as far as is known.
func near(a, b string) bool {
	x, _, errX := ling.ParsePeriod(a)
	y, _, errY := ling.ParsePeriod(b)
	return errX != nil || errY != nil || x.AddDays(-weeks).Compare(y) <= 0 && y.Compare(x.AddDays(weeks)) <= 0
}

// first is the key of t that o has too.
func (t *Telling) first(o *Telling) string {
	for _, k := range t.Keys {
		for _, l := range o.Keys {
			if k == l {
				return k
			}
		}
	}
	return ""
}

// negated is how much a telling negates of what is told.
func (of told) negated(t *Telling) float64 {
	best := 0.0
	for _, n := range t.Negated {
		scope := of.weigh(n.Scope)
		if scope > someTerms {
			scope += ofBefore * of.weigh(n.Before)
		}
		best = max(best, min(scope, negatedTo)*of.deed(n.Scope)*n.standing())
	}
	return byNegated * best
}

// standing is how much a negation says by where it stands.
func (n negated) standing() float64 {
	if n.At < opening {
		return ofFirst * weightAt(n.At)
	}
	return weightAt(n.At)
}

// deed is how much more a negation says where the first thing that it negates is
// told by others, which is mostly the deed.
func (of told) deed(scope Terms) float64 {
	if len(scope) > 0 && of[scope[0]] > 0 {
		return 1
	}
	return ofOther
}

// weigh is the sum of terms by how rare they are and how many tell of them.
func (of told) weigh(terms Terms) float64 {
	sum := 0.0
	for _, h := range terms {
		sum += math.Sqrt(of[h]) * rarity(h)
	}
	return sum
}

// asserted reports whether a telling tells the tale as so.
func (of told) asserted(t *Telling) bool {
	if t.Brief {
		return t.False < asserts && len(t.Negated) == 0 && t.Open == 0 && t.Doubts == 0
	}
	return t.False+ofLong*of.negated(t) < asserts && t.Open == 0 && t.Doubts == 0 && t.Hedges <= 2
}

// join lays an opposition to one of mostly the same asserting tellings, or puts
// it beside the others.
func join(all []Opposition, o Opposition) []Opposition {
	for i := range all {
		if mostly(all[i].Asserting, o.Asserting) {
			all[i].Refuting = union(all[i].Refuting, o.Refuting)
			all[i].Asserting = union(all[i].Asserting, o.Asserting)
			return all
		}
	}
	return append(all, o)
}

// mostly reports whether two thirds of what either has both have.
func mostly(a, b []int) bool {
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	return 3*both >= 2*max(len(a), len(b))
}

func union(a, b []int) []int {
	for _, y := range b {
		if !slices.Contains(a, y) {
			a = append(a, y)
		}
	}
	return a
}
