package dates

import "onrecord"

// What addresses hold of days: digits, a month's name, a month alone.
var (
	urlDay   = later(`[/_-](\d{4})[/_-]?(\d{2})[/_-]?(\d{2})(?:[/_.-]|$)`)
	urlNamed = later(`(?i)/(\d{4})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?:/|$)`)
	urlMonth = later(`[/_-](\d{4})[/_-](\d{2})[/_-]`)
)

// OfURL reads the date that many outlets put into their paths.
func OfURL(path string) (onrecord.Published, bool) {
	var d Date
	if m := urlNamed().FindStringSubmatchIndex(path); m != nil {
		d = Date{Span: span(m), Year: number(path, m, 1), Month: monthOf(path, m, 2), Day: number(path, m, 3)}
	} else if m := urlDay().FindStringSubmatchIndex(path); m != nil {
		d = yearFirst(path, m)
	} else if m := urlMonth().FindStringSubmatchIndex(path); m != nil {
		d = Date{Span: span(m), Year: number(path, m, 1), Month: number(path, m, 2), Day: 0}
	}
	if d.Year == 0 || !d.Exists() {
		return onrecord.Published{}, false
	}
	p := d.Published()
	p.Basis, p.Confidence = onrecord.BasisURL, 0.9
	return p, true
}
