package names

import (
	"unicode"
	"unicode/utf8"

	"onrecord/annotate/internal/linear"
	"onrecord/ling"
)

// Flags of a phrase in the gazetteer.
const (
	Country = 1 << iota // a country's name
	Place               // a city, a province
	Demonym             // a people, what belongs to it
	Org                 // an organization, a party, an outlet, a force
	Armed               // an armed group
	First               // a given name
	Last                // a family name
	Person              // a whole name
	kinds   = 8
)

// Settled is what a whole name is by the gazetteer alone, whatever a model or a
// corpus says of it; ok is false where it could be several things, or where
// its words are names of other kinds too.
func Settled(flags uint32) (k Kind, ok bool) {
	const who, where = Person | First | Last, Country | Place | Demonym
	switch org := uint32(Org | Armed); {
	case flags&Person != 0 && flags&(org|where) == 0:
		return PER, true
	case flags&org != 0 && flags&(who|where) == 0:
		return ORG, true
	case flags&Country != 0 && flags&(who|org|Demonym) == 0:
		return LOC, true
	}
	return 0, false
}

// maxPhrase is how many words a phrase of the gazetteer has at most.
const maxPhrase = 6

// Word values of the lexicon: two clusters and how the word is capitalised in
// free text, packed.
const (
	fineBits = 10 // 1024 clusters
	wideBits = 6  // 64 clusters
)

// Pack packs what the lexicon knows of a word; capital is 0 to 3, from never to
// nearly always capitalised inside sentences.
func Pack(fine, wide, capital uint32) uint32 {
	return 1 | capital<<1 | wide<<3 | fine<<(3+wideBits)
}

// Lexicon is what is known of words and phrases apart from the training text.
type Lexicon struct {
	Words   *linear.Table // hash of a lower-cased word -> Pack
	Phrases *linear.Table // PhraseHash -> flags
}

// PhraseStart and PhraseAdd hash a phrase word by word, lower-cased.
const PhraseStart uint64 = 0x9368e53c2f6af274

// PhraseAdd adds a word, by its HashLower.
func PhraseAdd(h, word uint64) uint64 { return (h ^ word) * 0x9e3779b97f4a7c15 }

// word is what the features need of a token.
type word struct {
	form, lower uint64
	pre, suf    [3]uint64 // prefixes and suffixes of 2, 3 and 4 letters
	shape       uint64
	xpos        uint64
	fine, wide  uint64
	capital     uint64
	gaz         uint64 // flags and places in the phrase, mixed; 0 for none
	plain       bool   // small letters or marks, in no phrase of the gazetteer
}

// Extractor makes the features of a sentence's words. It is used by one
// goroutine at a time.
type Extractor struct {
	lex      *Lexicon
	words    []word
	features []uint64
}

// NewExtractor returns an extractor.
func NewExtractor(lex *Lexicon) *Extractor { return &Extractor{lex: lex} }

// Reset takes the words of a sentence, which must have their XPOS.
func (x *Extractor) Reset(tokens []ling.Token) {
	x.words = x.words[:0]
	for i := range tokens {
		x.words = append(x.words, x.look(&tokens[i]))
	}
	x.phrases()
}

func (x *Extractor) look(t *ling.Token) word {
	w := word{form: linear.Hash(t.Form), lower: linear.HashLower(t.Form), xpos: linear.Hash(t.XPOS)}
	for n := range w.pre {
		w.pre[n] = linear.HashLower(linear.Prefix(t.Form, n+2))
		w.suf[n] = linear.HashLower(linear.Suffix(t.Form, n+2))
	}
	w.shape, w.plain = shape(t.Form)
	if v := x.lex.Words.Get(w.lower); v != 0 {
		w.capital = uint64(v>>1&3) + 1
		w.wide = uint64(v>>3&(1<<wideBits-1)) + 1
		w.fine = uint64(v>>(3+wideBits)) + 1
	}
	return w
}

// shape hashes a word's outline, runs cut at two, and tells whether the word
// has neither capitals nor digits.
func shape(form string) (h uint64, plain bool) {
	h, plain = 7, true
	var last byte
	run := 0
	for _, r := range form {
		c := byte('.')
		switch {
		case r >= 'a' && r <= 'z':
			c = 'x'
		case r >= 'A' && r <= 'Z':
			c, plain = 'X', false
		case r >= '0' && r <= '9':
			c, plain = 'd', false
		case r < utf8.RuneSelf:
			c = byte(r)
		case unicode.IsUpper(r):
			c, plain = 'X', false
		case unicode.IsLetter(r):
			c = 'x'
		}
		if c != last {
			run = 0
		}
		last = c
		if run++; run <= 2 {
			h = (h ^ uint64(c)) * 1099511628211
		}
	}
	return h, plain
}

// phrases marks the words that stand in phrases of the gazetteer, longer
// phrases last: each word keeps the flags of the longest it stands in.
func (x *Extractor) phrases() {
	for n := 1; n <= maxPhrase; n++ {
		for i := 0; i+n <= len(x.words); i++ {
			if x.words[i].plain && x.words[i].capital <= 1 {
				continue
			}
			h := PhraseStart
			for _, w := range x.words[i : i+n] {
				h = PhraseAdd(h, w.lower)
			}
			if flags := x.lex.Phrases.Get(h); flags != 0 {
				for j := i; j < i+n; j++ {
					x.words[j].gaz = uint64(flags)<<4 | place(j-i, n)
					x.words[j].plain = false
				}
			}
		}
	}
}

// place is where in a phrase of n words word j stands: first, inner, last, only.
func place(j, n int) uint64 {
	switch {
	case n == 1:
		return 4
	case j == 0:
		return 1
	case j == n-1:
		return 3
	}
	return 2
}

// edge stands before the first and after the last word.
var edge = word{form: 1, lower: 1, shape: 1, xpos: 1, plain: true}

func (x *Extractor) at(i int) *word {
	if i < 0 || i >= len(x.words) {
		return &edge
	}
	return &x.words[i]
}

// Outside reports whether word i can be taken to stand outside of names
// without a look at its features: a word in small letters, two words away from
// any other.
func (x *Extractor) Outside(i int) bool {
	for j := i - 2; j <= i+2; j++ {
		if !x.at(j).plain {
			return false
		}
	}
	return true
}

// Features are the features of word i. The slice is reused.
func (x *Extractor) Features(i int) []uint64 {
	p2, p, w, n, n2 := x.at(i-2), x.at(i-1), x.at(i), x.at(i+1), x.at(i+2)
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	f := x.features[:0]
	add := func(t, a, b uint64) { f = append(f, linear.Mix(t, a, b)) }
	add(1, 0, first)
	add(2, w.form, 0)
	add(3, w.lower, 0)
	add(4, p.lower, 0)
	add(5, n.lower, 0)
	add(6, p2.lower, 0)
	add(7, n2.lower, 0)
	add(8, p.lower, w.lower)
	add(9, w.lower, n.lower)
	for k := range w.pre {
		add(10+uint64(k), w.pre[k], 0)
		add(13+uint64(k), w.suf[k], 0)
	}
	add(16, w.shape, first)
	add(17, p.shape, w.shape)
	add(18, w.shape, n.shape)
	add(19, p.shape^w.shape<<21^n.shape<<42, 0)
	add(20, w.xpos, w.capital)
	add(21, p.xpos, w.xpos)
	add(22, w.xpos, n.xpos)
	add(23, p.xpos^w.xpos<<21, n.xpos)
	add(24, w.fine, 0)
	add(25, w.wide, w.shape)
	add(26, p.fine, 0)
	add(27, n.fine, 0)
	add(28, p.wide, w.wide)
	add(29, w.wide, n.wide)
	add(30, w.capital, w.shape<<1|first)
	add(31, p.capital<<2|n.capital, w.capital)
	add(32, w.gaz, 0)
	add(33, p.gaz, w.gaz)
	add(34, w.gaz, n.gaz)
	add(35, w.gaz, w.shape)
	add(36, p.lower, w.shape)
	add(37, n.lower, w.shape)
	add(38, p2.lower, p.lower)
	add(39, n.lower, n2.lower)
	add(40, p2.fine, 0)
	add(41, n2.fine, 0)
	add(42, w.suf[1], w.shape)
	add(43, p.gaz, w.shape)
	add(44, n.gaz, w.shape)
	for k := range uint64(kinds) {
		if w.gaz>>(4+k)&1 != 0 {
			add(45, k, w.gaz&7)
		}
	}
	x.features = f
	return f
}
