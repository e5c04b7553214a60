// Package telling is how an article tells its story: as so, as false, or as
// open. Two articles of one story oppose each other where the one says that what
// the other tells is false.
//
// The nouns: a Telling is what one article says of its story, as far as others
// are held against it: the terms it is about, how strongly it says that a tale
// is false, how open it leaves it, what it negates, and the words for both. Its
// keys are its most telling terms; two articles of one story share one. An
// Opposition is tellings that refute and tellings that assert, each of the ones
// against some of the others.
//
// Nothing hangs on what a story is about: what counts is the words for truth and
// falsehood, where they stand, and whether what is negated is what others tell.
package telling

import (
	"embed"
	"fmt"
	"slices"
	"sync"

	"onrecord"
	"onrecord/internal/world/asked"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

//go:embed telling.rules
var ruleText string

// sources are what the version is derived from.
//
//go:embed *.go *.rules
var sources embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return version() }

var version = sync.OnceValue(func() string { return ling.VersionOf(sources) })

// asks are what the rules may be asked of a sentence.
var asks = asked.Asks{
	"refutes": false, "turns": false, "opens": false, "denies": false, "confirms": false, "open": false, "doubts": false,
	"hedge": false, "tale": false, "negates": false, "affirms": false, "supposes": false, "breaks": false, "dies": false, "lives": false,
}

var theBook = sync.OnceValues(func() (*asked.Book, error) {
	book, err := asked.Read("telling.rules", ruleText, asks)
	if err != nil {
		return nil, fmt.Errorf("load the rules of tellings: %w", err)
	}
	return book, nil
})

// Telling is what one article says of its story.
type Telling struct {
	Keys  []string `json:"k"` // the most telling first
	Terms Terms    `json:"t"` // of what it is about
	Head  Terms    `json:"h"` // of its first sentences
	// False is how strongly it says that a tale is false, by words for that.
	False  float64 `json:"f,omitempty"`
	Open   int     `json:"o,omitempty"` // of the first sentences: how many leave it open
	Doubts int     `json:"d,omitempty"` // tell it as what is claimed
	Hedges int     `json:"g,omitempty"` // tell it as what somebody says
	// Lives is how plainly it says that who is told to be dead is not, Dies that
	// its first sentences tell of a death and of nobody who lives.
	Lives   float64   `json:"l,omitempty"`
	Dies    bool      `json:"e,omitempty"`
	Negated []negated `json:"n,omitempty"`
	Brief   bool      `json:"b,omitempty"` // it is hardly more than a headline
	// Claim are its first words, Refutes those that say most plainly that a tale
	// is false, by Rule: where no words of the text do, because a title that is
	// no part of it does, its first.
	Claim   onrecord.Cite `json:"c"`
	Refutes onrecord.Cite `json:"r,omitzero"`
	Rule    string        `json:"u,omitempty"`
}

// negated is what a sentence negates.
type negated struct {
	Scope  Terms `json:"s"`           // behind the negation
	Before Terms `json:"b,omitempty"` // before it, in its clause
	At     int   `json:"i,omitempty"` // the number of the sentence
}

// Read tells how an article tells its story, nil where it has no words.
func Read(p *passage.Page) (*Telling, error) {
	book, err := theBook()
	if err != nil {
		return nil, err
	}
	sentences := lines(p)
	if len(sentences) == 0 {
		return nil, nil
	}
	t := &Telling{Brief: len(sentences) <= brief, Claim: cite(p, sentences)}
	about := weigh(p.Title, p.Text)
	t.Terms, t.Head = about.most(), head(sentences)
	r := reader{book: book, page: p, about: about.terms, telling: t}
	for _, s := range sentences {
		r.read(s)
	}
	r.settle()
	if t.Refutes.Text == "" {
		t.Refutes = t.Claim
	}
	t.Keys = about.keys(keys)
	if t.may() {
		t.Keys = about.keys(moreKeys)
	}
	return t, nil
}

// line is a sentence of a title or a text.
type line struct {
	n    int // its number
	text string
	at   int // its number among the sentences of the text, -1 for a title that stands apart
}

// lines are the title, where the text does not hold it, and the sentences.
func lines(p *passage.Page) []line {
	var out []line
	if p.Title != "" && !slices.ContainsFunc(firstOf(p), func(s string) bool { return s == p.Title }) {
		out = append(out, line{text: p.Title, at: -1})
	}
	for i, s := range p.Sentences {
		out = append(out, line{n: len(out), text: p.Words(s), at: i})
	}
	return out
}

// firstOf are the first sentences of a text.
func firstOf(p *passage.Page) []string {
	var out []string
	for _, s := range p.Sentences[:min(lead, len(p.Sentences))] {
		out = append(out, p.Words(s))
	}
	return out
}

// cite is the first sentence of the text.
func cite(p *passage.Page, sentences []line) onrecord.Cite {
	for _, s := range sentences {
		if s.at >= 0 {
			return p.Cite(p.Sentences[s.at])
		}
	}
	return onrecord.Cite{Article: p.ID, Outlet: p.Outlet, Published: p.Published.Date()}
}
