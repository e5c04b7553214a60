package sqlite

import (
	"encoding/json"
	"fmt"
	"time"

	"onrecord"
	"onrecord/ling"
)

// What is written as JSON has types of its own, so that a name changed in the
// vocabulary does not change what is stored.

// spans are written [[start, end], …].
type spans [][2]int

func toSpans(in []ling.Span) spans {
	out := make(spans, len(in))
	for i, s := range in {
		out[i] = [2]int{s.Start, s.End}
	}
	return out
}

func (s spans) ling() []ling.Span {
	if len(s) == 0 {
		return nil
	}
	out := make([]ling.Span, len(s))
	for i, p := range s {
		out[i] = ling.Span{Start: p[0], End: p[1]}
	}
	return out
}

type part struct {
	Spans  spans    `json:"spans,omitempty"`
	Actor  string   `json:"actor,omitempty"`
	Actors []string `json:"actors,omitempty"`
}

func toPart(p onrecord.Part) part { return part{toSpans(p.Spans), p.Actor, p.Actors} }

func (p part) part() onrecord.Part {
	return onrecord.Part{Spans: p.Spans.ling(), Actor: p.Actor, Actors: p.Actors}
}

// parts are the parts of a statement.
type parts struct {
	Source    part   `json:"source,omitzero"`
	Cue       part   `json:"cue,omitzero"`
	Content   part   `json:"content"`
	Inserted  spans  `json:"inserted,omitempty"`
	Addressee part   `json:"addressee,omitzero"`
	Via       []part `json:"via,omitempty"`
	Venue     part   `json:"venue,omitzero"`
	Condition spans  `json:"condition,omitempty"`
}

func toParts(s *onrecord.Statement) parts {
	p := parts{
		Source: toPart(s.Source), Cue: toPart(s.Cue), Content: toPart(s.Content), Inserted: toSpans(s.Inserted),
		Addressee: toPart(s.Addressee), Venue: toPart(s.Venue), Condition: toSpans(s.Condition),
	}
	for _, v := range s.Via {
		p.Via = append(p.Via, toPart(v))
	}
	return p
}

func (p parts) into(s *onrecord.Statement) {
	s.Source, s.Cue, s.Content, s.Inserted = p.Source.part(), p.Cue.part(), p.Content.part(), p.Inserted.ling()
	s.Addressee, s.Venue, s.Condition = p.Addressee.part(), p.Venue.part(), p.Condition.ling()
	for _, v := range p.Via {
		s.Via = append(s.Via, v.part())
	}
}

type block struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
}

func toBlocks(in []ling.Block) []block {
	out := make([]block, len(in))
	for i, b := range in {
		out[i] = block{b.Start, b.End, string(b.Kind)}
	}
	return out
}

func fromBlocks(in []block) []ling.Block {
	var out []ling.Block
	for _, b := range in {
		out = append(out, ling.Block{Span: ling.Span{Start: b.Start, End: b.End}, Kind: ling.BlockKind(b.Kind)})
	}
	return out
}

type doubt struct {
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Spans   spans  `json:"spans,omitempty"`
}

// doubts are the diagnostics of the page and those of its text.
type doubts struct {
	Page []doubt `json:"page,omitempty"`
	Text []doubt `json:"text,omitempty"`
}

func toDoubts(in []ling.Diagnostic) []doubt {
	var out []doubt
	for _, d := range in {
		out = append(out, doubt{d.Rule, d.Message, toSpans(d.Spans)})
	}
	return out
}

func fromDoubts(in []doubt) []ling.Diagnostic {
	var out []ling.Diagnostic
	for _, d := range in {
		out = append(out, ling.Diagnostic{Rule: d.Rule, Message: d.Message, Spans: d.Spans.ling()})
	}
	return out
}

// text is v as JSON, for a column. What is written here is plain data, of
// which no value fails to marshal.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// into scans a column of JSON.
type into struct{ to any }

// Scan implements sql.Scanner.
func (j into) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), j.to)
	case []byte:
		return json.Unmarshal(v, j.to)
	}
	return fmt.Errorf("%T is not JSON text", src)
}

// day scans a column that holds a day or "".
type day struct{ to *ling.Date }

// Scan implements sql.Scanner.
func (d day) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("%T is not a day", src)
	}
	if *d.to = (ling.Date{}); s == "" {
		return nil
	}
	date, err := ling.ParseDate(s)
	*d.to = date
	return err
}

// moment scans a column that holds a time or "".
type moment struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(src any) error {
	switch v := src.(type) {
	case time.Time:
		*m.to = v
		return nil
	case string:
		if *m.to = (time.Time{}); v == "" {
			return nil
		}
		t, err := time.Parse(time.RFC3339, v)
		*m.to = t
		return err
	}
	return fmt.Errorf("%T is not a time", src)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
