package clause_test

import (
	"strings"
	"testing"
)

func TestWordsInParts(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct{ text, word, lemma string }{
		{"The cease-fire held in the valley.", "fire", "ceasefire"},
		{"A cease fire was agreed on Monday.", "fire", "ceasefire"},
		{"The air-strikes hit the port.", "strikes", "airstrike"},
		{"They ordered the army to cease fire at dawn.", "fire", "fire"},
		{"A camp-fire burned in the valley.", "fire", "fire"},
		{"They will cease - fire is near.", "fire", "fire"},
	} {
		p := r.read(t, c.text)
		if got := p.Lemma(tokenAt(p, strings.Index(c.text, c.word))); got != c.lemma {
			t.Errorf("%s: the lemma of %q is %q, want %q", c.text, c.word, got, c.lemma)
		}
	}
}
