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
	"onrecord/ling/ud"
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

	cardinal, ordinal, scale, numberWords, suffixes      class
	futureCue, futurish, pastCue, be, reports, deferring class
	to, set, beWord, after, following, the               int32 // words

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
	next        *found // the next expression, nil at the end
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
	s.times = append(s.times, found{
		Span:  ling.Span{Start: int(a.start), End: int(b.end)},
		due:   from > 0 && s.lex[from-1].class&t.futurish != 0,
		first: int(a.tok), last: int(b.tok) + 1,
		sent: s.sent, rule: rule, says: sp, tense: t.tense(s, from, to), leads: from < leading, follows: s.follows >= 0 && s.sent-s.follows <= 1,
	})
}

// tense looks for the nearest word that says whether the clause speaks of
// what was or of what will be. Words after the expression count as further
// away: its verb mostly stands before it.
func (t *Tagger) tense(s *scratch, from, to int32) int8 {
	weak := int8(0)
	due := from > 0 && s.lex[from-1].class&t.futurish != 0 // "by Friday, he said"
	before, after := true, true                            // outside of a quotation that the expression is not in
	for d := int32(1); d < reach; d++ {
		if at := from - d; at >= 0 {
			before = before != (s.lex[at].word == t.marks['"'])
			if due && before && s.lex[at].class&t.deferring != 0 {
				return 1 // "was postponed until September"
			}
			if cue := t.cue(s, at); cue != 0 && before {
				return cue
			}
			if d <= beside && before && t.present(s, at) {
				return 1
			}
			if s.lex[at].class&t.futurish != 0 && weak == 0 && before {
				weak = 1
			}
		}
		if at := to + d - behind; !due && at >= to && int(at) < len(s.lex) {
			after = after != (s.lex[at].word == t.marks['"'])
			if cue := t.cue(s, at); cue != 0 && after {
				return cue
			}
		}
	}
	return weak
}

// behind is how much nearer a word before an expression counts.
const behind = 3

// beside is how near a verb in the present must stand to speak of a plan.
const beside = 4

// present reports whether the word is a verb in the present tense that does
// not report: "the president meets his guest on Monday" is a plan.
func (t *Tagger) present(s *scratch, at int32) bool {
	x := &s.lex[at]
	if !x.letters || x.class&(t.reports|t.be) != 0 {
		return false
	}
	switch tok := &s.doc.Tokens[x.tok]; tok.XPOS {
	case "VBZ", "VBP":
		return true
	case "VBG":
		return at > 0 && s.lex[at-1].class&t.be != 0 && s.doc.Tokens[s.lex[at-1].tok].XPOS != "VBD"
	}
	return false
}

// cue is -1 for a word of the past, +1 for one of the future.
func (t *Tagger) cue(s *scratch, at int32) int8 {
	x := &s.lex[at]
	switch {
	case x.class&t.futureCue != 0 || t.planned(s, at):
		return 1
	case x.class&t.pastCue != 0 && t.stands(s, at+1, t.to) && x.class&t.be != 0:
		return 1 // "talks were to begin"
	case x.class&t.pastCue != 0:
		return -1
	case !x.letters || x.word != 0:
		return 0
	}
	return byTag(s, x)
}

// stands reports whether the lexeme at is that word.
func (t *Tagger) stands(s *scratch, at, word int32) bool {
	return int(at) < len(s.lex) && s.lex[at].word == word
}

// planned reports whether a form of "be" before the word makes it tell of what
// is to come.
func (t *Tagger) planned(s *scratch, at int32) bool {
	if at == 0 {
		return false
	}
	x, last := &s.lex[at], &s.lex[at-1]
	be := last.class&t.be != 0
	switch {
	case be && x.word == t.set:
		return true // "a hearing is set for May"
	case be && x.word == t.to:
		return int(at)+1 < len(s.lex) // "the summit is to be held"
	}
	return last.word == t.beWord && x.letters // "talks will be held", "are to be held"
}

// byTag is the cue of a word that no list has: by its tag, or without tags by
// its form, for most lower-case words in -ed tell what happened.
func byTag(s *scratch, x *lexeme) int8 {
	tok := &s.doc.Tokens[x.tok]
	if tok.UPOS != ud.Unknown {
		if tok.XPOS == "VBD" {
			return -1
		}
		return 0
	}
	if n := x.end - x.start; n > 4 && !x.capital && s.doc.Text[x.end-2:x.end] == "ed" {
		return -1
	}
	return 0
}
