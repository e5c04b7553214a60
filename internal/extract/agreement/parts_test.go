package agreement

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// Who has to do with an agreement, where, for how long, and when what came to be so.
func TestParts(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct{ text, want string }{
		{
			"Chad and Sudan agreed to a ten-day nationwide truce in Mali on May 3, 2016.",
			"ceasefire Chad+Sudan by place Mali term P10D scope nationwide: agreed 2016-05-03 from until by Chad+Sudan act",
		},
		{
			"Oman brokered a truce between Chad and Sudan.",
			"ceasefire Chad+Sudan by Oman place term scope: agreed 2016-05-12 from until by Oman act",
		},
		{
			"The envoy said that the truce will begin on May 20, 2016.",
			"ceasefire by place term scope: agreed 2016-05-12 from 2016-05-20 until by said",
		},
		{
			"The truce has been extended until May 20, 2016.",
			"ceasefire by place term scope: extended 2016-05-12 from until 2016-05-20 by act",
		},
		{
			"The truce has held since March 2016.",
			"ceasefire by place term scope: holding 2016-03 from 2016-03 until by own voice",
		},
	} {
		view, art, found := r.article(t, c.text)
		list := r.x.Extract(view, art, found)
		if len(list) != 1 {
			t.Errorf("%s: %d agreements", c.text, len(list))
			continue
		}
		if got := described(c.text, &list[0]); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// described is an agreement in one line.
func described(text string, a *onrecord.Agreement) string {
	words := func(spans []ling.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, s.In(text))
		}
		return strings.Join(out, " ")
	}
	names := func(list []onrecord.Party) string {
		var out []string
		for _, p := range list {
			out = append(out, words(p.Spans))
		}
		return strings.Join(out, "+")
	}
	out := fmt.Sprint(a.Type, " ", names(a.Sides), " by ", names(a.Brokers), " place ", words(a.Place.Spans), " term ", a.Term, " scope ", words(a.Scope.Spans), ":")
	for _, h := range a.History {
		out += fmt.Sprint(" ", h.Status, " ", h.When.Value, " from ", h.From.Value, " until ", h.Until.Value, " by ", names(h.By), " ", h.Told)
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(out), " "), " :", ":")
}
