package export

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/serdes"

	"onrecord"
)

//go:embed dna.sql
var dnaSchema string

// DNA writes positions as a database of Discourse Network Analyzer 3.0, which
// its program opens: articles are documents, and each position is a statement
// of its words, coded with person or organization, concept and agreement.
// Statements bear the day of their document there, and every document must have
// one: those of undated articles are left out.
type DNA struct {
	out       io.Writer
	db        *sqlite3.Conn
	documents map[onrecord.ArticleID]int64
	entities  map[entity]int64
	n, left   int
}

// entity is a value of a variable.
type entity struct {
	variable int64
	value    string
}

// The variables of a DNA statement, by the ids that dna.sql gives them.
const (
	dnaPerson = 1 + iota
	dnaOrganization
	dnaConcept
	dnaAgreement
)

// DNAPassword is what the program asks for when it opens the database.
const DNAPassword = "onrecord"

// NewDNA begins a database.
func NewDNA(w io.Writer) (*DNA, error) {
	db, err := sqlite3.Open(":memory:")
	if err != nil {
		return nil, fmt.Errorf("make a database in memory: %w", err)
	}
	d := &DNA{out: w, db: db, documents: map[onrecord.ArticleID]int64{}, entities: map[entity]int64{}}
	if err := db.Exec("PRAGMA foreign_keys=ON;" + dnaSchema); err != nil {
		return nil, fmt.Errorf("make its tables: %w", err)
	}
	_, err = d.insert("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (1, 'Admin', 255, 255, 0, ?)", dnaEncrypted(DNAPassword))
	return d, err
}

// dnaEncrypted is a password as the program keeps it (Jasypt's
// StrongPasswordEncryptor: 16 bytes of salt, then SHA-256 of salt and password
// a hundred thousand times, in base 64). The salt is always the same, so that
// the same rows give the same bytes; the password is no secret.
func dnaEncrypted(password string) string {
	whole := sha256.Sum256([]byte("salt of " + password))
	salt := whole[:16]
	sum := sha256.Sum256(append(append([]byte{}, salt...), password...))
	for range 100_000 - 1 {
		sum = sha256.Sum256(sum[:])
	}
	return base64.StdEncoding.EncodeToString(append(append([]byte{}, salt...), sum[:]...))
}

// Write writes a position; r is the record of its article.
func (d *DNA) Write(r *onrecord.Record, p *onrecord.Position) error {
	if r.Published.Earliest.IsZero() {
		d.left++
		return nil
	}
	document, err := d.document(r)
	if err != nil {
		return fmt.Errorf("article %s: %w", r.ID, err)
	}
	start, stop := utf16Places(r.Text, p.Cite.Start, p.Cite.End)
	statement, err := d.insert("INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, 1)", document, start, stop)
	if err != nil {
		return fmt.Errorf("a position of %s: %w", p.Name, err)
	}
	kind := onrecord.Person
	if a, ok := r.ActorsByID()[p.Actor]; ok {
		kind = a.Type
	}
	person, organization := p.Name, ""
	if kind != onrecord.Person {
		person, organization = "", p.Name
	}
	for _, v := range []struct {
		entity
		kind, alias string
	}{
		{entity{dnaPerson, person}, string(kind), string(p.Actor)}, {entity{dnaOrganization, organization}, string(kind), string(p.Actor)},
		{entity{dnaConcept, p.Concept}, "", ""},
	} {
		if err := d.text(statement, v.entity, v.kind, v.alias); err != nil {
			return fmt.Errorf("a position of %s: %w", p.Name, err)
		}
	}
	agrees := 0
	if p.Value == "agree" {
		agrees = 1
	}
	d.n++
	_, err = d.insert("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)", statement, dnaAgreement, agrees)
	return err
}

// Close writes the database, and returns how many statements it has and how
// many were left out because no day of their articles is known.
func (d *DNA) Close() (n, undated int, err error) {
	file, err := serdes.Serialize(d.db, "main")
	if err = errors.Join(err, d.db.Close()); err != nil {
		return 0, d.left, fmt.Errorf("lay out the database: %w", err)
	}
	_, err = d.out.Write(file)
	return d.n, d.left, err
}

// document is the number of an article, which is written once. What its title
// and the like have beyond what the program takes is in its notes.
func (d *DNA) document(r *onrecord.Record) (int64, error) {
	if num, ok := d.documents[r.ID]; ok {
		return num, nil
	}
	notes := strings.Join(nonEmpty(string(r.ID), r.URL, r.Title, "published: "+or(r.Published.Value, r.Published.Earliest.String()+" or later")), "\n")
	date := r.Published.Earliest.Time().In(time.UTC).Unix()
	num, err := d.insert("INSERT INTO DOCUMENTS (Title, Text, Coder, Author, Source, Section, Notes, Date) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
		short(or(r.Title, string(r.ID))), r.Text, short(strings.Join(r.Authors, ", ")), short(r.Outlet), short(r.Section), notes, date)
	d.documents[r.ID] = num
	return num, err
}

// text gives a statement an entity, which is written once with its attributes.
func (d *DNA) text(statement int64, e entity, kind, alias string) error {
	e.value = short(e.value)
	num, ok := d.entities[e]
	if !ok {
		var err error
		if num, err = d.insert("INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)", e.variable, e.value); err != nil {
			return err
		}
		d.entities[e] = num
		if e.value == "" {
			kind, alias = "", ""
		}
		if _, err := d.insert(`INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)
			SELECT ?1, ID, CASE AttributeVariable WHEN 'Type' THEN ?2 WHEN 'Alias' THEN ?3 ELSE '' END FROM ATTRIBUTEVARIABLES WHERE VariableId = ?4`,
			num, short(kind), short(alias), e.variable); err != nil {
			return err
		}
	}
	_, err := d.insert("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)", statement, e.variable, num)
	return err
}

// short is as much of a text as the program's columns take.
func short(s string) string {
	const most = 190
	s = plain(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// utf16Places are two places of a text, given in code points, in the units that
// Java counts.
func utf16Places(text string, start, end int) (from, to int) {
	at, n := 0, 0
	for _, r := range text {
		if n == start {
			from = at
		}
		if n == end {
			return from, at
		}
		at += utf16.RuneLen(r)
		n++
	}
	return from, at
}

// insert runs a statement and returns the number of the row that it made.
func (d *DNA) insert(query string, args ...any) (num int64, err error) {
	stmt, _, err := d.db.Prepare(query)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, stmt.Close()) }()
	for i, a := range args {
		switch a := a.(type) {
		case int:
			err = stmt.BindInt(i+1, a)
		case int64:
			err = stmt.BindInt64(i+1, a)
		case string:
			err = stmt.BindText(i+1, a)
		}
		if err != nil {
			return 0, err
		}
	}
	if err := stmt.Exec(); err != nil {
		return 0, err
	}
	return d.db.LastInsertRowID(), nil
}
