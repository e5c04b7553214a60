package article

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/ingest"
)

// TestOutletDates reads thirty pages of our own in the manner of as many
// outlets, from bytes to what is inferred of the text, and holds the date of
// each to what its page says.
func TestOutletDates(t *testing.T) {
	pages, err := txtar.ParseFile("testdata/outlets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string]map[string]string{}
	for _, f := range pages.Files {
		if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
			wants[name] = map[string]string{}
			for line := range strings.Lines(string(f.Data)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
				wants[name][key] = value
			}
		}
	}
	if len(wants) < 30 {
		t.Errorf("%d pages, want 30", len(wants))
	}
	for _, f := range pages.Files {
		want, ok := wants[f.Name]
		if !ok {
			continue
		}
		t.Run(f.Name, func(t *testing.T) { checkOutlet(t, a, f, want) })
	}
}

func checkOutlet(t *testing.T, a *annotate.Annotator, f txtar.File, want map[string]string) {
	raw := ingest.Raw{Name: f.Name, Path: f.Name, MediaType: ingest.Plain, Body: f.Data, URL: want["url"]}
	if strings.HasSuffix(f.Name, ".html") {
		raw.MediaType = ingest.HTML
	}
	art, err := Read(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := a.AnnotateArticle(t.Context(), annotate.Source{Text: art.Text, Blocks: art.Blocks, Published: art.Published.Day()})
	if err != nil {
		t.Fatal(err)
	}
	InferDate(&art, a.DateEvidence(doc))
	p := art.Published
	got := "unknown"
	if p.Value != "" {
		got = p.Value + " " + string(p.Basis)
	}
	if got != want["published"] {
		t.Errorf("published %s, want %s (%+v)", got, want["published"], p)
	}
	if art.Modified != want["modified"] {
		t.Errorf("modified %q, want %q", art.Modified, want["modified"])
	}
	if want["not-before"] != p.Earliest.String() && (want["not-before"] != "" || p.Value == "") {
		t.Errorf("not before %v, want %q", p.Earliest, want["not-before"])
	}
	checkConfidence(t, p)
}

// checkConfidence holds the scale of Published.Confidence: what the page states is 0.9 or
// more, what is only inferred never comes near.
func checkConfidence(t *testing.T, p onrecord.Published) {
	t.Helper()
	switch {
	case p.Value == "" && p.Earliest.IsZero():
		if p.Confidence != 0 || p.Basis != "" {
			t.Errorf("unknown with confidence %g, basis %q", p.Confidence, p.Basis)
		}
	case p.Basis == onrecord.BasisText:
		if p.Confidence >= 0.8 {
			t.Errorf("inferred with confidence %g", p.Confidence)
		}
	case p.Day().IsZero():
	default:
		if p.Confidence < 0.9 {
			t.Errorf("stated with confidence %g", p.Confidence)
		}
	}
}
