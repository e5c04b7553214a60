package dispute

import (
	"strings"
	"testing"

	"onrecord/internal/world/asked"
)

// TestRules runs the examples of every rule.
func TestRules(t *testing.T) {
	faults, err := asked.Faults("dispute.rules", ruleText, asks)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
}

// TestClaimant has the name of who claims cut out of what is denied.
func TestClaimant(t *testing.T) {
	set, err := readRules("dispute.rules", ruleText)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"claims by the harbour board that it took money":  "the harbour board ",
		"accusations made by Orlanian officials of theft": "Orlanian officials",
		"the Board's claim that it was safe":              "the Board",
		"Orlanian allegations":                            "Orlanian",
		"what the Board called theft":                     "the Board ",
		"that it had moved the stones":                    "",
	} {
		at, _ := set.part(askClaimant, text)
		if got := text[at.Start:at.End]; strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
