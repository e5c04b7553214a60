package ingest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// MaxLine is the longest line of JSON Lines that is kept in memory: an article
// of MaxArticle bytes and as much again for escapes and other fields.
const MaxLine = 2 * MaxArticle

// openJSONLines reads one article a line.
func openJSONLines(o *opening) (Container, error) {
	return &jsonLines{in: o.in, keys: o.opts.Columns, seen: seen{}}, nil
}

// jsonLines yields a member for each line. Blank lines are passed over.
type jsonLines struct {
	keys map[string]string // by field, where they are not called so
	in   *bufio.Reader
	seen seen
	buf  []byte
	n    int
	done bool
}

func (c *jsonLines) Next() (Member, error) {
	for !c.done {
		line, err := readLine(c.in, c.buf[:0])
		c.buf = line
		c.n++
		c.done = errors.Is(err, io.EOF)
		if err != nil && !c.done && !errors.Is(err, errLong) {
			return Member{}, fmt.Errorf("line %d: read: %w", c.n, cause(err))
		}
		if c.n == 1 {
			line = bytes.TrimPrefix(line, bom)
		}
		switch {
		case errors.Is(err, errLong):
			return Member{Line: c.n, Err: errLong}, nil
		case len(bytes.TrimSpace(line)) > 0:
			return c.member(line), nil
		}
	}
	return Member{}, io.EOF
}

func (c *jsonLines) member(line []byte) Member {
	given, err := parseGiven(line, c.keys)
	if err == nil {
		err = c.seen.add(given.ID, "on a line above")
	}
	if err != nil {
		return Member{Line: c.n, Err: err}
	}
	return Member{Line: c.n, Given: given, URL: given.URL}
}

// seen are the ids of one input. Half a hash is kept of each, so that memory a
// line is bounded.
type seen map[[16]byte]bool

func (s seen) add(id, where string) error {
	hash := sha256.Sum256([]byte(id))
	key := [16]byte(hash[:16])
	if s[key] {
		return fmt.Errorf("id %q stands already %s", clip(id), where)
	}
	s[key] = true
	return nil
}

var errLong = fmt.Errorf("a line longer than %d MiB", MaxLine>>20)

// readLine appends the next line to buf, its end left out. A line too long is
// passed over and gives errLong; the last one comes with io.EOF.
func readLine(in *bufio.Reader, buf []byte) ([]byte, error) {
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if !long && len(buf)+len(part) > MaxLine {
			long, buf = true, nil
		}
		if !long {
			buf = append(buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long && err == nil:
			return nil, errLong
		case long:
			return nil, errors.Join(errLong, io.EOF)
		}
		return bytes.TrimSuffix(buf, []byte("\n")), err
	}
}
