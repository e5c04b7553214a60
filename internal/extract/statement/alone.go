package statement

import (
	"onrecord/internal/clause"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// aloneWords is the fewest words, marks included, of a quotation that is speech by
// itself: a name or a motto in quotation marks is shorter.
const aloneWords = 7

// alone finds who spoke quotations that no cue of the article governs, and that are
// sentences of their own: whoever the sentence right before them is about, in their
// paragraph or at the end of the one before. Their cue is empty.
func (r *corrections) alone() {
	owned := r.owned()
	var before *candidate // whose words the last such quotation was
	for _, q := range r.TopQuotes() {
		whole := r.QuoteRuns(q)
		if owned[q] || !r.standsAlone(q) {
			continue
		}
		if before != nil && r.adjoins(before.content.To(), whole.From()) {
			before.content = r.Trim(before.content.Join(r.Quotation(q)))
			continue
		}
		if before = r.spokenBy(whole); before != nil {
			before.note("alone")
			r.found = append(r.found, before)
		}
	}
}

// standsAlone reports whether quotation q is whole sentences of running text and
// nothing stands in them but it.
func (r *corrections) standsAlone(q int) bool {
	whole := r.QuoteRuns(q)
	if whole.Size() < aloneWords || !r.Quotations[q].Closed || !r.OpensSpeech(whole) {
		return false
	}
	s := r.SentenceAt(whole.From())
	if s < 0 || !r.Prose(s) || r.title(s) || !r.HasTensed(whole.From(), whole.To()) {
		return false
	}
	return r.closesSpeech(whole) && (whole.To() >= len(r.Tokens) || r.BeginsSentence(whole.To()))
}

// closesSpeech reports whether a quotation closes with the mark of a sentence.
func (r *corrections) closesSpeech(whole clause.Runs) bool {
	b := whole.To()
	return r.QuoteMark(b-1) && r.Punct(b-2, ".?!…")
}

// adjoins reports whether nothing but a paragraph's end stands between tokens a and b.
func (r *corrections) adjoins(a, b int) bool {
	for k := a; k < b; k++ {
		if !r.POS(k, ud.PUNCT) {
			return false
		}
	}
	return true
}

// spokenBy is the statement of a quotation by whom the sentence before it is about, nil
// where that is nobody, or the sentence tells what somebody else said.
func (r *corrections) spokenBy(whole clause.Runs) *candidate {
	s := r.SentenceAt(whole.From()) - 1
	if s < 0 || !r.Prose(s) || r.ParagraphOf(s+1)-r.ParagraphOf(s) > 1 {
		return nil
	}
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	if r.reportsIn(s) || r.QuotedIn(first, last) > 0 || !r.Punct(last-1, ".") {
		return nil
	}
	head := r.rootSubject(first, last)
	if head < 0 || !r.onePerson(head) {
		return nil
	}
	return &candidate{
		cue: &cue{words: []string{""}, act: "say", takes: []frame{{kind: onQuote}}}, foundBy: foundHere + "mark none",
		at: whole.From(), source: r.Phrase(head), head: head, content: r.Trim(whole), quoted: true,
	}
}

// reportsIn reports whether sentence s holds the cue of a statement.
func (r *corrections) reportsIn(s int) bool {
	for _, c := range r.found {
		if r.SentenceAt(c.at) == s {
			return true
		}
	}
	return false
}

// rootSubject is the subject of the main verb of the sentence [first, last).
func (r *corrections) rootSubject(first, last int) int {
	for k := first; k < last; k++ {
		if r.Head(k) < 0 && !r.Passive(k) {
			if s := r.OwnSubject(k); s >= 0 && s < k {
				return s
			}
			return -1
		}
	}
	return -1
}

// onePerson reports whether the token names a single person: by name, by a noun, or
// as "he" or "she".
func (r *corrections) onePerson(h int) bool {
	switch r.Low(h) {
	case "he", "she":
		return true
	}
	if r.Kid(h, "conj") >= 0 {
		return false
	}
	noun, plural := r.lex.book.Noun(r.Low(h))
	return r.standing.Named(h, ling.PER) || noun.Is(words.Person) && !plural
}
