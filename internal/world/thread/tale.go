package thread

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"onrecord"
	"onrecord/internal/world/weights"
)

// tale is a story as far as threads need it.
type tale struct {
	Story onrecord.Story `json:"story"`
	Terms string         `json:"terms"`

	terms []term // sorted by id; the squares of their weights make 1
}

// term is a word or an actor of a tale, or of a thread.
type term struct {
	id     uint32
	weight float64
}

const (
	// common words, which stand in every ninth paragraph or more, say nothing.
	common = 2.2
	// nameBoost: names tell affairs apart better than deeds.
	nameBoost = 1.5
	// mostTerms bounds a tale.
	mostTerms = 60
)

// weigh makes the terms of a tale: the words of its titles and of the names of its
// actors, and the actors themselves.
func (t *tale) weigh(words string) {
	times, names := map[uint32]int{}, map[uint32]bool{}
	for _, w := range weights.Tokens(words) {
		if !w.Number {
			id := weights.Hash(w.Stem)
			times[id]++
			names[id] = names[id] || w.Name
		}
	}
	for id, n := range times {
		w := weights.English().Rarity(id)
		if w < common {
			continue
		}
		if w *= 1 + math.Log(float64(n)); names[id] {
			w *= nameBoost
		}
		t.terms = append(t.terms, term{id, w})
	}
	for _, a := range t.Story.Actors {
		share := float64(a.Articles) / float64(max(1, t.Story.Counts.Articles))
		t.terms = append(t.terms, term{weights.Hash("@" + string(a.Actor)), share * rarest(a.Name)})
	}
	slices.SortFunc(t.terms, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	t.terms = t.terms[:min(len(t.terms), mostTerms)]
	slices.SortFunc(t.terms, func(a, b term) int { return cmp.Compare(a.id, b.id) })
	sum := 0.0
	for _, x := range t.terms {
		sum += float64(x.weight * x.weight)
	}
	for i := range t.terms {
		t.terms[i].weight /= math.Sqrt(sum)
	}
}

// pack writes the terms: of each the difference of its id, and its weight in
// steps. They are weighed once, when a story is laid, and read whenever another
// story of its country is.
func (t *tale) pack() {
	var raw []byte
	before := uint32(0)
	for _, x := range t.terms {
		raw = binary.AppendUvarint(raw, uint64(x.id-before))
		raw = binary.AppendUvarint(raw, uint64(math.Round(x.weight*steps)))
		before = x.id
	}
	t.Terms = base64.RawStdEncoding.EncodeToString(raw)
}

// steps are how many make a weight of 1.
const steps = 1 << 14

// unpack reads what pack wrote.
func (t *tale) unpack() error {
	raw, err := base64.RawStdEncoding.DecodeString(t.Terms)
	id := uint64(0)
	for err == nil && len(raw) > 0 {
		d, n := binary.Uvarint(raw)
		w, m := binary.Uvarint(raw[max(0, n):])
		if id += d; n <= 0 || m <= 0 || id > math.MaxUint32 {
			err = fmt.Errorf("no term after %d", len(t.terms))
			break
		}
		t.terms = append(t.terms, term{uint32(id), float64(w) / steps})
		raw = raw[n+m:]
	}
	if err != nil {
		return fmt.Errorf("reading the terms of a tale: %w", err)
	}
	t.Terms = ""
	return nil
}

// rarest is the rarity of the rarest word of a name.
func rarest(name string) float64 {
	most := 0.0
	for _, t := range weights.Tokens(name) {
		if !t.Number {
			most = max(most, weights.English().Rarity(weights.Hash(t.Stem)))
		}
	}
	return most
}
