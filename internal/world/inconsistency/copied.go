package inconsistency

import (
	"encoding/json"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/internal/world/passage"
)

// Copies are inconsistent where one text, printed twice, counts people in two ways
// or has other words in one mouth.
const Copies = "copies"

// copied is an article that counts people or quotes somebody, as its copies are
// laid beside it.
type copied struct {
	Piece  copies.Piece `json:"piece"`
	Counts []told       `json:"counts"`
	Quotes []quoted     `json:"quotes,omitempty"`
}

// quoted is a quotation of an article as its copies are laid beside it.
type quoted struct {
	Who  []onrecord.Who `json:"who"`
	Cite onrecord.Cite  `json:"cite"`
}

// Bounds of what an article gives to be laid beside its copies: its first
// quotations, and the least of its marks, which are a fair sample of all.
const (
	mostQuotes = 6
	mostMarks  = 32
)

// told is a number of people of one fate in an article.
type told struct {
	Fate  string        `json:"fate"`
	Value int           `json:"value"`
	Cite  onrecord.Cite `json:"cite"`
}

// beside is the key under which copies of one text meet: its smallest mark, which
// is among those that an editor left nine times in ten.
const beside = "copies\t"

// copiedFact is what an article gives to its copies, if it counts people or quotes
// anybody at all.
func copiedFact(r *onrecord.Record, day string) ([]world.Fact, error) {
	c := copied{Piece: copies.Look(&r.Article), Counts: single(r)}
	for _, q := range quotes(r) {
		if len(q.who) > 0 && len(c.Quotes) < mostQuotes {
			c.Quotes = append(c.Quotes, quoted{q.who, q.cite})
		}
	}
	marks := c.Piece.Print.Marks
	if len(c.Counts)+len(c.Quotes) == 0 || len(marks) == 0 {
		return nil, nil
	}
	c.Piece.Print.Marks = marks[:min(len(marks), mostMarks)]
	c.Piece.Article = "" // the fact has it
	body, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("writing what copies of article %s are laid beside: %w", r.ID, err)
	}
	key := fmt.Sprintf("%s%08x", beside, c.Piece.Print.Marks[0]>>1)
	return []world.Fact{{Key: key, Article: r.ID, Day: day, Body: body}}, nil
}

// copiedRows are the counts and quotations of copies that differ from those of the
// text they are copies of.
func copiedRows(facts []world.Fact) ([]world.Row, error) {
	list := make([]copied, len(facts))
	pieces := make([]copies.Piece, len(facts))
	for i, f := range facts {
		if err := json.Unmarshal(f.Body, &list[i]); err != nil {
			return nil, fmt.Errorf("reading the counts of article %s: %w", f.Article, err)
		}
		pieces[i] = list[i].Piece
		pieces[i].Article = f.Article
	}
	var out []world.Row
	for i, first := range copies.Fold(pieces) {
		if first == i {
			continue
		}
		for _, x := range append(differing(list[first].Counts, list[i].Counts), inOtherWords(&list[first], &list[i])...) {
			x.Article = facts[i].Article
			r, err := row(&x, facts[i].Day)
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// differing are fates that two texts count in two ways, one finding each.
func differing(a, b []told) []onrecord.Inconsistency {
	var out []onrecord.Inconsistency
	seen := map[string]bool{}
	for _, x := range a {
		for _, y := range b {
			if x.Fate == y.Fate && x.Value != y.Value && !seen[x.Fate] {
				seen[x.Fate] = true
				out = append(out, onrecord.Inconsistency{
					Kind: Copies, Message: fmt.Sprintf("%d %s, and %d in a copy", x.Value, x.Fate, y.Value), Cites: []onrecord.Cite{y.Cite, x.Cite},
				})
			}
		}
	}
	return out
}

// inOtherWords are quotations of a text that a copy of it has in other words.
func inOtherWords(first, other *copied) []onrecord.Inconsistency {
	out := requoted(first.known(), other.known())
	for i := range out {
		out[i].Kind, out[i].Message = Copies, "other words in a copy"
	}
	return out
}

// known are an article's quotations with their words.
func (c *copied) known() []quote {
	out := make([]quote, len(c.Quotes))
	for i, q := range c.Quotes {
		out[i] = quote{who: q.Who, words: passage.Tokens(q.Cite.Text), cite: q.Cite}
	}
	return out
}

// isBeside says whether a key is one that copies meet under.
func isBeside(key string) bool { return strings.HasPrefix(key, beside) }
