package postgres

import "testing"

// Statements are written for PostgreSQL, and what stands in quotes is left.
func TestSpelled(t *testing.T) {
	for in, want := range map[string]string{
		"SELECT 1": "SELECT 1",
		"a = ? AND b = ? AND c IN (SELECT value FROM json_each(?))":  "a = $1 AND b = $2 AND c IN (SELECT value FROM each_of($3))",
		"CASE WHEN a < ?1 THEN ?1 ELSE a END WHERE b = ?2":           "CASE WHEN a < $1 THEN $1 ELSE a END WHERE b = $2",
		`a LIKE ? ESCAPE '\' AND b = '?' AND "c?" = 'it''s ?'`:       `a ILIKE $1 ESCAPE '\' AND b = '?' AND "c?" = 'it''s ?'`,
		"n NOT LIKE 'x:%' AND m = ' LIKE json_each(' AND o = ? -- '": "n NOT ILIKE 'x:%' AND m = ' LIKE json_each(' AND o = $1 -- '",
	} {
		var s spelling
		for range 2 { // the second time it is remembered
			if got := s.of(in); got != want {
				t.Errorf("%s: %s, want %s", in, got, want)
			}
		}
	}
}

// Text has nothing that PostgreSQL refuses.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{"": "", "Kovač": "Kovač", "a\x00b": "a\ufffdb", "a\xffb": "a\ufffdb"} {
		if got := plain(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
