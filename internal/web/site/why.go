package site

import (
	"net/http"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/extract"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// whyPage says why an article is said to claim something, and takes corrections.
type whyPage struct {
	frame
	Article  onrecord.Article
	Heading  string
	Card     card
	Hidden   bool // by a decision
	Steps    []step
	Parts    []partRow
	Who      []whoRow
	Sentence []Piece // that tells the claim, with its parts marked
	TreeURL  string
	Target   onrecord.Target
	Fields   []string // that can be corrected
	Acts     []onrecord.Act
	Act      onrecord.Act
	Day      string
	Subjects []onrecord.Actor // who takes part
	Actors   []onrecord.Actor // of the article
	Decided  []decisionRow
	Back     string
}

// step is a rule that had a part in the claim.
type step struct {
	Name  string // with its version
	Where string // file and line, "" for code without a rule
	Lines []rules.Field
	Yes   []Piece // an example that the rule fits
	No    []Piece // and one that it does not
}

// partRow is a part of the claim with its words and place.
type partRow struct {
	Role, Words string
	Start, End  int // code points
}

// whoRow is a name in the claim with whom it means, and why.
type whoRow struct {
	Words, Name, Why, FoundBy string
	ID                        onrecord.ActorID
}

// Why is the page of one claim.
func (s *Site) Why(w http.ResponseWriter, r *http.Request) error {
	id, claim := onrecord.ArticleID(r.PathValue("id")), onrecord.ClaimID(r.PathValue("claim"))
	record, c, hidden, err := s.claim(r, id, claim)
	if err != nil {
		return err
	}
	p := whyPage{
		frame: frameOf(r, "Why: "+or(record.Title, "untitled"), "/articles"), Article: record.Article, Hidden: hidden,
		Target: onrecord.Target(c.ClaimType()), Acts: onrecord.Acts[:], Actors: record.Actors, Back: whyURL(id, claim), TreeURL: whyURL(id, claim) + "/tree",
	}
	for _, g := range groups(record, claim) {
		for _, k := range g.Cards {
			if k.ID == claim {
				p.Card, p.Heading = k, strings.TrimSuffix(g.Heading, "s")
			}
		}
	}
	p.Fields = p.Target.Fields()
	switch c := c.(type) {
	case *onrecord.Statement:
		p.Act, p.Day = c.Act, c.SaidOn.Value
	case *onrecord.Event:
		p.Day = c.When.Value
	}
	book, err := s.rules()
	if err != nil {
		return err
	}
	for _, name := range append([]string{c.Head().FoundBy}, c.Head().Trail...) {
		p.Steps = append(p.Steps, stepOf(book, name))
	}
	p.fill(record, c)
	all, err := s.store.Decisions(r.Context())
	if err != nil {
		return err
	}
	p.Decided = s.decided(all, func(d onrecord.Decision) bool {
		return d.Article == id && (d.On == p.Target && d.Of == string(claim) || d.Kind == onrecord.Link && has(p.Subjects, d.Object.ID))
	})
	return s.render(w, http.StatusOK, "why", p)
}

// claim is a claim of an article, also one that a decision hides.
func (s *Site) claim(r *http.Request, id onrecord.ArticleID, claim onrecord.ClaimID) (record *onrecord.Record, c onrecord.AnyClaim, hidden bool, err error) {
	shown, err := s.store.Record(r.Context(), id)
	if err != nil {
		return nil, nil, false, err
	}
	if c := claimOf(&shown, claim); c != nil {
		return &shown, c, false, nil
	}
	found, err := s.store.AsFound(r.Context(), id)
	if err != nil {
		return nil, nil, false, err
	}
	if c := claimOf(&found, claim); c != nil {
		return &found, c, true, nil
	}
	return nil, nil, false, onrecord.Errorf(onrecord.NotFound, "the article claims no %q; it may have been read again since", claim)
}

// stepOf is a rule by the name that claims bear of it.
func stepOf(book extract.Rulebook, name string) step {
	out := step{Name: name}
	r, ok := book.Rule(name)
	if !ok {
		return out
	}
	out.Where, out.Lines = r.Where(), r.Fields
	if len(r.Yes) > 0 {
		out.Yes = example(r.Yes[0].Text)
	}
	if len(r.No) > 0 {
		out.No = example(r.No[0].Text)
	}
	return out
}

// example is a sentence of a rule with its parts marked: "[[Kovač|source]] left".
func example(text string) (out []Piece) {
	for text != "" {
		before, rest, _ := strings.Cut(text, "[[")
		marked, after, closed := strings.Cut(rest, "]]")
		if before != "" {
			out = append(out, Piece{Text: before})
		}
		if !closed {
			return out
		}
		words, role, _ := strings.Cut(marked, "|")
		class := strings.TrimRight(role, "0123456789")
		switch class {
		case "source", "cue", "content", "via":
		case "trigger":
			class = "event"
		case "name":
			class = "agreement"
		default:
			class = "party"
		}
		out = append(out, Piece{Text: words, Class: class, Title: role})
		text = after
	}
	return out
}

// fill tells of the parts of a claim: their words, who they mean and why, and
// the sentence that they stand in.
func (p *whyPage) fill(r *onrecord.Record, c onrecord.AnyClaim) {
	offsets := ling.NewOffsets(r.Text)
	var all []ling.Span
	for part := range c.Parts() {
		for _, span := range *part.Spans {
			start, end := offsets.CodePoints(span)
			p.Parts = append(p.Parts, partRow{string(part.Role), strings.Join(strings.Fields(span.In(r.Text)), " "), start, end})
			all = append(all, span)
		}
		if part.Actors == nil {
			continue
		}
		for _, id := range *part.Actors {
			if a, ok := r.Actor(id); ok && !has(p.Subjects, id) {
				p.Subjects = append(p.Subjects, a)
			}
		}
		p.Who = append(p.Who, whoIn(r, *part.Spans, p.Who)...)
	}
	if len(all) == 0 {
		return
	}
	around := all[0]
	for _, b := range r.Blocks {
		if b.Contains(ling.Span{Start: all[0].Start, End: min(all[0].Start+1, all[0].End)}) {
			around = b.Span
		}
	}
	p.Sentence = newCutter(r, marksOf(r, c.Head().ID)).pieces(around)
}

// whoIn are the names within spans of a text, with whom they mean; those that
// are listed already are left out.
func whoIn(r *onrecord.Record, spans []ling.Span, listed []whoRow) (out []whoRow) {
	for _, m := range r.Mentions {
		for _, span := range spans {
			if !span.Contains(m.Span) || m.Actor == "" && m.Why == "" {
				continue
			}
			row := whoRow{Words: m.Span.In(r.Text), Name: "nobody known", Why: m.Why, FoundBy: m.FoundBy}
			if a, ok := r.Actor(m.Actor); ok {
				row.Name, row.ID = a.Name, a.ID
			}
			seen := false
			for _, other := range append(listed, out...) {
				seen = seen || other == row
			}
			if !seen {
				out = append(out, row)
			}
		}
	}
	return out
}

func has(actors []onrecord.Actor, id onrecord.ActorID) bool {
	return slices.ContainsFunc(actors, func(a onrecord.Actor) bool { return a.ID == id })
}

// Can reports whether a field of the claim can be corrected.
func (p whyPage) Can(field string) bool { return slices.Contains(p.Fields, field) }

// DecisionRows are the decisions about the claim.
func (p whyPage) DecisionRows() []decisionRow { return p.Decided }
