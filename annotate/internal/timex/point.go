package timex

import (
	"fmt"
	"time"

	"onrecord/ling"
)

// point is a stretch of the calendar: a day, a week, a decade. Years before
// Christ are negative, and there is no year 0.
type point struct {
	grain unit
	year  int
	n     int  // month, quarter, season, half or ISO week of the year; first year of a decade; number of a century
	day   int  // day of month n
	wday  int  // ISO weekday of a day of which nothing else is known
	open  bool // the year is not known
}

// grainNames are those of docs/record.schema.json.
var grainNames = [...]string{"", "minute", "minute", "hour", "day", "week", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "part"}

// pointAt is the stretch of that grain that holds day d.
func pointAt(d ling.Date, grain unit) point {
	p := point{grain: grain, year: d.Year}
	switch grain {
	case uDay:
		p.n, p.day = d.Month, d.Day
	case uWeek, uWeekend:
		p.year, p.n = d.Time().ISOWeek()
	case uMonth:
		p.n = d.Month
	case uQuarter:
		p.n = (d.Month + 2) / 3
	case uHalf:
		p.n = (d.Month + 5) / 6
	case uSeason:
		// Meteorological seasons: spring begins on March 1; January and
		// February belong to the winter of the year before.
		p.n = (d.Month+9)%12/3 + 1
		if d.Month < 3 {
			p.year--
		}
	case uDecade:
		p.n = d.Year / 10 * 10
	case uCentury:
		p.n = (d.Year + 99) / 100
	}
	return p
}

// dayPoint is a single day.
func dayPoint(year, month, day int) point { return point{grain: uDay, year: year, n: month, day: day} }

// span are the first and last day covered; zero where the year is open or the
// stretch lies outside the years 1 to 9999.
func (p point) span() (first, last ling.Date) {
	if p.open || p.year < 1 && p.grain != uDecade && p.grain != uCentury || p.year > 9998 {
		return
	}
	switch p.grain {
	case uDay:
		first = ling.Date{Year: p.year, Month: p.n, Day: p.day}
		if !first.Valid() {
			return ling.Date{}, ling.Date{}
		}
		return first, first
	case uWeek:
		first = ling.ISOMonday(p.year, p.n)
		return first, first.AddDays(6)
	case uWeekend:
		first = ling.ISOMonday(p.year, p.n).AddDays(5)
		return first, first.AddDays(1)
	case uMonth:
		return months(p.year, p.n, 1)
	case uQuarter:
		return months(p.year, 3*p.n-2, 3)
	case uHalf:
		return months(p.year, 6*p.n-5, 6)
	case uSeason:
		return months(p.year, 3*p.n, 3)
	case uYear:
		return months(p.year, 1, 12)
	case uDecade:
		if p.n >= 10 {
			return months(p.n, 1, 120)
		}
	case uCentury:
		if p.n >= 1 {
			return ling.NewDate(100*p.n-99, 1, 1), ling.NewDate(100*p.n, 12, 31)
		}
	}
	return
}

func months(year, month, n int) (first, last ling.Date) {
	return ling.NewDate(year, month, 1), ling.NewDate(year, month+n, 0)
}

// day is a day within the stretch from which others are counted: its first.
func (p point) first() ling.Date {
	first, _ := p.span()
	return first
}

// shift is the stretch n later.
func (p point) shift(n int) point {
	if p.open {
		// Any year will do to count days from a day: a common one is likelier.
		p.open, p.year = false, 2001
		p = p.shift(n)
		p.open, p.year = true, 0
		return p
	}
	switch p.grain {
	case uDay:
		if d := p.first(); !d.IsZero() && n > -4e6 && n < 4e6 {
			return pointAt(d.AddDays(n), uDay)
		}
	case uWeek, uWeekend:
		if d := p.first(); !d.IsZero() && n > -5e5 && n < 5e5 {
			return pointAt(d.AddDays(7*n), p.grain)
		}
	case uMonth:
		return p.cycle(n, 12)
	case uQuarter, uSeason:
		return p.cycle(n, 4)
	case uHalf:
		return p.cycle(n, 2)
	case uYear:
		p.year = addYears(p.year, n)
	case uDecade:
		p.n += 10 * n
	case uCentury:
		p.n += n
	}
	return p
}

// cycle moves n steps where a year has size of them.
func (p point) cycle(n, size int) point {
	if p.year < 0 {
		p.year++
	}
	all := p.year*size + p.n - 1 + n
	p.year = floorDiv(all, size)
	p.n = all - p.year*size + 1
	if p.year <= 0 {
		p.year--
	}
	return p
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// addYears skips the year 0, which the calendar has not.
func addYears(year, n int) int {
	sum := year + n
	if year < 0 && sum >= 0 {
		return sum + 1
	}
	if year > 0 && sum <= 0 {
		return sum - 1
	}
	return sum
}

// writable reports whether the stretch has a TIMEX3 value: its year, decade or
// century has the digits for it.
func (p point) writable() bool {
	switch p.grain {
	case uDecade:
		return p.n >= 100 && p.n < 10000 || p.year < 0 && p.n > 0
	case uCentury:
		return p.n >= 1 && p.n <= 99
	}
	return p.open || p.year > -10000 && p.year < 10000 && p.year != 0
}

// yearText is a year of a TIMEX3 value.
func (p point) yearText() string {
	switch {
	case p.open:
		return "XXXX"
	case p.year < 0:
		return fmt.Sprintf("BC%04d", -p.year)
	}
	return fmt.Sprintf("%04d", p.year)
}

// value is the TIMEX3 value.
func (p point) value() string {
	y := p.yearText()
	switch p.grain {
	case uDay:
		if p.n == 0 && p.wday > 0 {
			return fmt.Sprintf("%s-WXX-%d", y, p.wday)
		}
		if p.n == 0 {
			return y + "-XX-XX"
		}
		return fmt.Sprintf("%s-%02d-%02d", y, p.n, p.day)
	case uWeek, uWeekend:
		v := y + "-WXX"
		if p.n > 0 {
			v = fmt.Sprintf("%s-W%02d", y, p.n)
		}
		if p.grain == uWeekend {
			v += "-WE"
		}
		return v
	case uMonth:
		if p.n == 0 {
			return y + "-XX"
		}
		return fmt.Sprintf("%s-%02d", y, p.n)
	case uQuarter:
		return fmt.Sprintf("%s-Q%d", y, p.n)
	case uHalf:
		return fmt.Sprintf("%s-H%d", y, p.n)
	case uSeason:
		return y + "-" + seasons[p.n]
	case uDecade:
		if p.year < 0 {
			return fmt.Sprintf("BC%03d", p.n/10)
		}
		return fmt.Sprintf("%03d", p.n/10)
	case uCentury:
		if p.year < 0 {
			return fmt.Sprintf("BC%02d", p.n-1)
		}
		return fmt.Sprintf("%02d", p.n-1)
	}
	return y
}

// holidays are days with a name that fall on a date or a rule of the calendar.
var holidays = [...]string{
	"", "christmas", "christmas-eve", "new-year", "new-year-eve", "valentine", "halloween", "independence",
	"veterans", "labor", "memorial", "mlk", "presidents", "thanksgiving", "columbus", "easter", "good-friday", "boxing",
	"st-patrick", "april-fools", "may-day", "bastille", "september-11", "d-day", "black-friday", "easter-monday",
	"women", "armistice", "juneteenth", "election", "black-monday",
}

// fixedHolidays are month and day.
var fixedHolidays = map[string][2]int{
	"christmas": {12, 25}, "christmas-eve": {12, 24}, "new-year": {1, 1}, "new-year-eve": {12, 31},
	"valentine": {2, 14}, "halloween": {10, 31}, "independence": {7, 4}, "veterans": {11, 11}, "boxing": {12, 26},
	"st-patrick": {3, 17}, "april-fools": {4, 1}, "may-day": {5, 1}, "bastille": {7, 14}, "women": {3, 8},
	"armistice": {11, 11}, "juneteenth": {6, 19},
}

// weekdayHolidays are month, ISO weekday, and which of them (-1 the last), of
// the United States (5 U.S.C. § 6103).
var weekdayHolidays = map[string][3]int{
	"labor": {9, 1, 1}, "memorial": {5, 1, -1}, "mlk": {1, 1, 3}, "presidents": {2, 1, 3}, "thanksgiving": {11, 4, 4},
	"columbus": {10, 1, 2},
}

// holiday is the day of holiday h in a year.
func holiday(h, year int) (ling.Date, bool) {
	if h <= 0 || h >= len(holidays) || year < 1 || year > 9998 {
		return ling.Date{}, false
	}
	name := holidays[h]
	if md, ok := fixedHolidays[name]; ok {
		return ling.Date{Year: year, Month: md[0], Day: md[1]}, true
	}
	if w, ok := weekdayHolidays[name]; ok {
		return nthWeekday(year, w[0], w[1], w[2]), true
	}
	switch name {
	case "easter":
		return easter(year), true
	case "good-friday":
		return easter(year).AddDays(-2), true
	case "easter-monday":
		return easter(year).AddDays(1), true
	case "black-friday":
		return nthWeekday(year, 11, 4, 4).AddDays(1), true
	case "election": // the Tuesday after the first Monday of November (2 U.S.C. § 7)
		return nthWeekday(year, 11, 1, 1).AddDays(1), true
	case "september-11":
		return ling.Date{Year: 2001, Month: 9, Day: 11}, true
	case "black-monday":
		return ling.Date{Year: 1987, Month: 10, Day: 19}, true
	case "d-day":
		return ling.Date{Year: 1944, Month: 6, Day: 6}, true
	}
	return ling.Date{}, false
}

// nthWeekday is the nth ISO weekday of a month, -1 for the last.
func nthWeekday(year, month, wday, n int) ling.Date {
	if n < 0 {
		d := ling.NewDate(year, month+1, 0)
		return d.AddDays(-((d.ISOWeekday() - wday + 7) % 7))
	}
	d := ling.NewDate(year, month, 1)
	return d.AddDays((wday-d.ISOWeekday()+7)%7 + 7*(n-1))
}

// easter is Western Easter Sunday by the anonymous Gregorian computus (Nature,
// 20 April 1876).
func easter(y int) ling.Date {
	a, b, c := y%19, y/100, y%100
	d, e, f := b/4, b%4, (b+8)/25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	return ling.NewDate(y, month, (h+l-7*m+114)%31+1)
}

// daysBetween counts from a to b.
func daysBetween(a, b ling.Date) int { return int(b.Time().Sub(a.Time()) / (24 * time.Hour)) }
