package mcp

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"onrecord/internal/ask"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

// assistant is one that talks to a server of a small store.
func assistant(t *testing.T) *mcp.ClientSession {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true, sqlite.WithWorld(process.WorldTypes()...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for _, r := range storetest.Corpus() {
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := world.Settle(t.Context(), store, process.WorldTypes()); err != nil {
		t.Fatal(err)
	}
	here, there := mcp.NewInMemoryTransports()
	server := New(store, func(context.Context) (*ask.World, error) { return ask.Of(store), nil }, "test")
	if _, err := server.Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

// call is what a tool answers, and whether it is a fault.
func call(t *testing.T, s *mcp.ClientSession, tool string, arguments map[string]any) (text string, fault bool) {
	t.Helper()
	got, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		return err.Error(), true
	}
	if len(got.Content) != 1 {
		t.Fatalf("%s: %d contents", tool, len(got.Content))
	}
	return got.Content[0].(*mcp.TextContent).Text, got.IsError
}

func TestToolsOnlyRead(t *testing.T) {
	tools, err := assistant(t).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
		if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || tool.Description == "" {
			t.Errorf("%s: %+v", tool.Name, tool.Annotations)
		}
	}
	for _, want := range []string{"statements", "disputes", "agreements", "cite", "check_quote", "article"} {
		if !slices.Contains(names, want) {
			t.Errorf("no tool %s among %v", want, names)
		}
	}
}

func TestWhatAnAssistantAsks(t *testing.T) {
	s := assistant(t)
	r := storetest.Corpus()[0]
	statement, id := r.Statements[0], string(r.ID)
	said := r.Text[statement.Content.Spans[0].Start:statement.Content.Spans[len(statement.Content.Spans)-1].End]
	for _, c := range []struct {
		tool      string
		arguments map[string]any
		want      string
		fault     bool
	}{
		{"statements", map[string]any{"limit": 1}, `"next":"early#s2"`, false},
		{"statements", map[string]any{"query": "act:lie"}, "is none of say, deny", true},
		{"statements", map[string]any{"limit": 51}, "from 1 to 50", true},
		{"statements", map[string]any{"query": "nothingofthekind"}, `{"rows":[],"count":0}`, false},
		{"articles", nil, `"count":` + counted(len(storetest.Corpus())), false},
		{"events", map[string]any{"all": true}, `"rows":[{`, false},
		{"stories", nil, `"rows":[`, false},
		{"fields", map[string]any{"list": "statements"}, `"name":"speaker"`, false},
		{"fields", map[string]any{"list": "agreements"}, `"name":"broker"`, false},
		{"fields", map[string]any{"list": "nonsense"}, `no list "nonsense"`, true},
		{"article", map[string]any{"id": id}, `"statements":[{`, false},
		{"article", map[string]any{"id": "nobody"}, "no article", true},
		{"actors", map[string]any{"name": r.Actors[0].Name}, string(r.Actors[0].ID), false},
		{"actors", map[string]any{"name": "nobody at all"}, `{"actors":[]}`, false},
		{"cite", map[string]any{"article": id, "claim": string(statement.ID)}, `"quote":` + quoted(said), false},
		{"cite", map[string]any{"article": id, "claim": "s0"}, "has no claim", true},
		{"check_quote", map[string]any{"article": id, "words": said}, `"verbatim":true`, false},
		{"check_quote", map[string]any{"article": id, "words": said + " indeed"}, `{"verbatim":false}`, false},
		{"check_quote", map[string]any{"article": id, "words": " "}, "no words", true},
	} {
		got, fault := call(t, s, c.tool, c.arguments)
		if fault != c.fault || !strings.Contains(got, c.want) && !strings.Contains(quoted(got), c.want) {
			t.Errorf("%s %v: fault %v, want %v with %s:\n%.1500s", c.tool, c.arguments, fault, c.fault, c.want, got)
		}
	}
}

func counted(n int) string { return quoted(n) }

func quoted(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// A citation's places are code points, and its words those that stand there.
func TestCitationsPointToTheirWords(t *testing.T) {
	for _, r := range storetest.Corpus() {
		text := []rune(r.Text)
		for claim := range r.Claims() {
			c, err := cite(&r, claim.Head().ID)
			if err != nil {
				t.Fatal(err)
			}
			if string(text[c.Start:c.End]) != c.Quote || c.Quote == "" || !strings.HasPrefix(c.Citation, "“"+c.Quote+"”") {
				t.Errorf("%s: %+v", claim.Head().ID, c)
			}
		}
	}
}
