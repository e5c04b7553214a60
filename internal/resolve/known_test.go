package resolve

import (
	"testing"

	"onrecord/ling"
	"onrecord/ling/ud"
)

func TestReach(t *testing.T) {
	word := func(form string, tag ud.UPOS) ling.Token { return ling.Token{Form: form, UPOS: tag, SpaceAfter: true} }
	for _, c := range []struct {
		words []ling.Token
		most  int
		want  int
	}{
		{[]ling.Token{word("Ministry", ud.NOUN), word("of", ud.ADP), word("Defence", ud.PROPN)}, 9, 3},
		{[]ling.Token{word("Ministry", ud.NOUN), word("of", ud.ADP), word("Defence", ud.PROPN)}, 2, 2},
		{[]ling.Token{word("Ministry", ud.NOUN), word("”", ud.PUNCT), word("Defence", ud.PROPN)}, 9, 1},
		{[]ling.Token{word("Hamas", ud.PROPN), word("has", ud.AUX), word("agreed", ud.VERB)}, 9, 1},
		{[]ling.Token{word("Moscow", ud.PROPN), word("it", ud.PRON), word("is", ud.AUX)}, 9, 1},
		{[]ling.Token{word("We", ud.PRON), word("Will", ud.AUX), word("Win", ud.VERB)}, 9, 3},
		{make([]ling.Token, 20), 9, 1}, // words of nothing, which no tokenizer makes
	} {
		r := &gatherer{&world{marks: &marks{page: &page{doc: &ling.Document{Tokens: c.words}}}}}
		if got := r.reach(0, len(c.words), c.most); got != c.want {
			t.Errorf("%v: a name may have %d words, want %d", c.words, got, c.want)
		}
	}
}
