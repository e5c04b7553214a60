package resolve_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// spoke is an article of testdata/who.txt: a text, and who its sources are.
type spoke struct {
	line  int
	part  string
	text  string
	marks []source
}

type source struct {
	ling.Span
	who string
}

func readSpoke(t testing.TB) []spoke {
	t.Helper()
	data, err := os.ReadFile("testdata/who.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []spoke
	part := ""
	for i, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "=="):
			part = strings.TrimPrefix(line, "== ")
		default:
			s := spoke{line: i + 1, part: part}
			s.read(t, strings.ReplaceAll(line, " ¶ ", "\n\n"))
			out = append(out, s)
		}
	}
	return out
}

// read takes the marks out of a line.
func (s *spoke) read(t testing.TB, line string) {
	t.Helper()
	var b strings.Builder
	for {
		before, rest, marked := strings.Cut(line, "[[")
		b.WriteString(before)
		if !marked {
			break
		}
		inside, after, ok := strings.Cut(rest, "]]")
		words, who, two := strings.Cut(inside, "|")
		if !ok || !two {
			t.Fatalf("who.txt:%d: broken mark", s.line)
		}
		start := b.Len()
		b.WriteString(words)
		s.marks = append(s.marks, source{ling.Span{Start: start, End: b.Len()}, who})
		line = after
	}
	s.text = b.String()
}

// whose is who the statement says spoke whose source stands at a span: names
// joined by "&", "-" for nobody, "?" where there is no such statement.
func whose(record *onrecord.Record, at ling.Span) string {
	names := map[onrecord.ActorID]string{}
	for _, a := range record.Actors {
		names[a.ID] = a.Name
	}
	for i := range record.Statements {
		p := record.Statements[i].Source
		if !slices.ContainsFunc(p.Spans, at.Overlaps) {
			continue
		}
		var who []string
		for _, id := range p.Actors {
			who = append(who, names[id])
		}
		slices.Sort(who)
		if who == nil {
			return "-"
		}
		return strings.Join(who, "&")
	}
	return "?"
}

// TestWho holds who spoke to the figures of each part of testdata/who.txt: those
// of the day they were set, less a twentieth. The part "held" was written before
// the rules and not looked at while they were made.
func TestWho(t *testing.T) {
	r, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ right, wrong, open, all int }
	counts := map[string]*count{}
	for _, s := range readSpoke(t) {
		record := r.read(t, s.text)
		c := counts[s.part]
		if c == nil {
			c = &count{}
			counts[s.part] = c
		}
		for _, m := range s.marks {
			got := whose(&record, m.Span)
			c.all++
			switch {
			case got == m.who:
				c.right++
				continue
			case got == "-" || got == "?":
				c.open++
			default:
				c.wrong++
			}
			if s.part != "held" || os.Getenv("HELD") != "" {
				t.Logf("who.txt:%d: %q is %q, want %q", s.line, m.In(s.text), got, m.who)
			}
		}
	}
	for part, least := range map[string]int{"seen": 41, "held": 33, "kinds": 72} {
		c := counts[part]
		t.Logf("%s: %+v", part, *c)
		if c.right < least || c.wrong > 5 {
			t.Errorf("%s: %d of %d right, %d wrong; want %d and at most 5", part, c.right, c.all, c.wrong, least)
		}
	}
}
