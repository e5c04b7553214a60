package refer

import (
	"slices"

	"onrecord/ling/ud"
)

// Weights of the score. They were ordered by Lappin and Leass's salience
// (subject before object, recent before remote) and set on texts of our own.
const (
	asSubject  = 2.0
	asSpeaker  = 2.0 // who spoke last goes on
	goesOn     = 2.0 // and more so if the pronoun speaks itself
	goesAlong  = 4.0 // the subject of the clause that the pronoun's is joined to by "and"
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
func (w *walker) antecedent(i int, f pronoun) (*Entity, string) {
	c := w.clauseOf(i)
	var best, second *candidate
	for _, got := range w.candidates(i, f, c) {
		switch {
		case best != nil && got.entity.Voice() == best.entity.Voice():
			best.score = max(best.score, got.score)
		case best == nil || got.score > best.score:
			best, second = &got, best
		case second == nil || got.score > second.score:
			second = &got
		}
	}
	if best == nil || f.kind != Person && !w.sureOf(i, f, best.entity, c) {
		return nil, ""
	}
	if second == nil {
		if best.score <= 0 {
			return nil, ""
		}
		return best.entity, "the only one it can mean"
	}
	if best.score-second.score < w.need(best, second) {
		return nil, ""
	}
	return best.entity, best.why
}

// candidate is somebody whom a pronoun may mean.
type candidate struct {
	entity *Entity
	score  float64
	why    string // what weighed most
	away   int    // sentences back
}

// candidates are those mentioned lately of the kind and gender asked for, whom
// grammar does not forbid.
func (w *walker) candidates(i int, f pronoun, c place) []candidate {
	var out []candidate
	w.asked = w.asked[:0]
	w.lately(func(ev *event) bool {
		if w.back(ev.sent) > reach {
			return false
		}
		if slices.Contains(w.asked, ev.entity) || !agrees(ev.entity, f) {
			return true
		}
		w.asked = append(w.asked, ev.entity)
		if !w.barred(i, f, ev.entity, c) {
			score, why := w.score(i, f, ev, c)
			out = append(out, candidate{ev.entity, score, why, w.back(ev.sent)})
		}
		return true
	})
	return out
}

// need is what the best must be ahead by.
func (w *walker) need(best, second *candidate) float64 {
	switch {
	case w.inSentence(best.entity) && w.inSentence(second.entity):
		return marginHere
	case best.away > 1 && best.entity != w.talks:
		return margin + further*float64(best.away-1)
	}
	return margin
}

// agrees reports whether an entity is of the kind and gender asked for.
func agrees(e *Entity, f pronoun) bool {
	return (e.Kind == f.kind || f.kind == Body && e.Kind == Thing) && (f.gender == 0 || e.Gender == 0 || e.Gender == f.gender)
}

// place is where a pronoun stands in the tree.
type place struct {
	verb    int // the verb it belongs to, -1
	subject int // the subject of that verb, -1
	above   int // the subject of the verb that the clause is the content of, -1
	beside  int // the subject of the clause before "and", -1
	speaks  bool
}

// clauseOf finds the pronoun's clause.
func (w *walker) clauseOf(i int) place {
	c := place{verb: w.verbOver(i), subject: -1, above: -1, beside: -1, speaks: w.besideSpeech(i, i+1)}
	if w.told.Speaks != nil {
		c.speaks = c.speaks || w.told.Speaks(i, i+1)
	}
	if c.verb < 0 {
		return c
	}
	c.speaks = c.speaks || isSubject(w.view.Tokens[i].Deprel) && w.speech[w.low[c.verb]]
	c.subject = w.subjectOf(c.verb)
	w.climb(i, &c)
	if c.above >= 0 {
		c.speaks = false // what is said here, somebody else says of them
	}
	return c
}

// climb goes from the pronoun's verb to those that its clause hangs on.
func (w *walker) climb(i int, c *place) {
	for v, steps := c.verb, 0; steps < 4 && v >= 0; steps++ {
		tok := &w.view.Tokens[v]
		switch rel := tok.Deprel; {
		case rel == "conj":
			if c.beside < 0 {
				c.beside = w.subjectOf(tok.Head)
			}
		case rel == "ccomp" || rel == "xcomp" || ud.Universal(rel) == "advcl":
			if tok.Head >= 0 {
				if s := w.subjectOf(tok.Head); s >= 0 && s != i {
					c.above = s
					return
				}
			}
		case rel == "acl:relcl" && v == c.verb && c.speaks: // "actions it said were a crime"
			v = w.clauseAround(tok.Head)
			if v >= 0 && ud.Universal(w.view.Tokens[v].Deprel) != "ccomp" {
				c.above = w.subjectOf(v)
				return
			}
			continue
		default:
			return
		}
		v = tok.Head
	}
}

// clauseAround is the verb of the clause that a noun stands in, the first of those
// that are joined, -1 for none.
func (w *walker) clauseAround(noun int) int {
	for steps := 0; noun >= 0 && steps < 8; steps++ {
		tok := &w.view.Tokens[noun]
		if tok.UPOS == ud.VERB && tok.Deprel != "conj" || tok.Head < 0 {
			return noun
		}
		noun = tok.Head
	}
	return -1
}

// barred reports whether grammar forbids the link: two arguments of one verb
// are two persons unless the pronoun is reflexive (Lappin and Leass's filter),
// and within their own quotation a speaker is "I".
func (w *walker) barred(i int, f pronoun, e *Entity, c place) bool {
	if !f.reflexive && !f.possessive && c.verb >= 0 && w.view.Tokens[i].Head == c.verb {
		if w.here(func(ev *event) bool { return ev.entity == e && ev.verb == c.verb }) != nil {
			return true
		}
	}
	q := w.view.QuoteAt(i)
	return q >= 0 && (w.speaksHere(e, q) || w.speakerOf(q) == e)
}

// speakerOf is who is known to speak in a quotation, nil for nobody.
func (w *walker) speakerOf(q int) *Entity {
	at, ok := w.told.Speaker[q]
	if !ok {
		return nil
	}
	for i := at.First; i < at.Last; i++ {
		if n := w.at[i]; n != nil && n.Entity != nil && n.Entity.Kind == Person {
			return n.Entity
		}
		if d := w.desc[i]; d != nil && d.Entity != nil {
			return d.Entity
		}
		if ev := w.covering(i); ev != nil {
			return ev.entity
		}
	}
	return nil
}

// score weighs the last mention of a candidate, and says what weighed most.
func (w *walker) score(i int, f pronoun, ev *event, c place) (float64, string) {
	s := sum{why: "the last that it can mean"}
	if w.wasSubject(ev) {
		s.add(asSubject, "it was the subject before")
	}
	if c.beside >= 0 && c.subject == i && w.entityAt(c.beside) == ev.entity {
		s.add(goesAlong, "the subject of the clause before")
	}
	switch {
	case w.supplanted(f):
		if ev.sent > w.talked && w.leads(ev) {
			s.add(asSpeaker, "the new subject")
		}
	case ev.entity.Voice() != w.talks:
	case c.speaks && w.back(w.talked) <= 2:
		s.add(asSpeaker+goesOn, "who spoke last goes on")
	case w.back(w.talked) <= 1:
		s.add(asSpeaker, "who spoke last")
	}
	w.byClause(&s, f, ev, c)
	if ev.sent == w.now {
		s.add(nearby, "the same sentence")
	} else {
		s.add(-remote*float64(w.back(ev.sent)-1), "")
	}
	if w.view.ParagraphOf(ev.sent) == w.view.ParagraphOf(w.now) {
		s.add(together, "the same paragraph")
	}
	if f.gender != 0 && ev.entity.Gender == f.gender {
		s.add(sexKnown, "the gender")
	}
	if ev.quote >= 0 && ev.quote != w.view.QuoteAt(i) {
		s.add(-inQuote, "")
	}
	return s.all, s.why
}

// sum adds weights up and keeps the reason of the greatest.
type sum struct {
	all, most float64
	why       string
}

func (s *sum) add(weight float64, why string) {
	s.all += weight
	if weight > s.most {
		s.most, s.why = weight, why
	}
}

// byClause weighs the subjects of the pronoun's clause and of the one above it.
func (w *walker) byClause(s *sum, f pronoun, ev *event, c place) {
	switch {
	case c.above >= 0 && w.entityAt(c.above) == ev.entity:
		if f.possessive && c.subject >= 0 && c.subject != c.above {
			return // "Feld said that Marek had lost his temper"
		}
		if w.listener(ev, f) {
			s.add(-asSubject, "")
		} else {
			s.add(governs, "the subject of the verb above")
		}
	case f.possessive && c.subject >= 0 && w.entityAt(c.subject) == ev.entity:
		if !w.listener(ev, f) { // "Nader thanked Gromov for his help"
			s.add(sameClause, "the subject of its clause")
		}
	case f.reflexive && ev.verb == c.verb:
		s.add(sameClause, "an argument of the same verb")
	}
}

// sureOf holds "it" and "they" to the places where they speak or have: the
// subject of a verb of speech, or the possessive of their clause's subject.
func (w *walker) sureOf(i int, f pronoun, e *Entity, c place) bool {
	if f.possessive && f.kind == Body && i == w.view.Sentences[w.now].First {
		return w.opened(e) // "The institute reported … Its author …"
	}
	if f.possessive || f.reflexive {
		return c.subject >= 0 && w.entityAt(c.subject) == e || c.above >= 0 && w.entityAt(c.above) == e
	}
	return w.view.QuoteAt(i) < 0 && (c.speaks || c.above >= 0 && isSubject(w.view.Tokens[i].Deprel) && w.entityAt(c.above) == e)
}

// listener reports whether the governing verb has another person of that
// gender: in "Marek told Kubat that he was ill" either may be ill.
func (w *walker) listener(subject *event, f pronoun) bool {
	if subject.sent != w.now {
		return false
	}
	return w.here(func(ev *event) bool {
		return ev.entity != subject.entity && ev.verb == subject.verb && subject.verb >= 0 && !ev.subject && agrees(ev.entity, f)
	}) != nil
}
