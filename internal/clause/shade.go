package clause

import (
	"slices"

	"onrecord/ling/ud"
)

// ShadeKind is a way not to be plain fact.
type ShadeKind uint8

// The kinds of shades.
const (
	NoShade     ShadeKind = iota
	Negated               // not, nobody, neither … nor, failed to, without
	Future                // will, is due to, plans to
	Possible              // may, could, would, is able to
	Obliged               // must, should, has to
	Conditional           // if, unless, once, until, had he
	Questioned            // did he?, whether
	Wanted                // wants her to, demanded that she
	Purposed              // (came) in order to
	Attempted             // tried to
	Alleged               // accused of, is said to, reportedly
)

var shadeNames = map[string]ShadeKind{
	"negated": Negated, "future": Future, "possible": Possible, "obliged": Obliged, "conditional": Conditional,
	"questioned": Questioned, "wanted": Wanted, "purposed": Purposed, "attempted": Attempted, "alleged": Alleged,
}

// ParseShade is the kind of that name, NoShade if there is none.
func ParseShade(name string) ShadeKind { return shadeNames[name] }

// String is the kind's name as rule files write it.
func (k ShadeKind) String() string {
	for name, kind := range shadeNames {
		if kind == k {
			return name
		}
	}
	return ""
}

// Shade is one thing that keeps a predicate from being plain fact: its kind, the
// word that says so, and the rule that knows the word.
type Shade struct {
	Kind ShadeKind
	At   int
	Rule string
}

// shades are those of i: by the words around it, by the word that governs it,
// and those that this one hands down.
func (p *Predicates) shades(i, depth int) []Shade {
	out := p.ownShades(i)
	if depth > maxLean {
		return out
	}
	if p.Is(i, "conj") && p.bareConjunct(i) {
		return append(out, p.handedOver(i, p.shades(p.Head(i), depth+1))...)
	}
	up := p.governor(i)
	above := p.handedDown(i, up, depth)
	if up.class == nil || up.class.makes == NoShade || up.class.open && p.told(up.verb) {
		if up.class == nil && up.lead == leadTo && p.Is(i, "advcl", "acl") && !p.grammar.light(p.Lemma(up.verb)) {
			out = append(out, Shade{Purposed, i, "engine/purpose"})
		}
		return append(out, above...)
	}
	if up.class.makes == Negated {
		if indexKind(above, Negated) >= 0 { // "did not fail to say", "could not resist saying"
			return append(out, slices.DeleteFunc(above, func(s Shade) bool { return s.Kind == Negated || s.Kind == Possible })...)
		}
	}
	return append(append(out, Shade{up.class.makes, up.at, up.class.name()}), above...)
}

// indexKind is the place of the first shade of that kind, -1 for none.
func indexKind(list []Shade, kind ShadeKind) int {
	for n := range list {
		if list[n].Kind == kind {
			return n
		}
	}
	return -1
}

// handedDown are the shades of the word above that hold for what it governs as
// well: an infinitive or bare gerund is one deed with its verb ("would begin to
// say"), and a deed named as the object of a verb of doing is ("made no promise").
func (p *Predicates) handedDown(i int, up governor, depth int) []Shade {
	v := up.verb
	switch {
	case v < 0 || v == i:
		return nil
	case p.Is(i, "xcomp", "ccomp") && (up.lead == leadTo || up.lead == leadIng || up.lead == leadBare):
	case up.class != nil && up.lead == leadTo && p.Is(i, "acl", "advcl") && !p.Is(i, "acl:relcl"):
	case up.lead == leadObj && p.grammar.light(p.Lemma(v)):
	default:
		return nil
	}
	return p.shades(v, depth+1)
}

// bareConjunct reports whether the conjunct i brings no subject and no mark of
// its own, so that what the first one is told under may hold for it.
func (p *Predicates) bareConjunct(i int) bool {
	h := p.Head(i)
	return h >= 0 && h < i && p.Kid(i, "nsubj", "mark") < 0
}

// handedOver are the shades of the first of two joined predicates that hold for
// the second, i. Condition, question and what governs both do; an auxiliary's
// and an adverb's only where the second has the same form and none of its own,
// and a negation not over "but": "did not confirm or deny", "did not say but hinted".
func (p *Predicates) handedOver(i int, first []Shade) []Shade {
	same := p.sharesForm(i)
	contrast := p.contrasted(i)
	governed := same || p.toBefore(i) >= 0
	var out []Shade
	for _, s := range first {
		switch local := p.localWord(p.Head(i), s.At); {
		case s.Kind == Negated && contrast && local:
		case s.Kind == Conditional || s.Kind == Questioned:
			out = append(out, s)
		case local && same && p.nonfinite(i), !local && governed:
			out = append(out, s)
		case local && p.isSubject(p.Head(i), s.At):
			out = append(out, s)
		}
	}
	return out
}

// contrasted reports whether "but" or "yet" joins predicate i to the one before.
func (p *Predicates) contrasted(i int) bool {
	return slices.ContainsFunc(p.Kids(i), func(k int) bool { return p.Is(k, "cc") && (p.Low(k) == "but" || p.Low(k) == "yet") })
}

// localWord reports whether the word at k belongs to predicate h itself.
func (p *Predicates) localWord(h, k int) bool {
	return p.Head(k) == h || p.Head(p.Head(k)) == h
}

// isSubject reports whether k is h's subject or its determiner.
func (p *Predicates) isSubject(h, k int) bool {
	s := p.OwnSubject(h)
	return s >= 0 && (k == s || p.Head(k) == s)
}

// nonfinite reports whether the form of i needs an auxiliary or "to".
func (p *Predicates) nonfinite(i int) bool {
	switch p.Token(i).XPOS {
	case "VB", "VBN", "VBG":
		return true
	}
	return false
}

// ownShades are the shades that the words of i's own clause give it.
func (p *Predicates) ownShades(i int) []Shade {
	var out []Shade
	for _, k := range p.Kids(i) {
		if p.QuoteAt(k) == p.QuoteAt(i) { // he said "never"
			out = p.dependent(i, k, out)
		}
	}
	if s := p.OwnSubject(i); s >= 0 {
		out = p.quantified(atSubject, s, out)
		out = p.markBefore(i, s, out)
	}
	if o := p.Kid(i, "obj"); o >= 0 {
		out = p.quantified(atObject, o, out)
	}
	if p.actsAsNoun(i) {
		out = p.quantified(atObject, i, out)
	}
	if k := p.inverted(i); k >= 0 {
		out = slices.DeleteFunc(out, func(s Shade) bool { return s.At == k })
		out = append(out, Shade{Conditional, k, "engine/inversion"})
	}
	if k := p.questionMark(i); k >= 0 {
		out = append(out, Shade{Questioned, k, "engine/question"})
	}
	return out
}

// dependent adds what the word k that hangs on i says.
func (p *Predicates) dependent(i, k int, out []Shade) []Shade {
	if p.Is(k, "obl") {
		return p.denied(i, k, out)
	}
	place := p.placeOf(i, k)
	c := p.wordAt(place, k)
	if c == nil || place == atAdverb && (k > i+2 && c.makes == Negated || p.parted(k, i)) {
		return out
	}
	return p.addMark(i, k, c, out)
}

// denied adds what the article of a phrase before i denies: "at no point did they".
func (p *Predicates) denied(i, k int, out []Shade) []Shade {
	for _, d := range p.Kids(k) {
		if c := p.wordAt(atAdverb, d); k < i && p.Is(d, "det") && c != nil && c.makes == Negated {
			return append(out, Shade{c.makes, d, c.name()})
		}
	}
	return out
}

// placeOf is the place, in the words of the rule files, at which k stands to i,
// "" for one where no word shades.
func (p *Predicates) placeOf(i, k int) string {
	switch {
	case p.Is(k, "aux", "cop") && k < i:
		return atAux
	case p.Is(k, "mark", "case", "cc") && k < i && p.leads(k, i):
		return atLead
	case p.Is(k, "mark") && !p.overBefore(k, i):
		return atMark
	case p.Is(k, "advmod", "cc", "cc:preconj", "discourse", "det"):
		return atAdverb
	}
	return ""
}

// overBefore reports whether the clause that the mark at k opens is over before i,
// whatever the tree says: it has its verb, and a comma closes it right before i
// ("asked whether it would pay, the firm [said]" without its subject).
func (p *Predicates) overBefore(k, i int) bool {
	for i > k && p.POS(i-1, ud.AUX, ud.ADV) {
		i--
	}
	return p.Punct(i-1, ",") && p.HasTensed(k+1, i-1)
}

// leads reports whether k leads to i as to a deed that is named and not told:
// "without saying", "rather than say".
func (p *Predicates) leads(k, i int) bool {
	form := p.Token(i).XPOS
	return form == "VBG" || form == "VB" && p.wordAt(atLead, k) != nil
}

// parted reports whether a comma stands between the adverb at k and i, so that
// it may be of another clause: "perhaps, he said, it is over".
func (p *Predicates) parted(k, i int) bool {
	for n := k + 1; n < i; n++ {
		if p.POS(n, ud.PUNCT) {
			return true
		}
	}
	return false
}

// addMark adds the shade of class c at k, if it holds for i's clause.
func (p *Predicates) addMark(i, k int, c *class, out []Shade) []Shade {
	if c.makes == NoShade || c.open && p.told(i) {
		return out
	}
	kind := c.makes
	if kind == Conditional && p.Is(i, "ccomp") && p.Low(k) == "if" {
		kind = Questioned // "asked if the road was open"
	}
	return append(out, Shade{kind, k, c.name()})
}

// told reports whether i is told as having been: in the simple past.
func (p *Predicates) told(i int) bool {
	t, a := p.tense(i)
	return t == Past && a&Perfect == 0
}

// wordAt is the class of the word at k in that place, or of the longest phrase of
// up to three words that it stands in ("no longer", "as long as"). Few words stand in
// a phrase at all; for the others none is put together.
func (p *Predicates) wordAt(place string, k int) *class {
	words := p.grammar.words[place]
	if !p.grammar.phrased[place][p.Low(k)] {
		return words[p.Low(k)]
	}
	for n := 3; n > 1; n-- {
		for from := k - n + 1; from <= k; from++ {
			phrase := p.Low(from)
			for i := from + 1; i < from+n; i++ {
				phrase += " " + p.Low(i)
			}
			if c := words[phrase]; c != nil {
				return c
			}
		}
	}
	return words[p.Low(k)]
}

// quantified adds what the noun at s says of how many there are: "nobody",
// "no group", "none of them", "neither side".
func (p *Predicates) quantified(place string, s int, out []Shade) []Shade {
	words := p.grammar.words[place]
	if words[p.Low(s)] != nil && p.POS(s, ud.PRON, ud.DET, ud.NOUN, ud.ADJ) {
		return p.addMark(s, s, p.wordAt(place, s), out)
	}
	for _, k := range p.Kids(s) {
		if words[p.Low(k)] != nil && k <= s && p.Is(k, "det", "cc:preconj", "advmod", "amod") {
			return p.addMark(s, k, p.wordAt(place, k), out)
		}
	}
	return out
}

// markBefore adds the conjunction that stands right before i's subject where
// the tree has hung it elsewhere.
func (p *Predicates) markBefore(i, s int, out []Shade) []Shade {
	k := p.Left(s) - 1
	first, _ := p.Sentence(i)
	if k < first || s > i || p.Head(k) == i {
		return out
	}
	if c := p.wordAt(atMark, k); c != nil {
		return p.addMark(i, k, c, out)
	}
	return out
}
