package event

import (
	"slices"
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// headlines is the view with the verbs of headlines read as such, those taken for nouns
// and passives without "was", and with the objects that "at least" begins. A tagger that was
// trained on running text takes the present tense of "Troops storm palace" for one
// more noun; where a sentence has no verb at all, and a word that frames know as a
// verb stands between two nouns, it is that, the noun before it its subject and the
// one behind it its object.
func (k *knowledge) headlines(v *clause.View) *clause.View {
	var doc *ling.Document
	mended := map[int]bool{}
	for s := range v.Sentences {
		first, last := v.Sentences[s].First, v.Sentences[s].Last
		mend := k.mend(v, first, last)
		if mend == nil {
			continue
		}
		if doc == nil {
			doc = new(ling.Document)
			*doc = *v.Document
			doc.Tokens = slices.Clone(v.Tokens)
		}
		mend(doc)
		mended[s] = true
	}
	if doc == nil {
		return v
	}
	out := clause.Look(doc)
	k.grammar.Predicates(out).Keep(k.grammar.Predicates(v), func(i int) bool { return !mended[v.SentenceAt(i)] })
	return out
}

// mend is what puts the tree of the sentence in [first, last) right in a copy of the
// document, nil where nothing is known to be wrong with it.
func (k *knowledge) mend(v *clause.View, first, last int) func(doc *ling.Document) {
	if at := k.headlineVerb(v, first, last); at >= 0 {
		return func(doc *ling.Document) { rehang(v, doc, first, last, at) }
	}
	if s := k.headlinePassive(v, first, last); s >= 0 {
		return func(doc *ling.Document) {
			doc.Tokens[s].Deprel, doc.Tokens[doc.Tokens[s].Head].XPOS = "nsubj:pass", "VBN"
		}
	}
	if i := k.headlineFuture(v, first, last); i >= 0 {
		return func(doc *ling.Document) { willDo(doc, i) }
	}
	if s := k.headlineSubject(v, first, last); s >= 0 {
		return func(doc *ling.Document) {
			doc.Tokens[s].Deprel, doc.Tokens[doc.Tokens[s].Head].UPOS = "nsubj", ud.VERB
		}
	}
	if i := k.countingVerb(v, first, last); i >= 0 {
		return func(doc *ling.Document) { lead(v, doc, first, last, i) }
	}
	if o := countedObject(v, first, last); o >= 0 {
		return func(doc *ling.Document) {
			doc.Tokens[o].Deprel = "obj"
			if at := v.Kid(o, "case"); at >= 0 {
				doc.Tokens[at].Deprel = "advmod"
			}
		}
	}
	return nil
}

// longestHeadline is how many words a headline has at most.
const longestHeadline = 18

// headlineVerb is the verb of the headline in [first, last) that was taken for a
// noun, -1 for none.
func (k *knowledge) headlineVerb(v *clause.View, first, last int) int {
	if last-first > longestHeadline || last-first < 3 {
		return -1
	}
	if i := k.headlineAdverb(v, first, last); i >= 0 {
		return i
	}
	if v.HasTensed(first, last) {
		return -1
	}
	for i := first + 1; i+1 < last; i++ {
		if !v.POS(i, ud.NOUN) || !k.verbs[v.Low(i)] || !k.agrees(v, first, i) {
			continue
		}
		if v.POS(i+1, ud.ADP) && (v.Token(i-1).XPOS == "NNS" && v.Low(i) == v.Lemma(i) || k.onlyVerbs[v.Low(i)]) {
			return i
		}
		if v.Noun(i+1) || v.POS(i+1, ud.ADJ, ud.NUM, ud.DET, ud.PROPN) || v.Low(i+1) == "to" {
			return i
		}
	}
	return -1
}

// headlineAdverb is the verb of the headline in [first, last) that was taken for an
// adverb ("Lawmakers back plan"), -1 for none.
func (k *knowledge) headlineAdverb(v *clause.View, first, last int) int {
	at := -1
	for i := first; i < last; i++ {
		switch {
		case v.POS(i, ud.VERB, ud.AUX) && v.Token(i).XPOS != "VB" && v.HasTensed(i, i+1):
			return -1
		case at < 0 && i > first && i+1 < last && v.POS(i, ud.ADV) && k.verbs[v.Low(i)] && k.agrees(v, first, i) && (v.Noun(i+1) || v.POS(i+1, ud.ADJ, ud.NUM, ud.DET)):
			at = i
		}
	}
	return at
}

// headlinePassive is the subject of the headline in [first, last) that leaves out "was"
// before a verb which nobody does without an object ("Opposition leader detained at
// airport"), -1 for none. A headline has no stop.
func (k *knowledge) headlinePassive(v *clause.View, first, last int) int {
	if last-first > longestHeadline || v.Punct(last-1, ".!?") {
		return -1
	}
	for i := first + 1; i < last; i++ {
		if v.Head(i) >= 0 || !v.POS(i, ud.VERB) || !k.words["TRANSITIVE"][v.Low(i)] || v.Kid(i, "obj", "ccomp", "xcomp", "aux", "obl:agent") >= 0 {
			continue
		}
		if s := v.OwnSubject(i); s >= first && s < i && v.Is(s, "nsubj") && !v.Is(s, "nsubj:pass") && v.Noun(s) {
			return s
		}
	}
	return -1
}

// headlineFuture is the infinitive of a headline that says with it what somebody will
// do ("Norway to send troops"), -1 for none: it stands right behind all of the noun
// phrase that the tree has for the sentence.
func (k *knowledge) headlineFuture(v *clause.View, first, last int) int {
	if last-first > longestHeadline || v.Punct(last-1, ".!?") {
		return -1
	}
	for i := first + 2; i+1 < last; i++ {
		h := v.Head(i)
		if v.Is(i, "acl", "xcomp") && v.POS(i, ud.VERB) && v.Low(i-1) == "to" && v.Head(i-1) == i && h >= first && v.Head(h) < 0 && v.POS(h, ud.PROPN, ud.NOUN) && v.Left(h) == first && h == i-2 {
			return i
		}
	}
	return -1
}

// willDo makes the infinitive at i the verb of its sentence, its "to" a "will", and the
// noun that it hung on its subject.
func willDo(doc *ling.Document, i int) {
	subject := doc.Tokens[i].Head
	for n := range doc.Tokens {
		if t := &doc.Tokens[n]; t.Head == subject && n > i {
			t.Head = i
		}
	}
	doc.Tokens[i].Head, doc.Tokens[i].Deprel = ling.Root, "root"
	doc.Tokens[subject].Head, doc.Tokens[subject].Deprel = i, "nsubj"
	to := &doc.Tokens[i-1]
	to.Form, to.Lemma, to.UPOS, to.XPOS, to.Deprel = "will", "will", ud.AUX, "MD", "aux"
}

// headlineSubject is the noun before the verb of a headline that the tree has for a part
// of its name ("Premier sacks minister"), -1 for none.
func (k *knowledge) headlineSubject(v *clause.View, first, last int) int {
	if last-first > longestHeadline || v.Punct(last-1, ".!?") {
		return -1
	}
	for i := first + 1; i+1 < last; i++ {
		if !strings.HasPrefix(v.Token(i).XPOS, "VB") || !k.verbs[v.Low(i)] || v.OwnSubject(i) >= 0 || v.Kid(i, "obj") < i {
			continue
		}
		if s := v.Kid(i, "compound"); s == i-1 && v.Noun(s) {
			return s
		}
	}
	return -1
}

// agrees reports whether the words before i are nothing but a noun phrase that ends
// in a name, or in a plural before a verb in its plain form.
func (k *knowledge) agrees(v *clause.View, first, i int) bool {
	for n := first; n < i; n++ {
		if !v.Noun(n) && !v.POS(n, ud.ADJ, ud.NUM, ud.DET, ud.CCONJ) && !v.Punct(n, ",&") {
			return false
		}
	}
	singular := v.Low(i) != v.Lemma(i)
	switch before := v.Token(i - 1).XPOS; {
	case v.POS(i-1, ud.PROPN), !singular && v.Low(i-1) == "police" && v.Kid(i, "obj") < 0:
		return true
	case singular:
		return before == "NN"
	default:
		return before == "NNS"
	}
}

// rehang makes the word at in [first, last) of doc the verb of its sentence.
func rehang(v *clause.View, doc *ling.Document, first, last, at int) {
	subject, object := at-1, -1
	if h, _ := v.NominalFrom(at+1, last); h > at {
		object = h
	}
	for i := first; i < last; i++ {
		t := &doc.Tokens[i]
		before := t.Head >= first && t.Head < at && i < at
		behind := t.Head > at && t.Head < last && i > at
		switch {
		case i == at:
			t.UPOS, t.XPOS, t.Head, t.Deprel = ud.VERB, "VBP", ling.Root, "root"
		case i == subject:
			t.Head, t.Deprel = at, "nsubj"
		case i == object:
			t.Head, t.Deprel = at, "obj"
		case before || behind:
		case i < at:
			t.Head, t.Deprel = subject, "compound"
		default:
			t.Head, t.Deprel = afterVerb(v, i, at, object)
		}
	}
	breakCycles(doc, first, last, at)
}

// afterVerb is where the word at i behind the verb of a headline hangs, and by what
// relation: a phrase with a preposition on the verb, others on its object.
func afterVerb(v *clause.View, i, at, object int) (int, string) {
	switch {
	case v.Kid(i, "case") >= 0:
		return at, "obl"
	case object >= 0:
		return object, "compound"
	}
	return at, "dep"
}

// breakCycles hangs on the verb whatever no longer leads up to it.
func breakCycles(doc *ling.Document, first, last, at int) {
	for i := first; i < last; i++ {
		k := i
		for steps := 0; k != at && k >= first && k < last && steps <= last-first; steps++ {
			k = doc.Tokens[k].Head
		}
		if k != at {
			doc.Tokens[i].Head, doc.Tokens[i].Deprel = at, "dep"
		}
	}
}
