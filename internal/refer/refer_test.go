package refer_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// texts are the lines of our own texts of coreference, names marked.
func texts(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, name := range []string{"testdata/texts.txt", "../../annotate/internal/coref/testdata/coref.txt", "../../annotate/internal/coref/testdata/held.txt"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			if line != "" && line[0] != '#' {
				out = append(out, strings.ReplaceAll(line, " ¶ ", "\n\n"))
			}
		}
	}
	return out
}

// names takes the marks out of a text: "[[Ana Kern|PER 1]]" is a name, "[[she|1]]" is none.
func names(doc func(string) *ling.Document, line string) (*ling.Document, []*refer.Name) {
	var b strings.Builder
	type mark struct {
		start, end int
		typ        ling.MentionType
	}
	var open []int
	var marks []mark
	for line != "" {
		switch {
		case strings.HasPrefix(line, "[["):
			open = append(open, b.Len())
			line = line[2:]
		case line[0] == '|' && len(open) > 0:
			label, rest, _ := strings.Cut(line[1:], "]]")
			typ, _, _ := strings.Cut(label, " ")
			if typ != "" && typ[0] >= 'A' {
				marks = append(marks, mark{open[len(open)-1], b.Len(), ling.MentionType(typ)})
			}
			open, line = open[:len(open)-1], rest
		default:
			b.WriteByte(line[0])
			line = line[1:]
		}
	}
	d := doc(b.String())
	var out []*refer.Name
	for _, m := range marks {
		first, last := d.TokensIn(ling.Span{Start: m.start, End: m.end})
		out = append(out, &refer.Name{First: first, Last: last, Type: m.typ})
	}
	slices.SortStableFunc(out, func(a, b *refer.Name) int { return a.First - b.First })
	return d, out
}

// TestGolden holds whom every name, description and pronoun of our own texts
// means, and why, to testdata/links.golden.
func TestGolden(t *testing.T) {
	a, err := annotate.New(annotate.Without(annotate.Names, annotate.Coref, annotate.Times))
	if err != nil {
		t.Fatal(err)
	}
	book, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	w, err := refer.NewWords(book)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, line := range texts(t) {
		doc, found := names(func(text string) *ling.Document {
			d, err := a.Annotate(t.Context(), text)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}, line)
		text := refer.NewText(w, clause.Look(doc), found)
		text.Bodies()
		refer.NewPersons(text, refer.Fold)
		text.Describe()
		fmt.Fprintf(&b, "%s\n", strings.ReplaceAll(doc.Text, "\n\n", " ¶ "))
		number := map[*refer.Entity]int{}
		for _, l := range text.Walk(refer.Told{}) {
			fmt.Fprintf(&b, "  %s %q %s\n", l.Type, doc.Text[doc.Tokens[l.First].Start:doc.Tokens[l.Last-1].End], who(l.Entity, number)+" "+l.Why)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/links.golden", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/links.golden")
	if err != nil {
		t.Fatal(err)
	}
	got, had := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(got), len(had)) {
		if got[i] != had[i] {
			t.Fatalf("links.golden:%d: got %q, want %q; go test -update, and read the difference", i+1, got[i], had[i])
		}
	}
	if len(got) != len(had) {
		t.Fatalf("links.golden has %d lines, want %d", len(had), len(got))
	}
}

// who shows an entity by its number in the text.
func who(e *refer.Entity, number map[*refer.Entity]int) string {
	if e == nil {
		return "-"
	}
	if _, seen := number[e]; !seen {
		number[e] = len(number) + 1
	}
	out := fmt.Sprintf("%d", number[e])
	if e.Gender != 0 {
		out += string(e.Gender)
	}
	for _, m := range e.Members {
		out += "+" + who(m, number)
	}
	if v := e.Voice(); v != e {
		out += " for " + who(v, number)
	}
	return out
}
