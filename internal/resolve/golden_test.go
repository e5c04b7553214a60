package resolve

import (
	"context"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/kb"
	"onrecord/internal/words"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// prepared is a text with all that comes before this package.
type prepared struct {
	name       string
	doc        *ling.Document
	art        onrecord.Article
	statements []onrecord.Statement
}

// texts are the unmarked texts of who.txt, phrases.txt and more.txt, annotated,
// with the plain statements that they hold.
var texts = sync.OnceValues(func() ([]prepared, error) {
	a, err := annotate.New()
	if err != nil {
		return nil, err
	}
	var out []prepared
	for _, file := range []string{"who.txt", "phrases.txt", "more.txt"} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(string(data), "\n") {
			line, bare := strings.CutPrefix(line, "~ ")
			day, text := unmarked(line)
			if text == "" {
				continue
			}
			p := prepared{name: fmt.Sprintf("%s:%d", file, i+1), art: onrecord.Article{ID: "a", Text: text}}
			p.art.Published = onrecord.Published{Value: day.String(), Earliest: day, Latest: day}
			if p.doc, err = a.AnnotateArticle(context.Background(), annotate.Source{Text: text, Published: day}); err != nil {
				return nil, err
			}
			if bare {
				p.doc.Mentions = nil
			}
			p.statements = plain(text)
			out = append(out, p)
		}
	}
	return out, nil
})

// reports is a sentence of our texts that reports: who, and what.
var reports = regexp.MustCompile(`(?:^|[.”"] |\n\n)([A-Z][^.”"]*?) said (?:of \w+ \w+ )?(that [^.]*)\.|"([^"]*)," ([^."]*?) (?:said|added)`)

// plain are the statements of a text of ours, so that what is found here does
// not hang on how statements are found.
func plain(text string) []onrecord.Statement {
	var out []onrecord.Statement
	for _, m := range reports.FindAllStringSubmatchIndex(text, -1) {
		who, what := ling.Span{Start: m[2], End: m[3]}, ling.Span{Start: m[4], End: m[5]}
		if m[2] < 0 {
			who, what = ling.Span{Start: m[8], End: m[9]}, ling.Span{Start: m[6] - 1, End: m[7] + 2}
		}
		s := onrecord.Statement{Source: onrecord.Party{Spans: []ling.Span{who}}}
		s.Content.Spans = []ling.Span{what}
		out = append(out, s)
	}
	return out
}

// unmarked is the day and the text of a line, "" for a comment or heading.
func unmarked(line string) (ling.Date, string) {
	day := ling.NewDate(2015, 11, 19)
	if line == "" || line[0] == '#' || line[0] == '=' {
		return day, ""
	}
	if cols := strings.Split(line, " | "); len(cols) > 1 {
		if d, err := ling.ParseDate(cols[0]); err == nil {
			day, line = d, cols[len(cols)-2]
			if len(cols) == 2 {
				line = cols[1]
			}
		}
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(line, "[[")
		b.WriteString(before)
		if !ok {
			break
		}
		inside, after, _ := strings.Cut(rest, "]]")
		shown, _, _ := strings.Cut(inside, "|")
		b.WriteString(shown)
		line = after
	}
	return day, strings.ReplaceAll(b.String(), " ¶ ", "\n\n")
}

// resolved is what this package makes of a text, a line a finding.
func (p *prepared) resolved(r *Resolver) string {
	found := onrecord.Found{Statements: append([]onrecord.Statement(nil), p.statements...)}
	for i := range found.Statements {
		found.Statements[i].Via = append([]onrecord.Party(nil), found.Statements[i].Via...)
	}
	r.Local(clause.Look(p.doc), &p.art, &found)
	var b strings.Builder
	for _, m := range found.Mentions {
		fmt.Fprintf(&b, "  %s %s %s", m.Type, m.In(p.art.Text), m.Actor)
		if m.Why != "" {
			fmt.Fprintf(&b, " (%s)", m.Why)
		}
		b.WriteString("\n")
	}
	for _, a := range found.Actors {
		fmt.Fprintf(&b, "  = %s %s, %s, %s, %v\n", a.ID, a.Name, a.Type, a.Role, a.Codes)
	}
	for i := range found.Statements {
		s := &found.Statements[i]
		fmt.Fprintf(&b, "  > %v", s.Source.Actors)
		for party := range s.Parties() {
			fmt.Fprintf(&b, " %s:%v", party.Role, *party.Actors)
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), "\n\n", " ¶ ")
}

func reader(t testing.TB, book *words.Book) *Resolver {
	t.Helper()
	base, err := kb.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, err := with(base, book)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func english(t testing.TB) *words.Book {
	t.Helper()
	book, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// TestGolden holds every finding in our own texts to testdata/found.golden.
func TestGolden(t *testing.T) {
	all, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t, english(t))
	var b strings.Builder
	for i := range all {
		fmt.Fprintf(&b, "%s\n%s", all[i].name, all[i].resolved(r))
	}
	const name = "testdata/found.golden"
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, had := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(had)) {
		if i >= len(got) || i >= len(had) || got[i] != had[i] {
			t.Fatalf("%s:%d differs: got %q, want %q; go test -update, and read the difference", name, i+1, at(got, i), at(had, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// TestEmptied holds that every class of words that this package picks matters:
// without it something in our own texts is read otherwise.
func TestEmptied(t *testing.T) {
	all, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	book := english(t)
	full := reader(t, book)
	whole := make([]string, len(all))
	for i := range all {
		whole[i] = all[i].resolved(full)
	}
	// Classes that only matter where nothing is known of the world, or to names
	// that the name layer does not make of our texts: TestCoref and TestLocal.
	elsewhere := map[string]bool{"list joins a body's name": true, "names nation": true, "list opens a sentence": true}
	for _, class := range book.Classes() {
		if elsewhere[class] {
			continue
		}
		if _, err := newLexicon(book.Without(class)); err != nil {
			t.Fatal(err)
		}
		poor := reader(t, book.Without(class))
		matters := false
		for i := len(all) - 1; i >= 0 && !matters; i-- {
			matters = all[i].resolved(poor) != whole[i]
		}
		if !matters {
			t.Errorf("%s: empty, and everything is read as before", class)
		}
	}
}
