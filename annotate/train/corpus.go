package train

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"onrecord/annotate/internal/encode"
	"onrecord/ling/ud"
)

// Sentence is one annotated sentence as numbers. Words holds vocabulary rows,
// Heads are 0 for the root and i+1 for word i. -1 in a column means unknown.
type Sentence struct {
	Forms  []string
	Words  []int32
	UPOS   []int16
	XPOS   []int16
	Feats  []int16
	Heads  []int16
	Rels   []int16
	Weight float32 // of its loss

	subRows []int32
	subEnds []int32
}

func (s *Sentence) subs(t int) []int32 {
	from := int32(0)
	if t > 0 {
		from = s.subEnds[t-1]
	}
	return s.subRows[from:s.subEnds[t]]
}

// Row is one word of a treebank.
type Row struct {
	Form, Lemma, XPOS, Feats, Rel string
	UPOS                          ud.UPOS
	Head                          int
}

// ReadTreebank reads the syntactic words of a CoNLL-U file.
func ReadTreebank(path string) ([][]Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	var out [][]Row
	var sent []Row
	for lines.Scan() {
		line := lines.Text()
		if line == "" {
			if len(sent) > 0 {
				out, sent = append(out, sent), nil
			}
			continue
		}
		col := strings.Split(line, "\t")
		if line[0] == '#' || len(col) != 10 || strings.ContainsAny(col[0], "-.") {
			continue
		}
		head, err := strconv.Atoi(col[6])
		if err != nil {
			return nil, fmt.Errorf("read %s: head %q of %q", path, col[6], col[1])
		}
		sent = append(sent, Row{Form: col[1], Lemma: col[2], XPOS: col[4], Feats: col[5], Rel: col[7], UPOS: ud.ParseUPOS(col[3]), Head: head})
	}
	if len(sent) > 0 {
		out = append(out, sent)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return out, nil
}

// Labels are the sets of labels of a model, most frequent first; UPOS is
// indexed by ud.UPOS.
type Labels struct {
	XPOS, Feats, Rels []string
}

const uposCount = int(ud.X) + 1

func (l *Labels) tags() int { return uposCount + len(l.XPOS) + len(l.Feats) }

// NewLabels collects labels that occur at least twice.
func NewLabels(treebanks ...[][]Row) *Labels {
	x, f, r := map[string]int{}, map[string]int{}, map[string]int{}
	for _, bank := range treebanks {
		for _, sent := range bank {
			for _, row := range sent {
				x[row.XPOS]++
				f[row.Feats]++
				r[row.Rel]++
			}
		}
	}
	return &Labels{XPOS: byCount(x), Feats: byCount(f), Rels: byCount(r)}
}

func byCount(counts map[string]int) []string {
	var out []string
	for s, n := range counts {
		if n >= 2 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return out
}

// Coder turns rows into numbers.
type Coder struct {
	labels *Labels
	words  map[string]int32
	bits   uint
	buf    []byte
}

// NewCoder codes for one vocabulary and set of labels; labels may be nil.
func NewCoder(emb *Embeddings, labels *Labels, bits uint) *Coder {
	c := &Coder{labels: labels, bits: bits, words: make(map[string]int32, len(emb.Words))}
	for i, w := range emb.Words {
		c.words[w] = int32(i)
	}
	return c
}

func (c *Coder) form(s *Sentence, form string) {
	c.buf = encode.Normalize(c.buf[:0], form)
	s.Forms = append(s.Forms, form)
	s.Words = append(s.Words, c.words[string(c.buf)])
	s.subRows = encode.Subwords(s.subRows, form, c.buf, c.bits)
	s.subEnds = append(s.subEnds, int32(len(s.subRows)))
}

// Treebank codes annotated sentences.
func (c *Coder) Treebank(bank [][]Row, weight float32) []*Sentence {
	out := make([]*Sentence, len(bank))
	for i, rows := range bank {
		s := &Sentence{Weight: weight}
		for _, r := range rows {
			c.form(s, r.Form)
			s.UPOS = append(s.UPOS, int16(r.UPOS))
			s.XPOS = append(s.XPOS, number(c.labels.XPOS, r.XPOS))
			s.Feats = append(s.Feats, number(c.labels.Feats, r.Feats))
			s.Heads = append(s.Heads, int16(r.Head))
			s.Rels = append(s.Rels, number(c.labels.Rels, r.Rel))
		}
		out[i] = s
	}
	return out
}

func number(set []string, s string) int16 { return int16(slices.Index(set, s)) }
