package annotate_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"onrecord/annotate"
	"onrecord/conllu"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "write the goldens anew")

// corpora is where the treebanks are, outside of the repository.
const corpora = "../../shared/data/"

// TestQuality measures sentences and words from raw text, lemmas and names on
// the dev parts of the treebanks, as the CoNLL 2018 task and UNER score them.
// A drop of 0.3 against the committed scores fails.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole treebanks")
	}
	a, err := annotate.New(annotate.Without(annotate.Trees, annotate.Times, annotate.Quotes, annotate.Coref))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, bank := range []struct {
		name, file string
		news       bool
	}{{"EWT dev", "ud/en_ewt-ud-dev.conllu", false}, {"GUM dev", "ud/en_gum-dev.conllu", false}, {"GUM dev news", "ud/en_gum-dev.conllu", true}} {
		gold := treebank(t, corpora+bank.file, bank.news)
		s, w := segmentation(t, a, gold)
		got = append(got, fmt.Sprintf("%s: sentences %.2f", bank.name, s), fmt.Sprintf("%s: words %.2f", bank.name, w))
		if !bank.news {
			got = append(got, fmt.Sprintf("%s: lemmas %.2f", bank.name, lemmas(t, a, gold)))
		}
	}
	got = append(got, fmt.Sprintf("UNER EWT dev: names %.2f", names(t, a, corpora+"ner/uner_ewt-dev.iob2")))
	compare(t, "testdata/scores.txt", got)
}

// compare holds scores to those of a file.
func compare(t *testing.T, file string, got []string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	was := map[string]float64{}
	for line := range strings.Lines(string(raw)) {
		at := strings.LastIndexByte(line, ' ')
		if was[line[:at]], err = strconv.ParseFloat(strings.TrimSpace(line[at:]), 64); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range got {
		at := strings.LastIndexByte(line, ' ')
		now, _ := strconv.ParseFloat(line[at+1:], 64)
		t.Log(line)
		if before, ok := was[line[:at]]; !ok || now < before-0.3 {
			t.Errorf("%s, was %.2f", line, before)
		}
	}
}

// treebank reads a treebank, or only GUM's news and interviews.
func treebank(t *testing.T, file string, news bool) []*ling.Document {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Skip(err)
	}
	defer in.Close()
	r := conllu.NewReader(in)
	var docs []*ling.Document
	for {
		doc, err := r.Next()
		if err != nil {
			return docs
		}
		name := strings.Join(doc.Sentences[0].Comments, "\n")
		if !news || strings.Contains(name, "GUM_news") || strings.Contains(name, "GUM_interview") {
			docs = append(docs, doc)
		}
	}
}

// surface calls f with the first and last character, white space aside, of
// each surface token and of each sentence.
func surface(doc *ling.Document, at int, word, sentence func(from, to int)) int {
	m := 0
	for _, s := range doc.Sentences {
		start := at
		for i := s.First; i < s.Last; i++ {
			form := doc.Tokens[i].Form
			for m < len(doc.MultiWords) && doc.MultiWords[m].Last <= i {
				m++
			}
			if m < len(doc.MultiWords) && doc.MultiWords[m].First == i {
				form = doc.MultiWords[m].Form
				i = doc.MultiWords[m].Last - 1
			}
			n := 0
			for _, r := range form {
				if !unicode.IsSpace(r) {
					n++
				}
			}
			word(at, at+n)
			at += n
		}
		sentence(start, at)
	}
	return at
}

func segmentation(t *testing.T, a *annotate.Annotator, gold []*ling.Document) (sentences, words float64) {
	t.Helper()
	type span struct{ from, to int }
	var right [2]map[span]bool
	var hits, gs, ps [2]int
	for _, doc := range gold {
		right = [2]map[span]bool{{}, {}}
		end := surface(doc, 0,
			func(from, to int) { right[0][span{from, to}] = true },
			func(from, to int) { right[1][span{from, to}] = true })
		ours, err := a.Annotate(context.Background(), strings.ReplaceAll(doc.Text, "\n\n", "\n"))
		if err != nil {
			t.Fatal(err)
		}
		count := func(k int) func(from, to int) {
			return func(from, to int) {
				ps[k]++
				if right[k][span{from, to}] {
					hits[k]++
				}
			}
		}
		if got := surface(ours, 0, count(0), count(1)); got != end {
			t.Fatalf("%d characters of %d came back", got, end)
		}
		gs[0], gs[1] = gs[0]+len(right[0]), gs[1]+len(right[1])
	}
	f1 := func(k int) float64 { return 200 * float64(hits[k]) / float64(gs[k]+ps[k]) }
	return f1(1), f1(0)
}

func lemmas(t *testing.T, a *annotate.Annotator, gold []*ling.Document) float64 {
	t.Helper()
	n, right := 0, 0
	for _, doc := range gold {
		want := make([]string, len(doc.Tokens))
		for i := range doc.Tokens {
			want[i] = doc.Tokens[i].Lemma
		}
		if err := a.AnnotateTokens(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		for i := range doc.Tokens {
			n++
			if doc.Tokens[i].Lemma == want[i] {
				right++
			}
		}
	}
	return 100 * float64(right) / float64(n)
}

// names is the F1 of PER, ORG and LOC (GPE and FAC among it), exact.
func names(t *testing.T, a *annotate.Annotator, file string) float64 {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Skip(err)
	}
	defer in.Close()
	doc := &ling.Document{}
	var gold []string
	first := 0
	flush := func() {
		if len(doc.Tokens) > first {
			doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: len(doc.Tokens), Block: -1})
			first = len(doc.Tokens)
			gold = append(gold, "O") // no name crosses sentences
		}
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		cols := strings.Split(lines.Text(), "\t")
		switch {
		case lines.Text() == "":
			flush()
		case len(cols) >= 3 && cols[0][0] != '#':
			doc.Tokens = append(doc.Tokens, ling.Token{Form: cols[1], Head: ling.NoHead})
			gold = append(gold, cols[2])
		}
	}
	flush()
	if err := a.AnnotateTokens(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var ours []string
	for i, tag := range conllu.Entities(doc) {
		ours = append(ours, tag)
		if doc.SentenceAt(i) != doc.SentenceAt(i+1) {
			ours = append(ours, "O")
		}
	}
	g, p := tagSpans(gold), tagSpans(ours)
	hits := 0
	for s := range p {
		if g[s] {
			hits++
		}
	}
	return 200 * float64(hits) / float64(len(g)+len(p))
}

// tagSpans are the names of a row of IOB2 tags, as "first-last-type".
func tagSpans(tags []string) map[string]bool {
	found := map[string]bool{}
	fold := map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
	for i := 0; i < len(tags); {
		kind, begins := strings.CutPrefix(tags[i], "B-")
		if !begins {
			i++
			continue
		}
		j := i + 1
		for j < len(tags) && tags[j] == "I-"+kind {
			j++
		}
		if fold[kind] != "" {
			found[fmt.Sprintf("%d-%d-%s", i, j, fold[kind])] = true
		}
		i = j
	}
	return found
}
