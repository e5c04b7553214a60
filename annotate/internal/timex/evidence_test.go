package timex

import (
	"fmt"
	"strings"
	"testing"

	"onrecord/ling"
)

// evidenceCases are texts without a date and what they tell of their own day:
// the "not before" day, month-day with how many days lie close to it, and days of
// the week.
var evidenceCases = []struct{ name, text, want string }{
	{"nothing", "The envoy said that talks had failed.", "- 0-0 0"},
	{"the latest of three days", "They met on Nov. 14. On Nov. 18 they parted, after the raid of Nov. 2.", "- 11-18 3 Nov. 18"},
	{"over New Year", "They met on December 29. They met again on January 3 and on January 5.", "- 1-5 3 January 5"},
	{"one day, twice", "They met on May 4, and parted on May 4.", "- 5-4 2 May 4+May 4"},
	{"the widest gap comes after the latest", "The war broke out on July 15. They met on Nov. 14 and Nov. 18.", "- 11-18 2 Nov. 18"},
	{"a year that is past", "The town was shelled in August 2013.", "2013-08-01 0-0 0"},
	{"the later of two years", "The town was shelled in 2013 and taken in 2014.", "2014-01-01 0-0 0"},
	{"a year that is only spoken of", "The vote in 2016 was lost, he said.", "2016-01-01 0-0 0"},
	{"a year by which", "It was planned by 2016.", "- 0-0 0"},
	{"a year in a report", "In 2016 she could win, he said.", "- 0-0 0"},
	{"a year before our era", "The town was founded in 400 BC.", "- 0-0 0"},
	{"a year to come", "The bridge will be built in 2030.", "- 0-0 0"},
	{"days with their weekday", "They met on Thursday, December 4.", "- 12-4 1 Thursday, December 4 4:12-4"},
	{"no such day", "They met on February 31.", "- 0-0 0"},
	{"a time", "They met at 5 p.m. on Nov. 14.", "- 11-14 1 5 p.m. on Nov. 14"},
}

// evidenceOf writes what a text tells of its day.
func evidenceOf(tagger *Tagger, text string) string {
	ev := tagger.Evidence(tokens(text, ling.Date{}))
	first := "-"
	if !ev.NotBefore.IsZero() {
		first = ev.NotBefore.String()
	}
	got := fmt.Sprintf("%s %d-%d %d", first, ev.Month, ev.Day, ev.Close)
	var spans []string
	for _, s := range ev.Spans {
		spans = append(spans, s.In(text))
	}
	got = strings.TrimSpace(got + " " + strings.Join(spans, "+"))
	for _, w := range ev.Weekdays {
		got += fmt.Sprintf(" %d:%d-%d", w.Weekday, w.Month, w.Day)
	}
	return got
}

func TestEvidence(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range evidenceCases {
		if got := evidenceOf(tagger, c.text); got != c.want {
			t.Errorf("%s: %s: got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}
