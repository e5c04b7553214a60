package agreement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// nameOf is the noun at i with what tells which one is meant: its own words
// before it, and behind it whose it is and where ("the truce between the two
// clans in Tara"), not when or how it came about.
func (r *reader) nameOf(i int) clause.Runs {
	return r.Balanced(clause.Range(r.nameStart(i), r.nameEnd(i)))
}

// nameStart is where the name of the noun at i begins.
func (r *reader) nameStart(i int) int {
	a := i
	for k := i - 1; k >= 0 && k >= r.Left(i) && r.inName(k, i); k-- {
		if r.Head(k) == i && !r.POS(k, ud.PUNCT) {
			k = max(0, min(k, r.Left(k)))
			a = k
		}
	}
	for a < i && r.POS(a, ud.PUNCT, ud.ADP, ud.SCONJ, ud.CCONJ) && !(r.QuoteMark(a) && r.QuoteAt(a) == r.QuoteAt(i)) {
		a++
	}
	return a
}

// inName reports whether the word at k, before the noun at i, is of its name: it
// hangs on the noun, or on what does.
func (r *reader) inName(k, i int) bool {
	switch {
	case r.POS(k, ud.PUNCT):
		return !r.Punct(k, ",;:")
	case r.Head(k) == i:
		return r.Is(k, "det", "amod", "compound", "nummod", "nmod:poss", "flat") && r.Right(k) < i
	}
	return r.Head(k) > k && r.Head(k) <= i && r.Is(k, "nummod", "advmod", "compound", "amod", "punct", "flat", "case") && !r.POS(k, ud.ADP, ud.SCONJ)
}

// nameEnd is where the name of the noun at i ends.
func (r *reader) nameEnd(i int) int {
	b := i + 1
	for _, k := range r.Kids(i) {
		if k < b || !r.tellsWhich(k) || r.Left(k) != b {
			continue
		}
		end := r.upToAside(b, r.Phrase(k))
		if r.Is(k, "acl") && (end <= r.Right(k) || end > b+maxClause) {
			break // half a clause tells nothing
		}
		b = end
	}
	for b > i+1 && r.POS(b-1, ud.VERB, ud.ADP, ud.DET, ud.PRON) {
		b-- // "hostilities [brokered by]", "the agreement [in its]"
	}
	if r.QuoteMark(b) && r.QuoteAt(b) >= 0 && r.QuoteAt(b) == r.QuoteAt(i) {
		b++
	}
	return b
}

// maxClause is how many words a clause may have that tells which agreement is
// meant: "the truce signed in Geneva".
const maxClause = 7

// tellsWhich reports whether the phrase of k, behind a naming, tells which
// agreement it is.
func (r *reader) tellsWhich(k int) bool {
	if !r.Is(k, "nmod", "acl", "flat", "obl") || r.Is(k, "acl:relcl") || r.Timed(k) {
		return false
	}
	return r.Is(k, "acl", "flat") || r.holds(kindTelling, r.Kid(k, "case"))
}

// upToAside is the end of the words that go on from token b: at the end of the
// phrase, or where a time, a comma or another preposition of how opens.
func (r *reader) upToAside(b int, phrase clause.Runs) int {
	if len(phrase) == 0 {
		return b
	}
	end := phrase.To()
	for k := b; k < end; k++ {
		aside := k > b && r.POS(k, ud.ADP, ud.SCONJ) && r.Head(k) > k && !r.holds(kindTelling, k)
		if r.Timed(k) || r.Punct(k, ",;:()") || aside || r.Is(k, "conj") && r.POS(k, ud.DET, ud.PRON, ud.NUM) {
			for k > b && r.POS(k-1, ud.ADP, ud.DET, ud.CCONJ) {
				k--
			}
			return k
		}
	}
	return end
}

// maxDeed is how many words behind its verb a deed's name may reach.
const maxDeed = 8

// deed is the verb at i with its object: a short name of what was agreed.
func (r *reader) deed(i int) clause.Runs {
	end := i + 1
	for _, k := range r.Kids(i) {
		switch {
		case k < end || k > i+maxDeed:
		case r.Is(k, "obj"):
			end = r.nameOf(k).To()
		case r.Is(k, "compound:prt", "advmod"):
			end = k + 1
		}
	}
	if o := r.Read(i).Object; end == i+1 && o >= 0 && o < i && r.SentenceAt(o) == r.SentenceAt(i) {
		return r.nameOf(o) // "forty captives were swapped"
	}
	if rs := r.Trim(clause.Range(i, end)); len(rs) > 0 {
		return rs[:1]
	}
	return clause.Range(i, i+1)
}
