package timex

import (
	"fmt"
	"sort"

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
	left    point     // where the line stood before it last went to another year, and the sentence in which it went
	leftAt  int
	line    point  // where a history stands: year-less dates count from it
	lastDay point  // the single day it last spoke of
	told    []told // days of months, for what is doubtful about later ones
	other   point  // the other reading of the expression at hand
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
	names := personNames(s.doc)
	out := make([]ling.TimeExpr, 0, len(s.times))
	for i := range s.times {
		f := &s.times[i]
		if names.hold(f) {
			continue
		}
		if t.rules[f.rule].narrative && !c.history {
			continue
		}
		if t.rules[f.rule].ahead && c.history {
			f.asLength(s.doc)
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

// asLength makes of "in two weeks" the length alone: a history looks back on all
// that it tells of.
func (f *found) asLength(doc *ling.Document) {
	f.first++
	f.Start = doc.Tokens[f.first].Start
	f.says.kind = ling.DURATION
}

// persons are the spans of persons' names of several words, by their start.
type persons []ling.Span

func personNames(doc *ling.Document) persons {
	var out persons
	for i := range doc.Mentions {
		if m := &doc.Mentions[i]; m.Type == ling.PER && m.Last-m.First > 1 {
			out = append(out, m.Span)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// hold reports whether the expression is a single word within a name:
// "Theresa May", "August Wilson". Names of persons do not nest.
func (p persons) hold(f *found) bool {
	if f.last-f.first != 1 || !f.says.any(fMonth, fWday, fSeason) || f.says.any(fDay, fYear) {
		return false
	}
	i := sort.Search(len(p), func(i int) bool { return p[i].Start > f.Start })
	return i > 0 && p[i-1].Contains(f.Span)
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
	case s.any(fDecade, fCentury):
		return c.age(s), true
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
		return c.dayOfMonth(f), true
	case s.is(fWday):
		return c.weekday(f), true
	case s.is(fWeekend), s.is(fUnit):
		return c.shifted(f)
	default: // a time of day alone
		return c.today(f), true
	}
}

// age is a decade or a century.
func (c *context) age(s *spec) point {
	if s.is(fDecade) {
		return c.decade(s)
	}
	p := point{grain: uCentury, n: s.get(fCentury), year: 1}
	if s.get(fBC) == 1 {
		p.year = -1
	}
	return p
}

// dayOfMonth is "the 23rd", with its weekday or alone.
func (c *context) dayOfMonth(f *found) point {
	if f.says.is(fWday) && !c.article.IsZero() && !c.history {
		return c.weekdayNumber(f)
	}
	return c.dayOnly(f)
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
	case s.is(fMonth) && s.is(fDay) && s.get(fOrdinal) == 0 && s.is(fHalves) && s.get(fDay) <= 12 && s.get(fMonth) <= 12:
		// 3/4/2015: month first or day first.
		q := p
		q.n, q.day = s.get(fDay), s.get(fMonth)
		add(q)
	case s.is(fWday) && !s.is(fShift) && !p.open:
		add(p.shift(c.weeksOff(s)))
	}
}

// weeksOff is how many days away the other reading of a weekday lies: "next
// Friday" said early in a week is the coming one or the week after.
func (c *context) weeksOff(s *spec) int {
	base := c.article
	switch dir := s.get(fDir); {
	case base.IsZero():
	case dir == dirFuture && base.ISOWeekday() < s.get(fWday):
		return 7
	case dir == dirPast && base.ISOWeekday() > s.get(fWday):
		return -7
	}
	return 0
}
