package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The notebook in examples runs against the API, and what it listens to comes.
func TestTheNotebookRuns(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3")
	}
	b, err := os.ReadFile("../../examples/notebook/api.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	var notebook struct {
		Cells []struct {
			Type   string `json:"cell_type"`
			Source []string
		}
	}
	if err := json.Unmarshal(b, &notebook); err != nil {
		t.Fatal(err)
	}
	var program strings.Builder
	for _, c := range notebook.Cells {
		if c.Type == "code" {
			program.WriteString(strings.Join(c.Source, "") + "\n\n")
		}
	}
	// All that was ever told of is told again to who begins behind the first.
	program.WriteString("id, new = next(listen(last=\"1.0\"))\nprint(\"listened to\", id, new[\"fact\"][\"words\"])\n")
	server := httptest.NewServer(exampleServer(t).Handler())
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	run := exec.CommandContext(ctx, python, "-")
	run.Stdin = strings.NewReader(program.String())
	run.Env = append(os.Environ(), "ONRECORD_URL="+server.URL, "ONRECORD_TOKEN=", "PYTHONIOENCODING=utf-8", "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")
	var out, faults bytes.Buffer
	run.Stdout, run.Stderr = &out, &faults
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out.String(), faults.String())
	}
	for _, want := range []string{": “", "nodes,", "listened to 1.1 ", "by the word of", "denies: “"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
