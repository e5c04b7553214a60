package onrecord

import (
	"strings"
	"time"

	"onrecord/ling"
)

// Basis says how a publication date is known.
type Basis string

// The ways a publication date may be known, strongest first.
const (
	BasisGiven    Basis = "given"    // the input said so
	BasisMetadata Basis = "metadata" // JSON-LD, meta, time element
	BasisURL      Basis = "url"
	BasisPage     Basis = "page" // a date line or byline on the page
	BasisText     Basis = "text" // inferred from the article's words
)

// Published is when an article came out and how that is known. An interval
// with no single day has Earliest and Latest and an empty Value; unknown is
// the zero value.
type Published struct {
	// Value is an ISO 8601 day, with time and zone where the page has them,
	// month or year; "XXXX-11-19" with an open year.
	Value    string
	Earliest ling.Date
	Latest   ling.Date
	Basis    Basis
	// Confidence is 0.9 and more where the page states the date, from 0.6 where
	// it is inferred, less where it is only bounded, 0 where it is unknown.
	Confidence float64
	Spans      []ling.Span
}

// Day is the single day of publication, zero where it is not known to the day.
func (p Published) Day() ling.Date {
	if p.Earliest == p.Latest {
		return p.Earliest
	}
	return ling.Date{}
}

// Dated is the last day that the article is known to have been written on: of
// its last change, else of its publication; zero where neither is known.
func (a *Article) Dated() ling.Date {
	if len(a.Modified) >= len("2006-01-02") {
		if d, err := ling.ParseDate(a.Modified[:len("2006-01-02")]); err == nil {
			return d
		}
	}
	return a.Published.Latest
}

// Date is Value without a time of day.
func (p Published) Date() string {
	date, _, _ := strings.Cut(p.Value, "T")
	return date
}

// Article is one page as read. Text never changes once it is set.
type Article struct {
	ID        ArticleID // given, else canonical URL, else "sha256:" and the hash of Text
	Path      string    // the file it came from, "" for none
	URL       string
	Outlet    string
	Title     string
	Authors   []string // persons alone
	Byline    string   // as the page has it, with what its authors are and who is no person; "" if unknown
	Section   string   // the outlet's, as the page names it; "" if unknown
	Lang      string
	Published Published
	Modified  string // ISO 8601, "" if unknown
	Collected time.Time
	// Version counts the texts that a store has seen under ID, from 1; 0 outside a store.
	Version int
	Text    string
	// Blocks cover every character of Text that is not white space between them.
	Blocks      []ling.Block
	Diagnostics []ling.Diagnostic
}
