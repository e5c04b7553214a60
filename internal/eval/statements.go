package eval

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"onrecord"
	"onrecord/ling"
)

// AttributedDoc is an article whose attributions people marked (PolNeAR's form).
type AttributedDoc struct {
	ID           string        `json:"id"`
	Text         string        `json:"text"`
	Attributions []Attribution `json:"attributions"`
}

// Attribution is source, cue and content as spans of code points.
type Attribution struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
	// Speech is whether the cue is a verb of speech; nil where nobody knows.
	Speech *bool `json:"speech"`
}

// Outermost are the statements found in text that stand in no other, in code points.
func Outermost(text string, found []onrecord.Statement) []Attribution {
	offsets := ling.NewOffsets(text)
	points := func(spans []ling.Span) [][2]int {
		var out [][2]int
		for _, s := range spans {
			a, b := offsets.CodePoints(s)
			out = append(out, [2]int{a, b})
		}
		return out
	}
	var out []Attribution
	for _, s := range found {
		if s.Parent == "" {
			out = append(out, Attribution{Source: points(s.Source.Spans), Cue: points(s.Cue.Spans), Content: points(s.Content.Spans)})
		}
	}
	return out
}

// StatementRows are the rows of an AttributionScore, in the order they print.
var StatementRows = [...]string{"all", "direct", "mixed", "indirect", "speech"}

// AttributionScore counts attributions as score/statements.py does: cues
// overlap, contents share half their words, sources overlap or neither has one.
type AttributionScore struct {
	gold, hit, pred, right map[string]int
}

// F1 is the harmonic mean of precision and recall of a row, in per cent.
func (s *AttributionScore) F1(row string) float64 {
	p, r := s.ratios(row)
	if p+r == 0 {
		return 0
	}
	return 200 * p * r / (p + r)
}

func (s *AttributionScore) ratios(row string) (p, r float64) {
	if s.pred[row] > 0 {
		p = float64(s.right[row]) / float64(s.pred[row])
	}
	if s.gold[row] > 0 {
		r = float64(s.hit[row]) / float64(s.gold[row])
	}
	return p, r
}

// String is a table of precision, recall and F1, a row a line.
func (s *AttributionScore) String() string {
	var out strings.Builder
	for _, row := range StatementRows {
		p, r := s.ratios(row)
		fmt.Fprintf(&out, "%-8s gold %d pred %d P %.1f R %.1f F1 %.1f\n", row, s.gold[row], s.pred[row], 100*p, 100*r, s.F1(row))
	}
	return out.String()
}

// Add counts one article.
func (s *AttributionScore) Add(doc AttributedDoc, found []Attribution) {
	if s.gold == nil {
		s.gold, s.hit, s.pred, s.right = map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	}
	text := []rune(doc.Text)
	mask := quotedRunes(doc.Text, len(text))
	words := wordSpans(text)
	gold, pred := prepare(text, words, mask, doc.Attributions), prepare(text, words, mask, found)
	ofGold, ofPred := pairUp(gold, pred)
	for i, g := range gold {
		rows := []string{"all", g.kind}
		if g.speech != nil && *g.speech {
			rows = append(rows, "speech")
		}
		for _, row := range rows {
			s.gold[row]++
			if ofGold[i] >= 0 {
				s.hit[row]++
			}
		}
	}
	for j, p := range pred {
		rows := []string{"all", p.kind}
		if m := ofPred[j]; m < 0 || gold[m].speech != nil && *gold[m].speech {
			rows = append(rows, "speech")
		}
		for _, row := range rows {
			s.pred[row]++
			if ofPred[j] >= 0 {
				s.right[row]++
			}
		}
	}
}

// attributed is an attribution as sets of words; marks of a cue count as
// words below zero.
type attributed struct {
	source, cue, content map[int]bool
	kind                 string
	speech               *bool
}

// wordSpans are the runs of letters, digits and underscores: \w+ of Python.
func wordSpans(text []rune) [][2]int {
	var out [][2]int
	for i := 0; i < len(text); {
		if !wordRune(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && wordRune(text[i]) {
			i++
		}
		out = append(out, [2]int{start, i})
	}
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

func prepare(text []rune, words [][2]int, mask []bool, rows []Attribution) []attributed {
	ids := func(spans [][2]int) map[int]bool {
		found := map[int]bool{}
		for _, s := range spans {
			i := sort.Search(len(words), func(k int) bool { return words[k][1] > s[0] })
			for ; i < len(words) && words[i][0] < s[1]; i++ {
				found[i] = true
			}
		}
		return found
	}
	var out []attributed
	for _, r := range rows {
		a := attributed{source: ids(r.Source), cue: ids(r.Cue), content: ids(r.Content), speech: r.Speech}
		for _, s := range r.Cue {
			for i := s[0]; i < min(s[1], len(text)); i++ {
				if !wordRune(text[i]) && !unicode.IsSpace(text[i]) || text[i] == '_' {
					a.cue[-1-i] = true
				}
			}
		}
		a.kind = kindOf(text, mask, r.Content)
		out = append(out, a)
	}
	return out
}

// kindOf is the mode by how much of the content is quoted.
func kindOf(text []rune, mask []bool, spans [][2]int) string {
	letters, inside := 0, 0
	for _, s := range spans {
		for i := s[0]; i < min(s[1], len(text)); i++ {
			if unicode.IsLetter(text[i]) || unicode.IsNumber(text[i]) {
				letters++
				if mask[i] {
					inside++
				}
			}
		}
	}
	share := float64(inside) / float64(max(1, letters))
	switch {
	case share >= .95:
		return "direct"
	case share <= .02:
		return "indirect"
	}
	return "mixed"
}

var quoteMark = regexp.MustCompile("“|”|\"|''|``|«|»")

// quotedRunes marks what stands inside quotation marks by the scorer's own
// plain rule, not by package quote's: gold and prediction are measured alike.
func quotedRunes(text string, n int) []bool {
	mask := make([]bool, n)
	offsets := ling.NewOffsets(text)
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		par := strings.TrimSuffix(line, "\n")
		open := -1
		fill := func(end int) {
			for i, e := offsets.CodePoint(at+open), offsets.CodePoint(at+end); i < e; i++ {
				mask[i] = true
			}
			open = -1
		}
		for _, m := range quoteMark.FindAllStringIndex(par, -1) {
			switch g := par[m[0]:m[1]]; {
			case g == "“" || g == "``" || g == "«":
				if open < 0 {
					open = m[0]
				}
			case g == "”" || g == "»" || open >= 0:
				if open >= 0 {
					fill(m[1])
				}
			case m[1] < len(par) && !unicode.IsSpace([]rune(par[m[1]:])[0]):
				open = m[0]
			}
		}
		if open >= 0 {
			fill(len(par))
		}
		at += len(line)
	}
	return mask
}

// pairUp pairs gold and predicted attributions that fit, best contents first.
func pairUp(gold, pred []attributed) (ofGold, ofPred []int) {
	type pair struct {
		share float64
		i, j  int
	}
	var pairs []pair
	for i, g := range gold {
		for j, p := range pred {
			both := shared(g.content, p.content)
			all := len(g.content) + len(p.content) - both
			if both == 0 || shared(g.cue, p.cue) == 0 || 2*both < all {
				continue
			}
			if len(g.source)+len(p.source) > 0 && shared(g.source, p.source) == 0 {
				continue
			}
			pairs = append(pairs, pair{float64(both) / float64(all), i, j})
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].share > pairs[b].share })
	ofGold, ofPred = filled(len(gold)), filled(len(pred))
	for _, p := range pairs {
		if ofGold[p.i] < 0 && ofPred[p.j] < 0 {
			ofGold[p.i], ofPred[p.j] = p.j, p.i
		}
	}
	return ofGold, ofPred
}

func filled(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func shared(a, b map[int]bool) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}
