package agreement

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/extract/extracttest"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "write what is found into the golden")

// TestArticles reads whole texts, where namings of one agreement have to come
// together and those of two to stay apart.
func TestArticles(t *testing.T) {
	data, err := os.ReadFile("testdata/articles.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReading(t)
	var got strings.Builder
	for _, part := range strings.Split(string(data), "\n\n# ")[1:] {
		name, text, _ := strings.Cut(strings.TrimSpace(part), "\n")
		fmt.Fprintf(&got, "# %s\n", name)
		title := ""
		if rest, ok := strings.CutPrefix(text, "= "); ok {
			title, text, _ = strings.Cut(rest, "\n")
			text = title + "\n" + text
		}
		view, art, found := r.titled(t, text, len(title))
		for _, a := range r.x.Extract(view, art, found) {
			describe(&got, text, &a, found)
		}
		got.WriteString("\n")
	}
	extracttest.Golden(t, "testdata/articles.golden", got.String(), *update)
}

// titled annotates a text whose first bytes are its title, and finds its statements.
func (r reading) titled(t testing.TB, text string, title int) (*clause.View, *onrecord.Article, *onrecord.Found) {
	t.Helper()
	if title == 0 {
		return r.article(t, text)
	}
	blocks := []ling.Block{
		{Span: ling.Span{End: title}, Kind: ling.BlockTitle},
		{Span: ling.Span{Start: title + 1, End: len(text)}, Kind: ling.BlockBody},
	}
	return r.of(t, annotate.Source{Text: text, Published: day, Blocks: blocks})
}

// describe writes one agreement for people.
func describe(w *strings.Builder, text string, a *onrecord.Agreement, found *onrecord.Found) {
	fmt.Fprintf(w, "%s “%s”", a.Type, a.Name)
	list := func(label string, of []onrecord.Party) {
		if len(of) > 0 {
			fmt.Fprintf(w, " %s %s", label, strings.Join(namesOf(text, of), ", "))
		}
	}
	list("of", a.Sides)
	list("brokers", a.Brokers)
	list("monitors", a.Monitors)
	if !a.Place.Empty() {
		fmt.Fprintf(w, " in %s", strings.Join(namesOf(text, []onrecord.Party{a.Place}), ""))
	}
	if a.Term != "" {
		fmt.Fprintf(w, " for %s", a.Term)
	}
	if !a.Scope.Empty() {
		fmt.Fprintf(w, " scope %s", strings.Join(wordsOf(text, a.Scope.Spans), " "))
	}
	if a.Background {
		w.WriteString(" (background)")
	}
	w.WriteString("\n")
	for _, h := range a.History {
		fmt.Fprintf(w, "    %s", h.Status)
		for _, day := range []struct{ label, value string }{{"on", h.When.Value}, {"from", h.From.Value}, {"until", h.Until.Value}, {"how", string(h.How)}} {
			if day.value != "" {
				fmt.Fprintf(w, " %s %s", day.label, day.value)
			}
		}
		list("by", h.By)
		fmt.Fprintf(w, ", %s", h.Told)
		for _, s := range found.Statements {
			if s.ID == h.AccordingTo {
				fmt.Fprintf(w, ", according to %s", strings.Join(namesOf(text, []onrecord.Party{s.Source}), ""))
			}
		}
		fmt.Fprintf(w, ": %s\n", strings.Join(wordsOf(text, h.Words.Spans), " … "))
	}
}

func namesOf(text string, of []onrecord.Party) []string {
	var out []string
	for _, p := range of {
		out = append(out, strings.Join(wordsOf(text, p.Spans), " … "))
	}
	return out
}

func wordsOf(text string, spans []ling.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return out
}
