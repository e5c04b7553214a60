package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// quotes answers which quoted words belong to a cue.
type quotes struct{ *ends }

// beside is the quoted words that stand directly before or after the cue and
// its source: “…,” she said, “…”. A quotation that only rounds off a sentence
// of its own counts with the words before it: It was “a mess,” she said.
func (r *quotes) beside(cand *candidate) clause.Runs {
	region := r.region(cand)
	var left clause.Runs
	if !r.Gerund(cand.at) {
		left = r.quotedBefore(cand, region)
	}
	right := r.quotedAfter(cand, region)
	if len(left) > 0 && len(right) > 0 && r.Punct(right.From()-1, ":") && (r.OpensAt(cand.at) == region.From || region.From > 1 && r.QuoteMark(region.From-1) && r.Punct(region.From-2, ".")) {
		left = nil // “It is over.” She said: “It is not.”
	}
	if len(left) == 0 && len(right) > 0 && !r.Punct(right.From()-1, ":") {
		left = r.floatingBefore(cand, region)
	}
	return left.Join(right)
}

// region is the cue and its source where they stand together.
func (r *quotes) region(cand *candidate) clause.Run {
	reg := clause.Run{From: cand.words.From(), To: cand.words.To()}
	for _, k := range r.Kids(cand.at) { // auxiliaries and adverbs before the verb
		if r.Is(k, "aux", "advmod") && k < reg.From && r.QuoteAt(k) == r.QuoteAt(cand.at) && r.QuotedIn(k, reg.From) == 0 {
			reg.From = min(reg.From, k)
		}
	}
	if len(cand.source) == 0 {
		return reg
	}
	s := clause.Run{From: cand.source.From(), To: cand.source.To()}
	if s.To <= reg.From && r.QuotedIn(s.To, reg.From) == 0 {
		reg.From = s.From
	} else if reg.To <= s.From && r.QuotedIn(reg.To, s.From) == 0 {
		reg.To = s.To
	}
	return reg
}

// quotedBefore is the quotation that ends where the region begins.
func (r *quotes) quotedBefore(cand *candidate, reg clause.Run) clause.Runs {
	k := reg.From - 1
	for k >= 0 && (r.Punct(k, ",–—") && !r.QuoteMark(k) && r.QuoteAt(k) < 0 || r.POS(k, ud.ADV) && k > reg.From-3 && r.QuoteAt(k) < 0) {
		k--
	}
	if k < 0 || r.QuoteAt(k) < 0 || r.QuoteAt(k) == r.QuoteAt(cand.at) {
		return nil
	}
	q := r.QuoteAt(k)
	if !r.SameParagraph(k, cand.at) {
		return nil
	}
	if r.spokenFor(q) {
		return nil
	}
	whole := r.Quotation(q)
	comma := k < reg.From-1 && r.Punct(k+1, ",–—")
	if r.OpensAt(cand.at) == reg.From && !r.bare(cand, reg) {
		return nil // the quotation's sentence is over, and this one says something of its own
	}
	if !r.BeginsSentence(whole.From()) && !r.bare(cand, reg) {
		return nil // a title or a phrase in a sentence whose cue has words of its own
	}
	if !comma && !r.EndsLikeSpeech(q) && !r.BeginsSentence(whole[len(whole)-1].From) {
		return nil
	}
	a := whole.From()
	if first, _ := r.Sentence(a); first < a && !r.BeginsSentence(a) {
		if lead := r.lead(first, a); lead >= 0 {
			whole = whole.Join(clause.Range(lead, a))
		}
	}
	return whole
}

// spokenFor reports whether quotation q stands within a sentence right behind a
// cue of its own: Ruiz said “the war is over”, his office confirmed.
func (r *quotes) spokenFor(q int) bool {
	a := r.QuoteRuns(q).From()
	first, _ := r.Sentence(a)
	if a <= first || r.BeginsSentence(a) {
		return false
	}
	i := a - 1
	if r.Punct(i, ",:") || r.Low(i) == "that" {
		i--
	}
	if !r.cueAt(i) {
		return false
	}
	s := r.OwnSubject(i)
	return r.Gerund(i) || r.finite(i) && s >= 0 && s < i
}

// lead is where the words that a quotation rounds off begin: after the last
// cue's own phrase or other quotation, -1 where they are no part of it.
func (r *quotes) lead(first, a int) int {
	for i := a - 1; i >= first; i-- {
		if r.QuoteAt(i) >= 0 && r.Punct(a-1, ",:") {
			return -1
		}
		if r.Token(i).UPOS == ud.VERB && r.QuoteAt(i) < 0 {
			if c, _ := r.matchVerb(i); c != nil && c.takesQuote() && !c.attitude {
				return -1
			}
		}
		if r.Punct(i, ":;") {
			return i + 1
		}
	}
	if r.Punct(a-1, ",:—") {
		return -1
	}
	return first
}

// bare reports whether the cue's sentence says nothing but who spoke: nothing
// but a stop, or a phrase without a verb of its own, follows it.
func (r *quotes) bare(cand *candidate, reg clause.Run) bool {
	if reg.To < len(r.Tokens) && (r.Punct(reg.To, ",.") && !r.thatSoon(reg.To) || r.POS(reg.To, ud.ADP) || r.Timed(reg.To)) {
		return true
	}
	return r.Kid(cand.at, "ccomp", "obj", "xcomp") < 0
}

// thatSoon reports whether a clause of "that" begins within a few words of b:
// She said, twice, that it was over.
func (r *quotes) thatSoon(b int) bool {
	_, last := r.Sentence(b)
	for k := b + 1; k < min(last, b+5); k++ {
		if r.Low(k) == "that" && r.POS(k, ud.SCONJ) {
			return true
		}
		if r.POS(k, ud.VERB, ud.AUX) {
			return false
		}
	}
	return false
}

// quotedAfter is the quotation that the region leads to.
func (r *quotes) quotedAfter(cand *candidate, reg clause.Run) clause.Runs {
	_, last := r.Sentence(cand.at)
	k := reg.To
	for ; k < last && k < reg.To+40 && r.QuoteAt(k) < 0; k++ {
		if r.Punct(k, ";.") && !r.Abbreviated(k) && k+1 < last {
			return nil
		}
		if r.stopsLead(cand, k) {
			return nil
		}
	}
	if k == last && !r.Punct(last-1, ":") {
		return nil
	}
	q := r.QuoteAt(k)
	if q < 0 || q == r.QuoteAt(cand.at) {
		return nil
	}
	whole := r.Quotation(q)
	if whole.From() != k {
		return nil
	}
	marked := r.Punct(k-1, ",:—–") || r.Punct(k-1, "--")
	if !marked && cand.addressee.Has(k) {
		return nil // whom it was told bears marks of its own: told "The Courier"
	}
	for n := reg.To; n < k-1; n++ {
		if r.Low(n) == "that" && r.POS(n, ud.SCONJ) {
			return nil // the quotation is part of the clause that "that" begins
		}
	}
	if o := r.Kid(cand.at, "obj"); o >= reg.To && o < k && cand.cue.takesObject() && !cand.addressee.Has(o) && !r.Punct(k-1, ":") {
		return nil
	}
	if !marked && k > reg.To && !(r.Low(k-1) == "that" || r.Low(k-1) == "as" && k == reg.To+1) && !(cand.cue.addressee == "obj" && cand.addressee.Has(k-1)) {
		return nil
	}
	if r.Low(k-1) == "that" {
		whole = whole.Join(clause.Range(k-1, k))
	}
	if !marked && !r.EndsLikeSpeech(q) || !marked && whole.Size() < 6 {
		return r.clauseRest(cand, whole, last)
	}
	return whole
}

// stopsLead reports whether token k cannot stand between a cue and its quotation.
func (r *quotes) stopsLead(cand *candidate, k int) bool {
	if r.Token(k).UPOS != ud.VERB || cand.words.Has(k) {
		return false
	}
	if c, _ := r.matchVerb(k); c != nil && c.takesQuote() && !c.attitude {
		return true
	}
	return r.Is(k, "ccomp", "conj") && r.Token(k).Head == cand.at
}

// floatingBefore is the unquoted first half of a sentence that a cue breaks
// into before a quotation: The streets were empty, she said, “but …”.
func (r *quotes) floatingBefore(cand *candidate, reg clause.Run) clause.Runs {
	first, _ := r.Sentence(cand.at)
	if reg.From-1 <= first || !r.Punct(reg.From-1, ",") || r.QuoteAt(reg.From-1) >= 0 {
		return nil
	}
	verb := false
	if r.POS(reg.From-2, ud.ADP) || r.Gerund(reg.From-2) || r.Low(reg.From-2) == "including" {
		return nil // what was said begins with the quotation: "critics, including, he said, “…”"
	}
	if r.leadIn(first) {
		return nil
	}
	for i := first; i < reg.From-1; i++ {
		if r.QuoteAt(i) >= 0 {
			return nil
		}
		if r.cueAt(i) && r.finite(i) {
			return nil // that half is another cue's
		}
		verb = verb || r.POS(i, ud.VERB, ud.AUX)
	}
	if !verb || !(r.Is(cand.at, "parataxis") || r.Kid(cand.at, "ccomp") >= 0 && r.Kid(cand.at, "ccomp") < cand.at || !r.Parsed(cand.at)) {
		return nil
	}
	return clause.Range(first, reg.From-1)
}
