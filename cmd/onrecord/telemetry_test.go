package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A server that is watched tells how it is, counts who came by which way in, and
// logs in lines of JSON.
func TestTelemetry(t *testing.T) {
	t.Parallel()
	store := filepath.Join(t.TempDir(), "s.db")
	output(t, "add", "--store", store, articles(t, 3))
	cmd := exec.Command("onrecord", "serve", "--store", store, "--listen", "127.0.0.1:0", "--telemetry", "127.0.0.1:0", "--profile", "--log", "json")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("ended with %v", err)
		}
	}()
	log := bufio.NewScanner(stderr)
	log.Scan()
	var line struct{ Msg, Address string }
	if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Address == "" {
		t.Fatalf("log %q: %v", log.Text(), err)
	}
	go io.Copy(io.Discard, stderr) //nolint:errcheck // it ends with the process
	first, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Fields(first)[1]
	visit(t, page+"statements?q=harbour")
	visit(t, page+"api/v1/statements")
	for path, wants := range map[string][]string{
		"/healthz":      {"ok"},
		"/readyz":       {"ready"},
		"/debug/pprof/": {"goroutine"},
		"/metrics": {
			"onrecord_store_articles 3", "onrecord_store_counted_seconds ", "onrecord_store_bytes ", "onrecord_world_keys_dirty 0",
			`onrecord_http_request_seconds_count{method="GET",route="/statements",status="200"} 1`,
			`onrecord_http_request_seconds_count{method="GET",route="/api/v1/statements",status="200"} 1`,
		},
	} {
		body := visit(t, "http://"+line.Address+path)
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s has no %q in\n%s", path, want, body)
			}
		}
	}
}

// Profiles show what is in memory, and go to nobody but whose machine it is.
func TestProfilesStayHere(t *testing.T) {
	t.Parallel()
	store := filepath.Join(t.TempDir(), "s.db")
	output(t, "add", "--store", store, articles(t, 1))
	out, err := exec.Command("onrecord", "serve", "--store", store, "--telemetry", "0.0.0.0:0", "--profile").CombinedOutput()
	if exit, _ := errors.AsType[*exec.ExitError](err); exit == nil || exit.ExitCode() != exitUsage || !strings.Contains(string(out), "address of this machine alone") {
		t.Errorf("%v: %s", err, out)
	}
}

func visit(t *testing.T, url string) string {
	t.Helper()
	client := http.Client{Timeout: time.Minute}
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v\n%s", url, resp.Status, err, body)
	}
	return string(body)
}
