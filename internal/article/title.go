package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// findTitle is the line above the running words that most looks like their
// title; -1 if none does.
func (s *scrape) findTitle() int {
	if s.first >= len(s.lines) {
		return -1
	}
	about := s.vocabulary()
	best, score := -1, 0.0
	var scores [maxRuled]float64
	for i := range s.lines[:min(s.first, maxRuled)] {
		if !s.open(i) {
			continue
		}
		if scores[i] = s.titleScore(i, about); scores[i] > score {
			best, score = i, scores[i]
		}
	}
	return s.aboveStandfirst(best, scores[:])
}

// aboveStandfirst moves from a line that may be the standfirst to the title
// above it: of two lines that look alike and stand together the first is the
// title. The page's name after a title makes it no other line.
func (s *scrape) aboveStandfirst(best int, scores []float64) int {
	const (
		alike  = 0.55 // of the best score
		within = 3    // lines
	)
	if best < 0 {
		return best
	}
	title, _ := splitTitle(oneLine(s.lines[best].text))
	for i := best - 1; i >= 0 && i >= best-within; i-- {
		// A section's name or the outlet's is short beside a title.
		if scores[i] < alike*scores[best] || 5*s.lines[i].words < 3*s.lines[best].words {
			continue
		}
		if other, _ := splitTitle(oneLine(s.lines[i].text)); other != title && !strings.HasSuffix(other, title) {
			return i
		}
	}
	return best
}

// stem is the first letters of a word, enough to bring "Syria" and "Syrian",
// "cooperate" and "cooperation" together.
func stem(word string) string {
	const letters = 5
	n := 0
	for i := range word {
		if n == letters {
			return word[:i]
		}
		n++
	}
	return word
}

// contentWords are the stems of the words that carry matter: long ones, and
// short ones in capitals ("US", "IS").
func contentWords(s string, each func(string)) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if n := utf8.RuneCountInString(w); n >= 4 || n >= 2 && w == strings.ToUpper(w) {
			each(stem(strings.ToLower(w)))
		}
	}
}

// vocabulary is what the running words are about. The first lines suffice, and
// bound the work on a book of a page.
func (s *scrape) vocabulary() map[string]bool {
	const enough = 60 // lines
	about := map[string]bool{}
	for i, n := s.first, 0; i <= s.last && n < enough; i++ {
		if l := &s.lines[i]; s.open(i) && l.strong() {
			contentWords(l.text, func(w string) { about[w] = true })
			n++
		}
	}
	return about
}

// titleScore weighs how much line i looks like the title; at or below zero it
// is none. The weights order the signals: what it is about counts most, then
// its shape, then what stands near. They were set on scrapes of our own.
func (s *scrape) titleScore(i int, about map[string]bool) float64 {
	const (
		overlapWeight = 4.0
		stop          = -1.5 // titles end without a stop; captions and teasers with one
		tooLong       = -3.0 // beyond the longest headlines
		label         = -1.0 // a word or two are a section's name
		nearHead      = 1.0  // a date line, byline or standfirst follows
		again         = 0.5  // it stands twice: in the head of the page and on it
		farAway       = 0.06 // a line of distance from the running words
		least         = 0.8  // below this, no line of the page is a title
	)
	l := &s.lines[i]
	if l.words > 40 || strings.HasSuffix(l.text, ":") {
		return 0
	}
	score, known, all := 0.0, 0, 0
	contentWords(l.text, func(w string) {
		all++
		if about[w] {
			known++
		}
	})
	if all > 0 {
		score += overlapWeight * float64(known) / float64(max(all, 2))
	}
	switch {
	case l.words <= 2:
		score += label
	case l.words >= 4 && l.words <= 18:
		score++
	case l.words > 25:
		score += tooLong
	}
	if l.ends && !l.asks {
		score += stop
	}
	if s.headFollows(i) {
		score += nearHead
	}
	for j := range s.lines[:min(s.first, maxRuled)] {
		if j != i && s.lines[j].text == l.text {
			score += again
			break
		}
	}
	score -= farAway * float64(min(s.first-i, 40))
	if score < least {
		return 0
	}
	return score
}

// headFollows reports whether the next lines are what stands under titles.
func (s *scrape) headFollows(i int) bool {
	for j := i + 1; j <= i+2 && j < len(s.lines); j++ {
		l := &s.lines[j]
		if l.kind == ling.BlockDateline || l.kind == ling.BlockByline || names(l.text) {
			return true
		}
		if l.rule == nil {
			if r := find(theRules(), l, "head"); r != nil && r.kind == ling.BlockByline {
				return true
			}
		}
		if l.kind == "" && l.strong() {
			return true
		}
	}
	return false
}

// titleOutlet is the outlet's name that pages hang on their title.
var titleOutlet = regexp.MustCompile(`^(.{15,}?)\s+(?:\||::|»|—|–|-)\s+(\p{Lu}[^|:»]{1,39})$`)

// splitTitle parts a title from the outlet's name after it. A dash may also
// belong to the headline, so after one only a name of few, capitalised words
// is taken: "Ceasefire holds - but for how long" stays whole.
func splitTitle(s string) (title, outlet string) {
	m := titleOutlet.FindStringSubmatch(s)
	if m == nil {
		return s, ""
	}
	bar := strings.ContainsAny(s[len(m[1]):len(s)-len(m[2])], "|»:")
	l := measure(m[2], ling.Span{End: len(m[2])}, false)
	if !bar && (l.lower > 0 || l.words > 4 || l.words < 2) || l.ends || l.words > 6 {
		return s, ""
	}
	return m[1], m[2]
}
