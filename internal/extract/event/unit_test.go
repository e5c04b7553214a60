package event

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/internal/clause"
	"onrecord/internal/extract/extracttest"
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

// candidateAt is the candidate at the first token of that form.
func (p page) candidateAt(t *testing.T, form string) *candidate {
	t.Helper()
	for i := range p.Tokens {
		if p.Token(i).Form == form {
			if c := p.candidate(i); c != nil {
				return c
			}
		}
	}
	t.Fatalf("no candidate at %q of %q", form, p.Text)
	return nil
}

// The lone time of a deed is the nearest in its sentence that is no other deed's and
// not that of its being told.
func TestLoneTime(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct{ text, form, want string }{
		{"After last week's talks rebels attacked Lima on Monday.", "attacked", "2016-03-07"},
		{"Rebels attacked Lima before last week's talks.", "attacked", ""},
		{"The envoy said on Monday that rebels attacked Lima.", "attacked", ""},
		{"The envoy said in February that rebels attacked Lima.", "attacked", "2016-02"},
	} {
		p := r.read(t, c.text, "2016-03-10")
		got := ""
		if n := p.loneTime(p.candidateAt(t, c.form)); n >= 0 {
			got = p.Times[n].Value
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// A place may hang on the noun of a deed itself; a name before a noun of talks is where
// they are held.
func TestPlaceOfNoun(t *testing.T) {
	r := newReading(t)
	p := r.read(t, "Raids in Oslo began.", "")
	if c := p.candidateAt(t, "Raids"); !p.placedNoun(c) {
		t.Error("the raids in Oslo have no place")
	}
	p = r.read(t, "Raids by rebels began.", "")
	if c := p.candidateAt(t, "Raids"); p.placedNoun(c) {
		t.Error("the raids by rebels have a place")
	}
	p = r.read(t, "The Geneva talks began.", "")
	for i := range p.Tokens {
		if got := p.heldAt(2, i); got != (p.Token(i).Form == "Geneva") {
			t.Errorf("held at %s: %v", p.Token(i).Form, got)
		}
	}
}

// A phrase with a preposition behind the verb of a headline hangs on the verb, another
// word on its object.
func TestAfterVerb(t *testing.T) {
	r := newReading(t)
	doc, err := r.Annotator.Annotate(t.Context(), "Troops storm Gao palace at dawn")
	if err != nil {
		t.Fatal(err)
	}
	v := clause.Look(doc)
	const verb, gao, palace, dawn = 1, 2, 3, 5
	for _, c := range []struct {
		i, object, head int
		rel             string
	}{{dawn, palace, verb, "obl"}, {gao, palace, palace, "compound"}, {gao, -1, verb, "dep"}} {
		if h, rel := afterVerb(v, c.i, verb, c.object); h != c.head || rel != c.rel {
			t.Errorf("%s hangs on %d by %s", v.Token(c.i).Form, h, rel)
		}
	}
}

// What belongs to somebody that acts, who is somebody at all, who speaks for whom, and
// what is a state.
func TestBelonging(t *testing.T) {
	r := newReading(t)
	p := r.read(t, "The army lost its planes to a shepherd on a wall. \"We lost,\" the general said.", "")
	at := map[string]int{}
	for i := range p.Tokens {
		at[p.Token(i).Form] = i
	}
	if !p.ofActor(at["planes"]) || p.ofActor(at["wall"]) {
		t.Error("planes are the army's, the wall is nobody's")
	}
	if !p.somebody(at["general"]) || p.somebody(at["wall"]) {
		t.Error("a general is somebody, a wall is not")
	}
	if !p.first(at["We"]) || p.first(at["its"]) || !p.speakerActs(at["We"]) || p.speakerActs(at["wall"]) {
		t.Error("we is the general")
	}
	if p.state(at["wall"]) || p.state(-1) {
		t.Error("a wall is a state")
	}
}

// Who blames or demands is who says so by the statement, wherever the tree hangs the
// verb; who does something else is the subject that the tree gives it.
func TestSourceAsStated(t *testing.T) {
	r := newReading(t)
	for text, want := range map[string]string{
		"The foreign minister confirmed that the soldier had been killed and blamed the rebels for the raid.":       "blamed: The foreign minister",
		"The president hit back at claims that the rebels had broken the truce, accusing the army of an ambush.":    "accusing: The president",
		"The president said that the rebels had attacked the port and killed two soldiers.":                         "attacked: the rebels",
		"The foreign minister said that the soldiers had been freed and the rebels blamed the army for the ambush.": "blamed: the rebels",
	} {
		p := r.read(t, text, "")
		verb, source, _ := strings.Cut(want, ": ")
		var got []string
		for i := range p.events {
			e := &p.events[i]
			if extracttest.Words(text, e.Trigger.Spans) != verb {
				continue
			}
			for _, s := range e.Source {
				got = append(got, extracttest.Words(text, s.Spans))
			}
		}
		if !slices.Equal(got, []string{source}) {
			t.Errorf("%s\n%s by %q, want %q", text, verb, got, source)
		}
	}
}
