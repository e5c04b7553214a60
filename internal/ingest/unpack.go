package ingest

import (
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// Compressed text of any language takes a tenth of its size, repetitive logs a
// hundredth. What unpacks to more than maxRatio times its size, once that is
// more than an article, was made to fill a machine.
const maxRatio = 500

// guard stops an unpacker that gives out of proportion to what it takes.
type guard struct {
	out   io.Reader
	took  *counter
	given int64
}

var errBomb = fmt.Errorf("unpacks to more than %d times its size: not read on", maxRatio)

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.out.Read(p)
	g.given += int64(n)
	if g.given > MaxArticle && g.given > maxRatio*g.took.n {
		return 0, errBomb
	}
	return n, err
}

// unpacked is the container of what an unpacker gives.
func unpacked(o *opening, unpack func(io.Reader) (io.Reader, error)) (Container, error) {
	took := &counter{in: o.in}
	out, err := unpack(took)
	if err != nil {
		return nil, err
	}
	raw := o.raw
	c := &one{member: Member{
		Body: &guard{out: out, took: took}, URL: raw.URL, Header: raw.Header, Collected: raw.Collected,
		MediaType: raw.MediaType, Fragment: raw.Fragment, Given: raw.Given, Hint: raw.Hint, Mark: raw.Mark,
	}}
	if closer, ok := out.(io.Closer); ok {
		return closing{c, closer.Close}, nil
	}
	return c, nil
}

func openGzip(o *opening) (Container, error) {
	return unpacked(o, func(in io.Reader) (io.Reader, error) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("unpack gzip: %w", err)
		}
		return z, nil
	})
}

// maxWindow bounds zstd's memory: the 8 MiB that every decoder has to manage
// (RFC 8878, section 3.1.1.1.2) and what --long asks for beyond it.
const maxWindow = 128 << 20

func openZstd(o *opening) (Container, error) {
	return unpacked(o, func(in io.Reader) (io.Reader, error) {
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, fmt.Errorf("unpack zstd: %w", err)
		}
		return z.IOReadCloser(), nil
	})
}

func openBzip2(o *opening) (Container, error) {
	return unpacked(o, func(in io.Reader) (io.Reader, error) { return bzip2.NewReader(in), nil })
}

func openXZ(o *opening) (Container, error) {
	return unpacked(o, func(in io.Reader) (io.Reader, error) {
		z, err := xz.ReaderConfig{DictCap: maxWindow}.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("unpack xz: %w", err)
		}
		return z, nil
	})
}

// gunzipHead is the beginning of what a gzip file's first bytes unpack to.
func gunzipHead(head []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return nil
	}
	out := make([]byte, 16)
	n, err := io.ReadFull(z, out)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return out[:n]
	}
	return out[:n]
}
