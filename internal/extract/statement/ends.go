package statement

import (
	"strings"

	"onrecord/ling/ud"
)

// cutAtCue ends a clause behind the cue where the words go on about the
// speaker, or about another's words: at a comma before another cue without a
// subject, at a conjunction that joins a cue of the same form, or before
// "according to".
func (r *reader) cutAtCue(cand *candidate, found runs) runs {
	for n, part := range found {
		if part.a < cand.at {
			continue
		}
		for k := part.a + 1; k+1 < part.b; k++ {
			end := k
			if r.quoteMark(k) && r.inQuote[k] >= 0 && r.inQuote[k] != r.inQuote[cand.at] && r.inQuote[k+1] == r.inQuote[cand.at] {
				end = k + 1 // the comma stands within the marks: “…,” adding that
			} else if r.inQuote[k] != r.inQuote[cand.at] {
				continue
			}
			if r.leavesReport(cand, part, k) {
				return append(append(runs{}, found[:n]...), run{part.a, end})
			}
		}
	}
	return found
}

// leavesReport reports whether at token k of its content the words leave what
// cand reports.
func (r *reader) leavesReport(cand *candidate, part run, k int) bool {
	switch {
	case r.punct(k, ";"), r.dashCue(k), r.stops(k), r.otherCue(cand, part, k), r.sameForm(cand, part, k):
		return true
	case k+4 < part.b && r.pos(k, ud.CCONJ) && r.wentOn(k+4) == k+1 && r.cueAt(k+4):
		return true
	case !r.punct(k, ",") && !(r.quoteMark(k) && r.punct(k-1, ",")):
		return false
	case r.aside(cand, part, k+1):
		return true
	}
	return r.participial(k+1) && (r.cueAt(k+1) || r.lex.lists["remark"][r.low(k+1)]) || r.low(k+1) == "according" ||
		r.cueAt(k+1) && r.finite(k+1) && r.Tokens[k+1].XPOS == r.Tokens[cand.at].XPOS && r.ownSubject(k+1) < 0
}

// participial reports whether k is an -ing form, whatever a tagger calls it:
// "warning that" is no noun.
func (r *reader) participial(k int) bool {
	return r.gerund(k) || k+1 < len(r.Tokens) && r.pos(k, ud.NOUN) && strings.HasSuffix(r.low(k), "ing") && r.low(k+1) == "that"
}

// aside reports whether token a behind a comma begins what the reporter adds:
// a contrast with a subject of its own, or, to a thing that is spoken of, a
// relative clause or another sentence.
func (r *reader) aside(cand *candidate, part run, a int) bool {
	if rel := r.relativeOf(cand.at); rel > 0 && a < part.b && r.resumed(a) == rel {
		return true
	}
	if a+2 >= part.b || cand.clause && !r.hasTensed(part.a, a) {
		return false
	}
	l := r.low(a)
	switch {
	case l == "while" && r.gerund(a+1) && (r.cueAt(a+1) || !cand.clause), l == "compared" && r.low(a+1) == "with", r.resumes(a, part.b):
		return true
	case l == "while" || l == "though" || l == "although" || l == "whereas":
		return a > part.a+3 && r.opensClause(a+1, part.b)
	case cand.clause || cand.cue.takes == nil:
		return false
	case r.relative(a) || l == "whom" || l == "whose" || l == "where":
		return part.b-a > a-part.a && r.low(part.a) != "to" && !r.commaIn(a+1, part.b)
	case l == "and" || l == "but" || l == "so":
		return r.opensClause(a+1, part.b)
	}
	return false
}

// resumed is the relative pronoun of the aside that closes with the comma right
// before the finite verb i, where the main clause goes on: "A guard, who asked
// not to be named, called it over." -1 for none.
func (r *reader) resumed(i int) int {
	first, last := r.sentence(i)
	if i <= first || !r.punct(i-1, ",") || !r.pos(i, ud.VERB, ud.AUX) || r.ownSubject(i) >= i ||
		!r.finite(i) && !(r.Tokens[i].XPOS == "VBN" && r.nominalRoot(first, last)) {
		return -1
	}
	for k := i - 2; k > first && r.inQuote[k] == r.inQuote[i]; k-- {
		if r.punct(k, ",") {
			if rel := k + 1; (r.low(rel) == "who" || r.low(rel) == "which") && !r.pos(k-1, ud.VERB, ud.ADP) {
				return rel
			}
			return -1
		}
	}
	return -1
}

// nominalRoot reports whether the tree of the sentence [first, last) has a noun
// for its root: a tagger that took the main verb for a participle leaves it so.
func (r *reader) nominalRoot(first, last int) bool {
	for k := first; k < last; k++ {
		if r.head(k) < 0 {
			return r.pos(k, ud.NOUN, ud.PROPN)
		}
	}
	return false
}

// commaIn reports whether a comma stands in [a, b).
func (r *reader) commaIn(a, b int) bool {
	for k := a; k < b; k++ {
		if r.punct(k, ",") {
			return true
		}
	}
	return false
}

// resumes reports whether at token a behind a comma the reporter sums up what
// was said: ", a claim that nobody believed".
func (r *reader) resumes(a, last int) bool {
	if !r.pos(a, ud.DET) && !r.pos(a, ud.NOUN) && !r.pos(a, ud.PRON) {
		return false
	}
	for k := a; k < min(last, a+4); k++ {
		if r.lex.lists["resumptive"][r.lemma(k)] {
			return true
		}
		if !r.pos(k, ud.DET, ud.ADJ, ud.NOUN, ud.ADV) {
			return false
		}
	}
	return false
}

// opensClause reports whether a subject and its finite verb follow from a on,
// with nothing but a noun phrase between.
func (r *reader) opensClause(a, last int) bool {
	nouns := false
	for k := a; k < min(last, a+8); k++ {
		switch {
		case r.tensed(k):
			return nouns
		case r.noun(k):
			nouns = true
		case !r.pos(k, ud.DET, ud.ADJ, ud.NUM, ud.ADV, ud.ADP) && r.low(k) != "'s" && r.low(k) != "’s":
			return false
		}
	}
	return false
}

// sameForm reports whether the conjunction at k joins a cue without a subject
// to cand's own: "said it was over and warned that …". A gerund joins the
// gerund; of finite verbs the tense must be the cue's, and not that of the
// clause it reports, unless the tree says so.
func (r *reader) sameForm(cand *candidate, part run, k int) bool {
	if !r.pos(k, ud.CCONJ) {
		return false
	}
	n := k + 1
	for n+1 < part.b && r.pos(n, ud.ADV) {
		n++
	}
	if n >= part.b || !r.cueAt(n) || r.Tokens[n].XPOS != r.Tokens[cand.at].XPOS || r.ownSubject(n) >= 0 && r.ownSubject(n) < n {
		return false
	}
	if n+2 < len(r.Tokens) && r.punct(n+1, ",:") && r.inQuote[n+2] >= 0 && r.inQuote[n] < 0 && r.finite(n) {
		return true // "but added, “…”"
	}
	if r.gerund(n) || r.head(n) == cand.at {
		return r.gerund(cand.at) || r.finite(n)
	}
	if !r.finite(n) {
		return false
	}
	if s := r.firstSubject(part.a, k); s >= 0 && !r.speaks(s) {
		return true // roads do not warn
	} else if c, _ := r.matchVerb(n); s >= 0 && r.mayBe(s, cand.head) && c.addressee != "obj" && c.act != "ask" && r.low(n-1) != "never" {
		return true // "said she was tired and added": one person either way
	}
	for m := part.a; m < k; m++ { // another verb of the tense: it may be that one's
		if r.Tokens[m].XPOS == r.Tokens[n].XPOS && r.inQuote[m] == r.inQuote[cand.at] {
			return false
		}
	}
	return true
}

// mayBe reports whether the pronoun at s can stand for the source of head h.
func (r *reader) mayBe(s, h int) bool {
	if h < 0 {
		return false
	}
	many := strings.HasPrefix(r.Tokens[h].XPOS, "NN") && strings.HasSuffix(r.Tokens[h].XPOS, "S") || r.low(h) == "they" || r.low(h) == "we"
	switch r.low(s) {
	case "he", "she", "i":
		return !many
	case "they", "we":
		return true
	}
	return false
}

// firstSubject is the first subject of a verb in [a, b), -1 for none.
func (r *reader) firstSubject(a, b int) int {
	for k := a; k < b; k++ {
		if r.is(k, "nsubj") {
			return k
		}
	}
	return -1
}

// dashCue reports whether a dash leads to words that go on about the speaker.
func (r *reader) dashCue(k int) bool {
	return r.dash(k) &&
		(r.pos(k+1, ud.CCONJ) && r.clausal(k+2, min(len(r.Tokens), k+9)) || r.gerund(k+1) && r.cueAt(k+1))
}

// stops reports whether a sentence is over before token k though the
// sentences' own layer has gone on: it is. Then He said …
func (r *reader) stops(k int) bool {
	if k < 2 || k+1 >= len(r.Tokens) {
		return false
	}
	if r.Tokens[k].Form == "." && r.Tokens[k].SpaceAfter && r.Tokens[k-1].UPOS != ud.PROPN && len(r.Tokens[k-1].Form) > 2 {
		return capital(r.Tokens[k+1].Form)
	}
	return r.quoteMark(k-1) && r.punct(k-2, ".?!") && r.inQuote[k] < 0 && capital(r.Tokens[k].Form)
}

// capital reports whether s begins with a capital letter of English.
func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// otherCue reports whether at token k a clause begins that puts another's
// words beside the cue's: "…, and the unions warned that …", "…, while others
// have said".
func (r *reader) otherCue(cand *candidate, part run, k int) bool {
	if !r.pos(k, ud.CCONJ) && !(k > part.a+2 && r.punct(k-1, ",") && r.lex.lists["contrast"][r.low(k)]) {
		return false
	}
	if cand.clause && !r.hasTensed(part.a, k) {
		return false // the clause has only got its subject
	}
	for n := k + 1; n < min(part.b, k+16); n++ {
		if r.punct(n, ";:") || r.inQuote[n] != r.inQuote[cand.at] || r.pos(n, ud.SCONJ) && (n > k+1 || r.pos(k, ud.CCONJ)) {
			return false
		}
		if !r.pos(n, ud.VERB, ud.AUX) {
			continue
		}
		if r.pos(n, ud.AUX) && n+1 < part.b {
			n = r.mainVerb(n, part.b)
		}
		s := r.ownSubject(n)
		return r.cueAt(n) && r.finite(n) && !r.passive(n) && s >= 0 && s < n && int(r.left[s]) > k && int(r.left[s]) <= k+2 && !r.nominative(s)
	}
	return false
}

// mainVerb is the verb that the auxiliary at i leads to, i if none follows at once.
func (r *reader) mainVerb(i, last int) int {
	for n := i + 1; n < min(last, i+5); n++ {
		if r.pos(n, ud.VERB) {
			return n
		}
		if !r.pos(n, ud.AUX, ud.ADV, ud.PART) {
			break
		}
	}
	return i
}

// cueBetween reports whether a participle of saying stands behind a comma in
// [a, b): what follows it is its content, whatever the tree says.
func (r *reader) cueBetween(a, b int) bool {
	for k := a + 1; k+1 < b; k++ {
		if r.punct(k, ",") && r.gerund(k+1) && r.cueAt(k+1) {
			return true
		}
	}
	return false
}
