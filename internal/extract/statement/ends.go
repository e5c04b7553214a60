package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Where a content ends is asked here and nowhere else. A content is found with
// its beginning sure and its end open: the tree gives a clause that runs on into
// the reporter's own words, or there is no tree. The rules of bounds.rules are
// tried at one token after the other, in the order of the file; the first that
// holds ends the content there.

// ends answers where a content ends.
type ends struct{ *cues }

// extent is how the words of a content were come by, and so which rules end them.
type extent uint8

const (
	treeClause extent = iota // the clause that the tree gives the cue
	wordClause               // a clause read off the words, for want of a tree
	objectRest               // what goes on from an object that a tree has cut short
	calledName               // what somebody or something is called
	quoteRest                // the reporter's own words that finish a quotation's clause
	askedWords               // a question that an answer follows
	extents                  // how many there are
)

var extentNames = map[string]extent{
	"clause": treeClause, "words": wordClause, "object": objectRest, "name": calledName, "rest": quoteRest, "question": askedWords,
}

// stretch is a content whose end is looked for: it ends with the run at the latest.
type stretch struct {
	cand *candidate
	how  extent
	clause.Run
}

// ending is a rule that ended a content before token at.
type ending struct {
	at   int
	rule string
}

// end is where s ends.
func (r *ends) end(s stretch) int {
	last := s.To
	k := s.From
	if s.how == treeClause || s.how == wordClause {
		k, last = k+1, last-1
	}
	for ; k < last; k++ {
		end := k
		if s.how != askedWords && r.QuoteAt(k) != r.QuoteAt(s.cand.at) {
			if s.how != treeClause || !r.closesBefore(k, s.cand.at) {
				continue
			}
			end = k + 1 // the comma stands within the marks: “…,” adding that
		}
		if b := r.boundAt(s, k); b != nil {
			s.cand.endings = append(s.cand.endings, ending{end, b.Name})
			return end
		}
	}
	return s.To
}

// closesBefore reports whether k is the mark that closes a quotation, and the
// words of token i's own level go on right behind it.
func (r *ends) closesBefore(k, i int) bool {
	return r.QuoteMark(k) && r.QuoteAt(k) >= 0 && r.QuoteAt(k+1) == r.QuoteAt(i)
}

// boundAt is the first rule that ends s at token k, nil for none.
func (r *ends) boundAt(s stretch, k int) *bound {
	behind := r.Punct(k, ",") || r.QuoteMark(k) && r.Punct(k-1, ",")
	for _, b := range r.lex.bounds[s.how] {
		switch {
		case b.comma && (!behind || !b.holds(r, s, k+1)):
		case !b.comma && !b.holds(r, s, k):
		case b.keeps:
			s.cand.note(b.Name)
			return nil
		default:
			return b
		}
	}
	return nil
}

// holds reports whether b's pattern matches at token k, the one behind the
// comma for a rule that wants one.
func (b *bound) holds(r *ends, s stretch, k int) bool {
	switch {
	case b.test != nil:
		return b.test(r, s, k)
	case b.marks != "":
		return r.Punct(k, b.marks)
	case b.list != "":
		return r.lex.lists[b.list][r.Low(k)]
	case len(b.tags) > 0:
		return r.POS(k, b.tags...)
	}
	_, ok := r.literal(k, len(r.Tokens), b.words)
	return ok
}

// cut ends the parts of found that stand behind the cue where a rule says so;
// what stands behind such an end is no content.
func (r *ends) cut(cand *candidate, found clause.Runs) clause.Runs {
	for n, part := range found {
		if part.From < cand.at {
			continue
		}
		if end := r.end(stretch{cand, treeClause, part}); end < part.To {
			return append(append(clause.Runs{}, found[:n]...), clause.Run{From: part.From, To: end})
		}
	}
	return found
}

// clauseEnd is where the clause from a on ends by the words alone.
func (r *ends) clauseEnd(cand *candidate, a, last int) int {
	return r.end(stretch{cand, wordClause, clause.Run{From: a, To: last}})
}

// question is what a participle asked: the words behind it, or behind who
// asked it, up to the mark before the answer.
func (r *ends) question(cand *candidate) clause.Runs {
	_, last := r.Sentence(cand.at)
	a := cand.words.To()
	if len(cand.source) > 0 {
		a = max(a, cand.source.To())
	}
	return clause.Range(a, r.end(stretch{cand, askedWords, clause.Run{From: a, To: last}}))
}

// clauseRest is a quotation with the reporter's own words that finish its clause.
func (r *ends) clauseRest(cand *candidate, whole clause.Runs, last int) clause.Runs {
	b := whole.To()
	return whole.Join(clause.Range(b, r.end(stretch{cand, quoteRest, clause.Run{From: b, To: last}})))
}

// objectRest is what goes on from an object that a tree has cut short: to
// the end of its part of the sentence, or where time, place or another clause begins.
func (r *ends) objectRest(cand *candidate, found clause.Runs) clause.Runs {
	b := found.To()
	_, last := r.Sentence(cand.at)
	if b >= last || r.QuoteAt(b) != r.QuoteAt(cand.at) ||
		!r.POS(b, ud.ADP, ud.CCONJ, ud.PART, ud.NOUN, ud.PROPN, ud.VERB, ud.SCONJ) && !(r.POS(b, ud.ADJ) && found.Has(r.Head(b))) {
		return nil
	}
	return clause.Range(b, r.end(stretch{cand, objectRest, clause.Run{From: b, To: last}}))
}

// nameRest is what stands right behind an object that a tree has cut short:
// the name it is called, quoted or not, to the end of its clause.
func (r *ends) nameRest(cand *candidate, b int) clause.Runs {
	_, last := r.Sentence(cand.at)
	if b >= last || r.POS(b, ud.PUNCT) && r.QuoteAt(b) < 0 {
		return nil
	}
	return clause.Range(b, r.end(stretch{cand, calledName, clause.Run{From: b, To: last}}))
}
