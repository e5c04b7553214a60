package ledger

import (
	"slices"
	"testing"

	"onrecord"
)

// TestApart holds what keeps two agreements from being one: the towns of talks,
// who declared a truce alone, and talks on a truce while one stands.
func TestApart(t *testing.T) {
	talks := func(change func(*told)) *told {
		return on("2015-03-01", func(t *told) {
			t.Type = onrecord.PeaceTalks
			change(t)
		})
	}
	sides := func(t *told) { t.Parties, t.Of = people("Norland", "the Reed Front"), []string{"TCD", "SDN"} }
	truce := func(change func(*told)) *told {
		return on("2015-03-01", func(t *told) {
			t.Name, t.Statuses = "a truce", []status{became(onrecord.Agreed, "2015-03-01")}
			change(t)
		})
	}
	negotiated := func(name string) *told {
		return truce(func(t *told) { t.Name, t.Statuses = name, []status{became(onrecord.Negotiated, "2015-03-01")} })
	}
	for _, c := range []struct {
		what      string
		one, next *told
		want      bool
	}{
		{"called by two towns", talks(func(t *told) { t.Towns = []string{"tarn"} }), talks(func(t *told) { t.Towns = []string{"orsk"} }), false},
		{"called by one, held in another", talks(func(t *told) { t.Towns = []string{"tarn"} }), talks(func(t *told) { t.Held = []string{"orsk"} }), false},
		{"held in two towns by the same sides", talks(func(t *told) { t.Held = []string{"tarn"}; sides(t) }), talks(func(t *told) { t.Held = []string{"orsk"}; sides(t) }), true},
		{"called by the town that they are held in", talks(func(t *told) { t.Towns = []string{"tarn"} }), talks(func(t *told) { t.Held = []string{"tarn"} }), true},
		{"no town told", talks(func(t *told) { t.Towns = []string{"tarn"} }), talks(func(*told) {}), true},
		{"declared by two sides, each alone", truce(func(t *told) { t.Sole = []string{"norland"} }), truce(func(t *told) { t.Sole = []string{"front"} }), false},
		{"declared by one side, told twice", truce(func(t *told) { t.Sole = []string{"norland"} }), truce(func(t *told) { t.Sole = []string{"norland"} }), true},
		{"ceasefire talks while a truce stands", truce(func(*told) {}), negotiated("Ceasefire"), false},
		{"the truce is talked about", truce(func(*told) {}), negotiated("the truce"), true},
		{"ceasefire talks after its end", truce(func(t *told) { t.Statuses = append(t.Statuses, became(onrecord.Expired, "2015-03-01")) }), negotiated("Ceasefire"), true},
	} {
		c.next.article = "another"
		if got := of(c.one).can(c.next) > 0; got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

// TestInitials holds what names are called for short.
func TestInitials(t *testing.T) {
	for name, want := range map[string][]string{
		"Intermediate-Range Nuclear Forces Treaty in Washington": {"inf", "inft"},
		"Comprehensive Test Ban Treaty":                          {"ctb", "ctbt"},
		"Joint Comprehensive Plan of Action":                     {"jcpa", "jcpoa"},
		"INF treaty between the United States and Russia":        nil,
		"The 1972 Anti-Missile Test Treaty":                      {"att"},
		"truce":                                                  nil,
	} {
		if got := initials(name); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestRegionOf holds the countries of regions and movements.
func TestRegionOf(t *testing.T) {
	for name, want := range map[string]string{"Tigrayan forces": "ETH", "Nagorno-Karabakh": "AZE", "Renamo": "MOZ", "the army": ""} {
		if got := regionOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestHosted holds what a town weighs that a deal is called by: all where nobody
// else is told of, next to nothing where somebody is.
func TestHosted(t *testing.T) {
	alone, beside := map[string]int{}, map[string]int{"MLI": 4}
	hosted(alone, map[string]bool{"DZA": true})
	hosted(beside, map[string]bool{"DZA": true})
	if alone["DZA"] != asPlace || beside["DZA"] != mentioned {
		t.Errorf("alone %v, beside others %v", alone, beside)
	}
}

// TestEach holds that each of those who say a thing together has said it.
func TestEach(t *testing.T) {
	s := became(onrecord.Violated, "2015-03-01")
	if got := each(s, nil); len(got) != 1 || got[0].AccordingTo != (onrecord.Who{}) {
		t.Errorf("by nobody: %v", got)
	}
	got := each(s, people("Norland", "Chad"))
	if len(got) != 2 || got[0].AccordingTo.Name != "Norland" || got[1].AccordingTo.Name != "Chad" {
		t.Errorf("by two: %v", got)
	}
}

// TestEves holds that a truce which is called by a day may be made on its eve.
func TestEves(t *testing.T) {
	day, month := onrecord.Period{Earliest: "2015-04-05", Latest: "2015-04-05"}, onrecord.Period{Earliest: "2015-04-01", Latest: "2015-04-30"}
	if got := eves(day); got.Earliest != "2015-04-03" || got.Latest != "2015-04-07" {
		t.Errorf("a day: %v", got)
	}
	if eves(month) != month {
		t.Errorf("a month: %v", eves(month))
	}
}

// TestSettles holds when a peace agreement and a pact of two countries are one.
func TestSettles(t *testing.T) {
	pact := func(typ onrecord.AgreementType, s onrecord.AgreementStatus) *told {
		return on("2015-03-01", func(t *told) {
			t.Type, t.Parties, t.Of, t.Statuses = typ, people("Chad", "Sudan"), []string{"TCD", "SDN"}, []status{became(s, "2015-03-01")}
		})
	}
	peace := of(pact(onrecord.PeaceAgreement, onrecord.Signed))
	if !peace.settles(pact(onrecord.Cooperation, onrecord.Approved)) {
		t.Error("the pact that is ratified is another")
	}
	if peace.settles(pact(onrecord.Cooperation, onrecord.Signed)) || peace.settles(pact(onrecord.Ceasefire, onrecord.Violated)) {
		t.Error("a new pact, or a truce, is the peace agreement")
	}
}
