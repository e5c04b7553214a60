package coref_test

import (
	"testing"

	"onrecord/annotate/internal/coref"
	"onrecord/internal/refer"
	"onrecord/ling"
)

// TestFoundBy holds that a mention says what it is, and who found it: names are
// the name layer's, descriptions and pronouns this package's.
func TestFoundBy(t *testing.T) {
	m := readMarked(t, 1, "The foreign minister [[Ana Kern|PER 1]] left. She said that it was late.")
	doc := document(t, annotator(t), &m)
	doc.Mentions[0].FoundBy = "names model"
	c, err := coref.New()
	if err != nil {
		t.Fatal(err)
	}
	c.Annotate(doc)
	want := map[ling.MentionType]string{ling.PER: "names model", ling.NOM: "coref description", ling.PRON: "coref pronoun"}
	if len(doc.Mentions) != len(want) {
		t.Fatalf("%d mentions, want %d", len(doc.Mentions), len(want))
	}
	for _, got := range doc.Mentions {
		if got.FoundBy != want[got.Type] || got.Entity != 0 {
			t.Errorf("%s %q is found by %q, in chain %d; want %q, 0", got.Type, got.In(doc.Text), got.FoundBy, got.Entity, want[got.Type])
		}
	}
}

func TestVersion(t *testing.T) {
	if v := coref.Version(); len(v) != 8 || v == refer.Version() {
		t.Errorf("version %q", v)
	}
}
