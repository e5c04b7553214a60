package resolve

import (
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/kb"
)

// TestUnnamed: several who speak for a state without a name are its own, and one
// actor of the article; one alone is nobody.
func TestUnnamed(t *testing.T) {
	base, err := kb.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(base)
	if err != nil {
		t.Fatal(err)
	}
	doc, statements := document(t, "{{[[Turkish|NORP]] officials}} said it was shut. {{A senior [[Israeli|NORP]] official}} said it was new. "+
		"{{Another [[Israeli|NORP]] official}} denied it. {{[[Turkish|NORP]] officials}} said it was.")
	found := onrecord.Found{Statements: statements}
	r.Local(clause.Look(doc), &onrecord.Article{Text: doc.Text}, &found)
	states := map[onrecord.ActorID]string{}
	for _, a := range found.Actors {
		states[a.ID] = a.Codes["iso3"]
	}
	var sources []onrecord.ActorID
	for i, want := range []string{"TUR", "", "", "TUR"} {
		id := found.Statements[i].Source.Actor()
		sources = append(sources, id)
		if states[id] != want || id == "Q43" || id == "Q801" {
			t.Errorf("statement %d is by %q of %q, want one of %s", i, id, states[id], want)
		}
	}
	if sources[0] != sources[3] || sources[1] != "" || sources[2] != "" {
		t.Errorf("speakers %v", sources)
	}
}
