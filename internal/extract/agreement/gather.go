package agreement

import (
	"sort"

	"onrecord"
	"onrecord/ling/ud"
)

// gathering is one agreement: all namings of it, and what is told of it.
type gathering struct {
	namings  []*naming
	typ      onrecord.AgreementType
	statuses []status
	sides    partyList
	brokers  partyList
	monitors partyList
}

// first is the naming that stands first.
func (g *gathering) first() *naming { return g.namings[0] }

// sortNamings puts namings in text order.
func sortNamings(list []*naming) {
	sort.SliceStable(list, func(i, j int) bool { return list[i].at < list[j].at })
}

// gather makes agreements of the namings: each, in text order, joins the latest
// that it can be a name of, or begins one.
func (r *reader) gather() {
	kept := r.namings[:0]
	var before *naming
	for _, n := range r.namings {
		n.takeAfter(before, r)
		before = n
		g := r.earlier(n)
		if g == nil {
			if n.typ == "" {
				r.namingAt[n.at] = nil // it takes up nothing that we know
				continue
			}
			g = &gathering{typ: n.typ}
			r.gathered = append(r.gathered, g)
		}
		n.of = g
		g.namings = append(g.namings, n)
		kept = append(kept, n)
	}
	r.namings = kept
}

// takeAfter gives a naming that is one more of a kind the type of the naming
// before it in its sentence.
func (n *naming) takeAfter(before *naming, r *reader) {
	if n.like && before != nil && r.SentenceAt(before.at) == r.SentenceAt(n.at) {
		n.model, n.typ, n.scheme = before, before.typ, before.scheme
	}
}

// earlier is the latest agreement that n can be another naming of, nil for none.
func (r *reader) earlier(n *naming) *gathering {
	for k := len(r.gathered) - 1; k >= max(0, len(r.gathered)-compared); k-- {
		if g := r.gathered[k]; r.same(g, n) {
			return g
		}
	}
	return nil
}

// backReach is how many sentences back "the deal" and "it" look for what they
// take up: "it" to the sentence before, "the deal" over a few.
const backReach = 6

// same reports whether n can be another naming of g.
func (r *reader) same(g *gathering, n *naming) bool {
	last := g.namings[len(g.namings)-1]
	if n.back {
		far := r.SentenceAt(n.at) - r.SentenceAt(last.at)
		if r.Low(n.at) == "it" {
			return far <= 1 && g.typ != onrecord.PeaceTalks && !(far == 0 && r.Head(last.at) == r.Head(n.at))
		}
		return far <= backReach && g.typ != onrecord.PeaceTalks
	}
	if n.typ != g.typ || n.about || n.like || n.scheme != last.scheme || n.pledge != last.pledge && n.typ == onrecord.Cooperation ||
		n.pledge && n.typ == onrecord.Cooperation && r.SentenceAt(n.at) != r.SentenceAt(last.at) {
		return false
	}
	for k, m := range g.namings {
		if (k == 0 || k >= len(g.namings)-compared) && r.apart(m, n) {
			return false
		}
	}
	return true
}

// compared is how many of the latest agreements, and of the latest namings of
// one, a naming is held against: more than any article of PolNeAR has, and a
// bound for texts that are made to cost the square of their length.
const compared = 40

// apart reports whether two namings of one type cannot be one agreement: a word
// says that the second is another, or their places, parties or days differ.
func (r *reader) apart(m, n *naming) bool {
	if r.another(n) {
		return true
	}
	if differ(r.placesOf(m), r.placesOf(n)) || differ(r.daysOf(m), r.daysOf(n)) || differ(r.subjectsOf(m), r.subjectsOf(n)) {
		return true
	}
	return differ(r.namesBetween(m), r.namesBetween(n))
}

// differ reports whether both say something, and nothing in common.
func differ(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return false
			}
		}
	}
	return true
}

// another reports whether a naming's words say that it is not the one before.
func (r *reader) another(n *naming) bool {
	for _, k := range r.Kids(n.at) {
		if k < n.at && r.holds(kindDifferent, k) {
			return true
		}
	}
	return false
}

// placesOf are the places that a naming's own words give, in small letters.
func (r *reader) placesOf(n *naming) []string {
	var out []string
	r.below(n, func(k int) {
		if r.placeName(k) {
			out = append(out, r.Low(k))
		}
	})
	return out
}

// subjectsOf are the words of a naming that say what it is about: "the gas
// deal" is not the fishing deal.
func (r *reader) subjectsOf(n *naming) []string {
	var out []string
	r.below(n, func(k int) {
		if r.holds(kindSubject, k) {
			out = append(out, r.Token(k).Lemma)
		}
	})
	return out
}

// daysOf are the days that stand in a naming's own words before its head: "the
// December 29 truce".
func (r *reader) daysOf(n *naming) []string {
	var out []string
	r.below(n, func(k int) {
		if t := r.TimeAt(k); t >= 0 && k < n.at && isDay(&r.Times[t]) {
			out = append(out, r.Times[t].Value)
		}
	})
	return out
}

// namesBetween are the names that a naming has behind "between" or "with".
func (r *reader) namesBetween(n *naming) []string {
	var out []string
	for _, prep := range []string{"between", "with"} {
		if k := r.Read(n.at).Oblique(prep); k >= 0 && n.words.Has(k) {
			for _, head := range r.Joined(k) {
				out = append(out, r.properOf(head)...)
			}
		}
	}
	return out
}

// below calls f for every token of a naming's words but its head.
func (r *reader) below(n *naming, f func(int)) {
	for _, run := range n.words {
		for k := run.From; k < run.To; k++ {
			if k != n.at {
				f(k)
			}
		}
	}
}

// properOf are the names in the phrase of head k in small letters, or the head
// where there is none: "the FARC rebels" are FARC.
func (r *reader) properOf(k int) []string {
	var out []string
	for _, run := range r.Alone(k) {
		for i := run.From; i < run.To; i++ {
			if r.POS(i, ud.PROPN) {
				out = append(out, r.Low(i))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, r.Low(k))
	}
	return out
}
