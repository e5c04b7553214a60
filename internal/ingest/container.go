package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"onrecord/ling"
)

// Container is what holds articles: a pack, an archive, a feed, a table. It
// yields its members one after another and io.EOF after the last. Any other
// error ends it: what stands behind cannot be read. What is wrong with one
// member stands in Member.Err and costs that member alone.
type Container interface {
	Next() (Member, error)
}

// Member is one thing in a container: bytes that may be a container again, an
// article that is stated outright, or a link to where the article stands.
type Member struct {
	Name string // within its container, "" where Line tells
	Line int
	// Body is read to its end or left before the next call of Next; nil for a
	// link, and where Given holds the text.
	Body io.Reader
	Link bool // the article stands at URL

	URL       string
	Header    http.Header
	Collected time.Time
	MediaType string // "" to be found by content
	Fragment  bool
	Partial   string
	Doubts    []ling.Diagnostic // what was found wrong with the member on its way here
	Given     *Given
	Hint      *Given

	Mark Mark
	Err  error
}

// Bounds on what lies in what. An archive of a newspaper is a tar of WARC files
// of packed pages, four deep; what is nested deeper was made to be.
const (
	maxDepth = 8
	maxPacks = 3 // zip in zip in zip
)

// opener opens what a form's bytes hold.
type opener func(o *opening) (Container, error)

// opening is what an opener may need.
type opening struct {
	raw  Raw // of the container itself
	in   *bufio.Reader
	read func() int64 // bytes taken from the top file until now; nil within others
	file *os.File     // the top file; nil within others
	opts *Options
}

// errTooDeep is what nests without end.
var errTooDeep = fmt.Errorf("packed in packs more than %d deep: not looked into", maxDepth)

// errTooManyPacks is the same for archives, whose members multiply.
var errTooManyPacks = fmt.Errorf("a zip or tar within %d others: not looked into", maxPacks)

// one is a container of a single member: what a compressed file holds.
type one struct {
	member Member
	done   bool
}

func (c *one) Next() (Member, error) {
	if c.done {
		return Member{}, io.EOF
	}
	c.done = true
	return c.member, nil
}

// many is a container whose members were all made at once.
type many struct{ members []Member }

func (c *many) Next() (Member, error) {
	if len(c.members) == 0 {
		return Member{}, io.EOF
	}
	m := c.members[0]
	c.members = c.members[1:]
	return m, nil
}

// maxWhole is the largest container that has to be in memory: what the sitemap
// protocol allows (https://www.sitemaps.org/protocol.html) and a little, a mail
// with its pictures, four articles of the largest size.
const maxWhole = 4 * MaxArticle

// readAll reads a whole container that has to be in memory, such as a feed.
func readAll(in io.Reader, what string) ([]byte, error) {
	return readSized(in, maxWhole, what, 0)
}

// readSized is as readAll where it is known about how many bytes there are: a
// buffer that need not grow is half of the work.
func readSized(in io.Reader, most int, what string, size int) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, min(size, most)+bytes.MinRead))
	_, err := b.ReadFrom(io.LimitReader(in, int64(most)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read: %w", cause(err))
	case b.Len() > most:
		return nil, fmt.Errorf("larger than the %d MiB that %s may have", most>>20, what)
	}
	return b.Bytes(), nil
}

// closing closes what a container holds open when it is done with.
type closing struct {
	Container
	close func() error
}

// Close releases what the container holds.
func (c closing) Close() error { return c.close() }

// release closes a container that has something to close.
func release(c Container) {
	if closer, ok := c.(io.Closer); ok {
		_ = closer.Close() // only read from
	}
}

// truncated words the end of a file that came too early.
func truncated(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("cut off before its end")
	}
	return err
}
