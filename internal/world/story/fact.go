package story

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
)

// article is what a fact of a story holds: an article as far as its stories need it.
type article struct {
	Piece     copies.Piece          `json:"piece"`
	Title     string                `json:"title"`
	Published string                `json:"published"`
	Version   int                   `json:"version,omitempty"`
	Actors    []onrecord.StoryActor `json:"actors,omitempty"` // Articles counts mentions here
	Countries []country             `json:"countries,omitempty"`
	Words     int                   `json:"words"`
	Terms     string                `json:"terms"`

	profile  profile
	telling  []anchor
	compared bool     // with all before it
	links    []linked // to them
}

// linked is an earlier article that may be of the same story.
type linked struct {
	to    *article
	logit float64
}

func (a *article) tell() []anchor {
	if a.telling == nil {
		a.telling = tell(&a.profile)
	}
	return a.telling
}

// pack writes the terms of a profile: the differences of their ids, how often
// each stands there with its flags, and its rarity.
func (p *profile) pack() string {
	var raw []byte
	before := uint32(0)
	for _, t := range p.terms {
		raw = binary.AppendUvarint(raw, uint64(t.id-before))
		raw = append(raw, min(t.times, timesMost)<<flagBits|t.flags, uint8(math.Round(t.rarity*rarityStep)))
		before = t.id
	}
	return base64.RawStdEncoding.EncodeToString(raw)
}

const (
	flagBits   = 3
	timesMost  = math.MaxUint8 >> flagBits
	rarityStep = 16 // as package weights keeps it
)

func unpack(s string) ([]term, error) {
	raw, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil {
		return nil, fmt.Errorf("reading the terms of an article: %w", err)
	}
	terms := make([]term, 0, len(raw)/6)
	id := uint64(0)
	for len(raw) > 0 {
		d, n := binary.Uvarint(raw)
		if id += d; n <= 0 || len(raw) < n+2 || id > math.MaxUint32 {
			return nil, fmt.Errorf("reading the terms of an article: no term after %d", len(terms))
		}
		terms = append(terms, term{
			id: uint32(id), times: raw[n] >> flagBits, flags: raw[n] & (1<<flagBits - 1), rarity: float64(raw[n+1]) / rarityStep,
		})
		raw = raw[n+2:]
	}
	return terms, nil
}

// read reads a fact.
func read(f world.Fact) (*article, error) {
	a := &article{}
	if err := json.Unmarshal(f.Body, a); err != nil {
		return nil, fmt.Errorf("reading a fact of story from article %s: %w", f.Article, err)
	}
	terms, err := unpack(a.Terms)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", f.Article, err)
	}
	a.profile = profile{terms: terms, words: a.Words, day: dayNumber(f.Key)}
	a.profile.weigh()
	a.Terms = ""
	return a, nil
}

// dayNumber counts days since 1970.
func dayNumber(day string) int {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return unknown
	}
	return int(t.Unix() / (24 * 60 * 60))
}
