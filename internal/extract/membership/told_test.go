package membership

import (
	"testing"

	"onrecord/internal/extract/extracttest"
)

// A membership is told by the statement that says it, as of the day beside it or
// the article's, under an id of its own; what is denied or unsaid is none.
func TestTold(t *testing.T) {
	r := newReading(t)
	read := func(text string) (out []string, said []bool) {
		view, art, found := r.article(t, text)
		ids := map[string]bool{}
		for _, m := range r.x.Extract(view, art, found) {
			if m.ID == "" || ids[string(m.ID)] {
				t.Errorf("%s: the id %q is not its own", text, m.ID)
			}
			ids[string(m.ID)] = true
			out = append(out, extracttest.Words(text, m.Member.Spans)+" in "+extracttest.Words(text, m.Group.Spans)+" "+m.AsOf.Value)
			said = append(said, m.AccordingTo != "" && len(found.Statements) > 0 && m.AccordingTo == found.Statements[0].ID)
		}
		return out, said
	}
	for _, c := range []struct {
		text, want string
		said       bool
	}{
		{"The envoy said that Ghana had joined the alliance.", "Ghana in the alliance 2016-05-12", true},
		{"Ghana joined the alliance on May 3, 2016.", "Ghana in the alliance 2016-05-03", false},
		{"Turkey – America's NATO ally – confirmed it.", "Turkey in NATO 2016-05-12", false},
		{"Moscow, Bashar al-Assad's strongest ally, agreed.", "Moscow in Bashar al-Assad 2016-05-12", false},
		{"Ann Harlow, an Ottawa New Democrat MP, spoke.", "Ann Harlow in Ottawa New Democrat 2016-05-12", false}, // once, though two heads have these words
	} {
		got, said := read(c.text)
		if len(got) == 0 || got[0] != c.want || said[0] != c.said {
			t.Errorf("%s: %q, said %v, want %q", c.text, got, said, c.want)
		}
	}
	if got, _ := read("The envoy denied that Ghana had joined the alliance."); len(got) > 0 {
		t.Errorf("a denial gives %q", got)
	}
}
