package dispute

import (
	"strings"
	"testing"

	"onrecord/internal/words"
)

// TestRules runs the examples of every rule: it alone tells its own yes and
// leaves its no alone.
func TestRules(t *testing.T) {
	read, err := words.Read("dispute.rules", strings.NewReader(ruleText))
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]string{}
	for i := range read {
		r := &read[i]
		alone := ruleSet{}
		if err := alone.take(r, lists); err != nil {
			t.Fatalf("%s: %v", r.Where(), err)
		}
		if len(r.Yes) == 0 || len(r.No) == 0 {
			t.Errorf("%s: %s has no yes or no no", r.Where(), r.Name)
		}
		tells := func(text string) bool { return alone.tell(ask(r.Get("of")), text) != "" }
		if r.Kind == "words" {
			only := ruleSet{}
			if err := only.take(&words.Rule{Kind: "rule", Name: r.Name, Fields: []words.Field{{Key: "of", Value: string(askBoth)}, {Key: "match", Value: "^{" + r.Name + "}$"}}}, lists); err != nil {
				t.Fatalf("%s: %v", r.Where(), err)
			}
			tells = func(text string) bool { return only.tell(askBoth, text) != "" }
		}
		for _, e := range r.Yes {
			if !tells(e.Text) {
				t.Errorf("dispute.rules:%d: %s does not tell %q", e.Line, r.Name, e.Text)
			}
		}
		for _, e := range r.No {
			if tells(e.Text) {
				t.Errorf("dispute.rules:%d: %s tells %q", e.Line, r.Name, e.Text)
			}
		}
	}
}

// TestRulesRefuse has the loader refuse what it cannot use.
func TestRulesRefuse(t *testing.T) {
	for _, bad := range []string{
		"rule a\n  of: nothing\n  match: a\n",
		"rule a\n  of: cause\n  match: (\n",
		"law a\n  of: cause\n  match: a\n",
	} {
		if _, err := readRules("bad.rules", bad); err == nil || !strings.Contains(err.Error(), "bad.rules:1") {
			t.Errorf("%q: got %v, want a fault with its line", bad, err)
		}
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
