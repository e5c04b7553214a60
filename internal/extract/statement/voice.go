package statement

import (
	"onrecord/internal/clause"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// teller reports whether k names someone who can be cited for news: a person,
// a body, or a noun of the list.
func (r *cues) teller(k int) bool {
	if r.lex.lists["teller"][r.Lemma(k)] {
		return true
	}
	for _, m := range r.MentionsAt(k) {
		if m.Type == ling.PER || m.Type == ling.ORG {
			return true
		}
	}
	return false
}

// outlet reports whether the words rs name a news outlet: by a word of the
// list within the name, or a name of the list.
func (r *cues) outlet(rs clause.Runs) bool {
	for _, part := range rs {
		for i := part.From; i < part.To; i++ {
			if r.POS(i, ud.PROPN, ud.NOUN) && (r.lex.lists["outlet"][r.Low(i)] || r.lex.lists["outlet"][r.Lemma(i)]) {
				return true
			}
		}
	}
	return false
}

// speaks reports whether token h names one who can speak: by the layer of
// names, as a pronoun, or by a noun for a person or body.
func (r *cues) speaks(h int) bool {
	if r.POS(h, ud.PRON) || r.teller(h) || r.somebody(r.Lemma(h)) {
		return true
	}
	for _, m := range r.MentionsAt(h) {
		if m.Type == ling.GPE || m.Type == ling.NORP {
			return true
		}
	}
	return false
}

// somebody reports whether the word is a noun for people or bodies, or stands for
// them without naming what they are.
func (r *cues) somebody(word string) bool {
	if r.lex.lists["somebody"][word] {
		return true
	}
	noun, _ := r.lex.book.Noun(word)
	return noun.Is(words.Person | words.Body | words.Organ | words.Servant)
}

// person reports whether k can be spoken to: a name, a pronoun or a noun that
// is no thing of the lists.
func (r *cues) person(k int) bool {
	return r.Noun(k) && !r.lex.lists["thing"][r.Lemma(k)]
}

// aPerson reports whether [a, b) is the name of a person.
func (r *cues) aPerson(a, b int) bool {
	for k := a; k < b; k++ {
		for _, m := range r.MentionsAt(k) {
			if m.Type == ling.PER && m.First >= a && m.Last == b {
				return true
			}
		}
	}
	return false
}

// aVoice reports whether the words [a, b) of a headline name someone who can
// speak: a person, a body or a state, or a noun for one.
func (r *cues) aVoice(a, b int) bool {
	for k := a; k < b; k++ {
		if r.lex.lists["teller"][r.Low(k)] || r.lex.lists["outlet"][r.Low(k)] {
			return true
		}
		for _, m := range r.MentionsAt(k) {
			if (m.Type == ling.PER || m.Type == ling.ORG || m.Type == ling.GPE) && m.First >= a && m.Last == b {
				return true
			}
		}
	}
	return false
}
