package timex

import (
	"fmt"
	"strconv"

	"onrecord/ling"
)

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
	if e.Grain = grainNames[s.get(fUnit)]; e.Grain == "" {
		e.Grain = setGrain(s)
	}
}

// setGrain is the grain of a set that names its days rather than a unit.
func setGrain(s *spec) string {
	switch {
	case s.is(fPart):
		return "part"
	case s.any(fWday, fDay):
		return "day"
	case s.is(fWeekend):
		return "weekend"
	case s.is(fMonth):
		return "month"
	case s.is(fSeason):
		return "season"
	}
	return ""
}
