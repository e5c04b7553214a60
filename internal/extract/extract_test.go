package extract_test

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/extract"
	"onrecord/internal/extract/statement"
	"onrecord/ling"
)

// seen is a finder that writes down what was found before it.
type seen[C any] struct {
	log  *strings.Builder
	name string
	out  []C
}

func (s seen[C]) Extract(view *clause.View, art *onrecord.Article, found *onrecord.Found) []C {
	s.log.WriteString(s.name + ":")
	for c := range found.Claims() {
		s.log.WriteString(" " + string(c.Head().ID))
	}
	s.log.WriteString("; " + art.Title + "; " + view.Text + "\n")
	return s.out
}

func TestEachBuildsOnThoseBefore(t *testing.T) {
	var log strings.Builder
	id := func(s onrecord.ClaimID) onrecord.Claim { return onrecord.Claim{ID: s} }
	x := extract.Extractors{
		Memberships: seen[onrecord.Membership]{&log, "memberships", []onrecord.Membership{{Claim: id("b1")}}},
		Agreements:  seen[onrecord.Agreement]{&log, "agreements", []onrecord.Agreement{{Claim: id("a1")}, {Claim: id("a2")}}},
		Events:      seen[onrecord.Event]{&log, "events", []onrecord.Event{{Claim: id("e1")}}},
	}
	found := onrecord.Found{Statements: []onrecord.Statement{{Claim: id("s1")}}}
	x.All(clause.Look(&ling.Document{Text: "text"}), &onrecord.Article{Title: "title"}, &found)
	const want = "events: s1; title; text\nagreements: s1 e1; title; text\nmemberships: s1 e1 a1 a2; title; text\n"
	if log.String() != want {
		t.Errorf("got\n%swant\n%s", log.String(), want)
	}
	if len(found.Events) != 1 || len(found.Agreements) != 2 || len(found.Memberships) != 1 {
		t.Errorf("found %+v", found)
	}
}

// What there is no finder for is not looked for, and statements come from theirs.
func TestStatementsAlone(t *testing.T) {
	s, err := statement.New()
	if err != nil {
		t.Fatal(err)
	}
	doc := &ling.Document{Text: "“No.”"}
	found := onrecord.Found{Statements: []onrecord.Statement{{}}}
	(&extract.Extractors{Statements: s}).All(clause.Look(doc), &onrecord.Article{Text: doc.Text}, &found)
	if len(found.Statements) != 0 {
		t.Errorf("a text without sentences has %d statements", len(found.Statements))
	}
	if found.Events != nil || found.Agreements != nil || found.Memberships != nil {
		t.Errorf("found %+v", found)
	}
}
