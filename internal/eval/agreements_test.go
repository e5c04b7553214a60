package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/process"
)

// claimSet reads a set of claims, and skips the test where it is not here.
func claimSet[T any](t *testing.T, file string) []T {
	t.Helper()
	if testing.Short() {
		t.Skip("reads a set of articles")
	}
	name := filepath.Join("..", "..", "..", "shared", "data", "claims", file)
	in, err := os.Open(name)
	if err != nil {
		t.Skip("the set is not here")
	}
	defer in.Close()
	list, err := ReadJSONLines[T](name, in)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Floors of the scores: a change that falls under one has lost what stood when
// this was written.
const (
	minStatusF1     = 0.88
	minAsserters    = 16
	minMembershipF1 = 0.51
)

// Statuses of agreements in short dated reports, scored as score/claims.py does.
func TestStatusScore(t *testing.T) {
	items := claimSet[StatusItem](t, "agreements-wce.dev.jsonl")
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	var score StatusScore
	for i := range items {
		rec, _, err := reader.Record(t.Context(), items[i].Article())
		if err != nil {
			t.Fatal(err)
		}
		score.Add(&items[i], &rec)
	}
	t.Logf("status %s, asserter of what is only said: %d of %d", score.Counts, score.SaidRight, score.Said)
	if f := score.F1(); f < minStatusF1 {
		t.Errorf("F1 of statuses is %.3f, want at least %.3f", f, minStatusF1)
	}
	if score.SaidRight < minAsserters {
		t.Errorf("%d asserters are right, want at least %d", score.SaidRight, minAsserters)
	}
}

// Memberships against the relations of re3d, counted as docs/events.md says.
func TestMembershipScore(t *testing.T) {
	docs := claimSet[RelationDoc](t, "relations-re3d.dev.jsonl")
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	score := map[string]*Counts{}
	for i := range docs {
		rec, _, err := reader.Record(t.Context(), onrecord.Article{ID: onrecord.ArticleID(docs[i].ID), Text: docs[i].Text})
		if err != nil {
			t.Fatal(err)
		}
		AddRelations(score, &docs[i], &rec)
	}
	b, a := score[BelongsTo], score[AlliesOf]
	all := Counts{a.TP + b.TP, a.FP + b.FP, a.FN + b.FN}
	t.Logf("%s %s, %s %s, both %s", BelongsTo, b, AlliesOf, a, all)
	if f := all.F1(); f < minMembershipF1 {
		t.Errorf("F1 of memberships is %.3f, want at least %.3f", f, minMembershipF1)
	}
}

// The counters themselves, on records made by hand.
func TestStatusScoreCounts(t *testing.T) {
	rec := onrecord.Record{Article: onrecord.Article{Text: "The Reed Front said the army broke the truce."}}
	said := onrecord.Statement{Claim: onrecord.Claim{ID: "s"}}
	said.Source.Spans = append(said.Source.Spans, spanOf(rec.Article.Text, "The Reed Front"))
	rec.Found.Statements = []onrecord.Statement{said}
	rec.Found.Agreements = []onrecord.Agreement{{History: []onrecord.StatusAssertion{
		{Status: onrecord.Violated, AccordingTo: "s"}, {Status: onrecord.Holding},
	}}}
	item := StatusItem{}
	for _, g := range []struct {
		status    onrecord.AgreementStatus
		who, told string
		back      bool
	}{{onrecord.Violated, "Reed Front", "said", false}, {onrecord.Ended, "outlet", "own voice", false}, {"", "", "", true}} {
		item.Statuses = append(item.Statuses, struct {
			Contract   onrecord.AgreementStatus
			Who, Told  string
			Background bool
		}{g.status, g.who, g.told, g.back})
	}
	var score StatusScore
	score.Add(&item, &rec)
	if want := (StatusScore{Counts{1, 1, 1}, 1, 1}); score != want {
		t.Errorf("score %+v, want %+v", score, want)
	}
	if got := score.String(); got != "P 0.500 R 0.500 F 0.500 (1/1/1)" {
		t.Errorf("it prints %q", got)
	}
}

// ledgerRow is what a reader of a scrape found of agreements: "" asks nothing.
type ledgerRow struct {
	file, name, typ, status string
	parties, by             string // each of which must be among them
	when, said              string
}

// seedLedger is that for the five scrapes.
var seedLedger = []ledgerRow{
	{file: "000", name: "Vienna", typ: "peace talks", status: "negotiated", when: "11-14"},
	{file: "000", name: "Syrian issue", typ: "peace agreement", status: "agreed", said: "Sinirlioglu"},
	{file: "000", name: "share intelligence", typ: "cooperation", status: "agreed", parties: "Iraq|Syria|Iran", said: "Russian media"},
	{file: "001", name: "join efforts", typ: "cooperation", status: "agreed", parties: "Russia|United States", when: "2015-08-0", said: "Lavrov"},
	{file: "001", name: "single front", typ: "cooperation", status: "proposed", by: "Putin", said: "Lavrov"},
	{file: "002", name: "nationwide ceasefire", typ: "ceasefire", status: "holding", when: "02"},
	{file: "002", name: "nationwide ceasefire", typ: "ceasefire", status: "holding", said: "Russian Centre"},
	{file: "002", name: "deal", typ: "ceasefire", status: "agreed", by: "Lavrov|Kerry"},
	{file: "002", name: "work together", typ: "cooperation", status: "agreed"},
	{file: "003", name: "freeze zone", typ: "ceasefire", status: "proposed", by: "Mistura"},
	{file: "003", name: "talks", typ: "peace talks", status: "ended"},
	{file: "003", name: "cease-fire plan", typ: "ceasefire", status: "proposed", by: "Damascus|Moscow"},
	{file: "003", name: "cease-fire plan", typ: "ceasefire", status: "never implemented"},
	{file: "004", name: "cooperate", typ: "cooperation", status: "agreed", parties: "Moscow|Washington"},
	{file: "004", name: "Astana", typ: "peace talks", status: "agreed"},
	{file: "004", name: "Geneva", typ: "peace talks", status: "agreed"},
	{file: "004", name: "December 29", typ: "ceasefire"},
	{file: "004", name: "mechanism", typ: "monitoring", status: "proposed"},
}

// Every agreement that a reader of the scrapes found is in the right one, with
// its status, parties, day and asserter.
func TestSeedLedger(t *testing.T) {
	seeds := readSeeds(t)
	for _, row := range seedLedger {
		rec := seedOf(seeds, row.file)
		if !slices.ContainsFunc(rec.Found.Agreements, func(a onrecord.Agreement) bool { return row.is(rec, &a) }) {
			t.Errorf("not found: %+v in\n%s", row, ledgerOf(rec))
		}
	}
}

// seedOf is the scrape whose file begins so.
func seedOf(seeds map[string]onrecord.Record, file string) *onrecord.Record {
	for name, rec := range seeds {
		if strings.HasPrefix(filepath.Base(name), file) {
			return &rec
		}
	}
	return &onrecord.Record{}
}

// is reports whether an agreement of a record is the row's.
func (row *ledgerRow) is(rec *onrecord.Record, a *onrecord.Agreement) bool {
	plain := strings.NewReplacer(`"`, "", "“", "", "”", "").Replace(a.Name)
	if !strings.Contains(plain, row.name) || string(a.Type) != row.typ || !row.hold(rec, row.parties, a.Sides) {
		return false
	}
	return row.status == "" || slices.ContainsFunc(a.History, func(h onrecord.StatusAssertion) bool {
		return string(h.Status) == row.status && row.hold(rec, row.by, h.By) && strings.Contains(h.When.Value, row.when) &&
			strings.Contains(asserter(rec, &h), row.said)
	})
}

// hold reports whether every name of a list is among the parties.
func (row *ledgerRow) hold(rec *onrecord.Record, names string, parties []onrecord.Party) bool {
	for _, name := range strings.Split(names, "|") {
		if name != "" && !slices.ContainsFunc(parties, func(p onrecord.Party) bool { return strings.Contains(textOf(rec, p.Spans), name) }) {
			return false
		}
	}
	return true
}

// asserter is the source of the statement that tells a status, "" for the outlet.
func asserter(rec *onrecord.Record, h *onrecord.StatusAssertion) string {
	for i := range rec.Found.Statements {
		if s := &rec.Found.Statements[i]; s.ID == h.AccordingTo {
			return textOf(rec, s.Source.Spans)
		}
	}
	return ""
}

// ledgerOf is the agreements of a record, a line each.
func ledgerOf(rec *onrecord.Record) string {
	var out strings.Builder
	for _, a := range rec.Found.Agreements {
		fmt.Fprintf(&out, "%s: %s", a.Type, a.Name)
		for _, p := range a.Sides {
			fmt.Fprintf(&out, ", %s", textOf(rec, p.Spans))
		}
		for _, h := range a.History {
			fmt.Fprintf(&out, "; %s %s %s", h.Status, h.When.Value, asserter(rec, &h))
			for _, p := range h.By {
				fmt.Fprintf(&out, " by %s", textOf(rec, p.Spans))
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// seedMembers are who belongs to what in the scrapes: members, and words of the group.
var seedMembers = []struct {
	file, members, group string
	as                   onrecord.Capacity
	status               onrecord.MembershipStatus
}{
	{"000", "Arab League|China|Egypt|EU|France|Germany|Iran|Iraq|Italy|Jordan|Lebanon|Oman|Qatar|Russia|Saudi Arabia|Turkey|UAE|UK|United Nations|US", "Vienna talks", onrecord.AsParticipant, onrecord.Belongs},
	{"000", "Turkey|western countries|Gulf Arab states", "US-led coalition", onrecord.AsMember, onrecord.Belongs},
	{"000", "militant groups", "Army of Conquest", onrecord.AsMember, onrecord.Belongs},
	{"002", "Russia", "coalition", onrecord.AsMember, onrecord.NotInvited},
	{"002", "al-Nusra Front", "al-Qaeda", onrecord.AsPart, onrecord.Belongs},
	{"003", "Moscow", "Assad", onrecord.AsAlly, onrecord.Belongs},
	{"004", "Turkey", "NATO", onrecord.AsMember, onrecord.Belongs},
	{"004", "Iran|Russia|Turkey", "Astana talks", onrecord.AsSponsor, onrecord.Belongs},
}

// Every membership that a reader of the scrapes found is in the right one.
func TestSeedMemberships(t *testing.T) {
	seeds := readSeeds(t)
	for _, row := range seedMembers {
		rec := seedOf(seeds, row.file)
		for _, name := range strings.Split(row.members, "|") {
			if !slices.ContainsFunc(rec.Found.Memberships, func(m onrecord.Membership) bool {
				return strings.Contains(textOf(rec, m.Member.Spans), name) && strings.Contains(textOf(rec, m.Group.Spans), row.group) &&
					m.As == row.as && m.Status == row.status
			}) {
				t.Errorf("%s: %s is not told as %s, %s of %s", row.file, name, row.as, row.status, row.group)
			}
		}
	}
}
