package site

import (
	"onrecord"
	"slices"
	"testing"

	"onrecord/internal/web/picture"
	"onrecord/ling"
	"onrecord/query"
)

// A value of a field, or of any of several, is asked for as the list asks it.
func TestAnyOfSomeValues(t *testing.T) {
	q, err := anyOf(query.Incidents, "type", []string{"ASSAULT", "AID"})
	if err != nil || query.Print(q) != "type:ASSAULT OR type:AID" {
		t.Errorf("%s, %v", query.Print(q), err)
	}
	if _, err := anyOf(query.Incidents, "speaker", []string{"x"}); err == nil {
		t.Error("incidents have no speaker")
	}
}

// Only edges of less than nought are told apart as those of opponents.
func TestEdgesOfOpponents(t *testing.T) {
	edge := func(weight float64) (e networkEdge) { e.Weight = weight; return e }
	if (networkPage{Edges: []networkEdge{edge(1)}}).Broken() || !(networkPage{Edges: []networkEdge{edge(1), edge(-1)}}).Broken() {
		t.Error("opponents are where none are, or not where they are")
	}
}

// Marks lie on a lane in the order of their first days, or of their last where
// nothing is known of the first.
func TestMarksInOrder(t *testing.T) {
	mark := func(words string, s picture.Span) picture.Mark { return picture.Mark{Span: s, Words: words} }
	marks := []picture.Mark{mark("c", picture.DayOf("2016-05-20")), mark("b", picture.Span{Last: ling.NewDate(2016, 5, 12)}), mark("a", picture.DayOf("2016-05-01"))}
	slices.SortStableFunc(marks, byDay)
	if got := marks[0].Words + marks[1].Words + marks[2].Words; got != "abc" {
		t.Errorf("in order %s", got)
	}
}

// Words are told apart by their outlet and its day, as far as these are known.
func TestWhereWordsStand(t *testing.T) {
	for c, want := range map[onrecord.Cite]string{
		{Outlet: "Post", Published: "2016-05-12"}: "Post, 12 May 2016", {Outlet: "Post"}: "Post", {Published: "2016-05"}: "no outlet known, May 2016",
	} {
		if got := outletAndDay(c); got != want {
			t.Errorf("%+v: %q, want %q", c, got, want)
		}
	}
}

// A citation says by which program its words were read, and which text of the
// article, where there were several.
func TestWhatIsCitedIsOfAState(t *testing.T) {
	for want, got := range map[string]string{
		"L":                        readAt("L", "", 1),
		"L (onrecord 1.2)":         readAt("L", "onrecord 1.2", 0),
		"L (onrecord 1.2, text 3)": readAt("L", "onrecord 1.2", 3),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
