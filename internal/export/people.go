package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"onrecord"
)

// Style is how a record is shown to people.
type Style struct {
	Width int  // of the terminal in cells, 0 for no bound
	Color bool // whether the terminal shows colours
}

// ink is an ANSI style (ECMA-48, 8.3.117).
type ink string

const (
	bold    ink = "1"
	faint   ink = "2"
	green   ink = "32"
	yellow  ink = "33"
	cyan    ink = "36"
	red     ink = "31"
	magenta ink = "35"
)

func (s Style) in(i ink, words string) string {
	if !s.Color || words == "" {
		return words
	}
	return "\x1b[" + string(i) + "m" + words + "\x1b[0m"
}

// WritePeople writes a record for people: title, outlet and date with how it
// is known, then each statement with speaker, cue, words and chain: those that
// were said, and the number of the others; or all of them. Events, agreements
// and memberships follow in the same way.
func WritePeople(w io.Writer, r *onrecord.Record, style Style, all bool) error {
	var b strings.Builder
	for _, line := range wrap(plain(or(r.Title, "(no title)")), style.Width) {
		fmt.Fprintln(&b, style.in(bold, line))
	}
	for _, line := range wrap(head(r), style.Width) {
		fmt.Fprintln(&b, style.in(faint, line))
	}
	depth := r.Depths()
	unsaid := 0
	for i, v := range r.Views() {
		if !all && !v.Said() {
			unsaid++
			continue
		}
		b.WriteByte('\n')
		people := statementForPeople{view: v, style: style, indent: strings.Repeat("  ", 1+depth[i])}
		people.write(&b)
	}
	if len(r.Statements) == 0 {
		fmt.Fprintf(&b, "\n  %s\n", style.in(faint, "no statements found"))
	}
	if unsaid > 0 {
		fmt.Fprintf(&b, "\n  %s\n", style.in(faint, fmt.Sprintf("and %d not said, but planned, imagined, believed or shown: --all", unsaid)))
	}
	claimsForPeople(&b, r, style, all)
	for _, d := range r.Diagnostics() {
		b.WriteByte('\n')
		hang(&b, style, "  ", plain("! "+d.Message+" ["+d.Rule+"]"), yellow)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// head is what is known of the page.
func head(r *onrecord.Record) string {
	parts := []string{}
	if r.Outlet != "" {
		parts = append(parts, r.Outlet)
	}
	if len(r.Authors) > 0 {
		parts = append(parts, strings.Join(r.Authors, ", "))
	}
	parts = append(parts, PublishedForPeople(r.Published), or(r.Path, string(r.ID)))
	return plain(strings.Join(parts, " · "))
}

// PublishedForPeople says when an article came out and how that is known.
func PublishedForPeople(p onrecord.Published) string {
	how := map[onrecord.Basis]string{
		onrecord.BasisGiven: "as given", onrecord.BasisMetadata: "by the page's metadata", onrecord.BasisURL: "by its URL",
		onrecord.BasisPage: "by the page", onrecord.BasisText: "inferred from the text",
	}[p.Basis]
	when := DayForPeople(p.Value)
	first, last := DayForPeople(p.Earliest.String()), DayForPeople(p.Latest.String())
	switch {
	case when != "":
	case first != "" && last != "":
		when = "between " + first + " and " + last
	case first != "":
		when = "not before " + first
	case last != "":
		when = "not after " + last
	default:
		return "date unknown"
	}
	if how != "" {
		when += ", " + how
	}
	return when
}

type statementForPeople struct {
	view   onrecord.StatementView
	style  Style
	indent string
}

func (p *statementForPeople) write(b *strings.Builder) {
	v, s := &p.view, p.style
	speaker, cue := plain(or(v.Speaker, "(nobody named)")), plain(v.CueText)
	line := p.indent + s.in(bold+";"+cyan, speaker)
	if cue != "" {
		line += " " + s.in(green, cue)
	}
	notes := strings.Join(p.notes(), " · ")
	if width := uniseg.StringWidth(p.indent + speaker + " " + cue + "  " + notes); s.Width > 0 && width > s.Width {
		fmt.Fprintln(b, line)
		line = p.indent
	}
	fmt.Fprintf(b, "%s  %s\n", line, s.in(faint, notes))
	content := plain(v.ContentText)
	if unsaid := v.Unsaid(); len(unsaid) > 0 {
		content = "[" + strings.Join(unsaid, ", ") + "] " + content
	}
	hang(b, s, p.indent+"  ", content, "")
	if len(v.ViaText) > 0 {
		hang(b, s, p.indent+"  ", "via "+plain(strings.Join(v.ViaText, " ← ")), yellow)
	}
}

// notes are what is known of the statement beside its words.
func (p *statementForPeople) notes() []string {
	v := &p.view
	notes := []string{string(v.Act), string(v.Mode)}
	if v.SaidOn.Value != "" {
		notes = append(notes, DayForPeople(v.SaidOn.Value))
	}
	if v.SourceText != "" && v.SourceText != v.Speaker {
		notes = append(notes, "“"+plain(v.SourceText)+"”")
	}
	if v.Certainty != "" && v.Certainty != onrecord.Certain {
		notes = append(notes, string(v.Certainty))
	}
	return notes
}

// hang writes words wrapped under an indent.
func hang(b *strings.Builder, s Style, indent, words string, i ink) {
	width := 0
	if s.Width > 0 {
		width = max(least, s.Width-len(indent))
	}
	for _, line := range wrap(words, width) {
		if i != "" {
			line = s.in(i, line)
		}
		fmt.Fprintln(b, indent+line)
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
