package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// orphaned drops the candidates that stand in quotations nobody is known to
// have spoken: they are somebody's words, but not their source's. Who stands before
// the quotation is told by the article.
func (r *corrections) orphaned() {
	owned := r.owned()
	r.dropWhere("orphaned", func(c *candidate) bool {
		q := r.QuoteAt(c.at)
		told := c.head >= 0 && r.QuoteAt(c.head) != q
		return q >= 0 && !told && c.cue.class != nil && !owned[q] && r.QuoteRuns(q).Size() >= 6
	})
}

// runOn gives quotations that no cue governs to the statement that was made
// just before: in the same paragraph, or as a whole paragraph right after one
// that ends in that speaker's words.
func (r *corrections) runOn() {
	owner := r.owners()
	last, lastQ := -1, -1 // the statement whose quotation was the last one seen
	for _, q := range r.TopQuotes() {
		if n := owner[q]; n >= 0 {
			r.shareParts(last, lastQ, n, q)
			last, lastQ = n, q
			if !r.found[n].quoted {
				last = r.speechOf(n)
			}
			continue
		}
		if last >= 0 && r.namedBeside(last, q) {
			continue
		}
		if last < 0 || !r.follows(last, lastQ, q) {
			before := last
			if last = r.runsOnFrom(q); last < 0 {
				last = r.leadsTo(q, owner)
			}
			if last < 0 && r.unsaidBetween(before, q) {
				last = before
			}
			if last < 0 {
				continue
			}
		}
		c := r.found[last]
		c.content = r.Trim(c.content.Join(r.Quotation(q)))
		c.note("run-on")
		lastQ = q
	}
}

// unsaidBetween reports whether nothing stands between statement n and quotation q
// but a sentence of what its speaker did not say: “…,” she said. She did not propose
// a dam. “Our goal …”
func (r *corrections) unsaidBetween(n, q int) bool {
	whole := r.QuoteRuns(q)
	if n < 0 || len(whole) == 0 || !r.OpensSpeech(whole) || !r.EndsLikeSpeech(q) || !r.SameParagraph(r.found[n].at, whole.From()) {
		return false
	}
	s := r.SentenceAt(whole.From()) - 1
	if s < 1 || r.SentenceAt(r.found[n].at) != s-1 {
		return false
	}
	for m := r.fromOf[s]; m < r.fromOf[s+1]; m++ {
		if r.unsaid(r.found[m].at) {
			return true
		}
	}
	return false
}

// unsaid reports whether "not" or "never" stands with the cue at i.
func (r *corrections) unsaid(i int) bool {
	for _, k := range r.Kids(i) {
		switch r.Low(k) {
		case "not", "n't", "n’t", "never":
			return true
		}
	}
	return false
}

// owners are, for every quotation, the statement with the best claim to what
// runs on from it, -1 for none.
func (r *corrections) owners() []int {
	owner := make([]int, len(r.Quotations))
	for i := range owner {
		owner[i] = -1
	}
	for n, c := range r.found {
		for _, part := range c.content {
			for i := part.From; i < part.To; i++ {
				if q := r.QuoteAt(i); q >= 0 && r.QuoteAt(c.at) != q && r.outranks(n, owner[q]) {
					owner[q] = n
				}
			}
		}
	}
	return owner
}

// namedBeside reports whether quotation q is a name in the sentence of statement
// n's cue rather than speech, which begins a sentence or goes on behind a comma:
// on ‘The Hour’.
func (r *corrections) namedBeside(n, q int) bool {
	whole := r.QuoteRuns(q)
	goesOn := r.Punct(whole.From()-1, ",") && r.EndsLikeSpeech(q)
	return !goesOn && whole.Size() < 10 && r.SentenceAt(whole[0].From) == r.SentenceAt(r.found[n].at) && !r.OpensSpeech(whole)
}

// runsOnFrom is the statement of the sentence right before quotation q that
// ends in the speaker's words without marks and that q goes on from: She said
// it was over. “I really think so.” A quotation that is a paragraph may go on from
// the one before. It is -1 for none.
func (r *corrections) runsOnFrom(q int) int {
	whole := r.QuoteRuns(q)
	if len(whole) == 0 || !r.OpensSpeech(whole) || !r.EndsLikeSpeech(q) {
		return -1
	}
	s := r.SentenceAt(whole.From()) - 1
	if s < 0 || !r.Prose(s) || r.ParagraphOf(s) != r.ParagraphOf(s+1) && !r.standsAlone(q) {
		return -1
	}
	last := r.Sentences[s].Last
	best := -1
	for n := r.fromOf[s]; n < r.fromOf[s+1]; n++ {
		c := r.found[n]
		if c.cue.class == nil || c.cue.attitude || !c.cue.takesQuote() || len(c.source) == 0 || r.QuoteAt(c.at) >= 0 || r.unsaid(c.at) {
			continue
		}
		if b := c.content.To(); b >= last-2 && (best < 0 || c.content.Has(r.found[best].at)) {
			best = n
		}
	}
	return best
}

// leadsTo is the statement whose quoted words begin right behind quotation q, if q
// opens the paragraph and the cue stands behind both: “We left.” “We had to,”
// said Ilić. A question before an answer is another's. It is -1 for none.
func (r *corrections) leadsTo(q int, owner []int) int {
	whole := r.QuoteRuns(q)
	if len(whole) == 0 || !r.EndsLikeSpeech(q) || r.Punct(whole.To()-2, "?") {
		return -1
	}
	a, b := whole.From(), whole.To()
	next := r.QuoteAt(b)
	if next < 0 || next == q || owner[next] < 0 || !r.SameParagraph(a, b) || a > 0 && r.SameParagraph(a-1, a) {
		return -1
	}
	if n := owner[next]; r.found[n].quoted && r.found[n].at >= r.QuoteRuns(next).To() {
		return n
	}
	return -1
}

// shareParts gives the paragraphs of quotation q before its last to statement
// last, from whose words they run on, where the cue of q's own statement n
// stands behind the last: a new cue is a new statement.
func (r *corrections) shareParts(last, lastQ, n, q int) {
	whole := r.QuoteRuns(q)
	if last < 0 || last == n || len(whole) < 2 || r.found[n].at < whole.To() || !r.SameParagraph(whole.From()-1, whole.From()) || !r.follows(last, lastQ, q) {
		return
	}
	early := append(clause.Runs(nil), whole[:len(whole)-1]...)
	r.found[n].content = r.Trim(r.found[n].content.Without(early))
	r.found[last].content = r.Trim(r.found[last].content.Join(early))
	r.found[last].note("run-on")
}

// outranks reports whether statement n has the better claim to what runs on
// from a quotation that is the content of both it and m: quoted words before
// others, then the later cue.
func (r *corrections) outranks(n, m int) bool {
	if m < 0 || r.found[n].quoted != r.found[m].quoted {
		return m < 0 || r.found[n].quoted
	}
	return r.found[n].at >= r.found[m].at
}

// speechOf is n if its cue can govern quoted words, else -1.
func (r *corrections) speechOf(n int) int {
	if c := r.found[n].cue; c != nil && c.takesQuote() && !c.attitude {
		return n
	}
	return -1
}

// follows reports whether quotation q runs on from statement n, whose latest
// quotation is prev.
func (r *corrections) follows(n, prev, q int) bool {
	whole := r.Quotation(q)
	if len(whole) == 0 {
		return false
	}
	start := r.Quotation(prev)
	a, b := start.To(), whole.From()
	c := r.found[n]
	if r.interrupted(c, a, b) {
		return true
	}
	if !r.OpensSpeech(whole) || !r.EndsLikeSpeech(q) && !r.runsOut(whole) {
		return false
	}
	if c.at >= a && c.at < b {
		a = c.words.To()
	}
	if a > b {
		return false
	}
	// Between the two only the end of the cue's own sentence may stand.
	_, end := r.Sentence(max(a-1, 0))
	if c.at < b && c.at >= start.From() {
		_, end = r.Sentence(c.at)
	}
	for i := end; i < b; i++ {
		if r.Token(i).UPOS != ud.PUNCT {
			return false
		}
	}
	return r.Sentences[r.SentenceAt(b)].Block < 0 || r.Prose(r.SentenceAt(b))
}

// runsOut reports whether a long quotation is ended by the reporter's own
// words, and nobody's cue is among them: “It is a rise” for the rich.
func (r *corrections) runsOut(whole clause.Runs) bool {
	b := whole.To()
	_, last := r.Sentence(b - 1)
	if whole.Size() < 12 {
		return false
	}
	for k := b; k < last; k++ {
		if r.cueAt(k) || r.QuoteAt(k) >= 0 {
			return false
		}
	}
	return true
}

// interrupted reports whether the words [a, b) between two quotations are no
// more than the cue's own clause within one sentence: “Every time,” she said,
// pointing at the map, “you pay.”
func (r *corrections) interrupted(c *candidate, a, b int) bool {
	if c.at < a || c.at >= b || !r.Punct(b-1, ",") || !r.Punct(a-2, ",") && !r.Punct(a, ",") {
		return false
	}
	first, last := r.Sentence(c.at)
	return first <= a && b < last && b-a < 30
}

// sharedQuotations parts a quotation of several paragraphs that a cue before it
// and a cue behind it both have whole: the last paragraph is the second one's.
func (r *corrections) sharedQuotations() {
	for _, q := range r.TopQuotes() {
		whole := r.QuoteRuns(q)
		if len(whole) < 2 {
			continue
		}
		last := whole[len(whole)-1:]
		before, behind := r.claimant(whole, -1, whole.From()), r.claimant(whole, whole.To(), len(r.Tokens))
		if before == nil || behind == nil {
			continue
		}
		before.content = r.Trim(before.content.Without(last))
		behind.content = r.Trim(behind.content.Without(whole[:len(whole)-1]))
		before.note("shared")
		behind.note("shared")
	}
}

// claimant is the candidate with its cue in (a, b) that has all of a quotation
// for content, nil for none.
func (r *corrections) claimant(whole clause.Runs, a, b int) *candidate {
	for _, c := range r.found {
		if c.at >= a && c.at < b && len(whole.Without(c.content)) == 0 && !whole.Has(c.at) {
			return c
		}
	}
	return nil
}
