package clause

// Predicate is a word that says something of others: a verb, or a noun or an
// adjective that acts as one ("the attack on the town", "is due to leave").
// Arguments are the head tokens of their phrases, -1 where there is none.
type Predicate struct {
	At int
	// Subject is the subject as grammar has it, wherever it stands: the verb's
	// own, the one it shares with a verb it is joined to, the noun before "who",
	// or whoever the verb above says the action belongs to ("accused [Sudan] of
	// supporting", "promised her to go": the promiser).
	Subject int
	// Agent is who does it and Object whom or what it is done to, in the active
	// and in the passive alike.
	Agent, Object int
	// Second is the other object of "gave the envoy a letter": the envoy.
	Second int
	// Complement is the head of the clause that the predicate takes: what was
	// said, what was wanted.
	Complement int
	// Obliques are the phrases that a preposition ties to it, in text order.
	Obliques []Oblique

	Voice  Voice
	Tense  Tense
	Aspect Aspect
	// Shades are what keeps it from being told as plain fact; none for "he said".
	Shades []Shade
}

// Oblique is a phrase with a preposition: its head token and the preposition in
// lower case ("on", "according to").
type Oblique struct {
	Prep string
	At   int
}

// Voice is active or passive.
type Voice uint8

// The voices.
const (
	Active Voice = iota
	Passive
)

// Tense is the tense of the predicate's finite verb.
type Tense uint8

// The tenses. A form that has none ("to go", "going") is Tenseless.
const (
	Tenseless Tense = iota
	Past
	Present
	Modal // "will go", "may go": which of them is a Shade
)

// Aspect is a set of Perfect and Progressive.
type Aspect uint8

// The aspects.
const (
	Perfect Aspect = 1 << iota
	Progressive
)

// Oblique is the head of the predicate's phrase with that preposition, -1 for none.
func (p *Predicate) Oblique(prep string) int {
	for _, o := range p.Obliques {
		if o.Prep == prep {
			return o.At
		}
	}
	return -1
}

// Shaded is the first shade of one of the kinds, and whether there is one.
func (p *Predicate) Shaded(kinds ...ShadeKind) (Shade, bool) {
	for _, s := range p.Shades {
		for _, k := range kinds {
			if s.Kind == k {
				return s, true
			}
		}
	}
	return Shade{}, false
}

// Predicates answers for one document what its predicates say of whom. Each is
// worked out when it is first asked for. It is not safe for concurrent use.
type Predicates struct {
	*View
	grammar *Grammar
	known   []*Predicate
	parts   []*Predicate // as far as Arguments goes
}

// Predicates are those of v, by the words that g knows. All who ask by the words
// that are part of this program share them, so that a predicate is read once
// for every extractor; like the view they are for one goroutine at a time.
func (g *Grammar) Predicates(v *View) *Predicates {
	if v.predicates != nil && g.own {
		return v.predicates
	}
	p := &Predicates{View: v, grammar: g, known: make([]*Predicate, len(v.Tokens)), parts: make([]*Predicate, len(v.Tokens))}
	if g.own {
		v.predicates = p
	}
	return p
}

// Keep takes over from old, which answers for the same tokens in other trees, what it
// has read at those that same names: a document of which few sentences were mended
// need not be read twice.
func (p *Predicates) Keep(old *Predicates, same func(i int) bool) {
	for i := range p.known {
		if same(i) {
			p.known[i], p.parts[i] = old.known[i], old.parts[i]
		}
	}
}

// Read is the predicate at token i, which must lie in the document.
func (p *Predicates) Read(i int) *Predicate {
	if known := p.known[i]; known != nil {
		return known
	}
	with := *p.Arguments(i)
	out := &with
	out.Tense, out.Aspect = p.tense(i)
	out.Shades = p.shades(i, 0)
	p.known[i] = out
	return out
}

// Arguments is the predicate at token i without its tense and shades: most of
// what walks over predicates asks for no more, and these cost the most.
func (p *Predicates) Arguments(i int) *Predicate {
	if known := p.parts[i]; known != nil {
		return known
	}
	out := &Predicate{At: i, Subject: p.subject(i, 0), Agent: -1, Object: -1, Second: -1, Complement: -1}
	if p.passive(i) {
		out.Voice = Passive
	}
	out.Obliques = p.obliques(i)
	p.roles(out)
	p.parts[i] = out
	return out
}
