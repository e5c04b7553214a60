package export

import (
	"bytes"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// The text has two-byte and three-byte characters before every fact.
const text = "“Čolić ještě mluví,” řekl úředník."

func span(t *testing.T, words string) ling.Span {
	t.Helper()
	at := bytes.Index([]byte(text), []byte(words))
	if at < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return ling.Span{Start: at, End: at + len(words)}
}

func TestOffsetsAreCodePoints(t *testing.T) {
	r := onrecord.Record{Article: onrecord.Article{ID: "a", Text: text}}
	cue, content, source := span(t, "řekl"), span(t, "“Čolić ještě mluví,”"), span(t, "úředník")
	r.Statements = []onrecord.Statement{{
		Claim:   onrecord.Claim{ID: "s"},
		Source:  onrecord.Party{Spans: []ling.Span{source}},
		Cue:     onrecord.Part{Spans: []ling.Span{cue}},
		Content: onrecord.Part{Spans: []ling.Span{content}},
		SaidOn:  onrecord.SaidOn{Time: -1},
	}}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	out := NewRecord(r)
	characters := []rune(out.Text)
	for _, w := range []Words{out.Statements[0].Source.Words, out.Statements[0].Cue.Words, out.Statements[0].Content} {
		if len(w.Spans) != 1 {
			t.Fatalf("%v: want one span", w)
		}
		if got := string(characters[w.Spans[0][0]:w.Spans[0][1]]); got != w.Text {
			t.Errorf("characters %v are %q, text says %q", w.Spans[0], got, w.Text)
		}
	}
}

func TestEmptyRecordHasEveryField(t *testing.T) {
	var out bytes.Buffer
	if err := WriteRecord(&out, onrecord.Record{Article: onrecord.Article{ID: "a", Text: "<b> & x"}}); err != nil {
		t.Fatal(err)
	}
	want := `{"schema":1,"id":"a","path":"","url":"","outlet":"","title":"","authors":[],"byline":"","section":"","lang":"",` +
		`"published":{"value":"","earliest":"","latest":"","basis":"","confidence":0,"spans":[]},` +
		`"modified":"","collected":"","text":"<b> & x","blocks":[],"diagnostics":[],"mentions":[],"actors":[],` +
		`"times":[],"statements":[],"events":[],"agreements":[],"memberships":[]}` + "\n"
	if out.String() != want {
		t.Errorf("got  %s\nwant %s", out.String(), want)
	}
}
