package resolve_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/kb"
	"onrecord/internal/resolve"
	"onrecord/ling"
)

// phrase is one line of testdata/phrases.txt.
type phrase struct {
	line            int
	day             ling.Date
	kind, text, who string
	span            ling.Span
}

func readPhrases(t testing.TB) []phrase {
	t.Helper()
	data, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []phrase
	for i, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, " | ")
		if len(cols) != 4 {
			t.Fatalf("phrases.txt:%d: want 4 columns", i+1)
		}
		day, err := ling.ParseDate(cols[0])
		if err != nil {
			t.Fatalf("phrases.txt:%d: %v", i+1, err)
		}
		before, rest, _ := strings.Cut(cols[2], "[[")
		marked, after, ok := strings.Cut(rest, "]]")
		if !ok {
			t.Fatalf("phrases.txt:%d: no [[phrase]]", i+1)
		}
		out = append(out, phrase{i + 1, day, cols[1], before + marked + after, cols[3], ling.Span{Start: len(before), End: len(before) + len(marked)}})
	}
	return out
}

// meant is the name of the known actor that the mention of a phrase means, "-"
// for nobody known. An actor of the article alone may bear a known one's name.
func meant(found *onrecord.Found, known map[onrecord.ActorID]bool, span ling.Span) string {
	names := map[onrecord.ActorID]string{}
	for _, a := range found.Actors {
		if known[a.ID] || strings.HasPrefix(a.Name, "Ministry of ") {
			names[a.ID] = a.Name
		}
	}
	best, who := 1<<30, "-"
	for _, m := range found.Mentions {
		// The mention that differs least from the phrase, an article aside.
		off := max(m.Start-span.Start, span.Start-m.Start) + max(m.End-span.End, span.End-m.End)
		if !m.Overlaps(span) || off > 6 || off >= best {
			continue
		}
		best = off
		if who = names[m.Actor]; who == "" {
			who = "-"
		}
	}
	return who
}

// TestPhrases holds the linker to 95 % of every kind, and at most 2 % of all
// phrases linked wrong.
func TestPhrases(t *testing.T) {
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, err := resolve.New(base)
	if err != nil {
		t.Fatal(err)
	}
	known := map[onrecord.ActorID]bool{}
	for i := 0; i < base.Len(); i++ {
		known[base.ID(kb.Ref(i))] = true
	}
	right, all, wrong := map[string]int{}, map[string]int{}, 0
	for _, p := range readPhrases(t) {
		doc, err := a.AnnotateArticle(context.Background(), annotate.Source{Text: p.text, Published: p.day})
		if err != nil {
			t.Fatal(err)
		}
		art := onrecord.Article{Text: p.text, Published: onrecord.Published{Value: p.day.String(), Earliest: p.day, Latest: p.day}}
		var found onrecord.Found
		r.Local(clause.Look(doc), &art, &found)
		got := meant(&found, known, p.span)
		all[p.kind]++
		switch {
		case got == p.who:
			right[p.kind]++
		case got == "-":
			t.Logf("phrases.txt:%d: %q: unknown, want %s", p.line, p.span.In(p.text), p.who)
		default:
			wrong++
			t.Logf("phrases.txt:%d: %q: WRONG %s, want %s", p.line, p.span.In(p.text), got, p.who)
		}
	}
	total := 0
	for _, n := range all {
		total += n
	}
	for _, kind := range []string{"country", "role", "person", "namesake", "group", "metonym", "place", "body", "agent"} {
		t.Logf("%-9s %3d of %3d", kind, right[kind], all[kind])
	}
	t.Logf("wrong     %3d of %3d", wrong, total)
	for kind, n := range all {
		const least = 95
		if n == 0 || right[kind]*100 < least*n {
			t.Errorf("%s: %d of %d right, want %d %%", kind, right[kind], n, least)
		}
	}
	if wrong*100 > 2*total {
		t.Errorf("%d of %d wrong, want 2 %% at most", wrong, total)
	}
}
