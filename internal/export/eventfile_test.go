package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// The readers below are written from the documentation of the formats, and know
// nothing of how they are written here.

// strike is a plain event: a state strikes another from the air, with dead.
func strike() onrecord.EventRow {
	day := ling.NewDate(2016, 2, 26)
	one := func(id onrecord.ActorID) []onrecord.Party { return []onrecord.Party{{Actors: []onrecord.ActorID{id}}} }
	return onrecord.EventRow{
		Article: onrecord.Article{ID: "a1", URL: "https://post.example/1", Title: "A\tstrike", Outlet: "The Lakeside Post", Lang: "en",
			Published: onrecord.Published{Earliest: ling.NewDate(2016, 2, 28), Latest: ling.NewDate(2016, 2, 28)},
			Collected: time.Date(2016, 3, 1, 12, 30, 0, 0, time.UTC)},
		Event: onrecord.EventView{
			Event: onrecord.Event{
				Claim: onrecord.Claim{ID: "e1"}, Source: one("x:valdoria"), Target: one("Q9"), Where: onrecord.Party{Actors: []onrecord.ActorID{"Q9"}},
				Plover: onrecord.Plover{Event: onrecord.ASSAULT, Mode: "aerial", Context: []string{"military", "territory"}}, CAMEO: "195",
				Status: onrecord.EventHappened, Counts: []onrecord.Count{{What: "killed", Min: new(12)}, {What: "injured", Max: new(40)}, {What: "sheep", Min: new(1)}},
			},
			Sources: []string{"Valdoria"}, Targets: []string{"=Marenia"}, Place: "Marenia", TriggerText: "bombed", Words: "Valdorian jets bombed\nthe port", First: day, Last: day,
		},
		Actors: []onrecord.Actor{
			{ID: "x:valdoria", Name: "Valdoria", Type: onrecord.Group, Codes: map[string]string{"cameo": "VALMILREBSPY", "iso3": "VAL"}, Role: "an army"},
			{ID: "Q9", Name: "Marenia", Type: onrecord.Country, Codes: map[string]string{"iso3": "MRN"}},
		},
	}
}

// eventsOf are the strike, with another change each.
func eventsOf(changes ...func(*onrecord.EventRow)) []onrecord.EventRow {
	out := []onrecord.EventRow{strike()}
	for i, change := range changes {
		r := strike()
		r.Event.ID = onrecord.ClaimID(fmt.Sprintf("e%d", i+2))
		change(&r)
		out = append(out, r)
	}
	return out
}

func written(t *testing.T, form export.EventFile, rows []onrecord.EventRow) (string, export.Written) {
	t.Helper()
	var out bytes.Buffer
	done, err := export.WriteEventFile(&out, form, listOf(rows...))
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), done
}

var (
	denied    = func(r *onrecord.EventRow) { r.Event.Status = onrecord.EventDenied }
	longKnown = func(r *onrecord.EventRow) { r.Event.Background = true }
	dayUntold = func(r *onrecord.EventRow) { r.Event.First, r.Event.Last = ling.Date{}, ling.Date{} }
	month     = func(r *onrecord.EventRow) {
		r.Event.First, r.Event.Last = ling.NewDate(2016, 2, 1), ling.NewDate(2016, 2, 29)
	}
	undated   = func(r *onrecord.EventRow) { dayUntold(r); r.Article.Published = onrecord.Published{} }
	bareMonth = func(r *onrecord.EventRow) { month(r); r.Article.Published = onrecord.Published{} }
	crowd     = func(r *onrecord.EventRow) {
		r.Event.Source = append(r.Event.Source, onrecord.Party{}, onrecord.Party{})
		r.Event.Sources = append(r.Event.Sources, "somebody", "another")
	}
	meeting = func(r *onrecord.EventRow) {
		r.Event.Plover, r.Event.CAMEO, r.Event.Counts = onrecord.Plover{Event: onrecord.CONSULT}, "", nil
		r.Event.Source = append(r.Event.Source, r.Event.Target...)
		r.Event.Sources, r.Event.Target, r.Event.Targets = append(r.Event.Sources, "Marenia"), nil, nil
	}
	nobody  = func(r *onrecord.EventRow) { r.Event.Source, r.Event.Sources = nil, nil }
	protest = func(r *onrecord.EventRow) {
		r.Event.Plover, r.Event.CAMEO = onrecord.Plover{Event: onrecord.PROTEST}, "14"
	}
)

// ploverRecord are the fields of the manual's tables "PLOVER JSON", "Information
// object for actors", "… for size", "… for citations" and "Location object".
type ploverRecord struct {
	ID       string        `json:"id"`
	HasEvent bool          `json:"has_event"`
	Date     string        `json:"date"`
	EndDate  string        `json:"enddate"`
	Source   []ploverActor `json:"source"`
	Recip    []ploverActor `json:"recipient"`
	Event    []string      `json:"event"`
	EventLoc struct {
		Name string `json:"name"`
		CC3  string `json:"cc3"`
	} `json:"event_loc"`
	EventText  []string `json:"event_text"`
	QuadCode   int      `json:"quad_code"`
	EventScale float64  `json:"event_scale"`
	Mode       []string `json:"mode"`
	Context    []string `json:"context"`
	SizeInfo   struct {
		Dead     *int `json:"dead"`
		Injured  *int `json:"injured"`
		Arrested *int `json:"arrested"`
	} `json:"size_info"`
	Text     string            `json:"text"`
	CiteInfo map[string]string `json:"cite_info"`
	Coder    string            `json:"coder"`
	Comment  string            `json:"comment"`
}

type ploverActor struct {
	Code   string `json:"code"`
	Sector string `json:"sector"`
	Text   string `json:"actor_text"`
	ID     string `json:"identifier_id"`
	Name   string `json:"identifier_text"`
	Office string `json:"office"`
}

func readPLOVER(t *testing.T, file string) []ploverRecord {
	t.Helper()
	var out []ploverRecord
	seen := map[string]bool{}
	for line := range strings.Lines(file) {
		dec := json.NewDecoder(strings.NewReader(line))
		dec.DisallowUnknownFields()
		var r ploverRecord
		if err := dec.Decode(&r); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if _, err := time.Parse(time.DateOnly, r.Date); err != nil || r.ID == "" || seen[r.ID] || len(r.Source) == 0 || len(r.Event) == 0 || r.QuadCode < 1 || r.QuadCode > 4 {
			t.Errorf("a required field is missing or wrong: %s", line)
		}
		seen[r.ID] = true
		out = append(out, r)
	}
	return out
}

func TestPLOVER(t *testing.T) {
	file, done := written(t, export.PLOVER, eventsOf(denied, longKnown, dayUntold, month, undated, meeting, bareMonth, nobody))
	if done != (export.Written{Rows: 7, Undated: 1, Unmeant: 1}) {
		t.Errorf("%+v", done)
	}
	got := readPLOVER(t, file)
	if len(got) != 7 {
		t.Fatalf("%d records", len(got))
	}
	r := got[0]
	if r.ID != "a1#e1" || r.Date != "2016-02-26" || r.Event[0] != "ASSAULT" || r.QuadCode != 4 || r.EventScale != -10 || r.Mode[0] != "aerial" ||
		!slices.Equal(r.Context, []string{"military", "territory"}) || r.EventLoc.Name != "Marenia" || r.EventLoc.CC3 != "MRN" || r.EventText[0] != "bombed" ||
		*r.SizeInfo.Dead != 12 || *r.SizeInfo.Injured != 40 || r.SizeInfo.Arrested != nil || r.CiteInfo["url"] != "https://post.example/1" || r.Comment != "" {
		t.Errorf("%+v", r)
	}
	if r.Source[0] != (ploverActor{Code: "VAL", Sector: "MILREBSPY", Text: "Valdoria", Name: "Valdoria", Office: "an army"}) {
		t.Errorf("source %+v", r.Source[0])
	}
	if r.Recip[0] != (ploverActor{Code: "MRN", Text: "=Marenia", ID: "Q9", Name: "Marenia"}) {
		t.Errorf("recipient %+v", r.Recip[0])
	}
	for i, want := range map[int]string{1: "negation", 2: "historical"} {
		if !slices.Contains(got[i].Context, want) {
			t.Errorf("record %d: contexts %v, want %s", i, got[i].Context, want)
		}
	}
	if got[3].Date != "2016-02-28" || got[3].Comment != "the day is that of the article" {
		t.Errorf("day untold: %s, %q", got[3].Date, got[3].Comment)
	}
	if got[4].Date != "2016-02-01" || got[4].EndDate != "2016-02-29" {
		t.Errorf("a month: %s to %s", got[4].Date, got[4].EndDate)
	}
	if m := got[5]; len(m.Source) != 2 || len(m.Recip) != 0 || m.EventScale != 1 || m.SizeInfo.Dead != nil {
		t.Errorf("a meeting: %+v", m)
	}
}

// readTabs reads a file of n columns with tabs between and no header.
func readTabs(t *testing.T, file string, names []string) []map[string]string {
	t.Helper()
	var out []map[string]string
	seen := map[string]bool{}
	for line := range strings.Lines(file) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != len(names) {
			t.Fatalf("%d columns, want %d: %q", len(cells), len(names), line)
		}
		row := map[string]string{}
		for i, name := range names {
			row[name] = cells[i]
		}
		if seen[cells[0]] {
			t.Errorf("id %s again", cells[0])
		}
		seen[cells[0]] = true
		out = append(out, row)
	}
	return out
}

// matches checks cells against the forms that the documentation gives them.
func matches(t *testing.T, row map[string]string, forms map[string]string) {
	t.Helper()
	for name, form := range forms {
		value, ok := row[name]
		if !ok || !regexp.MustCompile("^(?:"+form+")$").MatchString(value) {
			t.Errorf("%s is %q, want %s", name, value, form)
		}
	}
}

func TestPhoenix(t *testing.T) {
	if len(export.PhoenixColumns) != 26 {
		t.Errorf("%d columns", len(export.PhoenixColumns))
	}
	file, done := written(t, export.Phoenix, eventsOf(denied, longKnown, dayUntold, crowd, meeting, bareMonth))
	if done != (export.Written{Rows: 4, Unmeant: 2, Crowded: 1, Undated: 1}) {
		t.Errorf("%+v", done)
	}
	rows := readTabs(t, file, export.PhoenixColumns[:])
	for _, r := range rows {
		matches(t, r, map[string]string{
			"EventID": `\d+`, "Date": `\d{8}`, "Year": `\d{4}`, "Month": `\d\d`, "Day": `\d\d`, "EventCode": `\d{2,4}`, "EventRootCode": `\d\d`,
			"QuadClass": `[0-4]`, "GoldsteinScore": `-?\d+\.\d`, "Lat": ``, "Lon": ``,
		})
		if r["Date"] != r["Year"]+r["Month"]+r["Day"] || !strings.HasPrefix(r["EventCode"], r["EventRootCode"]) {
			t.Errorf("a row contradicts itself: %v", r)
		}
	}
	matches(t, rows[0], map[string]string{
		"Date": "20160226", "SourceActorFull": "VALMILREBSPY", "SourceActorEntity": "VAL", "SourceActorRole": "MIL", "SourceActorAttribute": "REB;SPY",
		"TargetActorFull": "MRN", "TargetActorEntity": "MRN", "TargetActorRole": "", "TargetActorAttribute": "", "EventCode": "195", "QuadClass": "4",
		"GoldsteinScore": "-10.0", "Issues": "military;territory", "LocationName": "Marenia", "CountryCode": "MRN", "SentenceID": "a1_e1",
		"URLs": "https://post.example/1", "NewsSources": "The Lakeside Post",
	})
	matches(t, rows[1], map[string]string{"Date": "20160228"})
	matches(t, rows[3], map[string]string{"EventCode": "04", "QuadClass": "1", "TargetActorFull": "MRN", "GoldsteinScore": "1.0"})
}

func TestGDELT(t *testing.T) {
	if len(export.GDELTColumns) != 61 {
		t.Errorf("%d columns", len(export.GDELTColumns))
	}
	igo := func(r *onrecord.EventRow) { r.Actors[0].Codes = map[string]string{"cameo": "IGOUNO"} }
	noCodes := func(r *onrecord.EventRow) { r.Actors, r.Event.Place = nil, "" }
	town := func(r *onrecord.EventRow) {
		r.Event.Where, r.Event.Place, r.Article.Collected, r.Article.URL = onrecord.Party{}, "Lakeside", time.Time{}, ""
	}
	person := func(r *onrecord.EventRow) {
		r.Actors[0] = onrecord.Actor{ID: "x:valdoria", Type: onrecord.Person, Codes: map[string]string{"iso3": "VAL"}}
	}
	file, done := written(t, export.GDELT, eventsOf(denied, igo, noCodes, town, meeting, person))
	if done != (export.Written{Rows: 6, Unmeant: 1}) {
		t.Errorf("%+v", done)
	}
	rows := readTabs(t, file, export.GDELTColumns[:])
	for _, r := range rows {
		matches(t, r, map[string]string{
			"GLOBALEVENTID": `\d+`, "SQLDATE": `\d{8}`, "MonthYear": `\d{6}`, "Year": `\d{4}`, "FractionDate": `\d{4}\.\d{4}`, "IsRootEvent": `[01]?`,
			"EventCode": `\d{2,4}`, "EventBaseCode": `\d{2,3}`, "EventRootCode": `\d\d`, "QuadClass": `[1-4]`, "GoldsteinScale": `-?\d+\.\d`,
			"NumMentions": `\d+`, "NumSources": `\d+`, "NumArticles": `\d+`, "Actor1Geo_Type": `[0-5]`, "Actor2Geo_Type": `[0-5]`, "ActionGeo_Type": `[0-5]`,
			"Actor1CountryCode": `([A-Z]{3})?`, "DATEADDED": `(\d{14})?`, "SOURCEURL": `.+`,
		})
		if _, err := strconv.ParseInt(r["GLOBALEVENTID"], 10, 64); err != nil {
			t.Error(err)
		}
	}
	matches(t, rows[0], map[string]string{
		"SQLDATE": "20160226", "FractionDate": `2016\.1534`, "Actor1Code": "VALMILREBSPY", "Actor1Name": "VALDORIA", "Actor1CountryCode": "VAL",
		"Actor1Type1Code": "MIL", "Actor1Type2Code": "REB", "Actor1Type3Code": "SPY", "Actor2Code": "MRN", "Actor2Name": "=MARENIA", "Actor2Type1Code": "",
		"EventCode": "195", "EventBaseCode": "195", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": `-10\.0`,
		"ActionGeo_Type": "1", "ActionGeo_Fullname": "Marenia", "DATEADDED": "20160301123000", "SOURCEURL": "https://post.example/1",
	})
	matches(t, rows[1], map[string]string{"Actor1Code": "IGOUNO", "Actor1CountryCode": "", "Actor1Type1Code": "IGO", "Actor1Type2Code": "UNO"})
	matches(t, rows[2], map[string]string{"Actor1Code": "", "Actor1Name": "VALDORIA", "ActionGeo_Type": "0", "ActionGeo_Fullname": ""})
	matches(t, rows[3], map[string]string{"ActionGeo_Type": "4", "ActionGeo_Fullname": "Lakeside", "DATEADDED": "", "SOURCEURL": "a1"})
	matches(t, rows[4], map[string]string{"EventCode": "04", "Actor2Code": "MRN", "QuadClass": "1"})
	matches(t, rows[5], map[string]string{"Actor1Code": "VAL", "Actor1CountryCode": "VAL", "Actor1Type1Code": ""})
}

// Quad classes are those of the codebooks, which differ on sanctions.
func TestQuads(t *testing.T) {
	sanction := func(r *onrecord.EventRow) {
		r.Event.Plover, r.Event.CAMEO = onrecord.Plover{Event: onrecord.SANCTION}, "163"
	}
	for form, want := range map[export.EventFile]string{export.Phoenix: "\t163\t16\t3\t-6.5\t", export.GDELT: "\t163\t163\t16\t4\t-6.5\t"} {
		if file, _ := written(t, form, eventsOf(sanction)); !strings.Contains(file, want) {
			t.Errorf("%s: no %q in %s", form, want, file)
		}
	}
}

// A code has the value of the longest beginning of it that the scale has.
func TestGoldstein(t *testing.T) {
	for code, want := range map[string]string{"0871": "9.0", "0874": "10.0", "1823": "-10.0", "1822": "-9.0", "182": "-9.5", "190": "-10.0", "010": "0.0", "99": "", "": "", "1": ""} {
		row := strike()
		row.Event.CAMEO = code
		if code == "" {
			row.Event.Plover.Event = ""
		}
		file, _ := written(t, export.Phoenix, []onrecord.EventRow{row})
		if got := readTabs(t, file, export.PhoenixColumns[:])[0]["GoldsteinScore"]; got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
	for _, e := range onrecord.EventTypes {
		row := strike()
		row.Event.CAMEO, row.Event.Plover = "", onrecord.Plover{Event: e}
		file, _ := written(t, export.Phoenix, []onrecord.EventRow{row})
		if r := readTabs(t, file, export.PhoenixColumns[:])[0]; r["EventCode"] == "" || r["QuadClass"] == "" || r["GoldsteinScore"] == "" {
			t.Errorf("%s has no code, quad or value: %v", e, r)
		}
		file, _ = written(t, export.PLOVER, []onrecord.EventRow{row})
		readPLOVER(t, file)
	}
}

// acledTypes are ACLED's types of events and the types within them (codebook, table 2).
var acledTypes = map[string]string{
	"Battles":                    "Armed clash|Government regains territory|Non-state actor overtakes territory",
	"Protests":                   "Peaceful protest|Protest with intervention|Excessive force against protesters",
	"Riots":                      "Violent demonstration|Mob violence",
	"Explosions/Remote violence": "Chemical weapon|Air/drone strike|Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade",
	"Violence against civilians": "Sexual violence|Attack|Abduction/forced disappearance",
	"Strategic developments": "Agreement|Arrests|Change to group/activity|Disrupted weapons use|Headquarters or base established|" +
		"Looting/property destruction|Non-violent transfer of territory|Other",
}

func TestACLED(t *testing.T) {
	mode := func(e onrecord.EventType, mode string) func(*onrecord.EventRow) {
		return func(r *onrecord.EventRow) { r.Event.Plover = onrecord.Plover{Event: e, Mode: mode} }
	}
	people := func(r *onrecord.EventRow) {
		mode(onrecord.ASSAULT, "")(r)
		r.Event.Target[0].Actors = nil
	}
	week := func(r *onrecord.EventRow) { r.Event.Last = r.Event.First.AddDays(6) }
	untold := func(r *onrecord.EventRow) { r.Event.Counts = r.Event.Counts[1:] }
	file, done := written(t, export.ACLED, eventsOf(denied, meeting, protest, mode(onrecord.PROTEST, "riot"), mode(onrecord.ASSAULT, ""), people,
		mode(onrecord.COERCE, "arrest"), mode(onrecord.RETREAT, "ceasefire"), mode(onrecord.ASSAULT, "abduct"), month, week, untold, crowd, dayUntold, bareMonth))
	if done != (export.Written{Rows: 14, Unmeant: 2, Crowded: 1}) {
		t.Errorf("%+v", done)
	}
	cells, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil || !slices.Equal(cells[0], export.ACLEDColumns[:]) || len(cells[0]) != 31 {
		t.Fatalf("%v, %d columns: %q", err, len(cells[0]), cells[0])
	}
	var rows []map[string]string
	for _, c := range cells[1:] {
		row := map[string]string{}
		for i, name := range cells[0] {
			row[name] = c[i]
		}
		matches(t, row, map[string]string{
			"event_id_cnty": `\d+`, "event_date": `\d{4}-\d\d-\d\d`, "year": `\d{4}`, "time_precision": `[123]`,
			"disorder_type": "Political violence|Demonstrations|Strategic developments", "sub_event_type": acledTypes[row["event_type"]],
			"civilian_targeting": "|Civilian targeting", "fatalities": `\d*`, "timestamp": `\d+`,
		})
		rows = append(rows, row)
	}
	for i, want := range []map[string]string{
		{"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike", "actor1": "Valdoria", "actor2": "'=Marenia", "country": "Marenia",
			"location": "Marenia", "fatalities": "12", "notes": "Valdorian jets bombed the port", "time_precision": "1", "source": "The Lakeside Post", "civilian_targeting": ""},
		{"event_type": "Protests", "sub_event_type": "Peaceful protest"},
		{"event_type": "Riots"},
		{"event_type": "Battles", "sub_event_type": "Armed clash", "civilian_targeting": ""},
		{"event_type": "Violence against civilians", "sub_event_type": "Attack", "civilian_targeting": "Civilian targeting"},
		{"sub_event_type": "Arrests"},
		{"sub_event_type": "Agreement"},
		{"sub_event_type": "Abduction/forced disappearance"},
		{"time_precision": "3", "event_date": "2016-02-01"},
		{"time_precision": "2", "event_date": "2016-02-26"},
		{"fatalities": ""},
		{"assoc_actor_1": "somebody; another"},
		{"time_precision": "3", "event_date": "2016-02-28"},
		{"time_precision": "3", "event_date": "2016-02-01"},
	} {
		for name, value := range want {
			if rows[i][name] != value {
				t.Errorf("row %d: %s is %q, want %q", i, name, rows[i][name], value)
			}
		}
	}
}

func TestCeasefires(t *testing.T) {
	at := func(value string) onrecord.When { return onrecord.When{Value: value, Time: -1} }
	status := func(s onrecord.AgreementStatus, when string) onrecord.StatusAssertion {
		return onrecord.StatusAssertion{Status: s, When: at(when)}
	}
	row := func(change func(*onrecord.AgreementView)) onrecord.AgreementRow {
		r := onrecord.AgreementRow{Article: onrecord.Article{ID: "a"}, Agreement: onrecord.AgreementView{
			Agreement: onrecord.Agreement{Claim: onrecord.Claim{ID: "a1"}, Name: "the truce", Type: onrecord.Ceasefire, Sides: make([]onrecord.Party, 2), Term: "P2W"},
			SideNames: []string{"Valdoria", "@Marenia"}, BrokerNames: []string{"Ana", "Bo"}, PlaceName: "Lakeside"}}
		change(&r.Agreement)
		return r
	}
	rows := []onrecord.AgreementRow{
		row(func(a *onrecord.AgreementView) {
			signed := status(onrecord.Signed, "2016-02-26")
			signed.From = at("2016-02-27")
			ended := status(onrecord.Ended, "2016-05")
			ended.How = onrecord.EndedByParty
			a.History, a.Monitors = []onrecord.StatusAssertion{signed, ended}, make([]onrecord.Party, 1)
		}),
		row(func(a *onrecord.AgreementView) { a.Type = onrecord.PeaceTalks }),
		row(func(a *onrecord.AgreementView) {
			a.Sides, a.SideNames, a.Term = a.Sides[:1], a.SideNames[:1], "PT72H"
			a.History = []onrecord.StatusAssertion{status(onrecord.Declared, "2016"), status(onrecord.InForce, "XXXX-02-01"), status(onrecord.NeverImplemented, "")}
		}),
		row(func(a *onrecord.AgreementView) {
			a.Sides, a.SideNames, a.Term, a.BrokerNames = nil, nil, "", nil
			a.History = []onrecord.StatusAssertion{status(onrecord.Expired, "2016-03-01")}
		}),
		row(func(a *onrecord.AgreementView) {
			a.Sides, a.SideNames, a.Term = make([]onrecord.Party, 3), []string{"A", "B", "C"}, "P3M"
			a.History = []onrecord.StatusAssertion{status(onrecord.Extended, "2016-03-02")}
		}),
	}
	var out bytes.Buffer
	n, others, err := export.WriteCeasefires(&out, listOf(rows...))
	if err != nil || n != 7 || others != 1 {
		t.Errorf("%d rows, %d others, %v", n, others, err)
	}
	const want = `location,cf_id,actor_name,cf_dec_yr,cf_dec_month,cf_dec_day,cf_effect_yr,cf_effect_month,cf_effect_day,side,written,fixed,fixed_time,mediator_nego,implement,ended,end_yr,end_month,end_day,comment
Lakeside,a#a1,Valdoria,2016,2,26,2016,2,27,bilateral,1,1,14,"Ana, Bo",1,ended by a party,2016,5,-1,the truce (a)
Lakeside,a#a1,'@Marenia,2016,2,26,2016,2,27,bilateral,1,1,14,"Ana, Bo",1,ended by a party,2016,5,-1,the truce (a)
Lakeside,a#a1,Valdoria,2016,-1,-1,-1,-1,-1,unilateral,-1,1,72 hours,"Ana, Bo",-1,never took effect,-1,-1,-1,the truce (a)
Lakeside,a#a1,,-1,-1,-1,-1,-1,-1,-1,-1,0,,,-1,expired,2016,3,1,the truce (a)
Lakeside,a#a1,A,-1,-1,-1,-1,-1,-1,multilateral,-1,1,P3M,"Ana, Bo",-1,replaced or extended by another,2016,3,2,the truce (a)
Lakeside,a#a1,B,-1,-1,-1,-1,-1,-1,multilateral,-1,1,P3M,"Ana, Bo",-1,replaced or extended by another,2016,3,2,the truce (a)
Lakeside,a#a1,C,-1,-1,-1,-1,-1,-1,multilateral,-1,1,P3M,"Ana, Bo",-1,replaced or extended by another,2016,3,2,the truce (a)
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

// Whatever a page says, a row keeps its columns.
func FuzzTabbed(f *testing.F) {
	f.Add("a\tb\r\nc\u2028d\x85", "=1+1")
	f.Fuzz(func(t *testing.T, words, name string) {
		r := strike()
		r.Event.Words, r.Event.Place, r.Event.Sources[0], r.Article.Outlet, r.Article.URL = words, words, name, name, words
		r.Event.Plover.Context = []string{words}
		for form, n := range map[export.EventFile]int{export.Phoenix: 26, export.GDELT: 61} {
			file, _ := written(t, form, []onrecord.EventRow{r})
			if strings.Count(file, "\n") != 1 || strings.Count(file, "\t") != n-1 {
				t.Errorf("%s: %q", form, file)
			}
		}
		file, _ := written(t, export.ACLED, []onrecord.EventRow{r})
		if cells, err := csv.NewReader(strings.NewReader(file)).ReadAll(); err != nil || len(cells) != 2 {
			t.Errorf("%v: %q", err, file)
		}
		file, _ = written(t, export.PLOVER, []onrecord.EventRow{r})
		readPLOVER(t, file)
	})
}
