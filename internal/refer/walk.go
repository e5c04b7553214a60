package refer

import (
	"cmp"
	"slices"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// Link is a mention that means an entity; nil for one that means nobody known.
type Link struct {
	First, Last, Head int
	Type              ling.MentionType
	Name              *Name        // the name that it is
	Description       *Description // or the description
	Entity            *Entity
	Why               string // the evidence, in words; "" for what is itself evidence
}

// Told is what a reader who knows the statements can tell the walk.
type Told struct {
	// Speaks reports whether a mention is the source of a statement.
	Speaks func(first, last int) bool
	// Speaker is the tokens of the words that say who speaks in a quotation.
	Speaker map[int]Range
}

// Range is a half-open range of tokens.
type Range struct{ First, Last int }

// walker goes through a text from left to right.
type walker struct {
	*memory
	told  Told
	links []Link
	ahead []int // links of this sentence that wait for its subject
	// quoted are pronouns in quotations that wait for who speaks there.
	quoted []int
	// papers are documents of this sentence that wait for whose they are.
	papers []*Description
}

// Walk resolves the names, descriptions and pronouns of a text, in text order.
// Names have their entities; a description that has one keeps it.
func (t *Text) Walk(told Told) []Link {
	w := &walker{memory: &memory{Text: t}, told: told}
	for s := range t.view.Sentences {
		w.sentence(s)
	}
	w.told.Speaker = nil
	w.quotations(len(t.low))
	slices.SortStableFunc(w.links, func(a, b Link) int { return cmp.Or(a.First-b.First, b.Last-a.Last) })
	return w.links
}

// sentence resolves the mentions of one sentence from left to right.
func (w *walker) sentence(s int) {
	w.now = s
	w.ahead = w.ahead[:0]
	sent := &w.view.Sentences[s]
	spoke := w.talks
	for i := sent.First; i < sent.Last; i++ {
		d, name := w.desc[i], w.at[i]
		switch {
		case d != nil:
			if d.Owned && name == nil {
				w.pronounAt(i) // "his counterpart"
			}
			if i == d.First {
				w.nominal(d)
			}
			if name != nil && name.First == i {
				w.named(name, d)
			}
		case name != nil:
			if name.First == i {
				w.named(name, nil)
			}
		case w.pairedBodies[w.low[i]] && w.pair[w.word(i-1)]:
			w.bothBodies(i)
		default:
			w.pronounAt(i)
		}
	}
	w.group()
	w.issued()
	w.speaker(s, spoke)
	w.quotations(sent.Last)
	w.now = s
}

// quotations resolves the pronouns of quotations whose speaker stands before
// token last: within their own words nobody is "he".
func (w *walker) quotations(last int) {
	waiting := w.quoted[:0]
	for _, i := range w.quoted {
		if at, told := w.told.Speaker[w.view.QuoteAt(i)]; told && at.First >= last {
			waiting = append(waiting, i)
			continue
		}
		w.now = max(w.view.SentenceAt(i), 0)
		f, _ := w.pronoun(w.low[i])
		w.resolve(i, f)
	}
	w.quoted = waiting
}

// named takes in a name. Where it stands in its own description, or right
// behind it, that was the mention.
func (w *walker) named(name *Name, within *Description) {
	e := name.Entity
	w.links = append(w.links, Link{First: name.First, Last: name.Last, Head: name.Last - 1, Type: name.Type, Name: name, Entity: e})
	if e == nil || within != nil && within.Entity == e {
		return
	}
	if before := name.First - 1; before >= 0 && w.desc[before] != nil && w.desc[before].Name == name {
		return
	}
	w.happen(e, name.First, name.Last, within != nil)
}

// happen notes a mention for those that come after it. A mention within a
// description ("the ministry of Valdoria") does not speak itself.
func (w *walker) happen(e *Entity, first, last int, within bool) {
	ev := event{entity: e, sent: w.now, quote: w.view.QuoteAt(first), first: first, last: last, verb: -1}
	free := !within
	if head := w.headOf(first, last); head >= 0 {
		tok := &w.view.Tokens[head]
		ev.verb, ev.subject = tok.Head, isSubject(tok.Deprel)
		if tok.Deprel == "conj" {
			if o := w.covering(tok.Head); o != nil { // "Holm and Berg were there": both are the subject
				ev.verb, ev.subject = o.verb, o.subject
			}
		}
		if ev.verb >= 0 {
			ev.speaks = ev.subject && tok.Deprel != "nsubj:pass" && w.speech[w.low[ev.verb]]
		}
		switch ud.Universal(tok.Deprel) {
		case "nmod", "compound", "amod", "det", "obj":
			free = false
		}
	}
	if !ev.speaks && free {
		ev.speaks = w.besideSpeech(first, last)
	}
	if !ev.speaks && !within && w.told.Speaks != nil {
		ev.speaks = w.told.Speaks(first, last)
	}
	w.note(ev)
	if _, pro := w.pronoun(w.low[first]); ev.subject && e.Kind == Person && !pro {
		w.cataphora(e)
	}
}

// nominal resolves a description.
func (w *walker) nominal(d *Description) {
	w.describe(d)
	if d.Entity == nil {
		d.Entity = &Entity{Kind: d.kind(), Gender: d.Noun.Gender, roles: []*Description{d}}
	}
	e := d.Entity
	if e.Kind == Thing && e.Issuer == nil {
		e.Issuer = w.issuer(d)
	}
	w.counterpart(d)
	first, last := d.whole()
	if e.Kind == Thing && e.Issuer == nil {
		w.papers = append(w.papers, d)
	} else {
		w.links = append(w.links, Link{First: first, Last: last, Head: d.Head, Type: ling.NOM, Description: d, Entity: e, Why: d.Why})
	}
	w.happen(e, first, last, false)
}

// describe says whom a description means, if anything does.
func (w *walker) describe(d *Description) {
	switch {
	case d.Entity != nil:
		d.Entity.Bear(d)
	case d.Name != nil && d.Name.Entity != nil:
		d.Entity, d.Why = d.Name.Entity, "the name beside it"
		d.Entity.Tell(d.Noun.Gender)
		d.Entity.Bear(d)
	case d.Names != nil:
		d.Entity, d.Why = allOf(d.Names), "the names behind it"
	case d.kind() == Person && w.isSomebody(d) != nil:
		d.Entity, d.Why = w.isSomebody(d), "the subject that is said to be so"
		d.Entity.Tell(d.Noun.Gender)
		d.Entity.Bear(d)
	case d.kind() == People && w.isPair(d):
		d.Entity, d.Why = w.pairOf(d)
	case d.Definite && !d.Owned && !d.different:
		if d.Entity, d.Why = w.takenUp(d); d.Entity != nil && d.Entity.Kind == Person && !d.Entity.bears(d.Noun.Word) {
			d.Entity.Bear(d) // known by it from now on
		}
	}
}

// counterpart lets "his Greek counterpart" have the owner's office: there are
// then two ministers, and "the minister" is neither.
func (w *walker) counterpart(d *Description) {
	if len(w.links) == 0 || d.Noun.Word != "counterpart" || !d.Owned {
		return
	}
	owner := w.links[len(w.links)-1]
	if owner.Entity == nil || owner.First < d.First-8 {
		return
	}
	for _, o := range owner.Entity.roles {
		if o.Noun.Word == "counterpart" {
			continue
		}
		like := *o
		like.mods = slices.Clone(d.mods)
		for _, m := range o.mods {
			if !w.isNation(m, o) {
				like.mods = append(like.mods, m)
			}
		}
		d.Entity.Bear(&like)
	}
}

// isNation reports whether a modifier of description d is a name in it.
func (w *walker) isNation(mod string, d *Description) bool {
	return slices.ContainsFunc(d.Scopes, func(n *Name) bool { return w.nation(w.textOf(n)) == mod })
}

// pronounAt resolves token i if it is a pronoun. Those that mostly mean no
// speaker ("it", "who") make a mention only where they are linked.
func (w *walker) pronounAt(i int) {
	if w.relative[w.low[i]] {
		if e := w.relativeOf(i); e != nil {
			w.doing(i, e)
			w.points(i, e, "the relative clause hangs on it")
		}
		return
	}
	f, ok := w.pronoun(w.low[i])
	if !ok || w.view.Tokens[i].UPOS != ud.PRON && w.view.Tokens[i].UPOS != ud.Unknown {
		return
	}
	if w.view.QuoteAt(i) >= 0 {
		w.quoted = append(w.quoted, i)
		return
	}
	w.resolve(i, f)
}

// resolve says whom the pronoun at token i means.
func (w *walker) resolve(i int, f pronoun) {
	if w.low[i] == "her" && !w.owns(i) {
		f.possessive = false
	}
	e, why := w.antecedent(i, f)
	if e != nil && f.kind == Person {
		e.Tell(f.gender)
	}
	if e != nil || f.kind != Body {
		w.points(i, e, why)
	}
}

// points notes a pronoun, and if it means somebody, that they were mentioned.
func (w *walker) points(i int, e *Entity, why string) {
	w.links = append(w.links, Link{First: i, Last: i + 1, Head: i, Type: ling.PRON, Entity: e, Why: why})
	if w.fronted(i) {
		w.ahead = append(w.ahead, len(w.links)-1)
	}
	if e != nil {
		w.happen(e, i, i+1, false)
	}
}

// fronted reports whether a possessive stands in what leads up to the subject:
// "In his interview, Petrov said".
func (w *walker) fronted(i int) bool {
	const most = 6 // tokens into the sentence
	f, ok := w.pronoun(w.low[i])
	first := w.view.Sentences[w.now].First
	if !ok || !f.possessive || f.kind != Person || w.view.QuoteAt(i) >= 0 || i-first > most || i == first {
		return false
	}
	switch w.view.Tokens[first].UPOS {
	case ud.ADP, ud.SCONJ, ud.VERB, ud.Unknown:
		return true
	}
	return false
}

// cataphora lets "In his interview, Petrov said" mean the subject that comes,
// even where somebody before it would fit.
func (w *walker) cataphora(e *Entity) {
	for _, at := range w.ahead {
		l := &w.links[at]
		if f, _ := w.pronoun(w.low[l.First]); e.Gender == 0 || f.gender == e.Gender {
			l.Entity, l.Why = e, "the subject that comes"
			e.Tell(f.gender)
		}
	}
	w.ahead = w.ahead[:0]
}

// owns reports whether "her" stands before what she has.
func (w *walker) owns(i int) bool {
	if tok := &w.view.Tokens[i]; tok.Deprel != "" {
		return ud.Universal(tok.Deprel) == "nmod" || tok.Deprel == "det"
	}
	return i+1 < len(w.low) && w.view.Tokens[i+1].UPOS == ud.NOUN
}

// relativeOf is whom "who" means: what its clause hangs on, or stands right before.
func (w *walker) relativeOf(i int) *Entity {
	for v, steps := w.view.Tokens[i].Head, 0; v >= 0 && steps < 3; v, steps = w.view.Tokens[v].Head, steps+1 {
		if w.view.Tokens[v].Deprel == "acl:relcl" {
			return w.personal(w.view.Tokens[v].Head, i)
		}
	}
	if w.word(i-1) == "," {
		return w.personal(i-2, i)
	}
	return nil
}
