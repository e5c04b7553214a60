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

// nearSource gives a finite cue that the tree leaves without a subject of its
// own the noun phrase that stands right before its verb group, or right after a
// verb that follows quoted words: “…,” said the envoy.
func (r *reader) nearSource(cand *candidate) {
	i := cand.at
	if !r.finite(i) {
		return
	}
	first, last := r.sentence(i)
	k := i
	for k > first && r.pos(k-1, ud.AUX, ud.ADV, ud.PART) && r.inQuote[k-1] == r.inQuote[i] {
		k--
	}
	if r.ownSubject(i) >= 0 {
		if k == first || cand.source.has(k-1) || r.ownSubject(i) > i || r.relative(k-1) || r.inQuote[k-1] != r.inQuote[i] ||
			!r.pos(k-1, ud.PROPN) && !r.nominative(k-1) || r.timed(k-1) {
			return
		}
	}
	afterQuote := k == i && i > first && (r.inQuote[i-1] >= 0 || r.punct(i-1, ",") && i-1 > first && r.inQuote[i-2] >= 0) && r.inQuote[i] < 0
	var head int
	var rs runs
	if !afterQuote && k > first && (r.noun(k-1) || r.punct(k-1, ",") && !r.pos(k, ud.CCONJ)) {
		head, rs = r.leftNominal(first, k)
	}
	if len(rs) == 0 && afterQuote && i+1 < last {
		head, rs = r.rightNominal(i+1, last)
	}
	if len(rs) > 0 && head >= 0 && r.inQuote[head] == r.inQuote[i] {
		cand.head, cand.source = head, r.trim(rs)
	}
}

// finite reports whether the verb at i can have a subject of its own.
func (r *reader) finite(i int) bool {
	switch r.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN", "VB":
		return r.kid(i, "aux") >= 0
	}
	return r.Tokens[i].XPOS == ""
}
