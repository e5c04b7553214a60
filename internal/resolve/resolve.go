// Package resolve finds out who is meant. Local works within one article: it
// turns names, descriptions and pronouns into actors, and writes the actors
// into the claims' parts. A name that nothing is known about is an actor of
// its own ("x:" and a slug of its fullest form); a description that could be
// anybody is nobody, for a wrong actor is worse than none.
package resolve

import (
	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
)

// finder is what the name of everything that finds a mention here begins with.
const finder = "resolve"

// Resolver turns mentions into actors. It is safe for concurrent use.
type Resolver struct {
	words *lexicon
	kb    *kb.Base
}

// New makes a resolver. A nil base means that only the article itself is known.
func New(base *kb.Base) (*Resolver, error) {
	words, err := readLexicon()
	if err != nil {
		return nil, err
	}
	return &Resolver{words: words, kb: base}, nil
}

// Local resolves one article: it fills found.Mentions and found.Actors and the
// actors of every statement's source, addressee and hops. It reads the layers
// of doc and what stands in found.Statements; the same input gives the same
// output.
func (r *Resolver) Local(doc *ling.Document, art *onrecord.Article, found *onrecord.Found) {
	run := &run{Resolver: r, doc: doc, art: art, day: art.Published.Day(), byRef: map[kb.Ref]*entity{}}
	if run.day.IsZero() {
		run.day = doc.Published
	}
	run.lowered = make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		run.lowered[i] = lower(doc.Tokens[i].Form)
	}
	run.quoted = quotedSpans(doc.Quotations)
	run.gather()
	run.clusterNames()
	run.readMinistries()
	run.readTitles()
	run.clusterPersons()
	run.states()
	run.identify()
	run.describe()
	run.agents()
	run.sameWords()
	run.chains()
	run.pronouns(found.Statements)
	run.settle()
	for i := range found.Statements {
		for p := range found.Statements[i].Parties() {
			*p.Actors = run.partActors(*p.Spans)
		}
	}
	run.firstPersons(found.Statements)
	found.Mentions, found.Actors = run.output()
}

// run is the work on one article.
type run struct {
	*Resolver
	doc      *ling.Document
	art      *onrecord.Article
	day      ling.Date       // the article's day, zero if unknown
	marks    []*mark         // in text order, the longer first
	made     map[place]*mark // those that the layers of doc made
	titles   []*title        // in text order
	names    []*mark         // a token's outermost name
	over     [][]*mark       // a token's marks, in the order of marks
	entities []*entity
	byRef    map[kb.Ref]*entity
	nations  map[onrecord.ActorID]int // ids of the states the article speaks of
	// surnames are those of the article's persons in full, folded.
	surnames map[string]bool
	quoted   []ling.Span // what stands in quotations, in order, apart
	compared int         // descriptions compared so far, see mostCompared
	names4   [4]kb.Name
	lowered  []string // the tokens' forms in small letters
}

// mark is a mention on its way to an actor.
type mark struct {
	ling.Mention
	at     int     // its place in run.marks
	entity *entity // nil for nobody
	title  *title  // the description it is, nil for others
	nobody bool    // a name that is not enough to say who
}

// entity is one actor of the article: everything that was found to mean the same.
type entity struct {
	name   string // the fullest name the article gives, "" for a description only
	typ    onrecord.ActorType
	marks  []*mark
	titles []*title // descriptions that stand beside its name
	gender byte     // 'm', 'f', 0 unknown
	ref    kb.Ref   // who it is in the knowledge base, kb.NoRef for nobody there
	// ministry is the kind of a state's ministry, nation that state.
	ministry string
	nation   *entity
	actor    onrecord.Actor
}

// text is the text of a token range, as it stands on the page.
func (r *run) text(first, last int) string {
	if first >= last {
		return ""
	}
	return r.doc.Text[r.doc.Tokens[first].Start:r.doc.Tokens[last-1].End]
}

// word is the lower-cased form of token i, "" outside the document.
func (r *run) word(i int) string {
	if i < 0 || i >= len(r.lowered) {
		return ""
	}
	return r.lowered[i]
}

// sentenceOf is the sentence that token i stands in.
func (r *run) sentenceOf(i int) (first, last int) {
	if s := r.doc.SentenceAt(i); s >= 0 {
		return r.doc.Sentences[s].First, r.doc.Sentences[s].Last
	}
	return 0, len(r.doc.Tokens)
}
