package ledger_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/incident"
	"onrecord/internal/world/ledger"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// item is a dated item about an agreement, or about another that must not be
// merged into it.
type item struct {
	ID, Text, Published string
	Outlets             []string
	Agreement           string
	DistractorFor       string `json:"distractor_for"`
	Statuses            []struct {
		Status, Who string
		Explicit    bool
	}
}

// gold is what is on record of an agreement, as a person put it together.
type gold struct {
	ID, Name string
	AsOf     []struct{ Day, Answer string } `json:"as_of"`
	History  []struct {
		Status, When, By, How string
		Contract              string `json:"contract_status"`
		Items                 []string
	}
}

// meant are the statuses of the contract that a word of the items may be.
var meant = map[string][]onrecord.AgreementStatus{
	"agreed": {onrecord.Agreed, onrecord.Signed, onrecord.Declared}, "agreed provisionally": {onrecord.Agreed, onrecord.Negotiated, onrecord.Proposed},
	"violated": {onrecord.Violated}, "implemented": {onrecord.Implemented}, "signed": {onrecord.Signed, onrecord.Agreed}, "negotiated": {onrecord.Negotiated},
	"in force": {onrecord.InForce}, "expired": {onrecord.Expired, onrecord.Ended}, "rejected extension": {onrecord.Rejected}, "ended": {onrecord.Ended},
	"talks ended": {onrecord.Ended}, "endorsed": {onrecord.Approved}, "holding": {onrecord.Holding}, "suspended": {onrecord.Suspended, onrecord.Ended},
	"resumed": {onrecord.Resumed}, "rejected": {onrecord.Rejected},
}

type tally struct{ told, right, distractors, merged, asked, answered, rows, agreements int }

// TestScoreLedger counts as docs/world.md says.
func TestScoreLedger(t *testing.T) {
	items := worldtest.Lines[item](t, "../../../../shared/data/world/ledger-items.dev.jsonl")
	golds := worldtest.Lines[gold](t, "../../../../shared/data/world/ledger-gold.dev.jsonl")
	rows := rowsOf(t, items)
	var all [2]tally
	for _, name := range agreements(items) {
		c := &all[half(name)]
		scoreAgreement(t, c, name, items, goldOf(golds, items, name), rows)
	}
	for i, c := range all {
		t.Logf("half %d: told statuses with day and asserter %d of %d; distractors merged in %d of %d; as of %d of %d; %d agreements in %d rows",
			i, c.right, c.told, c.merged, c.distractors, c.answered, c.asked, c.agreements, c.rows)
		if floor := [2]tally{{right: 15, answered: 8}, {right: 13, answered: 6}}[i]; c.merged > floor.merged || c.right < floor.right || c.answered < floor.answered {
			t.Errorf("half %d has fallen below %+v", i, floor)
		}
	}
}

// half is which half an agreement is in: the first is the one looked at.
func half(name string) int {
	if slices.Contains([]string{"minsk1", "syria2016coh", "eln"}, name) {
		return 0
	}
	return 1
}

func scoreAgreement(t *testing.T, c *tally, name string, items []item, g *gold, rows []onrecord.LedgerAgreement) {
	t.Helper()
	main := mainRow(name, items, rows)
	c.agreements++
	for i := range rows {
		if slices.ContainsFunc(items, func(it item) bool { return it.Agreement == name && cites(&rows[i], it.ID) }) && !talks(&rows[i]) {
			c.rows++
		}
	}
	for _, it := range items {
		if it.DistractorFor == name {
			c.distractors++
			if main != nil && cites(main, it.ID) {
				c.merged++
				look(t, name, "merged in: %s", it.Text)
			}
		}
		if it.Agreement != name {
			continue
		}
		for _, s := range it.Statuses {
			if !s.Explicit || meant[s.Status] == nil {
				continue
			}
			c.told++
			if tells(main, rows, it, s.Status, s.Who) {
				c.right++
			} else {
				look(t, name, "%s: not told %s by %s: %.200s", it.ID, s.Status, s.Who, it.Text)
			}
		}
	}
	if g == nil || main == nil {
		return
	}
	for _, q := range g.AsOf {
		c.asked++
		at, ok := ledger.AsOf(*main, q.Day)
		if ok && answers(at, q.Answer) {
			c.answered++
		} else {
			look(t, name, "as of %s: %s; got %v", q.Day, q.Answer, brief(at.Latest))
		}
	}
}

// look tells of an agreement of the half that may be looked at.
func look(t *testing.T, name, format string, args ...any) {
	t.Helper()
	if (half(name) == 0 || os.Getenv("UNSEEN") != "") && testing.Verbose() {
		t.Logf("   "+name+" "+format, args...)
	}
}

func brief(list []onrecord.LedgerStatus) (out []string) {
	for _, s := range list {
		out = append(out, string(s.Status)+" "+s.When.Value+" "+s.AccordingTo.Name)
	}
	return out
}

// tells reports whether a row has a status from an item: in the agreement's
// own row, or for talks in any row of talks.
func tells(main *onrecord.LedgerAgreement, rows []onrecord.LedgerAgreement, it item, status, who string) bool {
	for i := range rows {
		if main != nil && rows[i].ID != main.ID && !talks(&rows[i]) {
			continue
		}
		for _, s := range rows[i].History {
			if string(s.Cite.Article) == it.ID && slices.Contains(meant[status], s.Status) && s.When.Value != "" && says(s, who) {
				return true
			}
		}
	}
	return false
}

// says reports whether a status is by somebody: "outlet" is an empty asserter;
// who acts himself stands in the words.
func says(s onrecord.LedgerStatus, who string) bool {
	if who == "outlet" {
		return s.AccordingTo == (onrecord.Who{})
	}
	a, b := strings.ToLower(s.AccordingTo.Name), strings.ToLower(who)
	if a == "" {
		return strings.Contains(strings.ToLower(s.Cite.Text), last(b))
	}
	return strings.Contains(a, b) || strings.Contains(b, a) || last(a) == last(b)
}

func last(s string) string {
	f := strings.Fields(s)
	return f[len(f)-1]
}

func talks(g *onrecord.LedgerAgreement) bool { return g.Type == onrecord.PeaceTalks }

func cites(g *onrecord.LedgerAgreement, id string) bool {
	return slices.ContainsFunc(g.History, func(s onrecord.LedgerStatus) bool { return string(s.Cite.Article) == id })
}

// mainRow is the row that most items of an agreement are in, talks aside.
func mainRow(name string, items []item, rows []onrecord.LedgerAgreement) (best *onrecord.LedgerAgreement) {
	most := 0
	for i := range rows {
		n := 0
		for _, it := range items {
			if it.Agreement == name && cites(&rows[i], it.ID) {
				n++
			}
		}
		if n > most && !talks(&rows[i]) {
			best, most = &rows[i], n
		}
	}
	return best
}

func agreements(items []item) (out []string) {
	for _, it := range items {
		if it.Agreement != "" && !slices.Contains(out, it.Agreement) {
			out = append(out, it.Agreement)
		}
	}
	return out
}

// goldOf is the record of the agreement that items bear a short name of.
func goldOf(golds []gold, items []item, name string) *gold {
	for i := range golds {
		for _, h := range golds[i].History {
			for _, id := range h.Items {
				if slices.ContainsFunc(items, func(it item) bool { return it.ID == id && it.Agreement == name }) {
					return &golds[i]
				}
			}
		}
	}
	return nil
}

// answers reports whether what stood on a day is what a person answered, by the
// words that open the answer.
func answers(at onrecord.LedgerAgreement, answer string) bool {
	status := map[onrecord.AgreementStatus]bool{}
	for _, s := range at.Latest {
		status[s.Status] = true
	}
	newest := at.Latest[len(at.Latest)-1].Status
	is := func(list ...onrecord.AgreementStatus) bool { return slices.Contains(list, newest) }
	for _, part := range []struct {
		words string
		holds bool
	}{
		{"claimed by one side", is(onrecord.Agreed) && slices.ContainsFunc(at.Latest, func(s onrecord.LedgerStatus) bool { return s.AccordingTo.Name != "" })},
		{"agreed, not in force", is(onrecord.Agreed, onrecord.Signed, onrecord.Approved)},
		{"signed, in force from", is(onrecord.Agreed, onrecord.Signed, onrecord.Approved)},
		{"in force on paper", is(onrecord.Violated, onrecord.InForce, onrecord.Holding)},
		{"in force", is(onrecord.InForce, onrecord.Holding, onrecord.Implemented, onrecord.Signed, onrecord.Agreed, onrecord.Extended, onrecord.Resumed, onrecord.Approved)},
		{"not holding", is(onrecord.Violated, onrecord.Ended)},
		{"expired", is(onrecord.Expired, onrecord.Ended, onrecord.Rejected)},
		{"ended", is(onrecord.Expired, onrecord.Ended)},
		{"suspended", is(onrecord.Suspended)},
		{"broken", is(onrecord.Violated)},
		{"violated", is(onrecord.Violated)},
		{"resumed", is(onrecord.Resumed, onrecord.InForce)},
		{"signed", is(onrecord.Signed, onrecord.Agreed)},
		{"agreed", is(onrecord.Agreed, onrecord.Signed)},
		{"rejected", is(onrecord.Rejected)},
	} {
		if strings.Contains(" "+answer, " "+part.words) {
			return part.holds
		}
	}
	return false
}

// rowsOf reads items into records and lays them into the ledger.
func rowsOf(t *testing.T, items []item) []onrecord.LedgerAgreement {
	t.Helper()
	var arts []onrecord.Article
	for _, it := range items {
		art := onrecord.Article{ID: onrecord.ArticleID(it.ID), Text: it.Text, Published: given(t, it.Published)}
		if len(it.Outlets) > 0 {
			art.Outlet = it.Outlets[0]
		}
		arts = append(arts, art)
	}
	return lay(t, arts...)
}

func lay(t *testing.T, arts ...onrecord.Article) []onrecord.LedgerAgreement {
	t.Helper()
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	var recs []onrecord.Record
	for _, art := range arts {
		rec, _, err := reader.Record(context.Background(), art)
		if err != nil {
			t.Fatal(err)
		}
		recs = append(recs, rec)
	}
	rows := map[world.Kind][]world.Row{}
	for _, kind := range []world.Keyed{incident.Type{}, ledger.Breaches{}, ledger.Homes{}, ledger.Strays{}, ledger.Strays{Again: true}, ledger.Type{}} {
		facts := factsOf(t, kind, recs)
		if upon, ok := kind.(world.Upon); ok {
			for _, k := range upon.Upon() {
				facts = append(facts, factsBy(t, upon, k, rows[k])...)
			}
		}
		rows[kind.Kind()] = rowsBy(t, kind, facts)
	}
	var out []onrecord.LedgerAgreement
	for _, r := range rows[world.Agreements] {
		var g onrecord.LedgerAgreement
		if err := json.Unmarshal(r.Body, &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func factsOf(t *testing.T, kind world.Type, recs []onrecord.Record) (out []world.Fact) {
	t.Helper()
	for i := range recs {
		facts, err := kind.Facts(&recs[i])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, facts...)
	}
	return out
}

// factsBy are what rows of another kind give one that stands upon it.
func factsBy(t *testing.T, upon world.Upon, kind world.Kind, rows []world.Row) (out []world.Fact) {
	t.Helper()
	for _, row := range rows {
		facts, err := upon.RowFacts(kind, row)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, facts...)
	}
	return out
}

// rowsBy are the rows of facts, key by key.
func rowsBy(t *testing.T, kind world.Keyed, facts []world.Fact) (out []world.Row) {
	t.Helper()
	keys := map[string][]world.Fact{}
	for _, f := range facts {
		keys[f.Key] = append(keys[f.Key], f)
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		slices.SortStableFunc(keys[k], world.Fact.Compare)
		rows, err := kind.Rows(k, keys[k])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rows...)
	}
	return out
}

func given(t *testing.T, day string) onrecord.Published {
	t.Helper()
	d, err := ling.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return onrecord.Published{Value: day, Earliest: d, Latest: d, Basis: onrecord.BasisGiven, Confidence: 1}
}
