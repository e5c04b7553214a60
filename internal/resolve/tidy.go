package resolve

import (
	"slices"
	"strings"

	"onrecord/internal/kb"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// tidy cuts from a name what is no part of it: a title or bracket before a
// person's, and says false where nothing is left: "State" in "Secretary of
// State", "Supreme Commander Gen." before the person's own name.
func (r *gatherer) tidy(m *mark) bool {
	if r.opens(m) {
		return false
	}
	if m.Last-m.First > 1 && r.word(m.First) == "state" && r.afterSecretary(m.First) {
		m.First++ // "Secretary of State Kerry"
		m.Start, m.Type = r.doc.Tokens[m.First].Start, ling.PER
	}
	if r.lettersBehind(m) {
		return false
	}
	if m.Type != ling.ORG && r.apposedTo(m, words.Body|words.Outlet) {
		m.Type = ling.ORG
	}
	if m.Type == ling.PER || m.Type != ling.ORG && r.apposedTo(m, words.Person) {
		m.Type = ling.PER
		r.cutTitle(m)
		r.cutField(m)
		r.cutDay(m)
		r.cutCamp(m)
		r.takeHyphen(m)
		return true
	}
	last := m.Last - 1
	if r.bareBody(m) {
		return false
	}
	if r.word(last) == "state" {
		next, _ := r.words.Noun(r.word(m.Last))
		return !(next != nil && next.Word == "secretary") && !r.afterSecretary(m.First)
	}
	return !(r.words.is(r.word(last), words.Honour) && m.Last-m.First > 1)
}

// bareBody reports whether a body's name is no more than a noun for bodies:
// "the Ministry" describes one.
func (r *gatherer) bareBody(m *mark) bool {
	first := m.First
	if r.word(first) == "the" {
		first++
	}
	n, plural := r.words.Noun(r.word(m.Last - 1))
	return m.Type == ling.ORG && m.Last-first == 1 && n.Is(words.Body) && !plural
}

// opens reports whether a name is no more than a word that begins sentences.
// In capitals throughout it may be a name ("US", "IT").
func (r *gatherer) opens(m *mark) bool {
	form := r.doc.Tokens[m.First].Form
	return m.Last-m.First == 1 && r.words.opener[r.word(m.First)] && (form != strings.ToUpper(form) || len(form) == 1)
}

// afterSecretary reports whether "secretary of" stands before token i.
func (r *gatherer) afterSecretary(i int) bool {
	return r.word(i-1) == "of" && r.word(i-2) == "secretary"
}

// cutTitle cuts a title or bracket from before a person's name.
func (r *gatherer) cutTitle(m *mark) {
	for i := m.Last - 2; i >= m.First; i-- {
		if r.words.isTitle(r.word(i)) || strings.Contains("[]()", r.word(i)) {
			m.First = i + 1
			m.Start = r.doc.Tokens[i+1].Start
			return
		}
	}
}

// cutCamp cuts a party or nation from before a full name: "Democrat Ana Holm",
// "Australian Timothy Weeks".
func (r *gatherer) cutCamp(m *mark) {
	if m.Last-m.First < 3 || !r.words.camp[r.word(m.First)] && !r.demonym(r.doc.Tokens[m.First].Form) {
		return
	}
	m.First++
	m.Start = r.doc.Tokens[m.First].Start
}

// nicknames joins the two halves of a name that a nickname in quotation marks
// stands between: Ann "Babs" Lee.
func (r *gatherer) nicknames() {
	begins := map[int]*mark{}
	for _, m := range r.list {
		if m.Type == ling.PER {
			begins[m.First] = m
		}
	}
	r.list = slices.DeleteFunc(r.list, func(m *mark) bool {
		from := m.First - 3
		return m.Type == ling.PER && r.quoteMark(from) && r.quoteMark(m.First-1) && r.endsGiven(from, begins, m)
	})
}

// endsGiven reports whether a person's name ends before token i, and gives it the
// rest, m, of what is one name.
func (r *gatherer) endsGiven(i int, begins map[int]*mark, m *mark) bool {
	for first := i - 1; first >= 0 && first >= i-3; first-- {
		if half := begins[first]; half != nil && half.Last == i {
			half.Last, half.End, half.Head = m.Last, m.End, m.Head
			return true
		}
	}
	return false
}

// cutField cuts from before a full name a word of the office: "Ports Samir Haddad"
// behind "the Minister of Roads and". The next word is a given name, and it is none.
func (r *gatherer) cutField(m *mark) {
	switch r.word(m.First - 1) {
	case "and", "of", "for":
	default:
		return
	}
	if m.Last-m.First < 3 || !r.words.GivenName(r.word(m.First+1)) || r.words.GivenName(r.word(m.First)) {
		return
	}
	m.First++
	m.Start = r.doc.Tokens[m.First].Start
}

// cutDay cuts a day from before a full name: "On [Monday Ada Obi]".
func (r *gatherer) cutDay(m *mark) {
	if m.Last-m.First > 2 && r.word(m.First-1) == "on" && r.view.Timed(m.First) {
		m.First++
		m.Start = r.doc.Tokens[m.First].Start
	}
}

// lettersBehind reports whether a name is no more than a degree behind a person's:
// "Valerie Brandt, M.S., R.D.,".
func (r *gatherer) lettersBehind(m *mark) bool {
	if m.Last-m.First != 1 || r.word(m.First-1) != "," {
		return false
	}
	return r.words.degree[r.word(m.First)] || r.words.degree[r.word(m.First)+"."]
}

// apposedTo reports whether a name of which nothing is known stands in apposition
// to a noun of that kind, whatever the name layer took it for: "the salt trader,
// Norvik," is a person, "the port firm, Harwell," a body.
func (r *gatherer) apposedTo(m *mark, k words.Kind) bool {
	if m.Type == ling.EVENT || m.Type == ling.NORP || m.Last-m.First > 3 || r.word(m.First-1) != "," || r.kb != nil && r.meansThing(r.text(m.First, m.Last)) {
		return false
	}
	t := &r.doc.Tokens[r.headOf(m.First, m.Last)]
	if t.Deprel != "appos" || t.Head < 0 || t.Head >= m.First || r.doc.Tokens[t.Head].UPOS != ud.NOUN || isTitleCase(r.doc.Tokens[t.Head].Form) {
		return false
	}
	n, plural := r.words.Noun(r.word(t.Head))
	if over := r.personOver(t.Head); over && m.Last-m.First > 1 {
		return k == words.Person // "the head of the delegation, Lena Voss,"
	}
	return !plural && n.Is(k) && (k == words.Person || !n.Is(words.Person))
}

// personOver reports whether the body at token i is what one person of whom the text
// speaks belongs to: "the [head] of the delegation".
func (r *gatherer) personOver(i int) bool {
	t := &r.doc.Tokens[i]
	if n, _ := r.words.Noun(r.word(i)); t.Deprel != "nmod" || t.Head < 0 || t.Head >= i || n.Is(words.Person) {
		return false
	}
	n, plural := r.words.Noun(r.word(t.Head))
	return n.Is(words.Person) && !plural
}

// demonym reports whether a word is the adjective of a state.
func (r *gatherer) demonym(word string) bool {
	if r.kb == nil {
		return false
	}
	for _, n := range r.kb.Names(r.names4[:0], word) {
		if n.Sense == kb.Demonym {
			return true
		}
	}
	return false
}

// takeHyphen gives a person's name the rest of a double one: "Zahava Gal" of
// "Zahava Gal-Ner".
func (r *gatherer) takeHyphen(m *mark) {
	last := m.Last
	for last+1 < len(r.doc.Tokens) && r.word(last) == "-" && !r.doc.Tokens[last-1].SpaceAfter && !r.doc.Tokens[last].SpaceAfter && isTitleCase(r.doc.Tokens[last+1].Form) {
		last += 2
	}
	m.Last, m.End = last, r.doc.Tokens[last-1].End
}
