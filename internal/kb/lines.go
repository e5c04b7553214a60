package kb

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord"
)

// lineLimit bounds one line of what is imported: the longest line of a
// Wikidata dump is some 4 MB; a longer one than this is reported and passed over.
const lineLimit = 16 << 20

// open opens a file, and what is packed in it with gzip or bzip2.
func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	in := bufio.NewReaderSize(f, 1<<16)
	head, _ := in.Peek(3)
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			f.Close()
			return nil, &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: err}
		}
		return unpacked{z, f}, nil
	case bytes.HasPrefix(head, []byte("BZh")):
		return unpacked{bzip2.NewReader(in), f}, nil
	}
	return unpacked{in, f}, nil
}

// unopened is the error of a file that cannot be opened, its path said once.
func unopened(path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: err}
}

type unpacked struct {
	io.Reader
	io.Closer
}

// eachLine calls f with every line of a file and its number, without its end.
// A line over the limit is reported to skip, with its length, and passed over.
func eachLine(in io.Reader, limit int, f func(n int, line []byte) error, skip func(n, length int)) error {
	r := bufio.NewReaderSize(in, 1<<16)
	var line []byte
	for n := 1; ; n++ {
		line = line[:0]
		length := 0
		var err error
		for {
			var part []byte
			part, err = r.ReadSlice('\n')
			length += len(part)
			if length <= limit {
				line = append(line, part...)
			}
			if !errors.Is(err, bufio.ErrBufferFull) {
				break
			}
		}
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return fmt.Errorf("line %d: %w", n, err)
		}
		switch {
		case length > limit:
			skip(n, length)
		case length > 0:
			if err := f(n, bytes.TrimRight(line, "\r\n")); err != nil {
				return err
			}
		}
		if end {
			return nil
		}
	}
}

// readLines reads a file's lines, reporting those too long, and wraps an error
// of f with file and line.
func (b *Builder) readLines(path string, f func(n int, line []byte) error) error {
	in, err := open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	at := 0
	err = eachLine(in, lineLimit, func(n int, line []byte) error {
		at = n
		return f(n, line)
	}, func(n, length int) {
		b.drop("line too long", "%s:%d: %d bytes, the limit is %d", path, n, length, lineLimit)
	})
	if err != nil {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: at, Err: err}
	}
	return nil
}

// unscore turns "AHMAD_SHAH_AHMADZAI_" into "Ahmad Shah Ahmadzai".
func unscore(s string) string {
	words := strings.FieldsFunc(s, func(c rune) bool { return c == '_' || c == ' ' })
	for i, w := range words {
		words[i] = properCase(w)
	}
	return strings.Join(words, " ")
}

// properCase writes a word in capitals as a name is written: "AL-ASSAD" is "Al-Assad".
func properCase(w string) string {
	parts := strings.Split(strings.ToLower(w), "-")
	for i, p := range parts {
		parts[i] = capital(p)
	}
	return strings.Join(parts, "-")
}

// capital is s with a capital first letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
