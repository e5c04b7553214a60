package site

import (
	"strings"
	"testing"
)

// Words of a page act on nothing beyond themselves and are cut where they are long,
// with no character and no entity broken; tags stay.
func TestPlain(t *testing.T) {
	long := strings.Repeat("a", longest)
	for _, c := range []struct {
		page, want string
		whole      bool
	}{
		{"<p>a\u202eb\u2066c\x1b[31m\u009b\n</p>", "<p>abc[31m\n</p>", false},
		{"<p>אב\u200f ä</p>", "<p>אב\u200f ä</p>", false},
		{`<a class="x" title="\u202e` + "\u202e" + `t" aria-label="` + "\x07" + `l" href="/a">w</a>`, `<a class="x" title="\u202et" aria-label="l" href="/a">w</a>`, false},
		{"<p>" + long + "bc</p>", "<p>" + long + "…</p>", false},
		{"<p>" + long + "bc</p>", "<p>" + long + "bc</p>", true},
		{"<p>" + long[1:] + "äc</p>", "<p>" + long[1:] + "…</p>", false},
		{"<p>" + long[3:] + "&amp;c</p>", "<p>" + long[3:] + "…</p>", false},
		{`<a title="` + long + `bc" id="x">`, `<a title="` + long + `…" id="x">`, false},
		{`<a id="x" href="` + strings.Repeat("b", longestAddress+1) + `" class="y">w`, `<a id="x"  class="y">w`, true},
		{"words without a tag", "words without a tag", false},
		{"<unended", "<unended", false},
	} {
		if got := string(plain([]byte(c.page), c.whole)); got != c.want {
			t.Errorf("%.120q\ngot  %.120q\nwant %.120q", c.page, got, c.want)
		}
	}
	if got := short(long + "b"); got != long+"…" || short("b") != "b" {
		t.Errorf("short: %.30q", got)
	}
}

// Words that are quoted in the article bring their own marks.
func TestWordsAreQuotedOnce(t *testing.T) {
	for words, want := range map[string]bool{"“No,” she said": true, `"No"`: true, "‘No’": true, "that “no”": false, "": false, "no": false} {
		if quoted(words) != want {
			t.Errorf("%q: %t", words, !want)
		}
	}
}
