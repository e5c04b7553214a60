package resolve

import (
	"slices"
	"sort"
	"strings"

	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// mark is a mention on its way to an actor.
type mark struct {
	ling.Mention
	at     int                // its place in marks.marks
	entity *entity            // nil for nobody
	all    []*entity          // of several at once: "both men"
	desc   *refer.Description // the description it is, nil for others
	nobody bool               // a name that is not enough to say who
	why    string             // what says that it means its entity
	name   string             // its nameText
	named  place              // where that is the name of, so that it is made once
}

// marks are the mentions of an article, and which stand at each token.
type marks struct {
	*page
	list  []*mark         // in text order, the longer first
	made  map[place]*mark // those that were made, by place
	names []*mark         // a token's outermost name
	over  [][]*mark       // a token's marks, in the order of marks
}

// place is where a mention of a type stands, in tokens.
type place struct {
	first, last int
	typ         ling.MentionType
}

// sortMarks puts the marks in text order, the longer first, and indexes them.
func (r *marks) sortMarks() {
	sort.SliceStable(r.list, func(i, j int) bool {
		a, b := r.list[i].Span, r.list[j].Span
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
	if len(r.over) != len(r.doc.Tokens) {
		r.over = make([][]*mark, len(r.doc.Tokens))
	}
	for i := range r.over { // made once: marks are put in order ten times an article
		r.over[i] = r.over[i][:0]
	}
	for at, m := range r.list {
		m.at = at
		r.cover(m, m.First, m.Last)
	}
	r.indexNames()
}

// cover notes that m holds the tokens [first, last).
func (r *marks) cover(m *mark, first, last int) {
	for i := first; i < last; i++ {
		r.over[i] = append(r.over[i], m)
	}
}

// indexNames remembers for every token the outermost name it belongs to.
func (r *marks) indexNames() {
	if len(r.names) != len(r.doc.Tokens) {
		r.names = make([]*mark, len(r.doc.Tokens))
	}
	clear(r.names)
	for _, m := range r.list {
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

// add makes a mention of tokens [first, last), or finds the one of that type
// that stands there.
func (r *marks) add(first, last int, typ ling.MentionType, by string) *mark {
	if m := r.made[place{first, last, typ}]; m != nil {
		return m
	}
	span := ling.Span{Start: r.doc.Tokens[first].Start, End: r.doc.Tokens[last-1].End}
	m := &mark{Mention: ling.Mention{Span: span, First: first, Last: last, Head: last - 1, Type: typ, Entity: -1, FoundBy: by}, at: len(r.list)}
	r.made[place{first, last, typ}] = m
	r.list = append(r.list, m)
	r.cover(m, first, last)
	return m
}

// grow makes a mark hold the tokens [first, last), of which it holds some.
func (r *marks) grow(m *mark, first, last int) {
	first, last = min(first, m.First), max(last, m.Last)
	r.cover(m, first, m.First)
	r.cover(m, m.Last, last)
	m.First, m.Last, m.Head = first, last, last-1
	m.Span = ling.Span{Start: r.doc.Tokens[first].Start, End: r.doc.Tokens[last-1].End}
	r.made[place{first, last, m.Type}] = m
}

// nameAt is the outermost name that token i belongs to, nil for none.
func (r *marks) nameAt(i int) *mark {
	if i < 0 || i >= len(r.names) {
		return nil
	}
	return r.names[i]
}

// marksIn are the marks that share a token with [first, last), in text order.
func (r *marks) marksIn(first, last int) []*mark {
	var out []*mark
	for i := first; i < last; i++ {
		for _, m := range r.over[i] {
			if i == first || m.First == i {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b *mark) int { return a.at - b.at })
	return out
}

// nationAt is the innermost name of a state at token i, nil for none.
func (r *marks) nationAt(i int) *mark {
	if i < 0 || i >= len(r.over) {
		return nil
	}
	for _, m := range r.over[i] {
		if m.Type == ling.NORP || m.Type == ling.GPE {
			return m
		}
	}
	return nil
}

// nationBefore is the nation's name before a noun: "the Syrian government",
// "Syria's army".
func (r *marks) nationBefore(head, first int) *mark {
	for i := head - 1; i >= first; i-- {
		if m := r.nationAt(i); m != nil {
			return m
		}
	}
	return nil
}

// nationBeside is the nation before or after tokens [first, last), and the
// tokens that they make up with it.
func (r *marks) nationBeside(first, last int) (nation *mark, from, to int) {
	k := first - 1
	if r.ending(k) {
		k--
	}
	if m := r.nationAt(k); m != nil {
		return m, m.First, last
	}
	k = last
	if r.word(k) == "of" {
		k++
		if r.word(k) == "the" {
			k++
		}
		if m := r.nationAt(k); m != nil {
			return m, first, m.Last
		}
	}
	return nil, first, last
}

// nameText is a mention's name without what does not belong to it: an
// article, a possessive ending.
func (r *marks) nameText(m *mark) string {
	if at := (place{m.First, m.Last, m.Type}); m.named != at {
		m.name, m.named = r.madeName(m), at
	}
	return m.name
}

func (r *marks) madeName(m *mark) string {
	first, last := m.First, m.Last
	for first < last-1 && r.word(first) == "the" {
		first++
	}
	for last-1 > first && (r.ending(last-1) || r.word(last-1) == "'" || r.word(last-1) == "’") {
		last--
	}
	text := strings.TrimRight(r.text(first, last), ",;:")
	if k := last - 2; m.Type == ling.PER && k-2 > first && r.quoteMark(k) && r.quoteMark(k-2) {
		text = r.text(first, k-2) + " " + r.text(k+1, last) // Ann "Babs" Lee
	}
	for _, end := range [...]string{"'s", "’s"} {
		text = strings.TrimSuffix(text, end)
	}
	return strings.Join(strings.Fields(text), " ")
}

// dateline reports whether a name stands at the head of a paragraph before a
// dash, a comma or a bracket, as the place a report comes from.
func (r *marks) dateline(m *mark) bool {
	s := r.doc.SentenceAt(m.First)
	if m.Type == ling.PER || s < 0 || r.doc.Sentences[s].First != m.First || !r.doc.Sentences[s].NewPar {
		return false
	}
	switch r.word(m.Last) {
	case "—", "–", "-", "--":
		next := m.Last + 1
		return next < len(r.doc.Tokens) && (isTitleCase(r.doc.Tokens[next].Form) || r.doc.Tokens[next].UPOS == ud.PUNCT)
	case "(", "/":
		return true
	}
	return false
}

// fullSurnames are the last words of the persons' names of several, with and
// without an Arabic article, and the first of those whose last is two in one.
func (r *marks) fullSurnames() map[string]bool {
	out := map[string]bool{}
	for _, m := range r.list {
		if m.Type != ling.PER || m.Last-m.First < 2 {
			continue
		}
		if name := kb.Fold(r.nameText(m)); strings.Contains(name, " ") {
			last := name[strings.LastIndexByte(name, ' ')+1:]
			out[last] = true
			if strings.Contains(last, "-") {
				out[name[:strings.IndexByte(name, ' ')]] = true // Ban Ki-moon
			}
			for _, article := range [...]string{"al-", "el-"} {
				out[strings.TrimPrefix(last, article)] = true
			}
		}
	}
	return out
}
