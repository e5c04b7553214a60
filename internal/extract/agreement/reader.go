package agreement

import (
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	lists "onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// reader finds the agreements of one article.
type reader struct {
	*clause.Predicates
	rules *rules.Reading
	book  *lists.Book
	art   *onrecord.Article
	in    *onrecord.Found

	named    []*naming // all that rules found
	namings  []*naming // those that are no part of another
	namingAt []*naming // by token
	gathered []*gathering
}

func newReader(x *Extractor, view *clause.View, art *onrecord.Article, found *onrecord.Found) *reader {
	p := x.grammar.Predicates(view)
	return &reader{
		Predicates: p, rules: x.set.On(p), book: x.book, art: art, in: found,
		namingAt: make([]*naming, len(view.Tokens)),
	}
}

// Place is the naming nearest before the trigger, if nothing stands between that
// opens another clause.
func (r *reader) Place(_ string, at int) []int {
	first, _ := r.Sentence(at)
	for k := at - 1; k >= first; k-- {
		n := r.namingAt[k]
		if n == nil || n.at != k || n.back {
			continue
		}
		if r.mayBeSubject(k) && r.bare(max(k, r.Right(k))+1, at) {
			return []int{k}
		}
		return nil
	}
	return nil
}

// mayBeSubject reports whether the noun at k may be a subject that the tree has
// hung elsewhere: it is no part of another phrase, but for one behind a
// preposition that also opens clauses ("after talks ended").
func (r *reader) mayBeSubject(k int) bool {
	switch {
	case r.Is(k, "compound", "amod", "nmod:poss"):
		return false
	case r.Is(k, "nmod", "obl") && r.Prep(k) != "":
		c := r.Kid(k, "case")
		return c >= 0 && r.holds(kindJoint, c)
	}
	return true
}

// bare reports whether [a, b) holds neither a verb nor a subject nor a mark or
// conjunction that parts clauses.
func (r *reader) bare(a, b int) bool {
	for k := a; k < b; k++ {
		if r.POS(k, ud.VERB, ud.SCONJ) || r.Is(k, "nsubj") || r.POS(k, ud.PUNCT) && !r.QuoteMark(k) {
			return false
		}
	}
	return true
}

// Flag answers what the rules ask of the trigger.
func (r *reader) Flag(name string, at int) bool {
	switch name {
	case flagHappened:
		return r.Fact(at).Reality == clause.Happened
	case flagPlanned:
		return r.Fact(at).Reality == clause.Planned
	case flagHypothetical:
		return r.Fact(at).Reality == clause.Hypothetical
	case flagUnfulfilled:
		f := r.Fact(at).Reality
		return f == clause.Denied || f == clause.Failed
	}
	return r.settled(at)
}

// settled reports whether i is what somebody agreed or decided to do, and did
// agree to: the verb that it leans on is told as fact.
func (r *reader) settled(i int) bool {
	for range 3 {
		h := r.Head(i)
		if h >= 0 && r.Is(i, "obj", "obl", "nmod") && r.POS(i, ud.NOUN) {
			i = h
			continue
		}
		if h < 0 || !r.Is(i, "xcomp", "ccomp", "conj", "advcl") {
			return false
		}
		if r.holds(kindSettling, h) && !r.Is(i, "conj") {
			return r.Fact(h).Reality == clause.Happened
		}
		i = h
	}
	return false
}

// holds reports whether a rule of that kind holds at token i.
func (r *reader) holds(kind string, i int) bool {
	_, ok := r.rules.First(kind, i, r)
	return ok
}

// Test answers what the rules ask of other tokens.
func (r *reader) Test(name string, at int) bool {
	if name == testParty {
		return r.party(at)
	}
	if name == testProper {
		return r.POS(at, ud.PROPN) || r.capitals(at) && !r.capitals(at-1) && !r.capitals(at+1)
	}
	n := r.naming(at)
	if n == nil {
		return false
	}
	switch name {
	case testCeasefire:
		return n.typ == onrecord.Ceasefire
	case testTalks:
		return n.typ == onrecord.PeaceTalks
	case testDeal:
		return n.typ != onrecord.PeaceTalks
	case testScheme:
		return n.scheme
	}
	return true
}

// shortest is how many letters a name in capitals has at least.
const shortest = 3

// capitals reports whether the token at i is a word in capitals alone, which
// trees take for a noun like others: "the START treaty".
func (r *reader) capitals(i int) bool {
	if i < 0 || i >= len(r.Tokens) {
		return false
	}
	w := r.art.Text[r.Token(i).Start:r.Token(i).End]
	return len(w) >= shortest && strings.Trim(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// party reports whether token i heads words that can name a party: a name of
// somebody, a noun for people or bodies, or a pronoun for them.
func (r *reader) party(i int) bool {
	if r.namingAt[i] != nil || r.Timed(i) {
		return false
	}
	if r.POS(i, ud.PRON) {
		switch r.Low(i) {
		case "they", "he", "she", "we", "i", "both", "who":
			return true
		}
		return false
	}
	if r.POS(i, ud.PROPN) || r.Named(i, ling.PER, ling.ORG, ling.GPE, ling.NORP) {
		return true
	}
	n, plural := r.book.Noun(r.Low(i))
	if !plural && n.Is(lists.Person|lists.Calling) && !n.Is(lists.Office|lists.Body|lists.Organ) && r.indefinite(i) {
		return false // "a teacher" speaks for herself
	}
	return n.Is(lists.Person|lists.Body|lists.Office|lists.Calling|lists.Organ|lists.Force|lists.Servant) || r.holds(kindSide, i)
}

// indefinite reports whether "a" stands with the noun at i.
func (r *reader) indefinite(i int) bool {
	d := r.Kid(i, "det")
	return d >= 0 && (r.Low(d) == "a" || r.Low(d) == "an")
}
