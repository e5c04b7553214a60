// Package inconsistency finds what does not go together within an article: a day
// of the week that its date was not, and a number of people that is given two ways;
// between copies of one text a number that one of them changed, and words of a
// quotation that are others; and the same between the versions of a page.
//
// It tells of what stands there and does not say which is right. Numbers that a
// text bounds, that somebody quoted gives, or that it says have changed are two
// reports, not an inconsistency.
package inconsistency

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/ling"
)

// Kinds of what is found.
const (
	Day    = "day"
	Figure = "figure"
)

// Type is the inconsistencies.
type Type struct{}

// Kind is what the rows are.
func (Type) Kind() world.Kind { return world.Inconsistencies }

// Version of the rows; it changes with what makes them.
func (Type) Version() string { return "5" }

// finding is an inconsistency of an article's text, at spans of it.
type finding struct {
	kind    string
	message string
	spans   []ling.Span
}

// Facts are the inconsistencies of an article, each whole.
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	found := append(days(r.Text), figures(r.Text)...)
	offsets := ling.NewOffsets(r.Text)
	day := dayOf(r)
	out, err := copiedFact(r, day)
	if err != nil {
		return nil, err
	}
	for i, f := range found {
		x := onrecord.Inconsistency{Kind: f.kind, Article: r.ID, Message: f.message}
		for _, s := range f.spans {
			x.Cites = append(x.Cites, cite(r, offsets, s))
		}
		body, err := json.Marshal(x)
		if err != nil {
			return nil, fmt.Errorf("writing an inconsistency of article %s: %w", r.ID, err)
		}
		out = append(out, world.Fact{Key: string(r.ID), Article: r.ID, Day: day, Place: i, Body: body})
	}
	return out, nil
}

// dayOf is the day of an article, "" for an unknown one.
func dayOf(r *onrecord.Record) string {
	if d := r.Published.Day(); d.Valid() {
		return d.String()
	}
	return ""
}

func cite(r *onrecord.Record, offsets *ling.Offsets, s ling.Span) onrecord.Cite {
	start, end := offsets.CodePoints(s)
	return onrecord.Cite{
		Article: r.ID, Outlet: r.Outlet, Published: r.Published.Date(), Start: start, End: end, Text: r.Text[s.Start:s.End],
	}
}

// Rows are the inconsistencies of an article, or of copies of one text.
func (Type) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	if isBeside(key) {
		return copiedRows(facts)
	}
	var out []world.Row
	for _, f := range facts {
		var x onrecord.Inconsistency
		if err := json.Unmarshal(f.Body, &x); err != nil {
			return nil, fmt.Errorf("reading an inconsistency of article %s: %w", f.Article, err)
		}
		r, err := row(&x, f.Day)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func row(x *onrecord.Inconsistency, day string) (world.Row, error) {
	words := x.Message
	has := []world.Has{{Field: "kind", Value: x.Kind}}
	for _, c := range x.Cites {
		words += "\n" + c.Text
		for _, h := range []world.Has{{Field: "article", Value: string(c.Article)}, {Field: "outlet", Value: c.Outlet}} {
			if h.Value != "" && !slices.Contains(has, h) {
				has = append(has, h)
			}
		}
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "inconsistency\x00%s\x00%s\x00%d", x.Article, x.Kind, x.Cites[0].Start))
	if x.Kind == Versions { // the same words may change more than once
		sum = sha256.Sum256(fmt.Appendf(sum[:], "\x00%s\x00%s", x.Message, x.Cites[1].Text))
	}
	x.ID = "inconsistency-" + hex.EncodeToString(sum[:8])
	body, err := json.Marshal(x)
	if err != nil {
		return world.Row{}, fmt.Errorf("writing an inconsistency of article %s: %w", x.Article, err)
	}
	return world.Row{ID: x.ID, First: day, Last: day, Has: has, Words: words, Body: body}, nil
}
