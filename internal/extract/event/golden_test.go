package event

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/extract/extracttest"
)

var update = flag.Bool("update", false, "write what is found into the goldens")

// found is what an event says, for a golden.
func found(p page, e *onrecord.Event) string {
	out := brief(p.Text, e)
	if e.When.Value != "" {
		out += " on " + e.When.Value
	}
	if !e.Where.Empty() {
		out += " in " + extracttest.Words(p.Text, e.Where.Spans)
	}
	for _, c := range e.Counts {
		out += fmt.Sprintf(" %s %s", c.What, bounds(c))
	}
	if e.Certainty != onrecord.Certain {
		out += " " + string(e.Certainty)
	}
	if e.Background {
		out += " background"
	}
	for _, s := range p.found.Statements {
		if s.ID == e.ReportedBy {
			out += " told by " + extracttest.Words(p.Text, s.Source.Spans)
		}
	}
	return out
}

func bounds(c onrecord.Count) string {
	low, high := "", ""
	if c.Min != nil {
		low = fmt.Sprint(*c.Min)
	}
	if c.Max != nil {
		high = fmt.Sprint(*c.Max)
	}
	return low + ".." + high
}

// The sentences of testdata/events.txt tell of what testdata/events.golden says.
func TestGolden(t *testing.T) {
	in, err := os.ReadFile("testdata/events.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReading(t)
	var out strings.Builder
	types, statuses := map[onrecord.EventType]bool{}, map[onrecord.EventStatus]bool{}
	for _, line := range strings.Split(string(in), "\n") {
		day, text, ok := strings.Cut(line, " | ")
		if !ok {
			continue
		}
		text = strings.ReplaceAll(text, " ¶ ", "\n\n")
		p := r.read(t, text, day)
		fmt.Fprintln(&out, text)
		for i := range p.events {
			e := &p.events[i]
			types[e.Plover.Event], statuses[e.Status] = true, true
			fmt.Fprintln(&out, "  "+found(p, e))
		}
	}
	for _, x := range onrecord.EventTypes {
		if !types[x] {
			t.Errorf("no sentence tells of %s", x)
		}
	}
	for _, x := range onrecord.EventStatuses {
		if !statuses[x] {
			t.Errorf("no event is %s", x)
		}
	}
	extracttest.Golden(t, "testdata/events.golden", out.String(), *update)
}

// Twice the same text gives the same events, each with an id of its own.
func TestIDs(t *testing.T) {
	r := newReading(t)
	text := "Rebels attacked Lima. Rebels attacked Lima."
	a, b := r.read(t, text, ""), r.read(t, text, "")
	if len(a.events) != 2 || len(b.events) != 2 || a.events[0].ID == a.events[1].ID {
		t.Fatalf("events %v", a.events)
	}
	for i := range a.events {
		if a.events[i].ID != b.events[i].ID || !strings.HasPrefix(string(a.events[i].ID), "e") {
			t.Errorf("ids %s, %s", a.events[i].ID, b.events[i].ID)
		}
	}
	if other := r.read(t, text+" So it was.", ""); other.events[0].ID == a.events[0].ID {
		t.Error("the id does not depend on the text")
	}
}

// Where a deed is joined to another that tells it, the trail says so.
func TestTrail(t *testing.T) {
	r := newReading(t)
	p := r.read(t, "Nine guards were killed in a rebel attack on the camp. Norway will meet the rebels.", "")
	trails := map[string]string{}
	for _, e := range p.events {
		trails[string(e.Plover.Event)] = strings.Join(e.Trail, " ")
	}
	if !strings.Contains(trails["ASSAULT"], foundHere+"join/event/") {
		t.Errorf("trail %q", trails["ASSAULT"])
	}
	if !strings.Contains(trails["AGREE"], foundHere+"shift/future") || !strings.Contains(trails["AGREE"], "clause shade/will") {
		t.Errorf("trail %q", trails["AGREE"])
	}
}

func TestVersion(t *testing.T) {
	if v := Version(); len(v) != 8 {
		t.Errorf("version %q", v)
	}
}

// goldenText is the sentences of testdata/events.txt as one text.
func goldenText(t testing.TB) string {
	t.Helper()
	in, err := os.ReadFile("testdata/events.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, line := range strings.Split(string(in), "\n") {
		if _, text, ok := strings.Cut(line, " | "); ok {
			out.WriteString(strings.ReplaceAll(text, " ¶ ", "\n\n") + "\n\n")
		}
	}
	return out.String()
}
