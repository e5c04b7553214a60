package record

import (
	"errors"
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

var errShort = errors.New("a column ends early")

// node is a part of a type, and the columns that it goes to.
type node struct {
	path  string
	of    reflect.Type
	first *column // what the part itself is: a number, a string, how many there are, whether there is one
	// second are the keys of a map, and the ends of pairs.
	second *column
	parts  []*node          // of a struct; of a list or a pointer what it is of
	keys   map[string]*node // of a map
}

// newNode is the part of type t at a path.
func newNode(path string, t reflect.Type) *node {
	n := &node{path: path, of: t}
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			n.parts = append(n.parts, newNode(fieldPath(path, t.Field(i)), t.Field(i).Type))
		}
	case reflect.Pointer:
		n.first = &column{path: path + "?"}
		n.parts = []*node{newNode(path, t.Elem())}
	case reflect.Slice:
		n.first = &column{path: path + "#"}
		n.parts = []*node{newNode(path+"[]", t.Elem())}
	case reflect.Array: // a pair: where something begins, and how long it is
		n.first, n.second = &column{path: path + "0"}, &column{path: path + "1"}
	case reflect.Map:
		n.first, n.second, n.keys = &column{path: path + "#"}, &column{path: path + "="}, map[string]*node{}
	default:
		n.first = &column{path: path}
	}
	return n
}

// mostKeys is about how many keys of maps a type's parts are remembered for. There
// are a dozen; of what others have made there may be any.
const mostKeys = 100

// fieldPath is the path of a field; what is embedded has the path of what it is in.
func fieldPath(path string, f reflect.StructField) string {
	if f.Anonymous {
		return path
	}
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return path + "." + name
}
