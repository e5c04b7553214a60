package scrape

import (
	"strings"

	"onrecord/internal/article/line"
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
	var scores [line.MostRuled]float64
	for i := range s.lines[:min(s.first, line.MostRuled)] {
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
	title, _ := line.SplitTitle(line.Join(s.lines[best].Text))
	for i := best - 1; i >= 0 && i >= best-within; i-- {
		// A section's name or the outlet's is short beside a title.
		if scores[i] < alike*scores[best] || 5*s.lines[i].Words < 3*s.lines[best].Words {
			continue
		}
		if other, _ := line.SplitTitle(line.Join(s.lines[i].Text)); other != title && !strings.HasSuffix(other, title) {
			return i
		}
	}
	return best
}

// vocabulary is what the running words are about. The first lines suffice, and
// bound the work on a book of a page.
func (s *scrape) vocabulary() map[string]bool {
	const enough = 60 // lines
	about := map[string]bool{}
	for i, n := s.first, 0; i <= s.last && n < enough; i++ {
		if l := &s.lines[i]; s.open(i) && l.Strong() {
			line.ContentWords(l.Text, func(w string) { about[w] = true })
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
	if l.Words > 40 || strings.HasSuffix(l.Text, ":") {
		return 0
	}
	score, known, all := 0.0, 0, 0
	line.ContentWords(l.Text, func(w string) {
		all++
		if about[w] {
			known++
		}
	})
	if all > 0 {
		score += overlapWeight * float64(known) / float64(max(all, 2))
	}
	switch {
	case l.Words <= 2:
		score += label
	case l.Words >= 4 && l.Words <= 18:
		score++
	case l.Words > 25:
		score += tooLong
	}
	if l.Ends && !l.Asks {
		score += stop
	}
	if s.headFollows(i) {
		score += nearHead
	}
	for j := range s.lines[:min(s.first, line.MostRuled)] {
		if j != i && s.lines[j].Text == l.Text {
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
		if l.Kind == ling.BlockDateline || l.Kind == ling.BlockByline || line.Names(l.Text) {
			return true
		}
		if l.Rule == nil {
			if r := line.Find(line.Rules(), l, "head"); r != nil && r.Kind == ling.BlockByline {
				return true
			}
		}
		if l.Kind == "" && l.Strong() {
			return true
		}
	}
	return false
}
