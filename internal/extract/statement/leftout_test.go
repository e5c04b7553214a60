package statement

import (
	"strings"
	"testing"

	"onrecord/internal/clause"
	"onrecord/ling"
)

// A sentence too long to be read is named, and one that is not is read.
func TestLeftOut(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct {
		words int
		left  int
	}{{longest / 2, 0}, {longest + 10, 1}} {
		text := "Kovač said the road was open" + strings.Repeat(" and", c.words) + " wide."
		doc, err := r.a.Annotate(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		found := LeftOut(clause.Look(doc))
		if len(found) != c.left {
			t.Fatalf("%d words: %d sentences left out, want %d", c.words, len(found), c.left)
		}
		for _, d := range found {
			if d.Rule != "sentence-too-long" || len(d.Spans) != 1 || d.Spans[0].End != len(text) {
				t.Errorf("%+v", d)
			}
		}
	}
}

// The version is told by the rules' and the engine's content.
func TestVersion(t *testing.T) {
	if v := Version(); len(v) != 8 || v != Version() {
		t.Errorf("version %q", v)
	}
}

// Candidates whose contents hold each other's cues are parted: nobody stands in himself.
func TestNestedInRing(t *testing.T) {
	r := newReading(t)
	doc, err := r.a.Annotate(t.Context(), "Kovač said Orlan said so.")
	if err != nil {
		t.Fatal(err)
	}
	c := newCorrections(clause.Look(doc), r.x.lex)
	a := &candidate{cue: &cue{}, at: 1, content: clause.Range(2, 6)}
	b := &candidate{cue: &cue{}, at: 3, content: clause.Range(0, 2)}
	c.found = []*candidate{a, b}
	c.nest()
	if a.parent != nil || b.parent != a {
		t.Errorf("parents: %v of the first, %v of the second", a.parent, b.parent)
	}
}

// A word that is part of a cue is no cue of its own, and what a participle only
// repeats is no second statement.
func TestOneStatement(t *testing.T) {
	r := newReading(t)
	for _, text := range []string{
		"Kovač expressed concern about the road.",
		"Kovač voiced hope that the road was open.",
		"Kovač made a promise to return.",
		"Kovač answered by saying: “The road is open.”",
	} {
		if found := r.read(t, text); len(found) != 1 {
			var cues []ling.Span
			for _, s := range found {
				cues = append(cues, s.Cue.Spans...)
			}
			t.Errorf("%s: %d statements, by %s", text, len(found), inText(text, cues))
		}
	}
}

// The regular forms of a verb that a lemmatizer may not know.
func TestInflected(t *testing.T) {
	for verb, form := range map[string]string{"rap": "rapped", "decry": "decried", "opine": "opining", "tout": "touted"} {
		if forms := " " + strings.Join(inflected(verb), " ") + " "; !strings.Contains(forms, " "+form+" ") {
			t.Errorf("%s: no %s in%s", verb, form, forms)
		}
	}
}
