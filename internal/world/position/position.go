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
// Those that were not made take none, unless a person says so: what a person
// codes stands in the place of what a codebook does.
func Code(r *onrecord.Record, books []*Codebook) ([]onrecord.Position, error) {
	o, err := theOffices()
	if err != nil {
		return nil, err
	}
	p := passage.Lay(r)
	var out []onrecord.Position
	for i := range r.Statements {
		s := &r.Statements[i]
		found := byBooks(p, s, books, o)
		out = append(out, byPersons(p, s, found, o)...)
	}
	return once(out), nil
}

// byBooks are the positions that codebooks find a statement to take.
func byBooks(p *passage.Page, s *onrecord.Statement, books []*Codebook, o *offices) []onrecord.Position {
	if s.Status != "" && s.Status != onrecord.StatusMade || s.Negated || len(s.Source.Actors) == 0 || o.passesOn(p, s.Source) {
		return nil
	}
	content, around := p.Part(s.Content.Spans), surroundings(p, s)
	var out []onrecord.Position
	for _, book := range books {
		for c := range book.Concepts {
			if concept := &book.Concepts[c]; concept.holds(around) {
				out = append(out, code(p, s, content, concept, o)...)
			}
		}
	}
	return out
}

// Sentences in which it stands what a statement is about.
const (
	firstOnes = 2
	before    = 3
	behind    = 1
)

// surroundings are the passage that a statement is read in: the title, the
// article's first sentences, and those around the statement.
func surroundings(p *passage.Page, s *onrecord.Statement) string {
	at, ok := passage.Statement(s)
	if !ok {
		return p.Title
	}
	first, last := p.Sentence(at.Start), p.Sentence(max(at.Start, at.End-1))
	parts := []string{p.Title}
	for i, sentence := range p.Sentences {
		if i < firstOnes || i >= first-before && i <= last+behind {
			parts = append(parts, p.Words(sentence))
		}
	}
	return strings.Join(parts, "\n")
}

// byPersons puts what persons code a statement with in the place of what
// codebooks found on the same concepts, which it shows beside it.
func byPersons(p *passage.Page, s *onrecord.Statement, found []onrecord.Position, o *offices) []onrecord.Position {
	for _, c := range s.Coded {
		codebook := ""
		found = slices.DeleteFunc(found, func(pos onrecord.Position) bool {
			if pos.Concept != c.Concept {
				return false
			}
			codebook = pos.Value
			return true
		})
		if c.Value == Agree || c.Value == Disagree {
			found = append(found, taken(p, s, o, onrecord.Position{Concept: c.Concept, Value: c.Value, FoundBy: "decision/" + c.By, Codebook: codebook})...)
		}
	}
	return found
}

// code is the positions of a statement on a concept: by the first rule that
// codes it, of all its speakers and of those that they speak for.
func code(p *passage.Page, s *onrecord.Statement, content string, c *Concept, o *offices) []onrecord.Position {
	for i := range c.Rules {
		if value := c.Rules[i].Code(s, content); value != "" {
			return taken(p, s, o, onrecord.Position{Concept: c.Name, Value: value, FoundBy: "position/" + c.Rules[i].Name + "@" + version()})
		}
	}
	return nil
}

// taken is a position as each of a statement's speakers takes it.
func taken(p *passage.Page, s *onrecord.Statement, o *offices, pos onrecord.Position) []onrecord.Position {
	pos.When, pos.Cite = s.SaidOn.Value, p.CiteStatement(s)
	if _, _, err := ling.ParsePeriod(pos.When); err != nil && p.Day() != "" {
		pos.When = p.Day()
	}
	var out []onrecord.Position
	for _, w := range speakers(p, s, o) {
		pos.Who = w
		out = append(out, pos)
	}
	return out
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
