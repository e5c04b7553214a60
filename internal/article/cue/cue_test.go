package cue

import (
	"strings"
	"testing"

	"onrecord/internal/rules"
)

// TestCues runs the examples of the words that tell what a paragraph is for.
func TestCues(t *testing.T) {
	read, err := rules.Read("cues.rules", strings.NewReader(cueRules))
	if err != nil || len(read) != len(Names) {
		t.Fatalf("%v, %d cues", err, len(read))
	}
	for i, r := range read {
		if r.Name != Names[i] {
			t.Errorf("cue %s is measured as %s", r.Name, Names[i])
		}
		for _, e := range r.Yes {
			if !theCues().tells(e.Text)[i] {
				t.Errorf("cues.rules:%d: %s does not tell %q", e.Line, r.Name, e.Text)
			}
		}
		for _, e := range r.No {
			if theCues().tells(e.Text)[i] {
				t.Errorf("cues.rules:%d: %s tells %q", e.Line, r.Name, e.Text)
			}
		}
		if long := strings.Repeat("word ", 80) + r.Yes[0].Text; theCues().tells(long)[i] {
			t.Errorf("%s is told by what stands far down a paragraph", r.Name)
		}
	}
}

// TestRefuse holds what the file may not have.
func TestRefuse(t *testing.T) {
	for _, text := range []string{"cue offer\n  color: red\n  yes: a\n  no: b\n", "cue offer\n  match: (\n  yes: a\n  no: b\n", "cue none\n  match: a\n  yes: a\n  no: b\n", "offer"} {
		if _, err := parseCues(text); err == nil {
			t.Errorf("cues take %q", text)
		}
	}
}
