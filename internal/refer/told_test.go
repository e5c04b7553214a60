package refer_test

import (
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling"
)

// read is a line with its names marked, ready to walk.
func read(t *testing.T, line string) (*refer.Text, *refer.Persons, *ling.Document) {
	t.Helper()
	a, err := annotate.New(annotate.Without(annotate.Names, annotate.Coref, annotate.Times))
	if err != nil {
		t.Fatal(err)
	}
	book, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	w, err := refer.NewWords(book)
	if err != nil {
		t.Fatal(err)
	}
	doc, found := names(func(text string) *ling.Document {
		d, err := a.Annotate(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}, line)
	text := refer.NewText(w, clause.Look(doc), found)
	text.Bodies()
	persons := refer.NewPersons(text, refer.Fold)
	text.Describe()
	return text, persons, doc
}

// meant is whom the last mention of these words means, as its name in the text.
func meant(text *refer.Text, doc *ling.Document, told refer.Told, words string) string {
	var who *refer.Entity
	for _, l := range text.Walk(told) {
		if doc.Text[doc.Tokens[l.First].Start:doc.Tokens[l.Last-1].End] == words {
			who = l.Entity
		}
	}
	for _, n := range text.Names() {
		if who != nil && n.Entity == who {
			return doc.Text[doc.Tokens[n.First].Start:doc.Tokens[n.Last-1].End]
		}
	}
	return "-"
}

// tokensOf is where words stand first in a document.
func tokensOf(doc *ling.Document, words string) refer.Range {
	start := strings.Index(doc.Text, words)
	first, last := doc.TokensIn(ling.Span{Start: start, End: start + len(words)})
	return refer.Range{First: first, Last: last}
}

// TestTold holds that who is known to speak in a quotation is not "she" in it,
// be the speaker named, described or a pronoun, and that a source has the floor.
func TestTold(t *testing.T) {
	const letter = `[[Ana Kern|PER]] met [[Ida Falk|PER]]. “She is wrong about the dam,” the letter went.`
	for _, c := range []struct{ name, line, speaker, speaks, words, want string }{
		{"nobody told", letter, "", "", "She", "Ana Kern"},
		{"a name", letter, "Ana Kern", "", "She", "Ida Falk"},
		{"a description", `The minister wrote to [[Ida Falk|PER]]. “She is wrong about the dam,” the letter went.`, "The minister", "", "She", "Ida Falk"},
		{"who has the floor", `[[Ana Kern|PER]] met [[Ida Falk|PER]]. For [[Falk|PER]] it was late. She added that it was cold.`, "", "Falk it", "She", "Ida Falk"},
	} {
		text, _, doc := read(t, c.line)
		told := refer.Told{Speaker: map[int]refer.Range{}}
		if c.speaker != "" {
			told.Speaker[0] = tokensOf(doc, c.speaker)
		}
		if c.speaks != "" {
			at := tokensOf(doc, c.speaks)
			told.Speaks = func(first, last int) bool { return first <= at.First && at.First < last }
		}
		if got := meant(text, doc, told, c.words); got != c.want {
			t.Errorf("%s: %q is %s, want %s", c.name, c.words, got, c.want)
		}
	}
}

// TestNames holds what a reader of names gets back.
func TestNames(t *testing.T) {
	text, persons, _ := read(t, "[[Ana Kern|PER]] met [[Bo Lind|PER]]. [[Kern|PER]] left [[Vienna|GPE]].")
	if got := len(text.Names()); got != 4 {
		t.Errorf("%d names, want 4", got)
	}
	if all := persons.All(); len(all) != 2 || all[0] != text.Names()[0].Entity || all[1] != text.Names()[1].Entity {
		t.Errorf("persons are %+v", all)
	}
}

// TestAsked holds what a reader may ask of words and descriptions.
func TestAsked(t *testing.T) {
	text, _, _ := read(t, "The [[Holm|PER]] campaign left. The [[Holm|PER]] house was shut. The committee met.")
	led := 0
	for _, l := range text.Walk(refer.Told{}) {
		if l.Description != nil && text.LedBySomebody(l.Description) {
			led++
		}
	}
	if led != 1 {
		t.Errorf("%d bodies are called by who leads them, want 1", led)
	}
	if !text.Together("capitals") || text.Together("rivers") || !text.GivenName("ana") || text.GivenName("harbour") {
		t.Error("capitals are of several, Ana is a given name; rivers and a harbour are neither")
	}
}

func TestVersion(t *testing.T) {
	if v := refer.Version(); len(v) != 8 || v == words.Version() || v == clause.Version() {
		t.Errorf("version %q", v)
	}
}
