package timex

import (
	"strings"

	"onrecord/ling/ud"
)

// Where a bare weekday or a day without a year lies is told by the clause that
// it stands in: "they met on Friday", "they will meet on Friday".

// behind is how much nearer a word before an expression counts.
const behind = 3

// beside is how near a verb in the present must stand to speak of a plan.
const beside = 4

// clause is the search for what the words around an expression, lexemes
// [from, to), say of its time.
type clause struct {
	*Tagger
	s        *scratch
	from, to int32
	due      bool // "by", "until" stands right before it
	toward   bool // or "to" does: "postponed to May 4"
	quoted   bool // the word looked at stands in a quotation that the expression is outside of
	aim      bool // an infinitive stands between the word looked at and the expression
	weak     int8 // what is said where nothing stronger is
	unsaid   bool // verbs of saying tell nothing: what they report may be to come
}

// tense looks for the nearest word that says whether the clause speaks of
// what was, -1, or of what will be, +1. Words after the expression count as
// further away: its verb mostly stands before it.
func (t *Tagger) tense(s *scratch, from, to int32) int8 {
	return (&clause{Tagger: t, s: s, from: from, to: to}).tense()
}

func (c *clause) tense() int8 {
	t, s, from, to := c.Tagger, c.s, c.from, c.to
	if from > 0 {
		c.due = s.lex[from-1].class&t.futurish != 0
		c.toward = s.lex[from-1].word == t.to
	}
	if c.due && t.infinitive(s, to) {
		return 1 // "gave them until Monday to leave"
	}
	outside, on := true, true // of a quotation behind the expression; in its clause
	for d := int32(1); d < reach; d++ {
		if at := from - d; at >= 0 {
			if cue := c.before(at, d); cue != 0 {
				return cue
			}
		}
		if at := to + d - behind; on && !c.due && at >= to && int(at) < len(s.lex) {
			outside = outside != (s.lex[at].word == t.marks['"'])
			if on = !t.nextClause(s, at); !on {
				continue
			}
			if cue := c.cueAt(at); cue != 0 && outside {
				return cue
			}
		}
	}
	return c.weak
}

// nextClause reports whether another clause begins at a lexeme: after a
// semicolon, with "if", or after a comma and "and", "which".
func (t *Tagger) nextClause(s *scratch, at int32) bool {
	const alone = 2 // the value of words that need no comma
	switch x := &s.lex[at]; {
	case x.word == t.marks[';']:
		return true
	case x.word == t.marks[',']:
		return int(at)+1 < len(s.lex) && s.lex[at+1].class&t.opening != 0
	default:
		return x.class&t.opening != 0 && t.lexicon.words[x.word].value(t.opening) == alone
	}
}

// before is what the word at says, d words before the expression.
func (c *clause) before(at, d int32) int8 {
	x := &c.s.lex[at]
	c.quoted = c.quoted != (x.word == c.marks['"'])
	if c.quoted {
		return 0
	}
	switch {
	case (c.due || c.toward) && x.class&c.deferring != 0:
		return 1 // "was postponed until September"
	case c.aim && x.class&c.asking != 0:
		return 1 // "agreed to meet on May 4"
	}
	if cue := c.cueAt(at); cue != 0 {
		return cue
	}
	if d <= beside && c.present(c.s, at) {
		return 1
	}
	if c.weak == 0 && x.class&c.futurish != 0 {
		c.weak = 1
	}
	c.aim = c.aim || c.infinitive(c.s, at)
	return 0
}

// cueAt is the cue of the word at.
func (c *clause) cueAt(at int32) int8 {
	const past = 2 // the value of verbs of saying in the past
	if x := &c.s.lex[at]; c.unsaid && x.class&c.reports != 0 && c.lexicon.words[x.word].value(c.reports) == past {
		return 0
	}
	return c.cue(c.s, at)
}

// infinitive reports whether "to" and a verb stand at a lexeme.
func (t *Tagger) infinitive(s *scratch, at int32) bool {
	if !t.stands(s, at, t.to) || int(at)+1 >= len(s.lex) {
		return false
	}
	next := &s.lex[at+1]
	tok := &s.doc.Tokens[next.tok]
	if tok.UPOS == ud.Unknown {
		return next.letters && !next.capital && next.word == 0
	}
	return tok.XPOS == "VB"
}

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
		return t.guess(s, at)
	case x.class&t.pastCue != 0 && t.stands(s, at+1, t.to) && x.class&t.be != 0:
		return 1 // "talks were to begin"
	case x.class&t.pastCue != 0:
		return -1
	case !x.letters || x.word != 0:
		return 0
	}
	return byTag(s, x)
}

// The values of modal verbs in the list of what looks ahead.
const (
	modal = 2
	could = 3 // "could not be reached on Monday" tells of what was
	noun  = 4 // "rejected the plan on Monday" tells of another verb's time
)

// guess is the cue of a word that looks ahead; of modal verbs "could have met"
// does not, and a capital makes "may" a month.
func (t *Tagger) guess(s *scratch, at int32) int8 {
	x := &s.lex[at]
	value := t.lexicon.words[x.word].value(t.futureCue)
	if x.class&t.futureCue == 0 || value < modal {
		return 1
	}
	next := at + 1
	if t.stands(s, next, t.not) {
		next++
	}
	switch {
	case x.capital && value != noun:
		return 0
	case value == noun && t.stands(s, next, t.on) && strings.HasPrefix(s.doc.Tokens[x.tok].XPOS, "NN"):
		return 0
	case t.stands(s, next, t.have), t.failed(s, at+1):
		return -1
	}
	return 1
}

// failed reports whether the lexeme at is the "not" of "could not".
func (t *Tagger) failed(s *scratch, at int32) bool {
	return at > 0 && t.stands(s, at, t.not) && t.lexicon.words[s.lex[at-1].word].value(t.futureCue) == could
}

// stands reports whether the lexeme at is that word.
func (t *Tagger) stands(s *scratch, at, word int32) bool {
	return int(at) < len(s.lex) && s.lex[at].word == word
}

// planned reports whether a form of "be" before the word makes it tell of what
// is to come.
func (t *Tagger) planned(s *scratch, at int32) bool {
	if t.stands(s, at, t.set) && t.stands(s, at+1, t.forWord) {
		return true // "the vote, set for May 4"
	}
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
	// "talks will be held", "are to be held", but "could not be reached"
	return last.word == t.beWord && x.letters && !t.failed(s, at-2)
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
