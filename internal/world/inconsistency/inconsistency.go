// Package inconsistency finds what does not go together within an article: a day
// of the week that its date was not, and a number of people that is given two ways.
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
func (Type) Version() string { return "1" }

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
	var out []world.Fact
	for i, f := range found {
		x := onrecord.Inconsistency{Kind: f.kind, Article: r.ID, Message: f.message}
		for _, s := range f.spans {
			start, end := offsets.CodePoints(s)
			x.Cites = append(x.Cites, onrecord.Cite{
				Article: r.ID, Outlet: r.Outlet, Published: r.Published.Date(), Start: start, End: end, Text: r.Text[s.Start:s.End],
			})
		}
		body, err := json.Marshal(x)
		if err != nil {
			return nil, fmt.Errorf("writing an inconsistency of article %s: %w", r.ID, err)
		}
		day := ""
		if d := r.Published.Day(); d.Valid() {
			day = d.String()
		}
		out = append(out, world.Fact{Key: string(r.ID), Article: r.ID, Day: day, Place: i, Body: body})
	}
	return out, nil
}

// Rows are the inconsistencies of an article.
func (Type) Rows(_ string, facts []world.Fact) ([]world.Row, error) {
	var out []world.Row
	for _, f := range facts {
		var x onrecord.Inconsistency
		if err := json.Unmarshal(f.Body, &x); err != nil {
			return nil, fmt.Errorf("reading an inconsistency of article %s: %w", f.Article, err)
		}
		words := x.Message
		has := []world.Has{{Field: "kind", Value: x.Kind}, {Field: "article", Value: string(x.Article)}}
		for i, c := range x.Cites {
			words += "\n" + c.Text
			if i == 0 && c.Outlet != "" {
				has = append(has, world.Has{Field: "outlet", Value: c.Outlet})
			}
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "inconsistency\x00%s\x00%s\x00%d", x.Article, x.Kind, x.Cites[0].Start))
		out = append(out, world.Row{ID: "inconsistency-" + hex.EncodeToString(sum[:8]), First: f.Day, Last: f.Day, Has: has, Words: words, Body: f.Body})
	}
	return out, nil
}
