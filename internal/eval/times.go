package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"onrecord/ling"
)

// TimeDoc is an article whose time expressions people marked.
type TimeDoc struct {
	Doc   string `json:"doc"`
	DCT   string `json:"dct"` // the day it was written, ISO 8601
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Day is the day the article was written, zero if it is not known.
func (d TimeDoc) Day() ling.Date {
	day, err := ling.ParseDate(d.DCT)
	if err != nil {
		return ling.Date{}
	}
	return day
}

// MarkedTime is a time expression in code points, marked by people or found.
type MarkedTime struct {
	Doc   string `json:"doc"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// ReadJSONLines reads one T a line.
func ReadJSONLines[T any](name string, in io.Reader) ([]T, error) {
	var list []T
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if len(strings.TrimSpace(lines.Text())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		list = append(list, v)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return list, nil
}

// TimeScore counts what was found of what is marked, as TempEval-3's task A
// does (UzZaman et al., SemEval 2013): strict spans, spans that overlap, and
// of these the ones of equal value.
type TimeScore struct {
	Gold, Found           int
	Strict, Relaxed, Type int
	Valued, Guessed       int // marked with a value; found, less those whose marked partner has none
	Value                 int
	Day, Days             int // whole days marked, and those found as that day
	Errors                []string
}

func percentF1(hits, gold, found int) float64 {
	return 200 * float64(hits) / float64(max(1, gold+found))
}

// StrictF1 is the F1 of equal spans, in percent.
func (s TimeScore) StrictF1() float64 { return percentF1(s.Strict, s.Gold, s.Found) }

// RelaxedF1 is the F1 of overlapping spans, in percent.
func (s TimeScore) RelaxedF1() float64 { return percentF1(s.Relaxed, s.Gold, s.Found) }

// ValueF1 is the F1 of overlapping spans of equal value, in percent.
func (s TimeScore) ValueF1() float64 { return percentF1(s.Value, s.Valued, s.Guessed) }

// String is the line that score/times.py prints.
func (s TimeScore) String() string {
	return fmt.Sprintf("gold %d pred %d  strict F1 %.1f  relaxed F1 %.1f  type F1 %.1f  value F1 %.1f  days %d/%d",
		s.Gold, s.Found, s.StrictF1(), s.RelaxedF1(), percentF1(s.Type, s.Gold, s.Found), s.ValueF1(), s.Day, s.Days)
}

var (
	openInterval = regexp.MustCompile(`^-|/`)
	wholeDay     = regexp.MustCompile(`^\d{4}-\d\d-\d\d(T.*)?$`)
	decades      = regexp.MustCompile(`P(\d+)DE`)
)

// ScoreTimes compares found with gold as score/times.py does. With intervals
// set values are compared as the days they cover where both sides have them.
func ScoreTimes(docs []TimeDoc, gold, found []MarkedTime, intervals bool) TimeScore {
	var s TimeScore
	byDoc := func(list []MarkedTime) map[string][]MarkedTime {
		m := map[string][]MarkedTime{}
		for _, t := range list {
			m[t.Doc] = append(m[t.Doc], t)
		}
		return m
	}
	golds, founds := byDoc(gold), byDoc(found)
	for _, d := range docs {
		s.score([]rune(d.Text), golds[d.Doc], founds[d.Doc], intervals)
	}
	return s
}

// trimmed is a span without white space and punctuation at its edges.
func trimmed(text []rune, t MarkedTime) (int, int) {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	s, e := t.Start, t.End
	for s < e && !word(text[s]) {
		s++
	}
	for e > s && !word(text[e-1]) {
		e--
	}
	return s, e
}

// pairs matches golds with founds one to one, equal spans first, then the
// longest overlaps, then in order.
func pairs(text []rune, gold, found []MarkedTime) map[int]int {
	type pair struct{ exact, overlap, g, p int }
	var all []pair
	for i, g := range gold {
		gs, ge := trimmed(text, g)
		for j, p := range found {
			ps, pe := trimmed(text, p)
			if o := min(ge, pe) - max(gs, ps); o > 0 {
				exact := 0
				if gs == ps && ge == pe {
					exact = 1
				}
				all = append(all, pair{exact, o, i, j})
			}
		}
	}
	sort.Slice(all, func(a, b int) bool {
		x, y := all[a], all[b]
		switch {
		case x.exact != y.exact:
			return x.exact > y.exact
		case x.overlap != y.overlap:
			return x.overlap > y.overlap
		case x.g != y.g:
			return x.g < y.g
		}
		return x.p < y.p
	})
	matched, taken := map[int]int{}, map[int]bool{}
	for _, p := range all {
		if _, has := matched[p.g]; !has && !taken[p.p] {
			matched[p.g], taken[p.p] = p.p, true
		}
	}
	return matched
}

func (s *TimeScore) score(text []rune, gold, found []MarkedTime, intervals bool) {
	matched := pairs(text, gold, found)
	skip := func(g MarkedTime) bool {
		if g.Value == "" || g.Value == "null" {
			return true
		}
		_, _, covers := coveredDays(g.Value)
		return intervals && !covers && openInterval.MatchString(g.Value)
	}
	s.Gold += len(gold)
	s.Found += len(found)
	s.Guessed += len(found)
	taken := map[int]bool{}
	for i, g := range gold {
		if !skip(g) {
			s.Valued++
		}
		day := wholeDay.MatchString(g.Value)
		if day {
			s.Days++
		}
		j, ok := matched[i]
		if !ok {
			s.note("MISS", text, g, "")
			continue
		}
		taken[j] = true
		s.pair(text, g, found[j], skip(g), day, intervals)
	}
	for j, p := range found {
		if !taken[j] {
			s.note("EXTRA", text, p, "")
		}
	}
}

func (s *TimeScore) pair(text []rune, g, p MarkedTime, skip, day, intervals bool) {
	s.Relaxed++
	gs, ge := trimmed(text, g)
	if ps, pe := trimmed(text, p); ps == gs && pe == ge {
		s.Strict++
	}
	if g.Type == p.Type {
		s.Type++
	}
	if skip {
		s.Guessed--
	} else if sameValue(g.Value, p.Value, intervals) {
		s.Value++
	} else {
		s.note("VALUE", text, g, string(text[p.Start:p.End])+" "+p.Value)
	}
	if day && len(p.Value) >= 10 && p.Value[:10] == g.Value[:10] {
		s.Day++
	}
}

func (s *TimeScore) note(kind string, text []rune, t MarkedTime, got string) {
	s.Errors = append(s.Errors, fmt.Sprintf("%s | %s | %s | %s | %s | %s", kind, t.Doc, string(text[t.Start:t.End]), t.Type, t.Value, got))
}

func sameValue(gold, got string, intervals bool) bool {
	if gold == got || decades.ReplaceAllString(gold, "P${1}0Y") == got {
		return true
	}
	if !intervals {
		return false
	}
	a, b, ok := coveredDays(gold)
	c, d, okToo := coveredDays(got)
	return ok && okToo && a == c && b == d
}

var coverForms = []struct {
	form  *regexp.Regexp
	cover func(n []int) (first, last ling.Date)
}{
	{regexp.MustCompile(`^(\d{4})-(\d\d)-(\d\d)$`), func(n []int) (ling.Date, ling.Date) {
		d := ling.Date{Year: n[0], Month: n[1], Day: n[2]}
		return d, d
	}},
	{regexp.MustCompile(`^(\d{4})-(\d\d)$`), func(n []int) (ling.Date, ling.Date) { return monthsFrom(n[0], n[1], 1) }},
	{regexp.MustCompile(`^(\d{4})-W(\d\d)$`), func(n []int) (ling.Date, ling.Date) { m := ling.ISOMonday(n[0], n[1]); return m, m.AddDays(6) }},
	{regexp.MustCompile(`^(\d{4})-W(\d\d)-WE$`), func(n []int) (ling.Date, ling.Date) {
		m := ling.ISOMonday(n[0], n[1])
		return m.AddDays(5), m.AddDays(6)
	}},
	{regexp.MustCompile(`^(\d{4})-Q([1-4])$`), func(n []int) (ling.Date, ling.Date) { return monthsFrom(n[0], 3*n[1]-2, 3) }},
	{regexp.MustCompile(`^(\d{4})$`), func(n []int) (ling.Date, ling.Date) { return monthsFrom(n[0], 1, 12) }},
	{regexp.MustCompile(`^(\d{3})X?$`), func(n []int) (ling.Date, ling.Date) { return monthsFrom(10*n[0], 1, 120) }},
}

func monthsFrom(year, month, n int) (ling.Date, ling.Date) {
	return ling.NewDate(year, month, 1), ling.NewDate(year, month+n, 0)
}

// coveredDays are the first and last day that a TIMEX3 or TEI value covers.
func coveredDays(value string) (first, last ling.Date, ok bool) {
	v := strings.TrimSpace(value)
	if a, b, both := strings.Cut(v, "/"); both {
		first, _, ok1 := coveredDays(a)
		_, last, ok2 := coveredDays(b)
		return first, last, ok1 && ok2
	}
	if i := strings.IndexByte(v, 'T'); i >= 0 {
		v = v[:i]
	}
	for _, f := range coverForms {
		m := f.form.FindStringSubmatch(v)
		if m == nil {
			continue
		}
		n := make([]int, 0, 3)
		for _, s := range m[1:] {
			i, err := strconv.Atoi(s)
			if err != nil {
				return first, last, false
			}
			n = append(n, i)
		}
		first, last = f.cover(n)
		return first, last, first.Valid() && last.Valid()
	}
	return first, last, false
}
