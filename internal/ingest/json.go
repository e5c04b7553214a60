package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// object is how a JSON object begins that has fields.
var object = regexp.MustCompile(`^\{\s*"(?:[^"\\]|\\.)*"\s*:`)

// jsonLine reports whether text begins with an object on one line.
func jsonLine(text []byte) bool {
	if !object.Match(text) {
		return false
	}
	line, _, whole := bytes.Cut(text, []byte("\n"))
	return !whole && len(text) >= sniffed/2 || json.Valid(line)
}

// jsonArray reports whether text begins with an array of objects, or with one
// object that goes over several lines.
func jsonArray(text []byte) bool {
	rest, list := bytes.CutPrefix(text, []byte("["))
	if !list {
		return object.Match(text)
	}
	rest = bytes.TrimSpace(rest)
	return object.Match(rest) || bytes.Equal(rest, []byte("]"))
}

// openJSON reads an array of articles, or articles one after another however
// their lines are broken.
func openJSON(o *opening) (Container, error) {
	if b, _ := o.in.Peek(len(bom)); bytes.Equal(b, bom) {
		_, _ = o.in.Discard(len(bom))
	}
	c := &jsonValues{seen: seen{}, keys: o.opts.Columns, left: &allowance{in: o.in}}
	c.left.renew()
	c.in = json.NewDecoder(c.left)
	return c, nil
}

// jsonValues yields the articles of a JSON document, one in memory at a time.
type jsonValues struct {
	keys map[string]string // by field, where they are not called so
	in   *json.Decoder
	left *allowance
	seen seen
	n    int
	list bool
}

func (c *jsonValues) Next() (Member, error) {
	if c.n == 0 && !c.list {
		if err := c.open(); err != nil {
			return Member{}, err
		}
	}
	if c.list && !c.in.More() {
		switch _, err := c.in.Token(); {
		case errors.Is(err, io.EOF): // the end of what is read, and not of the list
			return Member{}, io.ErrUnexpectedEOF
		case err != nil:
			return Member{}, broken(err)
		}
		return Member{}, io.EOF
	}
	c.left.renew()
	var value json.RawMessage
	err := c.in.Decode(&value)
	switch {
	case errors.Is(err, io.EOF) && !c.list:
		return Member{}, io.EOF
	case errors.Is(err, io.EOF): // behind a comma
		return Member{}, io.ErrUnexpectedEOF
	case errors.Is(err, errLong):
		return Member{}, fmt.Errorf("member %d: larger than %d MiB", c.n+1, MaxLine>>20)
	case err != nil:
		return Member{}, fmt.Errorf("member %d: %w", c.n+1, broken(err))
	}
	c.n++
	return c.member(value), nil
}

// open steps into the array, if it is one.
func (c *jsonValues) open() error {
	first := make([]byte, 1)
	for {
		if _, err := io.ReadFull(c.left, first); err != nil {
			return err
		}
		switch first[0] {
		case ' ', '\t', '\r', '\n':
			continue
		}
		c.in = json.NewDecoder(io.MultiReader(bytes.NewReader(bytes.Clone(first)), c.left))
		if first[0] != '[' {
			return nil
		}
		c.list = true
		_, err := c.in.Token()
		return err
	}
}

func (c *jsonValues) member(value []byte) Member {
	m := Member{Name: strconv.Itoa(c.n)}
	if m.Given, m.Err = parseGiven(value, c.keys); m.Err == nil {
		m.Err = c.seen.add(m.Given.ID, "before it")
		m.URL = m.Given.URL
	}
	return m
}

// allowance is a reader that a parser may take so much from until it has a
// value, for parsers that keep all that they have read of one.
type allowance struct {
	in   io.Reader
	left int
}

// renew gives what one value may take, and what buffers read ahead.
func (a *allowance) renew() { a.left = MaxLine + 64<<10 }

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errLong
	}
	n, err := a.in.Read(p[:min(len(p), a.left)])
	a.left -= n
	return n, err
}
