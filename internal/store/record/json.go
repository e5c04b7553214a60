package record

import (
	"bytes"
	"encoding/json"
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

// part is a part of a claim.
type part struct {
	Spans  spans              `json:"spans,omitempty"`
	Actors []onrecord.ActorID `json:"actors,omitempty"`
	// Actor is how schema 2 wrote a single actor.
	Actor onrecord.ActorID `json:"actor,omitempty"`
}

// parts are the parts of a claim by their role, empty ones left out.
type parts map[onrecord.Role]partList

func toParts(s *onrecord.Statement) parts {
	out := parts{}
	for p := range s.Parts() {
		stored := part{Spans: toSpans(*p.Spans)}
		if p.Actors != nil {
			stored.Actors = *p.Actors
		}
		if len(stored.Spans)+len(stored.Actors) > 0 || p.Role == onrecord.RoleVia {
			out[p.Role] = append(out[p.Role], stored)
		}
	}
	return out
}

// into gives s its parts.
func (ps parts) into(s *onrecord.Statement) {
	s.Via = make([]onrecord.Party, len(ps[onrecord.RoleVia]))
	if len(s.Via) == 0 {
		s.Via = nil
	}
	next := map[onrecord.Role]int{}
	for p := range s.Parts() {
		n := next[p.Role]
		if next[p.Role]++; n >= len(ps[p.Role]) {
			continue
		}
		stored := ps[p.Role][n]
		*p.Spans = stored.Spans.ling()
		if p.Actors != nil {
			*p.Actors = stored.Actors
		}
	}
}

// partList is the parts that have one role. Schema 2 wrote the only one
// without a list around it, and one that names nobody as its spans alone.
type partList []part

// UnmarshalJSON implements json.Unmarshaler.
func (l *partList) UnmarshalJSON(b []byte) error {
	var err error
	switch {
	case bytes.HasPrefix(b, []byte("{")):
		*l = make(partList, 1)
		err = json.Unmarshal(b, &(*l)[0])
	case bytes.HasPrefix(b, []byte("[[")):
		*l = make(partList, 1)
		err = json.Unmarshal(b, &(*l)[0].Spans)
	default:
		err = json.Unmarshal(b, (*[]part)(l))
	}
	for i := range *l {
		if p := &(*l)[i]; p.Actor != "" {
			p.Actors, p.Actor = []onrecord.ActorID{p.Actor}, ""
		}
	}
	return err
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

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
