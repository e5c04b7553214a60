package resolve

import (
	"sort"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// gather takes over the mentions of the document, names trimmed to the name
// itself, in text order, the longer first.
func (r *run) gather() {
	r.made = make(map[place]*mark, len(r.doc.Mentions))
	for _, m := range r.doc.Mentions {
		if m.First < 0 || m.Last > len(r.doc.Tokens) || m.First >= m.Last {
			continue
		}
		made := &mark{Mention: m}
		r.marks = append(r.marks, made)
		r.made[place{m.First, m.Last, m.Type}] = made
	}
	r.indexNames()
	if r.kb != nil {
		r.addKnown()
		r.indexNames()
	}
	r.guessNames()
	r.indexNames()
	r.addOutlets()
	r.sortMarks()
	r.indexNames()
}

func (r *run) sortMarks() {
	sort.SliceStable(r.marks, func(i, j int) bool {
		a, b := r.marks[i].Span, r.marks[j].Span
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
}

// place is where a mention of a type stands, in tokens.
type place struct {
	first, last int
	typ         ling.MentionType
}

// add makes a mention of tokens [first, last), or finds the one of that type
// that a layer has made of them.
func (r *run) add(first, last int, typ ling.MentionType, by string) *mark {
	if m := r.made[place{first, last, typ}]; m != nil {
		return m
	}
	span := ling.Span{Start: r.doc.Tokens[first].Start, End: r.doc.Tokens[last-1].End}
	m := &mark{Mention: ling.Mention{Span: span, First: first, Last: last, Head: last - 1, Type: typ, Entity: -1, FoundBy: by}}
	r.marks = append(r.marks, m)
	return m
}

// nameAt is the outermost name that token i belongs to, nil for none.
func (r *run) nameAt(i int) *mark {
	if i < 0 || i >= len(r.names) {
		return nil
	}
	return r.names[i]
}

// indexNames remembers for every token the outermost name it belongs to.
func (r *run) indexNames() {
	r.names = make([]*mark, len(r.doc.Tokens))
	for _, m := range r.marks {
		if !m.Type.Name() {
			continue
		}
		for i := m.First; i < m.Last; i++ {
			if old := r.names[i]; old == nil || m.Len() > old.Len() {
				r.names[i] = m
			}
		}
	}
}

// addOutlets finds "Valdorian state television": a nation's word, perhaps
// "state", and a singular noun for a voice of its own.
func (r *run) addOutlets() {
	for i := range r.doc.Tokens {
		if r.words.agents[r.word(i)] != "outlet" || r.doc.Tokens[i].UPOS == ud.VERB {
			continue
		}
		first := i
		for first > 0 && (r.word(first-1) == "state" || r.word(first-1) == "news" || r.word(first-1) == "official") {
			first--
		}
		name := r.nameAt(first - 1)
		if name == nil || name.Type != ling.NORP || r.nameAt(i) != nil {
			continue
		}
		if first < i || r.word(i) == "television" || r.word(i) == "radio" {
			r.add(name.First, i+1, ling.ORG, Version+" outlet")
		}
	}
}

// nameText is a mention's name without what does not belong to it: an
// article, a possessive ending, a title before it.
func (r *run) nameText(m *mark) string {
	first, last := m.First, m.Last
	for first < last-1 {
		w := r.word(first)
		t := r.words.titles[w]
		if w != "the" && (m.Type != ling.PER || t.kind == noTitle) {
			break
		}
		first++
	}
	for last-1 > first && (r.word(last-1) == "'s" || r.word(last-1) == "’s" || r.word(last-1) == "'" || r.word(last-1) == "’") {
		last--
	}
	text := strings.TrimRight(r.text(first, last), ",;:")
	for _, end := range [...]string{"'s", "’s"} {
		text = strings.TrimSuffix(text, end)
	}
	return strings.Join(strings.Fields(text), " ")
}
