package eval

import (
	"fmt"
	"sort"
	"strings"

	"onrecord/annotate"
	"onrecord/ling"
)

// EventTime is a link from an event's words to a time, as MEANTIME has them
// (Minard et al., LREC 2016). Offsets are code points.
type EventTime struct {
	Doc     string `json:"doc"`
	Event   string `json:"event"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Rel     string `json:"rel"`
	Inverse bool   `json:"inverse"`
	Value   string `json:"timex_value"`
}

// On reports whether the link says that the event was at its time, and that
// time is on the calendar.
func (e EventTime) On() bool {
	if e.Value == "" || e.Value[0] < '0' || e.Value[0] > '9' {
		return false
	}
	return e.Rel == "INCLUDES" && e.Inverse || e.Rel == "IS_INCLUDED" && !e.Inverse || e.Rel == "SIMULTANEOUS"
}

// AnchorScore counts the events whose time was found: as the very value, and
// as the day where one side has a time of that day.
type AnchorScore struct {
	Right, Day, Events int
	Errors             []string
}

// Accuracy is the share of events found at their time.
func (s AnchorScore) Accuracy() float64 { return float64(s.Right) / float64(max(1, s.Events)) }

func (s AnchorScore) String() string {
	return fmt.Sprintf("events %d right %d (%.3f), to the day %.3f", s.Events, s.Right, s.Accuracy(), float64(s.Day)/float64(max(1, s.Events)))
}

// ScoreAnchors counts an event as right if the value of the expression that
// annotate.AnchorTime gives it, else the article's day, is one of its links'.
func ScoreAnchors(docs []TimeDoc, read map[string]*ling.Document, links []EventTime) AnchorScore {
	var s AnchorScore
	type event struct {
		doc        string
		start, end int
	}
	wanted := map[event]map[string]bool{}
	var events []event
	for _, l := range links {
		if !l.On() {
			continue
		}
		e := event{l.Doc, l.Start, l.End}
		if wanted[e] == nil {
			wanted[e] = map[string]bool{}
			events = append(events, e)
		}
		wanted[e][l.Value] = true
	}
	days := map[string]string{}
	for _, d := range docs {
		days[d.Doc] = d.DCT
	}
	for _, e := range events {
		doc := read[e.doc]
		at := ling.NewOffsets(doc.Text)
		span := ling.Span{Start: at.Byte(e.start), End: at.Byte(e.end)}
		s.Events++
		value := EventValue(doc, span, days[e.doc])
		for v := range wanted[e] {
			if onDay(v) == onDay(value) {
				s.Day++
				break
			}
		}
		if wanted[e][value] {
			s.Right++
			continue
		}
		var want []string
		for v := range wanted[e] {
			want = append(want, v)
		}
		sort.Strings(want)
		from, to := max(0, span.Start-80), min(len(doc.Text), span.End+80)
		s.Errors = append(s.Errors, fmt.Sprintf("%s | %s | want %v | got %s | %q", e.doc, span.In(doc.Text), want, value, doc.Text[from:to]))
	}
	return s
}

// onDay leaves the time of day out of a value.
func onDay(value string) string {
	day, _, _ := strings.Cut(value, "T")
	return day
}

// EventValue is the time of the event whose words span covers.
func EventValue(doc *ling.Document, span ling.Span, day string) string {
	first, last := doc.TokensIn(span)
	head := first
	for t := first; t < last; t++ {
		// The event's head is the word that hangs outside of it.
		if h := doc.Tokens[t].Head; h < first || h >= last {
			head = t
			break
		}
	}
	if head >= len(doc.Tokens) {
		return day
	}
	if i := annotate.AnchorTime(doc, head); i >= 0 {
		return doc.Times[i].Value
	}
	return day
}
