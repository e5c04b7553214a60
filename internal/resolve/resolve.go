// Package resolve finds out who is meant. Local works within one article, in
// three parts. The *cast* is who is in the article, before its claims are read:
// names, the persons they are short for, the actors of the knowledge base, the
// offices that descriptions name. The *speakers* are descriptions and pronouns,
// read once the sources of statements are known. The *parties* are the parts of
// claims, and the actors that they mean. A name that nothing is known about is an
// actor of its own ("x:" and a slug of its fullest form); a description that
// could be anybody is nobody, for a wrong actor is worse than none.
//
// How the text itself speaks of people, internal/refer reads; this package adds
// what is known of the world.
package resolve

import (
	"fmt"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/kb"
	"onrecord/internal/words"
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
	book, err := words.English()
	if err != nil {
		return nil, fmt.Errorf("read the words of English: %w", err)
	}
	return with(base, book)
}

// with makes a resolver of a book of words.
func with(base *kb.Base, book *words.Book) (*Resolver, error) {
	lex, err := newLexicon(book)
	if err != nil {
		return nil, fmt.Errorf("words for actors: %w", err)
	}
	return &Resolver{words: lex, kb: base}, nil
}

// Local resolves one article: it fills found.Mentions and found.Actors and the
// actors of every party to a claim. It reads the names, trees and quotations
// that view shows and the claims that stand in found; the same input gives the
// same output.
func (r *Resolver) Local(view *clause.View, art *onrecord.Article, found *onrecord.Found) {
	s := &speakers{r.cast(newPage(r.words, view, art), found.Statements)}
	s.read(found.Statements)
	p := &parties{s}
	p.groups(found.Statements)
	s.settle()
	p.fill(found)
	found.Mentions, found.Actors = p.output()
}
