package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An assistant asks over standard input and output; what it gets is the record's
// words. The server ends with its input.
func TestAnAssistantIsAnswered(t *testing.T) {
	dir := t.TempDir()
	article, store := filepath.Join(dir, "a.txt"), filepath.Join(dir, "s.db")
	if err := os.WriteFile(article, []byte("The harbour talks end\n\nAna Kovač said the harbour would reopen.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if status := run(t.Context(), []string{"add", "--store", store, article}, strings.NewReader(""), io.Discard, &stderr); status != exitOK {
		t.Fatalf("add: %d, %s", status, &stderr)
	}
	in, asks := io.Pipe()
	answers, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"mcp", "--store", store}, in, out, &stderr)
		out.Close()
	}()
	lines := bufio.NewScanner(answers)
	lines.Buffer(nil, 1<<20)
	for _, c := range []struct{ ask, want string }{
		{`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`, `"name":"onrecord"`},
		{`{"jsonrpc":"2.0","method":"notifications/initialized"}`, ""},
		{`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`, `"name":"check_quote"`},
		{`{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"statements","arguments":{"query":"harbour"}}}`, "the harbour would reopen"},
		{`{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"statements","arguments":{"query":"act:lie"}}}`, "is none of say, deny"},
	} {
		if _, err := io.WriteString(asks, c.ask+"\n"); err != nil {
			t.Fatal(err)
		}
		if c.want == "" {
			continue
		}
		if !lines.Scan() || !strings.Contains(lines.Text(), c.want) {
			t.Errorf("%s\nno %s in %.1000s (%v)", c.ask, c.want, lines.Text(), lines.Err())
		}
	}
	asks.Close()
	go func() { _, _ = io.Copy(io.Discard, answers) }()
	if status := <-ended; status != exitOK {
		t.Errorf("status %d: %s", status, &stderr)
	}
	if status := run(t.Context(), []string{"mcp", "--store", filepath.Join(dir, "none.db")}, strings.NewReader(""), io.Discard, &stderr); status != exitFailed || !strings.Contains(stderr.String(), "no store at") {
		t.Errorf("no store: status %d: %s", status, &stderr)
	}
}
