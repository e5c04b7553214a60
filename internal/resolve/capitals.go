package resolve

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// speaksForState reports whether a capital's or palace's name means the
// government by what the sentence does with it: who announces, denies or is
// accused is a government; where one meets is a place.
func (r *world) speaksForState(m *mark) bool {
	lists := r.words
	head := r.headOf(m.First, m.Last)
	prep := r.word(m.First - 1)
	if prep == "the" {
		prep = r.word(m.First - 2)
	}
	if r.dateline(m) {
		return false
	}
	if r.palace(m) {
		return !lists.inside[prep] || (prep == "from" || prep == "to") && lists.body[r.lemma(r.doc.Tokens[head].Head)]
	}
	switch {
	case lists.body[prep]:
		return true // "its ally Moscow"
	case lists.towards[prep]:
		return true
	case lists.inside[prep]:
		return (prep == "from" || prep == "to") && lists.body[r.lemma(r.doc.Tokens[head].Head)]
	}
	if r.ending(m.Last) {
		return r.governs(r.possessed(m.Last + 1))
	}
	if next := m.Last; next < len(r.doc.Tokens) && r.doc.Tokens[next].UPOS == ud.NOUN {
		if rel := r.doc.Tokens[head].Deprel; rel == "compound" || rel == "nmod" || rel == "amod" || rel == "" {
			return lists.body[r.lemma(r.possessed(next))]
		}
	}
	return r.speaksByTree(m, head, 0)
}

// governs reports whether what a capital has is a government's.
func (r *world) governs(noun int) bool { return !r.words.town[r.lemma(noun)] }

// speaksByTree reads the relation of the name's head to its sentence.
func (r *world) speaksByTree(m *mark, head, depth int) bool {
	lists := r.words
	t := &r.doc.Tokens[head]
	if t.Head == ling.NoHead { // no tree: a verb right after it
		next := m.Last
		return next < len(r.doc.Tokens) && (r.doc.Tokens[next].UPOS == ud.VERB || r.doc.Tokens[next].UPOS == ud.AUX) && !lists.stays[r.lemma(next)]
	}
	verb := r.lemma(t.Head)
	if r.leadsVerb(m) {
		return !lists.stays[r.lemma(m.Last)]
	}
	switch ud.Universal(t.Deprel) {
	case "nsubj", "csubj":
		return r.subjectSpeaks(t, verb)
	case "obj", "iobj":
		return lists.object[verb]
	case "nmod":
		return r.word(m.First-1) == "of" && (lists.body[verb] || lists.object[verb])
	case "obl":
		return (r.word(m.First-1) == "of" || r.word(m.First-1) == "on") && lists.object[verb]
	case "conj":
		return r.joinedSpeaks(m, t, depth)
	case "root":
		// "Moscow: talks to go on": a headline's speaker.
		return r.word(m.Last) == ":"
	}
	return false
}

// subjectSpeaks reports whether the subject of a verb is a government: "Paris is
// beautiful" says nothing of one; "is ready" does.
func (r *world) subjectSpeaks(t *ling.Token, verb string) bool {
	if r.words.stays[verb] || t.Head < 0 {
		return false
	}
	tag := r.doc.Tokens[t.Head].UPOS
	if t.Deprel == "nsubj:pass" && tag == ud.VERB {
		return r.words.object[verb]
	}
	return tag == ud.VERB || tag == ud.ADJ
}

// joinedSpeaks reports whether a name is joined by "and" to one that speaks.
func (r *world) joinedSpeaks(m *mark, t *ling.Token, depth int) bool {
	const most = 4 // names joined
	other := r.nameAt(t.Head)
	if depth >= most || other == nil || other == m {
		return false
	}
	return r.speaksByTree(other, r.headOf(other.First, other.Last), depth+1) || r.words.towards[r.word(other.First-1)]
}

// leadsVerb reports whether the name stands right before a finite verb that
// the tree gives no other subject, and no preposition binds it: its subject,
// whatever the tree makes of it ("as Washington accused Russia", where the tree
// may take "as" for "like").
func (r *world) leadsVerb(m *mark) bool {
	verb := m.Last
	_, end := r.sentenceOf(m.First)
	if verb >= end || r.doc.Tokens[verb].UPOS != ud.VERB || r.words.inside[r.word(m.First-1)] {
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
