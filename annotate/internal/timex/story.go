package timex

import (
	"onrecord/ling"
)

// along gives a year-less stretch the year of the story's line.
func (c *context) along(f *found, p point) point {
	p.open, p.year = false, c.line.year
	if c.comesBack(f, p) {
		p.year = c.left.year
		c.line, c.left = c.left, point{}
		return p
	}
	if p.grain == uSeason || c.line.grain == uYear {
		return p
	}
	// A story runs forward: "in January" after "in November" is next year's.
	if monthOf(c.line)-monthOf(p) > 6 {
		p.year = addYears(p.year, 1)
	}
	return p
}

// An excursion to another year is over when a date without a year goes on, within
// so many sentences, not more than so many months after where the story was left.
const (
	excursionSentences = 4
	excursionMonths    = 3
)

// comesBack reports whether a year-less stretch goes on where the story stood
// before its last change of year: "On April 9 … (he was freed in November 2008).
// … On April 15" is the first year's.
func (c *context) comesBack(f *found, p point) bool {
	if c.left.year == 0 || f.sent-c.leftAt > excursionSentences || c.left.grain != uDay && c.left.grain != uMonth {
		return false
	}
	on := monthOf(p) - monthOf(c.left)
	if on < 0 || on > excursionMonths {
		return false
	}
	return c.line.year > c.left.year+1
}

// tells reports whether a news text tells of an earlier time just here: the
// sentence or the one before dated something to a year that is not the article's.
func (c *context) tells(f *found) bool {
	return c.stated && f.sent-c.sent <= 1 && c.article.Year-c.last.year >= 1 && f.tense <= 0
}

func monthOf(p point) int {
	switch p.grain {
	case uDay, uMonth:
		return p.n
	}
	if first, _ := p.span(); !first.IsZero() {
		return first.Month
	}
	return 6
}

// remember moves the time the text speaks of.
func (c *context) remember(f *found, p point) {
	if p.open && c.article.IsZero() && p.n > 0 && (p.grain == uDay || p.grain == uMonth) && (!c.spoken || c.last.open) {
		c.last, c.spoken, c.sent = p, true, f.sent // "November 13", of whatever year
		return
	}
	if p.open || p.grain == noUnit {
		return
	}
	s := &f.says
	stated := s.any(fYear, fY2) && p.grain <= uMonth
	c.stated = stated || c.stated && f.sent-c.sent <= 1 && p.year == c.last.year
	c.last, c.spoken, c.sent = p, true, f.sent
	if p.grain == uDay {
		c.lastDay = p
	}
	if c.moves(f, p) {
		if p.year != c.line.year {
			c.left, c.leftAt = c.line, f.sent
		}
		c.line = p
	}
}

// moves reports whether the story's line goes to p. A year named in passing
// ("a study of 2005 found") is an aside; one that leads its sentence, or
// stands by itself as a heading, is not.
func (c *context) moves(f *found, p point) bool {
	if p.grain == uDecade || p.grain == uCentury {
		return false
	}
	away := p.year - c.line.year
	if c.line.year != 0 && away > 0 && f.tense > 0 {
		return false // "the big push planned for 1976", told of 1974
	}
	if c.line.year == 0 || away == 0 || f.leads && !f.says.is(fRef) {
		return p.grain != uYear || away != 0
	}
	if p.grain == uYear {
		return away == 1
	}
	return away >= -1 && away <= 2
}

// Thresholds of tellsHistory, set on war narratives and news: histories date
// with years of their own and hardly ever count from the day of writing; news
// has one such word in every few sentences.
const (
	historyYears   = 8 // dates of other years that make a history beside a few deictic words
	historyDates   = 6 // dates of other years, or without any, where nothing is deictic
	deicticsWeight = 8
)

// tellsHistory reports whether the text is a history: many dates of other
// years, few words that count from the day it was written.
func tellsHistory(times []found, article ling.Date) bool {
	own, open, near, deictic := 0, 0, 0, 0
	for i := range times {
		s := &times[i].says
		switch {
		case s.is(fYear) && (article.IsZero() || article.Year-s.get(fYear) > 1 || s.is(fBC)):
			own++
		case s.is(fYear):
			near++
		case s.is(fWday) && !s.is(fDay), s.is(fShift) && s.get(fFrom) == fromArticle && !s.is(fVague):
			deictic++
		case s.is(fMonth) && !s.is(fShift) && !s.is(fDir):
			open++
		}
	}
	if 2*(own+open) <= 2*deicticsWeight*deictic+near {
		return false
	}
	if own >= historyYears {
		return true
	}
	// Without the article's day any year is "other": ask for more.
	return !article.IsZero() && own >= 2 && near == 0 && deictic == 0 && own+open >= historyDates
}
