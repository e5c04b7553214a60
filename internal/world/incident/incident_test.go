package incident_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world"
	"onrecord/internal/world/incident"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// incidents are what some dated lines of our own make, each an article of an
// outlet of its own.
func incidents(t *testing.T, texts ...string) []onrecord.Incident {
	t.Helper()
	var arts []onrecord.Article
	for i, line := range texts {
		day, text, _ := strings.Cut(line, " ")
		d, err := ling.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		arts = append(arts, onrecord.Article{
			ID: onrecord.ArticleID(fmt.Sprintf("%02d", i)), Outlet: fmt.Sprintf("Outlet %d", i), Text: text,
			Published: onrecord.Published{Value: day, Earliest: d, Latest: d, Basis: onrecord.BasisGiven, Confidence: 1},
		})
	}
	got, _ := lay(t, arts)
	return got
}

// lay are the incidents of articles, and where the triggers of their events
// stand, by article and event.
func lay(t *testing.T, arts []onrecord.Article) ([]onrecord.Incident, map[string]ling.Span) {
	t.Helper()
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	keys, triggers := map[string][]world.Fact{}, map[string]ling.Span{}
	for _, art := range arts {
		rec, _, err := reader.Record(context.Background(), art)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range rec.Events {
			if len(e.Trigger.Spans) > 0 {
				triggers[string(art.ID)+" "+string(e.ID)] = e.Trigger.Spans[0]
			}
		}
		facts, err := incident.Type{}.Facts(&rec)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			keys[f.Key] = append(keys[f.Key], f)
		}
	}
	var out []onrecord.Incident
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		slices.SortStableFunc(keys[k], world.Fact.Compare)
		rows, err := incident.Type{}.Rows(k, keys[k])
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			var i onrecord.Incident
			if err := json.Unmarshal(r.Body, &i); err != nil {
				t.Fatal(err)
			}
			out = append(out, i)
		}
	}
	return out, triggers
}

// of are the incidents of a type.
func of(list []onrecord.Incident, kind onrecord.EventType) (out []onrecord.Incident) {
	for _, i := range list {
		if i.Plover.Event == kind {
			out = append(out, i)
		}
	}
	return out
}

// figures are an incident's figures in a line.
func figures(i onrecord.Incident) string {
	parts := []string{}
	for _, f := range i.Figures {
		part := f.What
		if f.Min != nil {
			part += fmt.Sprintf(" from %d", *f.Min)
		}
		if f.Max != nil {
			part += fmt.Sprintf(" to %d", *f.Max)
		}
		parts = append(parts, fmt.Sprintf("%s (%d)", part, len(f.Cites)))
	}
	return strings.Join(parts, ", ")
}

// TestFigures has the figures of one happening stand side by side, each with
// the words that give it.
func TestFigures(t *testing.T) {
	got := of(incidents(t,
		"2015-03-02 Gunmen killed at least 129 people in Lima on Monday.",
		"2015-03-03 Gunmen killed 130 people in Lima on Monday.",
		"2015-03-03 Gunmen killed more than 120 people in Lima on Monday, police said.",
		"2015-03-04 Gunmen killed 130 people in Lima on Monday night.",
	), onrecord.ASSAULT)
	if len(got) != 1 {
		t.Fatalf("got %d incidents, want one", len(got))
	}
	if line := figures(got[0]); line != "killed from 129 (1), killed from 130 to 130 (2), killed from 121 (1)" {
		t.Errorf("figures %s", line)
	}
	if got[0].Counts != (onrecord.IncidentCounts{Articles: 4, Sources: 4}) {
		t.Errorf("counts %+v", got[0].Counts)
	}
	if got[0].When.Value != "2015-03-02" || len(got[0].Cites) != 4 {
		t.Errorf("on %s with %d cites", got[0].When.Value, len(got[0].Cites))
	}
	for _, f := range got[0].Figures {
		if f.Cites[0].Text == "" || f.Cites[0].Event == "" {
			t.Errorf("a figure without its words: %+v", f)
		}
	}
}

// TestTwoHappenings keeps two of one kind, place and month apart.
func TestTwoHappenings(t *testing.T) {
	got := of(incidents(t,
		"2015-03-02 Gunmen killed 12 people in Lima on Monday.",
		"2015-03-20 Gunmen killed 5 people in Lima on Thursday.",
		"2015-03-02 Gunmen killed 12 people in Quito on Monday.",
	), onrecord.ASSAULT)
	if len(got) != 3 {
		t.Errorf("got %d incidents, want three", len(got))
	}
}

// TestWhoDidIt keeps all who are said to have done it.
func TestWhoDidIt(t *testing.T) {
	got := of(incidents(t,
		"2015-03-02 Peru bombed the harbour of Guayaquil on Monday.",
		"2015-03-03 The harbour of Guayaquil was bombed by Peru on Monday, Ecuador said.",
	), onrecord.ASSAULT)
	if len(got) != 1 || len(got[0].Source) != 1 || got[0].Source[0].Name != "Peru" || got[0].Cites[1].Statement == "" {
		t.Errorf("got %+v, want one incident by Peru, once as somebody's word", got)
	}
}

// TestAnyOrder has the same rows come of the same articles whatever way they came.
func TestAnyOrder(t *testing.T) {
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	var records []*onrecord.Record
	for i, text := range []string{
		"Gunmen killed at least 12 people in Lima on Monday.", "Gunmen killed 13 people in Lima on Monday, police said.",
		"Peru bombed the harbour of Guayaquil on Monday.", "The harbour of Guayaquil was bombed by Peru on Monday.",
	} {
		d := ling.NewDate(2015, 3, 2+i)
		rec, _, err := reader.Record(t.Context(), onrecord.Article{
			ID: onrecord.ArticleID(fmt.Sprint(i)), Text: text, Published: onrecord.Published{Value: d.String(), Earliest: d, Latest: d, Basis: onrecord.BasisGiven, Confidence: 1},
		})
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, &rec)
	}
	worldtest.Check(t, records, incident.Type{})
}
