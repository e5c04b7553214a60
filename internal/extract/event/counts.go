package event

import (
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// tolls are what is counted, by the class of the words that tell of it.
var tolls = []struct{ what, class string }{
	{"killed", "KILLED"}, {"injured", "INJURED"}, {"arrested", "ARRESTED"}, {"displaced", "DISPLACED"},
	{"abducted", "ABDUCTED"}, {"released", "RELEASED"}, {"missing", "MISSING"}, {"participants", "GATHERED"},
}

// counts are the numbers of people that the sentence of a candidate gives, where the
// words that count hang on its trigger or it on them.
func (r *reader) counts(c *candidate) []onrecord.Count {
	first, last := r.Sentence(c.at)
	var out []onrecord.Count
	for i := first; i < last; i++ {
		what := r.toll(i)
		if what == "" || !counting[what][c.kind] || i != c.at && !r.linked(c.at, i) && !r.linked(i, c.at) && !r.together(i, c.at) && !r.inOneBreath(i, c.at) {
			continue
		}
		for _, n := range r.counted(i) {
			out = appendCount(out, r.count(what, n))
		}
	}
	return out
}

// counting are the types of events that each number may belong to.
var counting = map[string]map[onrecord.EventType]bool{
	"killed":       {onrecord.ASSAULT: true, onrecord.PROTEST: true, onrecord.COERCE: true},
	"injured":      {onrecord.ASSAULT: true, onrecord.PROTEST: true, onrecord.COERCE: true},
	"arrested":     {onrecord.COERCE: true, onrecord.PROTEST: true},
	"displaced":    {onrecord.ASSAULT: true, onrecord.COERCE: true},
	"abducted":     {onrecord.ASSAULT: true},
	"released":     {onrecord.RETREAT: true},
	"missing":      {onrecord.ASSAULT: true},
	"participants": {onrecord.PROTEST: true},
}

// together reports whether two words hang on one clause: "two soldiers were killed
// and nine wounded".
func (r *reader) together(a, b int) bool {
	for k, steps := a, 0; k >= 0 && steps < 3; k, steps = r.Head(k), steps+1 {
		if !r.Is(k, "conj", "advcl", "xcomp", "acl", "dep") {
			return false
		}
		if h := r.Head(k); h == b || r.linked(h, b) || r.linked(b, h) {
			return true
		}
	}
	return false
}

// inOneBreath reports whether a word joined to the one at a hangs on the one at b: "three
// were killed and ten injured in an attack".
func (r *reader) inOneBreath(a, b int) bool {
	for _, k := range r.Kids(a) {
		if r.Is(k, "conj") && r.toll(k) != "" && (r.linked(k, b) || r.linked(b, k)) {
			return true
		}
	}
	return false
}

// toll is what the word at i counts, "" for nothing.
func (r *reader) toll(i int) string {
	for _, t := range tolls {
		if r.in(i, t.class) {
			return t.what
		}
	}
	return ""
}

// counted are the heads of the nouns and numbers that the word at i counts: its
// object or subject, itself, or the noun it stands with ("nine dead").
func (r *reader) counted(i int) []int {
	if k := r.rightBefore(i); k >= 0 {
		return []int{k}
	}
	if r.POS(i, ud.VERB) {
		q := r.Read(i)
		k := q.Object
		if k < 0 || r.in(i, "GATHERED") || r.Lemma(i) == "die" {
			k = q.Subject
		}
		return r.alsoJoined(k)
	}
	if r.POS(i, ud.ADJ) {
		if h := r.Head(i); h >= 0 && r.number(h) >= 0 && r.Is(i, "amod", "xcomp", "acl") {
			return []int{h}
		}
		if s := r.OwnSubject(i); s >= 0 {
			return []int{s}
		}
		if i > 0 && r.POS(i-1, ud.NUM) {
			return []int{i - 1}
		}
	}
	if r.number(i) >= 0 {
		return []int{i}
	}
	for _, o := range r.Read(i).Obliques {
		if o.Prep == "of" && r.number(o.At) >= 0 {
			return []int{o.At}
		}
	}
	return nil
}

// rightBefore is the noun or number that stands right before a word for what became
// of so many, -1 for none: "dozens wounded", "10 more were injured". It counts for
// this word alone, whatever else is told of with it.
func (r *reader) rightBefore(i int) int {
	if r.POS(i, ud.NOUN) || r.POS(i, ud.VERB) && r.Read(i).Object > i || r.in(i, "GATHERED") {
		return -1
	}
	first, _ := r.Sentence(i)
	for k := i - 1; k >= max(first, i-6); k-- {
		switch {
		case r.number(k) >= 0:
			return k
		case r.POS(k, ud.AUX), r.POS(k, ud.ADV), r.POS(k, ud.ADJ):
		default:
			return -1
		}
	}
	return -1
}

// alsoJoined are k and the nouns joined to it, but for those that another word
// tells of: "killing 30 civilians and dozens wounded".
func (r *reader) alsoJoined(k int) []int {
	if k < 0 {
		return nil
	}
	out := []int{k}
	for _, c := range r.Kids(k) {
		if r.Is(c, "conj") && r.number(c) >= 0 && r.toll(c+1) == "" {
			out = append(out, c)
		}
	}
	return out
}

// number is the token of the number that the noun at k has, or is; -1 for none.
func (r *reader) number(k int) int {
	if r.value(k) > 0 {
		return k
	}
	for _, d := range r.Kids(k) {
		if r.Is(d, "nummod") && r.value(d) > 0 {
			return d
		}
	}
	if r.in(k, "VAGUE") {
		return k
	}
	if k >= 0 && r.POS(k, ud.NOUN) && r.Kid(k, "det") >= 0 && (r.Low(r.Kid(k, "det")) == "a" || r.Low(r.Kid(k, "det")) == "an") && r.human(k) {
		return r.Kid(k, "det")
	}
	return -1
}

// vague are the bounds that numbers without digits give, from below.
var vague = map[string]int{"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "dozen": 12, "tens": 20, "many": 2, "a": 1, "an": 1, "millions": 2000000}

// value is the number at token i, 0 for none: digits with commas, or words.
func (r *reader) value(i int) int {
	w := strings.ReplaceAll(r.Low(i), ",", "")
	if n, err := strconv.Atoi(w); err == nil && n > 0 && !r.Timed(i) {
		return n
	}
	if n := numerals[w]; n > 0 {
		if n < 10 && r.before(i) == "-" && numerals[r.Low(i-2)] >= 20 {
			n += numerals[r.Low(i-2)] // "twenty - one"
		}
		return n
	}
	tens, ones, ok := strings.Cut(w, "-")
	if ok && numerals[tens] >= 20 && numerals[ones] > 0 && numerals[ones] < 10 {
		return numerals[tens] + numerals[ones]
	}
	return 0
}

// numerals are numbers in words.
var numerals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
	"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}

// count is the number that the noun at k has, with the bounds that the words before
// it set: "at least", "up to", "more than", "between … and".
func (r *reader) count(what string, k int) onrecord.Count {
	n := r.number(k)
	if n < 0 {
		return onrecord.Count{}
	}
	v, open := r.value(n), false
	if v == 0 {
		v, open = vague[r.Low(n)], r.Low(n) != "a" && r.Low(n) != "an"
	}
	if v == 0 {
		return onrecord.Count{}
	}
	v, last := r.times(n, v)
	low, high := v, v
	out := onrecord.Count{What: what, Min: &low, Max: &high}
	from := n
	if r.before(n) == "-" && n >= 2 {
		from -= 2
	}
	switch before := r.before(from); {
	case open, r.Low(last+1) == "or" && r.Low(last+2) == "more", before == "least", before == "than" && r.Low(from-2) == "more", before == "over", before == "above":
		out.Max = nil
		if before == "than" || before == "over" || before == "above" {
			low++
		}
	case before == "to" && r.Low(from-2) == "up", before == "most":
		out.Min = nil
	case before == "than":
		out.Min = nil
		high--
	}
	first, _ := r.Sentence(n)
	out.Spans = []ling.Span{{Start: r.Token(max(first, r.start(n))).Start, End: r.Token(last).End}}
	return out
}

// powers are words that multiply the number before them.
var powers = map[string]int{"hundred": 100, "thousand": 1000, "million": 1000000, "thousands": 1000, "millions": 1000000}

// times is a number multiplied by the words behind it, with the last of these:
// "two hundred", "hundreds of thousands".
func (r *reader) times(n, v int) (value, last int) {
	_, end := r.Sentence(n)
	next := n + 1
	if vague[r.Low(n)] > 1 && r.Low(next) == "of" {
		next++
	} else if vague[r.Low(n)] > 1 {
		return v, n
	}
	if p := powers[r.Low(next)]; next < end && p > 0 && v < p*1000 {
		return v * p, next
	}
	return v, n
}

// before is the word right before token n.
func (r *reader) before(n int) string { return r.Low(n - 1) }

// start is where the words of the number at n begin, with those that bound it.
func (r *reader) start(n int) int {
	if r.before(n) == "-" && n >= 2 {
		n -= 2
	}
	switch r.before(n) {
	case "least", "most", "than", "to":
		switch r.Low(n - 2) {
		case "at", "more", "less", "fewer", "up":
			return n - 2
		}
	case "over", "about", "around", "some", "nearly", "almost", "above":
		return n - 1
	}
	return n
}

// appendCount adds a count, unless it is none or one of the same is there.
func appendCount(list []onrecord.Count, one onrecord.Count) []onrecord.Count {
	if len(one.Spans) == 0 {
		return list
	}
	for _, o := range list {
		if o.What == one.What && o.Spans[0] == one.Spans[0] {
			return list
		}
	}
	return append(list, one)
}

var _ = clause.Range
