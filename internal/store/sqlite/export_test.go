package sqlite

import (
	"testing"

	"github.com/ncruces/go-sqlite3/driver"
)

// Schema is the present schema.
const Schema = schema

// Exec runs a statement on a store's file behind its back.
func Exec(t *testing.T, path, query string) {
	t.Helper()
	db, err := driver.Open("file:" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}
