package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// A document is written by columns: all values that stand at one path of its
// type ("mentions[].type") side by side, in the order of the document. Side by
// side they are alike, so that numbers are written as differences and strings
// that were there before as their number, and what is left packs well. The paths
// stand in front, so that a field that is new, or gone, does not matter.
//
//	paths, a line each, NUL; for each path how many bytes of numbers and of
//	strings it has; the numbers of all paths; the strings of all paths
//
// This is written about in S. Melnik et al., Dremel (VLDB 2010), though types
// here are small enough to do without its levels: how long a list is, and
// whether a pointer points, are columns of their own.

// column is the values at one path.
type column struct {
	path    string
	numbers []byte
	strings []byte
	known   map[string]int // a string -> its number, from 1
	list    []string       // by number, when read
	last    int64
}

// shredder reads columns.
type shredder struct {
	by  map[string]*column
	err error
}

var errShort = errors.New("a column ends early")

// unshred fills v, a pointer to a struct, from columns.
func unshred(b []byte, v any) error {
	s := &shredder{by: map[string]*column{}}
	if err := s.open(b); err != nil {
		return err
	}
	s.read("", reflect.ValueOf(v).Elem())
	return s.err
}

// open finds the columns in b.
func (s *shredder) open(b []byte) error {
	names, rest, ok := strings.Cut(string(b), "\n\x00")
	if !ok {
		return errShort
	}
	b = b[len(b)-len(rest):]
	var order []*column
	var sizes [][2]uint64
	for name := range strings.SplitSeq(names, "\n") {
		c := &column{path: name}
		order, s.by[name] = append(order, c), c
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

// fieldPath is the path of a field; what is embedded has the path of what it is in.
func fieldPath(path string, f reflect.StructField) string {
	if f.Anonymous {
		return path
	}
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return path + "." + name
}

// number is the next number of a column; of one that is not there, 0.
func (s *shredder) number(path string) int64 {
	c := s.by[path]
	if c == nil || s.err != nil {
		return 0
	}
	n, read := binary.Varint(c.numbers)
	if read <= 0 {
		s.err = fmt.Errorf("%s: %w", path, errShort)
		return 0
	}
	c.numbers = c.numbers[read:]
	c.last += n
	return c.last
}

func (s *shredder) uvarint(c *column) uint64 {
	n, read := binary.Uvarint(c.numbers)
	if read <= 0 {
		s.err = fmt.Errorf("%s: %w", c.path, errShort)
		return 0
	}
	c.numbers = c.numbers[read:]
	return n
}

func (s *shredder) string(path string) string {
	c := s.by[path]
	if c == nil || s.err != nil {
		return ""
	}
	n := s.uvarint(c)
	if n > 0 {
		if n > uint64(len(c.list)) {
			s.err = fmt.Errorf("%s: %w", path, errShort)
			return ""
		}
		return c.list[n-1]
	}
	size := s.uvarint(c)
	if size > uint64(len(c.strings)) {
		s.err = fmt.Errorf("%s: %w", path, errShort)
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
func (s *shredder) length(path string) int {
	n := s.number(path + "#")
	if n < 0 || n > longestList {
		s.err = fmt.Errorf("%s: a list of %d", path, n)
		return 0
	}
	return int(n)
}

// read reads a value and all within it.
func (s *shredder) read(path string, v reflect.Value) {
	if s.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			s.read(fieldPath(path, v.Type().Field(i)), v.Field(i))
		}
	case reflect.Pointer:
		if s.number(path+"?") == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			s.read(path, v.Elem())
		}
	case reflect.Slice:
		for range s.length(path) {
			e := reflect.New(v.Type().Elem()).Elem()
			if s.read(path+"[]", e); s.err != nil {
				return
			}
			v.Set(reflect.Append(v, e))
		}
	case reflect.Array:
		start := s.number(path + "0")
		v.Index(0).SetInt(start)
		v.Index(1).SetInt(start + s.number(path+"1"))
	case reflect.Map:
		s.readMap(path, v)
	case reflect.String:
		v.SetString(s.string(path))
	case reflect.Bool:
		v.SetBool(s.number(path) == 1)
	default:
		v.SetInt(s.number(path))
	}
}

func (s *shredder) readMap(path string, v reflect.Value) {
	n := s.length(path)
	if n == 0 {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for range n {
		k := s.string(path + "=")
		e := reflect.New(v.Type().Elem()).Elem()
		if s.read(path+"."+k, e); s.err != nil {
			return
		}
		v.SetMapIndex(reflect.ValueOf(k).Convert(v.Type().Key()), e)
	}
}
