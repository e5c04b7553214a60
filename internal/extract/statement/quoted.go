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
	if len(cand.words) == 0 {
		return clause.Run{From: cand.at, To: cand.at}
	}
	reg := clause.Run{From: cand.words.From(), To: cand.words.To()}
	for _, k := range r.Kids(cand.at) { // auxiliaries and adverbs before the verb
		if r.Is(k, "aux", "advmod") && k < reg.From && r.QuoteAt(k) == r.QuoteAt(cand.at) && r.QuotedIn(k, reg.From) == 0 && !r.inReported(cand, k) {
			reg.From = min(reg.From, k)
		}
	}
	if len(cand.source) == 0 {
		return reg
	}
	if cand.cue.source == byObject {
		reg = r.quotingRegion(cand, reg)
	}
	s := clause.Run{From: cand.source.From(), To: cand.source.To()}
	if s.To <= reg.From && r.QuotedIn(s.To, reg.From) == 0 {
		reg.From = s.From
	} else if reg.To <= s.From && r.QuotedIn(reg.To, s.From) == 0 {
		reg.To = s.To
	}
	return reg
}

// inReported reports whether the adverb at k, which a tree hangs on the cue, stands
// behind a verb in the clause before a comma: "the accord is [all] but dead, the
// envoy said".
func (r *quotes) inReported(cand *candidate, k int) bool {
	first, _ := r.Sentence(k)
	if k <= first || !r.POS(k-1, ud.AUX, ud.VERB) || len(cand.source) == 0 || cand.source.From() < k {
		return false
	}
	return r.Punct(cand.source.From()-1, ",")
}

// quotingRegion is reg with who quotes the source, and with what the source is
// quoted as doing: “…,” [Norda quoted Kovač as saying].
func (r *quotes) quotingRegion(cand *candidate, reg clause.Run) clause.Run {
	if s := r.OwnSubject(cand.at); s >= 0 && r.Right(s)+1 == reg.From {
		reg.From = r.Left(s)
	}
	if b := cand.source.To(); b >= reg.To && r.Low(b) == "as" && r.Gerund(b+1) {
		reg.To = b + 2
	}
	return reg
}

// quotedBefore is the quotation that ends where the region begins.
func (r *quotes) quotedBefore(cand *candidate, reg clause.Run) clause.Runs {
	k := r.lastQuoted(reg)
	q := r.QuoteAt(k)
	if q < 0 || q == r.QuoteAt(cand.at) || !r.SameParagraph(k, cand.at) || r.spokenFor(q) {
		return nil
	}
	whole := r.Quotation(q)
	comma := k < reg.From-1 && r.Punct(k+1, ",–—")
	if !r.openToCue(cand, reg, whole, q, comma) {
		return nil
	}
	return r.withLead(whole)
}

// lastQuoted is the token right before the region, but for the marks and one
// adverb or two between.
func (r *quotes) lastQuoted(reg clause.Run) int {
	k := reg.From - 1
	for k >= 0 && r.QuoteAt(k) < 0 && (r.Punct(k, ",–—") && !r.QuoteMark(k) || r.POS(k, ud.ADV) && k > reg.From-3) {
		k--
	}
	return k
}

// openToCue reports whether the quotation q before a cue's region may be the
// cue's. It is not where its sentence is over and the cue's says something of its
// own, nor where it is a title or a phrase in a sentence whose cue has words of
// its own, nor where no mark shows that it was spoken.
func (r *quotes) openToCue(cand *candidate, reg clause.Run, whole clause.Runs, q int, comma bool) bool {
	apart := r.OpensAt(cand.at) == reg.From || !r.BeginsSentence(whole.From())
	if apart && !r.bare(cand, reg) {
		return false
	}
	return comma || r.EndsLikeSpeech(q) || r.BeginsSentence(whole[len(whole)-1].From)
}

// withLead is a quotation with the words that it rounds off: It was “a mess”.
func (r *quotes) withLead(whole clause.Runs) clause.Runs {
	a := whole.From()
	first, _ := r.Sentence(a)
	if first >= a || r.BeginsSentence(a) {
		return whole
	}
	if lead := r.lead(first, a); lead >= 0 {
		return whole.Join(clause.Range(lead, a))
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
			if c, _ := r.matchVerb(i); c != nil && c.takesQuote() && !c.attitude && !r.ofObject(c, i, a) {
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

// ofObject reports whether the quotation at a only says more of the object that cue c
// at i has: condemned the test as “a violation”.
func (r *quotes) ofObject(c *cue, i, a int) bool {
	o := r.Kid(i, "obj")
	return c.takesObject() && c.addressee != "obj" && o > i && o < a && r.QuoteAt(o) < 0
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
	k := r.firstQuoted(cand, reg, last)
	q := r.QuoteAt(k)
	if q < 0 || q == r.QuoteAt(cand.at) {
		return nil
	}
	whole := r.Quotation(q)
	marked := r.Punct(k-1, ",:—–") || r.Punct(k-1, "--")
	if whole.From() != k || r.ofAnother(cand, reg, k) || !marked && !r.leadsTo(cand, reg, k) {
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

// leadInWords is how many words may stand between a cue and its quotation: whom
// it was told, where, when and in what connection.
const leadInWords = 40

// firstQuoted is the first quoted token behind the region that the cue may lead
// to, -1 where a sentence's end or another verb stands before it. Behind a colon
// it may stand in the next sentence.
func (r *quotes) firstQuoted(cand *candidate, reg clause.Run, last int) int {
	k := reg.To
	for ; k < last && k < reg.To+leadInWords && r.QuoteAt(k) < 0; k++ {
		if r.Punct(k, ";.") && !r.Abbreviated(k) && k+1 < last || r.stopsLead(cand, k) {
			return -1
		}
	}
	if k == last && !r.Punct(last-1, ":") {
		return -1
	}
	return k
}

// ofAnother reports whether the quotation at k is no content of the cue: it is
// part of a clause that "that" begins, or of the cue's object.
func (r *quotes) ofAnother(cand *candidate, reg clause.Run, k int) bool {
	for n := reg.To; n < k-1; n++ {
		if r.Low(n) == "that" && r.POS(n, ud.SCONJ) {
			return true
		}
	}
	o := r.Kid(cand.at, "obj")
	return o >= reg.To && o < k && cand.cue.takesObject() && !cand.addressee.Has(o) && !r.Punct(k-1, ":")
}

// leadsTo reports whether the cue leads to the quotation at k without a mark
// between: right behind it, or behind "that", "as" or whom it was told. Whom it
// was told may bear marks of its own: told "The Courier".
func (r *quotes) leadsTo(cand *candidate, reg clause.Run, k int) bool {
	if cand.addressee.Has(k) {
		return false
	}
	return k <= reg.To || r.Low(k-1) == "that" || r.Low(k-1) == "as" && k == reg.To+1 ||
		cand.cue.addressee == "obj" && cand.addressee.Has(k-1)
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
