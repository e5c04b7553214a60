package clause_test

import (
	"testing"

	"onrecord/internal/clause"
	"onrecord/ling"
)

// place is the token of the word in p.
func place(t *testing.T, p *clause.Predicates, word string) int {
	t.Helper()
	for i := range p.Tokens {
		if p.Tokens[i].Form == word {
			return i
		}
	}
	t.Fatalf("no word %q in %s", word, p.Text)
	return -1
}

// Who governs a verb settles whose it is, or says that it is nobody's who is named.
func TestController(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct {
		text, word, who string
		settled         bool
	}{
		{"Chad accused Sudan of supporting the rebels.", "supporting", "Sudan", true},
		{"The king promised the envoy to leave.", "leave", "king", true},
		{"They wanted to urge to leave.", "leave", "", false},
		{"The king said that the envoy left.", "left", "", false},
		{"The king backed the raid.", "raid", "", false},
		{"The king left, saying so.", "saying", "", false},
	} {
		p := r.read(t, c.text)
		who, settled := p.Controller(place(t, p, c.word))
		if settled != c.settled || settled && p.Token(who).Form != c.who {
			t.Errorf("%s: %q is %q's, settled %v", c.text, c.word, p.Token(who).Form, settled)
		}
	}
}

// A shade is found by its kind, and says which word and rule gave it.
func TestShaded(t *testing.T) {
	p := newReading(t).read(t, "The envoy will not leave.")
	q := p.Read(place(t, p, "leave"))
	if s, ok := q.Shaded(clause.Conditional, clause.Negated); !ok || p.Token(s.At).Form != "not" || s.Rule != "shade/not" {
		t.Errorf("negated: %v %v", s, ok)
	}
	if s, ok := q.Shaded(clause.Wanted); ok {
		t.Errorf("wanted: %v", s)
	}
}

// Without a tree the nominal before a verb is its subject.
func TestUnparsedSubject(t *testing.T) {
	r := newReading(t)
	p := r.read(t, "The envoy left the hall.")
	for i := range p.Tokens {
		p.Tokens[i].Head, p.Tokens[i].Deprel = ling.NoHead, ""
	}
	p = r.g.Predicates(clause.Look(p.Document))
	if s := p.Read(place(t, p, "left")).Subject; p.Token(s).Form != "envoy" {
		t.Errorf("the subject is %q", p.Token(s).Form)
	}
}

// The version follows the rules: it is told by their content.
func TestVersion(t *testing.T) {
	if v := clause.Version(); len(v) != 8 || v != clause.Version() {
		t.Errorf("version %q", v)
	}
}

// A caption is no prose, a paragraph is.
func TestProse(t *testing.T) {
	p := newReading(t).read(t, "The road was open.\n\nThe mill was shut.")
	p.Blocks = []ling.Block{{Kind: ling.BlockBody}, {Kind: ling.BlockCaption}}
	for i := range p.Sentences {
		p.Sentences[i].Block = i
	}
	if !p.Prose(0) || p.Prose(1) {
		t.Errorf("prose: the paragraph %v, the caption %v", p.Prose(0), p.Prose(1))
	}
}
