package copies

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text, without case or marks.
type word struct {
	hash   uint64
	quoted bool // somebody quoted says it
	end    bool // a sentence ends behind it
	first  bool // it is the speaker's own "I"
}

// longest is how many bytes a quotation may hold before its opening mark is taken
// for a stray one.
const longest = 6000

// split cuts a text into words and marks those that are quoted, in marks or
// without.
func split(text string) []word {
	var out []word
	quotes := quotations(text)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if n := len(out); n > 0 && (r == '\n' || r == '.' || r == '?' || r == '!') {
				out[n-1].end = true
			}
			i += size
			continue
		}
		w, end := readWord(text, i)
		for len(quotes) > 0 && quotes[0].end <= i {
			quotes = quotes[1:]
		}
		w.quoted = len(quotes) > 0 && quotes[0].start <= i
		out, i = append(out, w), end
	}
	unmarked(out)
	return out
}

// readWord reads the word that begins at i. An apostrophe in it is passed over,
// for copies differ in which one they write.
func readWord(text string, i int) (word, int) {
	h, n := uint64(14695981039346656037), 0 // FNV-1a, 64 bits
	own := false
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '\'' || r == '’' {
			i += size
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		own = n == 0 && r == 'I'
		h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
		i, n = i+size, n+1
	}
	return word{hash: h, first: own && n == 1 || slices.Contains(firstPerson[:], h)}, i
}

// firstPerson are the hashes of "my", "me" and "myself". (Of a plural, "our
// reporter" and "we understand" are an outlet's own.)
var firstPerson = func() (out [3]uint64) {
	for k, s := range [...]string{"my", "me", "myself"} {
		h := uint64(14695981039346656037)
		for _, r := range s {
			h = (h ^ uint64(r)) * 1099511628211
		}
		out[k] = h
	}
	return out
}()

type extent struct{ start, end int }

// Quoted says of places of a text whether they stand between quotation marks.
func Quoted(text string) func(start, end int) bool {
	quotes := quotations(text)
	return func(start, end int) bool {
		return slices.ContainsFunc(quotes, func(q extent) bool { return q.start < start && end <= q.end })
	}
}

// quotations are the extents between double quotation marks. A paragraph that
// opens with a mark before the one above has closed its own goes on with it.
func quotations(text string) []extent {
	var out []extent
	open := -1
	for i, r := range text {
		switch r {
		case '“', '«', '„':
			if open < 0 || i-open > longest {
				open = i
			}
		case '”', '»':
			open = shut(&out, open, i)
		case '"':
			switch {
			case open < 0 || i-open > longest:
				open = i
			case !(i > 0 && text[i-1] == '\n'):
				open = shut(&out, open, i)
			}
		}
	}
	return out
}

func shut(out *[]extent, open, end int) int {
	if open >= 0 && end-open <= longest {
		*out = append(*out, extent{open, end})
	}
	return -1
}

const (
	// bridge is how many sentences without an "I" may stand between two with one
	// in a letter that is given at length.
	bridge = 4
	// letter is how many sentences with an "I" make one: a witness in a hurry, or a
	// forgotten mark, has fewer.
	letter = 3
)

// unmarked marks what is quoted without marks: a letter, a post, a statement given
// at length. A report speaks of people in the third person; where its sentences
// go on saying "I", somebody else speaks. A text that says so from its first
// sentence is its author's own.
func unmarked(words []word) {
	sentences := sentencesOf(words)
	for i := 0; i < len(sentences); i++ {
		if i == 0 && sentences[i].first {
			return
		}
		if !sentences[i].first {
			continue
		}
		last, n := i, 1
		for j := i + 1; j < len(sentences) && j-last <= bridge+1; j++ {
			if sentences[j].first {
				last, n = j, n+1
			}
		}
		if n >= letter {
			for k := sentences[i].start; k < sentences[last].end; k++ {
				words[k].quoted = true
			}
		}
		i = last
	}
}

type sentence struct {
	extent
	first bool // it says "I" outside quotation marks
}

func sentencesOf(words []word) []sentence {
	var out []sentence
	at := sentence{}
	for i, w := range words {
		at.first = at.first || w.first && !w.quoted
		if w.end || i == len(words)-1 {
			at.end = i + 1
			out = append(out, at)
			at = sentence{extent: extent{start: i + 1}}
		}
	}
	return out
}
