// Package passage is a record laid out for comparing it with others: its
// sentences, the words that carry meaning, and cites of what stands where.
//
// The nouns: a Page is a record with what is worked out of its text once. A
// Cite is words of the text with what claims them, as the world tier's rows
// keep them; a Who is somebody as those rows name them. Stems are the words of a
// passage that tell what it is about, cut to what their forms have in common:
// two passages are on one matter if they share enough of them.
package passage

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Page is a record, laid out for comparing.
type Page struct {
	*onrecord.Record
	Sentences []ling.Span
	offsets   *ling.Offsets
	names     map[onrecord.ActorID]string
}

// Lay lays out a record.
func Lay(r *onrecord.Record) *Page {
	p := &Page{Record: r, Sentences: Sentences(r.Text), offsets: ling.NewOffsets(r.Text), names: map[onrecord.ActorID]string{}}
	for _, a := range r.Actors {
		p.names[a.ID] = a.Name
	}
	return p
}

// Day is the article's day, or as much of it as is known: "" where the year is open.
func (p *Page) Day() string {
	if date := p.Published.Date(); !strings.HasPrefix(date, "X") {
		return date
	}
	return ""
}

// Words are what stands at a span.
func (p *Page) Words(s ling.Span) string { return p.Text[s.Start:s.End] }

// Sentence is the number of the sentence that holds a place of the text.
func (p *Page) Sentence(at int) int {
	i, found := slices.BinarySearchFunc(p.Sentences, at, func(s ling.Span, at int) int {
		switch {
		case s.End <= at:
			return -1
		case s.Start > at:
			return 1
		}
		return 0
	})
	if !found && i > 0 {
		i--
	}
	return i
}

// Hull is the span from the first of some spans to the last; ok is false
// where there are none.
func Hull(spans ...ling.Span) (hull ling.Span, ok bool) {
	for _, s := range spans {
		switch {
		case !ok:
			hull, ok = s, true
		default:
			hull = ling.Span{Start: min(hull.Start, s.Start), End: max(hull.End, s.End)}
		}
	}
	return hull, ok
}

// longestCite is how many bytes a cite has at most before it is cut down to
// the content of its statement: two long sentences, which a reader takes in.
const longestCite = 600

// Statement is where a statement stands with its source and cue, or its
// content alone where all of it is long.
func Statement(s *onrecord.Statement) (ling.Span, bool) {
	content, ok := Hull(s.Content.Spans...)
	all, some := Hull(slices.Concat(s.Source.Spans, s.Cue.Spans, s.Content.Spans)...)
	if ok && all.End-all.Start > longestCite {
		return content, true
	}
	return all, some
}

// CiteStatement cites a statement.
func (p *Page) CiteStatement(s *onrecord.Statement) onrecord.Cite {
	span, _ := Statement(s)
	c := p.Cite(span)
	c.Statement = s.ID
	return c
}

// CiteEvent cites an event, from its first party to its last.
func (p *Page) CiteEvent(e *onrecord.Event) onrecord.Cite {
	span, _ := Hull(EventSpans(e)...)
	c := p.Cite(span)
	c.Event, c.Statement = e.ID, e.ReportedBy
	return c
}

// EventSpans are where an event stands.
func EventSpans(e *onrecord.Event) []ling.Span {
	var spans []ling.Span
	for part := range e.Parts() {
		spans = append(spans, *part.Spans...)
	}
	return spans
}

// Cite cites a span of the text.
func (p *Page) Cite(s ling.Span) onrecord.Cite {
	start, end := p.offsets.CodePoints(s)
	return onrecord.Cite{
		Article: p.ID, Outlet: p.Outlet, Published: p.Published.Date(),
		Start: start, End: end, Text: p.Words(s),
	}
}

// Who is whom a party names: its actors by their names, or its words where
// nobody known is meant. It is empty where the party is.
func (p *Page) Who(party onrecord.Party) []onrecord.Who {
	var out []onrecord.Who
	for _, a := range party.Actors {
		out = append(out, p.Actor(a))
	}
	if len(out) == 0 && !party.Empty() {
		out = append(out, onrecord.Who{Name: strings.TrimSuffix(strings.TrimSuffix(p.Part(party.Spans), "'s"), "’s")})
	}
	return out
}

// Named is whom a party names, by the article's own names for them ("Kyiv" for
// Ukraine), and by their resolved ones where it has none: a pronoun, an office.
func (p *Page) Named(party onrecord.Party) []onrecord.Who {
	out := p.Who(party)
	for i := range out {
		if name := p.wording(out[i].Actor, party.Spans); name != "" {
			out[i].Name = name
		}
	}
	return out
}

// wording is how an actor is named in spans: by a name alone where that ends
// what is said of them ("President Anna Orlova"), else with what goes on ("Orlan
// officials"); "" where no name of theirs stands there.
func (p *Page) wording(id onrecord.ActorID, spans []ling.Span) string {
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if id == "" || m.Actor != id || m.Type == ling.PRON || m.Type == ling.NOM {
			continue
		}
		for _, s := range spans {
			if !s.Contains(m.Span) {
				continue
			}
			rest := p.Text[m.End:s.End]
			for _, end := range []string{" (", " and ", ","} {
				rest, _, _ = strings.Cut(rest, end)
			}
			return strings.TrimSpace(p.Words(m.Span) + rest)
		}
	}
	return ""
}

// Everybody is whom parties name, each once.
func (p *Page) Everybody(parties []onrecord.Party) []onrecord.Who { return everybody(parties, p.Who) }

// EverybodyNamed is so too, by the article's own names.
func (p *Page) EverybodyNamed(parties []onrecord.Party) []onrecord.Who {
	return everybody(parties, p.Named)
}

func everybody(parties []onrecord.Party, who func(onrecord.Party) []onrecord.Who) []onrecord.Who {
	var out []onrecord.Who
	for _, party := range parties {
		out = Join(out, who(party))
	}
	return out
}

// Actor is an actor as the article names it.
func (p *Page) Actor(id onrecord.ActorID) onrecord.Who {
	name := p.names[id]
	if name == "" {
		name = string(id)
	}
	return onrecord.Who{Actor: id, Name: name}
}

// Part is the words of a part: its spans, joined by one space.
func (p *Page) Part(spans []ling.Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = p.Words(s)
	}
	return strings.Join(words, " ")
}

// Same reports whether two names are one somebody: one actor, or, where either
// is known by nothing but a name, one name.
func Same(a, b onrecord.Who) bool {
	if Known(a) && Known(b) || a.Actor != "" && a.Actor == b.Actor {
		return a.Actor == b.Actor
	}
	return bare(a.Name) == bare(b.Name)
}

// Known reports whether somebody is known beyond the name that an article gives.
func Known(w onrecord.Who) bool { return w.Actor != "" && !strings.HasPrefix(string(w.Actor), "x:") }

func bare(name string) string {
	name = strings.ToLower(name)
	for _, article := range []string{"the ", "a ", "an "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}

// Join is those of a and of b, each once, in that order.
func Join(a, b []onrecord.Who) []onrecord.Who {
	for _, w := range b {
		if !Holds(a, w) {
			a = append(a, w)
		}
	}
	return a
}

// Holds reports whether somebody is among some.
func Holds(some []onrecord.Who, w onrecord.Who) bool {
	return slices.ContainsFunc(some, func(x onrecord.Who) bool { return Same(x, w) })
}

// Meet reports whether somebody is in both.
func Meet(a, b []onrecord.Who) bool {
	return slices.ContainsFunc(a, func(w onrecord.Who) bool { return Holds(b, w) })
}
