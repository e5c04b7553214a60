package parse

import (
	"fmt"
	"strings"
	"testing"

	"onrecord/ling"
)

// prose is a paragraph of our own, told over and over.
const prose = `The foreign minister of Kelvania said on Tuesday that talks with the rebels had failed again .
" We were ready to sign , but they asked for more , " Anna Kovač told reporters in Marrow Bay after a meeting of the cabinet .
A spokesman for the group , which holds most of the north , denied the charge and accused the army of shelling two villages near the border .
Neither side gave figures .`

// document is prose repeated until it has at least n words; one sentence if joined.
func document(n int, joined bool) *ling.Document {
	doc := &ling.Document{}
	for len(doc.Tokens) < n {
		for line := range strings.Lines(prose) {
			first := len(doc.Tokens)
			for _, form := range strings.Fields(line) {
				doc.Tokens = append(doc.Tokens, ling.Token{Form: form})
			}
			doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: len(doc.Tokens)})
		}
	}
	if joined {
		doc.Tokens = doc.Tokens[:n]
		doc.Sentences = []ling.Sentence{{First: 0, Last: n}}
	}
	return doc
}

func BenchmarkAnnotate(b *testing.B) {
	p, err := English()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		tags, trees bool
		words       int
		joined      bool
	}{
		{"tags", true, false, 1000, false}, {"tags and trees", true, true, 1000, false},
		{"one sentence of 500", true, true, 500, true}, {"one sentence of 5000", true, true, 5000, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			doc := document(c.words, c.joined)
			p.Annotate(doc, c.tags, c.trees)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				p.Annotate(doc, c.tags, c.trees)
			}
			b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for range b.N {
		if _, err := English(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestLongSentences bounds the work on a sentence that is none.
func TestLongSentences(t *testing.T) {
	p, err := English()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, maxPiece, maxPiece + 1, 3*maxPiece + 7} {
		doc := document(n, true)
		p.Annotate(doc, true, true)
		checkTrees(t, fmt.Sprint(n, " words"), doc)
	}
}

// checkTrees holds every sentence to what a tree is: one root, no cycle.
func checkTrees(t *testing.T, name string, doc *ling.Document) {
	t.Helper()
	for _, s := range doc.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			tok := doc.Tokens[i]
			if (tok.Head == ling.Root) != (tok.Deprel == "root") {
				t.Fatalf("%s: word %d has head %d and relation %s", name, i, tok.Head, tok.Deprel)
			}
			if tok.Head == ling.Root {
				roots++
			}
			at := i
			for steps := 0; at != ling.Root; steps++ {
				if steps > s.Last-s.First || at < s.First || at >= s.Last {
					t.Fatalf("%s: word %d does not lead to the root", name, i)
				}
				at = doc.Tokens[at].Head
			}
		}
		if roots != 1 && s.Last > s.First {
			t.Fatalf("%s: %d roots", name, roots)
		}
	}
}

// FuzzAnnotate parses any words: the result is a tree, and the same every time.
func FuzzAnnotate(f *testing.F) {
	p, err := English()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(prose)
	f.Add("")
	f.Add("a\xff \u2028 “”")
	f.Fuzz(func(t *testing.T, text string) {
		doc, again := &ling.Document{}, &ling.Document{}
		for _, form := range strings.Fields(text) {
			doc.Tokens = append(doc.Tokens, ling.Token{Form: form})
		}
		if len(doc.Tokens) == 0 {
			doc.Sentences = []ling.Sentence{{}}
		}
		cut := len(doc.Tokens) / 3
		doc.Sentences = append(doc.Sentences, ling.Sentence{First: 0, Last: cut}, ling.Sentence{First: cut, Last: len(doc.Tokens)})
		again.Tokens, again.Sentences = append([]ling.Token(nil), doc.Tokens...), doc.Sentences
		p.Annotate(doc, true, true)
		checkTrees(t, "fuzz", doc)
		p.Annotate(again, true, true)
		for i := range doc.Tokens {
			if doc.Tokens[i] != again.Tokens[i] {
				t.Fatalf("word %d: %+v, then %+v", i, doc.Tokens[i], again.Tokens[i])
			}
		}
	})
}
