package clause

import (
	"strings"

	"onrecord/ling/ud"
)

// Low is the token's form in lower case.
func (t *Tree) Low(i int) string {
	if i < 0 || i >= len(t.low) {
		return ""
	}
	return t.low[i]
}

// Lemma is the token's lemma in lower case, or its form where no lemma is known.
func (t *Tree) Lemma(i int) string {
	if i < 0 || i >= len(t.lemma) {
		return ""
	}
	return t.lemma[i]
}

// POS reports whether i's tag is one of tags. A proper noun is one by either
// tag: a tagger may be of two minds about a name.
func (t *Tree) POS(i int, tags ...ud.UPOS) bool {
	tok := t.Token(i)
	for _, tag := range tags {
		if tok.UPOS == tag || tag == ud.PROPN && strings.HasPrefix(tok.XPOS, "NNP") {
			return true
		}
	}
	return false
}

// Noun reports whether i is tagged as a noun, name or pronoun.
func (t *Tree) Noun(i int) bool {
	return t.POS(i, ud.NOUN, ud.PROPN, ud.PRON) || strings.HasPrefix(t.Token(i).XPOS, "NN")
}

// Punct reports whether i is one of the marks.
func (t *Tree) Punct(i int, marks string) bool {
	f := t.Token(i).Form
	return f != "" && strings.Contains(marks, f)
}

// QuoteMark reports whether token i is nothing but a quotation mark.
func (t *Tree) QuoteMark(i int) bool {
	switch t.Token(i).Form {
	case "\"", "“", "”", "''", "``", "‘", "’", "'", "«", "»", "„", "’’", "‘‘", "＂":
		return true
	}
	return false
}

// Dash reports whether k is a dash between words.
func (t *Tree) Dash(k int) bool {
	switch t.Token(k).Form {
	case "—", "–", "--", "―":
		return true
	case "-":
		return t.Token(k).SpaceAfter
	}
	return false
}

// Abbreviated reports whether the stop i is part of the word before it: "U.S.".
func (t *Tree) Abbreviated(i int) bool {
	return t.Tokens[i].Form == "." && i > 0 && t.Tokens[i-1].End == t.Token(i).Start &&
		len(t.Token(i-1).Form) == 1 && t.Tokens[i-1].UPOS == ud.PROPN
}

// Shouted reports whether token i is a word of three capitals or more.
func (t *Tree) Shouted(i int) bool {
	f := t.Token(i).Form
	if len(f) < 3 {
		return false
	}
	for k := 0; k < len(f); k++ {
		if f[k] >= 'a' && f[k] <= 'z' {
			return false
		}
	}
	return f[0] >= 'A' && f[0] <= 'Z'
}

// Nominative reports whether k is a personal pronoun in the subject's form.
func (t *Tree) Nominative(k int) bool {
	switch t.Low(k) {
	case "i", "he", "she", "we", "they", "it", "you", "there":
		return true
	}
	return false
}

// RelativePronoun reports whether i is a relative pronoun.
func (t *Tree) RelativePronoun(i int) bool {
	l := t.Low(i)
	return l == "who" || l == "which" || l == "that" && t.Token(i).XPOS != "DT"
}

// Capital reports whether s begins with a capital letter of English.
func Capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }
