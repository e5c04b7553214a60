package coref

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// form is what a pronoun asks of whom it means.
type form struct {
	kind       kind
	gender     byte
	possessive bool
	reflexive  bool
}

// forms are the pronouns of the third person.
var forms = map[string]form{
	"he": {gender: 'm'}, "him": {gender: 'm'}, "his": {gender: 'm', possessive: true}, "himself": {gender: 'm', reflexive: true},
	"she": {gender: 'f'}, "her": {gender: 'f', possessive: true}, "hers": {gender: 'f'}, "herself": {gender: 'f', reflexive: true},
	"they": {kind: people}, "them": {kind: people}, "their": {kind: people, possessive: true}, "themselves": {kind: people, reflexive: true},
	"it": {kind: body}, "its": {kind: body, possessive: true}, "itself": {kind: body, reflexive: true},
}

// pronoun resolves token i if it is a pronoun. Those that mostly mean no
// speaker ("it", "who") make a mention only where they are linked.
func (r *run) pronoun(i int) {
	if r.low[i] == "who" || r.low[i] == "whose" {
		if e := r.relative(i); e != nil {
			r.points(i, e, "relative")
		}
		return
	}
	f, ok := forms[r.low[i]]
	if !ok || r.doc.Tokens[i].UPOS != ud.PRON && r.doc.Tokens[i].UPOS != ud.Unknown {
		return
	}
	if r.low[i] == "her" && !r.owns(i) {
		f.possessive = false
	}
	e := r.antecedent(i, f)
	if e != nil && f.kind == person {
		e.tell(f.gender)
	}
	if e != nil || f.kind != body {
		r.points(i, e, "pronoun")
	}
}

// points notes a pronoun, and if it means somebody, that he was mentioned.
func (r *run) points(i int, e *entity, by string) {
	m := ling.Mention{Span: r.doc.Tokens[i].Span, First: i, Last: i + 1, Head: i, Type: ling.PRON, Entity: -1, FoundBy: finder + " " + by}
	r.links = append(r.links, link{m, -1, e})
	if r.fronted(i) {
		r.ahead = append(r.ahead, len(r.links)-1)
	}
	if e != nil {
		r.happen(e, i, i+1, false)
	}
}

// fronted reports whether a possessive stands in what leads up to the subject:
// "In his interview, Petrov said".
func (r *run) fronted(i int) bool {
	const most = 6 // tokens into the sentence
	f, first := forms[r.low[i]], r.doc.Sentences[r.now].First
	if !f.possessive || f.kind != person || r.quoted[i] >= 0 || i-first > most || i == first {
		return false
	}
	switch r.doc.Tokens[first].UPOS {
	case ud.ADP, ud.SCONJ, ud.VERB, ud.Unknown:
		return true
	}
	return false
}

// owns reports whether "her" stands before what she has.
func (r *run) owns(i int) bool {
	if t := &r.doc.Tokens[i]; t.Deprel != "" {
		return ud.Universal(t.Deprel) == "nmod" || t.Deprel == "det"
	}
	return i+1 < len(r.low) && r.doc.Tokens[i+1].UPOS == ud.NOUN
}

// relative is whom "who" means: what its clause hangs on, or stands right before.
func (r *run) relative(i int) *entity {
	for v, steps := r.doc.Tokens[i].Head, 0; v >= 0 && steps < 3; v, steps = r.doc.Tokens[v].Head, steps+1 {
		if r.doc.Tokens[v].Deprel == "acl:relcl" {
			return r.entityAt(r.doc.Tokens[v].Head, i)
		}
	}
	if i >= 2 && r.low[i-1] == "," {
		return r.entityAt(i-2, i)
	}
	return nil
}

// entityAt is whom the mention at token k means, of those before token i.
func (r *run) entityAt(k, i int) *entity {
	for j := len(r.past) - 1; j >= 0 && j >= len(r.past)-window; j-- {
		if ev := &r.past[j]; ev.first <= k && k < ev.last && ev.first < i && ev.entity.kind != body {
			return ev.entity
		}
	}
	return nil
}

// Weights of the score. They were ordered by Lappin and Leass's salience
// (subject before object, recent before remote) and set on texts of our own.
const (
	asSubject  = 2.0
	asSpeaker  = 2.0 // who spoke last goes on
	goesOn     = 2.0 // and more so if the pronoun speaks itself
	goesAlong  = 2.0 // the subject of the clause that the pronoun's is joined to by "and"
	governs    = 4.0 // the subject of the verb that the pronoun's clause hangs on
	sameClause = 4.0 // for possessives: the subject of the clause
	nearby     = 1.0 // the same sentence
	together   = 0.5 // the same paragraph
	sexKnown   = 1.0
	remote     = 1.0 // a sentence of distance, beyond the first
	inQuote    = 3.0 // named by somebody else, within a quotation
	// margin is what the best must be ahead by to be linked at all.
	margin = 1.5
	// within one sentence two persons are told apart by grammar only.
	marginHere = 2.5
	further    = 0.75 // more for each sentence between
	reach      = 3    // sentences
)

// antecedent is whom the pronoun at token i means, nil if that is not clear.
func (r *run) antecedent(i int, f form) *entity {
	quote := r.quoted[i]
	clause := r.clauseOf(i)
	var best, second *entity
	high, next, away := 0.0, 0.0, 0
	r.asked = r.asked[:0]
	for j := len(r.past) - 1; j >= 0 && j >= len(r.past)-window; j-- {
		ev := &r.past[j]
		if r.now-ev.sent > reach {
			break
		}
		if r.seen(ev.entity) || !r.agrees(ev, f) {
			continue
		}
		r.asked = append(r.asked, ev.entity)
		if r.barred(i, f, ev.entity, clause) {
			continue
		}
		got := r.score(i, f, ev, clause, quote)
		if best == nil || got > high {
			best, second, high, next, away = ev.entity, best, got, high, r.now-ev.sent
		} else if second == nil || got > next {
			second, next = ev.entity, got
		}
	}
	if best == nil || f.kind != person && !r.sureOf(i, f, best, clause) {
		return nil
	}
	need := margin
	if second != nil && r.inSentence(best) && r.inSentence(second) {
		need = marginHere
	} else if away > 1 && best != r.talks {
		need += further * float64(away-1)
	}
	if second != nil && high-next < need || second == nil && high <= 0 {
		return nil
	}
	return best
}

func (r *run) seen(e *entity) bool {
	for _, o := range r.asked {
		if o == e {
			return true
		}
	}
	return false
}

// agrees reports whether an entity is of the kind and gender asked for.
func (r *run) agrees(ev *event, f form) bool {
	e := ev.entity
	return e.kind == f.kind && (f.gender == 0 || e.gender == 0 || e.gender == f.gender)
}

// clause is where a pronoun stands in the tree.
type clause struct {
	verb    int // the verb it belongs to, -1
	subject int // the subject of that verb, -1
	above   int // the subject of the verb that the clause is the content of, -1
	beside  int // the subject of the clause before "and", -1
	speaks  bool
}

// clauseOf finds the pronoun's clause.
func (r *run) clauseOf(i int) clause {
	c := clause{verb: -1, subject: -1, above: -1, beside: -1}
	c.speaks = r.besideSpeech(i, i+1)
	c.verb = r.verbOver(i)
	if c.verb < 0 {
		return c
	}
	c.speaks = c.speaks || isSubject(r.doc.Tokens[i].Deprel) && r.speech[r.low[c.verb]]
	c.subject = r.subjectOf(c.verb)
	for v, steps := c.verb, 0; steps < 4 && v >= 0; steps++ {
		t := &r.doc.Tokens[v]
		if t.Deprel == "ccomp" || t.Deprel == "xcomp" || ud.Universal(t.Deprel) == "advcl" || t.Deprel == "conj" {
			if t.Head >= 0 && t.Deprel != "conj" {
				if s := r.subjectOf(t.Head); s >= 0 && s != i {
					c.above = s
					break
				}
			}
			if t.Deprel == "conj" && c.beside < 0 {
				c.beside = r.subjectOf(t.Head)
			}
			v = t.Head
			continue
		}
		break
	}
	if c.above >= 0 {
		c.speaks = false // what he says here, somebody else says of him
	}
	return c
}

// verbOver is the nearest verb above token i.
func (r *run) verbOver(i int) int {
	v := r.doc.Tokens[i].Head
	for steps := 0; v >= 0 && steps < 8; steps++ {
		if u := r.doc.Tokens[v].UPOS; u == ud.VERB || u == ud.AUX || r.doc.Tokens[v].Head == ling.Root {
			return v
		}
		v = r.doc.Tokens[v].Head
	}
	return -1
}

// subjectOf is the subject of verb v, found among the tokens near it.
func (r *run) subjectOf(v int) int {
	const far = 40
	for k := v - 1; k >= 0 && k > v-far; k-- {
		if r.doc.Tokens[k].Head == v && isSubject(r.doc.Tokens[k].Deprel) {
			return k
		}
	}
	for k := v + 1; k < len(r.doc.Tokens) && k < v+far/2; k++ {
		if r.doc.Tokens[k].Head == v && isSubject(r.doc.Tokens[k].Deprel) {
			return k
		}
	}
	return -1
}

// barred reports whether grammar forbids the link: two arguments of one verb
// are two persons unless the pronoun is reflexive (Lappin and Leass's filter),
// and within his own quotation a speaker is "I".
func (r *run) barred(i int, f form, e *entity, c clause) bool {
	if !f.reflexive && !f.possessive && c.verb >= 0 && r.doc.Tokens[i].Head == c.verb {
		for j := len(r.past) - 1; j >= 0 && r.past[j].sent == r.now; j-- {
			if r.past[j].entity == e && r.past[j].verb == c.verb {
				return true
			}
		}
	}
	return r.quoted[i] >= 0 && r.speaksHere(e, r.quoted[i])
}

// speaksHere reports whether e speaks around quotation q in this sentence, or
// had the floor and nobody else takes it here.
func (r *run) speaksHere(e *entity, q int) bool {
	for j := len(r.past) - 1; j >= 0 && r.past[j].sent == r.now; j-- {
		if r.past[j].entity == e && r.past[j].speaks && r.past[j].quote != q {
			return true
		}
	}
	return r.talks == e
}

func (r *run) inSentence(e *entity) bool {
	for j := len(r.past) - 1; j >= 0 && r.past[j].sent == r.now; j-- {
		if r.past[j].entity == e {
			return true
		}
	}
	return false
}

// score weighs the last mention of a candidate.
func (r *run) score(i int, f form, ev *event, c clause, quote int) float64 {
	got := 0.0
	if r.wasSubject(ev) {
		got += asSubject
	}
	if c.beside >= 0 && c.subject == i && r.entityAtSubject(c.beside) == ev.entity {
		got += goesAlong
	}
	switch {
	case ev.entity != r.talks:
	case c.speaks && r.now-r.talked <= 2:
		got += asSpeaker + goesOn
	case r.now-r.talked <= 1:
		got += asSpeaker
	}
	switch {
	case c.above >= 0 && r.entityAtSubject(c.above) == ev.entity:
		if f.possessive && c.subject >= 0 && c.subject != c.above {
			break // "Feld said that Marek had lost his temper"
		}
		if r.listener(ev, f) {
			got -= asSubject
		} else {
			got += governs
		}
	case f.possessive && c.subject >= 0 && r.entityAtSubject(c.subject) == ev.entity:
		if !r.listener(ev, f) { // "Nader thanked Gromov for his help"
			got += sameClause
		}
	case f.reflexive && ev.verb == c.verb:
		got += sameClause
	}
	if ev.sent == r.now {
		got += nearby
	} else {
		got -= remote * float64(r.now-ev.sent-1)
	}
	if r.par[ev.sent] == r.par[r.now] {
		got += together
	}
	if f.gender != 0 && ev.entity.gender == f.gender {
		got += sexKnown
	}
	if ev.quote >= 0 && ev.quote != quote {
		got -= inQuote
	}
	return got
}

// sureOf holds "it" and "they" to the places where they speak or have: the
// subject of a verb of speech, or the possessive of their clause's subject.
func (r *run) sureOf(i int, f form, e *entity, c clause) bool {
	if f.possessive && f.kind == body && i == r.doc.Sentences[r.now].First {
		return r.opened(e) // "The institute reported … Its author …"
	}
	if f.possessive || f.reflexive {
		return c.subject >= 0 && r.entityAtSubject(c.subject) == e || c.above >= 0 && r.entityAtSubject(c.above) == e
	}
	return r.quoted[i] < 0 && (c.speaks || c.above >= 0 && isSubject(r.doc.Tokens[i].Deprel) && r.entityAtSubject(c.above) == e)
}

// listener reports whether the governing verb has another person of that
// gender: in "Marek told Kubat that he was ill" either may be ill.
func (r *run) listener(subject *event, f form) bool {
	if subject.sent != r.now {
		return false
	}
	for j := len(r.past) - 1; j >= 0 && r.past[j].sent == r.now; j-- {
		if ev := &r.past[j]; ev.entity != subject.entity && ev.verb == subject.verb && subject.verb >= 0 && !ev.subject && r.agrees(ev, f) {
			return true
		}
	}
	return false
}

// opened reports whether e is the only body that was a subject in the sentence before.
func (r *run) opened(e *entity) bool {
	only := false
	for j := len(r.past) - 1; j >= 0 && r.past[j].sent >= r.now-1; j-- {
		if ev := &r.past[j]; ev.subject && ev.entity.kind == body {
			if ev.entity != e {
				return false
			}
			only = true
		}
	}
	return only
}

// wasSubject reports whether the entity was a subject in the sentence of ev.
func (r *run) wasSubject(ev *event) bool {
	for j := len(r.past) - 1; j >= 0 && r.past[j].sent >= ev.sent; j-- {
		if o := &r.past[j]; o.entity == ev.entity && o.sent == ev.sent && o.subject {
			return true
		}
	}
	return false
}

func (r *run) entityAtSubject(k int) *entity {
	if ev := r.covering(k); ev != nil {
		return ev.entity
	}
	return nil
}
