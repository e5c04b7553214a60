package site

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// inline shows pieces with their classes: [said|cue].
func inline(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Class == "" {
			b.WriteString(p.Text)
		} else {
			fmt.Fprintf(&b, "[%s|%s]", p.Text, p.Class)
		}
	}
	return b.String()
}

func TestPieces(t *testing.T) {
	// The text is the alphabet, so that a span can be read off.
	const text = "abcdefghijklmnopqrstuvwxyz"
	span := func(s string) ling.Span {
		return ling.Span{Start: int(s[0] - 'a'), End: int(s[len(s)-1]-'a') + 1}
	}
	part := func(spans ...string) (p onrecord.Part) {
		for _, s := range spans {
			p.Spans = append(p.Spans, span(s))
		}
		return p
	}
	for _, c := range []struct {
		name       string
		statements []onrecord.Statement
		block      string
		want       string
	}{
		{"none", nil, "a-f", "abcdef"},
		{"side by side", []onrecord.Statement{{Source: onrecord.Party{Spans: part("b-c").Spans}, Cue: part("d"), Content: part("e-f")}}, "a-h",
			"a[bc|source][d|cue][ef|content]gh"},
		{"nested", []onrecord.Statement{
			{Source: onrecord.Party{Spans: part("a").Spans}, Cue: part("b"), Content: part("c-h")},
			{Source: onrecord.Party{Spans: part("d").Spans}, Cue: part("e"), Content: part("f-g")}}, "a-i",
			"[a|source][b|cue][c|content][d|content source][e|content cue][fg|content deep][h|content]i"},
		{"overlapping", []onrecord.Statement{{Content: part("b-e")}, {Content: part("d-g")}}, "a-h",
			"a[bc|content][de|content deep][fg|content]h"},
		{"source and hop at once", []onrecord.Statement{{Source: onrecord.Party{Spans: part("b-c").Spans}, Content: part("f")}, {Via: []onrecord.Party{{Spans: part("b-c").Spans}}, Content: part("f")}}, "a-f",
			"a[bc|source via]de[f|content deep]"},
		{"only what lies in the block", []onrecord.Statement{{Content: part("a-d", "i-z")}}, "c-k",
			"[cd|content]efgh[ijk|content]"},
		{"a block within a mark", []onrecord.Statement{{Content: part("a-z")}}, "m-n", "[mn|content]"},
	} {
		r := onrecord.Record{Article: onrecord.Article{Text: text}, Found: onrecord.Found{Statements: c.statements}}
		got := inline(newCutter(&r, marksOf(&r, "")).pieces(span(c.block)))
		if got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Whatever the marks, the pieces join to the text of the block.
func FuzzPieces(f *testing.F) {
	f.Add("Ana Kovač said “no”.", []byte{0, 3, 4, 9, 2, 12, 1, 20})
	f.Fuzz(func(t *testing.T, text string, edges []byte) {
		offsets := ling.NewOffsets(text)
		var r onrecord.Record
		r.Text = text
		for i := 0; i+1 < len(edges); i += 2 {
			s := ling.Span{Start: offsets.Byte(int(edges[i])), End: offsets.Byte(int(edges[i+1]))}
			if s.Empty() {
				continue
			}
			p := onrecord.Part{Spans: []ling.Span{s}}
			r.Statements = append(r.Statements, onrecord.Statement{Claim: onrecord.Claim{ID: onrecord.ClaimID(fmt.Sprint(i))}, Cue: p, Content: p})
		}
		var b strings.Builder
		for _, p := range newCutter(&r, marksOf(&r, "")).pieces(ling.Span{Start: 0, End: len(text)}) {
			b.WriteString(p.Text)
		}
		if b.String() != text {
			t.Errorf("pieces join to %q, want %q", b.String(), text)
		}
	})
}
