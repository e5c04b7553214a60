package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// sidecarEnd names the file beside a page that states what the page does not:
// "story.html.onrecord.json" beside "story.html", with the fields of a JSON
// line, id and text aside.
const sidecarEnd = ".onrecord.json"

func isSidecar(name string) bool { return strings.HasSuffix(name, sidecarEnd) }

// sidecar reads what stands beside a file; nil if nothing does.
func sidecar(name string) (*Given, error) {
	f, err := os.Open(name + sidecarEnd)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		return nil, nil
	case err != nil:
		return nil, nil // a name too long for a sidecar has none
	}
	defer f.Close()
	const most = 1 << 20
	body, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", sidecarEnd, cause(err))
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, fmt.Errorf("its %s: %w", sidecarEnd, broken(err))
	}
	g := &Given{}
	g.read(fields)
	g.ID, _ = asString(fields["id"])
	return g, nil
}
