package resolve

import (
	"slices"
	"sort"

	"onrecord"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// pronounOf tells the pronouns that may mean one person.
var pronounOf = map[string]byte{"he": 'm', "him": 'm', "his": 'm', "himself": 'm', "she": 'f', "her": 'f', "hers": 'f', "herself": 'f'}

// pronouns resolves "he" and "she" by a careful rule of our own where the
// coreference layer has not spoken, or knew no names to link them to: the
// person who was the subject, or the source of a statement, last; if another
// person of fitting gender was named since in the same paragraph or the one
// before, only the grammatical subject counts, and without one nobody is meant.
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
	var found, fresh []*mark
	for i := range r.doc.Tokens {
		gender := pronounOf[r.word(i)]
		if gender == 0 || r.isQuoted(r.doc.Tokens[i].Start) {
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
			Span: r.doc.Tokens[i].Span, First: i, Last: i + 1, Head: i, Type: ling.PRON, Entity: -1, FoundBy: finder + " pronoun",
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

// quotedSpans are the parts of quotations in text order, joined where they
// share characters.
func quotedSpans(quotations []ling.Quotation) []ling.Span {
	var all []ling.Span
	for _, q := range quotations {
		all = append(all, q.Parts...)
	}
	slices.SortFunc(all, func(a, b ling.Span) int { return a.Start - b.Start })
	out := all[:0]
	for _, p := range all {
		if n := len(out); n > 0 && p.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, p.End)
			continue
		}
		out = append(out, p)
	}
	return out
}

// isQuoted reports whether byte at stands inside a quotation.
func (r *run) isQuoted(at int) bool {
	i := sort.Search(len(r.quoted), func(i int) bool { return r.quoted[i].End > at })
	return i < len(r.quoted) && r.quoted[i].Start <= at
}

// firstPerson are the words by which a speaker means themselves, or themselves
// and their side.
var firstPerson = map[string]bool{"i": true, "me": true, "my": true, "myself": true, "we": true, "our": true, "ourselves": true}

// firstPersons makes "I" and "we" within quoted words mean who speaks them.
func (r *run) firstPersons(statements []onrecord.Statement) {
	who := map[onrecord.ActorID]*entity{}
	for _, e := range r.entities {
		who[e.actor.ID] = e
	}
	said := newSaid(statements)
	for i := range r.doc.Tokens {
		if !firstPerson[r.word(i)] || !r.isQuoted(r.doc.Tokens[i].Start) {
			continue
		}
		s := said.innermost(r.doc.Tokens[i].Span)
		if s == nil || who[s.Source.Actor()] == nil {
			continue
		}
		var m *mark
		for _, o := range r.over[i] {
			if o.First == i && o.Type == ling.PRON {
				m = o
			}
		}
		if m == nil {
			m = r.add(i, i+1, ling.PRON, finder+" first person")
		}
		r.put(m, who[s.Source.Actor()])
	}
	r.sortMarks()
}

// said walks over what statements say, in text order.
type said struct {
	spans []saidSpan // in text order
	open  []saidSpan // those that may hold the span asked for, or a later one
}

// saidSpan is a span of a statement's content, and how long that is in all.
type saidSpan struct {
	ling.Span
	statement *onrecord.Statement
	place     int // of the statement in the list: of equals the first counts
	length    int
}

func newSaid(statements []onrecord.Statement) *said {
	var w said
	for i := range statements {
		length := 0
		for _, c := range statements[i].Content.Spans {
			length += c.Len()
		}
		for _, c := range statements[i].Content.Spans {
			w.spans = append(w.spans, saidSpan{c, &statements[i], i, length})
		}
	}
	slices.SortStableFunc(w.spans, func(a, b saidSpan) int { return a.Start - b.Start })
	return &w
}

// innermost is the statement with the shortest content that holds a span, nil
// for none. Spans must be asked for in text order.
func (w *said) innermost(at ling.Span) *onrecord.Statement {
	for len(w.spans) > 0 && w.spans[0].Start <= at.Start {
		w.open, w.spans = append(w.open, w.spans[0]), w.spans[1:]
	}
	w.open = slices.DeleteFunc(w.open, func(s saidSpan) bool { return s.End <= at.Start })
	var best *saidSpan
	for i := range w.open {
		s := &w.open[i]
		if s.Contains(at) && (best == nil || s.length < best.length || s.length == best.length && s.place < best.place) {
			best = s
		}
	}
	if best == nil {
		return nil
	}
	return best.statement
}

// reach is how many tokens back a pronoun's person is looked for: two
// paragraphs of news.
const reach = 120

// antecedent is the person a pronoun at token i means, nil for nobody. Where
// the coreference layer has spoken, only a person without rivals will do.
func (r *run) antecedent(i int, gender byte, speaking map[int]bool, pronouns []*mark, spoken bool) *entity {
	var subject, speaker, only *entity
	rivals := false
	consider := func(m *mark) {
		e := m.entity
		if e == nil || e.typ != onrecord.Person || m.First >= i || i-m.First > reach || e.gender != 0 && e.gender != gender || m.Last > i {
			return
		}
		if r.isQuoted(m.Start) {
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
	from := r.doc.Tokens[max(0, i-reach)].Start
	k := sort.Search(len(pronouns), func(k int) bool { return pronouns[k].Start >= from })
	for at := sort.Search(len(r.marks), func(at int) bool { return r.marks[at].Start >= from }); at < len(r.marks); at++ {
		m := r.marks[at]
		if m.Start > r.doc.Tokens[i].Start {
			break
		}
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
