package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"onrecord/internal/article/page"
	"onrecord/internal/article/trees"
	"onrecord/internal/ingest"
)

// pages grows the trees by which page votes on paragraphs, from pages whose text
// is known: a file of JSON lines with the name of each page and its text as
// "body", in paragraphs or whole. With -half A or B only half of them are learnt
// from, so that the other may be asked.
func pages(ctx context.Context, args []string, out io.Writer) error {
	l, err := newLesson("pages", "internal/article/page/vote.trees", args)
	if err != nil {
		return err
	}
	var examples []trees.Example
	err = l.each(ctx, func(k *knownPage, learns bool) error {
		if !learns {
			return nil
		}
		got, err := k.examples(l.dir)
		examples = append(examples, got...)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d paragraphs of %d pages\n", len(examples), len(l.known))
	return l.write(trees.Grow(examples, l.grown))
}

// knownPage is a page whose text is known.
type knownPage struct {
	File       string          `json:"file"`
	Title      string          `json:"title"`
	Body       json.RawMessage `json:"body"`
	Standfirst []string        `json:"standfirst"`
}

func readKnown(path string) ([]knownPage, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []knownPage
	for r := bufio.NewReader(f); ; {
		l, err := r.ReadBytes('\n')
		if len(l) > 1 {
			var k knownPage
			if err := json.Unmarshal(l, &k); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if len(k.Body) > 0 {
				out = append(out, k)
			}
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
}

// text is the page's text as one string.
func (k *knownPage) text() (string, error) {
	var parts []string
	if json.Unmarshal(k.Body, &parts) != nil {
		var whole string
		if err := json.Unmarshal(k.Body, &whole); err != nil {
			return "", fmt.Errorf("body: %w", err)
		}
		parts = []string{whole}
	}
	return strings.Join(append(k.Standfirst, parts...), "\n"), nil
}

// source is the page's HTML, decoded.
func (k *knownPage) source(dir string) (string, error) {
	src, err := os.ReadFile(filepath.Join(dir, k.File))
	if err != nil {
		return "", err
	}
	d, err := ingest.Decode(ingest.Raw{Body: src, MediaType: ingest.HTML})
	if err != nil {
		return "", err
	}
	return d.Text, nil
}

// examples are the page's paragraphs, each with whether it is in the text.
func (k *knownPage) examples(dir string) ([]trees.Example, error) {
	src, err := k.source(dir)
	if err != nil {
		return nil, err
	}
	paras, err := page.Paragraphs(src)
	if err != nil {
		return nil, err
	}
	text, err := k.text()
	if err != nil {
		return nil, err
	}
	g := newGold(text)
	var out []trees.Example
	for i := range paras {
		w := wordsOf(paras[i].Text)
		if paras[i].Caption || len(w) == 0 {
			continue
		}
		is, sure := g.holds(w)
		out = append(out, trees.Example{X: paras[i].Measures, Is: is, Weight: sure})
	}
	weigh(out)
	return out, nil
}

// gold counts a text's runs of words, so that each is found once.
type gold struct {
	words int
	runs  map[string]int
}

var wordRuns = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func wordsOf(s string) []string { return wordRuns.FindAllString(norm.NFKC.String(s), -1) }

// longestRun is how many words the runs have that are looked for.
const longestRun = 4

func newGold(text string) *gold {
	w := wordsOf(text)
	g := &gold{words: len(w), runs: map[string]int{}}
	for n := 1; n <= longestRun; n++ {
		for i := 0; i+n <= len(w); i++ {
			g.runs[strings.Join(w[i:i+n], " ")]++
		}
	}
	return g
}

// holds reports whether words are of the text, and how much that tells: short
// paragraphs may be there by chance. What is found is used up.
func (g *gold) holds(w []string) (is bool, sure float32) {
	n := min(len(w), longestRun)
	found, all := 0, len(w)-n+1
	for i := range all {
		if run := strings.Join(w[i:i+n], " "); g.runs[run] > 0 {
			g.runs[run]--
			found++
		}
	}
	sure = 1
	if n < longestRun {
		sure = 0.25 * float32(n)
	}
	return 2*found >= all, sure
}

// weigh gives all pages a like weight, and long paragraphs more than short ones.
func weigh(out []trees.Example) {
	const whole = 60 // of a page
	var sum float32
	for i := range out {
		words := out[i].X[0]
		out[i].Weight *= 3 + min(words, 120)
		sum += out[i].Weight
	}
	for i := range out {
		out[i].Weight *= whole / max(1, sum)
	}
}
