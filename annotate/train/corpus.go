package train

import (
	"bufio"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/annotate/internal/encode"
	"onrecord/annotate/internal/names"
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

	Names      []int16 // tags as package names has them, nil where unknown
	NameWeight float32 // of the names, times Weight

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

// outputs are the columns of the tagger: the tags, and those of names.
func (l *Labels) outputs() int { return l.tags() + names.Tags }

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

// forms codes a sentence of which only the words are known.
func (c *Coder) forms(forms []string) *Sentence {
	s := &Sentence{Weight: 1}
	for _, form := range forms {
		c.form(s, form)
	}
	return s
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

// Shares of sentences that Recase writes in small letters, in capitals, and with
// a capital in every word as headlines have them.
const (
	smallShare    = 0.05
	capitalsShare = 0.02
	headlineShare = 0.03
)

// Recase now and then gives a sentence in other letters, which mean the same:
// web talk writes names small, and headlines write everything large.
func (c *Coder) Recase(s *Sentence, r *rand.Rand) *Sentence {
	change := Recasing(r)
	if change == nil {
		return s
	}
	t := *s
	t.Forms, t.Words, t.subRows, t.subEnds = nil, nil, nil, nil
	for _, form := range s.Forms {
		c.form(&t, change(form))
	}
	return &t
}

// Recasing draws how a sentence's words are written, nil for as they are.
func Recasing(r *rand.Rand) func(string) string {
	switch x := r.Float64(); {
	case x < smallShare:
		return strings.ToLower
	case x < smallShare+capitalsShare:
		return strings.ToUpper
	case x < smallShare+capitalsShare+headlineShare:
		return capitalized
	}
	return nil
}

// capitalized is a word with a capital first letter.
func capitalized(form string) string {
	first, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(first)) + form[n:]
}

// Named is a sentence whose names are known, by the tags of package names.
type Named struct {
	Forms  []string
	Tags   []int16
	Weight float32 // of the loss of its names
}

// join gives the sentences their names where the words are the same, and
// appends the named sentences that are among none of them, of which nothing but
// the names is known.
func (c *Coder) join(sents []*Sentence, named []Named) []*Sentence {
	byForms := map[string][]*Sentence{}
	for _, s := range sents {
		key := strings.Join(s.Forms, "\n")
		byForms[key] = append(byForms[key], s)
	}
	for _, n := range named {
		key := strings.Join(n.Forms, "\n")
		if same := byForms[key]; len(same) > 0 {
			same[0].Names, same[0].NameWeight = n.Tags, n.Weight
			byForms[key] = same[1:]
			continue
		}
		s := c.forms(n.Forms)
		s.Names, s.NameWeight = n.Tags, n.Weight
		for range n.Forms {
			s.UPOS, s.XPOS, s.Feats = append(s.UPOS, -1), append(s.XPOS, -1), append(s.Feats, -1)
			s.Heads, s.Rels = append(s.Heads, -1), append(s.Rels, -1)
		}
		sents = append(sents, s)
	}
	return sents
}

func number(set []string, s string) int16 { return int16(slices.Index(set, s)) }
