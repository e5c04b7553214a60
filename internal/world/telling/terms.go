package telling

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"onrecord/internal/world/weights"
)

// Words are told apart by how rare they are in English: in nats, the log of how
// many paragraphs hold none of them for one that does.
const (
	common    = 3.0  // words in one paragraph of twenty tell nothing
	keyRarity = 4.2  // a word that articles are found by is in one of 67 at most
	keys      = 10   // words that an article is found by
	moreKeys  = 24   // that one is found by which may refute others: such are few
	terms     = 60   // words that others are held against
	inHead    = 4    // times that a word counts where it stands in the first sentences
	atMost    = 3    // times that it counts elsewhere
	rarest    = 12.0 // nats of a word that free text does not know
)

// rarity is how rare a term is, 1 for one that free text does not know.
func rarity(term uint32) float64 { return min(1, weights.English().Rarity(term)/rarest) }

// stems are the terms of a text that tell something, each once, in its order.
func stems(text string) []uint32 {
	var out []uint32
	for _, t := range weights.Tokens(text) {
		h := weights.Hash(t.Stem)
		if weights.English().Rarity(h) >= common && !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

// head are the terms of the first sentences, sorted.
func head(sentences []line) Terms {
	var text strings.Builder
	for _, s := range sentences[:min(lead, len(sentences))] {
		text.WriteString(s.text + "\n")
	}
	top := text.String()
	return Terms(stems(top[:min(len(top), topBytes)])).sorted()
}

// weighed are the terms of an article by how much they tell of it.
type weighed struct {
	order []term
	terms map[uint32]bool // the most telling
}

type term struct {
	stem   string
	hash   uint32
	weight float64
}

// weigh weighs the terms of an article: by how rare they are, how often they
// stand there and whether they do at its top.
func weigh(title, text string) *weighed {
	top := title + "\n" + text[:min(len(text), firstBytes)]
	in := map[uint32]bool{}
	for _, h := range stems(top) {
		in[h] = true
	}
	count, seen := map[uint32]int{}, []term{}
	for _, t := range weights.Tokens(title + "\n" + text) {
		h := weights.Hash(t.Stem)
		if weights.English().Rarity(h) < common {
			continue
		}
		if count[h]++; count[h] == 1 {
			seen = append(seen, term{stem: t.Stem, hash: h})
		}
	}
	for i := range seen {
		n := min(count[seen[i].hash], atMost)
		if in[seen[i].hash] {
			n += inHead
		}
		seen[i].weight = float64(n) * weights.English().Rarity(seen[i].hash)
	}
	slices.SortStableFunc(seen, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.stem, b.stem)) })
	w := &weighed{order: seen, terms: map[uint32]bool{}}
	for _, t := range seen[:min(terms, len(seen))] {
		w.terms[t.hash] = true
	}
	return w
}

const (
	firstBytes = 200 // about a title and a sentence
	topBytes   = 500 // and about two more
)

// keys are n terms that an article is found by.
func (w *weighed) keys(n int) []string {
	var out []string
	for _, t := range w.order {
		if len(out) < n && weights.English().Rarity(t.hash) >= keyRarity {
			out = append(out, t.stem)
		}
	}
	return out
}

// most are the most telling terms, sorted by hash.
func (w *weighed) most() Terms {
	var out Terms
	for _, t := range w.order[:min(terms, len(w.order))] {
		out = append(out, t.hash)
	}
	return out.sorted()
}

// Terms are sets of terms by hash, sorted. They are written short: each four
// bytes, in base 64.
type Terms []uint32

func (t Terms) sorted() Terms {
	slices.Sort(t)
	return slices.Compact(t)
}

// has reports whether a term is one of t.
func (t Terms) has(h uint32) bool {
	_, found := slices.BinarySearch(t, h)
	return found
}

// MarshalText implements encoding.TextMarshaler.
func (t Terms) MarshalText() ([]byte, error) {
	raw := make([]byte, 0, 4*len(t))
	for _, h := range t {
		raw = binary.BigEndian.AppendUint32(raw, h)
	}
	return base64.RawStdEncoding.AppendEncode(nil, raw), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (t *Terms) UnmarshalText(text []byte) error {
	raw, err := base64.RawStdEncoding.AppendDecode(nil, text)
	if err == nil && len(raw)%4 != 0 {
		err = errors.New("not of four bytes each")
	}
	if err != nil {
		return fmt.Errorf("read terms of %d bytes: %w", len(raw), err)
	}
	*t = nil
	for ; len(raw) > 0; raw = raw[4:] {
		*t = append(*t, binary.BigEndian.Uint32(raw))
	}
	return nil
}
