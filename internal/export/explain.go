package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Explanation is one character of an article and all that is known there.
type Explanation struct {
	Record *onrecord.Record
	Doc    *ling.Document // that the record was found in
	Offset int            // code points
}

// Write prints, for people: the block, the sentence, its tokens and tree, what
// each layer says of the character, and which rule or model said so. An offset
// beyond the text is an error.
func (x Explanation) Write(w io.Writer, style Style) error {
	offsets := ling.NewOffsets(x.Record.Text)
	if end := offsets.CodePoint(len(x.Record.Text)); x.Offset < 0 || x.Offset >= end {
		return onrecord.Errorf(onrecord.Invalid, "offset %d: the text has %d characters", x.Offset, end)
	}
	at := offsets.Byte(x.Offset)
	e := explainer{
		Explanation: x, style: style, offsets: offsets,
		at: ling.Span{Start: at, End: offsets.Byte(x.Offset + 1)},
	}
	e.place()
	e.sentence()
	e.layers()
	e.statements()
	e.claims()
	_, err := io.WriteString(w, e.out.String())
	return err
}

type explainer struct {
	Explanation
	style   Style
	offsets *ling.Offsets
	at      ling.Span // the character
	out     strings.Builder
}

// line writes a labelled line.
func (e *explainer) line(label, format string, args ...any) {
	fmt.Fprintf(&e.out, "%s %s\n", e.style.in(faint, pad(label, 10)), clean(fmt.Sprintf(format, args...)))
}

func (e *explainer) span(s ling.Span) string {
	start, end := e.offsets.CodePoints(s)
	return fmt.Sprintf("[%d, %d)", start, end)
}

// words shows a span with what it says, shortened.
func (e *explainer) words(s ling.Span) string {
	return fmt.Sprintf("%s %q", e.span(s), cut(plain(s.In(e.Record.Text)), 60))
}

func (e *explainer) place() {
	e.line("article", "%s", e.Record.ID)
	e.line("title", "%s", e.Record.Title)
	e.line("character", "%d is %+q (%s)", e.Offset, e.at.In(e.Record.Text), e.at.In(e.Record.Text))
	for _, b := range e.Record.Blocks {
		if b.Contains(e.at) {
			e.line("block", "%s %s", b.Kind, e.words(b.Span))
		}
	}
	p := e.Record.Published
	e.line("published", "%s (confidence %.2g)", PublishedForPeople(p), p.Confidence)
	for _, s := range p.Spans {
		if s.Contains(e.at) {
			e.line("", "is read from here: %s", e.words(s))
		}
	}
}

// sentence shows the sentence that the character stands in, a token a line,
// indented by its depth in the tree.
func (e *explainer) sentence() {
	i := 0
	for i < len(e.Doc.Sentences) && !e.Doc.Sentences[i].Contains(e.at) {
		i++
	}
	if i == len(e.Doc.Sentences) {
		e.line("sentence", "none: no sentence is made of this place")
		return
	}
	s := e.Doc.Sentences[i]
	e.line("sentence", "%s", e.words(s.Span))
	e.out.WriteByte('\n')
	fmt.Fprintln(&e.out, e.style.in(faint, "   id  offset  lemma           upos   xpos   head  tree"))
	for t := s.First; t < s.Last; t++ {
		e.token(s, t)
	}
	e.out.WriteByte('\n')
}

func (e *explainer) token(s ling.Sentence, i int) {
	t := &e.Doc.Tokens[i]
	mark := "  "
	if t.Contains(e.at) {
		mark = "> "
	}
	start, _ := e.offsets.CodePoints(t.Span)
	head := "_"
	switch {
	case t.Head >= 0:
		head = fmt.Sprint(t.Head - s.First + 1)
	case t.Head == ling.Root:
		head = "0"
	}
	deprel := t.Deprel
	if t.Feats != "" {
		deprel += "  " + t.Feats
	}
	row := fmt.Sprintf("%s%3d %7d  %s  %s %s %5s  %s%s", mark, i-s.First+1, start, pad(cut(plain(or(t.Lemma, "_")), 14), 14),
		pad(t.UPOS.String(), 6), pad(or(t.XPOS, "_"), 6), head, strings.Repeat("· ", e.depth(i)), plain(t.Form))
	row += "  " + e.style.in(faint, deprel)
	if mark == "> " {
		row = e.style.in(bold, row)
	}
	fmt.Fprintln(&e.out, strings.TrimRight(row, " "))
}

// depth is how far token i stands below the root, 0 without a tree.
func (e *explainer) depth(i int) int {
	n := 0
	for h := e.Doc.Tokens[i].Head; h >= 0 && n < len(e.Doc.Tokens); h = e.Doc.Tokens[h].Head {
		n++
	}
	return n
}

func (e *explainer) layers() {
	for _, m := range e.Record.Mentions {
		if m.Contains(e.at) {
			who := "nobody known"
			if a, ok := e.Record.Actor(m.Actor); ok {
				who = string(a.ID) + " " + a.Name
			}
			e.line("mention", "%s %s → %s%s", m.Type, e.words(m.Span), who, by(m.FoundBy))
			if m.Why != "" {
				e.line("", "  because %s", m.Why)
			}
		}
	}
	for _, t := range e.Record.Times {
		if t.Contains(e.at) {
			e.line("time", "%s %s = %s%s%s", t.Type, e.words(t.Span), t.Value, days(t), by(t.FoundBy))
		}
	}
	for _, q := range e.Doc.Quotations {
		if q.Contains(e.at) {
			closed := ""
			if !q.Closed {
				closed = ", not closed"
			}
			e.line("quotation", "%s%s", e.words(q.Span), closed)
		}
	}
	for _, d := range e.Record.Diagnostics() {
		for _, s := range d.Spans {
			if s.Contains(e.at) {
				e.line("doubt", "%s%s", d.Message, by(d.Rule))
			}
		}
	}
}

func by(rule string) string {
	if rule == "" {
		return ""
	}
	return "  by " + rule
}

func days(t onrecord.Time) string {
	if t.Earliest.IsZero() || t.Earliest == t.Latest && t.Earliest.String() == t.Value {
		return ""
	}
	return " (" + t.Earliest.String() + " to " + t.Latest.String() + ")"
}

// statements shows each statement that a part of stands here.
func (e *explainer) statements() {
	for _, v := range e.Record.Views() {
		roles := e.roles(&v.Statement)
		if len(roles) == 0 {
			continue
		}
		e.line("statement", "%s: this is its %s%s", v.ID, strings.Join(roles, " and "), by(v.FoundBy))
		e.line("", "  source   %s%s", v.SourceText, actor(v))
		e.line("", "  cue      %s (%s)", v.CueText, v.CueLemma)
		e.line("", "  content  %s", v.ContentText)
		for _, via := range v.ViaText {
			e.line("", "  via      %s", via)
		}
		for _, rule := range v.Trail {
			e.line("", "  then     %s", rule)
		}
		said := "unknown"
		if v.SaidOn.Value != "" {
			said = v.SaidOn.Value + " (" + v.SaidOn.Basis + ")"
		}
		what := append(v.Unsaid(), string(v.Act), string(v.Mode), string(v.Certainty), "said on "+said)
		e.line("", "  %s", strings.Join(what, ", "))
	}
}

func actor(v onrecord.StatementView) string {
	if len(v.Source.Actors) == 0 {
		return ""
	}
	return fmt.Sprintf(" → %s %s", ids(v.Source.Actors), v.Speaker)
}

// ids are written with commas between them.
func ids(of []onrecord.ActorID) string {
	out := make([]string, len(of))
	for i, id := range of {
		out[i] = string(id)
	}
	return strings.Join(out, ", ")
}

// claims shows each event, agreement and membership that a part of stands here.
func (e *explainer) claims() {
	view := onrecord.NewViewer(e.Record)
	for c := range e.Record.Claims() {
		roles := e.roles(c)
		if len(roles) == 0 || c.ClaimType() == onrecord.StatementClaim {
			continue
		}
		e.line(string(c.ClaimType()), "%s: this is its %s%s", c.Head().ID, strings.Join(roles, " and "), by(c.Head().FoundBy))
		for _, line := range e.told(view, c) {
			if line != "" {
				e.line("", "  %s", line)
			}
		}
		for _, rule := range c.Head().Trail {
			e.line("", "  then     %s", rule)
		}
	}
}

// told is what a claim claims, in lines.
func (e *explainer) told(view *onrecord.Viewer, c onrecord.AnyClaim) []string {
	switch c := c.(type) {
	case *onrecord.Event:
		r := NewEventRow(onrecord.EventRow{Event: view.Event(c)})
		what := append(r.notes(), r.Status, c.Plover.Mode)
		if c.Background {
			what = append(what, "background")
		}
		return []string{r.line(), "trigger  " + r.Trigger + " (" + r.Lemma + ")", strings.Join(known(what...), ", "), prefixed("told by  ", r.ReportedBy)}
	case *onrecord.Agreement:
		r := NewAgreementRow(onrecord.AgreementRow{Agreement: view.Agreement(c)})
		lines := []string{r.Name, strings.Join(r.notes(), ", ")}
		for _, s := range r.History {
			lines = append(lines, fmt.Sprintf("status   %s, told as %s: %q", s.people(), s.Told, s.Text))
		}
		return lines
	case *onrecord.Membership:
		r := NewMembershipRow(onrecord.MembershipRow{Membership: view.Membership(c)})
		return []string{r.line(), strings.Join(r.notes(), ", "), "words    " + r.Text}
	}
	return nil
}

// roles are the parts of a claim that the character stands in, each once.
func (e *explainer) roles(c onrecord.AnyClaim) []string {
	var roles []string
	for p := range c.Parts() {
		if slices.ContainsFunc(*p.Spans, func(span ling.Span) bool { return span.Contains(e.at) }) && !slices.Contains(roles, string(p.Role)) {
			roles = append(roles, string(p.Role))
		}
	}
	return roles
}
