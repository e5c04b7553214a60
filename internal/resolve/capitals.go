package resolve

import (
	"onrecord/internal/kb"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// speaksForState reports whether a capital's or palace's name means the
// government by what the sentence does with it: who announces, denies or is
// accused is a government; where one meets is a place.
func (r *world) speaksForState(m *mark) bool {
	if r.dateline(m) {
		return false
	}
	lists := r.words
	prep := r.prepositionOf(m)
	switch {
	case lists.inside[prep]:
		head := r.headOf(m.First, m.Last)
		return (prep == "from" || prep == "to") && lists.body[r.lemma(r.doc.Tokens[head].Head)]
	case r.palace(m), lists.body[prep], lists.towards[prep]:
		return true // "its ally Moscow", "with Moscow"
	case r.ending(m.Last):
		return r.governs(r.possessed(m.Last + 1))
	}
	head := r.headOf(m.First, m.Last)
	if next := m.Last; next < len(r.doc.Tokens) && r.doc.Tokens[next].UPOS == ud.NOUN && r.beforeNoun(head) {
		return lists.body[r.lemma(r.possessed(next))]
	}
	return r.speaksByTree(m, head, 0)
}

// prepositionOf is the word that stands before a name, "the" aside.
func (r *world) prepositionOf(m *mark) string {
	if w := r.word(m.First - 1); w != "the" {
		return w
	}
	return r.word(m.First - 2)
}

// beforeNoun reports whether the token hangs on a noun as what it is of.
func (r *world) beforeNoun(i int) bool {
	switch r.doc.Tokens[i].Deprel {
	case "compound", "nmod", "amod", "":
		return true
	}
	return false
}

// governs reports whether what a capital has is a government's.
func (r *world) governs(noun int) bool { return !r.words.town[r.lemma(noun)] }

// speaksByTree reads the relation of the name's head to its sentence.
func (r *world) speaksByTree(m *mark, head, depth int) bool {
	lists := r.words
	t := &r.doc.Tokens[head]
	verb, prep := r.lemma(t.Head), r.word(m.First-1)
	switch ud.Universal(t.Deprel) {
	case "nsubj", "csubj":
		return r.subjectSpeaks(t, verb)
	case "obj", "iobj":
		return lists.object[verb]
	case "nmod":
		return prep == "of" && (lists.body[verb] || lists.object[verb]) || prep == "on" && lists.pressed[verb]
	case "obl":
		return (prep == "of" || prep == "on") && lists.object[verb]
	case "conj":
		return r.joinedSpeaks(m, t, depth)
	case "root":
		return r.word(m.Last) == ":" // "Moscow: talks to go on": a headline's speaker
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

// palace reports whether a mention is a metonym that is no place by itself.
func (r *world) palace(m *mark) bool {
	if r.kb == nil {
		return false
	}
	names := r.kb.Names(nil, r.nameText(m))
	for _, n := range names {
		if n.Sense != kb.Metonym {
			return false
		}
	}
	return len(names) > 0
}
