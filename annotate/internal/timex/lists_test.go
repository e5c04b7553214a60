package timex

import (
	"strings"
	"testing"

	"onrecord/internal/rules"
)

// TestEveryListMatters empties each list of words in turn: some example of a
// rule or hard case must then fail, or nobody would miss the list.
func TestEveryListMatters(t *testing.T) {
	all, err := rules.Read("en.rules", strings.NewReader(english))
	if err != nil {
		t.Fatal(err)
	}
	hard := hardCases(t)
	lines := strings.Split(english, "\n")
	for i := range all {
		list := &all[i]
		if list.Kind != "words" {
			continue
		}
		without := make([]string, len(lines))
		copy(without, lines)
		for _, f := range list.Fields {
			without[f.Line-1] = "  " + f.Key + ": xxyyzz"
		}
		tagger, err := compile("en.rules", strings.NewReader(strings.Join(without, "\n")))
		if err != nil {
			continue // the engine itself asks for the list
		}
		if !missed(tagger, all, hard) && !misdated(t, tagger) && misbounded(tagger) == 0 {
			t.Errorf("en.rules:%d: words %s can be emptied, and no example fails", list.Line, list.Name)
		}
	}
}

// missed reports whether an example of a rule, or a hard case, fails.
func missed(tagger *Tagger, all []rules.Rule, hard []hardCase) bool {
	for i := range hard {
		if hard[i].fault(tagger) != "" {
			return true
		}
	}
	for i := range all {
		r := &all[i]
		if r.Kind == "words" || r.Kind == "part" {
			continue
		}
		for _, e := range r.Yes {
			if checkYes(tagger, r, e.Text) != "" {
				return true
			}
		}
		for _, e := range r.No {
			if checkNo(tagger, r, e.Text) != "" {
				return true
			}
		}
	}
	return false
}

// misdated reports whether the value of an expression among tagged words is
// another than it should be.
func misdated(t *testing.T, tagger *Tagger) bool {
	for _, a := range readAnchors(t, tagger) {
		if a.kind == "time" && a.doc.Times[0].Value != a.when {
			return true
		}
	}
	return false
}

// misbounded counts the cases of TestEvidence that fail.
func misbounded(tagger *Tagger) (n int) {
	for _, c := range evidenceCases {
		if got, want := evidenceOf(tagger, c.text), c.want; got != want {
			n++
		}
	}
	return n
}
