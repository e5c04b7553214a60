package export_test

import (
	"bytes"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
)

// Complaint: "it shows a day where only the month was known". A day is written
// no surer than it is known.
func TestADateIsNoSurerThanKnown(t *testing.T) {
	for _, c := range []struct{ value, earliest, latest, mod, want string }{
		{"2016-05-12", "2016-05-12", "2016-05-12", "", "12 May 2016"},
		{"2016-05-12", "2016-05-12", "2016-05-12", "APPROX", "about 12 May 2016"},
		{"2016-05-12", "", "2016-05-12", "BEFORE", "before 12 May 2016"},
		{"2016-05", "2016-05-01", "2016-05-31", "", "May 2016"},
		{"2016-05", "2016-05-01", "2016-05-31", "START", "early May 2016"},
		{"2016-W20", "2016-05-16", "2016-05-22", "", "week 20 of 2016"},
		{"2016", "2016-01-01", "2016-12-31", "", "2016"},
		{"XXXX-05-12", "", "", "", "12 May, year unknown"},
		{"XXXX-WXX-1", "", "", "", "Monday, date unknown"},
		{"XXXX-WXX-7", "", "", "", "Sunday, date unknown"},
		{"XXXX-XX-12", "", "", "", "day 12 of a month unknown"},
		{"XXXX-XX-XX", "", "", "", "undated"},
		{"XXXX-WXX", "", "", "", "undated"},
		{"", "2016-05-12", "", "", "not before 12 May 2016"},
		{"", "", "2016-05-12", "", "not after 12 May 2016"},
		{"", "2016-05-12", "2016-05-14", "", "12 May 2016 – 14 May 2016"},
		{"", "2016-05-12", "2016-05-12", "", "12 May 2016"},
		{"", "", "", "", "undated"},
		{"PAST_REF", "", "", "", "earlier"},
	} {
		m := onrecord.Moment{When: onrecord.Period{Value: c.value, Earliest: c.earliest, Latest: c.latest}, Mod: c.mod}
		if got := export.WhenForPeople(m); got != c.want {
			t.Errorf("%+v %s: %q, want %q", m.When, c.mod, got, c.want)
		}
	}
}

// A line says what it is about, what keeps it from being fact, and whose word it is.
func TestTimelineLines(t *testing.T) {
	rows := listOf(
		onrecord.Moment{Who: "Ana Kovač", Act: "deny", What: "the quay was safe", Mark: "not said", Via: []string{"her office", "a state agency"}, Outlet: "The Post"},
		onrecord.Moment{Kind: onrecord.MomentStatus, Act: "holding", Matter: "the truce", What: "has largely held", Outlet: "The Post"})
	var out bytes.Buffer
	if n, err := export.WriteTimeline(&out, export.Layout{Format: export.Markdown}, rows); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	for _, want := range []string{"| undated | Ana Kovač | deny |", "not said\\] the quay was safe | her office &lt; a state agency &lt; The Post |", "| undated |  | holding | the truce\\: “has largely held” | The Post |"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
