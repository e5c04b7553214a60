package export

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"onrecord"
	"onrecord/ling"
)

// marks are how the parts of claims are marked in a text: with ink where the
// terminal has it, else between signs. Content comes first, so that what lies in
// it is marked within its marks.
var marks = []struct {
	of          onrecord.ClaimType
	role        onrecord.Role
	name        string
	open, close string
	ink         ink
}{
	{onrecord.StatementClaim, onrecord.RoleContent, "content", "{", "}", "4"},
	{onrecord.StatementClaim, onrecord.RoleSource, "source", "[", "]", bold + ";" + cyan},
	{onrecord.StatementClaim, onrecord.RoleCue, "cue", "*", "*", green},
	{onrecord.StatementClaim, onrecord.RoleVia, "via", "<", ">", yellow},
	{onrecord.EventClaim, onrecord.RoleTrigger, "event", "^", "^", bold + ";" + red},
	{onrecord.AgreementClaim, onrecord.RoleName, "agreement", "~", "~", magenta},
}

// WriteMarked writes an article's text, furniture left out, with the sources,
// cues and contents of its statements marked, the words that tell events and the
// names of agreements: of those that lists show, or of all.
func WriteMarked(w io.Writer, r *onrecord.Record, style Style, all bool) error {
	var b strings.Builder
	legend := make([]string, len(marks))
	for i, m := range marks {
		legend[i] = mark(m.name, i, style)
	}
	fmt.Fprintf(&b, "%s\n%s\n", style.in(faint, plain(head(r))), "marked: "+strings.Join(legend, " "))
	spans := markedSpans(r, all)
	for _, block := range r.Blocks {
		if block.Kind == ling.BlockFurniture {
			continue
		}
		b.WriteByte('\n')
		markedLines(&b, markedWords(r.Text, block.Span, spans, style), style.Width)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markedSpans are the spans of each role, in the order of marks.
func markedSpans(r *onrecord.Record, all bool) [][]ling.Span {
	out := make([][]ling.Span, len(marks))
	for c := range r.Claims() {
		if !all && !onrecord.Shown(c) {
			continue
		}
		for p := range c.Parts() {
			for n, m := range marks {
				if m.of == c.ClaimType() && m.role == p.Role {
					out[n] = append(out[n], *p.Spans...)
				}
			}
		}
	}
	return out
}

// word is a word as it is written, and how many cells it takes.
type word struct {
	text  string
	cells int
}

// markedWords are the words of a block with their marks.
func markedWords(text string, block ling.Span, spans [][]ling.Span, style Style) []word {
	edges := []int{block.Start, block.End}
	for _, of := range spans {
		for _, s := range of {
			if s.Overlaps(block) {
				edges = append(edges, max(s.Start, block.Start), min(s.End, block.End))
			}
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var words []word
	var w word
	flush := func() {
		if w.cells > 0 {
			words = append(words, w)
		}
		w = word{}
	}
	for at := block.Start; at < block.End; {
		r, _ := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			flush()
			at += utf8.RuneLen(r)
			continue
		}
		// A piece ends at white space, and where a mark begins or ends.
		end := at
		for end < block.End && (end == at || !slices.Contains(edges, end)) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) {
				break
			}
			end += size
		}
		piece := clean(text[at:end])
		w.cells += uniseg.StringWidth(piece)
		w.text += marked(piece, ling.Span{Start: at, End: end}, spans, style)
		if !style.Color {
			w.cells = uniseg.StringWidth(w.text)
		}
		at = end
	}
	flush()
	return words
}

// marked is a piece of a word with the marks that lie on it. Signs stand only
// where a span begins or ends, ink on every piece.
func marked(piece string, at ling.Span, spans [][]ling.Span, style Style) string {
	var inks []string
	var before, after string
	for n, of := range spans {
		for _, s := range of {
			if !s.Contains(at) {
				continue
			}
			if !slices.Contains(inks, string(marks[n].ink)) {
				inks = append(inks, string(marks[n].ink))
			}
			if s.Start == at.Start {
				before += marks[n].open
			}
			if s.End == at.End {
				after = marks[n].close + after
			}
		}
	}
	switch {
	case len(inks) == 0:
		return piece
	case style.Color:
		return style.in(ink(strings.Join(inks, ";")), piece)
	}
	return before + piece + after
}

// mark marks words of a legend.
func mark(words string, n int, style Style) string {
	if style.Color {
		return style.in(marks[n].ink, words)
	}
	return marks[n].open + words + marks[n].close
}

// markedLines writes words into lines of at most so many cells; 0 does not break.
func markedLines(b *strings.Builder, words []word, cells int) {
	used := 0
	for i, w := range words {
		switch {
		case i == 0:
		case cells > 0 && used+1+w.cells > cells:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(w.text)
		used += w.cells
	}
	b.WriteByte('\n')
}
