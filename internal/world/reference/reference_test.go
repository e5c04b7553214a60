package reference_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world/reference"
)

const pax = "\ufeffCon;AgtId;Agt;Dat;Stage;Part\n" +
	"Colombia;1;Final Agreement;2016-11-24;SubComp;\"On behalf of the Government of Colombia: its President; For FARC-EP: its commander\"\n" +
	"Syria;2;A truce;31/04/2016;Cea;\n" +
	"Syria;3;Another;2016-02-00;Cea;two parties\n" +
	"Syria;4;A third;2016-02;Cea;\n" +
	"Syria;;No number;2016-02-01;Cea;\n" +
	"Syria;4;A third again;2016-02-01;Cea;\n" +
	"Syria;5;A fourth;in spring;Cea;\n"

// A row of the list comes with its line; a day that the calendar does not have
// is reported with file and line, and nothing is guessed of it.
func TestReadsPAX(t *testing.T) {
	rows, faults := reference.Read(reference.PAX, "list.csv", strings.NewReader(pax))
	want := []onrecord.Reference{
		{List: "pax", ID: "1", Name: "Final Agreement", Type: "SubComp", Day: "2016-11-24", Place: "Colombia", Parties: []string{"Government of Colombia", "FARC-EP"}, File: "list.csv", Line: 2},
		{List: "pax", ID: "2", Name: "A truce", Type: "Cea", Place: "Syria", Parties: []string{}, File: "list.csv", Line: 3},
		{List: "pax", ID: "3", Name: "Another", Type: "Cea", Place: "Syria", Parties: []string{"two parties"}, File: "list.csv", Line: 4},
		{List: "pax", ID: "4", Name: "A third", Type: "Cea", Day: "2016-02", Place: "Syria", Parties: []string{}, File: "list.csv", Line: 5},
		{List: "pax", ID: "5", Name: "A fourth", Type: "Cea", Place: "Syria", Parties: []string{}, File: "list.csv", Line: 8},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v\nwant %+v", rows, want)
	}
	tells(t, faults,
		"list.csv:3: Dat: there is no day 2016-04-31", "list.csv:4: Dat: there is no day 2016-02-00",
		"list.csv:6: no AgtId", "list.csv:7: AgtId 4 stands in line 5 too", `list.csv:8: Dat: "in spring" is no day`)
}

func tells(t *testing.T, faults []error, want ...string) {
	t.Helper()
	if len(faults) != len(want) {
		t.Fatalf("%d faults, %v; want %d", len(faults), faults, len(want))
	}
	for i, f := range faults {
		if !strings.Contains(f.Error(), want[i]) {
			t.Errorf("fault %q, want %q", f, want[i])
		}
	}
}

// The parties of a ceasefire are rows of their own; what is unknown of a day is
// -1 or nothing there.
func TestReadsCeasefires(t *testing.T) {
	rows, faults := reference.Read(reference.ETHPRIO, "cf.csv", strings.NewReader(
		"location,cf_id,actor_name,cf_dec_yr,cf_dec_month,cf_dec_day,cf_effect_yr,cf_effect_month,cf_effect_day,end_yr,end_month,end_day\n"+
			"Colombia,17,Government of Colombia,2016,8,29,2016,8,29,-1,-1,-1\n"+
			"Colombia,17,FARC,2016,8,29,2016,8,29,-1,-1,-1\n"+
			"Syria,18,Government of Syria,2016,2,-1,,,,2016,6,31\n"+
			"Syria,19,Government of Syria,-1,2,-1,2016,-1,5,2016,13,1\n"))
	want := []onrecord.Reference{
		{List: "ethprio", ID: "17", Name: "ceasefire Colombia", Type: "ceasefire", Day: "2016-08-29", Effect: "2016-08-29", Place: "Colombia", Parties: []string{"Government of Colombia", "FARC"}, File: "cf.csv", Line: 2},
		{List: "ethprio", ID: "18", Name: "ceasefire Syria", Type: "ceasefire", Day: "2016-02", Place: "Syria", Parties: []string{"Government of Syria"}, File: "cf.csv", Line: 4},
		{List: "ethprio", ID: "19", Name: "ceasefire Syria", Type: "ceasefire", Place: "Syria", Parties: []string{"Government of Syria"}, File: "cf.csv", Line: 5},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v\nwant %+v", rows, want)
	}
	tells(t, faults, "cf.csv:4: end: there is no day 2016-06-31",
		"cf.csv:5: cf_dec_yr: a month or a day without a year", "cf.csv:5: cf_effect: a day without a month", "cf.csv:5: end: there is no day 2016-13-01")
}

// What is no such list says so, and what is broken costs its row alone.
func TestRefusesOtherFiles(t *testing.T) {
	for in, want := range map[string]string{
		"":                     "nothing stands in it",
		"a,b\n1,2\n":           "there is no column AgtId: is this a pax list?",
		"AgtId,Agt\n1,x\n":     "there is no column Dat",
		"AgtId,Agt,Dat\n1,x\n": "wrong number of fields",
	} {
		_, faults := reference.Read(reference.PAX, "f", strings.NewReader(in))
		if len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), "f:") || !strings.Contains(faults[0].Error(), want) {
			t.Errorf("%q: %v, want %q", in, faults, want)
		}
	}
	rows, faults := reference.Read(reference.PAX, "f", strings.NewReader("AgtId\tAgt\tDat\n1\tx\n2\ty\t2016\n"))
	if len(rows) != 1 || rows[0].ID != "2" || len(faults) != 1 {
		t.Errorf("%+v, %v", rows, faults)
	}
}

func truce() *onrecord.LedgerAgreement {
	on := func(s onrecord.AgreementStatus, earliest, latest string) onrecord.LedgerStatus {
		return onrecord.LedgerStatus{Status: s, When: onrecord.Period{Value: earliest, Earliest: earliest, Latest: latest}, Cite: onrecord.Cite{Article: "a", Text: string(s)}}
	}
	return &onrecord.LedgerAgreement{ID: "a1", Name: "truce", Type: onrecord.Ceasefire, Place: onrecord.Who{Name: "Syria"},
		Parties: []onrecord.Who{{Name: "Russia"}, {Name: "United States"}},
		History: []onrecord.LedgerStatus{
			on(onrecord.Agreed, "2016-02-11", "2016-02-11"), on(onrecord.Agreed, "2016-02-22", "2016-02-22"), on(onrecord.InForce, "2016-02-27", "2016-02-27"), on(onrecord.Ended, "2016-07-01", "2016-07-31")}}
}

// Each point says whether the list and the record agree, with the words of the
// record; what only one of them tells is no point.
func TestLaysBeside(t *testing.T) {
	r := &onrecord.Reference{List: "pax", ID: "7", Name: "Joint statement", Type: "Cea", Day: "2016-02-22", Effect: "2016-02-26", End: "2016-07", Place: "Syria/(Aleppo)", Parties: []string{"Russia", "Jordan"}}
	got := reference.Beside(truce(), r, onrecord.LinkDecided)
	var points []string
	for _, p := range got.Points {
		words := ""
		for _, c := range p.Cites {
			words = " “" + c.Text + "”"
		}
		points = append(points, strings.Join([]string{p.What, p.There, p.Here, map[bool]string{true: "agree", false: "conflict"}[p.Agrees]}, "|")+words)
	}
	want := []string{
		"day|2016-02-22|2016-02-22|agree “agreed”", "effect|2016-02-26|2016-02-27|conflict “in force”", "end|2016-07|2016-07-01|agree “ended”",
		"type|Cea|ceasefire|agree", "party|Russia|Russia|agree", "place|Syria/(Aleppo)|Syria|agree",
	}
	if !slices.Equal(points, want) || got.List != "pax" || got.ID != "7" || got.Name != "Joint statement" || got.Day != "2016-02-22" || got.Link != onrecord.LinkDecided {
		t.Errorf("got %q, %+v\nwant %q", points, got, want)
	}
}

func TestSuggests(t *testing.T) {
	base := onrecord.Reference{Type: "Cea", Day: "2016-02-22", Place: "Syria"}
	for _, c := range []struct {
		what   string
		change func(*onrecord.Reference)
		want   bool
	}{
		{"day and place", func(*onrecord.Reference) {}, true},
		{"day and a party", func(r *onrecord.Reference) { r.Place, r.Parties = "Elsewhere", []string{"Russia"} }, true},
		{"the day alone", func(r *onrecord.Reference) { r.Place = "Elsewhere" }, false},
		{"a month is no day", func(r *onrecord.Reference) { r.Day = "2016-02" }, false},
		{"another day", func(r *onrecord.Reference) { r.Day = "2016-02-23" }, false},
		{"another sort", func(r *onrecord.Reference) { r.Type = "SubComp" }, false},
		{"no day", func(r *onrecord.Reference) { r.Day = "" }, false},
		{"a conflict", func(r *onrecord.Reference) { r.Effect = "2016-03-01" }, false},
	} {
		r := base
		c.change(&r)
		if got := reference.Suggested(truce(), &r); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	if first, last := reference.Days(truce()); first != "2016-02-11" || last != "2016-02-22" {
		t.Errorf("made from %s to %s", first, last)
	}
	if first, last := reference.Days(&onrecord.LedgerAgreement{}); first+last != "" {
		t.Errorf("made from %s to %s", first, last)
	}
}

// Whatever is read, every row has an id, a line and days of the calendar.
func FuzzRead(f *testing.F) {
	f.Add(pax, true)
	f.Add("cf_id,actor_name,cf_dec_yr,cf_dec_month,cf_dec_day\n1,x,2016,-1,00\n", false)
	f.Fuzz(func(t *testing.T, in string, pax bool) {
		form := reference.ETHPRIO
		if pax {
			form = reference.PAX
		}
		rows, faults := reference.Read(form, "f", strings.NewReader(in))
		seen := map[string]bool{}
		for _, r := range rows {
			if r.ID == "" || r.Line < 2 || seen[r.ID] || r.List != string(form) || r.Parties == nil {
				t.Fatalf("%+v", r)
			}
			seen[r.ID] = true
		}
		for _, fault := range faults {
			if onrecord.KindOf(fault) != onrecord.Invalid {
				t.Fatal(fault)
			}
		}
	})
}
