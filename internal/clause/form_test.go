package clause_test

import (
	"strings"
	"testing"
)

func TestGerund(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"The ambassador criticized the U.S. for bypassing diplomacy, warning that Washington had opened a box.", "warning", true},
		{"The envoy left the port, saying that it was shut.", "saying", true},
		{"The envoy heard the warning that the port was shut.", "warning", false},
	} {
		p := r.read(t, c.text)
		if got := p.Gerund(tokenAt(p, strings.Index(c.text, c.word))); got != c.want {
			t.Errorf("%s: %q is an -ing form of a verb: %t, want %t", c.text, c.word, got, c.want)
		}
	}
}
