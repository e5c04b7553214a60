package worldtest

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

// Lines reads a set of JSON Lines; where it is not there, the test is left out.
func Lines[T any](t *testing.T, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the set is not here")
	}
	defer f.Close()
	var out []T
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var x T
		if err := json.Unmarshal(scan.Bytes(), &x); err != nil {
			t.Fatalf("%s, line %d: %v", path, len(out)+1, err)
		}
		out = append(out, x)
	}
	if err := scan.Err(); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}
