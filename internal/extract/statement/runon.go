package statement

import "onrecord/ling/ud"

// orphaned drops the candidates that stand in quotations nobody is known to
// have spoken: they are somebody's words, but not their source's.
func (r *reader) orphaned() {
	owned := r.owned()
	kept := r.found[:0]
	for _, c := range r.found {
		if q := r.inQuote[c.at]; q < 0 || c.cue.class == nil || owned[q] || r.quoted[q].size() < 6 {
			kept = append(kept, c)
		}
	}
	r.found = kept
}

// runOn gives quotations that no cue governs to the statement that was made
// just before: in the same paragraph, or as a whole paragraph right after one
// that ends in that speaker's words.
func (r *reader) runOn() {
	owner := make([]int, len(r.Quotations))
	for i := range owner {
		owner[i] = -1
	}
	for n, c := range r.found {
		for _, part := range c.content {
			for i := part.a; i < part.b; i++ {
				if q := r.inQuote[i]; q >= 0 && r.inQuote[c.at] != q && r.outranks(n, owner[q]) {
					owner[q] = n
				}
			}
		}
	}
	last, lastQ := -1, -1 // the statement whose quotation was the last one seen
	for _, q := range r.tops {
		q := int(q)
		if n := owner[q]; n >= 0 {
			r.shareParts(last, lastQ, n, q)
			last, lastQ = n, q
			if !r.found[n].quoted {
				last = r.speechOf(n)
			}
			continue
		}
		if last >= 0 && r.quoted[q].size() < 10 && r.SentenceAt(r.quoted[q][0].a) == r.SentenceAt(r.found[last].at) && !r.opensSpeech(r.quoted[q]) {
			continue // a name in the cue's own sentence: on ‘The Hour’
		}
		if last < 0 || !r.follows(last, lastQ, q) {
			if last = r.goesOnFrom(q); last < 0 {
				continue
			}
		}
		c := r.found[last]
		c.content = r.trim(c.content.join(r.quotation(q)))
		lastQ = q
	}
}

// goesOnFrom is the statement of the sentence right before quotation q that
// ends in the speaker's words without marks and that q goes on from: She said
// it was over. “I really think so.” It is -1 for none.
func (r *reader) goesOnFrom(q int) int {
	whole := r.quoted[q]
	if len(whole) == 0 || !r.opensSpeech(whole) || !r.endsLikeSpeech(q) {
		return -1
	}
	s := r.SentenceAt(whole[0].a) - 1
	if s < 0 || r.parOf[s] != r.parOf[s+1] || !r.prose(s) {
		return -1
	}
	last := r.Sentences[s].Last
	best := -1
	for n := r.fromOf[s]; n < r.fromOf[s+1]; n++ {
		c := r.found[n]
		if c.cue.class == nil || c.cue.attitude || !c.cue.takesQuote() || len(c.source) == 0 || r.inQuote[c.at] >= 0 {
			continue
		}
		if b := c.content[len(c.content)-1].b; b >= last-2 && (best < 0 || c.content.has(r.found[best].at)) {
			best = n
		}
	}
	return best
}

// shareParts gives the paragraphs of quotation q before its last to statement
// last, from whose words they run on, where the cue of q's own statement n
// stands behind the last: a new cue is a new statement.
func (r *reader) shareParts(last, lastQ, n, q int) {
	whole := r.quoted[q]
	if last < 0 || last == n || len(whole) < 2 || r.found[n].at < whole[len(whole)-1].b || !r.samePlace(whole[0].a-1, whole[0].a) || !r.follows(last, lastQ, q) {
		return
	}
	early := append(runs(nil), whole[:len(whole)-1]...)
	r.found[n].content = r.trim(r.found[n].content.without(early))
	r.found[last].content = r.trim(r.found[last].content.join(early))
}

// outranks reports whether statement n has the better claim to what runs on
// from a quotation that is the content of both it and m: quoted words before
// others, then the later cue.
func (r *reader) outranks(n, m int) bool {
	if m < 0 || r.found[n].quoted != r.found[m].quoted {
		return m < 0 || r.found[n].quoted
	}
	return r.found[n].at >= r.found[m].at
}

// speechOf is n if its cue can govern quoted words, else -1.
func (r *reader) speechOf(n int) int {
	if c := r.found[n].cue; c != nil && c.takesQuote() && !c.attitude {
		return n
	}
	return -1
}

// follows reports whether quotation q runs on from statement n, whose latest
// quotation is prev.
func (r *reader) follows(n, prev, q int) bool {
	whole := r.quotation(q)
	if len(whole) == 0 {
		return false
	}
	start := r.quotation(prev)
	a, b := start[len(start)-1].b, whole[0].a
	c := r.found[n]
	if r.interrupted(c, a, b) {
		return true
	}
	if !r.opensSpeech(whole) || !r.endsLikeSpeech(q) && !r.runsOut(whole) {
		return false
	}
	if c.at >= a && c.at < b {
		a = c.words[len(c.words)-1].b
	}
	if a > b {
		return false
	}
	// Between the two only the end of the cue's own sentence may stand.
	_, end := r.sentence(max(a-1, 0))
	if c.at < b && c.at >= start[0].a {
		_, end = r.sentence(c.at)
	}
	for i := end; i < b; i++ {
		if r.Tokens[i].UPOS != ud.PUNCT {
			return false
		}
	}
	return r.Sentences[r.SentenceAt(b)].Block < 0 || r.prose(r.SentenceAt(b))
}

// runsOut reports whether a long quotation is ended by the reporter's own
// words, and nobody's cue is among them: “It is a rise” for the rich.
func (r *reader) runsOut(whole runs) bool {
	b := whole[len(whole)-1].b
	_, last := r.sentence(b - 1)
	if whole.size() < 12 {
		return false
	}
	for k := b; k < last; k++ {
		if r.cueAt(k) || r.inQuote[k] >= 0 {
			return false
		}
	}
	return true
}

// interrupted reports whether the words [a, b) between two quotations are no
// more than the cue's own clause within one sentence: “Every time,” she said,
// pointing at the map, “you pay.”
func (r *reader) interrupted(c *candidate, a, b int) bool {
	if c.at < a || c.at >= b || !r.punct(b-1, ",") || !r.punct(a-2, ",") && !r.punct(a, ",") {
		return false
	}
	first, last := r.sentence(c.at)
	return first <= a && b < last && b-a < 30
}

// opensSpeech reports whether a quotation begins a sentence, as run-on speech does.
func (r *reader) opensSpeech(whole runs) bool {
	a := whole[0].a
	if !r.beginsSentence(a) {
		return false
	}
	return whole.size() >= 4
}
