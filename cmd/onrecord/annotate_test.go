package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
)

func runAnnotate(t *testing.T, in string, args ...string) (out, errs string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = run(context.Background(), append([]string{"annotate"}, args...), strings.NewReader(in), &stdout, &stderr)
	return stdout.String(), stderr.String(), status
}

func TestAnnotateJSON(t *testing.T) {
	out, errs, status := runAnnotate(t, "“Kovač” left.\n", "--format", "json")
	if status != exitOK {
		t.Fatalf("status %d: %s", status, errs)
	}
	var got annotation
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	text := []rune(got.Text)
	for _, s := range got.Sentences {
		for _, w := range s.Tokens {
			if string(text[w.Start:w.End]) != w.Form {
				t.Errorf("%q stands at [%d, %d), which is %q", w.Form, w.Start, w.End, string(text[w.Start:w.End]))
			}
		}
	}
	if len(got.Sentences) != 1 || len(got.Sentences[0].Tokens) != 5 {
		t.Errorf("got %+v", got.Sentences)
	}
}

func TestAnnotateKeepsTokens(t *testing.T) {
	in := "# mine\n1\tIsn't\t_\tX\t_\t_\t_\t_\t_\tEntity=B-PER\n1.1\tso\t_\t_\t_\t_\t_\t_\t_\t_\n2\t.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n"
	out, errs, status := runAnnotate(t, in, "--from", "conllu", "-")
	if status != exitOK {
		t.Fatalf("status %d: %s", status, errs)
	}
	var forms []string
	for line := range strings.Lines(out) {
		cols := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		forms = append(forms, strings.Join(cols[:min(2, len(cols))], " "))
	}
	if want := "# mine|1 Isn't|1.1 so|2 .|"; strings.Join(forms, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(forms, "|"), want)
	}
}

func TestAnnotateBadInput(t *testing.T) {
	_, errs, status := runAnnotate(t, "1\tx\n", "--from", "conllu")
	if status != exitBadInput || !strings.Contains(errs, "-:1: ") {
		t.Errorf("status %d, %q", status, errs)
	}
	if _, _, status = runAnnotate(t, "", "no-such-file"); status != exitBadInput {
		t.Errorf("a missing file gave status %d", status)
	}
}
