package timex

import (
	"fmt"
	"strconv"

	"onrecord/ling"
)

// context is what expressions are anchored on, as resolving walks through a text.
type context struct {
	article ling.Date // zero if unknown
	history bool      // the text tells a history: its own last date is the anchor
	last    point     // the time the text last spoke of, for "the following day"
	spoken  bool      // last is set
	sent    int       // sentence of last
	stated  bool      // last's year stands in the text, with a month
	line    point     // where a history stands: year-less dates count from it
	told    []told    // days of months, for what is doubtful about later ones
	other   point     // the other reading of the expression at hand
}

// resolveAll turns what was found into TIMEX3, in text order.
func (t *Tagger) resolveAll(s *scratch) []ling.TimeExpr {
	if len(s.times) == 0 {
		return nil
	}
	c := &context{article: s.doc.Published, sent: -9}
	if !c.article.Valid() {
		c.article = ling.Date{}
	}
	c.history = tellsHistory(s.times, c.article)
	out := make([]ling.TimeExpr, 0, len(s.times))
	for i := range s.times {
		f := &s.times[i]
		if isName(s.doc, f) {
			continue
		}
		if t.rules[f.rule].narrative && !c.history {
			continue
		}
		if i+1 < len(s.times) {
			f.next = &s.times[i+1]
		}
		e := ling.TimeExpr{Span: f.Span, First: f.first, Last: f.last, Type: f.says.kind, FoundBy: "timex " + t.rules[f.rule].name}
		c.resolve(f, &e)
		if e.Value == "" {
			continue
		}
		diagnose(s.doc, f, &e, c)
		out = append(out, e)
	}
	return out
}

// isName reports whether the expression is a single word within a person's
// name: "Theresa May", "August Wilson".
func isName(doc *ling.Document, f *found) bool {
	if f.last-f.first != 1 || !f.says.any(fMonth, fWday, fSeason) || f.says.any(fDay, fYear) {
		return false
	}
	for i := range doc.Mentions {
		if m := &doc.Mentions[i]; m.Type == ling.PER && m.Contains(f.Span) && m.Last-m.First > 1 {
			return true
		}
	}
	return false
}

// resolve fills the expression's value, and moves the context along.
func (c *context) resolve(f *found, e *ling.TimeExpr) {
	says := &f.says
	if says.is(fMod) {
		e.Mod = mods[says.get(fMod)]
	}
	switch {
	case says.is(fRef):
		e.Value = refs[says.get(fRef)]
	case says.kind == ling.SET:
		setValue(says, e)
	case says.kind == ling.DURATION:
		e.Value, e.Grain = durationValue(says), grainNames[says.get(fUnit)]
	default:
		c.other = point{}
		p, ok := c.point(f)
		if ok && says.is(fPlus) {
			p, ok = plus(says, p)
		}
		if ok && !p.writable() {
			return
		}
		if !ok {
			c.vague(says, e)
			return
		}
		c.alternatives(f, p, e)
		c.finish(says, p, e)
		c.remember(f, p)
	}
}

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

// vague is the value of a shift by an unknown amount ("several years ago").
func (c *context) vague(says *spec, e *ling.TimeExpr) {
	if !says.is(fVague) {
		return
	}
	e.Value = "PAST_REF"
	if says.get(fShift) > 0 {
		e.Value = "FUTURE_REF"
	}
}

// finish writes point p and the time of day.
func (c *context) finish(says *spec, p point, e *ling.TimeExpr) {
	e.Value, e.Grain = p.value(), grainNames[p.grain]
	e.Earliest, e.Latest = p.span()
	if says.is(fFiscal) {
		// A fiscal year's days depend on whose it is.
		e.Value, e.Earliest, e.Latest = "FY"+e.Value, ling.Date{}, ling.Date{}
	}
	minutes, clock := says.clock()
	switch {
	case clock && p.grain == uDay:
		e.Type, e.Grain = ling.TIME, "minute"
		e.Value += fmt.Sprintf("T%02d:%02d", minutes/60, minutes%60)
		if says.is(fOffset) {
			e.Value += fmt.Sprintf("%+03d", says.get(fOffset)%24)
		} else if says.is(fZone) {
			e.Value += "Z"
		}
	case says.is(fPart) && says.is(fQuant):
		e.Type, e.Grain, e.Earliest, e.Latest = ling.TIME, "part", ling.Date{}, ling.Date{}
		e.Value = "XXXX-XX-XXT" + parts[says.get(fPart)]
	case says.is(fPart) && p.grain == uDay:
		e.Type, e.Grain = ling.TIME, "part"
		e.Value += "T" + parts[says.get(fPart)]
	}
}

// clock is the time of day in minutes since midnight.
func (s *spec) clock() (minutes int, ok bool) {
	switch {
	case s.is(fClock):
		minutes = s.get(fClock)
	case s.is(fHM):
		minutes = s.get(fHM)/100*60 + s.get(fHM)%100
	case s.is(fHour):
		minutes = 60*s.get(fHour) + s.get(fMinute)
	default:
		return 0, false
	}
	if s.is(fPM) {
		h := minutes / 60
		if h == 12 {
			minutes -= 12 * 60
		}
		if s.get(fPM) == 2 && h <= 12 {
			minutes += 12 * 60
		}
	}
	if minutes < 0 || minutes > 24*60 {
		return 0, false
	}
	return minutes, true
}

// point is the stretch of the calendar that an expression means.
func (c *context) point(f *found) (point, bool) {
	s := &f.says
	if s.is(fVague) && s.is(fShift) {
		return point{}, false
	}
	switch {
	case s.is(fHoliday):
		return c.holiday(f)
	case s.is(fDecade):
		return c.decade(s), true
	case s.is(fCentury):
		p := point{grain: uCentury, n: s.get(fCentury), year: 1}
		if s.get(fBC) == 1 {
			p.year = -1
		}
		return p, true
	case s.is(fOrdinal):
		return c.nth(f)
	case s.is(fYear) && s.get(fYear) < 1000 && !s.is(fBC) && (!c.spoken || c.last.year >= 1000):
		return point{}, false // "in 250" is no year where the text tells of 1793
	case s.any(fYear, fY2):
		return within(s, point{grain: uYear, year: statedYear(s, c)}), true
	case s.is(fShift):
		return c.shifted(f)
	case s.any(fMonth, fSeason, fQuarter, fHalf):
		return c.yearless(f), true
	case s.is(fDay):
		return c.dayOnly(f), true
	case s.is(fWday):
		return c.weekday(f), true
	case s.is(fWeekend), s.is(fUnit):
		return c.shifted(f)
	default: // a time of day alone
		return c.today(f), true
	}
}

// statedYear is the year that stands in the text.
func statedYear(s *spec, c *context) int {
	switch {
	case s.get(fBC) == 1 && s.get(fYear) > 0:
		return -s.get(fYear)
	case s.is(fY2) && s.is(fYear):
		// "1914-18": the same century, or the next ("1999-03").
		y := s.get(fYear)/100*100 + s.get(fY2)
		if y < s.get(fYear) {
			y += 100
		}
		return y
	case s.is(fY2):
		// A year in two digits is the last such year not after the article's.
		y, now := s.get(fY2), c.article.Year
		if c.history && c.spoken && c.last.year > 0 {
			return c.last.year/100*100 + y
		}
		if now == 0 {
			if y >= 30 {
				return 1900 + y
			}
			return 2000 + y
		}
		full := now/100*100 + y
		if full > now+5 {
			full -= 100
		}
		return full
	}
	if y := s.get(fYear); y < 1000 && c.last.year < 0 && !s.is(fBC) {
		return -y // "in 479" where the text has told of 480 BC
	}
	return s.get(fYear)
}

// within narrows a year to the part of it that the expression names.
func within(s *spec, p point) point {
	if p.grain != uYear {
		if s.is(fWday) && p.grain == uWeek {
			if first := p.first(); !first.IsZero() {
				return pointAt(first.AddDays(s.get(fWday)-1), uDay)
			}
		}
		if s.is(fDay) && p.grain == uMonth {
			return point{grain: uDay, year: p.year, n: p.n, day: s.get(fDay), open: p.open}
		}
		return p
	}
	switch {
	case s.is(fMonth) && s.is(fDay):
		p.grain, p.n, p.day = uDay, s.get(fMonth), s.get(fDay)
	case s.is(fMonth):
		p.grain, p.n = uMonth, s.get(fMonth)
	case s.is(fSeason):
		p.grain, p.n = uSeason, s.get(fSeason)
	case s.is(fQuarter):
		p.grain, p.n = uQuarter, s.get(fQuarter)
	case s.is(fHalf):
		p.grain, p.n = uHalf, s.get(fHalf)
	}
	return p
}

// anchor is the stretch of that grain from which a shift is counted.
func (c *context) anchor(s *spec, grain unit) (point, bool) {
	if (c.history || s.get(fFrom) == fromNarrative) && c.spoken && !(s.get(fFrom) == fromArticle && !c.history) {
		if c.last.grain == grain {
			return c.last, true
		}
		if grain == uYear || grain == uDecade || grain == uCentury {
			if c.last.open || c.last.year < 1 && grain != uYear {
				return point{}, false
			}
			if c.last.grain == uDecade || c.last.grain == uCentury {
				return point{}, false
			}
			return pointAt(ling.Date{Year: c.last.year, Month: 1, Day: 1}, grain), true
		}
		d, last := c.last.span()
		if d.IsZero() {
			return point{}, false
		}
		if grain == uDay && d != last {
			return point{}, false // "the following day" after "in March": no day to count from
		}
		if grain == uSeason && c.last.grain == uYear {
			return point{}, false
		}
		return pointAt(d, grain), true
	}
	if c.article.IsZero() || c.history {
		return point{}, false
	}
	return pointAt(c.article, grain), true
}

// shifted is "last week", "two years ago", "the following day".
func (c *context) shifted(f *found) (point, bool) {
	s := &f.says
	grain, n := unit(s.get(fUnit)), s.get(fShift)
	if s.is(fWeekend) {
		grain = uWeekend
	}
	switch grain {
	case uFortnight:
		grain, n = uDay, 14*n
	case uSecond, uMinute, uHour, uNight, noUnit:
		if grain == uHour && (n <= -24 || n >= 24) {
			n /= 24
		} else if grain != uNight {
			n = 0
		}
		grain = uDay
	}
	if frac := s.amount - float64(int(s.amount)); frac != 0 && grain == uYear && s.is(fShift) {
		grain, n = uMonth, int(s.amount*12)
	}
	if s.is(fHalves) && grain == uYear {
		grain, n = uMonth, 12*n+6*sign(n)
	}
	counted := s.is(fLength) || s.get(fFrom) == fromEvent
	if counted {
		switch {
		case grain == uWeek && (n == 1 || n == -1):
			grain, n = uDay, 7*n // "a week ago" is a day
		case grain == uDecade:
			grain, n = uYear, 10*n
		case grain == uCentury:
			grain, n = uYear, 100*n
		}
	}
	if s.get(fFrom) == fromEvent {
		return point{}, false
	}
	p, ok := c.anchor(s, grain)
	if !ok {
		return openShift(s, grain), true
	}
	if s.get(fDir) == dirSame && s.is(fShift) && c.spoken && c.last.grain != uYear && (c.last.grain == uMonth || c.last.grain == uQuarter || c.last.grain == uSeason) {
		q := c.last // "the same period last year"
		q.year = addYears(q.year, n)
		return q, true
	}
	if grain == uWeekend && n == 0 && f.tense < 0 && !c.article.IsZero() && c.article.Compare(p.first()) < 0 {
		n = -1 // "this weekend they met", written on a weekday
	}
	return within(s, p.shift(n)), true
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

// yearless is a month, a day of a month, a season or quarter without a year.
func (c *context) yearless(f *found) point {
	s := &f.says
	p := within(s, point{grain: uYear, open: true})
	if s.get(fDir) == dirSame && c.spoken && !c.last.open {
		p.year, p.open = c.last.year, false
		return p
	}
	if s.any(fDir) && !c.article.IsZero() && !c.history {
		return c.directed(s, p)
	}
	return c.nearest(f, p)
}

// directed is "last September", "next March", "this spring".
func (c *context) directed(s *spec, p point) point {
	now := pointAt(c.article, p.grain)
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

// nearest gives a year-less stretch its year.
func (c *context) nearest(f *found, p point) point {
	if c.line.year != 0 && (c.history || c.tells(f)) {
		return c.along(p)
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
	_, before := past.span()
	after, _ := future.span()
	if before.Compare(c.article) >= 0 {
		return past // the article's own month, season or day
	}
	ago, ahead := daysBetween(before, c.article), daysBetween(c.article, after)
	switch {
	case f.tense > 0 && ahead < 300 && (ahead <= ago || p.grain == uDay || p.grain == uMonth):
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

// along gives a year-less stretch the year of the story's line.
func (c *context) along(p point) point {
	p.open, p.year = false, c.line.year
	if p.grain == uSeason || c.line.grain == uYear {
		return p
	}
	// A story runs forward: "in January" after "in November" is next year's.
	if monthOf(c.line)-monthOf(p) > 6 {
		p.year = addYears(p.year, 1)
	}
	return p
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

// dayOnly is "the 23rd".
func (c *context) dayOnly(f *found) point {
	day := f.says.get(fDay)
	p := point{grain: uDay, day: day, open: true}
	if c.spoken && !c.last.open && (c.history || c.tells(f) || f.sent-c.sent <= 1) && (c.last.grain == uDay || c.last.grain == uMonth) {
		return dayPoint(c.last.year, c.last.n, day)
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
	back := (isoWeekday(base) - s.get(fWday) + 7) % 7
	switch {
	case s.get(fDir) == dirPast && back == 0:
		back = 7
	case s.get(fDir) == dirFuture, s.get(fDir) == 0 && back != 0 && f.tense > 0:
		back -= 7
	case s.get(fDir) == dirThis:
		back = isoWeekday(base) - s.get(fWday)
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
	for g := f; g.next != nil && g.next.sent == f.sent && g.next.Start-g.End < near; g = g.next {
		if !g.next.says.any(fDay, fWday) {
			continue
		}
		if p, ok := c.point(g.next); ok && p.grain == uDay {
			return p
		}
		break
	}
	if f.says.get(fFrom) != fromArticle && c.spoken && c.last.grain == uDay && f.sent == c.sent {
		return c.last
	}
	if c.article.IsZero() {
		return point{grain: uDay, open: true}
	}
	return pointAt(c.article, uDay)
}

// alternatives keeps the other reading where one is truly possible.
func (c *context) alternatives(f *found, p point, e *ling.TimeExpr) {
	s := &f.says
	add := func(q point) {
		if v := q.value(); v != p.value() {
			e.Alternatives = append(e.Alternatives, v)
		}
	}
	if c.other.grain != noUnit && p.grain == c.other.grain {
		add(c.other)
	}
	switch {
	case s.is(fWday) && s.get(fDir) == dirFuture && !s.is(fShift) && !p.open:
		// "next Friday" said early in a week: the coming one or the week after.
		if base := c.article; !base.IsZero() && isoWeekday(base) < s.get(fWday) {
			add(p.shift(7))
		}
	case s.is(fWday) && s.get(fDir) == dirPast && !s.is(fShift) && !p.open:
		if base := c.article; !base.IsZero() && isoWeekday(base) > s.get(fWday) {
			add(p.shift(-7))
		}
	case s.is(fMonth) && s.is(fDay) && s.get(fOrdinal) == 0 && f.says.is(fHalves):
		// 3/4/2015: month first or day first.
		if s.get(fDay) <= 12 && s.get(fMonth) <= 12 {
			q := p
			q.n, q.day = s.get(fDay), s.get(fMonth)
			add(q)
		}
	}
}

// remember moves the time the text speaks of.
func (c *context) remember(f *found, p point) {
	if p.open || p.grain == noUnit {
		return
	}
	s := &f.says
	stated := s.any(fYear, fY2) && p.grain <= uMonth
	c.stated = stated || c.stated && f.sent-c.sent <= 1 && p.year == c.last.year
	c.last, c.spoken, c.sent = p, true, f.sent
	if c.moves(f, p) {
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
	if c.line.year == 0 || away == 0 || f.leads && !f.says.is(fRef) {
		return p.grain != uYear || away != 0
	}
	if p.grain == uYear {
		return away == 1
	}
	return away >= -1 && away <= 3
}

// durationValue is "P3W", "PT12H", "PXY".
func durationValue(s *spec) string {
	u := unit(s.get(fUnit))
	amount := "X"
	switch {
	case s.is(fVague):
	case s.is(fHalves):
		amount = trimFloat(s.amount + 0.5)
	case s.is(fLength):
		amount = trimFloat(s.amount)
	}
	switch u {
	case uSecond:
		return "PT" + amount + "S"
	case uMinute:
		return "PT" + amount + "M"
	case uHour:
		return "PT" + amount + "H"
	case uDay, uNight:
		return "P" + amount + "D"
	case uWeek:
		return "P" + amount + "W"
	case uWeekend:
		return "P" + amount + "WE"
	case uFortnight:
		if amount == "X" {
			return "PXW"
		}
		return "P" + trimFloat(2*s.amount) + "W"
	case uMonth:
		return "P" + amount + "M"
	case uQuarter:
		return "P" + amount + "Q"
	case uSeason:
		return "P" + amount + "S"
	case uYear:
		return "P" + amount + "Y"
	case uDecade:
		if amount == "X" {
			return "PXDE"
		}
		return "P" + trimFloat(10*s.amount) + "Y"
	case uCentury:
		return "P" + amount + "CE"
	}
	return ""
}

func trimFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// setValue is the value of "daily", "every Monday", "twice a week".
func setValue(s *spec, e *ling.TimeExpr) {
	switch {
	case s.is(fMonth) && s.is(fDay):
		e.Value = fmt.Sprintf("XXXX-%02d-%02d", s.get(fMonth), s.get(fDay))
	case s.is(fMonth):
		e.Value = fmt.Sprintf("XXXX-%02d", s.get(fMonth))
	case s.is(fSeason):
		e.Value = "XXXX-" + seasons[s.get(fSeason)]
	case s.is(fWday):
		e.Value = fmt.Sprintf("XXXX-WXX-%d", s.get(fWday))
		if s.is(fPart) {
			e.Value += "T" + parts[s.get(fPart)]
		}
	case s.is(fWeekend):
		e.Value = "XXXX-WXX-WE"
	case s.is(fPart):
		e.Value = "XXXX-XX-XXT" + parts[s.get(fPart)]
	default:
		if !s.is(fLength) {
			s.set(fLength, 1)
			s.amount = 1
		}
		e.Value = durationValue(s)
	}
	e.Grain = grainNames[s.get(fUnit)]
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
