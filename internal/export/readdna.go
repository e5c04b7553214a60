package export

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3/driver"

	"onrecord"
)

// DNAList is what a database of Discourse Network Analyzer 3.0 holds: documents,
// and statements that somebody coded in them.
type DNAList struct {
	Documents  []DNADocument
	Statements []DNAStatement
}

// DNADocument is a text that was coded.
type DNADocument struct {
	ID                                   int64
	Title, Text, Author, Source, Section string
	Notes                                string
	Day                                  string // ISO 8601
}

// DNAStatement is a stretch of a document that says where somebody stands.
type DNAStatement struct {
	ID, Document         int64
	Start, End           int // code points
	Coder                string
	Person, Organization string
	Concept              string
	Agrees               bool
}

// ReadDNA reads a database. Its kind of statements must have the variables that
// the program gives to a new one: person, organization, concept and agreement.
func ReadDNA(ctx context.Context, path string) (DNAList, error) {
	var list DNAList
	db, err := driver.Open((&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: "mode=ro&immutable=1"}).String())
	if err != nil {
		return list, err
	}
	defer db.Close() // nothing was written
	invalid := func(err error) error {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: fmt.Errorf("no database of Discourse Network Analyzer 3.0: %w", err)}
	}
	text := map[int64]string{}
	if list.Documents, err = dnaRows(ctx, db, dnaDocuments, func(row *sql.Rows) (d DNADocument, err error) {
		var seconds int64
		err = row.Scan(&d.ID, &d.Title, &d.Text, &d.Author, &d.Source, &d.Section, &d.Notes, &seconds)
		d.Day = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
		text[d.ID] = d.Text
		return d, err
	}); err != nil {
		return list, invalid(err)
	}
	if list.Statements, err = dnaRows(ctx, db, dnaCoded, func(row *sql.Rows) (s DNAStatement, err error) {
		var start, stop int
		err = row.Scan(&s.ID, &s.Document, &start, &stop, &s.Coder, &s.Person, &s.Organization, &s.Concept, &s.Agrees)
		s.Start, s.End = codePointPlaces(text[s.Document], start, stop)
		return s, err
	}); err != nil {
		return list, invalid(err)
	}
	return list, nil
}

const dnaDocuments = `SELECT ID, Title, Text, Author, Source, Section, Notes, Date FROM DOCUMENTS ORDER BY ID`

// dnaCoded asks for the values of each statement by the names of its variables.
const dnaCoded = `WITH named AS (
	SELECT x.StatementId AS statement, v.Variable AS variable, e.Value AS value
	FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId JOIN ENTITIES e ON e.ID = x.Entity)
	SELECT s.ID, s.DocumentId, s.Start, s.Stop, c.Name,
		ifnull((SELECT value FROM named WHERE statement = s.ID AND variable = 'person'), ''),
		ifnull((SELECT value FROM named WHERE statement = s.ID AND variable = 'organization'), ''),
		k.value, b.Value
	FROM STATEMENTS s JOIN CODERS c ON c.ID = s.Coder
	JOIN named k ON k.statement = s.ID AND k.variable = 'concept'
	JOIN DATABOOLEAN b ON b.StatementId = s.ID JOIN VARIABLES v ON v.ID = b.VariableId AND v.Variable = 'agreement'
	ORDER BY s.DocumentId, s.Start, s.ID`

func dnaRows[T any](ctx context.Context, db *sql.DB, query string, scan func(*sql.Rows) (T, error)) ([]T, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// codePointPlaces are two places of a text, given in UTF-16 units, in code points.
func codePointPlaces(text string, start, stop int) (from, to int) {
	at, n := 0, 0
	from, to = utf8.RuneCountInString(text), utf8.RuneCountInString(text)
	for _, r := range text {
		if at >= start && n < from {
			from = n
		}
		if at >= stop {
			return from, n
		}
		at++
		if r > 0xFFFF {
			at++
		}
		n++
	}
	return from, to
}
