package held

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// answer is an answer that was made, as it is sent.
type answer struct {
	key    string
	status int
	header http.Header
	body   []byte

	began int64 // by the count
	of    *moment
	at    time.Time // when it was made
}

// aside is about what an answer takes beside its body and what was asked.
const aside = 1 << 10

func (n *answer) size() int { return len(n.body) + len(n.key) + aside }

// holdable reports whether the answer may be given again.
func (n *answer) holdable() bool {
	return n.status == http.StatusOK && n.header.Get("Set-Cookie") == "" && !strings.Contains(n.header.Get("Cache-Control"), "no-store")
}

// write gives the answer to one who asked, or tells that they have it.
func (n *answer) write(w http.ResponseWriter, r *http.Request, age time.Duration) {
	h := w.Header()
	for name, values := range n.header { // into a map again
		h[name] = slices.Clone(values)
	}
	if age >= fresh {
		h.Set("Age", strconv.Itoa(int(age.Seconds())))
	}
	if tag := h.Get("ETag"); tag != "" && has(r.Header.Get("If-None-Match"), tag) {
		for _, of := range []string{"Content-Type", "Content-Encoding", "Content-Length"} {
			h.Del(of)
		}
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(n.status)
	_, _ = w.Write(n.body) // an asker who has gone is no fault
}

// has reports whether If-None-Match names a tag (RFC 9110, 13.1.2).
func has(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		if candidate = strings.TrimSpace(candidate); candidate == "*" || strings.TrimPrefix(candidate, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// recorder takes an answer down.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *recorder) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
}

// Write implements http.ResponseWriter.
func (w *recorder) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

// answer is what was taken down. A plain success bears a tag, and is asked for
// again by it: only here is it known whether it is still true.
func (w *recorder) answer(key string, began int64, of *moment, at time.Time) *answer {
	w.WriteHeader(http.StatusOK)
	n := &answer{key: key, status: w.status, header: w.header, body: bytes.Clone(w.body.Bytes()), began: began, of: of, at: at}
	if n.holdable() {
		if n.header.Get("ETag") == "" {
			sum := sha256.Sum256(n.body)
			n.header.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
		}
		if n.header.Get("Cache-Control") == "" {
			n.header.Set("Cache-Control", "private, no-cache")
		}
	}
	n.header.Set("Content-Length", strconv.Itoa(len(n.body)))
	return n
}
