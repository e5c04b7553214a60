package site

import (
	"testing"

	"onrecord/query"
)

// A value of a field, or of any of several, is asked for as the list asks it.
func TestAnyOfSomeValues(t *testing.T) {
	q, err := anyOf(query.Incidents, "type", []string{"ASSAULT", "AID"})
	if err != nil || query.Print(q) != "type:ASSAULT OR type:AID" {
		t.Errorf("%s, %v", query.Print(q), err)
	}
	if _, err := anyOf(query.Incidents, "speaker", []string{"x"}); err == nil {
		t.Error("incidents have no speaker")
	}
}

// Only edges of less than nought are told apart as those of opponents.
func TestEdgesOfOpponents(t *testing.T) {
	edge := func(weight float64) (e networkEdge) { e.Weight = weight; return e }
	if (networkPage{Edges: []networkEdge{edge(1)}}).Broken() || !(networkPage{Edges: []networkEdge{edge(1), edge(-1)}}).Broken() {
		t.Error("opponents are where none are, or not where they are")
	}
}
