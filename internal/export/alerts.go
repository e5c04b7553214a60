package export

import (
	"io"
	"iter"
	"strings"
	"time"

	"onrecord/internal/alert"
)

// WriteAlerts writes alerts and returns how many.
func WriteAlerts(w io.Writer, l Layout, rows iter.Seq2[alert.Alert, error]) (int, error) {
	return write(w, l, alertColumns, same[alert.Alert], rows)
}

// AlertColumns are those of alerts.
func AlertColumns() []string { return names(alertColumns) }

var alertColumns = []column[alert.Alert]{
	{name: "at", value: func(a alert.Alert) string { return a.At.Format(time.RFC3339) }, shown: func(a alert.Alert) string { return a.At.Format(time.DateTime) }, width: 19},
	{name: "name", value: func(a alert.Alert) string { return a.Name }, width: 24},
	{name: "head", value: func(a alert.Alert) string { return a.Fact.Head }, width: 30},
	{name: "words", value: func(a alert.Alert) string { return a.Fact.Words }, full: true},
	{name: "fired", value: func(a alert.Alert) string { return FiredForPeople(a) }, width: 34},
	{name: "outlet", value: func(a alert.Alert) string { return a.Fact.Outlet }, wide: true},
	{name: "published", value: func(a alert.Alert) string { return a.Fact.Published }, wide: true},
	{name: "title", value: func(a alert.Alert) string { return a.Fact.Title }, wide: true},
	{name: "list", value: func(a alert.Alert) string { return a.Fact.List }, wide: true},
	{name: "article", value: func(a alert.Alert) string { return string(a.Fact.Article) }, wide: true},
	{name: "id", value: func(a alert.Alert) string { return a.Fact.ID }, wide: true},
}

// FiredForPeople is which clauses of a query fired, and on which words.
func FiredForPeople(a alert.Alert) string {
	var out []string
	for _, c := range a.Fired {
		said := c.Clause + " on “" + c.Words + "”"
		if c.Corrected {
			said += ", as corrected"
		}
		out = append(out, said)
	}
	if a.Decided != nil {
		out = append(out, a.Decided.String())
	}
	return strings.Join(out, "; ")
}
