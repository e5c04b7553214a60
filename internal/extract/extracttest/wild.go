package extracttest

import (
	"math/rand"
	"strings"
	"testing"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// relations are those that extractors ask for.
var relations = [...]string{
	"nsubj", "obj", "obl", "nmod", "compound", "acl", "acl:relcl", "advcl", "xcomp", "ccomp", "conj", "cc", "case", "mark", "det", "amod", "punct",
	"appos", "nsubj:pass", "aux", "aux:pass",
}

var tags = [...]ud.UPOS{ud.NOUN, ud.VERB, ud.PROPN, ud.ADJ, ud.ADP, ud.PRON, ud.NUM}

// longestWild is how many words a wild text has more than shortestWild at the most.
const shortestWild, longestWild = 5, 40

// Wild are n pages of the words in any order under any relations, whose heads may lead
// in a circle: what no writer and no parser gives, each from a seed of its own.
func (r Reading) Wild(t testing.TB, n int, words []string, yield func(Page)) {
	t.Helper()
	for seed := range n {
		rng := rand.New(rand.NewSource(int64(seed)))
		var text strings.Builder
		for range shortestWild + rng.Intn(longestWild) {
			text.WriteString(words[rng.Intn(len(words))] + " ")
		}
		doc, err := r.Annotator.Annotate(t.Context(), text.String())
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Tokens {
			doc.Tokens[i].Deprel = relations[rng.Intn(len(relations))]
			if doc.Tokens[i].Head = rng.Intn(len(doc.Tokens)+1) - 1; doc.Tokens[i].Head < 0 {
				doc.Tokens[i].Head = ling.Root
			}
		}
		yield(Look(doc))
	}
}

// Shake makes other trees of those of doc: every token but the first of a sentence
// hangs on one before it, by any relation, and some are of another part of speech.
func Shake(doc *ling.Document, rng *rand.Rand) {
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			doc.Tokens[i].Head, doc.Tokens[i].Deprel = ling.Root, "root"
			if i > s.First {
				doc.Tokens[i].Head, doc.Tokens[i].Deprel = s.First+rng.Intn(i-s.First), relations[rng.Intn(len(relations))]
			}
			if rng.Intn(3) == 0 {
				doc.Tokens[i].UPOS = tags[rng.Intn(len(tags))]
			}
		}
	}
}
