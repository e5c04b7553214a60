package relational

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"onrecord/ling"
)

// querier is what a read needs: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Each runs a query and calls scan for every row.
func Each(ctx context.Context, q querier, query string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// integers are the numbers of a list.
const integers = "(SELECT CAST(value AS BIGINT) AS value FROM json_each(?))"

// numbers are the numbers that a query gives, of one column.
func numbers(ctx context.Context, q querier, query string, args ...any) (out []int64, err error) {
	err = Each(ctx, q, query, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		out = append(out, n)
		return err
	}, args...)
	return out, err
}

// text is v as JSON, for a column or an argument. What is written here is plain
// data, of which no value fails to marshal.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// Reading scans a column by a function that reads its bytes.
type Reading func([]byte) error

// Scan implements sql.Scanner.
func (r Reading) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return r([]byte(v))
	case []byte:
		return r(v)
	}
	return fmt.Errorf("%T is no text", src)
}

// JSON scans a column of JSON.
func JSON(to any) sql.Scanner { return into{to} }

// into scans a column of JSON.
type into struct{ to any }

// Scan implements sql.Scanner.
func (j into) Scan(src any) error {
	return Reading(func(b []byte) error { return json.Unmarshal(b, j.to) }).Scan(src)
}

// The numbers of days that are unknown: they stand last, and within no bounds.
const (
	unknownFirst = 99999999
	unknownLast  = 0
)

// firstDay and lastDay are the numbers of days as columns hold them.
func firstDay(d ling.Date) int {
	if d.IsZero() {
		return unknownFirst
	}
	return d.Year*10000 + d.Month*100 + d.Day
}

func lastDay(d ling.Date) int {
	if d.IsZero() {
		return unknownLast
	}
	return firstDay(d)
}

// dayOf is the day of a number.
func dayOf(n int) ling.Date {
	if n == unknownFirst || n == unknownLast {
		return ling.Date{}
	}
	return ling.Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
}

// dayNumber is the number of a day in ISO 8601.
func dayNumber(iso string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(iso, "-", ""))
	if err != nil {
		return unknownFirst // nothing is of that day or later
	}
	return n
}

// mapped maps as through f; nothing stays nothing.
func mapped[A, B any](as []A, f func(A) B) []B {
	if len(as) == 0 {
		return nil
	}
	out := make([]B, len(as))
	for i, a := range as {
		out[i] = f(a)
	}
	return out
}
