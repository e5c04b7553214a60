package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each test here bears the name of what users of such programs complain of.

// stored is a store of articles, each "id|outlet|day|text".
func stored(t *testing.T, articles ...string) viewed {
	t.Helper()
	v := viewed{t, filepath.Join(t.TempDir(), "s.db")}
	v.add(articles...)
	return v
}

func (v viewed) add(articles ...string) {
	v.t.Helper()
	var lines []string
	for _, a := range articles {
		parts := strings.SplitN(a, "|", 4)
		line, err := json.Marshal(map[string]string{"id": parts[0], "outlet": parts[1], "published": parts[2], "text": parts[3]})
		if err != nil {
			v.t.Fatal(err)
		}
		lines = append(lines, string(line))
	}
	file := filepath.Join(v.t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o666); err != nil {
		v.t.Fatal(err)
	}
	v.run("add", "-q", file)
}

// Complaint: "the same attack is counted three times". What several articles
// tell of one happening is one incident and one story; a copy adds nothing to
// the independent sources.
func TestOneEventIsShownOnce(t *testing.T) {
	const wire = "Bomb on a bus\n\nA bomb on a bus killed at least 12 people in Port Lara on Wednesday. The blast broke the windows of the central station.\n"
	v := stored(t, "a1|Northern Wire|2016-05-12|"+wire, "a2|Lakeside Agency|2016-05-12|"+wire,
		"a3|The Post|2016-05-12|Bus bombed in Port Lara\n\nA bomb on a bus killed 14 people in Port Lara on Wednesday. Passengers climbed out of the windows of the bus.\n")
	for range 2 { // adding again adds nothing
		rows := v.rows("incidents")
		if len(rows) != 1 {
			t.Fatalf("%d incidents: %v", len(rows), rows)
		}
		counts := rows[0]["counts"].(map[string]any)
		if counts["articles"] != 3.0 || counts["sources"] != 2.0 {
			t.Errorf("incident of %v", counts)
		}
		stories := v.rows("stories")
		if len(stories) != 1 {
			t.Fatalf("%d stories", len(stories))
		}
		if c := stories[0]["counts"].(map[string]any); c["articles"] != 3.0 || c["texts"] != 2.0 || c["sources"] != 2.0 {
			t.Errorf("story of %v", c)
		}
		v.add("a1|Northern Wire|2016-05-12|" + wire)
	}
}

// Complaint: "a number without saying whose". Figures stand side by side, never
// averaged, each with the words and the outlet that give it.
func TestAFigureHasItsSource(t *testing.T) {
	v := stored(t, "a1|Northern Wire|2016-05-12|Bomb on a bus\n\nA bomb on a bus killed at least 12 people in Port Lara on Wednesday.\n",
		"a2|The Post|2016-05-12|After the blast\n\nA bomb on a bus killed 14 people in Port Lara on Wednesday.\n")
	var got []string
	for _, f := range v.rows("incidents")[0]["figures"].([]any) {
		figure := f.(map[string]any)
		cites := figure["cites"].([]any)
		if len(cites) != 1 {
			t.Fatalf("figure %v", figure)
		}
		c := cites[0].(map[string]any)
		v.says(c)
		got = append(got, strings.Join([]string{c["outlet"].(string), c["text"].(string), number(figure["min"]), number(figure["max"])}, "|"))
	}
	if want := "Northern Wire|at least 12|12| The Post|14|14|14"; strings.Join(got, " ") != want {
		t.Errorf("figures %q, want %q", strings.Join(got, " "), want)
	}
	if table := string(v.run("incidents", "--format", "csv")); !strings.Contains(table, "12 or more killed (Northern Wire); 14 killed (The Post)") {
		t.Errorf("no figures with their sources in\n%s", table)
	}
}

func number(v any) string {
	b, err := json.Marshal(v)
	if err != nil || v == nil {
		return ""
	}
	return string(b)
}

// says checks that a cite's words stand where it says, in the stored text.
func (v viewed) says(cite map[string]any) {
	v.t.Helper()
	found := v.records("--article", cite["article"].(string))
	if len(found) != 1 {
		v.t.Fatalf("no article %v", cite["article"])
	}
	text := []rune(found[0]["text"].(string))
	start, end := int(cite["start"].(float64)), int(cite["end"].(float64))
	if end > len(text) || string(text[start:end]) != cite["text"] {
		v.t.Errorf("%v does not stand at %d of %s", cite["text"], start, cite["article"])
	}
}

// Complaint: "the page was edited and now the quote points nowhere". After a
// page changed every quotation stands in the text that it is cited from, the
// old text keeps its own, and what changed is told.
func TestAQuoteIsNotMovedWhenAPageChanges(t *testing.T) {
	const said = "“The bridge will open on Monday,” said Ana Kovač, the mayor of Port Lara.\n"
	v := stored(t, "a|The Post|2016-05-12|The bridge\n\n"+said)
	id := v.rows("statements")[0]["id"].(string)
	v.add("a|The Post|2016-05-13|The bridge\n\nCorrection: an earlier version misspelt a name.\n\n" + said + "\nShe denied that the toll would rise.\n")
	rows := v.rows("statements")
	if len(rows) != 2 {
		t.Fatalf("%d statements of the new text", len(rows))
	}
	record := v.records("--article", "a")[0]
	text := []rune(record["text"].(string))
	for _, s := range record["statements"].([]any) {
		content := s.(map[string]any)["content"].(map[string]any)
		span := content["spans"].([]any)[0].([]any)
		if got := string(text[int(span[0].(float64)):int(span[1].(float64))]); got != content["text"] {
			t.Errorf("%q is cited, %q stands there", content["text"], got)
		}
	}
	versions := string(v.run("versions", "a"))
	if !strings.Contains(versions, "toll would rise") || strings.Count(versions, "The bridge will open") > 1 {
		t.Errorf("what changed is told so:\n%s", versions)
	}
	if table := string(v.run("statements", "--format", "csv", "--columns", "content")); !strings.Contains(table, "The bridge will open on Monday") {
		t.Errorf("the quotation is gone:\n%s", table)
	}
	if id == "" {
		t.Error("a statement without an id")
	}
}

// Complaint: "it calls somebody minister who has not been one for years". Who
// held an office has it in the articles of that time and in no later one, and
// the office alone means whoever held it then.
func TestAPastHolderIsNotCalledPresent(t *testing.T) {
	v := stored(t,
		"y2016|Northern Wire|2016-04-23|Accord signed\n\nU.S. Secretary of State John Kerry signed the Paris accord on Friday.\n",
		"y2018|Northern Wire|2018-09-05|A memoir\n\nJohn Kerry published a memoir. The U.S. secretary of state visited Pakistan on Wednesday.\n",
		"z2018|Northern Wire|2018-09-06|A memoir\n\nFormer U.S. Secretary of State John Kerry published a memoir.\n")
	const office = "Secretary of State of the United States"
	roles := map[string]string{}
	for _, r := range v.records() {
		for _, a := range r["actors"].([]any) {
			actor := a.(map[string]any)
			roles[r["id"].(string)+" "+actor["name"].(string)] = actor["role"].(string)
		}
	}
	for who, want := range map[string]string{"y2016 John Kerry": office, "y2018 John Kerry": "", "z2018 John Kerry": "", "y2018 Mike Pompeo": office} {
		if got, ok := roles[who]; !ok || got != want {
			t.Errorf("%s is %q, want %q", who, got, want)
		}
	}
	var page struct {
		Role  string
		Roles []struct{ Role, First, Last string }
	}
	if err := json.Unmarshal(v.run("actors", "Q22316", "--format", "json"), &page); err != nil {
		t.Fatal(err)
	}
	if page.Role != "" || len(page.Roles) != 1 || page.Roles[0].Role != office || page.Roles[0].Last != "2016-04-23" {
		t.Errorf("his page has %+v", page)
	}
}

// records are whole records of the store.
func (v viewed) records(filter ...string) []map[string]any {
	v.t.Helper()
	return lines(v.t, v.run(append([]string{"export", "-q", "--format", "records"}, filter...)...))
}
