package rules

import "onrecord/internal/clause"

// Reading is a set of rules on one article. What it looks up for a token it keeps, so
// that a token without a word that any rule knows costs next to nothing. It is not
// safe for concurrent use.
type Reading struct {
	set  *Set
	p    *clause.Predicates
	seen []seen
	idle []*matcher // that nobody uses: a test may ask for matches while one is made
}

// seen is where the set has a token's lemma and form: places on its list of words, 0
// while nobody has asked.
type seen struct{ lemma, low int32 }

// On prepares the rules for the article of p.
func (s *Set) On(p *clause.Predicates) *Reading {
	return &Reading{set: s, p: p, seen: make([]seen, len(p.Tokens))}
}

// First is the first pattern of that kind which holds at token at; site may be
// nil where the language has no places and flags.
func (r *Reading) First(kind string, at int, site Site) (Match, bool) {
	tried, some := r.at(kind, at)
	if !some {
		return Match{}, false
	}
	m := r.matcher(at, site)
	defer r.free(m)
	for {
		n, here, ok := tried.next()
		if !ok {
			return Match{}, false
		}
		if match, ok := m.try(r.set.patterns[n], here); ok {
			return match, true
		}
	}
}

// All are all patterns of that kind which hold at token at, in the file's order.
func (r *Reading) All(kind string, at int, site Site) []Match {
	tried, some := r.at(kind, at)
	if !some {
		return nil
	}
	var out []Match
	m := r.matcher(at, site)
	defer r.free(m)
	for {
		n, here, ok := tried.next()
		if !ok {
			return out
		}
		if match, ok := m.try(r.set.patterns[n], here); ok {
			out = append(out, match)
		}
	}
}

// look is what the set knows of token i, nothing where there is none.
func (r *Reading) look(i int) seen {
	if i < 0 || i >= len(r.seen) {
		return seen{unknown, unknown}
	}
	w := &r.seen[i]
	if w.lemma == 0 {
		low, lemma := r.p.Low(i), r.p.Lemma(i)
		*w = seen{r.set.knows(lemma), unknown}
		if low != lemma {
			w.low = r.set.knows(low)
		}
	}
	return *w
}

// tries are the patterns that are tried at a token: those that its lemma, its form
// and any word trigger, each list in the order of the file.
type tries [3][]entry

// at is what is tried at token at, and whether there is anything.
func (r *Reading) at(kind string, at int) (tries, bool) {
	k := r.set.kind(kind)
	if k < 0 {
		return tries{}, false
	}
	w := r.look(at)
	out := tries{r.set.list[w.lemma].entries(k), r.set.list[w.low].entries(k), r.set.anywhere[k]}
	return out, len(out[0])+len(out[1])+len(out[2]) > 0
}

// next takes the next pattern off the lists, with the triggers that may stand there.
func (t *tries) next() (n int, here [3][]trigger, ok bool) {
	n = -1
	for _, list := range t {
		if len(list) > 0 && (n < 0 || list[0].pattern < n) {
			n = list[0].pattern
		}
	}
	for l := range t {
		if len(t[l]) > 0 && t[l][0].pattern == n {
			here[l] = t[l][0].triggers
			t[l] = t[l][1:]
		}
	}
	return n, here, n >= 0
}

// matcher is an idle matcher, or a new one, for token at.
func (r *Reading) matcher(at int, site Site) *matcher {
	var m *matcher
	if last := len(r.idle) - 1; last >= 0 {
		m, r.idle = r.idle[last], r.idle[:last]
	} else {
		m = &matcher{Reading: r}
	}
	m.at, m.site = at, site
	return m
}

// free gives a matcher back.
func (r *Reading) free(m *matcher) { r.idle = append(r.idle, m) }
