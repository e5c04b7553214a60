package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"onrecord/internal/export"
)

// What a spreadsheet and a Parquet file hold is what CSV holds, row for row.
func TestBinaryFormatsHoldTheCellsOfCSV(t *testing.T) {
	want, err := csv.NewReader(strings.NewReader(statements(t, export.CSV, 0))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		for j := range want[i] {
			want[i][j] = strings.TrimPrefix(want[i][j], "'") // what keeps CSV from being a formula
		}
	}
	book, err := excelize.OpenReader(strings.NewReader(statements(t, export.XLSX, 0)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d rows, %v; want %d", len(got), err, len(want))
	}
	for i, row := range want {
		for j, cell := range row {
			cell = strings.ReplaceAll(cell, "\x1b", "") // no XML can hold it
			if j < len(got[i]) && got[i][j] != cell || j >= len(got[i]) && cell != "" {
				t.Errorf("row %d, %s: %q, want %q", i, want[0][j], got[i], cell)
			}
		}
	}
	if kind, err := book.GetCellType(book.GetSheetName(0), "B2"); err != nil || kind == excelize.CellTypeFormula {
		t.Errorf("a word is a cell of type %v, %v", kind, err)
	}
	file := []byte(statements(t, export.Parquet, 0))
	reader := parquet.NewReader(bytes.NewReader(file))
	defer reader.Close()
	for i := range want[1:] {
		row := map[string]any{}
		if err := reader.Read(&row); err != nil {
			t.Fatal(err)
		}
		for j, name := range want[0] {
			if text, _ := row[name].([]byte); string(text) != want[i+1][j] && row[name] != want[i+1][j] {
				t.Errorf("row %d, %s: %v, want %q", i, name, row[name], want[i+1][j])
			}
		}
	}
}
