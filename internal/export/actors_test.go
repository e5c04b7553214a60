package export_test

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"strings"
	"testing"
	"time"

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

func TestActorLists(t *testing.T) {
	known := onrecord.ActorView{Actor: onrecord.Actor{ID: "Q7", Name: "Ana Kovač", Type: onrecord.Person, Role: "Minister", Codes: map[string]string{"iso3": "VAL"}}, Articles: 1, Mentions: 2, Statements: 3}
	suggested := onrecord.ActorView{Actor: onrecord.Actor{ID: "x:bo", Name: "Bo"}}
	var out bytes.Buffer
	if n, err := export.WriteActors(&out, export.Layout{Format: export.CSV}, listOf(known, suggested)); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	const actors = "name,type,role,statements,mentions,articles,identity,id,example\n" +
		"Ana Kovač,person,Minister,3,2,1,known,Q7,\nBo,,,0,0,0,suggested,x:bo,\n"
	if out.String() != actors {
		t.Errorf("got\n%swant\n%s", out.String(), actors)
	}
	out.Reset()
	if n, err := export.WriteUnknown(&out, export.Layout{Format: export.CSV}, listOf(export.Example{ActorView: suggested, Words: "then Bo left"})); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if want := "mentions,name,example,id\n0,Bo,then Bo left,x:bo\n"; out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

// What is written of decisions is read as the same; a fault has its line, and
// the others come all the same.
func TestDecisionsComeBack(t *testing.T) {
	at := time.Date(2016, 5, 12, 10, 0, 0, 0, time.UTC)
	decisions := []onrecord.Decision{
		{ID: 1, Kind: onrecord.Merge, Subject: "x:ana", Object: onrecord.Actor{ID: "Q7", Name: "Ana", Type: onrecord.Person, Codes: map[string]string{"iso3": "VAL"}}, By: "bo", At: at, Note: "why", Undone: true},
		{ID: 2, Kind: onrecord.Link, Subject: "x:ana", Object: onrecord.Actor{ID: "Q8", Name: "B"}, Article: "a1", By: "bo", At: at},
	}
	var out bytes.Buffer
	if n, err := export.WriteDecisions(&out, export.Layout{Format: export.JSONL}, listOf(decisions...)); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	for i := range decisions {
		decisions[i].ID = 0 // the store gives it
	}
	got, faults := export.ReadDecisions("d.jsonl", []byte("\n"+out.String()))
	if len(faults) > 0 || !reflect.DeepEqual(got, decisions) {
		t.Errorf("%v\n%+v\nwant %+v", faults, got, decisions)
	}
	got, faults = export.ReadDecisions("d.jsonl", []byte("{\n"+`{"kind":"hide","subject":"Q1","by":"bo","at":"noon"}`+"\n"+`{"kind":"burn","subject":"Q1","by":"bo","at":"2016-05-12T10:00:00Z"}`+"\n"+out.String()))
	if len(got) != 2 || len(faults) != 3 {
		t.Fatalf("%d decisions, %v", len(got), faults)
	}
	for i, want := range []string{"d.jsonl:1: broken JSON", `d.jsonl:2: "at": "noon" is no time`, "d.jsonl:3: decision burn: no such kind"} {
		if !strings.HasPrefix(faults[i].Error(), want) {
			t.Errorf("%v, want %q", faults[i], want)
		}
	}
	out.Reset()
	if _, err := export.WriteDecisions(&out, export.Layout{Format: export.CSV}, listOf(decisions...)); err != nil || !strings.Contains(out.String(), "\n0,2016-05-12T10:00:00Z,bo,merge,x:ana,Q7,,why,undone\n") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func TestArticleRows(t *testing.T) {
	a := onrecord.Article{ID: "a", Title: "T", Authors: []string{"A", "B"}, Lang: "en", Version: 2, URL: "u", Path: "p", Outlet: "O",
		Published: onrecord.Published{Value: "2016-05", Basis: onrecord.BasisGiven}}
	var out bytes.Buffer
	if n, err := export.WriteArticles(&out, export.Layout{Format: export.CSV}, listOf(a)); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if want := "published,basis,outlet,title,authors,lang,version,id,url,path\n2016-05,given,O,T,A; B,en,2,a,u,p\n"; out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	r := full()
	r.Collected = time.Date(2019, 10, 17, 10, 42, 0, 0, time.UTC)
	out.Reset()
	if err := export.WriteRecord(&out, r); err != nil || !strings.Contains(out.String(), `"collected":"2019-10-17T10:42:00Z"`) {
		t.Errorf("%v, %s", err, out.String())
	}
}
