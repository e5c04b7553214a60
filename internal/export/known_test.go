package export_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
)

// minister is known with an office that ended and one that may still be held.
func minister() export.Known {
	return export.Known{ID: "Q7", Name: "Ana Kovač", Type: "person", Country: "Valdoria", CAMEO: "VALGOV", ISO3: "VAL", Born: 1960, Terms: []export.Term{
		{Office: "deputy minister", Of: "Valdoria", Start: "2004-03-09", End: "2010-01-01", Acting: true},
		{Office: "Foreign Minister of Valdoria", Of: "Valdoria", Start: "", AsOf: "2016-05-12"},
	}}
}

func TestKnown(t *testing.T) {
	var out bytes.Buffer
	if n, err := export.WriteKnown(&out, export.Layout{Format: export.CSV}, listOf(minister(), export.Known{ID: "x:b", Died: 1999})); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	const list = "id,name,type,country,cameo,iso3,born,died,office\n" +
		"Q7,Ana Kovač,person,Valdoria,VALGOV,VAL,1960,,Foreign Minister of Valdoria (? to at least 12 May 2016)\n" +
		"x:b,,,,,,,1999,\n"
	if out.String() != list {
		t.Errorf("got\n%swant\n%s", out.String(), list)
	}
	out.Reset()
	if err := export.WriteKnownActor(&out, minister(), false); err != nil {
		t.Fatal(err)
	}
	const page = "Q7  Ana Kovač\nperson · of Valdoria · CAMEO VALGOV · ISO VAL · born 1960\n" +
		"  deputy minister of Valdoria, acting (9 March 2004 to 1 January 2010)\n" +
		"  Foreign Minister of Valdoria (? to at least 12 May 2016)\n"
	if out.String() != page {
		t.Errorf("got\n%swant\n%s", out.String(), page)
	}
	out.Reset()
	still := minister()
	still.Terms[1].AsOf = ""
	if err := export.WriteKnownActor(&out, still, true); err != nil || !strings.HasPrefix(out.String(), `{"id":"Q7","name":"Ana Kovač"`) {
		t.Errorf("%v, %s", err, out.String())
	}
	out.Reset()
	if err := export.WriteKnownActor(&out, still, false); err != nil || !strings.Contains(out.String(), "(? to now)") {
		t.Errorf("%v, %s", err, out.String())
	}
}

// Every column that a list can be asked for has a name of its own.
func TestColumnsHaveNames(t *testing.T) {
	for first, names := range map[string][]string{
		"when": export.EventColumns(), "name": export.AgreementColumns(), "as_of": export.MembershipColumns(), "per": export.EventCountColumns(),
		"said_on": export.StatementColumns(), "day": export.TimelineColumns(), "published": export.ArticleColumns(),
	} {
		if len(names) < 3 || names[0] != first {
			t.Errorf("columns %v, want %s first", names, first)
		}
		sorted := slices.Sorted(slices.Values(names))
		if len(slices.Compact(sorted)) != len(names) {
			t.Errorf("a name comes twice: %v", names)
		}
	}
	var out bytes.Buffer
	if _, err := export.WriteEvents(&out, export.Layout{Format: export.CSV, Columns: []string{"nothing"}}, listOf[onrecord.EventRow]()); onrecord.KindOf(err) != onrecord.Invalid {
		t.Errorf("an unknown column: %v", err)
	}
}
