package resolve

import (
	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// speaksForState reports whether a capital's or palace's name means the
// government by what the sentence does with it: who announces, denies or is
// accused is a government; where one meets is a place.
func (r *run) speaksForState(m *mark) bool {
	lists := r.words.capitals
	head := r.headOf(m.First, m.Last)
	prep := r.word(m.First - 1)
	if prep == "the" {
		prep = r.word(m.First - 2)
	}
	if r.dateline(m) {
		return false
	}
	if r.palace(m) {
		return !lists["inside"][prep] || (prep == "from" || prep == "to") && lists["body"][r.lemma(r.doc.Tokens[head].Head)]
	}
	switch {
	case lists["body"][prep]:
		return true // "its ally Moscow"
	case lists["towards"][prep]:
		return true
	case lists["inside"][prep]:
		return (prep == "from" || prep == "to") && lists["body"][r.lemma(r.doc.Tokens[head].Head)]
	}
	if w := r.word(m.Last); w == "'s" || w == "’s" {
		return r.governs(r.possessed(m.Last + 1))
	}
	if next := m.Last; next < len(r.doc.Tokens) && r.doc.Tokens[next].UPOS == ud.NOUN {
		if rel := r.doc.Tokens[head].Deprel; rel == "compound" || rel == "nmod" || rel == "amod" || rel == "" {
			return lists["body"][r.lemma(r.possessed(next))]
		}
	}
	return r.speaksByTree(m, head, 0)
}

// possessed is the last noun of the noun phrase that begins at token i.
func (r *run) possessed(i int) int {
	_, end := r.sentenceOf(i)
	last := i
	for k := i; k < end && k < i+6 && r.nominal(k); k++ {
		last = k
	}
	return last
}

// governs reports whether what a capital has is a government's.
func (r *run) governs(noun int) bool { return !r.words.capitals["town"][r.lemma(noun)] }

// speaksByTree reads the relation of the name's head to its sentence.
func (r *run) speaksByTree(m *mark, head, depth int) bool {
	lists := r.words.capitals
	t := &r.doc.Tokens[head]
	if t.Head == ling.NoHead { // no tree: a verb right after it
		next := m.Last
		return next < len(r.doc.Tokens) && (r.doc.Tokens[next].UPOS == ud.VERB || r.doc.Tokens[next].UPOS == ud.AUX) && !lists["stays"][r.lemma(next)]
	}
	verb := r.lemma(t.Head)
	if r.leadsVerb(m) {
		return !lists["stays"][r.lemma(m.Last)]
	}
	switch ud.Universal(t.Deprel) {
	case "nsubj", "csubj":
		if lists["stays"][verb] {
			return false
		}
		if t.Deprel == "nsubj:pass" && t.Head >= 0 && r.doc.Tokens[t.Head].UPOS == ud.VERB {
			return lists["object"][verb]
		}
		// "Paris is beautiful" says nothing of a government; "is ready" does.
		return t.Head >= 0 && (r.doc.Tokens[t.Head].UPOS == ud.VERB || r.doc.Tokens[t.Head].UPOS == ud.ADJ)
	case "obj", "iobj":
		return lists["object"][verb]
	case "nmod":
		return r.word(m.First-1) == "of" && lists["body"][verb] || r.word(m.First-1) == "of" && lists["object"][verb]
	case "obl":
		return r.word(m.First-1) == "of" && lists["object"][verb] || r.word(m.First-1) == "on" && lists["object"][verb]
	case "conj":
		if t.Head >= 0 && depth < 4 {
			if other := r.nameAt(t.Head); other != nil && other != m {
				return r.speaksByTree(other, r.headOf(other.First, other.Last), depth+1) || lists["towards"][r.word(other.First-1)]
			}
		}
	case "root":
		// "Moscow: talks to go on": a headline's speaker.
		return r.word(m.Last) == ":"
	}
	return false
}

// leadsVerb reports whether the name stands right before a finite verb that
// the tree gives no other subject, and no preposition binds it: its subject,
// whatever the tree makes of it ("as Washington accused Russia", where the tree
// may take "as" for "like").
func (r *run) leadsVerb(m *mark) bool {
	verb := m.Last
	_, end := r.sentenceOf(m.First)
	if verb >= end || r.doc.Tokens[verb].UPOS != ud.VERB || r.words.capitals["inside"][r.word(m.First-1)] {
		return false
	}
	switch r.doc.Tokens[verb].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return false
	}
	first, _ := r.sentenceOf(m.First)
	for k := first; k < end; k++ {
		if t := &r.doc.Tokens[k]; t.Head == verb && ud.Universal(t.Deprel) == "nsubj" {
			return false
		}
	}
	return true
}

// dateline reports whether a name stands at the head of a paragraph before a
// dash, a comma or a bracket, as the place a report comes from.
func (r *run) dateline(m *mark) bool {
	s := r.doc.SentenceAt(m.First)
	if s < 0 || r.doc.Sentences[s].First != m.First || !r.doc.Sentences[s].NewPar {
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

// lemma is the lemma of token i, its form without one, "" outside.
func (r *run) lemma(i int) string {
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	if l := r.doc.Tokens[i].Lemma; l != "" && l != "_" {
		return lower(l)
	}
	return r.word(i)
}

// countNations notes which states the article speaks of, by id.
func (r *run) countNations() {
	r.nations = map[onrecord.ActorID]int{}
	if r.kb == nil {
		return
	}
	for _, m := range r.marks {
		if m.entity == nil || m.entity.ref == kb.NoRef {
			continue
		}
		if c := r.kb.CountryOf(m.entity.ref); c != kb.NoRef {
			r.nations[r.kb.ID(c)]++
		}
	}
}
