package inconsistency

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/worldtest"
)

// TestCopiedQuotations lays the quotations of copies side by side: other words are
// told of, a cut quotation, another speaker's and those of another text are not.
// (Where what was changed has the least mark of the text, its copies do not meet.)
func TestCopiedQuotations(t *testing.T) {
	const words = `we shall never again let a bus cross the old bridge at Orrin`
	text := crash + "\nMayor Belova said \"" + words + "\" on Monday."
	for name, c := range map[string]struct {
		copy string
		want string
	}{
		"same":          {text, ""},
		"other words":   {strings.Replace(text, "the old bridge", "any new pier", 1), "other words in a copy: we shall never again let a bus cross any new pier at Orrin | " + words},
		"one word":      {strings.Replace(text, "never", "soon", 1), "other words in a copy: " + strings.Replace(words, "never", "soon", 1) + " | " + words},
		"cut":           {strings.Replace(text, words, "we shall never again let a bus cross the old bridge", 1), ""},
		"other speaker": {strings.NewReplacer("Belova", "Dorn", "never", "soon").Replace(text), ""},
		"other text":    {"In Sund it rained for a week and the fair was put off. Mayor Belova said \"we shall soon again let a bus cross the old bridge at Orrin\" on Monday.", ""},
		"gone":          {crash, ""},
	} {
		first, other := version(1, text), version(2, c.copy)
		first.ID, other.ID = "a", "b"
		list := []*onrecord.Record{&first, &other}
		_, rows := worldtest.Laid[onrecord.Inconsistency](t, world.Inconsistencies, list, Type{})
		got := ""
		for _, x := range rows {
			got += x.Message + ": " + x.Cites[0].Text + " | " + x.Cites[1].Text
			if x.Kind != Copies || x.Article != "b" || x.Cites[0].Article != "b" || x.Cites[1].Article != "a" {
				t.Errorf("%s: %+v", name, x)
			}
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		worldtest.Check(t, list, Type{})
	}
}
