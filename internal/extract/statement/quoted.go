package statement

import (
	"strings"

	"onrecord/ling/ud"
)

// beside is the quoted words that stand directly before or after the cue and
// its source: “…,” she said, “…”. A quotation that only rounds off a sentence
// of its own counts with the words before it: It was “a mess,” she said.
func (r *reader) beside(cand *candidate) runs {
	region := r.region(cand)
	var left runs
	if !r.gerund(cand.at) {
		left = r.quotedBefore(cand, region)
	}
	right := r.quotedAfter(cand, region)
	if len(left) > 0 && len(right) > 0 && r.punct(right[0].a-1, ":") && (r.opensAt(cand.at) == region.a || region.a > 1 && r.quoteMark(region.a-1) && r.punct(region.a-2, ".")) {
		left = nil // “It is over.” She said: “It is not.”
	}
	if len(left) == 0 && len(right) > 0 && !r.punct(right[0].a-1, ":") {
		left = r.floatingBefore(cand, region)
	}
	return left.join(right)
}

// region is the cue and its source where they stand together.
func (r *reader) region(cand *candidate) run {
	reg := run{cand.words[0].a, cand.words[len(cand.words)-1].b}
	for _, k := range r.of(cand.at) { // auxiliaries and adverbs before the verb
		if k := int(k); r.is(k, "aux", "advmod") && k < reg.a && r.inQuote[k] == r.inQuote[cand.at] && r.quotesBetween(k, reg.a) == 0 {
			reg.a = min(reg.a, k)
		}
	}
	if len(cand.source) == 0 {
		return reg
	}
	s := run{cand.source[0].a, cand.source[len(cand.source)-1].b}
	if s.b <= reg.a && r.quotesBetween(s.b, reg.a) == 0 {
		reg.a = s.a
	} else if reg.b <= s.a && r.quotesBetween(reg.b, s.a) == 0 {
		reg.b = s.b
	}
	return reg
}

// quotesBetween counts the quoted tokens of [a, b).
func (r *reader) quotesBetween(a, b int) int {
	n := 0
	for i := a; i < b; i++ {
		if r.inQuote[i] >= 0 {
			n++
		}
	}
	return n
}

// quotedBefore is the quotation that ends where the region begins.
func (r *reader) quotedBefore(cand *candidate, reg run) runs {
	k := reg.a - 1
	for k >= 0 && (r.punct(k, ",–—") && !r.quoteMark(k) && r.inQuote[k] < 0 || r.pos(k, ud.ADV) && k > reg.a-3 && r.inQuote[k] < 0) {
		k--
	}
	if k < 0 || r.inQuote[k] < 0 || r.inQuote[k] == r.inQuote[cand.at] {
		return nil
	}
	q := int(r.inQuote[k])
	if !r.samePlace(k, cand.at) {
		return nil
	}
	whole := r.quotation(q)
	comma := k < reg.a-1 && r.punct(k+1, ",–—")
	if r.opensAt(cand.at) == reg.a && !r.bare(cand, reg) {
		return nil // the quotation's sentence is over, and this one says something of its own
	}
	if !r.beginsSentence(whole[0].a) && !r.bare(cand, reg) {
		return nil // a title or a phrase in a sentence whose cue has words of its own
	}
	if !comma && !r.endsLikeSpeech(q) && !r.beginsSentence(whole[len(whole)-1].a) {
		return nil
	}
	a := whole[0].a
	if first, _ := r.sentence(a); first < a && !r.beginsSentence(a) {
		if lead := r.lead(first, a); lead >= 0 {
			whole = whole.join(one(lead, a))
		}
	}
	return whole
}

// opensAt is where the sentence of token i begins, without the mark that closes
// the quotation before it.
func (r *reader) opensAt(i int) int {
	first, last := r.sentence(i)
	for first < last-1 && r.quoteMark(first) && (first == 0 || r.inQuote[first-1] == r.inQuote[first]) {
		first++
	}
	return first
}

// lead is where the words that a quotation rounds off begin: after the last
// cue's own phrase or other quotation, -1 where they are no part of it.
func (r *reader) lead(first, a int) int {
	for i := a - 1; i >= first; i-- {
		if r.inQuote[i] >= 0 && r.punct(a-1, ",:") {
			return -1
		}
		if r.Tokens[i].UPOS == ud.VERB && r.inQuote[i] < 0 {
			if c, _ := r.matchVerb(i); c != nil && c.takesQuote() && !c.attitude {
				return -1
			}
		}
		if r.punct(i, ":;") {
			return i + 1
		}
	}
	if r.punct(a-1, ",:—") {
		return -1
	}
	return first
}

// bare reports whether the cue's sentence says nothing but who spoke: nothing
// but a stop, or a phrase without a verb of its own, follows it.
func (r *reader) bare(cand *candidate, reg run) bool {
	if reg.b < len(r.Tokens) && (r.punct(reg.b, ",.") && !r.thatSoon(reg.b) || r.pos(reg.b, ud.ADP) || r.timed(reg.b)) {
		return true
	}
	return r.kid(cand.at, "ccomp", "obj", "xcomp") < 0
}

// thatSoon reports whether a clause of "that" begins within a few words of b:
// She said, twice, that it was over.
func (r *reader) thatSoon(b int) bool {
	_, last := r.sentence(b)
	for k := b + 1; k < min(last, b+5); k++ {
		if r.low(k) == "that" && r.pos(k, ud.SCONJ) {
			return true
		}
		if r.pos(k, ud.VERB, ud.AUX) {
			return false
		}
	}
	return false
}

// samePlace reports whether tokens i and k stand in one paragraph.
func (r *reader) samePlace(i, k int) bool {
	a, b := r.paragraph(i)
	return a <= k && k < b
}

// endsLikeSpeech reports whether quotation q ends in the mark that a sentence,
// or its part before a cue, ends in.
func (r *reader) endsLikeSpeech(q int) bool {
	whole := r.quotation(q)
	b := whole[len(whole)-1].b
	for k := b - 1; k >= b-3 && k >= 0; k-- {
		if r.punct(k, ",?!.…—–--") || len(r.Tokens[k].Form) > 1 && strings.HasSuffix(r.Tokens[k].Form, ".") {
			return true
		}
		if !r.quoteMark(k) {
			return false
		}
	}
	return false
}

// beginsSentence reports whether token i begins a sentence or paragraph, or
// follows the mark of one that is over.
func (r *reader) beginsSentence(i int) bool {
	first, _ := r.sentence(i)
	return first == i || r.quoteMark(first) && first+1 == i || i > 0 && r.punct(i-1, ".?!") && !r.abbreviated(i-1) ||
		i > 0 && i+1 < len(r.Tokens) && len(r.Tokens[i-1].Form) > 3 && strings.HasSuffix(r.Tokens[i-1].Form, ".") && r.quoteMark(i) && capital(r.Tokens[i+1].Form)
}

// quotedAfter is the quotation that the region leads to.
func (r *reader) quotedAfter(cand *candidate, reg run) runs {
	_, last := r.sentence(cand.at)
	k := reg.b
	for ; k < last && k < reg.b+40 && r.inQuote[k] < 0; k++ {
		if r.punct(k, ";.") && !r.abbreviated(k) && k+1 < last {
			return nil
		}
		if r.stopsLead(cand, k) {
			return nil
		}
	}
	if k >= len(r.Tokens) {
		return nil
	}
	if k == last {
		if !r.punct(last-1, ":") || k >= len(r.Tokens) || r.inQuote[k] < 0 && !r.blockQuote(k) {
			return nil
		}
	}
	q := r.inQuote[k]
	if q < 0 || q == r.inQuote[cand.at] {
		return nil
	}
	whole := r.quotation(int(q))
	if whole[0].a != k {
		return nil
	}
	marked := r.punct(k-1, ",:—–") || r.punct(k-1, "--")
	if !marked && cand.addressee.has(k) {
		return nil // whom it was told bears marks of its own: told "The Courier"
	}
	for n := reg.b; n < k-1; n++ {
		if r.low(n) == "that" && r.pos(n, ud.SCONJ) {
			return nil // the quotation is part of the clause that "that" begins
		}
	}
	if o := r.kid(cand.at, "obj"); o >= reg.b && o < k && cand.cue.takesObject() && !cand.addressee.has(o) && !r.punct(k-1, ":") {
		return nil
	}
	if !marked && k > reg.b && !(r.low(k-1) == "that" || r.low(k-1) == "as" && k == reg.b+1) && !(cand.cue.addressee == "obj" && cand.addressee.has(k-1)) {
		return nil
	}
	if r.low(k-1) == "that" {
		whole = whole.join(one(k-1, k))
	}
	if !marked && !r.endsLikeSpeech(int(q)) || !marked && whole.size() < 6 {
		return r.toClauseEnd(whole, last)
	}
	return whole
}

// toClauseEnd is a quotation that the reporter's own words go on from.
func (r *reader) toClauseEnd(whole runs, last int) runs {
	b := whole[len(whole)-1].b
	k := b
	for k < last && !r.punct(k, ",;.:?!") && !r.quoteMark(k) {
		k++
	}
	return whole.join(one(b, k))
}

// blockQuote reports whether a quotation without marks begins at token k.
func (r *reader) blockQuote(k int) bool { return r.inQuote[k] >= 0 }

// stopsLead reports whether token k cannot stand between a cue and its quotation.
func (r *reader) stopsLead(cand *candidate, k int) bool {
	if r.Tokens[k].UPOS != ud.VERB || cand.words.has(k) {
		return false
	}
	if c, _ := r.matchVerb(k); c != nil && c.takesQuote() && !c.attitude {
		return true
	}
	return r.is(k, "ccomp", "conj") && r.Tokens[k].Head == cand.at
}

// floatingBefore is the unquoted first half of a sentence that a cue breaks
// into before a quotation: The streets were empty, she said, “but …”.
func (r *reader) floatingBefore(cand *candidate, reg run) runs {
	first, _ := r.sentence(cand.at)
	if reg.a-1 <= first || !r.punct(reg.a-1, ",") || r.inQuote[reg.a-1] >= 0 {
		return nil
	}
	verb := false
	if r.pos(reg.a-2, ud.ADP) || r.gerund(reg.a-2) || r.low(reg.a-2) == "including" {
		return nil // what was said begins with the quotation: "critics, including, he said, “…”"
	}
	if r.leadIn(first) {
		return nil
	}
	for i := first; i < reg.a-1; i++ {
		if r.inQuote[i] >= 0 {
			return nil
		}
		if r.cueAt(i) && r.finite(i) {
			return nil // that half is another cue's
		}
		verb = verb || r.pos(i, ud.VERB, ud.AUX)
	}
	if !verb || !(r.is(cand.at, "parataxis") || r.kid(cand.at, "ccomp") >= 0 && r.kid(cand.at, "ccomp") < cand.at || !r.parsed(cand.at)) {
		return nil
	}
	return one(first, reg.a-1)
}

// leadIn reports whether a sentence that begins with token i begins with a
// phrase about the saying rather than with what was said: “Asked about it, …”.
func (r *reader) leadIn(i int) bool {
	switch r.Tokens[i].XPOS {
	case "VBN", "VBG", "WRB":
		return true
	}
	return r.pos(i, ud.SCONJ, ud.ADP) || r.lex.lists["prompt"][r.low(i)]
}
