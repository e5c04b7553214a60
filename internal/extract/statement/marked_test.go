package statement

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// marked is a text with its statements marked in it: [[words|part]], where
// part is source, cue, content, addressee, via or venue, with a number where a
// line holds several statements ("cue2") and commas where a span is part of
// several ("source1,source2"). Marks nest. ¶ parts paragraphs.
type marked struct {
	text  string
	parts map[string]map[string][]ling.Span // statement number -> part -> spans
}

// parseMarked takes the marks out of line.
func parseMarked(line string) (marked, error) {
	m := marked{parts: map[string]map[string][]ling.Span{}}
	var out strings.Builder
	var open []int
	for i := 0; i < len(line); {
		rest := line[i:]
		switch {
		case strings.HasPrefix(rest, "[["):
			open = append(open, out.Len())
			i += 2
		case rest[0] == '|' && len(open) > 0:
			names, _, ok := strings.Cut(rest[1:], "]]")
			if !ok {
				return m, fmt.Errorf("%q: mark without ]]", line)
			}
			span := ling.Span{Start: open[len(open)-1], End: out.Len()}
			open = open[:len(open)-1]
			for _, name := range strings.Split(names, ",") {
				part := strings.TrimRight(name, "0123456789")
				n := name[len(part):]
				if m.parts[n] == nil {
					m.parts[n] = map[string][]ling.Span{}
				}
				m.parts[n][part] = append(m.parts[n][part], span)
			}
			i += 1 + len(names) + 2
		case strings.HasPrefix(rest, "¶"):
			out.WriteString("\n\n")
			i += len("¶")
		default:
			out.WriteByte(rest[0])
			i++
		}
	}
	if len(open) > 0 {
		return m, fmt.Errorf("%q: [[ without |", line)
	}
	m.text = out.String()
	return m, nil
}

// numbers are the statements of m in the order of their cues.
func (m marked) numbers() []string {
	var out []string
	for n := range m.parts {
		if len(m.parts[n]["cue"]) > 0 {
			out = append(out, n)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		return m.parts[out[i]]["cue"][0].Start < m.parts[out[j]]["cue"][0].Start
	})
	return out
}

// reading is an annotator and an extractor, made once for all tests.
type reading struct {
	a *annotate.Annotator
	x *Extractor
}

func newReading(t testing.TB) reading {
	t.Helper()
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return reading{a, x}
}

func (r reading) read(t testing.TB, text string) []onrecord.Statement {
	t.Helper()
	doc, err := r.a.Annotate(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return r.x.Extract(clause.Look(doc), &onrecord.Article{Text: text})
}

// at is the statement whose cue shares a character with cue, nil if none.
func at(found []onrecord.Statement, cue []ling.Span) *onrecord.Statement {
	for i := range found {
		if overlap(found[i].Cue.Spans, cue) > 0 {
			return &found[i]
		}
	}
	return nil
}

// overlap is the number of bytes that a and b share.
func overlap(a, b []ling.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}

func size(spans []ling.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// same reports whether a and b are the same stretch, but for marks and blanks
// at the edges: they share all but a few bytes of either.
func same(a, b []ling.Span) bool {
	n := overlap(a, b)
	return n > 0 && size(a)-n <= 4 && size(b)-n <= 4
}

// judge compares the statement found at a mark's cue with the mark: "" where
// all its parts are right, else what is not.
func judge(text string, want map[string][]ling.Span, got *onrecord.Statement) string {
	if got == nil {
		return "not found"
	}
	have := map[string][]ling.Span{
		"source": got.Source.Spans, "content": got.Content.Spans,
		"addressee": got.Addressee.Spans, "venue": got.Venue.Spans,
	}
	for _, v := range got.Via {
		have["via"] = append(have["via"], v.Spans...)
	}
	for _, part := range [...]string{"source", "content", "addressee", "venue", "via"} {
		if len(want[part]) == 0 && (part == "addressee" || part == "venue" || part == "via") {
			continue
		}
		if len(want[part]) == 0 && len(have[part]) == 0 {
			continue
		}
		if !same(want[part], have[part]) {
			return fmt.Sprintf("%s is %q, want %q", part, inText(text, have[part]), inText(text, want[part]))
		}
	}
	return ""
}

func inText(text string, spans []ling.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return strings.Join(out, " || ")
}
