package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// listForm is the form of a short list that is no list of facts.
type listForm struct {
	Format string `enum:"table,jsonl,csv" default:"table" placeholder:"FORMAT" help:"${enum} (${default})."`
}

// write writes rows, the first of which is a heading.
func (f *listForm) write(to io.Writer, rows [][]string) error {
	write := inColumns
	switch f.Format {
	case "jsonl":
		write = asObjects
	case "csv":
		write = func(to io.Writer, rows [][]string) error {
			rows[0] = named(rows[0])
			return csv.NewWriter(to).WriteAll(rows)
		}
	}
	if err := write(to, rows); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// named are headings as programs call them: COMES BY is comes_by.
func named(heads []string) []string {
	out := make([]string, len(heads))
	for i, head := range heads {
		out[i] = strings.ReplaceAll(strings.ToLower(head), " ", "_")
	}
	return out
}

// inColumns writes rows below each other.
func inColumns(to io.Writer, rows [][]string) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return w.Flush()
}

// asObjects writes a row a line, each an object of strings.
func asObjects(to io.Writer, rows [][]string) error {
	heads := named(rows[0])
	enc := json.NewEncoder(to)
	enc.SetEscapeHTML(false)
	for _, row := range rows[1:] {
		object := map[string]string{} // which is written in the order of its names
		for i, cell := range row {
			object[heads[i]] = cell
		}
		if err := enc.Encode(object); err != nil {
			return err
		}
	}
	return nil
}
