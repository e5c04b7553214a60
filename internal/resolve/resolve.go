// Package resolve finds out who is meant. Local works within one article: it
// turns names, descriptions and pronouns into actors, and writes the actors
// into the claims' parts. A name that nothing is known about is an actor of
// its own ("x:" and a slug of its fullest form); a description that could be
// anybody is nobody, for a wrong actor is worse than none.
package resolve

import (
	"onrecord"
	"onrecord/ling"
)

// Version is written into what this package finds.
const Version = "resolve/1"

// Resolver turns mentions into actors. It is safe for concurrent use.
type Resolver struct {
	words *lexicon
}

// New makes a resolver.
func New() (*Resolver, error) {
	words, err := readLexicon()
	if err != nil {
		return nil, err
	}
	return &Resolver{words: words}, nil
}

// Local resolves one article: it fills found.Mentions and found.Actors and the
// actors of every statement's source, addressee and hops. It reads the layers
// of doc and what stands in found.Statements; the same input gives the same
// output.
func (r *Resolver) Local(doc *ling.Document, art *onrecord.Article, found *onrecord.Found) {
	run := &run{Resolver: r, doc: doc, art: art}
	run.gather()
	run.readTitles()
	run.cluster()
	run.chains()
	run.pronouns(found.Statements)
	run.identify()
	run.describe()
	for i := range found.Statements {
		s := &found.Statements[i]
		s.Source.Actor = run.partActor(s.Source)
		s.Addressee.Actor = run.partActor(s.Addressee)
		for j := range s.Via {
			s.Via[j].Actor = run.partActor(s.Via[j])
		}
	}
	found.Mentions, found.Actors = run.output(found)
}

// run is the work on one article.
type run struct {
	*Resolver
	doc      *ling.Document
	art      *onrecord.Article
	marks    []*mark  // in text order, the longer first
	titles   []*title // in text order
	names    []*mark  // a token's outermost name
	entities []*entity
}

// mark is a mention on its way to an actor.
type mark struct {
	ling.Mention
	entity *entity // nil for nobody
	title  *title  // the description it is, nil for others
}

// entity is one actor of the article: everything that was found to mean the same.
type entity struct {
	name   string // the fullest name the article gives, "" for a description only
	typ    onrecord.ActorType
	marks  []*mark
	titles []*title // descriptions that stand beside its name
	gender byte     // 'm', 'f', 0 unknown
	actor  onrecord.Actor
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
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	return lower(r.doc.Tokens[i].Form)
}

// sentenceOf is the sentence that token i stands in.
func (r *run) sentenceOf(i int) (first, last int) {
	if s := r.doc.SentenceAt(i); s >= 0 {
		return r.doc.Sentences[s].First, r.doc.Sentences[s].Last
	}
	return 0, len(r.doc.Tokens)
}
