package parse

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"onrecord/annotate/internal/nn"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "write the goldens anew")

// read makes a document of lines of words parted by spaces.
func read(text string) *ling.Document {
	doc := &ling.Document{}
	for line := range strings.Lines(text) {
		first := len(doc.Tokens)
		for _, form := range strings.Fields(line) {
			doc.Tokens = append(doc.Tokens, ling.Token{Form: form})
		}
		doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: len(doc.Tokens)})
	}
	return doc
}

func show(doc *ling.Document) string {
	var b strings.Builder
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := doc.Tokens[i]
			head := "-"
			if t.Head != ling.Root {
				head = doc.Tokens[t.Head].Form
			}
			fmt.Fprintf(&b, "%-12s %-6s %-5s %-14s %s\n", t.Form, t.UPOS, t.XPOS, t.Deprel, head)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestGolden shows what the model makes of sentences of our own: read the diff
// when the model changes.
func TestGolden(t *testing.T) {
	p, err := English()
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc := read(string(in))
	p.Annotate(doc, true, true)
	got := show(doc)
	if *update {
		if err := os.WriteFile("testdata/trees.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("trees differ from testdata/trees.txt:\n%s", got)
	}
}

// TestKernels: every kernel of this machine gives the same tags and trees.
func TestKernels(t *testing.T) {
	p, err := English()
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for _, k := range nn.Kernels() {
		p.encoder.Kernel = k
		doc := read(prose)
		p.Annotate(doc, true, true)
		if got := show(doc); want == "" {
			want = got
		} else if got != want {
			t.Errorf("%v:\n%s\nwant\n%s", k, got, want)
		}
	}
}

// TestBatches: a sentence's tree does not depend on its neighbours, nor on
// what else runs.
func TestBatches(t *testing.T) {
	p, err := English()
	if err != nil {
		t.Fatal(err)
	}
	whole := document(3*chunk, false)
	p.Annotate(whole, true, true)
	var wg sync.WaitGroup
	for _, s := range whole.Sentences[:12] {
		wg.Go(func() {
			alone := &ling.Document{Sentences: []ling.Sentence{{First: 0, Last: s.Last - s.First}}}
			for _, tok := range whole.Tokens[s.First:s.Last] {
				alone.Tokens = append(alone.Tokens, ling.Token{Form: tok.Form})
			}
			p.Annotate(alone, true, true)
			for i, tok := range alone.Tokens {
				want := whole.Tokens[s.First+i]
				if want.Head != ling.Root {
					want.Head -= s.First
				}
				if tok != want {
					t.Errorf("word %d: %+v, in the document %+v", i, tok, want)
				}
			}
		})
	}
	wg.Wait()
}

// TestAllocations: none a token once the buffers have grown.
func TestAllocations(t *testing.T) {
	if raceDetector {
		t.Skip("sync.Pool forgets at random under the race detector")
	}
	p, err := English()
	if err != nil {
		t.Fatal(err)
	}
	doc := document(500, false)
	p.Annotate(doc, true, true)
	if n := testing.AllocsPerRun(10, func() { p.Annotate(doc, true, true) }); n > 2 {
		t.Errorf("%v allocations for %d words", n, len(doc.Tokens))
	}
}
