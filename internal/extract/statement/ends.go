package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// cutAtCue ends a clause behind the cue where the words go on about the
// speaker, or about another's words: at a comma before another cue without a
// subject, at a conjunction that joins a cue of the same form, or before
// "according to".
func (r *reader) cutAtCue(cand *candidate, found clause.Runs) clause.Runs {
	for n, part := range found {
		if part.From < cand.at {
			continue
		}
		for k := part.From + 1; k+1 < part.To; k++ {
			end := k
			if r.QuoteMark(k) && r.QuoteAt(k) >= 0 && r.QuoteAt(k) != r.QuoteAt(cand.at) && r.QuoteAt(k+1) == r.QuoteAt(cand.at) {
				end = k + 1 // the comma stands within the marks: “…,” adding that
			} else if r.QuoteAt(k) != r.QuoteAt(cand.at) {
				continue
			}
			if r.leavesReport(cand, part, k) {
				return append(append(clause.Runs{}, found[:n]...), clause.Run{From: part.From, To: end})
			}
		}
	}
	return found
}

// leavesReport reports whether at token k of its content the words leave what
// cand reports.
func (r *reader) leavesReport(cand *candidate, part clause.Run, k int) bool {
	switch {
	case r.Punct(k, ";"), r.dashCue(k), r.Stops(k), r.otherCue(cand, part, k), r.sameForm(cand, part, k):
		return true
	case k+4 < part.To && r.POS(k, ud.CCONJ) && r.wentOn(k+4) == k+1 && r.cueAt(k+4):
		return true
	case !r.Punct(k, ",") && !(r.QuoteMark(k) && r.Punct(k-1, ",")):
		return false
	case r.aside(cand, part, k+1):
		return true
	}
	return r.participial(k+1) && (r.cueAt(k+1) || r.lex.lists["remark"][r.Low(k+1)]) || r.Low(k+1) == "according" ||
		r.cueAt(k+1) && r.finite(k+1) && r.Token(k+1).XPOS == r.Token(cand.at).XPOS && r.OwnSubject(k+1) < 0
}

// participial reports whether k is an -ing form, whatever a tagger calls it:
// "warning that" is no noun.
func (r *reader) participial(k int) bool {
	return r.Gerund(k) || k+1 < len(r.Tokens) && r.POS(k, ud.NOUN) && strings.HasSuffix(r.Low(k), "ing") && r.Low(k+1) == "that"
}

// aside reports whether token a behind a comma begins what the reporter adds:
// a contrast with a subject of its own, or, to a thing that is spoken of, a
// relative clause or another sentence.
func (r *reader) aside(cand *candidate, part clause.Run, a int) bool {
	if rel := r.RelativeOf(cand.at); rel > 0 && a < part.To && r.resumed(a) == rel {
		return true
	}
	if a+2 >= part.To || cand.clause && !r.HasTensed(part.From, a) {
		return false
	}
	l := r.Low(a)
	switch {
	case l == "while" && r.Gerund(a+1) && (r.cueAt(a+1) || !cand.clause), l == "compared" && r.Low(a+1) == "with", r.resumes(a, part.To):
		return true
	case l == "while" || l == "though" || l == "although" || l == "whereas":
		return a > part.From+3 && r.SubjectAndVerb(a+1, part.To)
	case cand.clause || cand.cue.takes == nil:
		return false
	case r.RelativePronoun(a) || l == "whom" || l == "whose" || l == "where":
		return part.To-a > a-part.From && r.Low(part.From) != "to" && !r.CommaIn(a+1, part.To)
	case l == "and" || l == "but" || l == "so":
		return r.SubjectAndVerb(a+1, part.To)
	}
	return false
}

// resumed is the relative pronoun of the aside that closes with the comma right
// before the finite verb i, where the main clause goes on: "A guard, who asked
// not to be named, called it over." -1 for none.
func (r *reader) resumed(i int) int {
	first, last := r.Sentence(i)
	if i <= first || !r.Punct(i-1, ",") || !r.POS(i, ud.VERB, ud.AUX) || r.OwnSubject(i) >= i ||
		!r.finite(i) && !(r.Token(i).XPOS == "VBN" && r.NominalRoot(first, last)) {
		return -1
	}
	for k := i - 2; k > first && r.QuoteAt(k) == r.QuoteAt(i); k-- {
		if r.Punct(k, ",") {
			if rel := k + 1; (r.Low(rel) == "who" || r.Low(rel) == "which") && !r.POS(k-1, ud.VERB, ud.ADP) {
				return rel
			}
			return -1
		}
	}
	return -1
}

// resumes reports whether at token a behind a comma the reporter sums up what
// was said: ", a claim that nobody believed".
func (r *reader) resumes(a, last int) bool {
	if !r.POS(a, ud.DET) && !r.POS(a, ud.NOUN) && !r.POS(a, ud.PRON) {
		return false
	}
	for k := a; k < min(last, a+4); k++ {
		if r.lex.lists["resumptive"][r.Lemma(k)] {
			return true
		}
		if !r.POS(k, ud.DET, ud.ADJ, ud.NOUN, ud.ADV) {
			return false
		}
	}
	return false
}

// sameForm reports whether the conjunction at k joins a cue without a subject
// to cand's own: "said it was over and warned that …". A gerund joins the
// gerund; of finite verbs the tense must be the cue's, and not that of the
// clause it reports, unless the tree says so.
func (r *reader) sameForm(cand *candidate, part clause.Run, k int) bool {
	if !r.POS(k, ud.CCONJ) {
		return false
	}
	n := k + 1
	for n+1 < part.To && r.POS(n, ud.ADV) {
		n++
	}
	if n >= part.To || !r.cueAt(n) || r.Token(n).XPOS != r.Token(cand.at).XPOS || r.OwnSubject(n) >= 0 && r.OwnSubject(n) < n {
		return false
	}
	if n+2 < len(r.Tokens) && r.Punct(n+1, ",:") && r.QuoteAt(n+2) >= 0 && r.QuoteAt(n) < 0 && r.finite(n) {
		return true // "but added, “…”"
	}
	if r.Gerund(n) || r.Head(n) == cand.at {
		return r.Gerund(cand.at) || r.finite(n)
	}
	if !r.finite(n) {
		return false
	}
	if s := r.FirstSubject(part.From, k); s >= 0 && !r.speaks(s) {
		return true // roads do not warn
	} else if c, _ := r.matchVerb(n); s >= 0 && r.mayBe(s, cand.head) && c.addressee != "obj" && c.act != "ask" && r.Low(n-1) != "never" {
		return true // "said she was tired and added": one person either way
	}
	for m := part.From; m < k; m++ { // another verb of the tense: it may be that one's
		if r.Token(m).XPOS == r.Token(n).XPOS && r.QuoteAt(m) == r.QuoteAt(cand.at) {
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
	many := strings.HasPrefix(r.Token(h).XPOS, "NN") && strings.HasSuffix(r.Token(h).XPOS, "S") || r.Low(h) == "they" || r.Low(h) == "we"
	switch r.Low(s) {
	case "he", "she", "i":
		return !many
	case "they", "we":
		return true
	}
	return false
}

// dashCue reports whether a dash leads to words that go on about the speaker.
func (r *reader) dashCue(k int) bool {
	return r.Dash(k) &&
		(r.POS(k+1, ud.CCONJ) && r.Clausal(k+2, min(len(r.Tokens), k+9)) || r.Gerund(k+1) && r.cueAt(k+1))
}

// otherCue reports whether at token k a clause begins that puts another's
// words beside the cue's: "…, and the unions warned that …", "…, while others
// have said".
func (r *reader) otherCue(cand *candidate, part clause.Run, k int) bool {
	if !r.POS(k, ud.CCONJ) && !(k > part.From+2 && r.Punct(k-1, ",") && r.lex.lists["contrast"][r.Low(k)]) {
		return false
	}
	if cand.clause && !r.HasTensed(part.From, k) {
		return false // the clause has only got its subject
	}
	for n := k + 1; n < min(part.To, k+16); n++ {
		if r.Punct(n, ";:") || r.QuoteAt(n) != r.QuoteAt(cand.at) || r.POS(n, ud.SCONJ) && (n > k+1 || r.POS(k, ud.CCONJ)) {
			return false
		}
		if !r.POS(n, ud.VERB, ud.AUX) {
			continue
		}
		if r.POS(n, ud.AUX) && n+1 < part.To {
			n = r.MainVerb(n, part.To)
		}
		s := r.OwnSubject(n)
		return r.cueAt(n) && r.finite(n) && !r.Passive(n) && s >= 0 && s < n && r.Left(s) > k && r.Left(s) <= k+2 && !r.Nominative(s)
	}
	return false
}

// cueBetween reports whether a participle of saying stands behind a comma in
// [a, b): what follows it is its content, whatever the tree says.
func (r *reader) cueBetween(a, b int) bool {
	for k := a + 1; k+1 < b; k++ {
		if r.Punct(k, ",") && r.Gerund(k+1) && r.cueAt(k+1) {
			return true
		}
	}
	return false
}
