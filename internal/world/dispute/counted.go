package dispute

import (
	"slices"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/expr"
	"onrecord/internal/world/passage"
)

// counted is a number of things in what somebody says: "more than 500 protesters".
// The first group bounds it, the second is the number, the third what is counted.
var counted = expr.MustCompile(`(?i)\b(?:(at least|more than|over|up to|at most|fewer than|less than|no more than) )?(\d{1,3}(?:,\d{3})+|\d+|` + strings.Join(smallNumbers, "|") + `) ((?:\p{L}[\p{L}-]+ )?\p{L}[\p{L}-]+)`)

// smallNumbers are those that are written in words, from two.
var smallNumbers = strings.Fields("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")

// calendar are words after a number that make it a time or a measure, not a count.
var calendar = expr.MustCompile(`(?i)^(?:january|february|march|april|may|june|july|august|september|october|november|december|days?|weeks?|months?|years?|hours?|minutes?|percent|per|million|billion|o'clock|a\.?m|p\.?m|miles?|km|kilomet\w+|of|in|on|at|and|to|or)\b`)

// number is a count with the bounds that its words leave.
type number struct {
	least, most int // 0 and -1 where open
	things      []string
}

// numbers are the counts in what somebody says.
func numbers(content string) []number {
	var out []number
	for _, m := range counted.FindAllStringSubmatch(content, -1) {
		if calendar.MatchString(m[3]) {
			continue
		}
		n, err := strconv.Atoi(strings.ReplaceAll(m[2], ",", ""))
		if err != nil {
			if n = slices.Index(smallNumbers, strings.ToLower(m[2])) + 2; n < 2 {
				continue // beyond what is counted
			}
		}
		x := number{n, n, things(m[3])}
		switch strings.ToLower(m[1]) {
		case "at least":
			x.most = -1
		case "more than", "over":
			x.least, x.most = n+1, -1
		case "up to", "at most", "no more than":
			x.least = 0
		case "fewer than", "less than":
			x.least, x.most = 0, n-1
		}
		out = append(out, x)
	}
	return out
}

// things are the words for what is counted; "people" tells nothing elsewhere and
// everything here.
func things(words string) []string {
	out := passage.Stems(words)
	for _, w := range passage.Tokens(words) {
		if w == "people" || w == "persons" {
			out = append(out, "people")
		}
	}
	return out
}

// contradicts reports whether two counts of the same things cannot both hold.
func (n number) contradicts(o number) bool {
	return passage.Shared(n.things, o.things) > 0 && (n.most >= 0 && n.most < o.least || o.most >= 0 && o.most < n.least)
}

// countedOtherwise is the dispute that a statement has with one close behind it,
// of somebody else, that counts the same otherwise; nil if there is none.
func (a *article) countedOtherwise(i int) *finding {
	s := &a.said[i]
	if !s.voiced() || a.unsaid(s) {
		return nil
	}
	for j := i + 1; j < len(a.said); j++ {
		o := &a.said[j]
		if o.sentence-s.sentence > sentencesBack {
			return nil
		}
		if !o.voiced() || a.unsaid(o) || sameSource(s, o) || inside(o.span, s.Content.Spans) || inside(s.span, o.Content.Spans) || !a.otherCount(s, o) {
			continue
		}
		f := &finding{Kind: onrecord.DisputeFigures, Rule: "counted-otherwise", Text: s.content, Stems: passage.Stems(s.content + " " + o.content)}
		f.Sides = []onrecord.Side{side(Asserts, a.sayer(s), a.CiteStatement(s.Statement)), side(Asserts, a.sayer(o), a.CiteStatement(o.Statement))}
		f.About = a.named(slices.Concat(s.Content.Spans, o.Content.Spans))
		return f
	}
	return nil
}

// unsaid reports whether nobody is given as the source of a statement.
func (a *article) unsaid(s *said) bool { return strings.TrimSpace(a.Part(s.Source.Spans)) == "" }

// sayer is who says it: known, or by the words for them.
func (a *article) sayer(s *said) []onrecord.Who {
	if len(s.who) > 0 {
		return s.who
	}
	return []onrecord.Who{{Name: a.Part(s.Source.Spans)}}
}

// sameSource reports whether two statements can be of one speaker.
func sameSource(s, o *said) bool {
	return passage.Meet(s.who, o.who) || len(s.who)+len(o.who) == 0 && slices.Equal(s.Source.Spans, o.Source.Spans)
}

// otherCount reports whether two statements tell of one happening and count it
// otherwise: apart from their numbers, half of the words of the shorter are in both.
func (a *article) otherCount(s, o *said) bool {
	if !half(s.uncounted, o.uncounted, 2) {
		return false
	}
	for _, n := range numbers(s.content) {
		for _, m := range numbers(o.content) {
			if n.contradicts(m) {
				return true
			}
		}
	}
	return false
}

// withoutNumbers are the words that are none.
func withoutNumbers(stems []string) []string {
	return slices.DeleteFunc(slices.Clone(stems), func(w string) bool {
		return strings.ContainsAny(w, "0123456789") || numberStems[w]
	})
}

// numberStems are the stems of the numbers that are written in words.
var numberStems = stemsOf(smallNumbers)

func stemsOf(list []string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, w := range list {
		out[passage.Stem(w)] = true
	}
	return out
}
