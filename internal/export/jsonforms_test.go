package export_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// JSON that other programs read is what their documents say of it, and the
// schemas find what is not.
func TestJSONFormsKeepToTheirSchemas(t *testing.T) {
	for _, form := range []struct {
		name, document string
		faults         [][2]string // what is put in place of what
	}{
		{"csl", bibliography(t, export.CSL), [][2]string{{`"article-newspaper"`, `"newspaper"`}, {`[[2016,5,12]]`, `[["2016","5"]]`}, {`"author":[`, `"by":[`}, {`"id":"a2",`, ""}}},
		{"webannotation", annotations(t), [][2]string{
			{`"TextQuoteSelector"`, `"QuoteSelector"`}, {`"describing"`, `"says"`}, {`urn:onrecord:article:a%201`, `urn:onrecord:article:a 1`}, {`"start":`, `"begin":`}, {`"type":"Annotation",`, ""},
		}},
		{"timelinejs", slides(t), [][2]string{{`"year":2016`, `"year":"2016"`}, {`"month":5,`, ""}, {`"headline"`, `"head"`}, {`"start_date"`, `"date"`}}},
	} {
		s, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", form.name+".schema.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, []byte(form.document)); err != nil {
			t.Errorf("%s: %v in\n%s", form.name, err, form.document)
		}
		for _, f := range form.faults {
			broken := strings.Replace(form.document, f[0], f[1], 1)
			if err := validate(t, s, []byte(broken)); err == nil || broken == form.document {
				t.Errorf("%s: %q in place of %q is not found in\n%s", form.name, f[1], f[0], form.document)
			}
		}
	}
}

func annotations(t *testing.T) string {
	t.Helper()
	r, s := saidRecord()
	var out bytes.Buffer
	page, err := export.NewAnnotations(&out)
	if err == nil {
		err = page.Write(&r, &s)
	}
	if err == nil {
		err = page.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func slides(t *testing.T) string {
	t.Helper()
	_, s := saidRecord()
	s.First, s.Last, s.SaidOn.Value = ling.NewDate(2016, 5, 12), ling.NewDate(2016, 5, 12), "2016-05-12"
	r := onrecord.Row{Article: onrecord.Article{ID: "a1", Outlet: "Post & Mail", URL: "https://post.example/1"}, Statement: s}
	var out bytes.Buffer
	if _, _, err := export.WriteTimelineJS(&out, listOf(r.Moment())); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
