// Package copies says which texts are one text. News is copied, cut short and
// passed on with a new head; three articles of one agency's text are one
// witness, not three.
//
// The nouns: a Print is the winnowed fingerprint of a text (Schleimer, Wilkerson
// and Aiken, "Winnowing", SIGMOD 2003), short enough to be kept beside every
// article. A Piece is a text's print with what is known of where it comes from.
// Of two texts the one is a copy of the other if what it says in its own voice
// stands nearly whole in the other. What either quotes is masked first: two
// reports of one speech, or of one letter, share most of their words and are
// still two reports.
package copies

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"

	"onrecord"
)

const (
	// shingle is how many words are hashed together. Five of them seldom agree by
	// chance, and survive between two words that an editor changed.
	shingle = 5
	// window is how many shingles one mark is chosen from: any run of
	// shingle+window-1 = 8 words that two texts share leaves a common mark.
	window = 4
	// brief is a text too short to choose from: two items of one line would differ
	// in what was not chosen. It keeps every shingle, and is compared with its like.
	brief = 40
	// most marks are those of about 2,000 words; of a longer text the smallest
	// are kept, which are a fair sample of it in every text.
	most = 800
)

// Print is the fingerprint of a text. A mark is a hash of words with its lowest
// bit set where they are the words of somebody quoted; marks are sorted.
type Print struct {
	Words int // of the text
	Marks []uint32
	cut   bool // there were more marks
}

// Take is the print of an article's text.
func Take(a *onrecord.Article) Print { return take(a.Text) }

func take(text string) Print {
	words := split(text)
	p := Print{Words: len(words), Marks: shingles(words)}
	if len(words) > brief {
		p.Marks = winnow(p.Marks)
	}
	slices.Sort(p.Marks)
	p.Marks = slices.CompactFunc(p.Marks, func(a, b uint32) bool { return a>>1 == b>>1 })
	if p.cut = len(p.Marks) > most; p.cut {
		p.Marks = slices.Clone(p.Marks[:most])
	}
	return p
}

// shingles hashes every run of words; a text shorter than one is hashed whole.
func shingles(words []word) []uint32 {
	n := max(1, len(words)-shingle+1)
	var out []uint32
	for i := range n {
		run := words[i:min(i+shingle, len(words))]
		if len(run) == 0 {
			break
		}
		h, quoted := uint64(len(run)), false
		for _, w := range run {
			h = mix(h ^ w.hash)
			quoted = quoted || w.quoted
		}
		mark := uint32(h>>32) &^ 1
		if quoted {
			mark |= 1
		}
		out = append(out, mark)
	}
	return out
}

// mix is the finalizer of splitmix64: every bit of h has a say in every bit of
// what comes out.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// winnow keeps the smallest hash of every window, the last of equals.
func winnow(hashes []uint32) []uint32 {
	var out []uint32
	last := -1
	for end := min(window, len(hashes)); end <= len(hashes) && end > 0; end++ {
		at := max(0, end-window)
		for i := at + 1; i < end; i++ {
			if hashes[i] <= hashes[at] {
				at = i
			}
		}
		if at != last {
			out, last = append(out, hashes[at]), at
		}
	}
	return out
}

// form is a print as it is kept: the differences of its marks, as varints.
type form struct {
	Words int    `json:"w"`
	Marks string `json:"m"`
	Cut   bool   `json:"c,omitempty"`
}

// MarshalJSON writes the short form that is kept.
func (p Print) MarshalJSON() ([]byte, error) {
	var raw []byte
	before := uint32(0)
	for _, m := range p.Marks {
		raw = binary.AppendUvarint(raw, uint64(m-before))
		before = m
	}
	return json.Marshal(form{p.Words, base64.RawStdEncoding.EncodeToString(raw), p.cut})
}

// UnmarshalJSON reads it.
func (p *Print) UnmarshalJSON(b []byte) error {
	var f form
	if err := json.Unmarshal(b, &f); err != nil {
		return fmt.Errorf("reading a print: %w", err)
	}
	raw, err := base64.RawStdEncoding.DecodeString(f.Marks)
	if err != nil {
		return fmt.Errorf("reading the marks of a print: %w", err)
	}
	*p = Print{Words: f.Words, cut: f.Cut}
	mark := uint64(0)
	for len(raw) > 0 {
		d, n := binary.Uvarint(raw)
		if mark += d; n <= 0 || mark > 1<<32-1 {
			return fmt.Errorf("reading the marks of a print: no mark after %d", len(p.Marks))
		}
		p.Marks, raw = append(p.Marks, uint32(mark)), raw[n:]
	}
	return nil
}
