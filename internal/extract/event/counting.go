package event

import (
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// countingVerb is the verb of the sentence in [first, last) that a tree has for a
// participle ("a bomb on a bus [killed at least nine]"), though the number behind it is
// its object, which no participle has; -1 for none.
func (k *knowledge) countingVerb(v *clause.View, first, last int) int {
	for i := first + 1; i+1 < last; i++ {
		if !v.Is(i, "acl") || v.Is(i, "acl:relcl") || !v.POS(i, ud.VERB) || !k.words["KILLED"][v.Lemma(i)] && !k.words["INJURED"][v.Lemma(i)] {
			continue
		}
		if n := boundBefore(v, i+1, last); n < last && v.POS(n, ud.NUM) && topNoun(v, i) >= first {
			return i
		}
	}
	return -1
}

// countedObject is the noun of a sentence that a tree has for where or when, since "at
// least" stands before its number ("killed [at least nine people]"), -1 for none.
func countedObject(v *clause.View, first, last int) int {
	for i := first + 1; i+2 < last; i++ {
		if v.Low(i) != "at" || v.Low(i+1) != "least" || !v.POS(i+2, ud.NUM) {
			continue
		}
		o := i + 2
		if h := v.Head(o); h > o && h < last && v.Is(o, "nummod") {
			o = h
		}
		h := v.Head(o)
		if v.TimeAt(o) >= 0 || v.Lemma(o) == "time" || v.Lemma(o) == "occasion" {
			continue // "met at least nine times"
		}
		if v.Is(o, "obl") && (v.Kid(o, "case") < 0 || v.Kid(o, "case") == i) && h >= first && h < i && v.POS(h, ud.VERB) && !v.Passive(h) && v.Kid(h, "obj") < 0 {
			return o
		}
	}
	return -1
}

// boundBefore is the first token from i on that is no word that bounds a number:
// behind "at least", "more than", "as many as".
func boundBefore(v *clause.View, i, last int) int {
	for from := i; i < last && i < from+3; i++ {
		switch v.Low(i) {
		case "at", "least", "more", "than", "up", "to", "as", "many", "over", "about", "around", "nearly", "some", "almost":
		default:
			return i
		}
	}
	return i
}

// topNoun is the noun that begins the phrase which the participle at i ends, where that
// phrase is a subject or all that the tree has for a sentence; -1 for another.
func topNoun(v *clause.View, i int) int {
	t := v.Head(i)
	for steps := 0; t >= 0 && steps < deepest && v.Is(t, "nmod"); steps++ {
		t = v.Head(t)
	}
	if t < 0 || t > i || !v.Noun(t) || v.Kid(t, "case") >= 0 || !v.Is(t, "nsubj") && v.Head(t) >= 0 {
		return -1
	}
	return t
}

// lead makes the verb at i that of its sentence: its subject the noun that begins the
// phrase before it, its object what the number behind it counts, and whoever says so
// beside it.
func lead(v *clause.View, doc *ling.Document, first, last, i int) {
	t := topNoun(v, i)
	says := v.Head(t)
	doc.Tokens[i].XPOS = "VBD"
	doc.Tokens[i].Head, doc.Tokens[i].Deprel = ling.Root, "root"
	doc.Tokens[t].Head, doc.Tokens[t].Deprel = i, "nsubj"
	n := boundBefore(v, i+1, last)
	o := n
	if h := v.Head(n); h > n && h < last && v.Is(n, "nummod") {
		o = h
	}
	doc.Tokens[o].Head, doc.Tokens[o].Deprel = i, "obj"
	for b := i + 1; b < n; b++ {
		doc.Tokens[b].Head, doc.Tokens[b].Deprel = n, "advmod"
	}
	for b := i + 1; b < last; b++ {
		switch {
		case v.Head(b) == t:
			doc.Tokens[b].Head = i
		case v.Head(b) == o && b > o && v.Is(b, "nmod") && placing[v.Low(v.Kid(b, "case"))]:
			doc.Tokens[b].Head, doc.Tokens[b].Deprel = i, "obl"
		}
	}
	if says > i {
		doc.Tokens[says].Head, doc.Tokens[says].Deprel = i, "parataxis"
	}
	breakCycles(doc, first, last, i)
}
