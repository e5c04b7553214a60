package ledger

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// on is a told of a day, which what follows changes.
func on(day string, change func(t *told)) *told {
	t := &told{day: day, on: number(day), Type: onrecord.Ceasefire, Keys: []string{"TCD|deal"}, article: onrecord.ArticleID(day)}
	if change != nil {
		change(t)
	}
	t.parties, t.brokers, t.localWords = nameWords(t.Parties), nameWords(t.Brokers), placeWords(t.Local)
	return t
}

// became is a status of a told by nobody but the outlet.
func became(s onrecord.AgreementStatus, day string) status {
	return status{LedgerStatus: onrecord.LedgerStatus{Status: s, When: onrecord.Period{Value: day, Earliest: day, Latest: day}}}
}

func with(list ...status) func(*told) { return func(t *told) { t.Statuses = list } }

func of(tolds ...*told) *agreement {
	a := &agreement{}
	for _, t := range tolds {
		a.add(t)
	}
	return a
}

func people(names ...string) (out []onrecord.Who) {
	for _, n := range names {
		out = append(out, onrecord.Who{Name: n})
	}
	return out
}

// TestStatusesByKind says of every status what it is to an agreement's time.
func TestStatusesByKind(t *testing.T) {
	made := []onrecord.AgreementStatus{onrecord.Proposed, onrecord.Negotiated, onrecord.Agreed, onrecord.Signed, onrecord.Declared, onrecord.Approved}
	effect := []onrecord.AgreementStatus{onrecord.Agreed, onrecord.Signed, onrecord.Declared, onrecord.Approved, onrecord.Extended, onrecord.Resumed}
	over := []onrecord.AgreementStatus{onrecord.Expired, onrecord.Ended}
	for _, s := range onrecord.AgreementStatuses {
		if makes(s) != slices.Contains(made, s) || takesEffect(s) != slices.Contains(effect, s) || ends(s) != slices.Contains(over, s) {
			t.Errorf("%s: makes %v, takes effect %v, ends %v", s, makes(s), takesEffect(s), ends(s))
		}
		if want := 1; s != onrecord.Rejected && lastly(s) != want || s == onrecord.Rejected && lastly(s) != 0 {
			t.Errorf("%s: lastly %d", s, lastly(s))
		}
	}
}

// TestFamilies has talks lie apart from what is talked about.
func TestFamilies(t *testing.T) {
	for typ, want := range map[onrecord.AgreementType][2]string{
		onrecord.Ceasefire: {truce, "deal"}, onrecord.PeaceAgreement: {truce, "deal"}, onrecord.PeaceTalks: {talk, talk},
		onrecord.PrisonerExchange: {trading, "deal"}, onrecord.Cooperation: {pact, "deal"}, onrecord.HumanitarianAccess: {pact, "deal"}, onrecord.Monitoring: {pact, "deal"},
	} {
		if got := [2]string{sort(typ), family(typ)}; got != want {
			t.Errorf("%s: %v, want %v", typ, got, want)
		}
	}
}

// TestNames reads what names tell.
func TestNames(t *testing.T) {
	for name, want := range map[string][2]bool{ // not told of before; not the one before
		"a truce": {true, false}, "An accord": {true, false}, "another truce": {true, true}, "“a new ceasefire”": {true, true},
		"the new ceasefire": {false, false}, "its truce": {false, false}, "a second truce": {true, true}, "": {false, false},
	} {
		if got := [2]bool{indefinite(name), another(name)}; got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
	for in, want := range map[string]string{"the  truce": "truce", "An accord": "accord", "\"Reed Pact\"": "Reed Pact", "anthem": "anthem"} {
		if got := plainName(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	for name, want := range map[string]string{
		"the army of Tara": "Tara", "Tara's army": "Tara", "Tara’s army": "Tara", "Reed Front": "Reed Front",
	} {
		if got := whose(name); got != want {
			t.Errorf("%q is for %q, want %q", name, got, want)
		}
	}
	if got := marks("the fragile Reed grain deal"); !slices.Equal(got, passage.Stems("Reed grain")) {
		t.Errorf("marks are %v", got)
	}
	if !vague("agreement/naming-place-deal@1") || vague("agreement/naming-truce@1") {
		t.Error("a noun for any agreement is not told from others")
	}
	if a, b, c := first("Reed grain pact", "grain"), first("Reed grain pact", "reed"), first("Reed grain pact", "pact"); a >= b || b >= c {
		t.Errorf("what a deal is about, names and other words come as %q, %q, %q", a, b, c)
	}
}

// TestCounts counts days, lengths and the numbers of captives.
func TestCounts(t *testing.T) {
	for term, want := range map[string]int{"": 0, "P7D": 7, "P2W": 14, "P3M": 90, "P1Y": 365, "PT72H": 0, "P1M2D": 32, "P1DT5H": 1} {
		if got := length(term); got != want {
			t.Errorf("%s has %d days, want %d", term, got, want)
		}
	}
	if number("1970-01-02") != 1 || number("no day") != 0 || number("") != 0 {
		t.Error("days are not counted from 1970")
	}
	if days("2015-03-01", "2015-03-11") != 10 || days("2015-03-11", "2015-03-01") != -10 || days("", "2015-03-11") != 0 || after(5, 0) != 0 || after(5, 9) != 4 {
		t.Error("days between days are wrong")
	}
	if got := numbers([]string{"swap", "300", "prison"}); !slices.Equal(got, []string{"300"}) {
		t.Errorf("numbers are %v", got)
	}
	if got := nameWords(people("Reed Front", "Front of Tara")); !slices.Equal(got, passage.Stems("Reed Front Tara")) {
		t.Errorf("words of names are %v", got)
	}
	if got := joined([]string{"a"}, "b", "a", "b"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("joined is %v", got)
	}
	if got := inside([]string{"TCD", "USA", "SDN", "CHE"}); !slices.Equal(got, []string{"TCD", "SDN"}) {
		t.Errorf("inside are %v", got)
	}
	if got := around("2015-03-20"); !slices.Equal(got, []string{"2015-02", "2015-03", "2015-04"}) {
		t.Errorf("around March are %v", got)
	}
}

// TestPeriods has spans of days meet where they share one.
func TestPeriods(t *testing.T) {
	p := func(first, last string) onrecord.Period { return onrecord.Period{Earliest: first, Latest: last} }
	for _, c := range []struct {
		a, b onrecord.Period
		want bool
	}{
		{p("2015-03-01", "2015-03-31"), p("2015-03-31", "2015-04-02"), true},
		{p("2015-03-31", "2015-04-02"), p("2015-03-01", "2015-03-31"), true},
		{p("2015-03-01", "2015-03-30"), p("2015-03-31", "2015-04-02"), false},
		{p("2015-05-01", "2015-05-30"), p("2015-03-31", "2015-04-02"), false},
		{p("", ""), p("2015-03-31", "2015-04-02"), false},
		{p("2015-03-31", "2015-04-02"), p("", ""), false},
	} {
		if got := overlap(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
	a := of(on("2015-03-02", with(became(onrecord.Signed, "2015-03-02"))))
	march, may := p("2015-03-01", "2015-03-31"), p("2015-05-01", "2015-05-31")
	if !a.begunIn(&march) || a.begunIn(&may) {
		t.Error("what was signed in March began in March, and not in May")
	}
}

// TestAnew has what is told as one not told of before be another, unless it is
// still being made.
func TestAnew(t *testing.T) {
	made := on("2015-03-02", func(t *told) { t.New = true; t.Statuses = []status{became(onrecord.Agreed, "2015-03-02")} })
	again := func(day string, change func(*told)) *told {
		return on(day, func(t *told) {
			t.New, t.Own, t.Statuses = true, true, []status{became(onrecord.Agreed, day)}
			if change != nil {
				change(t)
			}
		})
	}
	for _, c := range []struct {
		what string
		t    *told
		want bool
	}{
		{"told again within days", again("2015-03-05", nil), true},
		{"told weeks later", again("2015-03-25", nil), false},
		{"a new one within days", again("2015-03-06", func(t *told) { t.Another = true }), false},
		{"a new one of the day after", again("2015-03-03", func(t *told) { t.Another = true }), true},
		{"what became of one weeks later", again("2015-03-25", func(t *told) { t.Statuses = []status{became(onrecord.Violated, "2015-03-25")} }), true},
		{"its beginning weeks later", again("2015-03-25", func(t *told) { t.Statuses = []status{became(onrecord.InForce, "2015-03-25")} }), true},
		{"known, a year later", on("2016-03-01", nil), true},
		{"known, years later", on("2017-03-01", nil), true},
		{"known, many years later", on("2019-03-01", nil), false},
		{"made again years later", again("2017-03-01", nil), false},
	} {
		if got := of(made).can(c.t) > 0; got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	over := of(made, on("2015-03-04", with(became(onrecord.Expired, "2015-03-04"))))
	if over.can(again("2015-03-05", nil)) > 0 {
		t.Error("what has ended is made again")
	}
	if over.can(on("2015-03-05", nil)) >= of(made).can(on("2015-03-05", nil)) {
		t.Error("what has ended fits as well as what has not")
	}
	running := of(made, on("2015-03-03", with(became(onrecord.InForce, "2015-03-03"))))
	if running.can(again("2015-03-25", func(t *told) { t.Statuses = []status{became(onrecord.InForce, "2015-03-25")} })) > 0 {
		t.Error("what is in force begins again")
	}
}

// TestUnsure has nothing be of an agreement only because it could be.
func TestUnsure(t *testing.T) {
	a := of(on("2015-03-02", func(t *told) { t.Marks, t.Statuses = []string{"reed"}, []status{became(onrecord.Agreed, "2015-03-02")} }))
	for _, c := range []struct {
		what string
		t    *told
		want bool
	}{
		{"another article", on("2015-03-04", nil), true},
		{"of no known day", on("", nil), false},
		{"of no known day, by its word", on("", func(t *told) { t.Marks = []string{"reed"} }), true},
		{"the same article", on("2015-03-02", nil), false},
	} {
		if got := a.can(c.t) > 0; got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	if !a.unsure(on("", nil)) || a.unsure(on("2015-03-04", nil)) {
		t.Error("what has a day and an article of its own is sure enough")
	}
}

// TestMeeting has agreements of other places, lengths, sides, numbers and types
// be others.
func TestMeeting(t *testing.T) {
	base := func(t *told) {
		t.New, t.Local, t.Term = true, []string{"aleppo"}, "P3D"
		t.Parties, t.Of = people("Tara", "Reed Front"), []string{"TCD", "SDN"}
		t.Statuses = []status{became(onrecord.Agreed, "2015-03-02")}
	}
	for _, c := range []struct {
		what   string
		change func(*told)
		want   bool
	}{
		{"the same place", func(t *told) { t.Local = []string{"eastern aleppo"} }, true},
		{"another place", func(t *told) { t.Local = []string{"homs"} }, false},
		{"another length, begun anew", func(t *told) { t.New, t.Term = true, "P9D" }, false},
		{"another length, told later", func(t *told) { t.Term = "P9D" }, true},
		{"over before its time", func(t *told) { t.Term, t.Statuses = "P60D", []status{became(onrecord.Expired, "2015-03-04")} }, false},
		{"one side in common", func(t *told) { t.Parties = people("Tara", "Norland") }, true},
		{"another enemy", func(t *told) { t.Parties, t.Of = people("Tara", "Hill Army"), []string{"TCD", "LBY"} }, false},
		{"nobody in common", func(t *told) { t.Parties = people("Norland", "Hill Army") }, false},
		{"a pact", func(t *told) { t.Type = onrecord.Cooperation }, false},
		{"a pact that is a guess, of the same sides", func(t *told) { t.Type, t.Vague, t.Parties = onrecord.Cooperation, true, people("Tara", "Reed Front") }, true},
		{"a pact that is a guess, of others", func(t *told) { t.Type, t.Vague, t.Parties = onrecord.Cooperation, true, people("Tara", "Norland") }, false},
	} {
		if got := of(on("2015-03-02", base)).can(on("2015-03-04", c.change)) > 0; got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	deal := func(marks ...string) func(*told) {
		return func(t *told) { t.Type, t.Marks = onrecord.Cooperation, marks }
	}
	gas := of(on("2015-03-02", deal("gas")))
	if gas.can(on("2015-03-20", deal("fish"))) > 0 || gas.can(on("2015-03-20", deal("gas"))) == 0 || gas.can(on("2015-03-20", deal())) == 0 {
		t.Error("the gas deal is not the fishing deal, and may be the deal")
	}
	if gas.can(on("2035-03-20", deal("gas"))) == 0 || gas.can(on("2035-03-20", deal())) > 0 {
		t.Error("a pact is remembered by its word alone")
	}
	swap := func(marks ...string) func(*told) {
		return func(t *told) { t.Type, t.Marks = onrecord.PrisonerExchange, marks }
	}
	swapped := of(on("2015-03-02", swap("swap", "40")))
	if swapped.can(on("2015-03-04", swap("swap", "90"))) > 0 || swapped.can(on("2015-03-04", swap("swap", "40"))) == 0 || swapped.can(on("2015-07-04", swap("swap"))) > 0 {
		t.Error("an exchange of forty is not one of ninety, nor one of the summer")
	}
	if a := gas.can(on("2015-03-20", deal("gas", "transit"))); of(on("2015-03-02", deal("gas", "transit"))).can(on("2015-03-20", deal("gas", "transit"))) <= a {
		t.Error("two words in common fit no better than one")
	}
}

// TestCalledByDay has a truce that is called by its month be of that month.
func TestCalledByDay(t *testing.T) {
	a := of(on("2015-03-02", with(became(onrecord.Agreed, "2015-03-02"))))
	called := func(month string) *told {
		return on("2018-06-01", func(t *told) {
			t.Begun = &onrecord.Period{Value: month, Earliest: month + "-01", Latest: month + "-28"}
		})
	}
	if a.can(called("2015-03")) <= a.can(on("2015-04-01", nil)) || a.can(called("2015-04")) > 0 {
		t.Error("a truce that is called by its month is not found by it")
	}
}

// TestBelongs has a told be of the agreement that it fits best, of equals of the
// one told of last.
// shelved are agreements as those of one key.
func shelved(some ...*agreement) *shelf {
	s := newShelf()
	for _, a := range some {
		s.all, s.recent = append(s.all, a), append(s.recent, a)
		a.place = len(s.all)
		for _, t := range a.tolds {
			s.of[t.ref()] = a
		}
	}
	return s
}

func TestBelongs(t *testing.T) {
	first := of(on("2015-03-02", with(became(onrecord.Agreed, "2015-03-02"))))
	second := of(on("2015-04-02", with(became(onrecord.Agreed, "2015-04-02"))))
	reed := of(on("2015-02-02", func(t *told) { t.Marks = []string{"reed"} }))
	all := shelved(reed, first, second)
	if got := all.belongs(on("2015-04-09", nil)); got != second {
		t.Errorf("the truce is %+v, want the last", got)
	}
	if got := all.belongs(on("2015-04-09", func(t *told) { t.Marks = []string{"reed"} })); got != reed {
		t.Errorf("the reed truce is %+v", got)
	}
	if got := newShelf().belongs(on("2015-04-09", nil)); got != nil {
		t.Errorf("of none it is %+v", got)
	}
}

// TestRow lays an agreement out.
func TestRow(t *testing.T) {
	a := of(
		on("2015-03-02", func(t *told) {
			t.Name, t.Type, t.Parties, t.Brokers, t.Monitors = "the truce", onrecord.PeaceAgreement, people("Tara"), people("Oman"), people("Mission")
			t.Begun = &onrecord.Period{Value: "2015-01", Earliest: "2015-01-01", Latest: "2015-01-31"}
		}),
		on("2015-03-04", func(t *told) {
			t.Name, t.Place, t.Statuses = "the Reed truce", onrecord.Who{Name: "Lune"}, []status{became(onrecord.Violated, "2015-03-04")}
			t.Against = []onrecord.LedgerIncident{{Incident: "i2", AllegedBy: people("Tara")}, {Incident: "i1"}}
		}),
		on("2015-03-09", func(t *told) {
			t.Name, t.Against = "a Reed truce", []onrecord.LedgerIncident{{Incident: "i2", DeniedBy: people("Hill Army")}}
		}),
	)
	row, err := a.row()
	if err != nil {
		t.Fatal(err)
	}
	var g onrecord.LedgerAgreement
	if err := json.Unmarshal(row.Body, &g); err != nil {
		t.Fatal(err)
	}
	if g.Name != "Reed truce" || !slices.Equal(g.Names, []string{"truce", "Reed truce"}) || g.Type != onrecord.Ceasefire || g.Place.Name != "Lune" {
		t.Errorf("is %q, %v, %s in %v", g.Name, g.Names, g.Type, g.Place)
	}
	if row.First != "2015-01-01" || row.Last != "2015-03-04" || row.ID != a.tolds[0].id() || row.ID == a.tolds[1].id() || !strings.HasPrefix(row.ID, "a") {
		t.Errorf("row is %+v", row)
	}
	if got := fmt.Sprint(g.Incidents); got != "[{i1 [] []} {i2 [{ Tara}] [{ Hill Army}]}]" {
		t.Errorf("incidents are %s", got)
	}
	if len(g.Cites) != 2 || !strings.Contains(row.Words, "Reed truce") {
		t.Errorf("cites %v, words %q", g.Cites, row.Words)
	}
	for _, want := range []world.Has{
		{Field: "type", Value: "ceasefire"}, {Field: "party", Name: "Tara"}, {Field: "broker", Name: "Oman"}, {Field: "actor", Name: "Mission"},
		{Field: "place", Name: "Lune"}, {Field: "status", Value: "violated"},
	} {
		if !slices.Contains(row.Has, want) {
			t.Errorf("has not %v, but %v", want, row.Has)
		}
	}
	if facts := a.facts(); len(facts) != 3 {
		t.Errorf("%d facts", len(facts))
	}
}

// TestUnder has a told be in a row once, under the key that it is at home under.
func TestUnder(t *testing.T) {
	two := on("2015-03-02", func(t *told) { t.Keys = []string{"ARM|deal", "AZE|deal"} })
	stray := on("2015-03-04", func(t *told) { t.Keys = []string{"AZE|deal"} })
	a := of(two, stray)
	if a.settled() != two || a.under("LBN|deal") != nil || len(a.under("ARM|deal").tolds) != 1 || len(a.under("AZE|deal").tolds) != 1 {
		t.Error("each is a row under its own key")
	}
	stray.Home, stray.With = "ARM|deal", two.ref()
	if got := a.under("ARM|deal"); len(got.tolds) != 2 || a.under("AZE|deal") != nil {
		t.Errorf("a stray is in the row that it goes to: %+v", got)
	}
}

// TestLaterHome has the first of the homes that the rounds find hold.
func TestLaterHome(t *testing.T) {
	to := func(home, with string) *told {
		return on("2015-03-02", func(t *told) { t.Keys, t.Home, t.With = []string{"COD|deal"}, home, with })
	}
	for _, c := range []struct {
		known, found *told
		want         bool
	}{
		{to("", ""), to("BDI|deal", "x"), true},
		{to("BDI|deal", "x"), to("", ""), false},
		{to("", ""), to("", ""), false},
		{to("BDI|deal", "x"), to("AGO|deal", "y"), true},
		{to("AGO|deal", "y"), to("BDI|deal", "x"), false},
		{to("AGO|deal", "y"), to("AGO|deal", "x"), true},
		{to("AGO|deal", "x"), to("AGO|deal", "x"), false},
	} {
		if got := c.known.laterHome(c.found); got != c.want {
			t.Errorf("from %q with %q to %q with %q: %v", c.known.Home, c.known.With, c.found.Home, c.found.With, got)
		}
	}
}

// TestLatest keeps the last word of each asserter, and knows which conflict.
func TestLatest(t *testing.T) {
	say := func(s onrecord.AgreementStatus, day, who, term string) onrecord.LedgerStatus {
		return onrecord.LedgerStatus{Status: s, When: onrecord.Period{Value: day, Earliest: day, Latest: day}, AccordingTo: onrecord.Who{Name: who}, Term: term, Cite: onrecord.Cite{Outlet: "o"}}
	}
	for _, c := range []struct {
		what string
		list []onrecord.LedgerStatus
		n    int
		want bool
	}{
		{"one holds, one does not", []onrecord.LedgerStatus{say(onrecord.Holding, "2015-03-02", "army", ""), say(onrecord.Ended, "2015-03-03", "rebels", "")}, 2, true},
		{"months apart", []onrecord.LedgerStatus{say(onrecord.Holding, "2015-03-02", "army", ""), say(onrecord.Ended, "2015-06-03", "rebels", "")}, 2, false},
		{"one who changes his mind", []onrecord.LedgerStatus{say(onrecord.Holding, "2015-03-02", "army", ""), say(onrecord.Ended, "2015-03-03", "army", "")}, 1, false},
		{"by sixty days and by 120", []onrecord.LedgerStatus{say(onrecord.Extended, "2015-03-02", "army", "P60D"), say(onrecord.Extended, "2015-03-03", "rebels", "P120D")}, 2, true},
		{"by sixty days and by no time", []onrecord.LedgerStatus{say(onrecord.Extended, "2015-03-02", "army", "P60D"), say(onrecord.Extended, "2015-03-03", "rebels", "")}, 2, false},
		{"the outlet twice", []onrecord.LedgerStatus{say(onrecord.Holding, "2015-03-02", "", ""), say(onrecord.Violated, "2015-03-03", "", "")}, 1, false},
		{"two outlets", []onrecord.LedgerStatus{say(onrecord.Holding, "2015-03-02", "", ""), {Status: onrecord.Violated, Cite: onrecord.Cite{Outlet: "p", Published: "2015-03-03"}}}, 2, true},
		{"an outlet and somebody", []onrecord.LedgerStatus{say(onrecord.Holding, "2015-03-02", "", ""), say(onrecord.Holding, "2015-03-03", "army", "")}, 2, false},
	} {
		got, conflict := latest(c.list)
		if len(got) != c.n || conflict != c.want {
			t.Errorf("%s: %d, %v", c.what, len(got), conflict)
		}
	}
	unknown := onrecord.LedgerStatus{Cite: onrecord.Cite{Published: "2015-03-02"}}
	if dayOf(unknown) != "2015-03-02" || dayOf(onrecord.LedgerStatus{Cite: onrecord.Cite{Published: "XXXX-03"}}) != "" {
		t.Error("a status without a day has that of its article, where the year is known")
	}
	history := []onrecord.LedgerStatus{say(onrecord.Expired, "2015-03-02", "", ""), say(onrecord.Rejected, "2015-03-02", "", ""), say(onrecord.Agreed, "2015-03-01", "", "")}
	history[1].Cite.Start = 40
	sortHistory(history)
	if history[0].Status != onrecord.Agreed || history[2].Status != onrecord.Expired {
		t.Errorf("in order: %v", history)
	}
}

// TestKeep has outsiders be no theatre beside others, and the first be the same
// whoever of two enemies is told of first.
func TestKeep(t *testing.T) {
	weights := map[string]int{"TCD": 10, "SDN": 6, "LBY": 3, "USA": 9, "CHE": 1}
	if got := keep(weights, false); !slices.Equal(got, []string{"SDN", "TCD"}) {
		t.Errorf("within are %v", got)
	}
	if got := keep(weights, true); !slices.Equal(got, []string{"USA"}) {
		t.Errorf("outside are %v", got)
	}
	if !slices.IsSortedFunc([]onrecord.LedgerIncident{{Incident: "i1"}, {Incident: "i2"}}, byIncident) || slices.IsSortedFunc([]onrecord.LedgerIncident{{Incident: "i2"}, {Incident: "i1"}}, byIncident) {
		t.Error("incidents are not in order of their ids")
	}
}

// TestBetween has what stands between two spans, whichever comes first.
func TestBetween(t *testing.T) {
	a, b, wide := ling.Span{Start: 2, End: 5}, ling.Span{Start: 9, End: 12}, ling.Span{Start: 3, End: 20}
	for _, c := range []struct{ a, b, want ling.Span }{
		{a, b, ling.Span{Start: 5, End: 9}}, {b, a, ling.Span{Start: 5, End: 9}}, {a, wide, ling.Span{Start: 2, End: 3}},
	} {
		if got := between(c.a, c.b); got != c.want {
			t.Errorf("between %v and %v: %v", c.a, c.b, got)
		}
	}
	if !within(a, []ling.Span{b, {Start: 0, End: 6}}) || within(a, []ling.Span{b}) {
		t.Error("a span is within those that contain it")
	}
}

// TestKinds has each type stand upon what gives it facts.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		kind world.Upon
		name world.Kind
		upon []world.Kind
	}{
		{Breaches{}, "breaches", []world.Kind{world.Incidents}}, {Homes{}, "homes", []world.Kind{Breaching}},
		{Strays{}, "strays", []world.Kind{Breaching, Homing}}, {Strays{Again: true}, "strays on", []world.Kind{Breaching, Homing, Straying}},
		{Type{}, world.Agreements, []world.Kind{Breaching, Homing, Straying, StrayingOn}},
	} {
		if c.kind.Kind() != c.name || c.kind.Version() == "" || !reflect.DeepEqual(c.kind.Upon(), c.upon) {
			t.Errorf("%s, version %q, upon %v", c.kind.Kind(), c.kind.Version(), c.kind.Upon())
		}
		if c.name.Listed() != (c.name == world.Agreements) {
			t.Errorf("%s: listed %v", c.name, c.name.Listed())
		}
	}
}

// TestEffect gives the day of effect as a status of its own, but to talks, which
// are held on their day or not.
func TestEffect(t *testing.T) {
	p := passage.Lay(&onrecord.Record{})
	agreed := &onrecord.StatusAssertion{Status: onrecord.Agreed, When: onrecord.When{Value: "2031-02-13"}, From: onrecord.When{Value: "2031-02-15"}}
	for typ, want := range map[onrecord.AgreementType]int{onrecord.Ceasefire: 2, onrecord.Cooperation: 2, onrecord.PeaceTalks: 1} {
		got := statuses(p, &onrecord.Agreement{Type: typ}, agreed)
		if len(got) != want || want == 2 && (got[1].Status != onrecord.InForce || got[1].When.Value != "2031-02-15") {
			t.Errorf("%s: %+v", typ, got)
		}
	}
}
