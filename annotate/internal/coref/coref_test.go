package coref_test

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/annotate/internal/coref"
	"onrecord/ling"
)

// marked is a text with its marks taken out.
type marked struct {
	line  int
	text  string
	marks []mark
}

type mark struct {
	ling.Span
	typ ling.MentionType // "" for descriptions and pronouns
	id  int              // 0 for nobody
	set bool             // it has an id
}

// readMarked reads "[[words|TYPE id]]", nested at will.
func readMarked(t *testing.T, line int, s string) marked {
	t.Helper()
	out := marked{line: line}
	var b strings.Builder
	var open []int
	s = strings.ReplaceAll(s, " ¶ ", "\n\n")
	for s != "" {
		switch {
		case strings.HasPrefix(s, "[["):
			open = append(open, b.Len())
			s = s[2:]
		case strings.HasPrefix(s, "|") && len(open) > 0:
			label, rest, ok := strings.Cut(s[1:], "]]")
			if !ok {
				t.Fatalf("line %d: mark is not closed", line)
			}
			m := mark{Span: ling.Span{Start: open[len(open)-1], End: b.Len()}}
			open, s = open[:len(open)-1], rest
			for _, f := range strings.Fields(label) {
				if id, err := strconv.Atoi(f); err == nil {
					m.id, m.set = id, true
				} else {
					m.typ = ling.MentionType(f)
				}
			}
			out.marks = append(out.marks, m)
		default:
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	out.text = b.String()
	return out
}

func readFile(t *testing.T, name string) []marked {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []marked
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if s := strings.TrimSpace(lines.Text()); s != "" && s[0] != '#' {
			out = append(out, readMarked(t, n, s))
		}
	}
	return out
}

// annotator is everything below coreference; names are given by the marks.
func annotator(t testing.TB) *annotate.Annotator {
	t.Helper()
	a, err := annotate.New(annotate.Without(annotate.Names, annotate.Coref, annotate.Times))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func document(t testing.TB, a *annotate.Annotator, m *marked) *ling.Document {
	t.Helper()
	doc, err := a.Annotate(t.Context(), m.text)
	if err != nil {
		t.Fatal(err)
	}
	doc.Mentions = nil
	for _, k := range m.marks {
		if k.typ != "" {
			first, last := doc.TokensIn(k.Span)
			doc.Mentions = append(doc.Mentions, ling.Mention{Span: k.Span, First: first, Last: last, Head: last - 1, Type: k.typ, Entity: -1})
		}
	}
	return doc
}

// score counts links of marks that have an id: right, wrong, unknown.
type score struct{ right, wrong, unknown int }

func judge(doc *ling.Document, m *marked, s *score, report func(mark, string)) {
	chainOf := func(k mark) int {
		for _, o := range doc.Mentions {
			if o.Span == k.Span {
				return o.Entity
			}
		}
		for _, o := range doc.Mentions {
			if k.typ == "" && strings.Contains(k.In(m.text), " ") && o.Type == ling.NOM && (o.Contains(k.Span) || o.Start == k.Start) {
				return o.Entity
			}
		}
		return -1
	}
	for _, k := range m.marks {
		first := true
		for _, o := range m.marks {
			if o.id == k.id && o.Start < k.Start {
				first = false
			}
		}
		if !k.set || first && k.id != 0 && k.typ != "" {
			continue // the first name of its person has nothing to be joined to
		}
		chain, mine, other := chainOf(k), false, false
		for _, o := range m.marks {
			if o.Span == k.Span || !o.set || chain < 0 || chainOf(o) != chain || o.Contains(k.Span) || k.Contains(o.Span) {
				continue
			}
			if o.id == k.id && k.id != 0 {
				mine = true
			} else if o.id != 0 {
				other = true
			}
		}
		alone := true // a description that nothing is to join
		for _, o := range m.marks {
			if o.Span != k.Span && o.id == k.id && !o.Contains(k.Span) && !k.Contains(o.Span) {
				alone = false
			}
		}
		switch {
		case other:
			s.wrong++
			report(k, "wrong")
		case mine || k.id == 0 || alone:
			s.right++
		default:
			s.unknown++
			report(k, "unknown")
		}
	}
}

// TestCoref holds the layer to its figures on texts of our own: those that the
// rules were made on, and those written after them.
func TestCoref(t *testing.T) {
	a := annotator(t)
	layer, err := coref.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file                  string
		leastRight, mostWrong float64
	}{
		{"testdata/coref.txt", 0.93, 0.02},
		{"testdata/held.txt", 0.93, 0.02},
	} {
		t.Run(c.file, func(t *testing.T) {
			var s score
			texts := readFile(t, c.file)
			for i := range texts {
				m := &texts[i]
				doc := document(t, a, m)
				layer.Annotate(doc)
				judge(doc, m, &s, func(k mark, what string) {
					t.Logf("line %d: %s: %q (%d) in %q", m.line, what, k.In(m.text), k.id, m.text)
				})
			}
			all := s.right + s.wrong + s.unknown
			t.Logf("%d texts, %d links: %d right, %d wrong, %d unknown", len(texts), all, s.right, s.wrong, s.unknown)
			if float64(s.right) < c.leastRight*float64(all) || float64(s.wrong) > c.mostWrong*float64(all) {
				t.Errorf("of %d links %d are right and %d wrong", all, s.right, s.wrong)
			}
		})
	}
}

func BenchmarkCoref(b *testing.B) {
	a := annotator(b)
	layer, err := coref.New()
	if err != nil {
		b.Fatal(err)
	}
	m := marked{text: strings.Repeat("Foreign Minister Igor Malinov said that he was ready. “We will see,” the minister added.\n\n", 50)}
	for at := 0; ; at++ {
		i := strings.Index(m.text[at:], "Igor Malinov")
		if i < 0 {
			break
		}
		at += i
		m.marks = append(m.marks, mark{Span: ling.Span{Start: at, End: at + len("Igor Malinov")}, typ: ling.PER})
	}
	doc := document(b, a, &m)
	names := doc.Mentions
	b.ReportAllocs()
	for b.Loop() {
		doc.Mentions = append([]ling.Mention(nil), names...)
		layer.Annotate(doc)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(doc.Sentences)), "ns/sentence")
}

func FuzzCoref(f *testing.F) {
	f.Add("Malinov said he, who met the minister, Ana, left. “It” they said.", 3, 7)
	a := annotator(f)
	layer, err := coref.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		doc, err := a.Annotate(t.Context(), text)
		if err != nil {
			t.Skip(err)
		}
		if n := len(doc.Tokens); n > 0 {
			first := min(max(from, 0), n-1)
			last := min(max(to, first+1), n)
			span := ling.Span{Start: doc.Tokens[first].Start, End: doc.Tokens[last-1].End}
			doc.Mentions = []ling.Mention{{Span: span, First: first, Last: last, Type: ling.PER}}
		}
		layer.Annotate(doc)
		for _, m := range doc.Mentions {
			if m.First < 0 || m.Last > len(doc.Tokens) || m.First >= m.Last || m.Start < 0 || m.End > len(text) || m.Entity < -1 {
				t.Fatalf("mention %+v", m)
			}
			if fmt.Sprint(m.Span) != fmt.Sprint(ling.Span{Start: doc.Tokens[m.First].Start, End: doc.Tokens[m.Last-1].End}) {
				t.Fatalf("mention %+v does not cover its tokens", m)
			}
		}
	})
}
