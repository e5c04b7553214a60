package event

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/internal/clause"
	"onrecord/internal/rules"
)

// A fault in a rule file is told with its place.
func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"topic without words", "topic a\n  yes: x\n  no: y\n", "patterns/a.rules:1: no words"},
		{"enough", "topic a\n  words: x\n  enough: none\n  yes: x\n  no: y\n", "enough is a number"},
		{"enough nothing", "topic a\n  words: x\n  enough: 0\n  yes: x\n  no: y\n", "enough is a number"},
		{"type", "event a\n  trigger: verb go\n  gives: event=FIGHT\n  yes: x\n  no: y\n", `event is never "FIGHT"`},
		{"no example", "event a\n  trigger: verb go\n", "patterns/a.rules"},
	} {
		_, err := loadFrom(fstest.MapFS{"patterns/a.rules": {Data: []byte(c.in)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	k, err := loadFrom(fstest.MapFS{
		"patterns/2.rules": {Data: []byte("event go\n  trigger: verb go WALK\n  where: subject[actor]\n  gives: event=AID\n  yes: x\n  no: y\n")},
		"patterns/1.rules": {Data: []byte("words WALK\n  words: walk, Stroll\n  yes: x\n  no: y\n")},
	})
	if err != nil || !k.words["WALK"]["stroll"] || !k.verbs["go"] || k.verbs["WALK"] {
		t.Errorf("%v, words %v, verbs %v", err, k.words, k.verbs)
	}
}

func TestForms(t *testing.T) {
	for word, want := range map[string]string{
		"attack": "attacks attacked attacking", "seize": "seizes seized seizing", "crush": "crushes crushed crushing",
		"deny": "denies denied denying", "destroy": "destroys destroyed destroying", "carry_out": "carries_out carried_out carrying_out", "WEAPON": "", "*": "",
	} {
		if got := strings.Join(forms("verb", word), " "); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
	if got := forms("noun", "attack"); !slices.Equal(got, []string{"attacks"}) {
		t.Errorf("noun: %v", got)
	}
	r := rules.Rule{Fields: []rules.Field{{Key: "trigger", Value: "verb free | noun raid |"}, {Key: "gives", Value: "event=AID"}}}
	if got := inflected(r); got.Fields[0].Value != "verb free frees freed freing | noun raid raids" || got.Fields[1] != r.Fields[1] || r.Fields[0].Value != "verb free | noun raid |" {
		t.Errorf("%v of %v", got.Fields, r.Fields)
	}
}

// A topic holds when enough of its words stand in a sentence, and none that makes it
// politics: forms, lemmas of nouns, and phrases.
func TestTopics(t *testing.T) {
	r := newReading(t)
	for text, want := range map[string]string{
		"The goalkeeper attacked the army.":                          "",
		"The goalkeeper left.":                                       "sport",
		"Two goalkeepers left.":                                      "sport",
		"The team left.":                                             "",
		"The team won.":                                              "match",
		"On this day in 1944 the duke landed.":                       "past",
		"The king was mocking the duke.":                             "",
		"A mock battle was fought.":                                  "drill",
		"Most of them would refuse to fight, a poll says.":           "poll",
		"Most of them would refuse to fight the police, a poll says": "",
	} {
		p := r.read(t, text, "")
		got := ""
		if found := p.offTopic(p.Sentences[0].First, p.Sentences[0].Last); found != nil {
			got = found.Name
		}
		if got != want {
			t.Errorf("%s: about %q, want %q", text, got, want)
		}
	}
}

// Who acts in politics, bears arms, is anybody at all.
func TestWho(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct{ text, word, tests string }{
		{"The government left.", "government", "actor human"},
		{"The cook left.", "cook", "human"},
		{"The table left.", "table", ""},
		{"Norway left.", "Norway", "actor human"},
		{"The Norwegian workers left.", "workers", "actor human targeted"},
		{"Armed men left.", "men", "actor human armed"},
		{"Old men left.", "men", "human"},
		{"The rebels left.", "rebels", "actor human armed targeted"},
		{"A journalist left.", "journalist", "human targeted"},
		{"Two of the rebels left.", "Two", "actor human armed targeted"},
		{"The poet and the rebels left.", "poet", "actor human armed targeted"},
		{"President Ana Lund left. Lund wept.", "Lund", "actor human named"},
		{"Ana Lund, a senator, left.", "Lund", "actor human named"},
		{"Ana Lund left.", "Lund", "human"},
		{"President Ana Lund left. Bo Holm wept.", "Holm", "human"},
		{"NATO left.", "NATO", "actor human named"},
		{"Norway left. It was late.", "It", "actor human"},
		{"Police left. They were late.", "They", "actor human"},
		{"The cook left. They were late.", "They", "human"},
		{"Norway shut its port.", "its", "actor human"},
		{"On Monday it rained.", "Monday", ""},
		{"The Norwegian team left.", "team", ""},
	} {
		p := r.read(t, c.text, "")
		at := -1
		for i := range p.Tokens {
			if p.Tokens[i].Form == c.word && (at < 0 || c.word == "Lund") {
				at = i
			}
		}
		var got []string
		for _, test := range []string{testActor, testHuman, testNamed, testArmed, testTargeted} {
			if p.Test(test, at) {
				got = append(got, test)
			}
		}
		want := strings.Fields(c.tests)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q is %v, want %v", c.text, c.word, got, want)
		}
	}
}

// What is left of a phrase is the run that its head stands in, without marks and
// small words at its edges.
func TestUnbroken(t *testing.T) {
	p := newReading(t).read(t, ", the old army of and the rebels", "")
	for _, c := range []struct {
		part clause.Runs
		head int
		want clause.Runs
	}{
		{clause.Runs{{From: 0, To: 6}}, 3, clause.Runs{{From: 1, To: 4}}},
		{clause.Runs{{From: 1, To: 4}, {From: 6, To: 8}}, 7, clause.Runs{{From: 6, To: 8}}},
		{clause.Runs{{From: 1, To: 2}}, 7, clause.Runs{{From: 1, To: 2}}},
	} {
		if got := p.unbroken(c.part, c.head); !slices.Equal(got, c.want) {
			t.Errorf("%v of head %d: %v, want %v", c.part, c.head, got, c.want)
		}
	}
}

// Two to six capitals are an abbreviation, with stops or without.
func TestAbbreviation(t *testing.T) {
	r := &reader{}
	for word, want := range map[string]bool{"NATO": true, "U.N.": true, "EU": true, "A": false, "Nato": false, "SEVENTH": false, "G20": false} {
		if got := r.abbreviation(word); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}

// A day counts for the word that it hangs on right away, and for nobody's report.
func TestNearHead(t *testing.T) {
	p := newReading(t).read(t, "Rebels left Oslo on Monday.", "")
	for i := range p.Tokens {
		if p.Tokens[i].Form == "Monday" && (!p.nearHead(i, i) || !p.nearHead(i, p.Head(i)) || p.nearHead(0, i)) {
			t.Error("nearness")
		}
	}
}
