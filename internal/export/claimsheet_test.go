package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"iter"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
)

// listOf is a list of rows without an error.
func listOf[T any](rows ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// eventRows are an event that was denied, with everything, and one with nothing.
func eventRows() iter.Seq2[onrecord.EventRow, error] {
	r := full()
	r.Title, r.Outlet = "=1+1", "The Lakeside Post"
	e := onrecord.NewViewer(&r).Event(&r.Events[0])
	e.Status, e.Background = onrecord.EventDenied, true
	nothing := onrecord.EventView{Event: onrecord.Event{Status: onrecord.EventHappened}}
	return listOf(onrecord.EventRow{Article: r.Article, Event: e}, onrecord.EventRow{Event: nothing})
}

func agreementRows() iter.Seq2[onrecord.AgreementRow, error] {
	r := full()
	r.Outlet = "The Lakeside Post"
	a := onrecord.NewViewer(&r).Agreement(&r.Agreements[0])
	return listOf(onrecord.AgreementRow{Article: r.Article, Agreement: a}, onrecord.AgreementRow{})
}

func membershipRows() iter.Seq2[onrecord.MembershipRow, error] {
	r := full()
	r.Outlet = "The Lakeside Post"
	return listOf(onrecord.MembershipRow{Article: r.Article, Membership: onrecord.NewViewer(&r).Membership(&r.Memberships[0])}, onrecord.MembershipRow{})
}

// lists writes the three lists in a format.
func lists(t *testing.T, l export.Layout) (events, agreements, memberships string) {
	t.Helper()
	var out [3]bytes.Buffer
	for i, write := range []func() (int, error){
		func() (int, error) { return export.WriteEvents(&out[0], l, eventRows()) },
		func() (int, error) { return export.WriteAgreements(&out[1], l, agreementRows()) },
		func() (int, error) { return export.WriteMemberships(&out[2], l, membershipRows()) },
	} {
		if n, err := write(); err != nil || n != 2 {
			t.Fatalf("list %d: %d rows, %v", i, n, err)
		}
	}
	return out[0].String(), out[1].String(), out[2].String()
}

// People never take for a fact what is none, and read figures and days as words.
func TestClaimListsForPeople(t *testing.T) {
	events, agreements, memberships := lists(t, export.Layout{Format: export.Markdown})
	for got, want := range map[string]string{
		events: `| when | source | event | target | place | words | outlet |
| --- | --- | --- | --- | --- | --- | --- |
| 12 May 2016 | Ana | ASSAULT, aerial | Ana | Ana | \[denied, background\] Ana said on Thursday it was over. \(according to Ana\) | The Lakeside Post |
|  |  |  |  |  |  |  |
`,
		agreements: `| name | type | parties | history | outlet |
| --- | --- | --- | --- | --- |
| it | ceasefire | Ana | \[background\] ended \(by a party\) 12 May 2016 from May 2016 until 2016 by Ana, says Ana. | The Lakeside Post |
|  |  |  |  |  |
`,
		memberships: `| as of | member | status | as | group | according to | outlet |
| --- | --- | --- | --- | --- | --- | --- |
| 12 May 2016 | Ana | not invited | sponsor | Ana | Ana | The Lakeside Post |
|  |  |  |  |  |  |  |
`,
	} {
		if got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
}

// Programs get codes, ids and figures; no list and no object is null.
func TestClaimListsForPrograms(t *testing.T) {
	events, agreements, memberships := lists(t, export.Layout{Format: export.JSONL})
	for got, want := range map[string]string{
		first1(events):      `{"id":"e1","article":"a","title":"=1+1","outlet":"The Lakeside Post","url":"","published":"XXXX-05-12","when":{"value":"2016-05-12","earliest":"2016-05-12","latest":"2016-05-12","basis":""},"source":[{"actor":"x:ana","name":"Ana"}],"target":[{"actor":"x:ana","name":"Ana"}],"plover":{"event":"ASSAULT","mode":"aerial","context":["military"]},"cameo":"190","where":{"actor":"x:ana","name":"Ana"},"trigger":"said","lemma":"say","words":"Ana said on Thursday it was over.","status":"denied","certainty":"likely","background":true,"counts":[{"what":"killed","min":129,"max":null}],"reported_by":"Ana","statement":"s1","found_by":"p/rule@1"}`,
		first1(agreements):  `{"id":"a1","article":"a","title":"","outlet":"The Lakeside Post","url":"","published":"XXXX-05-12","name":"it","type":"ceasefire","parties":[{"actor":"x:ana","name":"Ana"}],"brokers":[{"actor":"x:ana","name":"Ana"}],"monitors":[{"actor":"x:ana","name":"Ana"}],"place":{"actor":"x:ana","name":"Ana"},"term":"P7D","scope":"Ana","background":true,"history":[{"status":"ended","how":"by a party","when":{"value":"2016-05-12","earliest":"2016-05-12","latest":"2016-05-12","basis":""},"from":"2016-05","until":"2016","by":[{"actor":"x:ana","name":"Ana"}],"told":"said","according_to":{"actor":"x:ana","name":"Ana"},"statement":"s1","text":"it was over"}],"found_by":"p/rule@1"}`,
		first1(memberships): `{"id":"b1","article":"a","title":"","outlet":"The Lakeside Post","url":"","published":"XXXX-05-12","group":{"actor":"x:ana","name":"Ana"},"member":{"actor":"x:ana","name":"Ana"},"as":"sponsor","status":"not invited","as_of":{"value":"2016-05-12","earliest":"2016-05-12","latest":"2016-05-12","basis":""},"according_to":"Ana","statement":"s1","text":"said","found_by":"p/rule@1"}`,
	} {
		if got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	for _, list := range []string{events, agreements, memberships} {
		if empty := strings.Split(list, "\n")[1]; strings.Contains(empty, "null") {
			t.Errorf("null in %s", empty)
		}
	}
	events, agreements, memberships = lists(t, export.Layout{Format: export.CSV})
	for list, want := range map[string]map[string]string{
		events:      {"title": "'=1+1", "counts": "129 or more killed", "source_actor": "x:ana", "place_actor": "x:ana", "status": "denied", "background": "true", "mode": "aerial"},
		agreements:  {"statuses": "ended", "brokers": "Ana", "term": "P7D", "scope": "Ana", "background": "true", "monitors": "Ana", "place": "Ana"},
		memberships: {"member_actor": "x:ana", "group_actor": "x:ana", "text": "said", "as": "sponsor"},
	} {
		cells, err := csv.NewReader(strings.NewReader(list)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range cells[0] {
			if w, ok := want[name]; ok && cells[1][i] != w {
				t.Errorf("%s is %q, want %q", name, cells[1][i], w)
			}
			delete(want, name)
		}
		if len(want) > 0 {
			t.Errorf("no column for %v", want)
		}
	}
}

func first1(lines string) string { line, _, _ := strings.Cut(lines, "\n"); return line }

// Figures keep the bounds that the words have.
func TestFigures(t *testing.T) {
	for want, c := range map[string]onrecord.Count{
		"129 or more killed": {What: "killed", Min: new(129)},
		"3 killed":           {What: "killed", Min: new(3), Max: new(3)},
		"3 to 5 killed":      {What: "killed", Min: new(3), Max: new(5)},
		"up to 5 killed":     {What: "killed", Max: new(5)},
		"killed":             {What: "killed"},
	} {
		row := onrecord.EventRow{Event: onrecord.EventView{Event: onrecord.Event{Counts: []onrecord.Count{c}}}}
		var out bytes.Buffer
		if _, err := export.WriteEvents(&out, export.Layout{Format: export.CSV, Columns: []string{"counts"}}, listOf(row)); err != nil || out.String() != "counts\n"+want+"\n" {
			t.Errorf("%q, %v; want %q", out.String(), err, want)
		}
	}
}

func TestEventCounts(t *testing.T) {
	counts := []onrecord.EventCount{{Value: "2016-05-12", Events: 2}, {Events: 1}}
	for per, want := range map[string]string{
		"day":    "| value | events |\n| --- | --- |\n| 12 May 2016 | 2 |\n| no such day known | 1 |\n",
		"source": "| value | events |\n| --- | --- |\n| 2016\\-05\\-12 | 2 |\n| none named | 1 |\n",
	} {
		var out bytes.Buffer
		if n, err := export.WriteEventCounts(&out, export.Layout{Format: export.Markdown}, per, counts); err != nil || n != 2 || out.String() != want {
			t.Errorf("%s: %d, %v\n%s", per, n, err, out.String())
		}
	}
	var out bytes.Buffer
	if _, err := export.WriteEventCounts(&out, export.Layout{Format: export.JSON}, "day", counts); err != nil {
		t.Fatal(err)
	}
	var rows []export.EventCountRow
	if err := json.Unmarshal(out.Bytes(), &rows); err != nil || len(rows) != 2 || rows[0] != (export.EventCountRow{Per: "day", Value: "2016-05-12", Events: 2}) {
		t.Errorf("%+v, %v", rows, err)
	}
}
