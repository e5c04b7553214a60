// Package timex finds time expressions and resolves them: TIMEX3 of TimeML
// (ISO 24617-1; Saurí et al., TimeML Annotation Guidelines 1.2.1).
//
// It works in two steps that are kept apart. The rules of a language's file
// (en.rules) say what an expression says: a spec, which is an underspecified
// value ("November 19", "two days later"). Resolving then anchors specs on the
// article's day or on the time the text last spoke of. It never looks at the
// clock: without an article's day the values stay open ("XXXX-11-19").
package timex

import (
	_ "embed"
	"strings"
	"sync"

	"onrecord/ling"
)

//go:embed en.rules
var english string

// Tagger finds and resolves time expressions. It is compiled once and safe for
// concurrent use.
type Tagger struct {
	lexicon       *lexicon
	rules         []rule
	filters       []filter // of each rule
	numberRules   []int32  // rules that may begin with a number
	marks         [128]int32
	abbreviations map[string]int32

	cardinal, ordinal, scale, numberWords, suffixes                               class
	futureCue, futurish, pastCue, be, reports, deferring, asking, opening, dating class
	to, set, beWord, after, following, the, have, not, forWord, on                int32 // words

	pool sync.Pool
}

// New compiles the English rules.
func New() (*Tagger, error) {
	return compile("en.rules", strings.NewReader(english))
}

// Annotate fills doc.Times and adds what is doubtful about them to
// doc.Diagnostics. It needs tokens; sentences, tags and trees help where they
// stand. doc.Published is the anchor, zero if unknown.
func (t *Tagger) Annotate(doc *ling.Document) {
	s := t.find(doc)
	doc.Times = t.resolveAll(s)
	s.doc = nil
	t.pool.Put(s)
}

// find gathers what the document's expressions say, unresolved.
func (t *Tagger) find(doc *ling.Document) *scratch {
	s, _ := t.pool.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	s.doc, s.times, s.follows = doc, s.times[:0], -1
	if len(doc.Sentences) == 0 {
		t.sentence(s, -1, 0, len(doc.Tokens))
	}
	for i := range doc.Sentences {
		sent := &doc.Sentences[i]
		if 0 <= sent.First && sent.First <= sent.Last && sent.Last <= len(doc.Tokens) {
			t.sentence(s, i, sent.First, sent.Last)
		}
	}
	return s
}

// found is an expression with what it says, before resolving.
type found struct {
	ling.Span
	first, last int // tokens
	sent        int
	rule        int32
	says        spec
	tense       int8   // what the words around it say: -1 past, +1 future
	due         bool   // "by", "until" stands right before it
	closes      bool   // "to", "until" or a dash stands between it and the expression before
	next        *found // the next expression, nil at the end
	happened    bool   // what it dates is told as past by more than a verb of saying, and it dates no noun behind it
	leads       bool   // it stands at its sentence's beginning
	follows     bool   // its sentence or the one before (a quotation falls into several) tells of what followed: "after the meeting"
}

// sentence finds the expressions of tokens [first, last).
func (t *Tagger) sentence(s *scratch, sent, first, last int) {
	t.lexSentence(s, first, last)
	s.sent = sent
	if t.follows(s) {
		s.follows = sent
	}
	fresh := false
	for pos := int32(0); int(pos) < len(s.lex); {
		x := &s.lex[pos]
		if x.class&numeric == 0 && (x.word == 0 || len(t.lexicon.words[x.word].rules) == 0) {
			pos++
			continue
		}
		if !fresh {
			fresh = true
			s.memo = append(s.memo[:0], make([]memo, len(s.lex))...)
		}
		rule, end := t.longest(s, pos, true)
		if rule < 0 {
			pos++
			continue
		}
		t.keep(s, rule, pos)
		pos = end
	}
}

// keep notes the expressions of the rule's match at pos.
func (t *Tagger) keep(s *scratch, at, pos int32) {
	r := &t.rules[at]
	if r.kind == kindNone {
		return
	}
	end := t.try(s, r, pos)
	caps, marks := s.caps, s.marks
	from, to := pos, end
	if r.brackets > 0 {
		from, to = marks[0], marks[1]
	}
	sp := spec{kind: r.typ}
	t.build(s, r, r.is, &sp)
	if r.brackets == 4 && marks[2] >= 0 && sp.is(fMonth) && sp.is(fYear) {
		// "December 30 to January 2, 2014" begins in the year before.
		s.caps = caps
		other := sp
		t.build(s, r, r.second, &other)
		if other.get(fMonth) < sp.get(fMonth) {
			first := sp
			first.set(fYear, sp.get(fYear)-1)
			t.note(s, at, from, to, first)
			t.note(s, at, marks[2], marks[3], other)
			return
		}
	}
	t.note(s, at, from, to, sp)
	if r.brackets == 4 && marks[2] >= 0 {
		s.caps = caps
		t.build(s, r, r.second, &sp)
		t.note(s, at, marks[2], marks[3], sp)
	}
}

// follows reports whether the sentence says that it tells of what came after
// something: "following the meeting".
func (t *Tagger) follows(s *scratch) bool {
	for i := 0; i+2 < len(s.lex); i++ {
		if w := s.lex[i].word; (w == t.after || w == t.following) && w != 0 && s.lex[i+1].word == t.the && s.lex[i+2].letters {
			return true
		}
	}
	return false
}

// leading is how many lexemes may stand before an expression that begins its
// sentence ("In the summer of", "By late").
const leading = 4

// note appends one expression over lexemes [from, to).
func (t *Tagger) note(s *scratch, rule, from, to int32, sp spec) {
	if from < 0 || to <= from {
		return
	}
	a, b := &s.lex[from], &s.lex[to-1]
	closes := false
	if n := len(s.times); n > 0 && from > 1 && (s.lex[from-1].word == t.to || s.lex[from-1].class&t.futurish != 0) {
		closes = s.times[n-1].sent == s.sent && s.times[n-1].End == int(s.lex[from-2].end)
	}
	s.times = append(s.times, found{
		Span:   ling.Span{Start: int(a.start), End: int(b.end)},
		closes: closes, happened: sp.is(fYear) && t.happened(s, from, to),
		due:   from > 0 && s.lex[from-1].class&t.futurish != 0,
		first: int(a.tok), last: int(b.tok) + 1,
		sent: s.sent, rule: rule, says: sp, tense: t.tense(s, from, to), leads: from < leading, follows: s.follows >= 0 && s.sent-s.follows <= 1,
	})
}
