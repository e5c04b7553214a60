package export

import (
	"io"
	"iter"
	"net/url"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Sheet is a list as a table that somebody chooses the columns of.
type Sheet[In any] struct {
	Columns []string // all there are
	Usual   []string // those for people, where nobody chooses
	cells   func(columns []string, row In) ([]string, error)
	write   func(w io.Writer, l Layout, rows iter.Seq2[In, error]) (int, error)
}

// StatementSheet is the sheet of statements.
func StatementSheet() Sheet[onrecord.Row] { return newTableOf(statementColumns, NewStatementRow) }

// EventSheet is that of events.
func EventSheet() Sheet[onrecord.EventRow] { return newTableOf(eventColumns, NewEventRow) }

// AgreementSheet is that of what articles claim of agreements.
func AgreementSheet() Sheet[onrecord.AgreementRow] {
	return newTableOf(agreementColumns, NewAgreementRow)
}

// MembershipSheet is that of memberships.
func MembershipSheet() Sheet[onrecord.MembershipRow] {
	return newTableOf(membershipColumns, NewMembershipRow)
}

// ArticleSheet is that of articles.
func ArticleSheet() Sheet[onrecord.Article] { return newTableOf(articleColumns, NewArticleRow) }

func newTableOf[In, T any](columns []column[T], convert func(In) T) Sheet[In] {
	s := Sheet[In]{Columns: names(columns)}
	for _, c := range columns {
		if !c.wide {
			s.Usual = append(s.Usual, c.name)
		}
	}
	s.cells = func(wanted []string, row In) ([]string, error) {
		chosen, err := chosen(columns, wanted)
		if err != nil {
			return nil, err
		}
		out, r := make([]string, len(chosen)), convert(row)
		for i, c := range chosen {
			out[i] = c.forPeople(r)
		}
		return out, nil
	}
	s.write = func(w io.Writer, l Layout, rows iter.Seq2[In, error]) (int, error) {
		return write(w, l, columns, convert, rows)
	}
	return s
}

// Cells are the cells of a row as people see them, of columns by their names.
func (s Sheet[In]) Cells(columns []string, row In) ([]string, error) { return s.cells(columns, row) }

// Write writes rows and returns how many.
func (s Sheet[In]) Write(w io.Writer, l Layout, rows iter.Seq2[In, error]) (int, error) {
	return s.write(w, l, rows)
}

// Circumstances are what is known of a statement beside who said what: to whom,
// where, on what condition, how sure, in words.
func Circumstances(v onrecord.StatementView) []string {
	return known(
		prefixed("to ", v.AddresseeText), placed(v.VenueText), prefixed("on condition: ", v.ConditionText),
		prefixed("held to be ", unlessCertain(string(v.Certainty))),
	)
}

// placed is where something was said, as a text names it: a place, or an occasion.
func placed(venue string) string {
	if venue == "" {
		return ""
	}
	return "where: " + venue
}

// Citation is how a claim's words are cited: the words as they stand, who is
// behind them and whether they said so, where they stand, and since when.
func Citation(words, who string, not []string, a onrecord.Article, link string) string {
	var b strings.Builder
	if words != "" {
		b.WriteString("“" + words + "”")
		if of := known(append([]string{who}, not...)...); len(of) > 0 {
			b.WriteString(" (" + strings.Join(of, "; ") + ")")
		}
		b.WriteString(". In: ")
	}
	b.WriteString(strings.Join(known("“"+or(a.Title, "untitled")+"”", a.Outlet, citedDay(a.Published), OnTheWeb(a.URL)), ", "))
	b.WriteString(". Read at: " + link)
	return plain(b.String())
}

// CitedOf is how many quotes of a row without sides its citation has at most.
const CitedOf = 3

// EntryCitation is how a row of many articles is cited: what it is, then words
// that it rests on, the first of each side where it has sides, each with who
// tells them, where and when they came out and where they are to be read.
func EntryCitation(e Entry, words func(onrecord.Cite) string, link string) string {
	var quoted []string
	quote := func(lines []Line, most int) {
		for _, l := range lines {
			if l.Quote != "" && most > 0 {
				most--
				quoted = append(quoted, strings.Join(known("“"+l.Quote+"”"+bracketed(l.Lead, l.Cite.Outlet), l.Cite.Outlet, DayForPeople(l.Cite.Published), words(l.Cite)), ", "))
			}
		}
	}
	for _, side := range e.Sides {
		quote(side, 1)
	}
	quote(e.Lines, CitedOf)
	out := strings.Join(known(or(e.Head, "untitled")+bracketed(strings.Join(e.Tags, ", "), ""), e.Days), ", ")
	if len(quoted) > 0 {
		out += ": " + strings.Join(quoted, "; ")
	} else if len(e.Notes) > 0 {
		out += ": " + strings.Join(e.Notes, "; ")
	}
	return plain(out + ". Read at: " + link)
}

// bracketed is s in brackets behind something, nothing where it says no more than that.
func bracketed(s, than string) string {
	if s == "" || s == than {
		return ""
	}
	return " (" + s + ")"
}

// citedDay is the day that an article came out.
func citedDay(p onrecord.Published) string {
	if p.Value == "" && p.Earliest == (ling.Date{}) && p.Latest == (ling.Date{}) {
		return "undated"
	}
	return PublishedForPeople(onrecord.Published{Value: p.Value, Earliest: p.Earliest, Latest: p.Latest})
}

// OnTheWeb is an address where readers can look an article up, "" for any other.
func OnTheWeb(address string) string {
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}
