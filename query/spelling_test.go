package query_test

import (
	"slices"
	"testing"

	"onrecord/query"
)

func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"ceasefire", []string{"cease-fire", "cease fire"}},
		{"Cease-fire", []string{"ceasefire", "cease fire"}},
		{"pre-war", []string{"prewar"}},
		{"mobilisation", []string{"mobilization"}},
		{"Recognize", []string{"re-cognize", "recognise"}},
		{"counterterrorism", []string{"counter-terrorism"}},
		{"counter-terrorism", []string{"counterterrorism"}},
		{"de-escalation", []string{"deescalation"}},
		{"Deescalation", []string{"de-escalation"}},
		{"prewar", nil}, // too short a stem to part
		{"cancelled", []string{"canceled"}},
		{"dialog", []string{"dialogue"}},
		{"crackdown", []string{"crack-down"}},
		{"wise", nil}, // nothing is left before its ending
		{"truce", nil},
	} {
		if got := query.Spellings(c.in); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.in, got, c.want)
		}
	}
}
