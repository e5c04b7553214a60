package agreement

import (
	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling/ud"
)

// naming is a word that names an agreement, or under which one is made.
type naming struct {
	at     int // its head word
	words  clause.Runs
	typ    onrecord.AgreementType // "" where it only takes up another
	rule   string
	back   bool    // takes up one named before
	scheme bool    // something to be set up
	about  bool    // an agreement about another: it is none of that one's names
	pledge bool    // a verb
	like   bool    // one more of the kind named before it
	model  *naming // that one
	of     *gathering
}

// findNamings finds the namings of the article: nouns of their own first, then
// nouns for any agreement by what they are about, then verbs.
func (r *reader) findNamings() {
	r.eachToken(func(i int) { r.name(kindNaming, i) })
	r.eachToken(func(i int) { r.name(kindInstrument, i) })
	r.eachToken(func(i int) {
		if !r.POS(i, ud.VERB) {
			return
		}
		r.name(kindPledge, i)
		if r.namingAt[i] == nil && r.settled(i) {
			r.name(kindDeed, i)
		}
	})
	r.fold()
}

// eachToken calls f for the tokens of the article's prose that name nothing yet.
func (r *reader) eachToken(f func(int)) {
	for s := range r.Sentences {
		if !r.Prose(s) {
			continue
		}
		for i := r.Sentences[s].First; i < r.Sentences[s].Last; i++ {
			if r.namingAt[i] == nil {
				f(i)
			}
		}
	}
}

// name adds the naming at token i, if a rule of that kind holds there.
func (r *reader) name(kind string, i int) {
	m, ok := r.rules.First(kind, i, r)
	if !ok {
		return
	}
	refers := m.Gives(givesRefers)
	n := &naming{
		at: i, typ: onrecord.AgreementType(m.Gives(givesType)), rule: foundHere + m.Name(),
		back: refers == refersBack, about: refers == refersAbout, scheme: refers == refersScheme, like: refers == refersLike,
		pledge: kind == kindPledge || kind == kindDeed,
	}
	n.words = r.wordsOf(n)
	r.namingAt[i] = n
	r.named = append(r.named, n)
}

// wordsOf are the words of a naming: the noun phrase without what only adds to
// it, or the verb with what it takes.
func (r *reader) wordsOf(n *naming) clause.Runs {
	if n.pledge {
		return r.deed(n.at)
	}
	return r.nameOf(n.at)
}

// fold takes a naming that stands in another's words for the same thing into
// it: "[ceasefire] agreement", "memorandum on a [truce]", "truce, [a ceasefire]".
func (r *reader) fold() {
	for _, n := range r.named {
		if over := r.outer(n); over != nil {
			r.namingAt[n.at] = over
			continue
		}
		r.namings = append(r.namings, n)
	}
	sortNamings(r.namings)
}

// outer is the naming that n is only a part of, nil for none.
func (r *reader) outer(n *naming) *naming {
	for i, steps := n.at, 0; steps < 3; steps++ {
		h := r.Head(i)
		if h < 0 || !r.Is(i, "compound", "amod", "nmod", "flat", "appos", "acl") {
			return nil
		}
		if over := r.namingAt[h]; over != nil && over != n && (over.typ == n.typ || n.back || n.typ == "") {
			if !r.Is(i, "nmod") || !over.back {
				return over
			}
		}
		if r.Is(i, "nmod") && r.Prep(i) != "of" {
			return nil
		}
		i = h
	}
	return nil
}

// naming is the naming that token i stands for, nil for none: its own, or that
// of which it is a part or a kind ("round of talks").
func (r *reader) naming(i int) *naming {
	for range 2 {
		if i < 0 {
			return nil
		}
		if n := r.namingAt[i]; n != nil {
			return n
		}
		if c := r.Kid(i, "conj"); c >= 0 && r.namingAt[c] != nil {
			return r.namingAt[c] // "the release of hostages and ceasefire deal"
		}
		m, ok := r.rules.First(kindWhole, i, wholeSite{r})
		if !ok {
			return nil
		}
		i = m.Arg("of")
	}
	return nil
}

// wholeSite is a token as the rules of wholes see it: what stands below is
// asked for namings of its own only, so that no chain of "of" runs on.
type wholeSite struct{ *reader }

// Test reports whether token at names an agreement.
func (s wholeSite) Test(name string, at int) bool {
	return name == testAgreement && s.namingAt[at] != nil
}

var _ rules.Tester = wholeSite{}
