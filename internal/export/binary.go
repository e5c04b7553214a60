package export

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// Formats that are files and no text. A cell of them is what a cell of CSV is,
// as it stands: neither takes a word for a formula.
const (
	XLSX    Format = "xlsx"    // a workbook of one sheet (ECMA-376)
	Parquet Format = "parquet" // columns of UTF-8 (https://parquet.apache.org/docs)
)

// Binary reports whether a format is no text that a terminal could show.
func (f Format) Binary() bool { return f == XLSX || f == Parquet }

// workbook is a list as a spreadsheet; rows go to a file of their own until the end.
type workbook[T any] struct {
	out     io.Writer
	file    *excelize.File
	sheet   *excelize.StreamWriter
	columns []column[T]
	rows    int
}

// maxRows is what one sheet of a workbook can hold.
const maxRows = excelize.TotalRows

func newWorkbook[T any](w io.Writer, columns []column[T]) (*workbook[T], error) {
	file := excelize.NewFile()
	sheet, err := file.NewStreamWriter(file.GetSheetName(0))
	if err != nil {
		return nil, fmt.Errorf("begin a sheet: %w", err)
	}
	s := &workbook[T]{out: w, file: file, sheet: sheet, columns: columns}
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	return s, s.set(cells)
}

// set writes the next row.
func (s *workbook[T]) set(cells []any) error {
	if s.rows++; s.rows > maxRows {
		return fmt.Errorf("a sheet holds no more than %d rows; bound the list, or write csv or parquet", maxRows)
	}
	at, err := excelize.CoordinatesToCellName(1, s.rows)
	if err != nil {
		return fmt.Errorf("row %d of a sheet: %w", s.rows, err)
	}
	if err := s.sheet.SetRow(at, cells); err != nil {
		return fmt.Errorf("row %d of a sheet: %w", s.rows, err)
	}
	return nil
}

func (s *workbook[T]) row(r T) error {
	cells := make([]any, len(s.columns))
	for i, c := range s.columns {
		cells[i] = plainText(Still(c.value(r)))
	}
	return s.set(cells)
}

func (s *workbook[T]) end() error {
	if err := s.sheet.Flush(); err != nil {
		return fmt.Errorf("end a sheet: %w", err)
	}
	if err := s.file.Write(s.out); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	if err := s.file.Close(); err != nil {
		return fmt.Errorf("remove what a workbook was made of: %w", err)
	}
	return nil
}

// plainText is s without what no XML file may hold beside controls (XML 1.0, 2.2).
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// parquetSheet is a list as a Parquet file: the columns in the list's order,
// packed by Snappy, which every reader of the format unpacks.
type parquetSheet[T any] struct {
	w       *parquet.GenericWriter[any]
	columns []column[T]
}

func newParquet[T any](w io.Writer, columns []column[T]) *parquetSheet[T] {
	// Of a struct the library keeps the order of fields; of a group it does not.
	var fields []reflect.StructField
	for i, c := range columns {
		fields = append(fields, reflect.StructField{
			Name: fmt.Sprintf("Column%d", i), Type: reflect.TypeFor[string](), Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", c.name+",snappy")),
		})
	}
	schema := parquet.NewSchema("onrecord", parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface()))
	return &parquetSheet[T]{w: parquet.NewGenericWriter[any](w, schema), columns: columns}
}

func (s *parquetSheet[T]) row(r T) error {
	row := make(parquet.Row, len(s.columns))
	for i, c := range s.columns {
		row[i] = parquet.ByteArrayValue([]byte(Still(c.value(r)))).Level(0, 0, i)
	}
	if _, err := s.w.WriteRows([]parquet.Row{row}); err != nil {
		return fmt.Errorf("write a row of Parquet: %w", err)
	}
	return nil
}

func (s *parquetSheet[T]) end() error {
	if err := s.w.Close(); err != nil {
		return fmt.Errorf("end a Parquet file: %w", err)
	}
	return nil
}
