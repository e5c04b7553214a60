package ingest

import (
	"archive/tar"
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// Bounds on archives.
const (
	// maxSpool is how large a zip within something else may be: its list stands at
	// its end, so that it is written to a temporary file before it can be read.
	maxSpool = 4 << 30
	// maxEntries bounds the list of a zip, which is in memory as a whole.
	maxEntries = 1 << 20
)

// hidden reports whether a member is none of the archive's articles: a hidden
// file, or what a packer on another system put beside each file.
func hidden(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// openZip reads a zip, and a DOCX, which is one. Nothing is ever written where a
// member's name points: names only label what was read.
func openZip(o *opening) (Container, error) {
	if o.file != nil {
		info, err := o.file.Stat()
		if err != nil {
			return nil, err
		}
		return newZip(o.file, info.Size())
	}
	f, size, err := spool(o)
	if err != nil {
		return nil, err
	}
	done := func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }
	c, err := newZip(f, size)
	if err != nil {
		_ = done()
		return nil, err
	}
	return closing{c, done}, nil
}

// spool copies what cannot be read from its beginning into a temporary file.
func spool(o *opening) (*os.File, int64, error) {
	f, err := os.CreateTemp("", "onrecord-*.zip")
	if err != nil {
		return nil, 0, err
	}
	size, err := io.Copy(f, io.LimitReader(o.in, maxSpool+1))
	if err == nil && size > maxSpool {
		err = fmt.Errorf("larger than the %d GiB that a zip may have", maxSpool>>30)
	}
	if err != nil {
		_, _ = f.Close(), os.Remove(f.Name())
		return nil, 0, err
	}
	return f, size, nil
}

func newZip(f io.ReaderAt, size int64) (Container, error) {
	if n := entries(f, size); n > maxEntries {
		return nil, fmt.Errorf("a zip of %d files: unpack it first", n)
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, fmt.Errorf("unpack zip: %w", err)
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	if isDOCX(z) {
		return openDOCX(z)
	}
	return &zipped{files: z.File}, nil
}

// entries is the number of files that a zip's last record states (APPNOTE.TXT,
// 4.3.16), 0 where it has none. A zip64 states 65,535 there and the number elsewhere.
func entries(f io.ReaderAt, size int64) uint64 {
	tail := make([]byte, min(size, 66<<10))
	if _, err := f.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	at := strings.LastIndex(string(tail), "PK\x05\x06")
	if at < 0 || at+22 > len(tail) {
		return 0
	}
	if at64 := strings.LastIndex(string(tail[:at]), "PK\x06\x06"); at64 >= 0 && at64+40 <= len(tail) {
		return binary.LittleEndian.Uint64(tail[at64+32:])
	}
	return uint64(binary.LittleEndian.Uint16(tail[at+10:]))
}

// zipped yields the files of a zip in their order.
type zipped struct {
	files []*zip.File
	open  io.ReadCloser
}

func (c *zipped) Next() (Member, error) {
	if c.open != nil {
		_ = c.open.Close()
		c.open = nil
	}
	for len(c.files) > 0 {
		f := c.files[0]
		c.files = c.files[1:]
		if f.FileInfo().IsDir() || hidden(f.Name) {
			continue
		}
		m := Member{Name: label(f.Name)}
		if f.Flags&1 != 0 {
			m.Err = errors.New("under a password")
			return m, nil
		}
		body, err := f.Open()
		if err != nil {
			m.Err = fmt.Errorf("unpack: %w", err)
			return m, nil
		}
		c.open = body
		took := &counter{n: int64(f.CompressedSize64)}
		m.Body = &guard{out: body, took: took}
		return m, nil
	}
	return Member{}, io.EOF
}

// label is a member's name as a path within its archive: no way leads out of it.
func label(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
}

func openTar(o *opening) (Container, error) { return &tarred{tar.NewReader(o.in)}, nil }

// tarred yields the regular files of a tar.
type tarred struct{ in *tar.Reader }

func (c *tarred) Next() (Member, error) {
	for {
		h, err := c.in.Next()
		if errors.Is(err, io.EOF) {
			return Member{}, io.EOF
		}
		if err != nil {
			return Member{}, fmt.Errorf("unpack tar: %w", err)
		}
		if h.Typeflag != tar.TypeReg || hidden(h.Name) {
			continue
		}
		return Member{Name: label(h.Name), Body: c.in}, nil
	}
}
