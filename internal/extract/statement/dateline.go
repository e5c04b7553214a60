package statement

import "onrecord/ling/ud"

// datelined reports whether what stands before the colon that sentence s opens
// with is where the report comes from and no speaker: "TIRANA: Two judges
// resigned." A place that speaks by its name is quoted, says "we", or heads a
// line that is no full sentence ("Moscow: no talks").
func (r *finder) datelined(s int) bool {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	a := r.AfterDateline(first, last)
	if a == first || !r.Punct(a-1, ":") {
		return false
	}
	return !r.QuoteMark(a) && r.QuoteAt(a) < 0 && r.reported(a, last)
}

// reported reports whether the words [a, last) are a reporter's full sentence:
// a stop ends it, it has a finite verb, and nobody in it is "I", "we" or "you".
func (r *finder) reported(a, last int) bool {
	if last-a < 3 || !r.Punct(last-1, ".") || !r.HasTensed(a, last) {
		return false
	}
	for k := a; k < last && r.QuoteAt(k) < 0; k++ {
		if r.POS(k, ud.PRON, ud.DET) && r.listed("spoken", k) {
			return false
		}
	}
	return true
}
