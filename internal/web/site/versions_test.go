package site

import (
	"strings"
	"testing"
)

func TestChanged(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"a b c", "a b c", "[a b c]"},
		{"a b c", "a x c", "[a] -[b] +[x] [c]"},
		{"a b c", "a b c d", "[a b c] +[d]"},
		{"a b c d e", "a c d x e", "[a] -[b] [c d] +[x] [e]"},
		{"", "a", "+[a]"},
		{"a", "", "-[a]"},
		{"a a", "a", "[a] -[a]"},
	} {
		var got []string
		for _, r := range changed(strings.Fields(c.was), strings.Fields(c.is)) {
			sign := map[string]string{"−": "-", "+": "+"}[r.Sign]
			got = append(got, sign+"["+strings.Join(r.Texts, " ")+"]")
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q to %q: %s, want %s", c.was, c.is, s, c.want)
		}
	}
}

func TestExample(t *testing.T) {
	got := inline(example("[[Kovač|source2]] [[said|cue]] it [[broke|trigger]] [[here"))
	if want := "[Kovač|source] [said|cue] it [broke|event] "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
