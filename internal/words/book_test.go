package words_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/internal/words"
)

func english(t *testing.T) *words.Book {
	t.Helper()
	book, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// TestExamples runs the yes and no examples of all classes.
func TestExamples(t *testing.T) {
	if err := english(t).Check(); err != nil {
		t.Error(err)
	}
}

// TestEmptied holds that no class can be emptied unnoticed.
func TestEmptied(t *testing.T) {
	book := english(t)
	for _, class := range book.Classes() {
		if book.Without(class).Check() == nil {
			t.Errorf("%s: empty, and every example passes", class)
		}
	}
}

func TestNoun(t *testing.T) {
	book := english(t)
	for _, c := range []struct {
		form, noun string
		plural     bool
	}{
		{"minister", "minister", false}, {"ministers", "minister", true}, {"spokeswomen", "spokeswoman", true},
		{"wives", "wife", true}, {"deputies", "deputy", true}, {"spokespeople", "spokesperson", true},
		{"coaches", "coach", true}, {"warplanes", "warplane", true}, {"attorneys", "attorney", true},
		{"police", "police", false}, {"ministries", "ministry", true}, {"polices", "", false}, {"bridge", "", false},
	} {
		noun, plural := book.Noun(c.form)
		got := ""
		if noun != nil {
			got = noun.Word
		}
		if got != c.noun || plural != c.plural {
			t.Errorf("%q is %q, plural %t; want %q, %t", c.form, got, plural, c.noun, c.plural)
		}
	}
	n, _ := book.Noun("spokesman")
	if n.Gender != 'm' || !n.Is(words.Office) || n.Is(words.Body) || !n.TakenUpBy("official") || !n.TakenUpBy("spokesman") || n.TakenUpBy("minister") {
		t.Errorf("spokesman is %+v", n)
	}
}

func TestFaults(t *testing.T) {
	const examples = "  yes: A [[word]].\n  no: A [[deed]].\n"
	for _, c := range []struct{ file, want string }{
		{"list a\n  words: word\n" + examples, ""},
		{"list a\n  words: word word\n" + examples, `x.words:2: "word" stands twice in list a`},
		{"list a\n  word: word\n" + examples, `x.words:2: a list has words, not "word"`},
		{"list a\n  words: word\n  yes: A word.\n  no: A [[deed]].\n", "x.words:3: no word is marked"},
		{"lists a\n  words: word\n" + examples, `x.words:1: no such kind of class: "lists"`},
		{"names a\n  name: Word\n" + examples, "x.words:2: want \"name: N"},
		{"names a\n  name: W < word\n  name: V < word\n" + examples, `x.words:3: "word" is W already`},
		{"nouns a\n  is: persons\n  noun: word\n" + examples, `x.words:2: no such kind of noun: "persons"`},
		{"nouns a\n  is: person\n  noun: word x\n" + examples, "x.words:3: want m, f or plural="},
		{"nouns a\n  is: person\n  noun: word > deed\n" + examples, `x.words:3: word is taken up by "deed"`},
		{"nouns a\n  is: person\n  noun: word\n  noun: word\n" + examples, "x.words:4: word stands twice"},
		{"nouns a\n  is: person\n  noun: > deed\n" + examples, "x.words:3: no noun"},
		{"nouns a\n  are: person\n" + examples, `x.words:2: a class of nouns has "is" and "noun", not "are"`},
	} {
		_, err := words.Open(fstest.MapFS{"x.words": {Data: []byte(c.file)}}, ".")
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%q: %v", c.file, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: error %v, want %q", c.file, err, c.want)
		}
	}
	_, err := words.Open(fstest.MapFS{"x.words": {Data: []byte("list a\n  words: word\n" + examples)}, "y.words": {Data: []byte("list a\n  words: deed\n" + examples)}}, ".")
	if err == nil || !strings.Contains(err.Error(), "stands in another file") {
		t.Errorf("a class in two files: error %v", err)
	}
}

// TestCheck holds that an example that is not so is a fault, in either direction.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"list a\n  words: word\n  yes: A [[deed]].\n  no: A [[dead]].\n", "x.words:3"},
		{"list a\n  words: word\n  yes: A [[word]].\n  no: A [[Word]].\n", "x.words:4"},
		{"names a\n  name: W < big word\n  yes: A [[big word]].\n  no: A [[word]] of [[big word]].\n", "x.words:4"},
		{"nouns a\n  is: person\n  noun: word\n  yes: Two [[words]].\n  no: A [[word]].\n", "x.words:5"},
	} {
		book, err := words.Open(fstest.MapFS{"x.words": {Data: []byte(c.file)}}, ".")
		if err != nil {
			t.Fatal(err)
		}
		if err := book.Check(); err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %v, want one at %s", c.file, err, c.want)
		}
	}
}

func TestPick(t *testing.T) {
	book, err := words.Open(fstest.MapFS{"x.words": {Data: []byte("list a\n  words: word\n  yes: A [[word]].\n  no: A [[deed]].\n" +
		"names b\n  name: W < big word, word\n  yes: A [[word]].\n  no: A [[deed]].\n")}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	pick := book.Pick()
	if !pick.Set("a")["word"] || pick.Names("b")["big word"] != "W" || pick.Err() != nil {
		t.Errorf("list a or names b wrong, or error %v", pick.Err())
	}
	pick.Set("b")
	pick.Names("a")
	if err := pick.Err(); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("two classes that are not there: %v", err)
	}
}
