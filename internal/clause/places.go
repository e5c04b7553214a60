package clause

import "onrecord/ling"

// Places is a Tree and what every token stands in: quotation, time expression,
// sentence, paragraph, name.
type Places struct {
	*Tree
	inQuote []int32       // outermost quotation of the token, -1 for none
	tops    []int         // quotations that stand in no other, in order
	quoted  []Runs        // tokens of every quotation
	timeAt  []int32       // time expression of the token, -1 for none
	parOf   []int32       // paragraph of every sentence
	pars    []Run         // tokens of every paragraph
	nameAt  map[int][]int // mentions by the first byte of their head token
}

// newPlaces marks the tokens of t.
func newPlaces(t *Tree) *Places {
	p := &Places{Tree: t, nameAt: map[int][]int{}}
	p.quotations()
	p.paragraphs()
	p.times()
	for m := range t.Mentions {
		if h := t.Mentions[m].Head; h >= 0 && h < len(t.Tokens) {
			p.nameAt[t.Tokens[h].Start] = append(p.nameAt[t.Tokens[h].Start], m)
		}
	}
	return p
}

// quotations marks the tokens of every outermost quotation.
func (p *Places) quotations() {
	p.inQuote = none(len(p.Tokens))
	p.quoted = make([]Runs, len(p.Quotations))
	for q := range p.Quotations {
		for _, part := range p.Quotations[q].Parts {
			p.quoted[q] = append(p.quoted[q], Range(p.TokensIn(part))...)
		}
		if p.Quotations[q].Outer >= 0 {
			continue
		}
		p.tops = append(p.tops, q)
		for _, part := range p.quoted[q] {
			for i := part.From; i < part.To; i++ {
				p.inQuote[i] = int32(q)
			}
		}
	}
}

// none is n places without anything.
func none(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// paragraphs numbers the paragraphs that the sentences stand in.
func (p *Places) paragraphs() {
	p.parOf = make([]int32, len(p.Sentences))
	for s := range p.Sentences {
		sent := &p.Sentences[s]
		if s == 0 || sent.NewPar || p.Sentences[s-1].Block != sent.Block {
			p.pars = append(p.pars, Run{sent.First, sent.Last})
		}
		n := len(p.pars) - 1
		p.parOf[s], p.pars[n].To = int32(n), sent.Last
	}
}

// times marks the tokens of every time expression.
func (p *Places) times() {
	p.timeAt = none(len(p.Tokens))
	for t := range p.Times {
		for i := max(p.Times[t].First, 0); i < min(p.Times[t].Last, len(p.Tokens)); i++ {
			p.timeAt[i] = int32(t)
		}
	}
}

// QuoteAt is the outermost quotation that token i stands in, -1 for none.
func (p *Places) QuoteAt(i int) int {
	if i < 0 || i >= len(p.inQuote) {
		return -1
	}
	return int(p.inQuote[i])
}

// TopQuotes are the quotations that stand in no other, in text order.
func (p *Places) TopQuotes() []int { return p.tops }

// QuoteRuns are the tokens of quotation q, a run a paragraph; they are not to
// be changed (see Quotation for a copy).
func (p *Places) QuoteRuns(q int) Runs { return p.quoted[q] }

// TimeAt is the time expression that token i stands in, -1 for none.
func (p *Places) TimeAt(i int) int {
	if i < 0 || i >= len(p.timeAt) {
		return -1
	}
	return int(p.timeAt[i])
}

// ParagraphOf is the number of the paragraph that sentence s stands in.
func (p *Places) ParagraphOf(s int) int { return int(p.parOf[s]) }

// Sentence is the token range [first, last) of the sentence of token i.
func (p *Places) Sentence(i int) (first, last int) {
	s := p.SentenceAt(i)
	if s < 0 {
		return i, i + 1
	}
	return p.Sentences[s].First, p.Sentences[s].Last
}

// Paragraph is the token range of the paragraph of token i.
func (p *Places) Paragraph(i int) (first, last int) {
	s := p.SentenceAt(i)
	if s < 0 {
		return i, i + 1
	}
	par := p.pars[p.parOf[s]]
	return par.From, par.To
}

// SameParagraph reports whether tokens i and k stand in one paragraph.
func (p *Places) SameParagraph(i, k int) bool {
	a, b := p.Paragraph(i)
	return a <= k && k < b
}

// Timed reports whether k lies in a time expression.
func (p *Places) Timed(k int) bool { return p.TimeAt(k) >= 0 }

// MentionsAt are the mentions that token k heads or ends.
func (p *Places) MentionsAt(k int) []ling.Mention {
	var out []ling.Mention
	for _, m := range p.nameAt[p.Token(k).Start] {
		out = append(out, p.Mentions[m])
	}
	return out
}

// Prose reports whether sentence s is the article's own running words.
func (p *Places) Prose(s int) bool {
	b := p.Sentences[s].Block
	return b < 0 || b >= len(p.Blocks) || p.Blocks[b].Kind.Prose()
}
