package parse

import (
	"strings"
	"testing"

	"onrecord/ling"
)

// TestBehindDateline finds where sentences begin behind a dateline, and leaves
// those alone that have a dash of their own.
func TestBehindDateline(t *testing.T) {
	for text, want := range map[string]string{
		"LYON , June 2 ( NNA ) - The two delegations met .":              "The",
		"June 2 ( NNA ) - Orsk and Velm have met .":                      "Orsk",
		"GENEVA -- The talks have begun .":                               "The",
		"PORT ORSK , Velm ( AP ) — Rebels said they met .":               "Rebels",
		"Orsk ( NNA ) – Rebels said they met .":                          "Rebels",
		"14:20 The road to Velm is shut again .":                         "The",
		"14:20 is when the road was shut again .":                        "",
		"Orsk , Velm – Jan. 24 , 2020 – Rebels said they met .":          "Rebels",
		"Orsk , 24 January 2020 - Rebels said they met .":                "Rebels",
		"Orsk - May said that they had met there .":                      "",
		"The talks ( in Velm ) - the third so far - have begun .":        "",
		"Orsk - Velm talks have begun again .":                           "",
		"Velm ( the capital ) - where they met - was calm on Monday .":   "",
		"LYON ( NNA ) - Calm .":                                          "",
		"The EU - Velm deal was signed on Monday .":                      "",
		"A B C D E F G H I J K L M ( NNA ) - They met there on Monday .": "",
		"- They met there on Monday .":                                   "",
	} {
		var tokens []ling.Token
		for _, f := range strings.Fields(text) {
			tokens = append(tokens, ling.Token{Form: f})
		}
		got := ""
		if at := behindDateline(tokens, 0, len(tokens)); at > 0 {
			got = tokens[at].Form
		}
		if got != want {
			t.Errorf("%s: begins at %q, want %q", text, got, want)
		}
	}
}

// TestDatelineIsReadApart reads sentences with and without a dateline: the tree
// is the same, the dateline hangs on its root, and each sentence has one root.
func TestDatelineIsReadApart(t *testing.T) {
	p, err := English()
	if err != nil {
		t.Fatal(err)
	}
	plain := "Orsk and Velm have called on the union to wait ."
	for _, dateline := range []string{"LYON , June 2 ( NNA ) - ", "June 2 ( NNA ) - "} {
		with, without := &ling.Document{}, &ling.Document{}
		for _, text := range []string{"They met .", dateline + plain, "They left ."} {
			add(with, text)
			add(without, strings.TrimPrefix(text, dateline))
		}
		p.Annotate(with, true, true)
		p.Annotate(without, true, true)
		lead := len(strings.Fields(dateline))
		first := without.Sentences[1].First
		root := -1
		for k := range strings.Fields(plain) {
			a, b := with.Tokens[first+lead+k], without.Tokens[first+k]
			if head := a.Head; head >= 0 {
				a.Head = head - lead
			} else {
				root = first + lead + k
			}
			if a.Head != b.Head || a.Deprel != b.Deprel || a.XPOS != b.XPOS {
				t.Errorf("%s: %q is %s of %d, want %s of %d", dateline, a.Form, a.Deprel, a.Head, b.Deprel, b.Head)
			}
		}
		hangs := 0
		for _, tok := range with.Tokens[first : first+lead] {
			if tok.Head == root && tok.Deprel == relDateline {
				hangs++
			}
			if tok.Head < first {
				t.Errorf("%s: %q has the head %d, outside its sentence", dateline, tok.Form, tok.Head)
			}
		}
		if root < 0 || hangs != 1 {
			t.Errorf("%s: %d of its words hang on the root %d, want one", dateline, hangs, root)
		}
		if len(with.Sentences) != 3 {
			t.Errorf("%s: %d sentences, want 3", dateline, len(with.Sentences))
		}
	}
}

func add(doc *ling.Document, text string) {
	s := ling.Sentence{First: len(doc.Tokens)}
	for _, f := range strings.Fields(text) {
		doc.Tokens = append(doc.Tokens, ling.Token{Form: f, Head: ling.NoHead})
	}
	s.Last = len(doc.Tokens)
	doc.Sentences = append(doc.Sentences, s)
}
