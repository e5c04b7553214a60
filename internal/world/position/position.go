// Package position says where actors stand: statements coded by the rules of a
// codebook, and what comes of them over time and between actors.
//
// The nouns: a Concept is a sentence that one can agree or disagree with; a Rule
// of a Codebook says of a statement that its speaker does. A position is a
// statement so coded, with the rule and the words. A shift is where an actor's
// position on a concept changed. A network is actors and concepts, or actors and
// actors, with what their positions have in common, as Discourse Network
// Analyzer draws it.
//
// Who speaks for a government speaks for its country too: the position is one
// of both.
package position

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// Type codes statements by the shipped codebooks.
type Type struct{}

var _ world.Keyed = Type{}

// Kind implements world.Type.
func (Type) Kind() world.Kind { return world.Positions }

// Version implements world.Type.
func (Type) Version() string { return version() + "+ids" }

// Facts implements world.Type: a fact for each actor whose statement is coded.
// A position stands alone, so its key is its article.
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	books, err := Shipped()
	if err != nil {
		return nil, err
	}
	var out []world.Fact
	list, err := Code(r, books)
	if err != nil {
		return nil, err
	}
	for i, pos := range list {
		body, err := json.Marshal(pos)
		if err != nil {
			return nil, fmt.Errorf("write a position of %s: %w", r.ID, err)
		}
		out = append(out, world.Fact{Key: string(r.ID), Article: r.ID, Day: day(pos.When), Place: i, Body: body})
	}
	return out, nil
}

// day is a day that can be put in order, "" where the year is open.
func day(when string) string {
	if strings.HasPrefix(when, "X") {
		return ""
	}
	return when
}

// Code is the positions that an article's statements take, in their order.
// Those that were not made take none.
func Code(r *onrecord.Record, books []*Codebook) ([]onrecord.Position, error) {
	o, err := theOffices()
	if err != nil {
		return nil, err
	}
	p := passage.Lay(r)
	var out []onrecord.Position
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Status != "" && s.Status != onrecord.StatusMade || s.Negated || len(s.Source.Actors) == 0 || o.passesOn(p, s.Source) {
			continue
		}
		content := p.Part(s.Content.Spans)
		for _, book := range books {
			for c := range book.Concepts {
				out = append(out, code(p, s, content, &book.Concepts[c], o)...)
			}
		}
	}
	return once(out), nil
}

// code is the positions of a statement on a concept: by the first rule that
// codes it, of all its speakers and of those that they speak for.
func code(p *passage.Page, s *onrecord.Statement, content string, c *Concept, o *offices) []onrecord.Position {
	for i := range c.Rules {
		value := c.Rules[i].Code(s, content)
		if value == "" {
			continue
		}
		when := s.SaidOn.Value
		if _, _, err := ling.ParsePeriod(when); err != nil && p.Day() != "" {
			when = p.Day()
		}
		var out []onrecord.Position
		for _, w := range speakers(p, s, o) {
			out = append(out, onrecord.Position{
				Who: w, Concept: c.Name, Value: value, When: when,
				FoundBy: "position/" + c.Rules[i].Name + "@" + version(), Cite: p.CiteStatement(s),
			})
		}
		return out
	}
	return nil
}

// speakers are a statement's sources, and the countries that they speak for.
func speakers(p *passage.Page, s *onrecord.Statement, o *offices) []onrecord.Who {
	out := p.Who(s.Source)
	for _, id := range s.Source.Actors {
		for i := range p.Actors {
			if a := &p.Actors[i]; a.ID == id {
				out = passage.Join(out, country(p, speaksFor(a, o)))
			}
		}
	}
	return out
}

// country is the country of a code as the article names it; none where it does not.
func country(p *passage.Page, code string) []onrecord.Who {
	for i := range p.Actors {
		if a := &p.Actors[i]; code != "" && a.Type == onrecord.Country && a.Codes["iso3"] == code {
			return []onrecord.Who{p.Actor(a.ID)}
		}
	}
	return nil
}

// once leaves out a position that the same words give again: what a hop and its
// speaker both say, or a headline within the text of another statement.
func once(list []onrecord.Position) []onrecord.Position {
	var out []onrecord.Position
	for _, p := range list {
		again := slices.ContainsFunc(out, func(o onrecord.Position) bool {
			return passage.Same(o.Who, p.Who) && o.Concept == p.Concept && o.Value == p.Value && o.Cite.Start < p.Cite.End && p.Cite.Start < o.Cite.End
		})
		if !again {
			out = append(out, p)
		}
	}
	return out
}

// Rows implements world.Keyed: a row a position.
func (Type) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	var out []world.Row
	for _, f := range facts {
		var p onrecord.Position
		if err := json.Unmarshal(f.Body, &p); err != nil {
			return nil, fmt.Errorf("read a position of %s under %s: %w", f.Article, key, err)
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s", f.Article, p.Cite.Statement, p.Actor, p.Concept))
		p.ID = "p" + hex.EncodeToString(sum[:8])
		body, err := json.Marshal(p)
		if err != nil {
			return nil, fmt.Errorf("write a position of %s: %w", f.Article, err)
		}
		out = append(out, world.Row{
			ID: p.ID, First: f.Day, Last: f.Day, Words: p.Cite.Text, Body: body,
			Has: []world.Has{
				{Field: "actor", Value: string(p.Actor), Name: p.Name}, {Field: "concept", Value: p.Concept}, {Field: "value", Value: p.Value},
				{Field: "article", Value: string(f.Article)}, {Field: "outlet", Value: p.Cite.Outlet},
			},
		})
	}
	return out, nil
}

// Shifts are where actors changed their positions on concepts, in order of time:
// each from the last statement of the old value to the first of the new one.
// What has no day is in no order, and shifts nothing.
func Shifts(positions []onrecord.Position) []onrecord.Shift {
	list := slices.DeleteFunc(slices.Clone(positions), func(p onrecord.Position) bool { return day(p.When) == "" })
	slices.SortStableFunc(list, func(a, b onrecord.Position) int { return strings.Compare(a.When, b.When) })
	var out []onrecord.Shift
	for i, p := range list {
		for j := i - 1; j >= 0; j-- {
			o := list[j]
			if o.Concept != p.Concept || !passage.Same(o.Who, p.Who) {
				continue
			}
			if o.Value != p.Value {
				out = append(out, onrecord.Shift{Who: p.Who, Concept: p.Concept, From: o, To: p})
			}
			break
		}
	}
	return out
}
