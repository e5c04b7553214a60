// Package quote finds quotations: stretches between quotation marks, each with
// its parts (one a paragraph) and the quotation that encloses it.
//
// The marks are straight and curly, doubled apostrophes, guillemets and single
// marks; an apostrophe is told from a single mark by its neighbours. A
// quotation goes on in the next paragraph where that begins with the mark
// again and the first was not closed (the Chicago Manual of Style, 13.30). A
// paragraph that is set in (by blanks or ">") after one that ends in a colon is
// a quotation without marks. Mark-up is typed by people: the wrong glyph closes
// where the right one does not follow, and a stray mark costs its own quotation
// and no other. The work is linear in the text, whatever stands in it.
//
// Not every quotation is speech; that is for package statement to say.
package quote

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// Rule names the layer in diagnostics.
const Rule = "quotation-unpaired"

// Annotator finds quotations. The zero value is ready and safe for concurrent use.
type Annotator struct{}

// Annotate fills doc.Quotations, in text order, outer before inner. Paragraphs
// are those of doc.Sentences; without sentences the blocks, and without those
// what blank lines part.
// Marks that pair with nothing become diagnostics.
func (Annotator) Annotate(doc *ling.Document) {
	q := &pairing{}
	pars := paragraphs(doc)
	var carry *open
	for i, p := range pars {
		q.paragraph(doc.Text, p.Span, carry)
		carry = q.end(doc.Text, pars, i)
		if quoted, ok := setIn(doc.Text, pars, i); ok {
			q.out = append(q.out, ling.Quotation{Span: quoted, Parts: []ling.Span{quoted}, Outer: -1, Closed: true})
		}
	}
	doc.Quotations = nest(q.out)
	sort.Slice(q.stray, func(i, j int) bool { return q.stray[i].Start < q.stray[j].Start })
	for _, s := range q.stray {
		doc.Diagnostics = append(doc.Diagnostics, ling.Diagnostic{
			Rule: Rule, Message: "this quotation mark pairs with no other", Spans: []ling.Span{s},
		})
	}
}

// paragraph is a stretch without a blank line, blanks at its edges left out.
type paragraph struct {
	ling.Span
	in    bool // set in by blanks or ">"
	prose bool // running words: a quotation may go on from one to the next
}

// paragraphs are those of the blocks that are annotated, or of the whole text.
func paragraphs(doc *ling.Document) []paragraph {
	var out []paragraph
	if len(doc.Sentences) > 0 {
		return ofSentences(doc)
	}
	if len(doc.Blocks) == 0 {
		return split(doc.Text, ling.Span{End: len(doc.Text)}, true, nil)
	}
	for _, b := range doc.Blocks {
		if b.Kind.Annotated() {
			out = split(doc.Text, b.Span, b.Kind == ling.BlockBody, out)
		}
	}
	return out
}

// ofSentences are the paragraphs that the sentences say.
func ofSentences(doc *ling.Document) []paragraph {
	var out []paragraph
	for i, s := range doc.Sentences {
		if i > 0 && !s.NewPar && s.Block == doc.Sentences[i-1].Block {
			out[len(out)-1].End = s.End
			continue
		}
		line := doc.Text[strings.LastIndexByte(doc.Text[:s.Start], '\n')+1 : s.Start]
		p := paragraph{Span: s.Span, prose: s.Block < 0 || s.Block >= len(doc.Blocks) || doc.Blocks[s.Block].Kind == ling.BlockBody}
		p.in = len(line) > 1 && strings.TrimSpace(line) == "" || strings.HasPrefix(s.In(doc.Text), "> ")
		out = append(out, p)
	}
	return out
}

var blankLine = regexp.MustCompile(`\n[ \t\r\x{a0}]*\n`)

// split appends the paragraphs of s.
func split(text string, s ling.Span, prose bool, out []paragraph) []paragraph {
	at := s.Start
	for _, cut := range append(blankLine.FindAllStringIndex(text[s.Start:s.End], -1), []int{s.Len(), s.Len()}) {
		p := paragraph{Span: ling.Span{Start: at, End: s.Start + cut[0]}, prose: prose}
		at = s.Start + cut[1]
		raw := p.In(text)
		body := strings.TrimLeftFunc(raw, unicode.IsSpace)
		lead := strings.TrimLeft(raw[:len(raw)-len(body)], "\r\n")
		p.in = strings.HasPrefix(body, "> ") || len(lead) > 1 && !strings.Contains(lead, "\n")
		p.Start += len(raw) - len(body)
		p.End = p.Start + len(strings.TrimRightFunc(body, unicode.IsSpace))
		if !p.Empty() {
			out = append(out, p)
		}
	}
	return out
}

// floating is speech of the reporter inside what would be a quotation: a sign
// that the closing mark is missing, rather than that the quotation goes on.
var floating = regexp.MustCompile(`,\s+(?:\p{L}[\p{L}.'’-]*\s+){0,3}(?:said|says|added|told|asked|wrote)\b`)

// attributing is an attribution right behind a mark: such a mark closes words whose
// opening mark is missing, on whichever side of it the blank stands.
var attributing = regexp.MustCompile(`^\S+\s*(?:\p{L}[\p{L}.'’-]*\s+){0,4}(?:said|says|added|told|asked|wrote)\b`)

// closesUnopened reports whether the mark that tail begins with closes words that
// no mark opens: The road is shut, " the mayor said.
func closesUnopened(text string, tail ling.Span) bool {
	before := strings.TrimRight(text[:tail.Start], " ")
	return strings.HasSuffix(before, ",") && attributing.MatchString(tail.In(text))
}

// end closes the paragraph's books: what stands open is carried into the next
// paragraph, or was never closed, or was a stray.
func (q *pairing) end(text string, pars []paragraph, i int) *open {
	for len(q.stack) > 1 {
		q.drop(len(q.stack) - 1)
	}
	if len(q.stack) == 0 {
		return nil
	}
	s := q.stack[0]
	q.stack = q.stack[:0]
	tail := ling.Span{Start: s.Start, End: pars[i].End}
	reporter := floating.MatchString(tail.In(text))
	if i+1 < len(pars) && pars[i].prose && pars[i+1].prose && !reporter && begins(text, pars[i+1].Span, s.mark) {
		s.parts = append(s.parts, tail)
		return &s
	}
	if len(s.parts) > 0 || s.family != single && !reporter && !closesUnopened(text, tail) {
		q.unclosed(append(s.parts, tail))
	}
	if s.family != single {
		q.stray = append(q.stray, ling.Span{Start: s.Start, End: s.End})
	}
	return nil
}

// begins reports whether paragraph p takes up m again.
func begins(text string, p ling.Span, m mark) bool {
	r, size := utf8.DecodeRuneInString(p.In(text))
	f, _, ok := glyph(r)
	if !ok {
		return false
	}
	if m.family == apostrophe {
		return f == single && strings.HasPrefix(p.In(text)[size:], string(r))
	}
	if f != m.family {
		return false
	}
	marks := scan(text, ling.Span{Start: p.Start, End: min(p.End, p.Start+4*size)}, nil)
	return len(marks) > 0 && marks[0].Start == p.Start && marks[0].shape&opens != 0 && marks[0].family == m.family
}

// setIn is paragraph i as a quotation without marks: set in, after a paragraph
// that is not and that ends in a colon.
func setIn(text string, pars []paragraph, i int) (ling.Span, bool) {
	if i == 0 || !pars[i].in || pars[i-1].in || !pars[i].prose || !strings.HasSuffix(pars[i-1].In(text), ":") {
		return ling.Span{}, false
	}
	s := pars[i].Span
	if strings.HasPrefix(s.In(text), "> ") {
		s.Start += 2
	}
	if r, _ := utf8.DecodeRuneInString(s.In(text)); s.Empty() || strings.ContainsRune("\"“«'‘`", r) {
		return ling.Span{}, false
	}
	return s, true
}

// nest sorts the quotations and tells each its encloser. They never cross: one
// closes only when all within it have.
func nest(found []ling.Quotation) []ling.Quotation {
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	var stack []int
	for i := range found {
		for len(stack) > 0 && !found[stack[len(stack)-1]].Contains(found[i].Span) {
			stack = stack[:len(stack)-1]
		}
		found[i].Outer = -1
		if len(stack) > 0 {
			found[i].Outer = stack[len(stack)-1]
		}
		stack = append(stack, i)
	}
	return found
}
