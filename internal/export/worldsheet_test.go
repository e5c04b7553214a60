package export

import (
	"testing"

	"onrecord"
)

// TestCoding shows the codebook's value beside a person's.
func TestCoding(t *testing.T) {
	for want, p := range map[string]onrecord.Position{
		"agree":                      {Value: "agree"},
		"agree (codebook: disagree)": {Value: "agree", Codebook: "disagree"},
	} {
		if got := coding(p); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
