package naming

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// told is an article that mentions one group by each of the words, the longest first.
func told(id, outlet, day, text string, words ...string) *onrecord.Record {
	r := &onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(id), Outlet: outlet, Text: text}}
	if d, err := ling.ParseDate(day); err == nil {
		r.Published = onrecord.Published{Value: day, Earliest: d, Latest: d}
	}
	r.Actors = []onrecord.Actor{{ID: "x:front", Name: "Northern Front"}}
	for _, w := range words {
		for from := 0; ; {
			i := strings.Index(text[from:], w)
			if i < 0 {
				break
			}
			m := onrecord.Mention{Span: ling.Span{Start: from + i, End: from + i + len(w)}, Type: ling.ORG, Actor: "x:front"}
			if !slices.ContainsFunc(r.Mentions, func(o onrecord.Mention) bool { return o.Start < m.End && m.Start < o.End }) {
				r.Mentions = append(r.Mentions, m)
			}
			from = m.End
		}
	}
	r.Mentions = append(r.Mentions, onrecord.Mention{Span: ling.Span{Start: 0, End: 1}, Type: ling.PRON, Actor: "x:front"})
	return r
}

func archive() []*onrecord.Record {
	return []*onrecord.Record{
		told("1", "Post", "2031-02-01", "The Northern Front took é town. “The Bandits fled,” a colonel said. “[Northern Front] men fled.” The Northern Front's flag fell.", "The Northern Front", "Bandits", "Northern Front"),
		told("2", "Post", "2031-01-01", "So-called “Northern Front” fighters came. The Northern Front denied it.", "Northern Front"),
		told("3", "Star", "2031-03-01", "Bandits came down from the hills.", "Bandits"),
	}
}

func rows(t *testing.T, records []*onrecord.Record) (out []onrecord.Naming) {
	t.Helper()
	_, out = worldtest.Laid[onrecord.Naming](t, world.Naming, records, Type{})
	return out
}

func TestNaming(t *testing.T) {
	var got []string
	for _, n := range rows(t, archive()) {
		got = append(got, fmt.Sprintf("%s %s %s %s %d %d %s %s", n.Actor, n.Outlet, n.Wording, n.Voice, n.Count, n.Articles, n.First, n.Last))
	}
	slices.Sort(got)
	want := []string{
		"x:front Post Bandits quoted 1 1 2031-02-01 2031-02-01",
		"x:front Post Northern Front inserted 1 1 2031-02-01 2031-02-01",
		"x:front Post Northern Front own 4 2 2031-01-01 2031-02-01",
		"x:front Star Bandits own 1 1 2031-03-01 2031-03-01",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestOtherMarks takes what a statement quotes word for word as its speaker's,
// whatever marks it stands in, and nothing else.
func TestOtherMarks(t *testing.T) {
	const text = "'We shall beat the Bandits,' Belova said of the Northern Front."
	r := told("1", "Post", "2031-01-01", text, "Northern Front", "Bandits")
	for mode, want := range map[onrecord.Mode]onrecord.Voice{onrecord.Direct: onrecord.QuotedVoice, onrecord.Indirect: onrecord.OwnVoice} {
		r.Statements = []onrecord.Statement{{Mode: mode, Content: onrecord.Part{Spans: []ling.Span{{Start: 1, End: strings.Index(text, ",")}}}}}
		for _, n := range rows(t, []*onrecord.Record{r}) {
			if n.Wording == "Bandits" && n.Voice != want || n.Wording == "Northern Front" && n.Voice != onrecord.OwnVoice {
				t.Errorf("%s: %s is %s", mode, n.Wording, n.Voice)
			}
		}
	}
}

func TestCitesSayTheirWords(t *testing.T) {
	texts := map[onrecord.ArticleID][]rune{}
	for _, r := range archive() {
		texts[r.ID] = []rune(r.Text)
	}
	for _, n := range rows(t, archive()) {
		if c := n.Cite; string(texts[c.Article][c.Start:c.End]) != c.Text || !strings.Contains(c.Text, n.Wording) {
			t.Errorf("%+v", c)
		}
	}
}

func TestWording(t *testing.T) {
	for in, want := range map[string]string{"the  Front’s": "Front", "The Front": "Front", "Theban's": "Theban", "Front": "Front"} {
		if got := wordingOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSameRowsInAnyOrder(t *testing.T) { worldtest.Check(t, archive(), Type{}) }

func TestBrokenFact(t *testing.T) {
	if _, err := (Type{}).Rows("x:a\tPost", []world.Fact{{Body: []byte("{")}}); err == nil {
		t.Error("a broken fact is read")
	}
}

// TestVersion has rows made anew when what makes them changes.
func TestVersion(t *testing.T) {
	if (Type{}).Version() == "" {
		t.Error("no version")
	}
}
