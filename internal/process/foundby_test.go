package process_test

import (
	"regexp"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/article"
	"onrecord/internal/ingest"
)

// Whatever is found says by which rule, in the one spelling: package/name@version.
func TestFoundByHasOneSpelling(t *testing.T) {
	text := "“The bridge is shut,” Ana Kovač, the mayor of Lakeside, said on Tuesday. She told the Lakeside Post it would open in May. " +
		"The Foreign Ministry of Valdoria denied it.\n\nBo Lind: We shall see.\n\n" +
		"Turkish jets bombed the port of Latakia on Monday, killing at least 12 people. Russia and Turkey signed a ceasefire agreement in Astana on Friday.\n"
	r, _, err := newReader(t).Record(t.Context(), onrecord.Article{ID: "a", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	spelling := regexp.MustCompile(`^[a-z]+/[a-z0-9_-]+@[0-9a-f]{8}$`)
	seen := map[string]bool{}
	check := func(what, by string) {
		if !spelling.MatchString(by) {
			t.Errorf("%s found by %q", what, by)
		}
		seen[by[:strings.IndexByte(by+"/", '/')]] = true
	}
	for _, m := range r.Mentions {
		check("mention", m.FoundBy)
	}
	for _, x := range r.Times {
		check("time", x.FoundBy)
	}
	for c := range r.Claims() {
		check(string(c.ClaimType()), c.Head().FoundBy)
		for _, rule := range c.Head().Trail {
			check("correction", rule)
		}
	}
	for _, pkg := range []string{"names", "resolve", "timex", "statement", "event", "agreement"} {
		if !seen[pkg] {
			t.Errorf("nothing was found by %s", pkg)
		}
	}
}

// A text of another language says so, and nothing is made of its words.
func TestTellsOfAnotherLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The mayor said on Tuesday that the harbour of the town would be opened, and that the ships could come back to it in the spring.":                          "",
		"Der Bürgermeister sagte am Dienstag, dass der Hafen der Stadt wieder geöffnet wird und die Schiffe im Frühling nicht länger vor der Küste warten müssen.": "(de)",
	} {
		raw := ingest.Raw{Name: "a", MediaType: ingest.JSONL, Given: &ingest.Given{ID: "a", Text: text}}
		art, err := article.Read(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		r, doc, err := newReader(t).Record(t.Context(), art)
		if err != nil {
			t.Fatal(err)
		}
		told := ""
		for _, d := range r.Diagnostics() {
			if d.Rule == "other-language" {
				told = d.Message
			}
		}
		if (told != "") != (want != "") || !strings.Contains(told, want) {
			t.Errorf("%.30s: told %q, want %q", text, told, want)
		}
		if read := len(r.Times)+len(r.Mentions) > 0; read != (want == "") {
			t.Errorf("%.30s: its words were read: %v", text, read)
		}
		if len(doc.Tokens) == 0 || doc.Text != art.Text {
			t.Errorf("%.30s: no words in its document", text)
		}
	}
}

// What is too long to be looked at is not left out in silence.
func TestTellsOfSentencesLeftOut(t *testing.T) {
	long := "The list of ships names " + strings.Repeat("one boat and ", 250) + "a barge, the mayor said."
	for text, want := range map[string]bool{"The harbour opens, the mayor said.": false, "The harbour opens, the mayor said. " + long: true} {
		r, _, err := newReader(t).Record(t.Context(), onrecord.Article{ID: "a", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, d := range r.Diagnostics() {
			told = told || d.Rule == "sentence-too-long" && strings.HasPrefix(d.Spans[0].In(text), "The list of") && strings.Contains(d.Message, "words was left out")
		}
		if told != want {
			t.Errorf("%.40q: told %v, want %v: %+v", text, told, want, r.Diagnostics())
		}
	}
}
