package entities

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/tokenize"
	"onrecord/annotate/train"
	"onrecord/annotate/train/f32"
)

// clusters of the lexicon.
const (
	fine   = 1024
	wide   = 64
	rounds = 6
)

// BuildLexicon makes the lexicon: clusters of word vectors, capitals of free
// text, and the phrases of the actors' tables. Equal input gives equal tables.
func BuildLexicon(ctx context.Context, log io.Writer, data string, e *train.Embeddings, seed uint64) (*names.Lexicon, error) {
	capitals, err := readCapitals(ctx, filepath.Join(data, "text"))
	if err != nil {
		return nil, fmt.Errorf("read free text: %w", err)
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	unit := normalized(e.Rows, e.Dim)
	of, centres := kmeans(unit, e.Dim, fine, rng)
	fmt.Fprintf(log, "%d words in %d clusters\n", len(of), fine)
	wideOf, _ := kmeans(centres, e.Dim, wide, rng)
	var entries []linear.Entry
	for i, word := range e.Words {
		if word == "" {
			continue
		}
		entries = append(entries, linear.Entry{
			Hash:  linear.HashLower(word),
			Value: names.Pack(uint32(of[i]), uint32(wideOf[of[i]]), capitals.bucket(word)),
		})
	}
	g := &gazetteer{flags: map[string]uint32{}, cut: tokenize.New(), common: func(w string) bool {
		c := capitals[w]
		return c != nil && c[0]+c[1] >= 20 && capitals.bucket(w) < 3
	}}
	if err := g.fill(filepath.Join(data, "actors")); err != nil {
		return nil, fmt.Errorf("read actors: %w", err)
	}
	fmt.Fprintf(log, "%d phrases\n", len(g.flags))
	return &names.Lexicon{Words: linear.NewTable(entries), Phrases: g.table()}, nil
}

// caseCounts count how often a word stands in small letters and with a
// capital inside sentences.
type caseCounts map[string]*[2]int

// bucket is 0 to 3: never to nearly always capitalised.
func (c caseCounts) bucket(word string) uint32 {
	n := c[word]
	if n == nil || n[0]+n[1] == 0 {
		return 1
	}
	switch share := float64(n[1]) / float64(n[0]+n[1]); {
	case share < 0.05:
		return 0
	case share < 0.5:
		return 1
	case share < 0.9:
		return 2
	}
	return 3
}

func readCapitals(ctx context.Context, dir string) (caseCounts, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt.gz"))
	if err != nil {
		return nil, err
	}
	c := caseCounts{}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := c.read(file); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c caseCounts) read(file string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		inner := false
		for word := range strings.FieldsSeq(lines.Text()) {
			bare := strings.Trim(word, ".,;:!?\"'()[]“”‘’")
			if inner && bare != "" && bare == strings.TrimLeft(word, "\"'([“‘") || inner && bare == word {
				c.count(bare)
			}
			inner = !strings.ContainsAny(word[len(word)-1:], ".:!?\"") && strings.IndexFunc(word, unicode.IsLetter) == 0
		}
	}
	return lines.Err()
}

func (c caseCounts) count(word string) {
	lower := strings.ToLower(word)
	n := c[lower]
	if n == nil {
		n = new([2]int)
		c[strings.Clone(lower)] = n
	}
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
		n[1]++
	} else {
		n[0]++
	}
}

// vec computes with the machine's vector instructions where it has them.
var vec = f32.NewVec()

// normalized copies rows to unit length.
func normalized(rows []float32, dim int) []float32 {
	out := make([]float32, len(rows))
	for i := 0; i < len(rows); i += dim {
		row := rows[i : i+dim]
		length := float32(math.Sqrt(float64(vec.Dot(row, row)))) + 1e-9
		for k, v := range row {
			out[i+k] = v / length
		}
	}
	return out
}

// kmeans clusters rows of unit length by their angle (spherical k-means,
// Dhillon and Modha 2001), from k rows drawn at random.
func kmeans(rows []float32, dim, k int, rng *rand.Rand) (of []int, centres []float32) {
	n := len(rows) / dim
	k = min(k, n)
	centres = make([]float32, 0, k*dim)
	for _, i := range rng.Perm(n)[:k] {
		centres = append(centres, rows[i*dim:(i+1)*dim]...)
	}
	of = make([]int, n)
	for range rounds {
		for i := range n {
			best, at := float32(-2), 0
			for c := range k {
				if d := vec.Dot(rows[i*dim:(i+1)*dim], centres[c*dim:(c+1)*dim]); d > best {
					best, at = d, c
				}
			}
			of[i] = at
		}
		sums := make([]float32, k*dim)
		for i, c := range of {
			for d := range dim {
				sums[c*dim+d] += rows[i*dim+d]
			}
		}
		centres = normalized(sums, dim)
	}
	return of, centres
}

// WriteLexicon writes a lexicon's file.
func WriteLexicon(out io.Writer, lex *names.Lexicon) error {
	return linear.WriteTables(out, linear.Header{
		Name: "names lexicon", Version: "1",
		Data:    "word clusters of 42 million words of free text; names of countries, peoples, places, organizations, groups and persons (see NOTICE)",
		Licence: "CC BY-SA 4.0",
		Command: "train embeddings && train names",
	}, lex.Words, lex.Phrases)
}

// ReadLexicon reads a lexicon's file.
func ReadLexicon(data []byte) (*names.Lexicon, error) { return names.ReadLexicon(data) }
