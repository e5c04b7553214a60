package ingest

import (
	"net/http"
	"reflect"
	"time"

	"onrecord/ling"
)

// MaxArticle is the largest article read, in bytes: a page as it came, or the
// decoded text of a JSON line.
const MaxArticle = 16 << 20

// The media types of a Raw.
const (
	HTML  = "text/html"
	Plain = "text/plain"
	JSONL = "application/jsonl"
)

// Raw is one page as it came in.
type Raw struct {
	Name      string // what to call it in messages, on one line: the file, the URL, "-", or a place within one
	Path      string // the file it came from, "" for a URL or standard input; within a container "news.zip!/a.html"
	URL       string // where it was fetched, after redirects; "" for files
	Line      int    // its line in JSON Lines and tables, from 1; 0 for a page
	MediaType string // HTML or Plain, found by content; JSONL where Given holds the text itself
	Charset   string // what the caller says the encoding is; "" to find out
	Header    http.Header
	Collected time.Time // when it was fetched; zero for files
	Body      []byte    // the page's bytes; nil where Given has the text

	// Given is what the input states of the article: all of it for a JSON line
	// or a row, and for a feed's item, a mail or a sidecar what stands beside
	// the page. It outweighs the page.
	Given *Given
	// Hint is what another page said of this one, a feed or a sitemap that links
	// to it. It serves where the page itself says nothing.
	Hint *Given
	// Fragment says that Body is the article and nothing else: a feed's content,
	// a document's text. No main text need be looked for in it.
	Fragment bool
	// Partial is why there is less here than the article has, "" if there is not.
	Partial string
	// Doubts are what was found wrong with the bytes on their way here.
	Doubts []ling.Diagnostic

	Mark Mark
}

// Given is an article as its input states it. Fields that were absent, or of
// another type than theirs, are zero; a JSON line has ID and Text always.
type Given struct {
	ID, Text  string
	URL       string
	Outlet    string
	Title     string
	Authors   []string
	Published string // as written: ISO 8601, or a year or month
	Modified  string
	Lang      string
}

// with is what is given, and in place of it what somebody says, where they do.
func (g *Given) with(said *Given) *Given {
	out := *said
	if g != nil {
		out = *g
	}
	to, from := reflect.ValueOf(&out).Elem(), reflect.ValueOf(said).Elem()
	for i := range from.NumField() {
		if !from.Field(i).IsZero() {
			to.Field(i).Set(from.Field(i))
		}
	}
	return &out
}

// Mark is the place of a page in what is read, for those who keep how far they
// came. It is handed back once the page has been dealt with, well or badly.
type Mark struct {
	Input  string // the file, or the address that is watched; "" where no place is kept
	Link   string // what was read there, "" for a place in a file
	Offset int64  // the record begins here
	Member int    // so many records stand before it
	State  string // what is to be remembered of Link
}
