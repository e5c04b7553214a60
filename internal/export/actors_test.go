package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
)

// TestActorPage shows an actor whose name, role and wordings come from a page
// that means to steer the terminal.
func TestActorPage(t *testing.T) {
	page := export.NewActorPage(onrecord.ActorDetail{
		ActorView: onrecord.ActorView{Actor: onrecord.Actor{ID: "x:ana", Name: "Ana\x1b]0;x\a Kovač", Type: onrecord.Person}, Articles: 2},
		Wordings:  []onrecord.Wording{{Words: "Kovač\x1b[2J", Outlet: "Post\r\nTimes", Count: 3}},
		Roles:     []onrecord.RoleSeen{{Role: "Minister\x1b[31m"}},
	})
	write := func(f export.Format) string {
		t.Helper()
		var out bytes.Buffer
		if err := page.Write(&out, f); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	people := write(export.Table)
	if strings.ContainsAny(people, "\x1b\a\r") || !strings.Contains(people, "3  Kovač [2J (Post Times)") {
		t.Errorf("for people: %q", people)
	}
	if got := write(export.JSON); !strings.HasPrefix(got, `{"id":"x:ana"`) || strings.Count(got, "\n") != 1 {
		t.Errorf("JSON %q", got)
	}
	if cells, err := csv.NewReader(strings.NewReader(write(export.CSV))).ReadAll(); err != nil || len(cells) != 2 || cells[0][0] != "name" {
		t.Errorf("CSV %q, %v", cells, err)
	}
	if got := write(export.Markdown); !strings.HasPrefix(got, "| name |") || strings.Count(got, "\n") != 3 {
		t.Errorf("Markdown %q", got)
	}
}
