package statement

import "onrecord/ling/ud"

// Where there is no tree, or none that holds, noun phrases are read off the tags.

// rightNominal is the noun phrase that begins at token a, and its head: words
// of a noun phrase up to the first that is none.
func (r *reader) rightNominal(a, last int) (int, runs) {
	head, b := -1, a
	for k := a; k < last && r.inQuote[k] == r.inQuote[a]; k++ {
		switch {
		case r.noun(k):
			if k > a && r.pos(k, ud.PRON) && head >= 0 {
				return head, one(a, b)
			}
			if head < 0 || k == b {
				head = k
			}
			b = k + 1
		case r.pos(k, ud.DET) && head >= 0 && !r.pos(k-1, ud.ADP, ud.CCONJ):
			return head, one(a, b)
		case r.pos(k, ud.DET, ud.ADJ, ud.NUM, ud.SYM), r.low(k) == "'s", r.low(k) == "’s":
		case head >= 0 && r.pos(k, ud.ADP) && (r.low(k) == "of" || r.low(k) == "for" || r.low(k) == "from"):
		case head >= 0 && r.pos(k, ud.CCONJ) && k+1 < last && r.pos(k+1, ud.DET, ud.ADJ, ud.NOUN, ud.PROPN):
		default:
			return head, one(a, b)
		}
	}
	return head, one(a, b)
}

// leftNominal is the noun phrase that ends before token b, and its head.
func (r *reader) leftNominal(first, b int) (int, runs) {
	k := b - 1
	if k >= first && r.punct(k, ",") { // an apposition closes here: take what it stands to
		for j := k - 1; j > first && j > k-14; j-- {
			if r.inQuote[j] >= 0 || r.pos(j, ud.VERB) && !r.pos(j-1, ud.PRON) {
				break
			}
			if r.punct(j, ",") {
				if h, rs := r.leftNominal(first, j); len(rs) > 0 {
					return h, one(rs[0].a, k)
				}
				break
			}
		}
		return -1, nil
	}
	head, a := -1, b
	for ; k >= first && r.inQuote[k] < 0; k-- {
		switch {
		case r.pos(k, ud.PRON) && head < 0:
			return k, one(k, b)
		case r.noun(k) && !r.pos(k, ud.PRON):
			if head < 0 {
				head = k
			}
			a = k
		case head >= 0 && r.pos(k, ud.DET):
			a = k
			if k > first && !r.pos(k-1, ud.ADP, ud.CCONJ) {
				return head, one(a, b)
			}
		case head >= 0 && (r.pos(k, ud.ADJ, ud.NUM) || r.low(k) == "'s" || r.low(k) == "’s" || r.pos(k, ud.PRON)):
			a = k
		case head >= 0 && k > first && r.pos(k, ud.ADP) && (r.low(k) == "of" || r.low(k) == "for") && r.noun(k-1):
		default:
			return head, one(a, b)
		}
	}
	return head, one(a, b)
}

// besides is the source of a cue without a tree: the noun phrase before the
// verb group, or the one after a verb that follows its quotation.
func (r *reader) besides(cand *candidate) runs {
	first, last := r.sentence(cand.at)
	k := cand.at
	for k > first && r.pos(k-1, ud.AUX, ud.ADV, ud.PART) {
		k--
	}
	head, rs := r.leftNominal(first, k)
	if len(rs) == 0 && cand.at+1 < last {
		head, rs = r.rightNominal(cand.at+1, last)
	}
	cand.head = head
	return rs
}
