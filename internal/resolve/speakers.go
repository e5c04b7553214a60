package resolve

import (
	"onrecord"
	"onrecord/internal/refer"
	"onrecord/internal/words"
)

// speakers reads the descriptions and pronouns of an article, now that its
// statements say where somebody speaks and who speaks in a quotation.
type speakers struct{ *cast }

// read makes the mentions of descriptions and pronouns, and says whom they mean.
func (r *speakers) read(statements []onrecord.Statement) {
	of := map[*refer.Entity]*entity{}
	for _, e := range r.entities {
		if e.is != nil {
			of[e.is] = e
		}
	}
	r.appositions(statements)
	told := r.told(statements)
	links := r.refs.Walk(told)
	r.unnamedSpeakers(links, statements, of)
	for _, l := range links {
		if l.Name != nil {
			continue
		}
		by := finder + " pronoun"
		if l.Description != nil {
			by = finder + " description"
		}
		m := r.add(l.First, l.Last, l.Type, by)
		m.Head, m.desc = l.Head, l.Description
		if l.Entity == nil {
			continue
		}
		r.put(m, of[l.Entity.Voice()], l.Why)
		if m.entity == nil {
			m.all, m.why = members(l.Entity, of), l.Why
		}
	}
	r.sortMarks()
}

// appositions gives the descriptions that head a source the person named behind them
// in it, however much stands between: "the Special Envoy of the Union and Head of
// Mission, Ms. Nora Feld". Who is taken up later is then the person.
func (r *speakers) appositions(statements []onrecord.Statement) {
	named := map[*mark]*refer.Name{}
	for n, m := range r.byName {
		named[m] = n
	}
	at := map[int]*refer.Description{}
	for _, d := range r.descs {
		at[d.Head] = d
	}
	p := &parties{r}
	for i := range statements {
		if statements[i].Source.Empty() {
			continue
		}
		first, last := r.tokensOf(statements[i].Source.Spans)
		if first >= last {
			continue
		}
		head := r.headOf(first, last)
		d := at[head]
		if d == nil || d.Name != nil || d.Entity != nil || d.Plural || !d.Noun.Is(words.Person) {
			continue
		}
		if n := named[p.reached(first, last, head)]; n != nil && n.Entity != nil && n.First > head && n.Entity.Kind == refer.Person {
			d.Name, d.Entity, d.Why = n, n.Entity, "the name behind it"
		}
	}
}

// members are the actors that several at once are; none if one of them is nobody known.
func members(several *refer.Entity, of map[*refer.Entity]*entity) []*entity {
	var out []*entity
	for _, e := range several.Members {
		if of[e] == nil {
			return nil
		}
		out = append(out, of[e])
	}
	return out
}

// told are the places where somebody speaks: the words that name a statement's
// source, and which of them go with a quotation.
func (r *speakers) told(statements []onrecord.Statement) refer.Told {
	source := make([]bool, len(r.doc.Tokens))
	speaker := map[int]refer.Range{}
	for i := range statements {
		s := &statements[i]
		if s.Parent != "" || s.Source.Empty() {
			continue
		}
		first, last := r.tokensOf(s.Source.Spans)
		if first >= last || r.quoted(first) {
			continue
		}
		for k := first; k < last; k++ {
			source[k] = true
		}
		for _, q := range r.quotationsIn(s.Content) {
			if _, known := speaker[q]; !known {
				speaker[q] = refer.Range{First: first, Last: last}
			}
		}
	}
	return refer.Told{
		Speaks: func(first, last int) bool {
			for k := first; k < last; k++ {
				if source[k] {
					return true
				}
			}
			return false
		},
		Speaker: speaker,
	}
}

// quotationsIn are the quotations that a statement's content begins in.
func (r *page) quotationsIn(content onrecord.Part) []int {
	var out []int
	for _, s := range content.Spans {
		first, last := r.doc.TokensIn(s)
		for k := first; k < last; k++ {
			if q := r.view.QuoteAt(k); q >= 0 && (len(out) == 0 || out[len(out)-1] != q) {
				out = append(out, q)
			}
		}
	}
	return out
}
