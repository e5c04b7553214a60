package worldtest

import (
	"encoding/json"
	"testing"

	"onrecord"
	"onrecord/internal/world"
)

// Laid are the rows of a kind that types make of records, and the Ts that they
// are by the contract.
func Laid[T any](t *testing.T, kind world.Kind, records []*onrecord.Record, types ...world.Type) (rows []world.Row, all []T) {
	t.Helper()
	s := New(types...)
	for _, r := range records {
		put(t, s, r, false)
	}
	settle(t, s)
	rows = s.Rows(kind)
	all = make([]T, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal(row.Body, &all[i]); err != nil {
			t.Fatalf("%s %s: %v", kind, row.ID, err)
		}
	}
	return rows, all
}
