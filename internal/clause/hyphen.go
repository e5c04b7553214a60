package clause

import "onrecord/ling/ud"

// Words that some outlets write with a hyphen, or in two words, and others in one are
// the same words. A tree has a token for each part; the lemma of the last of them is
// that of the whole, so that a rule that knows "ceasefire" knows "cease-fire".

// compose gives the last parts of words that are written in parts their lemmas.
func (t *Tree) compose() {
	for i := 1; i < len(t.lemma); i++ {
		switch first := i - 2; {
		case t.low[i-1] == "-" && first >= 0 && t.Tokens[first].End == t.Tokens[i-1].Start && t.Tokens[i-1].End == t.Tokens[i].Start:
			if whole := composed(t.low[first], t.lemma[i]); whole != "" {
				t.lemma[i] = whole
			}
		case t.low[i-1] == "cease" && t.low[i] == "fire" && t.Tokens[i-1].UPOS == ud.NOUN && t.Tokens[i].UPOS == ud.NOUN:
			t.lemma[i] = "ceasefire"
		}
	}
}

// composed is the word, written in one, that parts a and b make up, b by its lemma;
// "" where they stay apart.
func composed(a, b string) string {
	switch a + "-" + b {
	case "cease-fire", "check-point", "stand-off", "break-through", "cross-fire", "gun-fire", "war-head", "war-plane",
		"peace-keeper", "peace-keeping", "peace-maker", "peace-making", "air-strike", "air-space", "head-quarters", "strong-hold",
		"co-operate", "co-operation", "co-ordinate", "co-ordination", "re-affirm", "re-open", "para-military", "by-election",
		"over-flight", "fly-over", "out-post", "under-secretary", "sub-committee":
		return a + b
	}
	return ""
}
