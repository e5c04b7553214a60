package annotate_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/ling"
)

func Example() {
	a, err := annotate.New()
	if err != nil {
		panic(err)
	}
	doc, err := a.Annotate(context.Background(), "Talks failed. “We don't know why,” she said.")
	if err != nil {
		panic(err)
	}
	for _, s := range doc.Sentences {
		var words []string
		for _, t := range doc.Tokens[s.First:s.Last] {
			words = append(words, t.Form)
		}
		fmt.Println(strings.Join(words, " "))
	}
	// Output:
	// Talks failed .
	// “ We do n't know why , ” she said .
}

func annotated(t testing.TB, src annotate.Source) *ling.Document {
	t.Helper()
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := a.AnnotateArticle(context.Background(), src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestBlocks(t *testing.T) {
	text := "Menu | Home\nPeace at last\nBy Ana Writer\nThe talks of the United\nNations ended."
	block := func(s string, k ling.BlockKind) ling.Block {
		i := strings.Index(text, s)
		return ling.Block{Span: ling.Span{Start: i, End: i + len(s)}, Kind: k}
	}
	doc := annotated(t, annotate.Source{Text: text, Blocks: []ling.Block{
		block("Menu | Home", ling.BlockFurniture), block("Peace at last", ling.BlockTitle),
		block("By Ana Writer", ling.BlockByline), block("The talks of the United\nNations ended.", ling.BlockBody),
	}})
	var got []string
	for _, s := range doc.Sentences {
		got = append(got, fmt.Sprintf("%d:%s", s.Block, s.In(text)))
	}
	if want := "1:Peace at last|3:The talks of the United\nNations ended."; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestCancelled(t *testing.T) {
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Annotate(ctx, strings.Repeat("word ", 5000)); err == nil {
		t.Error("a cancelled annotation gave no error")
	}
}

// Names are the innermost ones; types are those of the record.
func ExampleAnnotator_Annotate() {
	a, err := annotate.New()
	if err != nil {
		panic(err)
	}
	doc, err := a.Annotate(context.Background(), "Russian Foreign Minister Ilya Dobrov flew to Geneva.")
	if err != nil {
		panic(err)
	}
	for _, m := range doc.Mentions {
		if m.Type.Name() {
			fmt.Println(m.Type, m.In(doc.Text))
		}
	}
	// Output:
	// NORP Russian
	// PER Ilya Dobrov
	// GPE Geneva
}

// Words and layers left out: only what the caller needs is paid for.
func ExampleWithout() {
	a, err := annotate.New(annotate.Without(annotate.Trees, annotate.Names, annotate.Times, annotate.Quotes, annotate.Coref))
	if err != nil {
		panic(err)
	}
	doc, err := a.Annotate(context.Background(), "Ministers denied it.")
	if err != nil {
		panic(err)
	}
	for _, t := range doc.Tokens {
		fmt.Println(t.Form, t.Lemma, t.UPOS)
	}
	// Output:
	// Ministers minister NOUN
	// denied deny VERB
	// it it PRON
	// . . PUNCT
}
