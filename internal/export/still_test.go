package export

import (
	"strings"
	"testing"

	"onrecord"
)

// A file for a spreadsheet that is shown on a terminal sends it nowhere, and turns
// no writing round; words from the right stay as they are.
func TestCSVSteersNothing(t *testing.T) {
	var b strings.Builder
	rows := func(yield func(onrecord.Article, error) bool) {
		yield(onrecord.Article{ID: "a", Title: "\x1b]8;;http://evil.example\x07\u009b2Jא\u200fב\u202e\u2066 and\ton\nmore"}, nil)
	}
	if _, err := WriteArticles(&b, Layout{Format: CSV}, rows); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.ContainsAny(got, "\x1b\x07\u009b\u202e\u2066") || !strings.Contains(got, "2Jא\u200fב and\ton\nmore") {
		t.Errorf("%q", got)
	}
}
