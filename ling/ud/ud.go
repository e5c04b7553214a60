// Package ud holds the tag sets of Universal Dependencies v2
// (https://universaldependencies.org/guidelines.html): universal
// part-of-speech tags and universal relations. It knows nothing of texts.
package ud

// UPOS is a universal part-of-speech tag. The zero value is Unknown, written "_".
type UPOS uint8

// The seventeen universal part-of-speech tags, in UD's alphabetical order.
const (
	Unknown UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{
	"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
}

// String is the tag as CoNLL-U writes it.
func (p UPOS) String() string {
	if int(p) < len(uposNames) {
		return uposNames[p]
	}
	return "_"
}

// ParseUPOS reads a tag as CoNLL-U writes it; anything else is Unknown.
func ParseUPOS(s string) UPOS {
	for i, name := range uposNames {
		if name == s {
			return UPOS(i)
		}
	}
	return Unknown
}

// Universal returns the universal part of a relation: "nsubj" of "nsubj:pass".
func Universal(deprel string) string {
	for i := 0; i < len(deprel); i++ {
		if deprel[i] == ':' {
			return deprel[:i]
		}
	}
	return deprel
}
