package segment

import (
	"strings"
	"testing"

	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

// parted is the text's sentences, parted by " |".
func parted(s *Splitter, text string) string {
	doc := &ling.Document{Text: text}
	cut := tokenize.New()
	for _, p := range Paragraphs(doc) {
		first := len(doc.Tokens)
		cut.Append(doc, p.Span)
		s.Split(doc, first, p)
	}
	var out []string
	for _, sent := range doc.Sentences {
		out = append(out, sent.In(text))
	}
	return strings.Join(out, " |")
}

// TestEveryListMatters empties each list in turn: its sentences must then be
// parted otherwise.
func TestEveryListMatters(t *testing.T) {
	s, err := NewSplitter()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		list       *map[string]bool
	}{
		{"starters", "He lives in the U.S. |When they left he wept.", &s.lists.starters},
		{"inner", "He met Dr. No on Monday.", &s.lists.inner},
		{"openers", "He was seen in the U.S. |Police said nothing.", &s.lists.openers},
		{"firms", "She works for Calder Corp. |Dana Holt said the pay was fair.", &s.lists.firms},
		{"callings", "The ships of Calder Inc. President Holt said nothing.", &s.lists.callings},
	} {
		text := strings.ReplaceAll(c.want, "|", "")
		if got := parted(s, text); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		kept := *c.list
		*c.list = nil
		if parted(s, text) == c.want {
			t.Errorf("%s can be emptied and nothing fails", c.name)
		}
		*c.list = kept
	}
}
