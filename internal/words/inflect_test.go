package words

import "testing"

// TestSharedPlural gives a plural of two nouns to the first by the alphabet, in
// every book that is made: what a program reads must not go by chance.
func TestSharedPlural(t *testing.T) {
	for range 50 {
		b := &Book{nouns: map[string]*Noun{
			"basis": {Word: "basis", plurals: []string{"bases"}}, "base": {Word: "base", plurals: []string{"bases"}},
			"axe": {Word: "axe", plurals: []string{"axes"}}, "axis": {Word: "axis", plurals: []string{"axes"}},
		}}
		b.inflect()
		for plural, want := range map[string]string{"bases": "base", "axes": "axe"} {
			if n, many := b.Noun(plural); n == nil || n.Word != want || !many {
				t.Fatalf("%q is of %+v, want %q", plural, n, want)
			}
		}
	}
}
