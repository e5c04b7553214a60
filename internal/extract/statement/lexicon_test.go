package statement

import (
	"testing"

	"onrecord/internal/rules"
)

func TestLexicon(t *testing.T) {
	lex, err := load()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range lex.classes {
		n += len(c.cues)
	}
	if n < 300 {
		t.Errorf("%d cues; the tail of indirect speech needs several hundred", n)
	}
	if c := lex.verbs["point"]; len(c) != 2 || c[0].lemma() != "point out" {
		t.Errorf("the longer cue must come first: %v", c)
	}
}

func TestLexiconRefuses(t *testing.T) {
	for name, r := range map[string]rules.Rule{
		"kind":    {Kind: "verbs", Name: "x"},
		"frame":   {Kind: "verb", Name: "x", Fields: []rules.Field{{Key: "takes", Value: "quotes"}, {Key: "cue", Value: "say"}}},
		"act":     {Kind: "verb", Name: "x", Fields: []rules.Field{{Key: "cue", Value: "say act=speak"}}},
		"setting": {Kind: "verb", Name: "x", Fields: []rules.Field{{Key: "cue", Value: "say acts=say"}}},
		"words":   {Kind: "verb", Name: "x", Fields: []rules.Field{{Key: "cue", Value: "act=say"}}},
		"twice":   {Kind: "verb", Name: "x", Fields: []rules.Field{{Key: "cue", Value: "say"}, {Key: "cue", Value: "say"}}},
	} {
		lex := &lexicon{verbs: map[string][]*cue{}}
		if err := lex.add(r); err == nil {
			t.Errorf("%s: a faulty rule loads", name)
		}
	}
}
