package resolve

import (
	"slices"
	"sort"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
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
		if r.tidy(made) {
			r.marks = append(r.marks, made)
		}
	}
	r.personsAgain()
	for _, m := range r.marks {
		r.made[place{m.First, m.Last, m.Type}] = m
	}
	r.indexMarks()
	r.indexNames()
	if r.kb != nil {
		r.addKnown()
		r.indexNames()
	}
	r.guessNames()
	r.indexNames()
	r.nationsAgain()
	r.sortMarks()
	r.indexNames()
	r.addOutlets()
	r.sortMarks()
	r.indexNames()
}

// tidy cuts from a name what is no part of it: a title or bracket before a
// person's, and says false where nothing is left: "State" in "Secretary of
// State", "Supreme Commander Gen." before the person's own name.
func (r *run) tidy(m *mark) bool {
	if !m.Type.Name() {
		return true
	}
	if m.Last-m.First == 1 && noName[r.doc.Tokens[m.First].Form] {
		return false
	}
	if m.Last-m.First > 1 && r.word(m.First) == "state" && r.word(m.First-1) == "of" && r.word(m.First-2) == "secretary" {
		m.First++ // "Secretary of State Kerry"
		m.Start, m.Type = r.doc.Tokens[m.First].Start, ling.PER
	}
	if m.Type == ling.PER {
		for i := m.Last - 2; i >= m.First; i-- {
			w, _ := r.words.singular(r.word(i))
			if r.words.titles[w].kind != noTitle || w == "]" || w == "[" || w == ")" || w == "(" {
				m.First = i + 1
				m.Start = r.doc.Tokens[i+1].Start
				break
			}
		}
		return true
	}
	last, _ := r.words.singular(r.word(m.Last - 1))
	if last == "state" {
		next, _ := r.words.singular(r.word(m.Last))
		return next != "secretary" && !(r.word(m.First-1) == "of" && r.word(m.First-2) == "secretary")
	}
	if r.words.titles[last].kind == honour && m.Last-m.First > 1 {
		return false
	}
	return true
}

// noName are words that begin sentences and quotations and are taken for
// names there. In capitals throughout they may be names ("US", "IT").
var noName = map[string]bool{"We": true, "I": true, "He": true, "She": true, "They": true, "It": true, "You": true, "Our": true, "My": true, "His": true, "Her": true, "Their": true,
	"Its": true, "This": true, "That": true, "These": true, "Those": true, "There": true, "But": true, "And": true, "The": true, "If": true, "When": true, "What": true, "Who": true, "Some": true, "Many": true, "All": true, "No": true, "Not": true}

// nationsAgain makes states of one-word names whose adjective the article has:
// "Valdoria" beside "Valdorian troops". A person's name has adjectives too
// ("Trumpian"), so it must be nobody's whom the article or the world knows.
func (r *run) nationsAgain() {
	adjectives := map[string][]int{} // without the plural's ending -> tokens
	for i := range r.doc.Tokens {
		t := &r.doc.Tokens[i]
		if !isTitleCase(t.Form) || len(t.Form) < 4 || i+1 >= len(r.doc.Tokens) {
			continue
		}
		if m := r.nameAt(i); m != nil && m.Type != ling.NORP && m.Last-m.First == 1 {
			continue
		}
		if next := r.doc.Tokens[i+1].UPOS; t.UPOS == ud.ADJ || next == ud.NOUN || next == ud.PROPN || next == ud.ADJ {
			w := strings.TrimSuffix(kb.Fold(t.Form), "s")
			adjectives[w] = append(adjectives[w], i)
		}
	}
	r.surnames = r.fullSurnames()
	for _, m := range slices.Clone(r.marks) {
		if !m.Type.Name() || m.Type == ling.NORP || m.Last-m.First != 1 || r.surnameOf(m) {
			continue
		}
		for _, w := range adjectivesOf(kb.Fold(r.nameText(m))) {
			if len(adjectives[w]) == 0 {
				continue
			}
			m.Type = ling.GPE
			for _, i := range adjectives[w] {
				if r.innermost(i) == nil {
					r.add(i, i+1, ling.NORP, finder+" nation")
				}
			}
		}
	}
}

// innermost is a nation's name of one word at token i, nil for none.
func (r *run) innermost(i int) *mark {
	for _, m := range r.over[i] {
		if m.First == i && m.Last == i+1 && m.Type.Name() {
			return m
		}
	}
	return nil
}

// fullSurnames are the last words of the persons' names of several.
func (r *run) fullSurnames() map[string]bool {
	out := map[string]bool{}
	for _, m := range r.marks {
		if m.Type != ling.PER || m.Last-m.First < 2 {
			continue
		}
		if name := kb.Fold(r.nameText(m)); strings.Contains(name, " ") {
			out[name[strings.LastIndexByte(name, ' ')+1:]] = true
		}
	}
	return out
}

// surnameOf reports whether a one-word name is a person's: of one that the
// article has in full, or of one that readers know.
func (r *run) surnameOf(m *mark) bool {
	name := kb.Fold(r.nameText(m))
	if r.surnames[name] {
		return true
	}
	if r.kb == nil {
		return false
	}
	for _, n := range r.kb.Names(nil, name) {
		if r.kb.Type(n.Ref) != onrecord.Person || r.kb.Actor(n.Ref).Prominence >= prominent {
			return true
		}
	}
	return false
}

// personsAgain makes persons' names of words that the name layer took for
// something else, where the article has the full name or surname as a person's.
func (r *run) personsAgain() {
	surnames := map[string]bool{}
	for _, m := range r.marks {
		if m.Type != ling.PER {
			continue
		}
		if words := strings.Fields(kb.Fold(r.nameText(m))); len(words) > 1 {
			last := words[len(words)-1]
			surnames[last] = true
			for _, article := range [...]string{"al-", "el-"} {
				surnames[strings.TrimPrefix(last, article)] = true
			}
		}
	}
	for _, m := range r.marks {
		switch m.Type {
		case ling.ORG, ling.GPE, ling.LOC, ling.NORP:
		default:
			continue
		}
		words := strings.Fields(kb.Fold(r.nameText(m)))
		if len(words) == 0 || !surnames[words[len(words)-1]] || len(words) > 3 {
			continue
		}
		if r.kb == nil || !r.meansThing(r.nameText(m)) {
			m.Type = ling.PER
		}
	}
}

// meansThing reports whether the knowledge base has a name for anything but a person.
func (r *run) meansThing(name string) bool {
	for _, n := range r.kb.Names(nil, name) {
		if typ := r.kb.Type(n.Ref); typ != onrecord.Person && (typ != onrecord.Place || r.kb.Actor(n.Ref).Prominence >= gazetteer) {
			return true
		}
	}
	return false
}

func (r *run) sortMarks() {
	sort.SliceStable(r.marks, func(i, j int) bool {
		a, b := r.marks[i].Span, r.marks[j].Span
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
	r.indexMarks()
}

// indexMarks remembers for every token the marks that hold it.
func (r *run) indexMarks() {
	r.over = make([][]*mark, len(r.doc.Tokens))
	for at, m := range r.marks {
		m.at = at
		r.cover(m, m.First, m.Last)
	}
}

// cover notes that m holds the tokens [first, last).
func (r *run) cover(m *mark, first, last int) {
	for i := first; i < last; i++ {
		r.over[i] = append(r.over[i], m)
	}
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
	m := &mark{Mention: ling.Mention{Span: span, First: first, Last: last, Head: last - 1, Type: typ, Entity: -1, FoundBy: by}, at: len(r.marks)}
	r.marks = append(r.marks, m)
	r.cover(m, first, last)
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
			r.add(name.First, i+1, ling.ORG, finder+" outlet")
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
