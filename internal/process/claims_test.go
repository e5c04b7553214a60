package process_test

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// Events and agreements come out of the whole way with who took part, when,
// and by whose word, and each on its words.
func TestRecordHasEveryClaim(t *testing.T) {
	const text = "Turkish jets bombed the port of Latakia on Monday, killing at least 12 people.\n\n" +
		"Russia and Turkey signed a ceasefire agreement in Astana on Friday. The Russian Defense Ministry said that the ceasefire was holding.\n"
	day := ling.NewDate(2017, 1, 24)
	r, _, err := newReader(t).Record(t.Context(), onrecord.Article{ID: "a", Text: text,
		Published: onrecord.Published{Value: day.String(), Earliest: day, Latest: day, Basis: onrecord.BasisGiven, Confidence: 1}})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(r.Events, func(e onrecord.Event) bool { return e.Plover.Event == onrecord.ASSAULT })
	if at < 0 {
		t.Fatalf("no assault among %+v", r.Events)
	}
	view := onrecord.NewViewer(&r)
	e := view.Event(&r.Events[at])
	if e.Source[0].Actor() != "Q43" || e.First.String() != "2017-01-23" || !e.Counted() || e.ReportedBy != "" {
		t.Errorf("the strike: %+v", e)
	}
	if len(e.Counts) != 1 || e.Counts[0].What != "killed" || *e.Counts[0].Min != 12 || e.Counts[0].Max != nil {
		t.Errorf("its dead: %+v", e.Counts)
	}
	if len(r.Agreements) == 0 {
		t.Fatal("no agreement")
	}
	var told []string
	for _, a := range r.Agreements {
		v := view.Agreement(&a)
		for i, h := range v.History {
			told = append(told, string(h.Status)+"/"+v.Statuses[i].Says)
		}
	}
	for _, want := range []string{"signed/", "holding/Ministry of Defence of Russia"} {
		if !slices.Contains(told, want) {
			t.Errorf("no %q among %q", want, told)
		}
	}
}

// Who speaks without a name is called by words alone, not by the dash of a
// dateline that a tree hangs on them.
func TestNobodyIsCalledByADash(t *testing.T) {
	for _, text := range []string{
		"KINSHASA (Wire) - Rebels threatened to fight. They accused Mr Kabu of lying.",
		"KINSHASA - Protesters accused the army of firing.",
		"KINSHASA – Anti-government protesters accused the army of firing.",
	} {
		r, _, err := newReader(t).Record(t.Context(), onrecord.Article{ID: "a", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range r.Actors {
			if strings.ContainsAny(a.Name, "–") || strings.Contains(a.Name, "- ") {
				t.Errorf("somebody is called %q in %q", a.Name, text)
			}
		}
	}
}
