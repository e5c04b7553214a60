// Package thread lays stories of one affair together, over months and years.
//
// The nouns: a tale is a story as far as threads need it, its actors and words with
// what each is worth; a thread is tales that are alike on the whole. Days between
// them do not count: what makes an affair is who is in it, where, and what about.
// Tales are keyed by the country that they are mostly about, so that a key is
// small; those about none are a key of their own.
package thread

import (
	"encoding/json"
	"fmt"

	"onrecord"
	"onrecord/internal/world"
)

// Type is the threads.
type Type struct{}

// Kind is what the rows are.
func (Type) Kind() world.Kind { return world.Threads }

// Version of the rows; it changes with what makes them.
func (Type) Version() string { return "4" }

// Upon says that threads are made of stories.
func (Type) Upon() []world.Kind { return []world.Kind{world.Stories} }

// Facts give nothing: what an article tells is in its story.
func (Type) Facts(*onrecord.Record) ([]world.Fact, error) { return nil, nil }

// RowFacts give a story to its country.
func (Type) RowFacts(_ world.Kind, row world.Row) ([]world.Fact, error) {
	t := tale{}
	if err := json.Unmarshal(row.Body, &t.Story); err != nil {
		return nil, fmt.Errorf("reading the story %s: %w", row.ID, err)
	}
	key := ""
	for _, h := range row.Has {
		if h.Field == "country" {
			key = h.Value // the first is what it is mostly about
			break
		}
	}
	t.weigh(row.Words)
	t.pack()
	body, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("writing the fact of thread from story %s: %w", row.ID, err)
	}
	return []world.Fact{{Key: key, Article: onrecord.ArticleID(row.ID), Day: row.First, Body: body}}, nil
}

// Rows are the threads of a country.
func (Type) Rows(_ string, facts []world.Fact) ([]world.Row, error) {
	tales := make([]*tale, len(facts))
	for i, f := range facts {
		tales[i] = &tale{}
		if err := json.Unmarshal(f.Body, tales[i]); err != nil {
			return nil, fmt.Errorf("reading a fact of thread from story %s: %w", f.Article, err)
		}
		if err := tales[i].unpack(); err != nil {
			return nil, fmt.Errorf("the story %s: %w", f.Article, err)
		}
	}
	var out []world.Row
	for _, members := range spin(tales) {
		if len(members) < 2 {
			continue // a story alone is no affair
		}
		r, err := row(members)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}
