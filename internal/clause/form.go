package clause

import (
	"strings"

	"onrecord/ling/ud"
)

// Gerund reports whether i is an -ing form.
func (t *Tree) Gerund(i int) bool { return t.Token(i).XPOS == "VBG" || t.takenForNoun(i) }

// takenForNoun reports whether the tagger took the participle at i for a noun, and
// the tree knew better: "attacked the plan, [warning] that it would fail".
func (t *Tree) takenForNoun(i int) bool {
	return t.Token(i).XPOS == "NN" && t.Is(i, "advcl") && strings.HasSuffix(t.Low(i), "ing") &&
		t.Kid(i, "ccomp") > i && t.Kid(i, "det", "case", "amod", "nmod:poss", "compound", "cop") < 0
}

// Participle reports whether i is a past participle.
func (t *Tree) Participle(i int) bool { return t.Token(i).XPOS == "VBN" }

// Tensed reports whether k is a verb form that only a finite clause has.
func (t *Tree) Tensed(k int) bool {
	switch t.Token(k).XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// ToInfinitive reports whether k is an infinitive with "to".
func (t *Tree) ToInfinitive(k int) bool {
	m := t.Kid(k, "mark")
	return m >= 0 && m < k && t.Low(m) == "to"
}

// Infinitive is the "to …" of verb i.
func (t *Tree) Infinitive(i int) Runs {
	for _, k := range t.Kids(i) {
		if k > i && t.Is(k, "xcomp", "ccomp", "advcl") && t.ToInfinitive(k) {
			return t.Subtree(k)
		}
	}
	return nil
}

// Passive reports whether the verb at i is in the passive: by its auxiliary,
// its own or one it shares, or as a participle that hangs on a noun. A subject
// that a tree calls passive is none without the auxiliary: taggers mix up past
// tense and participle.
func (t *Tree) Passive(i int) bool {
	for range 3 {
		if t.Kid(i, "aux:pass", "nsubj:pass") >= 0 {
			return true
		}
		if !t.Is(i, "conj") || !t.Participle(i) || t.Kid(i, "aux", "nsubj", "obj") >= 0 {
			break // "had been killed and blamed the army": the second is a past tense
		}
		i = t.Head(i)
	}
	if t.Participle(i) && t.Kid(i, "aux", "obj", "nsubj") < 0 && t.Agent(i) > i && t.Is(i, "advcl", "acl") {
		return true // "as reported by the paper"
	}
	if t.Kid(i, "aux") >= 0 || !t.Is(i, "acl") || !t.Participle(i) || t.Is(i, "acl:relcl") {
		return false
	}
	h := t.Head(i)
	return h < 0 || !t.Is(h, "root") || t.Agent(i) >= 0 // "Her account posted: “…”" has no other verb
}

// Agent is who a passive verb was done by, -1 for none.
func (t *Tree) Agent(i int) int {
	for _, k := range t.Kids(i) {
		if t.Is(k, "obl") && t.CaseIs(k, "by") {
			return k
		}
	}
	return -1
}

// MainVerb is the verb that the auxiliary at i leads to, i if none follows at once.
func (t *Tree) MainVerb(i, last int) int {
	for n := i + 1; n < min(last, i+5); n++ {
		if t.POS(n, ud.VERB) {
			return n
		}
		if !t.POS(n, ud.AUX, ud.ADV, ud.PART) {
			break
		}
	}
	return i
}

// HasTensed reports whether a finite verb stands in [a, b).
func (t *Tree) HasTensed(a, b int) bool {
	for k := a; k < b; k++ {
		if t.Tensed(k) {
			return true
		}
	}
	return false
}
