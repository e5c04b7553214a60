package timex

import (
	"onrecord/ling"
)

// holiday is a named day of the year nearest to the anchor.
func (c *context) holiday(f *found) (point, bool) {
	s := &f.says
	year, open := 0, false
	switch {
	case s.any(fYear, fY2):
		year = statedYear(s, c)
	case s.is(fShift) && s.get(fUnit) == int(uYear) && !c.article.IsZero():
		year = c.article.Year + s.get(fShift)
	default:
		d, ok := holiday(s.get(fHoliday), 2001)
		if !ok {
			return point{}, false
		}
		p := c.nearest(f, dayPoint(0, d.Month, d.Day))
		year, open = p.year, p.open
		c.other = point{} // its day differs from year to year
	}
	if open {
		d, ok := holiday(s.get(fHoliday), 2001)
		md, fixed := fixedHolidays[holidays[s.get(fHoliday)]]
		if !ok {
			return point{}, false
		}
		if d.Year != 2001 || holidays[s.get(fHoliday)] == "september-11" {
			return pointAt(d, uDay), true
		}
		if fixed {
			return point{grain: uDay, n: md[0], day: md[1], open: true}, true
		}
		return point{grain: uDay, open: true}, true
	}
	d, ok := holiday(s.get(fHoliday), year)
	if !ok {
		return point{}, false
	}
	return pointAt(d, uDay), true
}

// decade is "the 1930s", "the sixties".
func (c *context) decade(s *spec) point {
	n := s.get(fDecade)
	if n >= 100 {
		p := point{grain: uDecade, year: n, n: n}
		if s.get(fBC) == 1 {
			p.year = -n
		}
		return p
	}
	base := 1900
	if c.history && c.spoken && c.last.year >= 100 {
		base = c.last.year / 100 * 100
	} else if now := c.article.Year; now >= 2000+n {
		base = 2000
	}
	return point{grain: uDecade, year: base + n, n: base + n}
}

// yearless is a month, a day of a month, a season or quarter without a year.
func (c *context) yearless(f *found) point {
	s := &f.says
	p := within(s, point{grain: uYear, open: true})
	if s.get(fDir) == dirSame && c.spoken && !c.last.open {
		p.year, p.open = c.last.year, false
		return p
	}
	base := c.article
	if c.spoken && !c.last.open && (c.history || s.get(fFrom) == fromNarrative) {
		base = c.last.first()
	} else if c.history {
		base = ling.Date{}
	}
	if s.any(fDir) && !base.IsZero() {
		return directed(s, p, base)
	}
	return c.nearest(f, p)
}

// directed is "last September", "next March", "this spring", seen from a day.
func directed(s *spec, p point, base ling.Date) point {
	now := pointAt(base, p.grain)
	p.open = false
	p.year = now.year
	ahead := p.n > now.n || p.n == now.n && p.day > now.day
	same := p.n == now.n && p.day == now.day
	switch s.get(fDir) {
	case dirPast:
		if ahead || same {
			p.year--
		}
	case dirFuture:
		if !ahead {
			p.year++
		}
	}
	return p
}

// dayOrTwo is how many days after the article's a day without a year may lie
// and still be told as past: "the ballot of Feb. 7 was put off", written on the
// 6th. A writer who means another year than the article's own says so.
const dayOrTwo = 2

// nearest gives a year-less stretch its year.
func (c *context) nearest(f *found, p point) point {
	if c.line.year != 0 && (c.history || c.tells(f)) {
		return c.along(f, p)
	}
	if c.article.IsZero() {
		p.open = true
		return p
	}
	p.open = false
	p.year = c.article.Year
	if p.grain == uSeason {
		p.year = pointAt(c.article, uSeason).year
	}
	past, future := p, p
	if first, _ := p.span(); first.IsZero() && p.grain == uDay {
		return p // February 29 or 30: left as it stands in the article's year
	} else if first.Compare(c.article) > 0 {
		past.year--
	} else {
		future.year++
	}
	return c.nearer(f, past, future)
}

// nearer is the past or the future one of two stretches a year apart, whichever
// the clause speaks of, else the nearer.
func (c *context) nearer(f *found, past, future point) point {
	_, before := past.span()
	after, _ := future.span()
	if before.Compare(c.article) >= 0 {
		return past // the article's own month, season or day
	}
	ago, ahead := daysBetween(before, c.article), daysBetween(c.article, after)
	single := past.grain == uDay || past.grain == uMonth
	switch {
	case past.grain == uDay && ahead <= dayOrTwo && past.year < c.article.Year:
		return future
	case f.tense > 0 && ahead < 300 && (ahead <= ago || single):
		return future
	case f.tense < 0 && ago < 365:
		if ahead <= 31 && ago > 300 {
			c.other = future // "was held on Nov. 25", written on Nov. 19
		}
		return past
	case 3*ahead < ago:
		return future // past before future, unless the future is far nearer
	}
	return past
}

// dayOnly is "the 23rd".
func (c *context) dayOnly(f *found) point {
	day := f.says.get(fDay)
	p := point{grain: uDay, day: day, open: true}
	if c.spoken && !c.last.open && (c.history || c.tells(f) || f.sent-c.sent <= 1) && (c.last.grain == uDay || c.last.grain == uMonth) {
		return dayPoint(c.last.year, c.last.n, day)
	}
	if c.spoken && c.last.open && f.sent-c.sent <= 1 {
		p.n = c.last.n
		return p
	}
	if c.article.IsZero() || c.history {
		return p
	}
	month := pointAt(c.article, uMonth)
	switch {
	case day > c.article.Day && f.tense <= 0:
		month = month.shift(-1)
	case day < c.article.Day && f.tense > 0:
		month = month.shift(1)
	}
	return dayPoint(month.year, month.n, day)
}

// weekdayNumber is "Saturday 18": the nearest day that is both, on the side
// that the clause looks to, or on either where it does not say.
func (c *context) weekdayNumber(f *found) point {
	const months = 12 // some month of a year has the day on that weekday
	best, gap := ling.Date{}, 0
	for n := -months; n <= months; n++ {
		d := ling.NewDate(c.article.Year, c.article.Month+n, f.says.get(fDay))
		if d.Day != f.says.get(fDay) || d.ISOWeekday() != f.says.get(fWday) {
			continue
		}
		away := daysBetween(c.article, d)
		if int(f.tense)*away < 0 {
			continue
		}
		if away < 0 {
			away = -away
		}
		if best.IsZero() || away < gap {
			best, gap = d, away
		}
	}
	if best.IsZero() {
		return c.dayOnly(f)
	}
	return pointAt(best, uDay)
}

// weekday is "Tuesday": the article's day if it is one, else the last one,
// unless the words around it speak of what is to come.
func (c *context) weekday(f *found) point {
	s := &f.says
	base := c.article
	if c.history {
		base = ling.Date{}
		if c.spoken && c.last.grain == uDay {
			base = c.last.first()
		}
	}
	if base.IsZero() {
		return point{grain: uDay, wday: s.get(fWday), open: true}
	}
	back := (base.ISOWeekday() - s.get(fWday) + 7) % 7
	if f.closes && c.spoken && !c.last.open && c.last.grain == uDay {
		// "from Monday to Sunday": the first such day after the one before
		first := c.last.first()
		return pointAt(first.AddDays((s.get(fWday)-first.ISOWeekday()+6)%7+1), uDay)
	}
	switch {
	case s.get(fDir) == dirPast && back == 0:
		back = 7
	case s.get(fDir) == dirFuture, s.get(fDir) == 0 && back != 0 && f.tense > 0:
		back -= 7
	case s.get(fDir) == dirThis:
		back = base.ISOWeekday() - s.get(fWday)
		if back > 0 && f.tense > 0 {
			back -= 7
		}
	}
	return pointAt(base.AddDays(-back), uDay)
}

// near is how many bytes may stand between a time of day and its day.
const near = 24

// today is the day of a time of day that stands alone.
func (c *context) today(f *found) point {
	if f.says.get(fFrom) == fromNarrative || c.history {
		if c.spoken && c.last.grain == uDay {
			return c.last
		}
		if c.history {
			return point{grain: uDay, open: true}
		}
	}
	// "at 3 p.m. (1200 GMT) on Friday"
	for g, n := f, 0; n < 3 && g.next != nil && g.next.sent == f.sent && g.next.Start-g.End < near; g, n = g.next, n+1 {
		if !g.next.says.any(fDay, fWday) {
			continue
		}
		if p, ok := c.point(g.next); ok && p.grain == uDay {
			return p
		}
		break
	}
	if f.says.get(fFrom) != fromArticle && c.spoken && c.last.grain == uDay && f.sent == c.sent && f.tense <= 0 {
		return c.last
	}
	if c.article.IsZero() {
		return point{grain: uDay, open: true}
	}
	return pointAt(c.article, uDay)
}
