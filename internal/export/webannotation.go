package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"onrecord"
	"onrecord/ling"
)

// Annotations writes statements as a W3C AnnotationPage: each is an annotation
// of its article, on the words of its content, found again by their place in
// code points and by the words themselves (https://www.w3.org/TR/annotation-model/).
type Annotations struct {
	w    io.Writer
	some bool
}

// NewAnnotations begins a page on w; Close ends it.
func NewAnnotations(w io.Writer) (*Annotations, error) {
	_, err := io.WriteString(w, `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:onrecord:statements","type":"AnnotationPage","items":[`)
	return &Annotations{w: w}, err
}

// Close ends the page.
func (a *Annotations) Close() error {
	_, err := io.WriteString(a.w, "\n]}\n")
	return err
}

type annotation struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Body       []annotationBody   `json:"body"`
	Target     []annotationTarget `json:"target"`
}

type annotationBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value,omitempty"`
	Source  string `json:"source,omitempty"`
	Format  string `json:"format,omitempty"`
}

type annotationTarget struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

type selector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

// Write writes the annotation of one statement of a record.
func (a *Annotations) Write(r *onrecord.Record, s *onrecord.StatementView) error {
	at := ling.NewOffsets(r.Text)
	out := annotation{ID: annotationID(r.ID, s.ID), Type: "Annotation", Motivation: "describing", Body: bodies(s)}
	spans := s.Content.Spans
	if len(spans) == 0 {
		spans = s.Cue.Spans
	}
	for _, span := range spans {
		start, end := at.CodePoint(span.Start), at.CodePoint(span.End)
		out.Target = append(out.Target, annotationTarget{annotationSource(&r.Article), []selector{
			{Type: "TextQuoteSelector", Exact: r.Text[span.Start:span.End], Prefix: before(r.Text, span.Start), Suffix: after(r.Text, span.End)},
			{Type: "TextPositionSelector", Start: &start, End: &end},
		}})
	}
	lead := ",\n"
	if !a.some {
		lead, a.some = "\n", true
	}
	var b bytes.Buffer
	if err := encode(&b, out); err != nil {
		return fmt.Errorf("write the annotation of %s: %w", s.ID, err)
	}
	_, err := fmt.Fprintf(a.w, "%s%s", lead, bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

// bodies say what a statement is: who spoke, what was done by saying it, and
// what keeps it from having been said.
func bodies(s *onrecord.StatementView) []annotationBody {
	out := []annotationBody{{Type: "TextualBody", Purpose: "describing", Format: "text/plain", Value: strings.TrimSpace(s.Speaker + " " + s.CueText)}}
	for _, tag := range append([]string{string(s.Act), string(s.Kind), string(s.Status)}, s.Unsaid()...) {
		if tag != "" {
			out = append(out, annotationBody{Type: "TextualBody", Purpose: "tagging", Value: tag})
		}
	}
	for _, id := range s.Source.Actors {
		if strings.HasPrefix(string(id), "Q") {
			out = append(out, annotationBody{Type: "SpecificResource", Purpose: "identifying", Source: "http://www.wikidata.org/entity/" + string(id)})
		}
	}
	return out
}

// annotationSource is the article's address, else its id as an IRI.
func annotationSource(a *onrecord.Article) string {
	if strings.Contains(a.URL, "://") {
		return a.URL
	}
	return iri("urn:onrecord:article:", string(a.ID))
}

func annotationID(a onrecord.ArticleID, s onrecord.ClaimID) string {
	return iri("urn:onrecord:statement:", string(a)+":"+string(s))
}

// iri is a URN whose last part is any string (RFC 8141, 3986: what is not
// unreserved is encoded).
func iri(scheme, s string) string {
	var b strings.Builder
	b.WriteString(scheme)
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~:", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// quoteContext is how many bytes of prefix and suffix stand beside a quotation.
const quoteContext = 40

// before and after are the words beside a place, from and to whole characters.
func before(text string, at int) string {
	from := max(0, at-quoteContext)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	return text[from:at]
}

func after(text string, at int) string {
	to := min(len(text), at+quoteContext)
	for to > at && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[at:to]
}
