package timex

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"onrecord/annotate/internal/quote"
	"onrecord/conllu"
	"onrecord/ling"
)

// anchored is a document of testdata/anchors.conllu: a verb, and the expression
// that says when.
type anchored struct {
	doc        *ling.Document
	kind       string // "anchor", "cue", or "time" for an expression's own value by the tenses around it
	verb, when string // verb or expression, and when: "-" where nothing says it
}

// readAnchors reads the trees, and adds times and quotations to them.
func readAnchors(t *testing.T, tagger *Tagger) (all []anchored) {
	t.Helper()
	in, err := os.Open("testdata/anchors.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for trees := conllu.NewReader(in); ; {
		doc, err := trees.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		a := anchored{doc: doc}
		for _, c := range doc.Sentences[0].Comments {
			if kind, rest, ok := strings.Cut(strings.TrimPrefix(c, "# "), " = "); ok && !strings.Contains(kind, " ") && strings.Contains(rest, " -> ") {
				a.kind = kind
				a.verb, a.when, _ = strings.Cut(rest, " -> ")
			}
		}
		doc.Published = ruleDay
		tagger.Annotate(doc)
		quote.Annotator{}.Annotate(doc)
		all = append(all, a)
	}
}

// said is the expression's words, "-" for none.
func said(doc *ling.Document, at int) string {
	if at < 0 {
		return "-"
	}
	return doc.Times[at].In(doc.Text)
}

func TestAnchors(t *testing.T) {
	kinds := map[string]int{}
	for _, a := range readAnchors(t, newTagger(t)) {
		if kinds[a.kind]++; a.kind == "time" {
			if e := a.doc.Times[0]; e.In(a.doc.Text) != a.verb || e.Value != a.when {
				t.Errorf("got %s %s, want %s %s: %s", e.In(a.doc.Text), e.Value, a.verb, a.when, a.doc.Text)
			}
			continue
		}
		find := map[string]func(*ling.Document, int) int{"anchor": Anchor, "cue": OfCue}[a.kind]
		for tok := range a.doc.Tokens {
			if a.doc.Tokens[tok].Form != a.verb {
				continue
			}
			if got := said(a.doc, find(a.doc, tok)); got != a.when {
				t.Errorf("%s of %q: got %q, want %q: %s", a.kind, a.verb, got, a.when, a.doc.Text)
			}
		}
	}
	if kinds["anchor"] < 19 || kinds["cue"] < 7 {
		t.Errorf("read %v", kinds)
	}
}

// TestAnchorsWithoutTrees: the nearest expression of the sentence, and of two
// as near the one before.
func TestAnchorsWithoutTrees(t *testing.T) {
	doc := read(newTagger(t), "In 2010 he left for Oslo and, six governments on, returned in 2014. He stayed.", ruleDay)
	for i := range doc.Tokens {
		doc.Tokens[i].Head = ling.NoHead
	}
	want := map[string]string{"left": "2010", "returned": "2014", "stayed": "-"}
	for i, tok := range doc.Tokens {
		if when, ok := want[tok.Form]; ok && said(doc, Anchor(doc, i)) != when {
			t.Errorf("%s: got %q, want %q", tok.Form, said(doc, Anchor(doc, i)), when)
		}
	}
}
