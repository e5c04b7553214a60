package record

import (
	"encoding/json"

	"onrecord"
	"onrecord/ling"
)

// Schemas of SQLite before 9 kept the pieces of a document in columns. These
// read them.

// ReadSpans reads a column of spans.
func ReadSpans(b []byte) ([]ling.Span, error) {
	var s spans
	err := json.Unmarshal(b, &s)
	return s.ling(), err
}

// ReadParts gives a statement the parts of a column.
func ReadParts(b []byte, s *onrecord.Statement) error {
	var p parts
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	p.into(s)
	return nil
}

// ReadBlocks reads a column of blocks.
func ReadBlocks(b []byte) ([]ling.Block, error) {
	var list []block
	err := json.Unmarshal(b, &list)
	return fromBlocks(list), err
}

// ReadDoubts gives a record the diagnostics of a column.
func ReadDoubts(b []byte, r *onrecord.Record) error {
	var d doubts
	err := json.Unmarshal(b, &d)
	r.Article.Diagnostics, r.Found.Diagnostics = fromDoubts(d.Page), fromDoubts(d.Text)
	return err
}

// ReadEvent reads the body of an event.
func ReadEvent(b []byte) (onrecord.Event, error) { return readBody(b, eventBody.event) }

// ReadAgreement reads the body of an agreement.
func ReadAgreement(b []byte) (onrecord.Agreement, error) { return readBody(b, agreementBody.agreement) }

// ReadMembership reads the body of a membership.
func ReadMembership(b []byte) (onrecord.Membership, error) {
	return readBody(b, membershipBody.membership)
}

func readBody[B, C any](b []byte, claim func(B) C) (C, error) {
	var body B
	err := json.Unmarshal(b, &body)
	return claim(body), err
}
