// Package coref joins the mentions of one document that mean the same person,
// body or group, as far as a reader needs it to know who speaks: short names
// and full names, titles beside names, "the minister", "he" and "she", "it" and
// "they" that speak, "who".
//
// It is light: one pass over the text with what was mentioned last in hand, a
// score for each candidate and a margin that the best must have. Where the
// margin is missing nothing is linked, because a wrong speaker is worse than an
// unknown one. The signals are those of the sieves of Raghunathan et al. (2010)
// and of the salience of Lappin and Leass (1994), with one of news: who spoke
// last goes on speaking. Work a mention is bounded, whatever the document.
package coref

import (
	"sort"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// finder is what the name of everything that finds a mention here begins with.
const finder = "coref"

// Annotator finds mentions and chains. It is safe for concurrent use.
type Annotator struct{ lex *lexicon }

// New reads the word lists.
func New() (*Annotator, error) {
	lex, err := readLexicon()
	if err != nil {
		return nil, err
	}
	return &Annotator{lex}, nil
}

// Annotate adds the mentions of descriptions (NOM) and pronouns (PRON) to
// doc.Mentions and numbers the chains of all mentions. It reads names, trees
// and quotations, and makes do without trees.
func (a *Annotator) Annotate(doc *ling.Document) {
	r := &run{lexicon: a.lex, doc: doc}
	r.prepare()
	r.clusterNames()
	r.describe()
	for s := range doc.Sentences {
		r.sentence(s)
	}
	r.finish()
}

// run is the work on one document.
type run struct {
	*lexicon
	doc    *ling.Document
	low    []string // tokens in small letters
	name   []int    // token -> outermost name (index in doc.Mentions), -1
	quoted []int    // token -> quotation it stands in, -1
	par    []int    // sentence -> paragraph
	noms   []nom    // in text order
	nomAt  []int    // token -> nom that holds it, -1
	who    []*entity
	links  []link // what was linked, in the order found
	past   []event
	now    int // sentence that is read
	asked  []*entity
	ahead  []int   // links of this sentence that wait for its subject
	talks  *entity // who spoke last outside of quotations, nil if unclear
	talked int     // the sentence of it
}

// link is a mention that means an entity; nil for one that means nobody known.
type link struct {
	mention ling.Mention
	at      int // index in doc.Mentions, -1 for a mention of ours
	entity  *entity
}

// event is a mention as the pronouns after it see it.
type event struct {
	entity      *entity
	sent        int
	quote       int // quotation it stands in, -1
	subject     bool
	speaks      bool
	verb        int // the verb it is an argument of, -1
	first, last int
}

// kind is what an entity can be taken up as.
type kind uint8

const (
	person kind = iota
	body        // an organization or state that can speak
	people      // several persons: "the two ministers", "activists"
)

// entity is who is meant.
type entity struct {
	kind   kind
	gender byte // 'm', 'f', 0 unknown
	given  string
	last   string
	full   string   // the folded name, "" for one without
	roles  []*nom   // descriptions that stand beside its name, or began it
	words  []string // of a body's name
	org    bool     // an organization by name
}

// window is how many mentions back a pronoun or description looks. News names
// its speakers again within a paragraph or three.
const window = 40

func (r *run) prepare() {
	n := len(r.doc.Tokens)
	r.low = make([]string, n)
	r.name, r.quoted, r.nomAt = fill(n), fill(n), fill(n)
	for i := range r.doc.Tokens {
		r.low[i] = strings.ToLower(r.doc.Tokens[i].Form)
	}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if !m.Type.Name() || m.First < 0 || m.Last > n || m.First >= m.Last {
			continue
		}
		for k := m.First; k < m.Last; k++ {
			if old := r.name[k]; old < 0 || m.Len() > r.doc.Mentions[old].Len() {
				r.name[k] = i
			}
		}
	}
	for q := range r.doc.Quotations {
		for _, p := range r.doc.Quotations[q].Parts {
			for k, last := r.doc.TokensIn(p); k < last; k++ {
				r.quoted[k] = q // inner ones come later and win
			}
		}
	}
	r.par = make([]int, len(r.doc.Sentences))
	for s, p := 0, -1; s < len(r.doc.Sentences); s++ {
		if r.doc.Sentences[s].NewPar || s == 0 {
			p++
		}
		r.par[s] = p
	}
}

func fill(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// sentence resolves the mentions of one sentence from left to right.
func (r *run) sentence(s int) {
	r.now = s
	r.ahead = r.ahead[:0]
	sent := &r.doc.Sentences[s]
	spoke := r.talks
	for i := sent.First; i < sent.Last; i++ {
		switch {
		case r.nomAt[i] >= 0:
			n := &r.noms[r.nomAt[i]]
			if n.owned && r.name[i] < 0 {
				r.pronoun(i) // "his counterpart"
			}
			if i == n.first {
				r.nominal(n)
			}
			if m := r.name[i]; m >= 0 && r.doc.Mentions[m].First == i {
				r.named(m, n)
			}
		case r.name[i] >= 0:
			if r.doc.Mentions[r.name[i]].First == i {
				r.named(r.name[i], nil)
			}
		default:
			r.pronoun(i)
		}
	}
	r.speaker(s, spoke)
}

// named takes in a name.
func (r *run) named(at int, within *nom) {
	m := &r.doc.Mentions[at]
	e := r.who[at]
	r.links = append(r.links, link{*m, at, e})
	if e == nil {
		return
	}
	if within != nil && within.entity == e {
		return // its description was the event
	}
	r.happen(e, m.First, m.Last, within != nil)
}

// happen notes a mention for those that come after it. A mention within a
// description ("the ministry of Valdoria") does not speak itself.
func (r *run) happen(e *entity, first, last int, within bool) {
	ev := event{entity: e, sent: r.now, quote: r.quoted[first], first: first, last: last, verb: -1}
	free := !within
	if head := r.headOf(first, last); head >= 0 {
		t := &r.doc.Tokens[head]
		ev.verb, ev.subject = t.Head, isSubject(t.Deprel)
		if t.Deprel == "conj" {
			if o := r.covering(t.Head); o != nil { // "Holm and Berg were there": both are the subject
				ev.verb, ev.subject = o.verb, o.subject
			}
		}
		if ev.verb >= 0 {
			ev.speaks = ev.subject && t.Deprel != "nsubj:pass" && r.speech[r.low[ev.verb]]
		}
		switch ud.Universal(t.Deprel) {
		case "nmod", "compound", "amod", "det", "obj":
			free = false
		}
	}
	if !ev.speaks && free {
		ev.speaks = r.besideSpeech(first, last)
	}
	r.past = append(r.past, ev)
	if _, pronoun := forms[r.low[first]]; ev.subject && e.kind == person && !pronoun {
		r.cataphora(e)
	}
	if len(r.past) > 4*window {
		r.past = append(r.past[:0], r.past[len(r.past)-window:]...)
	}
}

func isSubject(rel string) bool { return ud.Universal(rel) == "nsubj" }

// headOf is the token of the range that hangs on a token outside of it, -1
// without a tree.
func (r *run) headOf(first, last int) int {
	for i := first; i < last; i++ {
		h := r.doc.Tokens[i].Head
		if h == ling.NoHead {
			return -1
		}
		if h < first || h >= last {
			return i
		}
	}
	return -1
}

// besideSpeech reports whether a verb of speech stands right beside, "according
// to" before: what the tree may have missed around quotations.
func (r *run) besideSpeech(first, last int) bool {
	if first >= 2 && r.low[first-1] == "to" && r.low[first-2] == "according" {
		return true
	}
	if last < len(r.low) && r.speech[r.low[last]] && r.finite(last) {
		return true
	}
	return first > 0 && r.speech[r.low[first-1]] && r.finite(first-1) && first >= 2 && closes(r.low[first-2])
}

// finite reports whether a form of speech can be a verb with a subject.
func (r *run) finite(i int) bool {
	u := r.doc.Tokens[i].UPOS
	return (u == ud.VERB || u == ud.Unknown) && !strings.HasSuffix(r.low[i], "ing")
}

// closes reports whether a token ends quoted words: `," said Lavrov`.
func closes(w string) bool {
	switch w {
	case ",", "”", "\"", "''", "’", "»", "'", "?", "!":
		return true
	}
	return false
}

// speaker notes who spoke in sentence s, outside of quotations: the source of
// "according to", else the subject of the speech verb that is nested least, the
// last of equals. A sentence that is all quotation leaves the floor to who had
// it; some sentences in which nobody speaks take it away.
func (r *run) speaker(s int, before *entity) {
	const forgets = 4 // sentences
	best, least := (*event)(nil), 0
	for i := len(r.past) - 1; i >= 0 && r.past[i].sent == s; i-- {
		ev := &r.past[i]
		if !ev.speaks || ev.quote >= 0 {
			continue
		}
		if depth := r.depth(ev); best == nil || depth < least {
			best, least = ev, depth
		}
	}
	switch {
	case best != nil:
		r.talks, r.talked = best.entity, s
	case before != nil && s-r.talked > forgets:
		r.talks = nil
	}
}

// depth is how deep in the sentence somebody speaks: clauses between his verb
// and the sentence's own.
func (r *run) depth(ev *event) int {
	if ev.first >= 2 && r.low[ev.first-1] == "to" && r.low[ev.first-2] == "according" {
		return -1 // frames all of it
	}
	depth := 0
	for v, steps := ev.verb, 0; v >= 0 && steps < 20; v, steps = r.doc.Tokens[v].Head, steps+1 {
		switch t := &r.doc.Tokens[v]; ud.Universal(t.Deprel) {
		case "conj", "parataxis", "root":
		default:
			depth++
		}
	}
	return depth
}

// covering is the mention of this sentence that holds token k, nil for none.
func (r *run) covering(k int) *event {
	for j := len(r.past) - 1; j >= 0 && r.past[j].sent == r.now; j-- {
		if ev := &r.past[j]; ev.first <= k && k < ev.last {
			return ev
		}
	}
	return nil
}

// cataphora lets "In his interview, Petrov said" mean the subject that comes,
// even where somebody before it would fit.
func (r *run) cataphora(e *entity) {
	for _, at := range r.ahead {
		l := &r.links[at]
		if f := forms[r.low[l.mention.First]]; e.gender == 0 || f.gender == e.gender {
			l.entity = e
			e.tell(f.gender)
		}
	}
	r.ahead = r.ahead[:0]
}

// finish writes mentions and chains, numbered in text order.
func (r *run) finish() {
	count := map[*entity]int{}
	for i := range r.links {
		if e := r.links[i].entity; e != nil {
			count[e]++
		}
	}
	out := make([]ling.Mention, 0, len(r.doc.Mentions)+len(r.links))
	done := make([]bool, len(r.doc.Mentions))
	chain := map[*entity]int{}
	for i := range r.links {
		l := &r.links[i]
		l.mention.Entity = -1
		if e := l.entity; e != nil && count[e] > 1 {
			n, seen := chain[e]
			if !seen {
				n = len(chain)
				chain[e] = n
			}
			l.mention.Entity = n
		}
		if l.at >= 0 {
			done[l.at] = true
		}
		out = append(out, l.mention)
	}
	for i := range r.doc.Mentions {
		if !done[i] {
			m := r.doc.Mentions[i]
			m.Entity = -1
			out = append(out, m)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Start != out[j].Start {
			return out[i].Start < out[j].Start
		}
		return out[i].End > out[j].End
	})
	r.doc.Mentions = out
}
