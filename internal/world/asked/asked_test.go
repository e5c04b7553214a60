package asked

import (
	"slices"
	"strings"
	"testing"

	"onrecord/ling"
)

var asks = Asks{"ring": false, "name": true}

const book = `words bell
  list: bells? chimes?
  yes: bell
  yes: Chimes
  no: belly

rule rings
  of: ring
  match: \b{bell}\s+(r[aiu]ng)\b
  yes: The Bell rang.
  no: The bellman rang.

rule tolls
  of: ring
  match: \btolled\b
  yes: It tolled.
  no: It told.

rule named
  of: name
  match: \b[A-Z]\w+
  yes: Orsk
  no: orsk
`

// TestBook asks a book, which answers by its first rule that holds.
func TestBook(t *testing.T) {
	b, err := Read("bells.rules", book, asks)
	if err != nil {
		t.Fatal(err)
	}
	if at, rule := b.Find("ring", "it tolled when the chimes rang"); rule != "rings" || at != (ling.Span{Start: 19, End: 30}) {
		t.Errorf("found %s at %v", rule, at)
	}
	if at, rule := b.Part("ring", "the bells rang"); rule != "rings" || at != (ling.Span{Start: 10, End: 14}) {
		t.Errorf("the part of %s is at %v", rule, at)
	}
	if at, rule := b.Part("ring", "it tolled"); rule != "" || at.End != 0 {
		t.Errorf("a rule without a group has a part: %s at %v", rule, at)
	}
	if b.Tell("ring", "It TOLLED.") != "tolls" || b.Tell("name", "orsk") != "" || b.Tell("name", "Orsk") != "named" {
		t.Error("capitals count where they should not, or do not where they should")
	}
}

// TestFaults finds the examples that do not hold, by line.
func TestFaults(t *testing.T) {
	if got, err := Faults("bells.rules", book, asks); err != nil || len(got) != 0 {
		t.Errorf("found %v, %v in a sound file", got, err)
	}
	bad := strings.Replace(strings.Replace(book, "yes: It tolled.", "yes: It told.", 1), "no: belly", "no: bell", 1)
	bad = strings.Replace(bad, "no: orsk", "no: Orlan", 1)
	got, err := Faults("bells.rules", bad, asks)
	want := []string{
		`bells.rules:5: bell tells "bell"`,
		`bells.rules:16: tolls does not tell "It told."`,
		`bells.rules:23: named tells "Orlan"`,
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("found %q, %v", got, err)
	}
}

// TestRefuses has the reader refuse what it cannot use, with its line.
func TestRefuses(t *testing.T) {
	for _, bad := range []string{
		"rule a\n  of: nothing\n  match: a\n  yes: a\n  no: b\n",
		"rule a\n  of: ring\n  match: (\n  yes: a\n  no: b\n",
		"law a\n  of: ring\n  match: a\n  yes: a\n  no: b\n",
	} {
		if _, err := Read("bad.rules", bad, asks); err == nil || !strings.Contains(err.Error(), "bad.rules:1") {
			t.Errorf("%q: got %v, want a fault with its line", bad, err)
		}
		if _, err := Faults("bad.rules", bad, asks); err == nil || !strings.Contains(err.Error(), "bad.rules:1") {
			t.Errorf("%q: got %v of its examples, want a fault with its line", bad, err)
		}
	}
}

// TestAll finds all that holds, and of what overlaps the first and longest.
func TestAll(t *testing.T) {
	b, err := Read("bells.rules", book+"\nrule bare\n  of: ring\n  match: \\brang\\b\n  yes: rang\n  no: ring\n", asks)
	if err != nil {
		t.Fatal(err)
	}
	text := "It tolled, the bell rang, and rang."
	var got []string
	for _, s := range b.All("ring", text) {
		got = append(got, text[s.Start:s.End])
	}
	if want := []string{"tolled", "bell rang", "rang"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}
