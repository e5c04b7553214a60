package clause

import (
	"errors"
	"fmt"

	"onrecord/internal/words"
	"onrecord/ling/ud"
)

// Reality is whether what a predicate tells of came about, as far as its
// sentence says.
type Reality uint8

// The realities, in the order in which one gives way to another: what stands
// under a condition is supposed, even if it is also denied or to come.
const (
	Happened     Reality = iota
	Planned              // will, is due to, plans to; came to do it
	Failed               // tried to, failed to, was prevented
	Denied               // did not, never, denied that
	Hypothetical         // if, may, should; wished for, demanded, asked about
)

var realityNames = map[string]Reality{
	"happened": Happened, "planned": Planned, "failed": Failed, "denied": Denied, "hypothetical": Hypothetical,
}

// String is the reality's name as rule files write it.
func (r Reality) String() string {
	for name, one := range realityNames {
		if one == r {
			return name
		}
	}
	return ""
}

// Assurance is how sure it is, by the words around it.
type Assurance uint8

// The assurances.
const (
	Sure Assurance = iota
	Likely
	Unsure
)

var assuranceNames = map[string]Assurance{"sure": Sure, "likely": Likely, "unsure": Unsure}

// Fact is whether what a predicate or noun tells of came about, how sure that
// is, the word that says so (-1 for none), and the rule that knows the word.
type Fact struct {
	Reality   Reality
	Assurance Assurance
	At        int
	Rule      string
	Settled   bool // by a word of its own, whatever else is said of it: "ongoing"
}

// outcome is a rule of facts.rules: what words make of the deed they stand with.
type outcome struct {
	words.Rule
	reality   Reality
	assurance Assurance
	open      bool // only while it is not told as having been
	settles   bool // whatever else is said
}

// The kinds of rules about outcomes, by where their words stand.
const (
	outOfShade   = "outcome"   // the word that shades it: "failed to", "accused of"
	outOfQuality = "quality"   // hangs on a noun: "planned", "alleged"
	outOfMatrix  = "matrix"    // it hangs on them: "fear of", "prospect of"
	outOfVerb    = "occurring" // verbs whose subject happens when they do: "begin"
)

// addOutcome adds words that make something of a deed.
func (g *Grammar) addOutcome(r words.Rule, list []string) error {
	o := &outcome{Rule: r, open: r.Get("only") == "open", settles: r.Get("settles") == "yes"}
	var ok bool
	if o.reality, ok = realityNames[r.Get("reality")]; !ok && r.Kind != outOfVerb {
		return fmt.Errorf("no such reality: %q", r.Get("reality"))
	}
	if a := r.Get("assurance"); a != "" {
		if o.assurance, ok = assuranceNames[a]; !ok {
			return errors.New("an assurance is sure, likely or unsure")
		}
	}
	if g.outcomes[r.Kind] == nil {
		g.outcomes[r.Kind] = map[string]*outcome{}
	}
	for _, w := range list {
		if other := g.outcomes[r.Kind][w]; other != nil {
			return fmt.Errorf("%q stands already in %s/%s", w, other.Kind, other.Name)
		}
		g.outcomes[r.Kind][w] = o
	}
	return nil
}

// outcome is the rule of that kind for the word at k, nil for none.
func (p *Predicates) outcome(kind string, k int) *outcome {
	if k < 0 {
		return nil
	}
	list := p.grammar.outcomes[kind]
	if o := list[p.Low(k)]; o != nil {
		return o
	}
	return list[p.Lemma(k)]
}

// Fact is whether the deed at token i, a verb's or a noun's, came about.
func (p *Predicates) Fact(i int) Fact { return p.fact(i, 0) }

func (p *Predicates) fact(i, depth int) Fact {
	f := Fact{At: -1}
	for _, s := range p.Read(i).Shades {
		if s.Kind == Possible && p.backshifted(i, s.At) {
			f = f.with(Fact{Planned, Sure, s.At, "engine/would", false})
			continue
		}
		f = p.under(f, s)
	}
	if depth > maxLean {
		return f
	}
	if p.actsAsNoun(i) {
		f = p.nounFact(i, f, depth)
	} else if f.Reality == Happened && p.awaits(i) {
		f = Fact{Planned, f.Assurance, p.Head(i), "engine/when", false}
	}
	return p.matrixFact(i, f)
}

// under is f under the shade s as well.
func (p *Predicates) under(f Fact, s Shade) Fact {
	next := Fact{realityOf[s.Kind], Sure, s.At, s.Rule, false}
	if s.Kind == Alleged {
		next.Assurance = Likely
	}
	if o := p.outcome(outOfShade, s.At); o != nil {
		next.Reality, next.Assurance, next.Rule = o.reality, o.assurance, o.Kind+"/"+o.Name
	}
	return f.with(next)
}

// backshifted reports whether the modal at k, of the clause of i, is no more than the
// "will" of words that are told in the past: "the premier said he would visit Oslo".
func (p *Predicates) backshifted(i, k int) bool {
	if p.Lemma(k) != "would" && p.Low(k) != "would" || !p.Is(i, "ccomp") || p.Head(i) < 0 || !p.told(p.Head(i)) {
		return false
	}
	_, supposed := p.Read(i).Shaded(Conditional)
	return !supposed && p.Kid(i, "advcl") < 0
}

// realityOf is what each kind of shade makes of a deed.
var realityOf = map[ShadeKind]Reality{
	Negated: Denied, Future: Planned, Possible: Hypothetical, Obliged: Hypothetical, Conditional: Hypothetical,
	Questioned: Hypothetical, Wanted: Hypothetical, Purposed: Planned, Attempted: Failed, Alleged: Happened,
}

// with is f after another word has had its say: the less real of the two, and
// the less sure.
func (f Fact) with(next Fact) Fact {
	sure := max(f.Assurance, next.Assurance)
	if next.Reality > f.Reality || f.At < 0 {
		f = next
	}
	f.Assurance = sure
	return f
}

// awaits reports whether i stands in a clause of time that leans on what is to
// come: "when they meet on Friday, they will sign".
func (p *Predicates) awaits(i int) bool {
	h := p.Head(i)
	if h < 0 || !p.Is(i, "advcl") || p.told(i) {
		return false
	}
	m := p.Kid(i, "mark", "advmod")
	switch p.Low(m) {
	case "when", "before", "after", "while", "as":
		_, future := p.Read(h).Shaded(Future)
		return future
	}
	return false
}

// nounFact is what the words that hang on the noun at i say, and the verb that
// it happens with: "the planned raid", "talks will begin".
func (p *Predicates) nounFact(i int, f Fact, depth int) Fact {
	for _, k := range p.Kids(i) {
		if !p.Is(k, "amod", "acl", "compound", "advmod") || p.Is(k, "acl:relcl") {
			continue
		}
		if o := p.outcome(outOfQuality, k); o != nil {
			f = f.with(Fact{o.reality, o.assurance, k, o.Kind + "/" + o.Name, o.settles})
		}
	}
	h := p.happensWith(i)
	if h < 0 {
		return f
	}
	if o := p.outcome(outOfVerb, h); o != nil || p.passive(h) && p.grammar.light(p.Lemma(h)) || p.Kid(h, "cop") >= 0 && p.Timed(h) {
		if up := p.fact(h, depth+1); up.Reality != Happened || up.Assurance != Sure {
			f = f.with(up)
		}
	}
	return f
}

// happensWith is the verb that the noun at i is the subject of, or what that verb says
// is to come of it: "the talks are set to [open]"; -1 for none.
func (p *Predicates) happensWith(i int) int {
	h := p.Head(i)
	if h < 0 || !p.Is(i, "nsubj") {
		return -1
	}
	for _, k := range p.Kids(h) {
		if k > h && p.Is(k, "xcomp") && p.outcome(outOfVerb, h) == nil && p.outcome(outOfVerb, k) != nil {
			return k
		}
	}
	return h
}

// matrixReach is how many words up the one may stand that something hangs on:
// "fears of a new wave of attacks".
const matrixReach = 3

// matrixFact is what the words that i hangs on say of it: "the threat of war".
func (p *Predicates) matrixFact(i int, f Fact) Fact {
	if f.Settled {
		return f
	}
	k := i
	for range matrixReach {
		h := p.Head(k)
		if h < 0 || p.QuoteAt(h) != p.QuoteAt(i) {
			return f
		}
		if !p.Is(k, "nmod", "obj", "obl", "conj", "ccomp", "acl", "nsubj:pass", "compound", "xcomp") || p.Is(k, "acl:relcl") && !p.toldThat(k) {
			return f
		}
		if o := p.outcome(outOfMatrix, h); o != nil && p.ruledBy(k, h) && !(o.open && p.told(h)) && !p.reported(k, o) {
			return f.with(Fact{o.reality, o.assurance, h, o.Kind + "/" + o.Name, false})
		}
		if p.POS(h, ud.VERB) && !p.Is(k, "conj") {
			return f
		}
		k = h
	}
	return f
}

// reported reports whether the clause that k heads tells what was, or is, so that
// the word above it only says so: "announces that it has begun". A plan's clause
// is one of what is not yet, a fear's may be of what is.
func (p *Predicates) reported(k int, o *outcome) bool {
	if !p.Is(k, "ccomp") {
		return false
	}
	tense, aspect := p.tense(k)
	return tense == Past || aspect&Perfect != 0 || o.reality == Planned && tense == Present
}

// toldThat reports whether the clause of verb k, which a tree has for a relative one,
// is what the noun before it says: "claims that the army shelled the town".
func (p *Predicates) toldThat(k int) bool {
	s := p.OwnSubject(k)
	return p.Low(p.Left(k)) == "that" && s > p.Left(k) && !p.RelativePronoun(s) && (p.Kid(k, "obj") > k || p.Kid(k, "cop", "aux:pass") >= 0)
}

// ruledBy reports whether k is what the word h is about, not where or when it
// is: its object, or a phrase with a preposition that says so.
func (p *Predicates) ruledBy(k, h int) bool {
	if !p.Is(k, "nmod", "obl") {
		return !p.Is(k, "conj")
	}
	switch p.Prep(k) {
	case "of", "for", "about", "to", "against", "on", "over":
		return k > h
	}
	return false
}
