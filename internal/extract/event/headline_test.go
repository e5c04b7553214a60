package event

import (
	"testing"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// The verb of a headline that a tagger took for a noun is one again, with a subject
// and an object, and the tree stays a tree.
func TestHeadlines(t *testing.T) {
	r := newReading(t)
	k := r.x.know
	for _, c := range []struct{ text, verb, subject, object string }{
		{"Troops storm Gao palace", "storm", "Troops", "palace"},
		{"Troops storm Gao palace at dawn", "storm", "Troops", "palace"},
		{"Lawmakers back plan to arm rebels", "back", "Lawmakers", "plan"},
		{"Chad to send troops to Sinai", "send", "Chad", "troops"},
		{"Premier sacks defence minister", "sacks", "Premier", "minister"},
		{"The girls back home said no", "", "", ""},
		{"The plan to send troops failed", "", "", ""},
		{"A bomb on a bus killed at least 12 people on Wednesday, police said.", "killed", "bomb", "people"},
		{"Gunmen on motorbikes killed at least nine villagers, officials said.", "killed", "Gunmen", "villagers"},
		{"An attack near the town killed at least nine people.", "killed", "attack", "people"},
		{"The men killed in the raid were buried.", "", "", ""},
		{"They met at least nine times.", "", "", ""},
		{"Troops storm", "", "", ""},
		{"The troops were in the storm", "", "", ""},
		{"The storm of the century", "", "", ""},
		{"A storm came and Oslo was shut, and the army of Norway, which had waited for it, went home at last to rest a while", "", "", ""},
	} {
		doc, err := r.Annotator.Annotate(t.Context(), c.text)
		if err != nil {
			t.Fatal(err)
		}
		plain := clause.Look(doc)
		verbs := map[int]bool{}
		for i := range doc.Tokens {
			verbs[i] = doc.Tokens[i].UPOS == ud.VERB
		}
		v := k.headlines(plain)
		if (v != plain) != (c.verb != "") {
			t.Errorf("%s: changed %v", c.text, v != plain)
			continue
		}
		for i := range doc.Tokens {
			if (doc.Tokens[i].UPOS == ud.VERB) != verbs[i] {
				t.Errorf("%s: the document itself was changed", c.text)
			}
		}
		if c.verb == "" {
			continue
		}
		for i := range v.Tokens {
			if v.Tokens[i].Form == c.verb {
				q := k.grammar.Predicates(v).Read(i)
				if !v.POS(i, ud.VERB) || v.Token(q.Subject).Form != c.subject || v.Token(q.Object).Form != c.object || v.Head(i) != -1 {
					t.Errorf("%s: %q of %q and %q", c.text, c.verb, v.Token(q.Subject).Form, v.Token(q.Object).Form)
				}
			}
			up := i
			for steps := 0; up >= 0 && steps <= len(v.Tokens); steps++ {
				up = v.Tokens[up].Head
			}
			if up != ling.Root {
				t.Errorf("%s: %q leads nowhere", c.text, v.Tokens[i].Form)
			}
		}
	}
}

// Who stands before the participle of a headline suffered it, unless the sentence has a
// stop, an object or an agent of its own.
func TestHeadlinePassive(t *testing.T) {
	r := newReading(t)
	for text, want := range map[string]bool{
		"Opposition leader detained at airport": true, "Three soldiers killed in Oslo": true, "Opposition leader detained at airport.": false,
		"Rebels killed three soldiers in Oslo": false, "Rebels walked in Oslo": false,
	} {
		doc, err := r.Annotator.Annotate(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		v := clause.Look(doc)
		if at := r.x.know.headlinePassive(v, 0, len(v.Tokens)); (at >= 0) != want {
			t.Errorf("%s: %d", text, at)
		}
	}
}

// A verb stands for one only between a plural and its plain form, or behind a name
// or singular and its form in -s.
func TestHeadlineAgrees(t *testing.T) {
	r := newReading(t)
	for text, want := range map[string]bool{
		"Rebels torch post": true, "Rebel torch post": false, "Chad scraps tax": true, "Rebels and troops torch post": true, "Rebels in torch post": false,
	} {
		doc, err := r.Annotator.Annotate(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		v := clause.Look(doc)
		at := len(doc.Tokens) - 2
		if got := r.x.know.agrees(v, 0, at); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// What a shaken tree leaves without a way to the verb hangs on it.
func TestBreakCycles(t *testing.T) {
	doc := &ling.Document{Tokens: []ling.Token{{Head: 1}, {Head: 0}, {Head: ling.Root}, {Head: 2}}}
	breakCycles(doc, 0, 4, 2)
	if doc.Tokens[0].Head != 2 || doc.Tokens[1].Head != 0 || doc.Tokens[3].Head != 2 {
		t.Errorf("heads %d %d %d", doc.Tokens[0].Head, doc.Tokens[1].Head, doc.Tokens[3].Head)
	}
}

// A word within a name tells of nothing.
func TestInName(t *testing.T) {
	p := newReading(t).read(t, "The Peace Bridge is shut. A bridge is shut. Norway left.", "")
	for i := range p.Tokens {
		if got := p.inName(i); got != (p.Tokens[i].Form == "Peace" || p.Tokens[i].Form == "Bridge") {
			t.Errorf("%q: %v", p.Tokens[i].Form, got)
		}
	}
}
