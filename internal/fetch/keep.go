package fetch

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/nlnwa/gowarc/v3"
)

// Keeper writes what was fetched into a WARC file, each record packed for
// itself: the bytes as they were sent, chunks aside, which net/http undoes.
type Keeper struct {
	mu  sync.Mutex
	out io.Writer
}

// NewKeeper keeps in out, which may hold records already.
func NewKeeper(out io.Writer) *Keeper { return &Keeper{out: out} }

// keep writes one answer.
func (k *Keeper) keep(req *http.Request, resp *http.Response, body []byte, at time.Time) error {
	var message bytes.Buffer
	fmt.Fprintf(&message, "HTTP/%d.%d %s\r\n", resp.ProtoMajor, max(resp.ProtoMinor, 0), resp.Status)
	if err := resp.Header.Write(&message); err != nil {
		return err
	}
	message.WriteString("\r\n")
	message.Write(body)

	b := gowarc.NewRecordBuilder(gowarc.Response, gowarc.WithSpecViolationPolicy(gowarc.ErrIgnore), gowarc.WithBufferMaxMemBytes(int64(message.Len())+1))
	defer b.Close()
	b.AddWarcHeader(gowarc.WarcTargetURI, req.URL.String())
	b.AddWarcHeader(gowarc.WarcDate, at.UTC().Format(time.RFC3339))
	b.AddWarcHeader(gowarc.ContentType, "application/http; msgtype=response")
	if _, err := b.Write(message.Bytes()); err != nil {
		return err
	}
	record, _, err := b.Build()
	if err != nil {
		return err
	}
	defer record.Close()
	return k.write(record)
}

func (k *Keeper) write(record gowarc.WarcRecord) error {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, _, err := gowarc.NewMarshaler().Marshal(z, record, 0); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	_, err := k.out.Write(packed.Bytes())
	return err
}
