package record

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
)

// reader reads what a writer of the same type wrote. It is used by one goroutine
// at a time.
type reader struct {
	root *node
	by   map[string]*column // those of the type
	// Of the document at work:
	filled []*column
	more   map[string]*column // those that the type has no part for, or none yet
	keys   int                // of maps that there were
	err    error
}

// newReader makes a reader of structs of type t.
func newReader(t reflect.Type) *reader {
	r := &reader{root: newNode("", t), by: map[string]*column{}}
	r.know(r.root)
	return r
}

// know takes in the columns of a node and of all within it.
func (r *reader) know(n *node) {
	for _, c := range []*column{n.first, n.second} {
		if c == nil {
			continue
		}
		r.by[c.path] = c
		if has := r.more[c.path]; has != nil { // of a key that is met for the first time
			c.numbers, c.strings = has.numbers, has.strings
			r.filled = append(r.filled, c)
		}
	}
	for _, part := range n.parts {
		r.know(part)
	}
}

// read fills v, a struct of the reader's type, from columns.
func (r *reader) read(b []byte, v reflect.Value) error {
	r.err = nil
	if err := r.open(b); err != nil {
		return err
	}
	r.value(r.root, v)
	for _, c := range r.filled {
		clear(c.list)
		c.numbers, c.strings, c.list, c.last = nil, nil, c.list[:0], 0
	}
	r.filled, r.more = r.filled[:0], nil
	return r.err
}

// open finds the columns in b.
func (r *reader) open(b []byte) error {
	names, rest, ok := strings.Cut(string(b), "\n\x00")
	if !ok {
		return errShort
	}
	b = b[len(b)-len(rest):]
	var order []*column
	var sizes [][2]uint64
	for name := range strings.SplitSeq(names, "\n") {
		c := r.by[name]
		if c == nil {
			c = &column{path: name}
			if r.more == nil {
				r.more = map[string]*column{}
			}
			r.more[name] = c
		}
		order = append(order, c)
		var size [2]uint64
		for i := range size {
			n, read := binary.Uvarint(b)
			if read <= 0 {
				return errShort
			}
			size[i], b = n, b[read:]
		}
		sizes = append(sizes, size)
	}
	r.filled = append(r.filled, order...)
	for i := range 2 {
		for n, c := range order {
			size := sizes[n][i]
			if size > uint64(len(b)) {
				return errShort
			}
			if i == 0 {
				c.numbers = b[:size]
			} else {
				c.strings = b[:size]
			}
			b = b[size:]
		}
	}
	return nil
}

// number is the next number of a column; of one that is not there, 0.
func (r *reader) number(c *column) int64 {
	if r.err != nil || c.numbers == nil {
		return 0
	}
	n, read := binary.Varint(c.numbers)
	if read <= 0 {
		r.err = fmt.Errorf("%s: %w", c.path, errShort)
		return 0
	}
	c.numbers = c.numbers[read:]
	c.last += n
	return c.last
}

func (r *reader) uvarint(c *column) uint64 {
	n, read := binary.Uvarint(c.numbers)
	if read <= 0 {
		r.err = fmt.Errorf("%s: %w", c.path, errShort)
		return 0
	}
	c.numbers = c.numbers[read:]
	return n
}

func (r *reader) text(c *column) string {
	if r.err != nil || c.numbers == nil {
		return ""
	}
	n := r.uvarint(c)
	if n > 0 {
		if n > uint64(len(c.list)) {
			r.err = fmt.Errorf("%s: %w", c.path, errShort)
			return ""
		}
		return c.list[n-1]
	}
	size := r.uvarint(c)
	if size > uint64(len(c.strings)) {
		r.err = fmt.Errorf("%s: %w", c.path, errShort)
		return ""
	}
	v := string(c.strings[:size])
	c.strings = c.strings[size:]
	c.list = append(c.list, v)
	return v
}

// longestList bounds a list, which a damaged document could make as long as it likes.
const longestList = 1 << 24

// length is how long a list or a map is.
func (r *reader) length(c *column) int {
	n := r.number(c)
	if n < 0 || n > longestList {
		r.err = fmt.Errorf("%s: a list of %d", c.path, n)
		return 0
	}
	return int(n)
}

// value reads a value that n is the node of, and all within it.
func (r *reader) value(n *node, v reflect.Value) {
	if r.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i, part := range n.parts {
			r.value(part, v.Field(i))
		}
	case reflect.Pointer:
		if r.number(n.first) == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			r.value(n.parts[0], v.Elem())
		}
	case reflect.Slice:
		r.slice(n, v)
	case reflect.Array:
		start := r.number(n.first)
		v.Index(0).SetInt(start)
		v.Index(1).SetInt(start + r.number(n.second))
	case reflect.Map:
		r.mapping(n, v)
	case reflect.String:
		v.SetString(r.text(n.first))
	case reflect.Bool:
		v.SetBool(r.number(n.first) == 1)
	default:
		v.SetInt(r.number(n.first))
	}
}

// mostAtOnce is how many elements of a list room is made for before any is read.
const mostAtOnce = 256

func (r *reader) slice(n *node, v reflect.Value) {
	many := r.length(n.first)
	if many == 0 {
		return
	}
	v.Grow(min(many, mostAtOnce))
	for i := range many {
		if i == v.Cap() {
			v.Grow(1)
		}
		v.SetLen(i + 1)
		if r.value(n.parts[0], v.Index(i)); r.err != nil {
			v.SetLen(i)
			return
		}
	}
}

func (r *reader) mapping(n *node, v reflect.Value) {
	many := r.length(n.first)
	if many == 0 {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for range many {
		k := r.text(n.second)
		e := reflect.New(v.Type().Elem()).Elem()
		if r.value(r.key(n, k), e); r.err != nil {
			return
		}
		v.SetMapIndex(reflect.ValueOf(k).Convert(v.Type().Key()), e)
	}
}

// key is the node of what a map has under a key.
func (r *reader) key(n *node, k string) *node {
	part := n.keys[k]
	if part == nil {
		part = newNode(n.path+"."+k, n.of.Elem())
		n.keys[k] = part
		r.know(part)
		r.keys++
	}
	return part
}
