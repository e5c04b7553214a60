package telling

import (
	"testing"

	"onrecord/internal/world/asked"
)

// TestRules runs the examples of every rule.
func TestRules(t *testing.T) {
	faults, err := asked.Faults("telling.rules", ruleText, asks)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
}
