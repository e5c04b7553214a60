package resolve

import (
	"onrecord"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// pronounOf tells the pronouns that may mean one person.
var pronounOf = map[string]byte{"he": 'm', "him": 'm', "his": 'm', "himself": 'm', "she": 'f', "her": 'f', "hers": 'f', "herself": 'f'}

// pronouns resolves "he" and "she" by a careful rule of our own where the
// coreference layer has not spoken, or knew no names to link them to: the person who was the subject, or the
// source of a statement, last; if another person of fitting gender was named
// since in the same paragraph or the one before, only the grammatical subject
// counts, and without one nobody is meant.
func (r *run) pronouns(statements []onrecord.Statement) {
	speaking := r.speakers(statements)
	there := map[int]*mark{}
	spoken := false
	for _, m := range r.marks {
		if m.Type == ling.PRON {
			there[m.First] = m
		}
		spoken = spoken || m.Mention.Entity >= 0 && m.Type.Name()
	}
	quotes := r.quoted()
	var found, fresh []*mark
	for i := range r.doc.Tokens {
		gender := pronounOf[r.word(i)]
		if gender == 0 || quotes(r.doc.Tokens[i].Start) {
			continue
		}
		if m := there[i]; m != nil {
			if m.entity == nil {
				r.put(m, r.antecedent(i, gender, speaking, found, spoken))
			}
			found = append(found, m)
			continue
		}
		m := &mark{Mention: ling.Mention{
			Span: r.doc.Tokens[i].Span, First: i, Last: i + 1, Head: i, Type: ling.PRON, Entity: -1, FoundBy: Version + " pronoun",
		}}
		r.put(m, r.antecedent(i, gender, speaking, found, spoken))
		found = append(found, m)
		fresh = append(fresh, m)
	}
	r.marks = append(r.marks, fresh...)
	r.sortMarks()
}

// speakers are the first tokens of statements' sources outside of quotations.
func (r *run) speakers(statements []onrecord.Statement) map[int]bool {
	out := map[int]bool{}
	for i := range statements {
		if statements[i].Parent != "" {
			continue
		}
		for _, s := range statements[i].Source.Spans {
			first, last := r.doc.TokensIn(s)
			for k := first; k < last; k++ {
				out[k] = true
			}
		}
	}
	return out
}

// quoted tells what stands inside a quotation.
func (r *run) quoted() func(at int) bool {
	return func(at int) bool {
		for _, q := range r.doc.Quotations {
			for _, p := range q.Parts {
				if p.Start <= at && at < p.End {
					return true
				}
			}
		}
		return false
	}
}

// firstPerson are the words by which a speaker means themselves, or themselves
// and their side.
var firstPerson = map[string]bool{"i": true, "me": true, "my": true, "myself": true, "we": true, "our": true, "ourselves": true}

// firstPersons makes "I" and "we" within quoted words mean who speaks them.
func (r *run) firstPersons(statements []onrecord.Statement) {
	who := map[string]*entity{}
	for _, e := range r.entities {
		who[e.actor.ID] = e
	}
	quoted := r.quoted()
	for i := range r.doc.Tokens {
		if !firstPerson[r.word(i)] || !quoted(r.doc.Tokens[i].Start) {
			continue
		}
		s := innermost(statements, r.doc.Tokens[i].Span)
		if s == nil || who[s.Source.Actor] == nil {
			continue
		}
		var m *mark
		for _, o := range r.marks {
			if o.First == i && o.Type == ling.PRON {
				m = o
			}
		}
		if m == nil {
			m = r.add(i, i+1, ling.PRON, Version+" first person")
		}
		r.put(m, who[s.Source.Actor])
	}
	r.sortMarks()
}

// innermost is the statement with the shortest content that holds a span.
func innermost(statements []onrecord.Statement, at ling.Span) *onrecord.Statement {
	var best *onrecord.Statement
	length := 0
	for i := range statements {
		n, holds := 0, false
		for _, c := range statements[i].Content.Spans {
			n += c.Len()
			holds = holds || c.Contains(at)
		}
		if holds && (best == nil || n < length) {
			best, length = &statements[i], n
		}
	}
	return best
}

// reach is how many tokens back a pronoun's person is looked for: two
// paragraphs of news.
const reach = 120

// antecedent is the person a pronoun at token i means, nil for nobody. Where
// the coreference layer has spoken, only a person without rivals will do.
func (r *run) antecedent(i int, gender byte, speaking map[int]bool, pronouns []*mark, spoken bool) *entity {
	inQuote := r.quoted()
	var subject, speaker, only *entity
	rivals := false
	consider := func(m *mark) {
		e := m.entity
		if e == nil || e.typ != onrecord.Person || m.First >= i || i-m.First > reach || e.gender != 0 && e.gender != gender || m.Last > i {
			return
		}
		if inQuote(m.Start) {
			return
		}
		if only != nil && only != e {
			rivals = true
		}
		only = e
		if speaking[m.First] {
			speaker = e
		}
		if r.subject(m) || speaking[m.First] {
			subject = e
		}
	}
	k := 0
	for _, m := range r.marks {
		if m.Type == ling.PRON {
			continue
		}
		for ; k < len(pronouns) && pronouns[k].First < m.First; k++ {
			consider(pronouns[k])
		}
		consider(m)
	}
	for ; k < len(pronouns); k++ {
		consider(pronouns[k])
	}
	switch {
	case !rivals:
		return only
	case spoken:
		return nil // the coreference layer saw as much, and left it open
	case speaking[i] && speaker != nil:
		return speaker // who speaks on is who spoke last
	}
	return subject
}

// subject reports whether a mention is the subject of its clause.
func (r *run) subject(m *mark) bool {
	for k := m.First; k < m.Last; k++ {
		t := &r.doc.Tokens[k]
		if ud.Universal(t.Deprel) == "nsubj" {
			return true
		}
	}
	return false
}
