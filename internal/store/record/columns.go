package record

import (
	"encoding/binary"
	"reflect"
	"slices"
	"strings"
)

// writer writes values of one type by columns. Which column each part of the type
// goes to it finds out once, and the memory of the columns is used again for the
// next value. It is used by one goroutine at a time.
type writer struct {
	root *node
	used []*column // what the value at work has written to
	keys int       // of maps that there were
}

// newWriter makes a writer of structs of type t.
func newWriter(t reflect.Type) *writer { return &writer{root: newNode("", t)} }

// key is the node of what a map has under a key.
func (w *writer) key(n *node, k string) *node {
	part := n.keys[k]
	if part == nil {
		part = newNode(n.path+"."+k, n.of.Elem())
		n.keys[strings.Clone(k)] = part
		w.keys++
	}
	return part
}

// columns is v, a struct of the writer's type, by columns.
func (w *writer) columns(v reflect.Value) []byte {
	w.write(w.root, v)
	slices.SortFunc(w.used, func(a, b *column) int { return strings.Compare(a.path, b.path) }) // as the dictionary has them
	size := 0
	for _, c := range w.used {
		size += len(c.path) + len(c.numbers) + len(c.strings) + 2*binary.MaxVarintLen32
	}
	out := make([]byte, 0, size)
	for _, c := range w.used {
		out = append(append(out, c.path...), '\n')
	}
	out = append(out, 0)
	for _, c := range w.used {
		out = binary.AppendUvarint(binary.AppendUvarint(out, uint64(len(c.numbers))), uint64(len(c.strings)))
	}
	for _, c := range w.used {
		out = append(out, c.numbers...)
	}
	for _, c := range w.used {
		out = append(out, c.strings...)
		c.numbers, c.strings, c.last = c.numbers[:0], c.strings[:0], 0
		clear(c.known)
	}
	w.used = w.used[:0]
	return out
}

func (w *writer) number(c *column, n int64) {
	if len(c.numbers) == 0 {
		w.used = append(w.used, c)
	}
	c.numbers = binary.AppendVarint(c.numbers, n-c.last)
	c.last = n
}

// text writes 0, the length and the string, or the number of one that was there.
func (w *writer) text(c *column, v string) {
	if len(c.numbers) == 0 {
		w.used = append(w.used, c)
	}
	n := c.known[v]
	c.numbers = binary.AppendUvarint(c.numbers, uint64(n))
	if n > 0 {
		return
	}
	c.numbers = binary.AppendUvarint(c.numbers, uint64(len(v)))
	c.strings = append(c.strings, v...)
	if c.known == nil {
		c.known = map[string]int{}
	}
	c.known[v] = len(c.known) + 1
}

// write writes a value that n is the node of, and all within it.
func (w *writer) write(n *node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i, part := range n.parts {
			w.write(part, v.Field(i))
		}
	case reflect.Pointer:
		w.number(n.first, boolean(!v.IsNil()))
		if !v.IsNil() {
			w.write(n.parts[0], v.Elem())
		}
	case reflect.Slice:
		w.number(n.first, int64(v.Len()))
		for i := range v.Len() {
			w.write(n.parts[0], v.Index(i))
		}
	case reflect.Array:
		w.number(n.first, v.Index(0).Int())
		w.number(n.second, v.Index(1).Int()-v.Index(0).Int())
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		w.number(n.first, int64(len(keys)))
		for _, k := range keys {
			w.text(n.second, k.String())
			w.write(w.key(n, k.String()), v.MapIndex(k))
		}
	case reflect.String:
		w.text(n.first, v.String())
	case reflect.Bool:
		w.number(n.first, boolean(v.Bool()))
	default:
		w.number(n.first, v.Int())
	}
}

func boolean(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
