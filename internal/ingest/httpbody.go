package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// decodeBody undoes what HTTP did to a body that was kept as it came: chunks
// and encodings, the last applied first (RFC 9112, section 7; RFC 9110, 8.4).
// Crawlers often undo them and keep the header; then the bytes themselves show
// that there is nothing to undo.
func decodeBody(header http.Header, in io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(in)
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		if chunkAhead(buffered) {
			buffered = bufio.NewReader(&chunks{in: buffered})
		}
		header.Del("Transfer-Encoding")
	}
	codings := strings.Split(header.Get("Content-Encoding"), ",")
	header.Del("Content-Encoding")
	for i := len(codings) - 1; i >= 0; i-- {
		out, err := decoding(strings.ToLower(strings.TrimSpace(codings[i])), buffered)
		if err != nil {
			return nil, err
		}
		buffered = bufio.NewReader(out)
	}
	return buffered, nil
}

// decoding undoes one content coding, if the bytes have it.
func decoding(coding string, in *bufio.Reader) (io.Reader, error) {
	took := &counter{in: in}
	head, _ := in.Peek(4)
	var out io.Reader
	var err error
	switch coding {
	case "", "identity":
		return in, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(head, gzipMark) {
			return in, nil
		}
		out, err = gzip.NewReader(took)
	case "deflate":
		out, err = inflate(head, took)
	case "br":
		out = brotli.NewReader(took)
	case "zstd":
		if !bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")) {
			return in, nil
		}
		out, err = zstd.NewReader(took, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	default:
		return nil, fmt.Errorf("a body in an encoding %q that is not known", clip(printable(coding)))
	}
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", coding, err)
	}
	return &guard{out: out, took: took}, nil
}

// inflate reads zlib's format, as the standard has it, or the bare stream that
// some servers send (RFC 9110, section 8.4.1.2).
func inflate(head []byte, in io.Reader) (io.Reader, error) {
	if len(head) >= 2 && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
		return zlib.NewReader(in)
	}
	return flate.NewReader(in), nil
}

// chunkAhead reports whether a chunk's length is what comes next.
func chunkAhead(in *bufio.Reader) bool {
	head, _ := in.Peek(18)
	line, _, found := bytes.Cut(head, []byte("\n"))
	if !found {
		return false
	}
	_, err := chunkLength(string(line))
	return err == nil
}

func chunkLength(line string) (int64, error) {
	line, _, _ = strings.Cut(line, ";")
	n, err := strconv.ParseInt(strings.TrimSpace(line), 16, 64)
	if err != nil || n < 0 {
		return 0, errors.New("a chunk without its length")
	}
	return n, nil
}

// chunks undoes chunked transfer. Unlike net/http's it takes what real servers
// send and crawlers keep: lengths padded with zeros or spaces, a last chunk
// that is missing or written "0000".
type chunks struct {
	in    *bufio.Reader
	left  int64
	began bool
	err   error // that ended it, and is given ever after
}

func (c *chunks) Read(p []byte) (n int, err error) {
	if c.left == 0 && c.err == nil {
		c.err = c.next()
	}
	if c.err != nil {
		return 0, c.err
	}
	n, c.err = c.in.Read(p[:min(int64(len(p)), c.left)])
	if c.left -= int64(n); errors.Is(c.err, io.EOF) && c.left > 0 {
		c.err = io.ErrUnexpectedEOF
	}
	return n, c.err
}

// next reads the length of the next chunk, and the end of the one before.
func (c *chunks) next() error {
	for {
		line, err := c.in.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return errors.New("a chunk without its length")
		case err != nil && len(line) == 0:
			return io.EOF
		case c.began && len(bytes.TrimSpace(line)) == 0:
			c.began = false
			continue
		}
		n, err := chunkLength(string(line))
		if err != nil {
			return err
		}
		if n == 0 {
			return io.EOF
		}
		c.left, c.began = n, true
		return nil
	}
}

// mediaType is the type that a header states, without parameters.
func mediaType(h http.Header) string {
	value := h.Get("Content-Type")
	t, _, err := mime.ParseMediaType(value)
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(value), ";")
	}
	return strings.TrimSpace(t)
}
