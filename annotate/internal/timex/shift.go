package timex

import "onrecord/ling"

// plus is "the day after Christmas", "two weeks before May 4".
func plus(s *spec, p point) (point, bool) {
	d, last := p.span()
	n := s.get(fPlus)
	if d.IsZero() || d != last {
		return point{}, false
	}
	switch u := unit(s.get(fPlusUnit)); u {
	case uDay:
		return p.shift(n), true
	case uWeek:
		return p.shift(7 * n), true
	case uFortnight:
		return p.shift(14 * n), true
	case uMonth, uYear:
		return pointAt(d, u).shift(n), true
	}
	return point{}, false
}

// anchor is the stretch of that grain from which a shift is counted.
func (c *context) anchor(s *spec, grain unit) (point, bool) {
	from := s.get(fFrom)
	if c.spoken && (c.history || from == fromNarrative) {
		return c.narrated(s, grain)
	}
	if c.article.IsZero() || c.history {
		return point{}, false
	}
	return pointAt(c.article, grain), true
}

// narrated is the stretch of that grain that holds the time last spoken of.
func (c *context) narrated(s *spec, grain unit) (point, bool) {
	long := grain == uYear || grain == uDecade || grain == uCentury
	switch {
	case c.last.grain == grain:
		return c.last, true
	case c.last.open:
		// "that month" after "November 13" of an unknown year
		return point{grain: uMonth, n: c.last.n, open: true}, grain == uMonth && c.last.grain == uDay
	case long && (c.last.year < 1 && grain != uYear || c.last.grain == uDecade || c.last.grain == uCentury):
		return point{}, false
	case long:
		return pointAt(ling.Date{Year: c.last.year, Month: 1, Day: 1}, grain), true
	}
	d, last := c.last.span()
	switch {
	case d.IsZero():
		return point{}, false
	case grain == uDay && d != last:
		return c.dayToCountFrom(s)
	case grain == uSeason && c.last.grain == uYear:
		return point{}, false
	}
	return pointAt(d, grain), true
}

// dayToCountFrom is the day that "the following day" goes out from where the
// time last spoken of is longer than a day: "in March" has no such day, but in
// news "the day" is the one last named, or the article's.
func (c *context) dayToCountFrom(s *spec) (point, bool) {
	switch {
	case c.history || s.get(fShift) != 0:
		return point{}, false
	case c.lastDay.grain == uDay:
		return c.lastDay, true
	}
	return pointAt(c.article, uDay), !c.article.IsZero()
}

// shifted is "last week", "two years ago", "the following day".
func (c *context) shifted(f *found) (point, bool) {
	s := &f.says
	grain, n := measure(s)
	if s.get(fFrom) == fromEvent {
		return point{}, false
	}
	p, ok := c.anchor(s, grain)
	if !ok {
		return openShift(s, grain), true
	}
	if q, ok := c.samePeriod(s, n); ok {
		return q, true
	}
	if grain == uWeekend && n == 0 && f.tense < 0 && !c.article.IsZero() && c.article.Compare(p.first()) < 0 {
		n = -1 // "this weekend they met", written on a weekday
	}
	return within(s, p.shift(n)), true
}

// samePeriod is "the same period last year": the month, quarter or season last
// spoken of, n years on.
func (c *context) samePeriod(s *spec, n int) (point, bool) {
	if s.get(fDir) != dirSame || !s.is(fShift) || !c.spoken {
		return point{}, false
	}
	switch c.last.grain {
	case uMonth, uQuarter, uSeason:
		p := c.last
		p.year = addYears(p.year, n)
		return p, true
	}
	return point{}, false
}

// measure is the unit that a shift is counted in, and how many of it.
func measure(s *spec) (unit, int) {
	grain, n := unit(s.get(fUnit)), s.get(fShift)
	if s.is(fWeekend) {
		grain = uWeekend
	}
	switch grain {
	case uFortnight:
		grain, n = uDay, 14*n
	case uHour:
		grain, n = uDay, n/24 // "three hours ago" is today
	case uNight:
		grain = uDay
	case uSecond, uMinute, noUnit:
		grain, n = uDay, 0
	}
	if frac := s.amount - float64(int(s.amount)); frac != 0 && grain == uYear && s.is(fShift) {
		grain, n = uMonth, int(s.amount*12)
	}
	if s.is(fHalves) && grain == uYear {
		grain, n = uMonth, 12*n+6*sign(n)
	}
	if s.is(fLength) {
		return counted(grain, n)
	}
	return grain, n
}

// counted is a shift by a length, which is told in a finer unit: "a week ago"
// is a day, "a decade ago" a year.
func counted(grain unit, n int) (unit, int) {
	switch {
	case grain == uWeek && (n == 1 || n == -1):
		return uDay, 7 * n
	case grain == uDecade:
		return uYear, 10 * n
	case grain == uCentury:
		return uYear, 100 * n
	}
	return grain, n
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// openShift is a shift with nothing to count from.
func openShift(s *spec, grain unit) point {
	p := within(s, point{grain: grain, open: true})
	if p.grain == uSeason || p.grain == uQuarter || p.grain == uHalf {
		if p.n == 0 {
			p.grain = uYear
		}
	}
	if p.grain == uDecade || p.grain == uCentury {
		p.grain = uYear
	}
	return p
}

// nth is "the first week of March", "the third day", "the last Friday in May".
func (c *context) nth(f *found) (point, bool) {
	s := &f.says
	outer := *s
	outer.drop(fOrdinal)
	outer.drop(fWday)
	outer.drop(fWeekend)
	g := *f
	g.says = outer
	if !outer.any(fYear, fY2, fMonth, fQuarter, fSeason, fHalf, fShift) {
		return point{}, false
	}
	inner := unit(s.get(fUnit))
	if outer.is(fUnit) && outer.is(fShift) {
		inner = uWeek // "the first week of next month" keeps the month's unit
	}
	if !s.is(fShift) {
		g.says.drop(fUnit)
	}
	p, ok := c.point(&g)
	if !ok || p.open {
		return point{}, false
	}
	first, last := p.span()
	if first.IsZero() {
		return point{}, false
	}
	n := s.get(fOrdinal)
	switch {
	case s.is(fWday):
		if p.grain == uMonth {
			return pointAt(nthWeekday(first.Year, first.Month, s.get(fWday), n), uDay), true
		}
		return p, true
	case s.is(fWeekend):
		d := nthWeekday(first.Year, first.Month, 6, n)
		return pointAt(d, uWeekend), true
	case inner == uWeek:
		// The week that holds the stretch's nth seven days.
		if n < 0 {
			return pointAt(last.AddDays(-3), uWeek), true
		}
		return pointAt(first.AddDays(7*(n-1)+3), uWeek), true
	case inner == uDay:
		if n < 0 {
			return pointAt(last, uDay), true
		}
		return pointAt(first.AddDays(n-1), uDay), true
	case inner == uMonth:
		if n < 0 {
			return pointAt(last, uMonth), true
		}
		q := pointAt(first, uMonth)
		return q.shift(n - 1), true
	}
	return p, true
}
