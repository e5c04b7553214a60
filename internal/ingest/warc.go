package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/nlnwa/gowarc/v3"

	"onrecord/ling"
)

// Bounds on WARC records.
const (
	// maxRecordHead bounds what stands before a record's content. It is no more
	// than the buffers hold, because it is looked at before it is read.
	maxRecordHead = 32 << 10
	// maxRecord is the largest record that is looked into: an article as a page
	// may pack and frame it. Larger ones are films and disk images.
	maxRecord = 4 * MaxArticle
)

// openWARC reads the pages that a crawl kept (WARC 1.1, ISO 28500:2017).
// Requests, metadata, name look-ups, answers that are no page, and revisits
// (which say that nothing changed since the page was kept) are passed over.
func openWARC(o *opening) (Container, error) {
	c := &warc{in: o.in, read: o.read, input: o.raw.Path, member: o.raw.Mark.Member}
	c.parser = gowarc.NewUnmarshaler(gowarc.WithBufferMaxMemBytes(maxRecord+1), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn),
		gowarc.WithSyntaxErrorPolicy(gowarc.ErrWarn), gowarc.WithUnknownRecordTypePolicy(gowarc.ErrIgnore))
	return c, nil
}

// warc yields the records that hold pages.
type warc struct {
	in     *bufio.Reader
	read   func() int64
	input  string
	parser gowarc.Unmarshaler
	zipped *gzip.Reader
	inside *bufio.Reader // of one packed record
	buf    []byte        // one record
	open   bool          // inside is not read to its end
	odd    bool          // what stands behind the last record may be anything
	member int
	mark   Mark
	broken int // records in a row that could not be read
}

// maxBroken records in a row that cannot be read are no archive any more.
const maxBroken = 1000

func (c *warc) Next() (Member, error) {
	for {
		m, err := c.record()
		if err != nil {
			return Member{}, err
		}
		if m.Err != nil {
			if c.broken++; c.broken > maxBroken {
				return Member{}, fmt.Errorf("%d records in a row could not be read: not read on", maxBroken)
			}
		} else {
			c.broken = 0
		}
		if m.Body == nil && m.Err == nil {
			continue // nothing of it is an article
		}
		m.Name = strconv.Itoa(c.member)
		m.Mark = c.mark
		return m, nil
	}
}

// record reads the next record, packed or not.
func (c *warc) record() (Member, error) {
	in, skipped, err := c.source()
	if skipped > 0 && !c.odd {
		c.member++
		c.odd = true
		return Member{Err: fmt.Errorf("%d bytes that are no record", skipped)}, nil
	}
	if err != nil {
		return Member{}, err
	}
	c.member++
	if in == nil {
		c.odd = true // the next record begins with a mark of its own, somewhere behind
		return Member{Err: errors.New("a packed record that cannot be unpacked")}, nil
	}
	m, rest := c.parse(in, in == c.inside)
	c.odd = m.Err != nil
	if len(rest) == 0 {
		return m, nil
	}
	// A length that was too large took the next record with it: it is put back.
	back := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(rest)), in), 64<<10)
	if in == c.inside {
		c.inside = back
	} else {
		c.in, c.read = back, nil // where in the file that one begins is not known any more
	}
	return m, nil
}

// source is the reader that the next record stands in: the packed one that is
// open, or the next of the file, behind what was skipped. It is nil where a
// packed one does not open. What was skipped is told first, and only then read on.
func (c *warc) source() (in *bufio.Reader, skipped int64, err error) {
	if c.open {
		if skipBlank(c.inside); begins(c.inside, warcMark) {
			return c.inside, 0, nil // a whole archive was packed as one
		}
		_, _ = io.Copy(io.Discard, c.inside)
		c.open = false
	}
	skipped, err = c.find()
	if err != nil || skipped > 0 && !c.odd {
		return nil, skipped, err
	}
	if c.read != nil {
		c.mark = Mark{Input: c.input, Offset: c.read() - int64(c.in.Buffered()), Member: c.member}
	}
	if !begins(c.in, gzipMark) {
		return c.in, 0, nil
	}
	if c.open = c.unzip() == nil; !c.open {
		return nil, 0, nil
	}
	return c.inside, 0, nil
}

func begins(in *bufio.Reader, mark []byte) bool {
	head, _ := in.Peek(len(mark))
	return bytes.Equal(head, mark)
}

// skipBlank goes over line ends, and over what some writers pad with.
func skipBlank(in *bufio.Reader) {
	for {
		head, _ := in.Peek(1)
		if len(head) == 0 || !bytes.Contains([]byte("\r\n\x00"), head) {
			return
		}
		_, _ = in.Discard(1)
	}
}

var (
	gzipMark = []byte("\x1f\x8b\x08")
	warcMark = []byte("WARC/")
)

// find goes to the beginning of the next record, and says how many bytes it went
// over that are none. Between records there are two line ends; after a wrong
// length there may be anything.
func (c *warc) find() (skipped int64, err error) {
	skipBlank(c.in)
	for {
		head, err := c.in.Peek(len(warcMark))
		if len(head) == 0 {
			return skipped, err
		}
		if bytes.HasPrefix(head, gzipMark) || bytes.Equal(head, warcMark) {
			return skipped, nil
		}
		// A step to the next byte that either mark could begin with.
		buf, _ := c.in.Peek(c.in.Buffered())
		step := bytes.IndexFunc(buf[1:], func(r rune) bool { return r == 'W' || r == 0x1f }) + 1
		if step == 0 {
			step = len(buf)
		}
		n, err := c.in.Discard(step)
		skipped += int64(n)
		if err != nil {
			return skipped, err
		}
	}
}

func (c *warc) unzip() (err error) {
	if c.zipped == nil {
		if c.zipped, err = gzip.NewReader(c.in); err != nil {
			c.zipped = nil
			return err
		}
	} else if err = c.zipped.Reset(c.in); err != nil {
		return err
	}
	c.zipped.Multistream(false)
	c.inside = bufio.NewReaderSize(c.zipped, 64<<10)
	return nil
}

// parse reads one record, and gives back what of its bytes is none of its own.
// Its frame is read here, where wrong lengths show; what is in it the library
// reads.
func (c *warc) parse(in *bufio.Reader, packed bool) (m Member, rest []byte) {
	head, size, err := recordHead(in)
	if err != nil {
		c.past(in)
		return Member{Err: err}, nil
	}
	length, err := recordLength(head)
	switch {
	case err != nil:
		c.past(in)
		return Member{Err: err}, nil
	case !kept(head) || length > maxRecord:
		return c.pass(in, head, int64(size)+length), nil
	}
	c.buf = slices.Grow(c.buf[:0], size+int(length))[:size+int(length)]
	n, err := io.ReadFull(in, c.buf)
	record := c.buf[:n]
	if i := swallowed(record[min(size, n):]); i >= 0 {
		m.Err = errors.New("a record with a length that is too large: it holds the next one")
		return m, record[size+i:]
	}
	if err != nil && (!packed || !errors.Is(err, io.ErrUnexpectedEOF) || !c.whole()) {
		return Member{Err: truncated(io.ErrUnexpectedEOF)}, nil
	}
	if err == nil && !ended(in) {
		return Member{Err: errors.New("a record with a length that is too small: its page goes on behind it")}, nil
	}
	m = c.content(record)
	if err != nil {
		m.Doubts = append(m.Doubts, doubt("archive-record", "the record of the archive states a length that is too large")...)
	}
	return m, nil
}

// whole reports whether a packed record was read to its end and its checksum
// holds. Then all of it is there, and only the length that it states is wrong.
func (c *warc) whole() bool {
	_, err := c.zipped.Read(make([]byte, 1))
	return errors.Is(err, io.EOF)
}

// swallowed is where within a record's content another record begins, -1 if none does.
func swallowed(content []byte) int {
	for at := 0; ; {
		i := bytes.Index(content[at:], []byte("\r\n\r\nWARC/1."))
		if i < 0 {
			return -1
		}
		at += i + 4
		if _, next, _ := bytes.Cut(content[at:], []byte("\n")); bytes.HasPrefix(next, []byte("WARC-")) || bytes.HasPrefix(next, []byte("Content-")) {
			return at
		}
	}
}

// ended reports whether a record ends where it should: before another or at the end.
func ended(in *bufio.Reader) bool {
	next, _ := in.Peek(16)
	next = bytes.TrimLeft(next, "\r\n\x00") // some writers pad
	return len(next) == 0 || bytes.HasPrefix(next, warcMark[:min(len(next), len(warcMark))]) || bytes.HasPrefix(next, gzipMark[:min(len(next), len(gzipMark))])
}

// content reads the page of a record.
func (c *warc) content(record []byte) Member {
	const end = "\r\n\r\n" // the mark behind a record, which was left where it stands
	whole := io.MultiReader(bytes.NewReader(record), strings.NewReader(end))
	read, _, warnings, err := c.parser.Unmarshal(bufio.NewReaderSize(whole, maxRecordHead))
	if err != nil {
		return Member{Err: fmt.Errorf("a broken record: %w", lastWarning(err, warnings))}
	}
	defer read.Close()
	m := pageOf(read)
	m.Doubts = warned(warnings)
	return m
}

// warned is the doubt about a page whose record is not as records should be. One
// is said, and how many more there are: a crawler makes one fault in many ways.
func warned(warnings []error) []ling.Diagnostic {
	if len(warnings) == 0 {
		return nil
	}
	said := "the record of the archive: " + clip(printable(warnings[0].Error()))
	if more := len(warnings) - 1; more > 0 {
		said += fmt.Sprintf(" (and %d more)", more)
	}
	return doubt("archive-record", said)
}

// recordHead looks at a record's own fields, which stay unread, and at how many
// bytes they are.
func recordHead(in *bufio.Reader) (http.Header, int, error) {
	buf, err := in.Peek(maxRecordHead)
	end, size := headEnd(buf)
	if end < 0 {
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil, 0, truncated(io.ErrUnexpectedEOF)
		case err != nil:
			return nil, 0, fmt.Errorf("unpack gzip: %w", err)
		}
		return nil, 0, fmt.Errorf("a record with more than %d KiB before its content", maxRecordHead>>10)
	}
	head := http.Header{}
	for _, line := range strings.Split(string(buf[:end]), "\n")[1:] {
		name, value, _ := strings.Cut(line, ":")
		head.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return head, size, nil
}

// headEnd is where the empty line stands and where what follows it begins.
func headEnd(buf []byte) (end, size int) {
	end = bytes.Index(buf, []byte("\r\n\r\n"))
	size = end + 4
	if lf := bytes.Index(buf, []byte("\n\n")); lf >= 0 && (end < 0 || lf < end) {
		end, size = lf, lf+2
	}
	return end, size
}

func recordLength(head http.Header) (int64, error) {
	stated := head.Get("Content-Length")
	length, err := strconv.ParseInt(stated, 10, 64)
	if err != nil || length < 0 || length > 1<<50 {
		return 0, fmt.Errorf("a record of length %q", clip(printable(stated)))
	}
	return length, nil
}

// past steps behind the beginning of a record that cannot be read, so that the
// next one is looked for behind it.
func (c *warc) past(in *bufio.Reader) {
	_, _ = in.Discard(len(warcMark))
	if in == c.inside {
		_, _ = io.Copy(io.Discard, in)
	}
}

// kept reports whether a record may hold a page. The rest is not even parsed.
func kept(head http.Header) bool {
	switch strings.ToLower(head.Get("WARC-Type")) {
	case "response":
		return !strings.HasPrefix(head.Get("Content-Type"), "text/dns")
	case "resource", "conversion":
		return readable(head.Get("Content-Type"), head.Get("WARC-Target-URI"))
	}
	return false
}

// pass goes over a record of so many bytes.
func (c *warc) pass(in *bufio.Reader, head http.Header, size int64) Member {
	if _, err := io.CopyN(io.Discard, in, size); err != nil && kept(head) {
		return Member{Err: truncated(io.ErrUnexpectedEOF)}
	}
	if kept(head) && mayBePage(head) {
		return Member{Err: fmt.Errorf("a record larger than the %d MiB that are looked into", maxRecord>>20)}
	}
	return Member{}
}

// mayBePage reports whether nothing says that a record too large is none.
func mayBePage(head http.Header) bool {
	t := head.Get("WARC-Identified-Payload-Type")
	return t != "" && readable(t, head.Get("WARC-Target-URI"))
}

// lastWarning tells more of what is wrong where the parser warned before it gave up.
func lastWarning(err error, warnings []error) error {
	if len(warnings) > 0 && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w (%w)", err, warnings[len(warnings)-1])
	}
	return truncated(err)
}

// pageOf makes a member of a record that holds a page.
func pageOf(record gowarc.WarcRecord) Member {
	head := record.WarcHeader()
	m := Member{URL: strings.Trim(head.Get("WARC-Target-URI"), "<>")}
	if t, err := time.Parse(time.RFC3339, head.Get("WARC-Date")); err == nil {
		m.Collected = t.UTC()
	}
	response, ok := record.Block().(gowarc.HttpResponseBlock)
	if !ok {
		if record.Type() == gowarc.Response {
			if strings.HasPrefix(head.Get("Content-Type"), "application/http") {
				m.Err = errors.New("an answer that is no HTTP")
				return m
			}
			return Member{} // of another protocol
		}
		body, err := record.Block().RawBytes()
		m.Header = http.Header{"Content-Type": {head.Get("Content-Type")}}
		m.Body, m.Err = held(body, record, err)
		return m
	}
	if response.HttpStatusCode() != http.StatusOK || response.HttpHeader() == nil {
		return Member{}
	}
	m.Header = httpHeader(response.ProtocolHeaderBytes())
	if !readable(m.Header.Get("Content-Type"), m.URL) {
		return Member{}
	}
	payload, err := response.PayloadBytes()
	if err == nil {
		body, err := decodeBody(m.Header, payload)
		m.Body, m.Err = held(body, record, err)
	} else {
		m.Err = err
	}
	return m
}

// httpHeader reads an answer's fields as they were sent. What net/http gives has
// lost Transfer-Encoding, which is undone here and not there.
func httpHeader(head []byte) http.Header {
	_, fields, _ := bytes.Cut(head, []byte("\n"))
	h, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(fields))).ReadMIMEHeader()
	return http.Header(h) // as far as it could be read
}

// held takes a record's bytes into memory, where they stay when the record is closed.
func held(in io.Reader, record gowarc.WarcRecord, err error) (io.Reader, error) {
	if err != nil {
		return nil, err
	}
	body, err := readSized(in, MaxArticle, "an article", int(record.Block().Size()))
	if err != nil {
		return nil, truncated(err)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, nil // an answer without content is no bad page
	}
	return bytes.NewReader(body), nil
}

// readable reports whether an answer of this type can hold an article. A crawl
// keeps pictures, scripts and styles in their thousands, and they are no bad
// inputs. What the server did not type is looked into.
func readable(contentType, address string) bool {
	if strings.HasSuffix(address, "/robots.txt") {
		return false
	}
	t := mediaType(http.Header{"Content-Type": {contentType}})
	switch t {
	case "", "application/octet-stream", "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "multipart/related",
		"message/rfc822", "text/xml", "application/xml", "application/json", "application/feed+json", "application/rss+xml",
		"application/atom+xml", "application/rdf+xml", "application/gzip", "application/x-gzip", "application/zip", "text/csv":
		return t != "" || !strings.Contains(address, "favicon")
	}
	return false
}
