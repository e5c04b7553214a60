package site

import (
	"bytes"
	"unicode/utf8"

	"onrecord/internal/export"
)

// longest is how many bytes of words in one place a page shows: a title of a
// megabyte is cut, and whoever wants all of it has the file or the API. No address
// is longer than longestAddress, for no server takes one that is.
const (
	longest        = 2000
	longestAddress = 8000
)

// plain is a page without the characters among its words that act on others: those
// that turn the writing round beyond the words that they stand in, and controls.
// Words that are too long are cut, unless whole says that the page is a text.
//
// It is done here, once, and not where words come in: no page can forget it.
// Templates escape "<" and ">" in words and in attributes, so that these two are
// tags' alone.
func plain(page []byte, whole bool) []byte {
	out := make([]byte, 0, len(page))
	for len(page) > 0 {
		tag := bytes.IndexByte(page, '<')
		if tag < 0 {
			tag = len(page)
		}
		out = appendPlain(out, page[:tag], whole)
		page = page[tag:]
		end := bytes.IndexByte(page, '>') + 1
		if end == 0 {
			end = len(page)
		}
		out = appendTag(out, page[:end], whole)
		page = page[end:]
	}
	return out
}

// appendTag appends a tag, with the words in its attributes plain, and without
// attributes that nobody can follow or send.
func appendTag(out, tag []byte, whole bool) []byte {
	for {
		before, rest, ok := bytes.Cut(tag, []byte(`="`))
		value, after, ended := bytes.Cut(rest, []byte{'"'})
		if !ok || !ended {
			return append(out, tag...)
		}
		space := bytes.LastIndexByte(before, ' ') + 1
		switch name := string(before[space:]); {
		case name == "title" || name == "aria-label":
			out = append(append(out, before...), `="`...)
			out = append(appendPlain(out, value, whole), '"')
		case len(value) > longestAddress:
			out = append(out, before[:space]...)
		default:
			out = append(out, tag[:len(tag)-len(after)]...)
		}
		tag = after
	}
}

// appendPlain appends words.
func appendPlain(out, words []byte, whole bool) []byte {
	if len(words) > longest && !whole {
		words = append(bytes.Clone(cut(words)), "…"...)
	}
	for len(words) > 0 {
		run := bytes.IndexFunc(words, unusual)
		if run < 0 {
			run = len(words)
		}
		out, words = append(out, words[:run]...), words[run:]
		r, n := utf8.DecodeRune(words)
		if !export.Steers(r) {
			out = append(out, words[:n]...)
		}
		words = words[n:]
	}
	return out
}

// cut is the beginning of words, with no character and no entity broken.
func cut(words []byte) []byte {
	words = words[:longest]
	for len(words) > 0 && !utf8.FullRune(words[lastRune(words):]) {
		words = words[:lastRune(words)]
	}
	if entity := bytes.LastIndexByte(words, '&'); entity >= 0 && bytes.IndexByte(words[entity:], ';') < 0 {
		words = words[:entity]
	}
	return words
}

// lastRune is where the last character of words begins.
func lastRune(words []byte) int {
	at := len(words) - 1
	for at > 0 && !utf8.RuneStart(words[at]) {
		at--
	}
	return at
}

// unusual are the characters that export.Steers looks at: all others, which are nearly all,
// need no look.
func unusual(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2000 && r < 0x2070 }
