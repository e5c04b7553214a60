package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"onrecord"
	"onrecord/ling"
)

// Expected is a statement that a reader of an article found: where its content
// and cue stand, in code points, and who spoke.
type Expected struct {
	File         string
	Content, Cue [2]int
	Speakers     []string // right names, equals of each other
	Hard         bool     // an attitude, a group, an elliptic cue
}

// ReadExpected reads a tab-separated list of expected statements.
func ReadExpected(name string, in io.Reader) ([]Expected, error) {
	var list []Expected
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 7 {
			return nil, fmt.Errorf("%s:%d: want 7 columns, got %d", name, n, len(cols))
		}
		var at [4]int
		for i := range at {
			v, err := strconv.Atoi(cols[i+1])
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			at[i] = v
		}
		list = append(list, Expected{
			File: cols[0], Content: [2]int{at[0], at[1]}, Cue: [2]int{at[2], at[3]},
			Speakers: strings.Split(cols[5], "|"), Hard: cols[6] == "hard",
		})
	}
	return list, lines.Err()
}

// Verdict is what became of one expected statement.
type Verdict string

// The verdicts. A wrong speaker is worse than none.
const (
	Right   Verdict = "right"
	Wrong   Verdict = "wrong"
	Nobody  Verdict = "unknown" // found, without a speaker
	Missing Verdict = "missing"
)

// Judged is an expected statement with its verdict and the speaker that the program gave.
type Judged struct {
	Expected
	Verdict Verdict
	Speaker string
}

// Judge compares a record with the statements expected of it. A statement is
// found if its cue touches the expected cue and half of the words of both
// contents are shared.
func Judge(r onrecord.Record, expected []Expected) []Judged {
	offsets := ling.NewOffsets(r.Text)
	names := map[onrecord.ActorID]string{}
	for _, a := range r.Actors {
		names[a.ID] = a.Name
	}
	judged := make([]Judged, 0, len(expected))
	for _, e := range expected {
		j := Judged{Expected: e, Verdict: Missing}
		cue := ling.Span{Start: offsets.Byte(e.Cue[0]), End: offsets.Byte(e.Cue[1])}
		content := ling.Span{Start: offsets.Byte(e.Content[0]), End: offsets.Byte(e.Content[1])}
		for _, s := range r.Statements {
			if !touches(s.Cue.Spans, cue) || overlap(s.Content.Spans, content) < .5 {
				continue
			}
			j.Speaker = names[s.Source.Actor()]
			if j.Speaker == "" {
				j.Speaker = text(r.Text, s.Source.Spans)
			}
			j.Verdict = verdict(j.Speaker, e.Speakers)
			break
		}
		judged = append(judged, j)
	}
	return judged
}

func verdict(speaker string, right []string) Verdict {
	if speaker == "" {
		return Nobody
	}
	for _, name := range right {
		if sameName(speaker, name) {
			return Right
		}
	}
	return Wrong
}

// sameName compares names as a reader would: case, accents, articles and
// "Sergei" for "Sergey" aside, the shorter one's words all within the longer one.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return false
	}
	for w := range x {
		if !y[w] {
			return false
		}
	}
	return true
}

func nameWords(s string) map[string]bool {
	folded := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }) {
		w = strings.ReplaceAll(strings.ReplaceAll(w, ".", ""), "sergei", "sergey")
		switch w {
		case "the", "a", "of", "s", "":
		case "us":
			words["united"], words["states"] = true, true
		default:
			words[w] = true
		}
	}
	return words
}

func text(all string, spans []ling.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(all))
	}
	return strings.Join(parts, " ")
}

func touches(spans []ling.Span, s ling.Span) bool {
	for _, o := range spans {
		if o.Overlaps(s) {
			return true
		}
	}
	return false
}

// overlap is the Jaccard index of the bytes of spans and s.
func overlap(spans []ling.Span, s ling.Span) float64 {
	shared, all := 0, s.Len()
	for _, o := range spans {
		in := max(0, min(o.End, s.End)-max(o.Start, s.Start))
		shared += in
		all += o.Len() - in
	}
	return float64(shared) / float64(max(1, all))
}
