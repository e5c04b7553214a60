package timex

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"onrecord/ling"
)

// field is one thing a time expression says. What an expression says is kept
// apart from what it comes to: the fields are its underspecified value, which
// resolve turns into a TIMEX3 value once the anchor is known.
type field uint8

const (
	fYear     field = iota
	fMonth          // 1 to 12
	fDay            // day of the month
	fWday           // 1 Monday to 7 Sunday (ISO 8601)
	fQuarter        // 1 to 4
	fHalf           // 1 or 2
	fSeason         // 1 spring to 4 winter
	fPart           // part of the day
	fHour           //
	fMinute         //
	fClock          // minutes since midnight
	fHM             // 1530
	fDotClock       // 14.05
	fPM             // 1 a.m., 2 p.m.
	fZone           // 1 where the clock is UTC (GMT, Zulu)
	fDecade         // 1930, or 30
	fCentury        // 20 for the twentieth
	fBC             //
	fUnit           // unit of a shift or of a stretch of the calendar
	fShift          // how many units away
	fFrom           // what a shift is counted from
	fDir            // which of the days or months so called: last, next, this
	fMod            // TIMEX3 mod
	fRef            // PRESENT_REF and its like
	fLength         // a duration of that many fUnit
	fVague          // of some fUnit
	fHalves         // and a half
	fQuant          // TIMEX3 quant: every, each
	fFreq           // TIMEX3 freq: times
	fOrdinal        // the nth day, week, … of a period
	fHoliday        // number of a holiday
	fFiscal         // a fiscal year
	fWeekend        //
	fY2             // a year in two digits
	fOffset         // of a zone, in hours
	fPlus           // how many fPlusUnit after the date: "the day after Christmas"
	fPlusUnit       //
	fTotal          // number of fields
)

var fieldNames = [fTotal]string{
	"year", "month", "day", "wday", "quarter", "half", "season", "part", "hour", "minute", "clock", "hm", "dotclock",
	"pm", "zone", "decade", "century", "bc", "unit", "shift", "from", "dir", "mod", "ref", "length", "vague", "halves",
	"quant", "freq", "ordinal", "holiday", "fiscal", "weekend", "y2", "offset", "plus", "plusunit",
}

// unit is a stretch of the calendar.
type unit int32

const (
	noUnit unit = iota
	uSecond
	uMinute
	uHour
	uDay
	uWeek
	uWeekend
	uFortnight
	uMonth
	uQuarter
	uSeason
	uHalf
	uYear
	uDecade
	uCentury
	uNight
)

// from is what a shift is counted from.
const (
	fromArticle   = 1 + iota // "last week", "two years ago": the article's day in news
	fromNarrative            // "the following day", "that month": the time last spoken of
	fromEvent                // "two days after the attack": a time the text does not give here
)

// dir is which of the days so called is meant.
const (
	dirPast = 1 + iota
	dirFuture
	dirThis
	dirSame // "that August": the narrative's year
)

var mods = [...]string{"", "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "ON_OR_BEFORE", "ON_OR_AFTER"}
var refs = [...]string{"", "PAST_REF", "PRESENT_REF", "FUTURE_REF"}
var parts = [...]string{"", "MO", "MI", "AF", "EV", "NI", "DT"}
var seasons = [...]string{"", "SP", "SU", "FA", "WI"}
var quants = [...]string{"", "EVERY", "EACH"}

// constants are the names that stand for numbers in rule files.
func constants() map[string]int32 {
	m := map[string]int32{
		"second": int32(uSecond), "minute": int32(uMinute), "hour": int32(uHour), "day": int32(uDay),
		"week": int32(uWeek), "weekend": int32(uWeekend), "fortnight": int32(uFortnight), "month": int32(uMonth),
		"quarter": int32(uQuarter), "season": int32(uSeason), "half": int32(uHalf), "year": int32(uYear),
		"decade": int32(uDecade), "century": int32(uCentury), "night": int32(uNight),
		"article": fromArticle, "narrative": fromNarrative, "event": fromEvent,
		"past": dirPast, "future": dirFuture, "this": dirThis, "same": dirSame,
	}
	for _, list := range [][]string{mods[1:], refs[1:], parts[1:], seasons[1:], quants[1:]} {
		for i, name := range list {
			m[name] = int32(i + 1)
		}
	}
	for i, name := range holidays {
		m[name] = int32(i)
	}
	return m
}

// constant reads a number or a name that stands for one.
func constant(s string, names map[string]int32) (int32, error) {
	if v, ok := names[s]; ok {
		return v, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("%q is neither a number nor a name that stands for one", s)
	}
	return int32(n), nil
}

// spec is the underspecified value of an expression.
type spec struct {
	kind ling.TimeType
	has  uint64
	v    [fTotal]int32
	// amount is the exact number behind fLength and fShift ("2.5 years").
	amount float64
}

func (s *spec) is(f field) bool    { return s.has&(1<<f) != 0 }
func (s *spec) get(f field) int    { return int(s.v[f]) }
func (s *spec) set(f field, v int) { s.has |= 1 << f; s.v[f] = int32(v) }
func (s *spec) drop(f field)       { s.has &^= 1 << f; s.v[f] = 0 }
func (s *spec) any(fields ...field) bool {
	for _, f := range fields {
		if s.is(f) {
			return true
		}
	}
	return false
}

// String shows what the expression says, for explanations and tests.
func (s *spec) String() string {
	var b strings.Builder
	b.WriteString(string(s.kind))
	for f := range fTotal {
		if s.is(f) {
			fmt.Fprintf(&b, " %s=%d", fieldNames[f], s.v[f])
		}
	}
	return b.String()
}

// action sets a field from a constant or from what a slot holds.
type action struct {
	field    field
	slot     int8 // -1 for a constant
	value    int32
	negative bool
	copied   bool // the slot's inner expression is what the spec starts from
}

// parseActions reads "year=YEAR month=MONTH mod=END".
// A name in union but not in slots is a slot of another pattern of the rule:
// this one leaves its field unset.
func parseActions(s string, slots []string, union map[string]bool, names map[string]int32) ([]action, error) {
	var out []action
	for _, w := range strings.Fields(s) {
		key, value, ok := strings.Cut(w, "=")
		if !ok {
			return nil, fmt.Errorf("want field=value, got %q", w)
		}
		a, err := parseAction(key, value, slots, union, names)
		if errors.Is(err, errOtherPattern) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

var errOtherPattern = errors.New("a slot of another pattern")

func parseAction(key, value string, slots []string, union map[string]bool, names map[string]int32) (action, error) {
	a := action{slot: -1}
	value, a.negative = strings.CutPrefix(value, "-")
	for i, s := range slots {
		if s == value {
			a.slot = int8(i)
		}
	}
	if a.slot < 0 && union[value] {
		return a, errOtherPattern
	}
	if key == "of" {
		a.copied = true
		if a.slot < 0 {
			return a, fmt.Errorf("of=%s: no such slot", value)
		}
		return a, nil
	}
	found := false
	for f, name := range fieldNames {
		if name == key {
			a.field, found = field(f), true
		}
	}
	if !found {
		return a, fmt.Errorf("no field %q", key)
	}
	if a.slot >= 0 {
		return a, nil
	}
	v, err := constant(value, names)
	if a.value = v; a.negative {
		a.value = -v
	}
	return a, err
}

// build makes the spec of a match whose captures are in the scratch.
func (t *Tagger) build(s *scratch, r *rule, actions []action, sp *spec) {
	for i := range actions {
		a := &actions[i]
		if a.slot < 0 {
			sp.set(a.field, int(a.value))
			if a.field == fLength || a.field == fShift {
				sp.amount = float64(a.value)
			}
			continue
		}
		c := s.caps[a.slot]
		if c.lex < 0 {
			continue
		}
		if a.copied {
			kind := sp.kind
			*sp = t.innerSpec(s, c)
			if r.keepKind {
				sp.kind = kind
			}
			continue
		}
		t.setFrom(s, r, a, c, sp)
	}
}

// setFrom sets one field from a captured lexeme.
func (t *Tagger) setFrom(s *scratch, r *rule, a *action, c capture, sp *spec) {
	x := &s.lex[c.lex]
	v := x.num
	if cls := r.slotClass[a.slot]; cls&numeric == 0 || x.class&cls&numeric == 0 {
		v = float64(t.lexicon.words[x.word].value(cls))
	}
	if a.negative {
		v = -v
	}
	switch a.field {
	case fLength, fShift:
		sp.amount = v
	case fDotClock:
		hours := float64(int(v))
		sp.set(fClock, int(hours)*60+int((v-hours)*100+0.5))
		return
	}
	sp.set(a.field, int(v))
}

// innerSpec is the spec of an inner expression, matched again for its captures.
func (t *Tagger) innerSpec(s *scratch, c capture) spec {
	caps, marks := s.caps, s.marks
	r := &t.rules[c.rule]
	t.try(s, r, c.lex)
	sp := spec{kind: r.typ}
	t.build(s, r, r.is, &sp)
	s.caps, s.marks = caps, marks
	return sp
}
