package ingest

import (
	"regexp"
	"strings"
	"time"
)

// zones are the zone names of RFC 822, section 5.1, and those of news sites
// beside them, with their offsets. time.Parse knows only the names of the
// machine's own zone and takes every other for UTC.
var zones = map[string]string{
	"UT": "+0000", "UTC": "+0000", "GMT": "+0000", "Z": "+0000", "WET": "+0000", "BST": "+0100", "WEST": "+0100", "IST": "+0530",
	"CET": "+0100", "MEZ": "+0100", "CEST": "+0200", "MESZ": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "TRT": "+0300",
	"SAST": "+0200", "PKT": "+0500", "SGT": "+0800", "HKT": "+0800", "AWST": "+0800", "JST": "+0900", "KST": "+0900",
	"AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"AST": "-0400", "ADT": "-0300", "NST": "-0330", "NDT": "-0230", "AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "BRT": "-0300", "ART": "-0300",
}

// The parts of a date in a feed that are told apart before it is parsed.
var (
	weekday  = regexp.MustCompile(`^\p{L}+\.?,?\s+`)
	zoneName = regexp.MustCompile(`\s*\(?\b([A-Z]{1,5})\b\)?$`)
	offset   = regexp.MustCompile(`(?:GMT|UTC)?\s*([+-]\d\d):?(\d\d)(?:\s*\([^)]*\))?$`)
)

// feedLayouts are the dates of feeds, zones and weekdays aside.
var feedLayouts = []string{
	"2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 Jan 06 15:04:05", "2 Jan 06 15:04", "2 January 2006 15:04:05", "2 January 2006 15:04",
	"Jan 2, 2006 15:04:05", "Jan 2, 2006 15:04", "January 2, 2006 15:04:05", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM",
	"2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2 15:04:05 2006",
	"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "20060102T15:04:05", "2006-01-02T15:04:05Z",
}

// feedTime reads a date of a feed or a mail (RFC 822, RFC 3339, and what is
// found in their place). Its offset is kept: it says where the day ended. A
// date without any is taken for UTC.
func feedTime(s string) (time.Time, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, sane(t)
	}
	zone := "+0000"
	if m := offset.FindStringSubmatch(s); m != nil && len(s) > len("2006-01-02") {
		zone, s = m[1]+m[2], s[:len(s)-len(m[0])]
	} else if m := zoneName.FindStringSubmatch(s); m != nil && zones[m[1]] != "" {
		zone, s = zones[m[1]], s[:len(s)-len(m[0])]
	}
	s = strings.TrimSuffix(strings.TrimSpace(s), ",")
	for _, text := range []string{s, weekday.ReplaceAllString(s, "")} {
		for _, layout := range feedLayouts {
			if t, err := time.Parse(layout+" -0700", text+" "+zone); err == nil {
				return t, sane(t)
			}
		}
	}
	return time.Time{}, false
}

// sane reports whether a date can be that of a page on the web, which began in
// 1991; feeds of archives go back further.
func sane(t time.Time) bool { return t.Year() >= 1600 && t.Year() < 2200 }
