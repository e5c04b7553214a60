// Package statement finds statements in one annotated article: who said what,
// by which words (source, content, cue, in the terms of the PARC3 and PolNeAR
// corpora), to whom, through whom, where, when and on what condition.
//
// The knowledge is in rule files beside the code: classes of cues that share
// their arguments, one line a cue. The code is the engine: for each cue it
// takes the arguments from the tree, or from the tags and marks around where
// no tree holds; then quotations that no cue governs are given to who spoke
// last, and statements within statements are told their parents.
//
// Who a source is, is not known here: package resolve fills the actors.
package statement

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// Extractor finds statements. It is safe for concurrent use.
type Extractor struct{ lex *lexicon }

// New reads the rule files; a fault in one is an error that names file and line.
func New() (*Extractor, error) {
	lex, err := load()
	if err != nil {
		return nil, fmt.Errorf("load cues: %w", err)
	}
	return &Extractor{lex: lex}, nil
}

// Extract finds the statements of art, whose annotated text view shows, in the
// order of their cues. Actors are left empty.
func (x *Extractor) Extract(view *clause.View, art *onrecord.Article) []onrecord.Statement {
	r := newCorrections(view, x.lex)
	r.read()
	return (&recorder{r.cues, r.draft}).statements(art)
}

// recorder makes statements of candidates.
type recorder struct {
	*cues
	*draft
}

// statements makes the candidates what leaves the package.
func (r *recorder) statements(art *onrecord.Article) []onrecord.Statement {
	out := make([]onrecord.Statement, 0, len(r.found))
	ids := make(map[*candidate]onrecord.ClaimID, len(r.found))
	seen := map[onrecord.ClaimID]bool{}
	for _, c := range r.found {
		s := r.statement(c, art)
		s.ID = id(art.Text, &s)
		for seen[s.ID] {
			s.ID += "+"
		}
		seen[s.ID] = true
		ids[c] = s.ID
		out = append(out, s)
	}
	for n, c := range r.found {
		if c.parent != nil {
			out[n].Parent = ids[c.parent]
		}
	}
	r.conditionsDown(out)
	return out
}

// statement fills one statement but for its ids.
func (r *recorder) statement(c *candidate, art *onrecord.Article) onrecord.Statement {
	s := onrecord.Statement{
		Claim:     onrecord.Claim{FoundBy: c.foundBy, Trail: c.trail},
		Source:    onrecord.Party{Spans: r.Spans(r.Balanced(c.source))},
		Cue:       onrecord.Part{Spans: r.Spans(c.words)},
		CueLemma:  c.cue.lemma(),
		Content:   onrecord.Part{Spans: r.Spans(c.content)},
		Act:       r.act(c),
		Addressee: onrecord.Party{Spans: r.Spans(r.Balanced(c.addressee))},
		Venue:     onrecord.Part{Spans: r.Spans(c.venue)},
		Certainty: r.certainty(c),
		Condition: r.conditions(c),
		SaidOn:    r.saidOn(c, art),
	}
	for _, v := range c.via {
		s.Via = append(s.Via, onrecord.Party{Spans: r.Spans(v)})
	}
	r.standing.judge(c, &s)
	s.Mode = r.mode(c.content)
	s.Inserted = r.inserted(c.content)
	return s
}

// inserted are the brackets that an editor put into quoted words: “ISIL [DAESH]”.
func (r *recorder) inserted(content clause.Runs) []ling.Span {
	var out []ling.Span
	for _, part := range content {
		open := -1
		for i := part.From; i < part.To; i++ {
			switch {
			case r.QuoteAt(i) < 0:
				open = -1
			case r.Token(i).Form == "[":
				open = i
			case r.Token(i).Form == "]" && open >= 0:
				out = append(out, ling.Span{Start: r.Token(open).Start, End: r.Token(i).End})
				open = -1
			}
		}
	}
	return out
}

// mode measures how much of the content is quoted, by letters (see onrecord.Mode).
func (r *recorder) mode(content clause.Runs) onrecord.Mode {
	letters, inside := 0, 0
	for _, part := range content {
		for i := part.From; i < part.To; i++ {
			n := wordLength(r.Token(i).Form)
			letters += n
			if r.QuoteAt(i) >= 0 {
				inside += n
			}
		}
	}
	switch {
	case letters > 0 && inside*100 >= letters*95:
		return onrecord.Direct
	case inside*100 <= letters*2:
		return onrecord.Indirect
	}
	return onrecord.Mixed
}

// id is derived from the article's words and the statement's places in them,
// so that a link to it lasts as long as they do.
func id(text string, s *onrecord.Statement) onrecord.ClaimID {
	h := sha256.New()
	fmt.Fprintf(h, "%d %v %v %v %s\n", len(text), s.Cue.Spans, s.Content.Spans, s.Source.Spans, s.CueLemma)
	for _, part := range [][]ling.Span{s.Source.Spans, s.Cue.Spans, s.Content.Spans} {
		for _, sp := range part {
			h.Write([]byte(sp.In(text)))
		}
	}
	return onrecord.ClaimID("s" + hex.EncodeToString(h.Sum(nil))[:16])
}

// wordLength is the number of letters and digits of s.
func wordLength(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}
