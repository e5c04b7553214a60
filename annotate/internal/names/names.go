// Package names finds the names of a document: persons, organizations, places,
// peoples, events. A linear-chain conditional random field (Lafferty et al.
// 2001) over words, their shapes, clusters, tags and a gazetteer marks the
// words together with the parser's network, which learnt names beside trees;
// what kind of place or thing a name is, and names that the document
// itself explains, are settled by rules afterwards.
//
// Names are the innermost ones, without titles: "Sergei Lavrov" of "Russian
// Foreign Minister Sergei Lavrov".
package names

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"onrecord/annotate/internal/linear"
	"onrecord/ling"
)

var (
	//go:embed names.model
	embeddedModel []byte
	//go:embed names.lexicon
	embeddedLexicon []byte
)

// foundBy is what mentions of this layer are marked with.
const foundBy = "names tagger"

// Finder finds names. It is safe for concurrent use.
type Finder struct {
	model  *linear.Sums
	lex    *Lexicon
	moves  [Tags][Tags]int32 // weight of tag b after tag a
	trust  int32             // weight of what the network says
	refine *refiner
	runs   sync.Pool // *run
}

// English returns a finder with the embedded model.
func English() (*Finder, error) {
	m, err := linear.Read(bytes.NewReader(embeddedModel))
	if err != nil {
		return nil, fmt.Errorf("names.model: %w", err)
	}
	lex, err := ReadLexicon(embeddedLexicon)
	if err != nil {
		return nil, fmt.Errorf("names.lexicon: %w", err)
	}
	return New(m, lex)
}

// ReadLexicon reads a lexicon's file.
func ReadLexicon(data []byte) (*Lexicon, error) {
	lex := &Lexicon{}
	_, err := linear.ReadTables(bytes.NewReader(data), &lex.Words, &lex.Phrases)
	return lex, err
}

// New returns a finder with a model and a lexicon.
func New(m *linear.Model, lex *Lexicon) (*Finder, error) {
	if m.Classes != Tags {
		return nil, fmt.Errorf("model of %d tags, want %d", m.Classes, Tags)
	}
	f := &Finder{model: linear.NewSums(m), lex: lex, refine: newRefiner(lex)}
	for a := range Tags {
		row := m.Row(Move(a))
		for b := range Tags {
			f.moves[a][b] = MoveScale * int32(row[b])
		}
	}
	f.trust = int32(m.Row(Trust)[0])
	f.runs.New = func() any { return &run{x: NewExtractor(lex)} }
	return f, nil
}

// MoveScale is by how much the weights of moves, which are few and large, are
// made smaller in the model.
const MoveScale = 4

// Move is the feature whose weights are those of the tags after tag a.
func Move(a int) uint64 { return linear.Mix(100, uint64(a), 0) }

// Trust is the feature whose first weight is that of what the network says.
const Trust = uint64(0x7f4a7c159e3779b9)

// steps are the steps of one unit of what the network says.
const steps = 8

// outside reports whether the network takes a word to be of no name.
func outside(scores []float32) bool {
	for _, v := range scores[1:] {
		if v > scores[0] {
			return false
		}
	}
	return true
}

// run is the memory of one document at a time.
type run struct {
	x      *Extractor
	sums   [32]int32
	scores [][Tags]int32
	back   [][Tags]uint8
	tags   []int
}

// Annotate appends the names of doc's sentences, whose tokens must have their
// XPOS, to its mentions, in the order of the text. network is what the network
// says of each token, Tags scores a token, nil for nothing.
func (f *Finder) Annotate(doc *ling.Document, network []float32) {
	r := f.runs.Get().(*run)
	defer f.runs.Put(r)
	first := len(doc.Mentions)
	for _, s := range doc.Sentences {
		f.tag(r, doc, s, network)
		f.collect(doc, s.First, r.tags)
	}
	f.refine.document(doc, first)
}

// Tags are the tags of one sentence's words, before any rule.
func (f *Finder) Tags(doc *ling.Document, s ling.Sentence, network []float32) []int {
	r := f.runs.Get().(*run)
	defer f.runs.Put(r)
	f.tag(r, doc, s, network)
	return slices.Clone(r.tags)
}

// tag finds the best tags of a sentence (Viterbi), all of them allowed to
// follow each other.
func (f *Finder) tag(r *run, doc *ling.Document, s ling.Sentence, network []float32) {
	tokens := doc.Tokens[s.First:s.Last]
	if network != nil {
		network = network[s.First*Tags : s.Last*Tags]
	}
	n := len(tokens)
	r.x.Reset(tokens)
	r.scores, r.back, r.tags = grow(r.scores, n), grow(r.back, n), grow(r.tags, n)
	const never = -1 << 28
	var before [Tags]int32
	for t := 1; t < Tags; t++ {
		before[t] = never
	}
	for i := range n {
		now := &r.scores[i]
		if r.x.Outside(i) && (network == nil || outside(network[i*Tags:][:Tags])) {
			*now = [Tags]int32{}
			for t := 1; t < Tags; t++ {
				now[t] = never
			}
		} else {
			f.model.Of(r.x.Features(i), &r.sums)
			copy(now[:], r.sums[:])
			if network != nil {
				f.believe(network[i*Tags:][:Tags], now)
			}
		}
		for t := range Tags {
			best, from := int32(2*never), 0
			if now[t] > never {
				for _, a := range links[t] {
					if v := before[a] + f.moves[a][t]; v > best {
						best, from = v, a
					}
				}
			}
			now[t] = max(now[t]+best, 2*never)
			r.back[i][t] = uint8(from)
		}
		before = *now
	}
	best := 0
	for t := range Tags {
		if !open(t) && before[t] > before[best] {
			best = t
		}
	}
	for i := n - 1; i >= 0; i-- {
		r.tags[i] = best
		best = int(r.back[i][best])
	}
}

// believe adds what the network says of a word. The model and the network
// learnt apart from each other, and their word is multiplied: learnt together,
// on sentences that the network knows, the model would lean on it too much.
func (f *Finder) believe(scores []float32, sum *[Tags]int32) {
	best := slices.Max(scores)
	for t, v := range scores {
		sum[t] += int32((v-best)*steps) * f.trust / steps
	}
}

// collect appends the names that tags mark, the first of which is token at's.
func (f *Finder) collect(doc *ling.Document, at int, tags []int) {
	for s := range Spans(tags) {
		first, last := at+s.First, at+s.Last
		doc.Mentions = append(doc.Mentions, ling.Mention{
			Span:  ling.Span{Start: doc.Tokens[first].Start, End: doc.Tokens[last-1].End},
			First: first, Last: last, Head: last - 1,
			Type: coarse[s.Kind], Entity: -1, FoundBy: foundBy,
		})
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
