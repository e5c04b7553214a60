package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shown is what all lists of a store show, by list, and the records as they are exported.
func (v viewed) shown() map[string]string {
	v.t.Helper()
	out := map[string]string{"records": string(v.run("export", "-q", "--format", "records")), "actors": string(v.run("actors", "--format", "jsonl"))}
	for _, l := range views {
		args := []string{l.list, "--format", "jsonl"}
		if slices.Contains([]string{"statements", "events", "incidents", "timeline"}, l.list) {
			args = append(args, "--all")
		}
		out[l.list] = string(v.run(args...))
	}
	return out
}

// differs are the lists that two stores, or moments of one, do not show alike.
func differs(a, b map[string]string) (out []string) {
	for list := range a {
		if a[list] != b[list] {
			out = append(out, list)
		}
	}
	slices.Sort(out)
	return out
}

// id is the id of a row of a list, by its place from the front, or from the end if it is less than 0.
func (v viewed) id(list string, place int) string {
	v.t.Helper()
	all := ids(v.rows(list))
	if place < 0 {
		place += len(all)
	}
	return all[place]
}

// claim is the article and the id of a claim that a query finds.
func (v viewed) claim(list string, query ...string) []string {
	v.t.Helper()
	row := v.rows(append([]string{list}, query...)...)[0]
	return []string{row["article"].(string), row["id"].(string)}
}

// speaker is the actor who made a statement.
func (v viewed) speaker(id string) string {
	v.t.Helper()
	for _, row := range v.rows("statements", "--all") {
		if row["id"] == id {
			return row["actor"].(string)
		}
	}
	v.t.Fatalf("no statement %s", id)
	return ""
}

// everyDecision is one decision of each kind about each thing that can be decided.
func everyDecision(v viewed) map[string][]string {
	said, event := v.claim("statements", "act:say", "speaker:malinov"), v.claim("events")
	article := v.id("articles", 1)
	return map[string][]string{
		"actors merged":       {"merge", "x:igor-malinov", "Q159"},
		"actor linked":        {"link", said[0], v.speaker(said[1]), "Q30"},
		"actor renamed":       {"rename", "Q30", "The States"},
		"actor hidden":        {"hide", "Q794"},
		"claim confirmed":     append([]string{"claim", "--confirm"}, said...),
		"claim hidden":        append([]string{"claim", "--hide"}, said...),
		"speaker corrected":   append([]string{"claim", "--speaker", "x:somebody-else", "--name", "Somebody Else"}, said...),
		"act corrected":       append([]string{"claim", "--act", "deny"}, said...),
		"date corrected":      append([]string{"claim", "--date", "2011-02"}, said...),
		"event hidden":        append([]string{"claim", "--hide"}, event...),
		"event dated":         append([]string{"claim", "--date", "2012-03-04"}, event...),
		"article confirmed":   {"article", article, "--confirm"},
		"outlet corrected":    {"article", article, "--outlet", "Another Wire"},
		"title corrected":     {"article", article, "--title", "Another title"},
		"article dated":       {"article", article, "--date", "2014-01-02"},
		"statement coded":     append(append([]string{"code"}, said...), "Foreign air strikes in Syria are right", "agree"),
		"row hidden":          {"row", "disputes", v.id("disputes", 0), "--hide"},
		"row confirmed":       {"row", "positions", v.id("positions", 0), "--confirm"},
		"naming hidden":       {"row", "naming", v.id("naming", 3), "--hide"},
		"thread hidden":       {"row", "threads", v.id("threads", 0), "--hide"},
		"stories merged":      {"row", "stories", v.id("stories", 0), "--merge", v.id("stories", -1)},
		"story parted":        {"row", "stories", v.id("stories", 0), "--part", v.id("stories", -1)},
		"incidents merged":    {"row", "incidents", v.id("incidents", 0), "--merge", v.id("incidents", -1)},
		"agreements merged":   {"row", "agreements", v.id("agreements", 0), "--merge", v.id("agreements", -1)},
		"article linked":      {"row", "stories", v.id("stories", 0), "--link", v.id("articles", -1)},
		"article split off":   {"row", "stories", v.story(2), "--split", article},
		"agreement confirmed": {"row", "agreements", v.id("agreements", 0), "--confirm"},
	}
}

// story is a story of several articles, or more.
func (v viewed) story(least int) string {
	v.t.Helper()
	for _, row := range v.rows("stories") {
		if len(row["articles"].([]any)) >= least {
			return row["id"].(string)
		}
	}
	v.t.Fatalf("no story of %d articles", least)
	return ""
}

// decide makes a decision, and returns its number.
func (v viewed) decide(args ...string) string {
	v.t.Helper()
	said := string(v.run(append([]string{"decide"}, append(args, "--by", "me")...)...))
	var n int
	if _, err := fmt.Sscanf(said, "decision %d:", &n); err != nil {
		v.t.Fatalf("%v: %s", args, said)
	}
	return fmt.Sprint(n)
}

// Every decision, taken back, leaves all lists as they were, byte for byte; put
// in force again, as it left them.
func TestADecisionTakenBackIsNone(t *testing.T) {
	t.Parallel()
	v := view(t)
	before := v.shown()
	all := everyDecision(v)
	names := []string{}
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if testing.Short() && i%4 > 0 {
			continue
		}
		n := v.decide(all[name]...)
		decided := v.shown()
		nothing := strings.HasSuffix(name, "confirmed") || name == "story parted" // parts what nobody joined
		if len(differs(before, decided)) == 0 && !nothing {
			t.Errorf("%s: nothing shows it", name)
		}
		v.run("decide", "undo", n)
		if lists := differs(before, v.shown()); len(lists) > 0 {
			t.Errorf("%s, taken back: %v are not as they were", name, lists)
		}
		if i%3 == 0 {
			v.run("decide", "redo", n)
			if lists := differs(decided, v.shown()); len(lists) > 0 {
				t.Errorf("%s, in force again: %v are not as they were", name, lists)
			}
			v.run("decide", "undo", n)
		}
	}
}

// Decisions of every kind survive a new reading and what is made anew of the
// records; in another store, imported before its articles or behind them, they
// come to the same.
func TestDecisionsSurviveAndTravel(t *testing.T) {
	t.Parallel()
	v := view(t)
	before := v.shown()
	var numbers []string
	all := everyDecision(v)
	names := []string{}
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if name == "thread hidden" { // by then its stories are joined with others, and it is another
			all[name] = everyDecision(v)[name]
		}
		numbers = append(numbers, v.decide(all[name]...))
	}
	decided := v.shown()
	for _, again := range [][]string{{"rerun", "--again"}, {"reindex"}, {"check"}} {
		v.run(again...)
		if lists := differs(decided, v.shown()); len(lists) > 0 {
			t.Errorf("after %v %v are not as they were decided", again, lists)
		}
	}
	file := filepath.Join(t.TempDir(), "decisions.jsonl")
	if err := os.WriteFile(file, v.run("decide", "list", "--format", "jsonl"), 0o666); err != nil {
		t.Fatal(err)
	}
	behind, first := view(t), viewed{t, filepath.Join(t.TempDir(), "first.db")}
	behind.run("decide", "import", file)
	if lists := differs(decided, behind.shown()); len(lists) > 0 {
		t.Errorf("imported into a store of the same articles: %v are not the same", lists)
	}
	empty := filepath.Join(t.TempDir(), "none.jsonl")
	if err := os.WriteFile(empty, []byte(`{"id": "none", "text": "Nothing is said here."}`), 0o666); err != nil {
		t.Fatal(err)
	}
	first.run("add", "-q", empty)
	first.run("decide", "import", file)
	first.run("remove", "none")
	first.run("add", "-q", "../../examples")
	if lists := differs(decided, first.shown()); len(lists) > 0 {
		t.Errorf("imported before the articles: %v are not the same", lists)
	}
	slices.Reverse(numbers)
	for _, n := range numbers {
		v.run("decide", "undo", n)
	}
	if lists := differs(before, v.shown()); len(lists) > 0 {
		t.Errorf("all taken back: %v are not as they were", lists)
	}
	kept := 0
	for line := range strings.Lines(string(v.run("decide", "list", "--format", "jsonl"))) {
		var d struct{ Undone bool }
		if err := json.Unmarshal([]byte(line), &d); err != nil || !d.Undone {
			t.Errorf("%v: %s", err, line)
		}
		kept++
	}
	if kept != len(numbers) {
		t.Errorf("%d decisions are remembered, want %d", kept, len(numbers))
	}
}
