// Package lemma gives words their lemmas from form and part of speech: a list
// of words that go their own way ("went", VBD: go), and for all others edit
// scripts by part of speech and longest known ending ("-ied", VBD: strip 3,
// add "y"), both learnt from treebanks by the train command; verbs are checked
// against a list of known ones, which tells "hoped" from "stopped".
//
// The lemma conventions are those of UD_English-EWT: proper nouns keep their
// capitals, "n't" is "not", "me" is "I".
package lemma

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// Script turns a form into a lemma: Strip bytes go from its end, Add comes.
type Script struct {
	Strip int
	Add   string
}

// Model is what a Lemmatizer knows. Keys are lower-cased; Key makes them.
type Model struct {
	Words map[string]string   // word and XPOS -> lemma
	Rules map[string][]Script // ending and XPOS -> scripts, best first
	Keep  map[string]bool     // case key -> capitals of unknown words are kept
	Lower map[string]bool     // common words, whose capitals are not
	Verbs map[string]bool     // base forms
}

// longestEnding is the length of the longest ending that has rules.
const longestEnding = 6

// Lemmatizer gives lemmas. It is safe for concurrent use.
type Lemmatizer struct {
	model *Model

	// Lemmas that are no part of their form are made once and shared; the
	// number kept is bounded, what comes later is made anew each time.
	mu     sync.RWMutex
	shared map[string]string

	known sync.Pool // *known
}

// known are lemmas that were found, by all that they were found by: most words
// of a text are those of the texts before. It is used by one goroutine at a time.
type known struct {
	by  map[string]string
	key []byte
}

// maxKnown bounds the lemmas that are known: a few megabytes.
const maxKnown = 1 << 14

// maxShared bounds the lemmas kept: news of years has fewer word types.
const maxShared = 1 << 16

// New returns a lemmatizer with a model.
func New(m *Model) *Lemmatizer {
	return &Lemmatizer{model: m, shared: map[string]string{}, known: sync.Pool{New: func() any { return &known{by: map[string]string{}} }}}
}

// Annotate fills the lemmas of doc's tokens, which must have their tags.
func (l *Lemmatizer) Annotate(doc *ling.Document) {
	k := l.known.Get().(*known)
	defer l.known.Put(k)
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tokens[i]
			t.Lemma = k.lemma(l, t, i == s.First)
		}
	}
}

// lemma is l's lemma of a token.
func (k *known) lemma(l *Lemmatizer, t *ling.Token, first bool) string {
	if len(t.Form) > longestWord {
		return l.Lemma(t.Form, t.XPOS, t.UPOS, first)
	}
	k.key = append(append(append(k.key[:0], t.XPOS...), '\t', byte(t.UPOS), byte(boolean(first))), t.Form...)
	if lemma, ok := k.by[string(k.key)]; ok {
		return lemma
	}
	lemma := l.Lemma(t.Form, t.XPOS, t.UPOS, first)
	if len(k.by) == maxKnown {
		clear(k.by)
	}
	k.by[string(k.key)] = strings.Clone(lemma) // it may be a part of the text
	return lemma
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// longestWord is the length beyond which a word is its own lemma.
const longestWord = 64

// Lemma is the lemma of one word; first tells that it begins its sentence,
// where a capital letter says nothing.
func (l *Lemmatizer) Lemma(form, xpos string, upos ud.UPOS, first bool) string {
	if len(form) > longestWord || len(xpos) > 8 || form == "" {
		return form
	}
	var buf [longestWord + 16]byte
	n := lowerInto(buf[:], form)
	if xpos == "CD" && buf[0] >= '0' && buf[0] <= '9' {
		return l.number(form, buf[:0])
	}
	key := append(buf[:n], '\t')
	key = append(key, xpos...)
	if lemma, ok := l.model.Words[string(key)]; ok {
		return lemma
	}
	script := l.script(buf[:n], xpos)
	if l.keeps(form, xpos, upos, first) && !(common(xpos) && upos != ud.PROPN && l.model.Lower[string(buf[:n])]) {
		return l.join(form[:len(form)-script.Strip], script.Add)
	}
	if string(buf[:n]) == form {
		return l.join(form[:n-script.Strip], script.Add)
	}
	return l.intern(append(buf[:n-script.Strip], script.Add...))
}

// common reports whether words of the tag are mostly common ones.
func common(xpos string) bool { return xpos == "JJ" || xpos == "NN" || xpos == "NNS" }

// number is a number without the commas that part its thousands.
func (l *Lemmatizer) number(form string, buf []byte) string {
	for i := 0; i < len(form); i++ {
		if form[i] != ',' {
			buf = append(buf, form[i])
		}
	}
	if len(buf) == len(form) {
		return form
	}
	return l.intern(buf)
}

// script is the best script for a lower-cased word, the zero Script without one.
func (l *Lemmatizer) script(word []byte, xpos string) Script {
	var buf [longestWord + 16]byte
	for size := min(longestEnding, len(word)); size >= 0; size-- {
		key := append(append(append(buf[:0], word[len(word)-size:]...), '\t'), xpos...)
		scripts, ok := l.model.Rules[string(key)]
		if !ok {
			continue
		}
		if len(scripts) > 1 && len(xpos) == 3 && xpos[:2] == "VB" {
			for _, s := range scripts {
				if s.fits(word) && l.model.Verbs[string(append(append(buf[:0], word[:len(word)-s.Strip]...), s.Add...))] {
					return s
				}
			}
		}
		for _, s := range scripts {
			if s.fits(word) {
				return s
			}
		}
	}
	return Script{}
}

// fits reports whether the script leaves something of the word, and cuts no
// character of several bytes ("Miloš").
func (s Script) fits(word []byte) bool {
	return s.Strip == 0 || s.Strip < len(word) && utf8.RuneStart(word[len(word)-s.Strip])
}

// keeps reports whether the capitals of form belong to the lemma.
func (l *Lemmatizer) keeps(form, xpos string, upos ud.UPOS, first bool) bool {
	shape := Shape(form)
	if shape == "" || upos == ud.PROPN {
		return true
	}
	var buf [32]byte
	return l.model.Keep[string(caseKey(buf[:0], xpos, shape, first))]
}

// Shape is "I" for a single capital letter, "A" for a word in capitals, "Aa" for
// one with a capital first letter, "aA" for other capitals, "" for none.
func Shape(form string) string {
	r, size := utf8.DecodeRuneInString(form)
	rest := strings.IndexFunc(form[size:], unicode.IsUpper) >= 0
	switch {
	case unicode.IsUpper(r) && len(form) == size:
		return "I"
	case unicode.IsUpper(r) && rest:
		return "A"
	case unicode.IsUpper(r):
		return "Aa"
	case rest:
		return "aA"
	}
	return ""
}

// CaseKey is the key of Model.Keep.
func CaseKey(xpos, shape string, first bool) string { return string(caseKey(nil, xpos, shape, first)) }

func caseKey(buf []byte, xpos, shape string, first bool) []byte {
	buf = append(append(append(buf, xpos...), ' '), shape...)
	if first {
		buf = append(buf, " first"...)
	}
	return buf
}

// Key is the key of Model.Words and Model.Rules.
func Key(lower, xpos string) string { return lower + "\t" + xpos }

// lowerInto writes form lower-cased into buf, which must have room, and returns
// the length, that of form: a letter whose small form has another length stays.
func lowerInto(buf []byte, form string) int {
	n := 0
	for i := 0; i < len(form); {
		b := form[i]
		if b < utf8.RuneSelf {
			if b >= 'A' && b <= 'Z' {
				b |= 0x20
			}
			buf[n] = b
			n, i = n+1, i+1
			continue
		}
		r, size := utf8.DecodeRuneInString(form[i:])
		if low := unicode.ToLower(r); utf8.RuneLen(low) != size || r == utf8.RuneError {
			n += copy(buf[n:], form[i:i+size])
		} else {
			n += utf8.EncodeRune(buf[n:], low)
		}
		i += size
	}
	return n
}

// join puts a lemma together, without a copy where it is a part of the form.
func (l *Lemmatizer) join(stem, add string) string {
	if add == "" {
		return stem
	}
	var buf [longestWord + 16]byte
	return l.intern(append(append(buf[:0], stem...), add...))
}

// intern returns the one copy of a lemma.
func (l *Lemmatizer) intern(lemma []byte) string {
	l.mu.RLock()
	s, ok := l.shared[string(lemma)]
	l.mu.RUnlock()
	if ok {
		return s
	}
	s = string(lemma)
	l.mu.Lock()
	if len(l.shared) < maxShared {
		l.shared[s] = s
	}
	l.mu.Unlock()
	return s
}
