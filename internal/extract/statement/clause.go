package statement

import (
	"onrecord/internal/clause"
	"onrecord/internal/words"
	"onrecord/ling/ud"
)

// clauseOf is the clause that the cue reports: the one it stands in as a
// remark, the one that the tree gives it, or the one that follows it by the
// words alone.
func (r *contents) clauseOf(cand *candidate) clause.Runs {
	var found clause.Runs
	if r.onlyAnswers(cand) {
		return nil
	}
	cand.clause = true
	if !cand.passive {
		if found = r.floating(cand); len(found) == 0 {
			found = r.toldClause(cand)
		}
	}
	if len(found) == 0 {
		found = r.complement(cand)
	}
	switch {
	case len(found) > 0:
	case cand.passive:
		if found = r.toldOf(cand); len(found) == 0 {
			found = r.comeBy(cand)
		}
	default:
		found = r.clauseAfter(cand)
	}
	cand.clause = len(found) > 0
	return found
}

// onlyAnswers reports whether the clause of "that" behind the cue is what somebody
// else's words told, which trees hang on the verb: responded to comments by Marek
// [that the talks were off].
func (r *contents) onlyAnswers(cand *candidate) bool {
	if !r.listed("answering", cand.at) {
		return false
	}
	for _, o := range r.Kids(cand.at) {
		if o > cand.at && r.Is(o, "obl") && r.CaseIs(o, "to") && r.citedWords(o) {
			return true
		}
	}
	return false
}

// citedWords reports whether noun i is one for what was said or written.
func (r *contents) citedWords(i int) bool {
	noun, _ := r.lex.book.Noun(r.Lemma(i))
	return len(r.lex.nouns[r.Lemma(i)]) > 0 || noun.Is(words.Document)
}

// comeBy is the clause of "that" behind from whom it was come by, which trees hang
// on him: it was learned from Kovač [that the ship had left].
func (r *contents) comeBy(cand *candidate) clause.Runs {
	_, last := r.Sentence(cand.at)
	if r.heardFrom(cand.at) < 0 {
		return nil
	}
	a := r.thatStart(cand, cand.words.To(), last)
	if a < 0 {
		return nil
	}
	cand.source = r.Trim(cand.source.Without(clause.Range(a, last)))
	told := *cand.cue
	told.attitude = false // whoever it is from has said it
	cand.cue = &told
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// complement is the clause that hangs on the cue, or that the cue hangs on.
func (r *contents) complement(cand *candidate) clause.Runs {
	i := cand.at
	var found clause.Runs
	for _, k := range r.Kids(i) {
		if !r.reported(i, k, found) {
			continue
		}
		whole := r.Subtree(k)
		if k > i { // a tree may cross its own branches; the clause does not
			whole = whole.Within(clause.Range(i+1, len(r.Tokens)))
		}
		found = found.Join(whole)
	}
	if len(found) > 0 {
		return r.outside(cand, r.cut(cand, r.onward(cand, r.toVerb(cand, r.fromCue(cand, found)))))
	}
	if h := r.Head(i); h >= 0 && r.Is(i, "parataxis") && r.Kid(i, "mark", "obj") < 0 {
		return r.outside(cand, r.Subtree(h).Without(r.Subtree(i)))
	}
	return nil
}

// reported reports whether k, which hangs on the cue i, heads what i reports;
// found is what has been found of it already.
func (r *contents) reported(i, k int, found clause.Runs) bool {
	left := r.Left(k)
	if k < i {
		return !r.leadIn(left) && (r.Is(k, "ccomp") || r.Is(k, "parataxis") && r.Right(k) < i)
	}
	if a := r.attribution(k); a >= 0 && (a == left || a == left+1 && r.Punct(left, ",")) {
		return false // The court will rule on Tuesday, [the mayor said].
	}
	if r.Gerund(k) && r.Punct(left-1, ",") && r.OwnSubject(k) < 0 {
		return false // a participle behind a comma, what follows it included, is the reporter's
	}
	switch {
	case r.Is(k, "ccomp", "csubj"):
		return true
	case r.Is(k, "parataxis"):
		return len(found) == 0 && r.POS(k, ud.VERB, ud.AUX, ud.ADJ, ud.NOUN, ud.PROPN)
	}
	return r.Is(k, "xcomp") && r.Kid(k, "nsubj") >= 0
}

// outside takes the cue's own clause out of its content.
func (r *contents) outside(cand *candidate, content clause.Runs) clause.Runs {
	return content.Without(clause.Range(cand.at, cand.at+1)).Without(cand.source).Without(cand.words).Without(cand.addressee)
}
