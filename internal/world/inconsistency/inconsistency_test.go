package inconsistency

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/worldtest"
)

func messages(list []finding) string {
	var out []string
	for _, f := range list {
		out = append(out, f.message)
	}
	return strings.Join(out, "; ")
}

func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"They met on Monday, 14 March 2016, in Orrin.":                       "",
		"They met on Tuesday, 14 March 2016, in Orrin.":                      "2016-03-14 was a Monday",
		"They met on Friday, March 14, 2016.":                                "2016-03-14 was a Monday",
		"They met on Sunday the 14th of March 2016.":                         "2016-03-14 was a Monday",
		"They met on Monday, February 30, 2016.":                             "", // no day at all
		"They met on Monday, 14 March 1816.":                                 "",
		"They meet on Tuesday. March 14, 2016 is long past.":                 "",
		"On Monday 15 March 2016 it began; on Monday, May 2, 2016 it ended.": "2016-03-15 was a Tuesday",
	} {
		if got := messages(days(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	for text, want := range map[string]string{
		"Bus crash leaves 12 people dead\nA bus fell from a bridge near Orrin. Fourteen people were killed.":        "12 killed, and 14",
		"12 killed in bus crash\nTwelve people were killed when a bus fell from a bridge.":                          "",
		"12 killed in bus crash\nAt least 14 people were killed when a bus fell.":                                   "",
		"At least 12 killed in bus crash\n14 people were killed when a bus fell.":                                   "",
		"12 killed in bus crash\nPolice said 14 people were killed when a bus fell.":                                "",
		"12 killed in bus crash\n“14 people were killed,” a man wrote on the wall.":                                 "",
		"12 killed in bus crash\n14 people were injured when a bus fell.":                                           "",
		"12 killed in bus crash\nNine people were killed in the first bus. Three people were killed in the second.": "",
		"12 killed in bus crash\nThe toll rose later: 14 people were killed.":                                       "",
		"1,200 people arrested\nIn Orrin 1,300 people were arrested.":                                               "1200 arrested, and 1300",
		"12 killed in bus crash": "",
	} {
		if got := messages(figures(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func record(id, text string) *onrecord.Record {
	return &onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(id), Outlet: "Post", Text: text}}
}

func TestRows(t *testing.T) {
	list := []*onrecord.Record{
		record("a", "é 12 killed in bus crash\nOn Tuesday, 14 March 2016 fourteen people were killed."), record("b", "All is well."),
	}
	worldtest.Check(t, list, Type{})
	kinds := map[string]int{}
	_, found := worldtest.Laid[onrecord.Inconsistency](t, world.Inconsistencies, list, Type{})
	for _, x := range found {
		kinds[x.Kind]++
		for _, c := range x.Cites {
			if text := []rune(list[0].Text); x.Article != "a" || string(text[c.Start:c.End]) != c.Text {
				t.Errorf("%+v", c)
			}
		}
	}
	if len(kinds) != 2 || kinds[Day] != 1 || kinds[Figure] != 1 {
		t.Errorf("%v", kinds)
	}
	if _, err := (Type{}).Rows("a", []world.Fact{{Body: []byte("{")}}); err == nil {
		t.Error("a broken fact is read")
	}
}

const crash = `A bus fell from the bridge at Orrin on Monday. In all 12 people were killed.
The road had been closed twice in the winter, and drivers had asked for a rail. The mayor of Orrin came to the bridge in the evening and spoke with the families.
The bus belonged to a firm from the coast which runs two lines into the hills. It was full, for the market of the valley is held on the first Monday of the month.`

func TestCopies(t *testing.T) {
	other := strings.Replace(crash, "12 people", "15 people", 1)
	list := []*onrecord.Record{
		record("a", crash), record("b", other), record("c", crash), record("d", "In Sund 15 people were killed. Nothing else is known of it."),
	}
	worldtest.Check(t, list, Type{})
	_, rows := worldtest.Laid[onrecord.Inconsistency](t, world.Inconsistencies, list, Type{})
	if len(rows) != 1 {
		t.Fatalf("%d rows, want one", len(rows))
	}
	x := rows[0]
	if x.Kind != Copies || x.Article != "b" || x.Message != "12 killed, and 15 in a copy" || len(x.Cites) != 2 || x.Cites[1].Article != "a" {
		t.Errorf("%+v", x)
	}
	if _, err := (Type{}).Rows(beside+"0", []world.Fact{{Body: []byte("{")}}); err == nil {
		t.Error("a broken fact is read")
	}
}

// TestVersion has rows made anew when what makes them changes.
func TestVersion(t *testing.T) {
	if (Type{}).Version() == "" {
		t.Error("no version")
	}
}
