package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/jhillyerd/enmime/v2"
)

// mailField are the fields that mails begin with (RFC 5322, 3.6; RFC 2557 for pages).
var mailField = regexp.MustCompile(`(?i)^(?:from|to|cc|date|subject|sender|reply-to|received|return-path|message-id|mime-version|content-type|` +
	`content-transfer-encoding|delivered-to|dkim-signature|arc-[\w-]+|authentication-results|list-[\w-]+|snapshot-content-location|x-[\w-]+):(?:[ \t]|$)`)

// mailHead reports whether text begins with the fields of a mail. Three of them
// one below the other are no accident of an article's first lines.
func mailHead(text []byte) bool {
	n := 0
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
			return n >= 3
		case n > 0 && (line[0] == ' ' || line[0] == '\t'):
		case mailField.Match(line):
			n++
		default:
			return n >= 3
		}
	}
	return n >= 3
}

// mboxFrom is the line that parts the mails of a mailbox (RFC 4155).
var mboxFrom = regexp.MustCompile(`^From \S+ +\w{3} \w{3} +\d`)

func mboxHead(text []byte) bool { return mboxFrom.Match(text) }

// openMail reads one mail: a saved page (MHTML) or a newsletter.
func openMail(o *opening) (Container, error) {
	body, err := readAll(o.in, "a mail")
	if err != nil {
		return nil, err
	}
	m, err := readMail(body)
	if err != nil {
		return nil, err
	}
	if m.URL == "" {
		m.URL = o.raw.URL
	}
	return &one{member: m}, nil
}

// readMail takes the article out of a mail.
func readMail(body []byte) (Member, error) {
	parser := enmime.NewParser(enmime.SkipMalformedParts(true), enmime.DisableTextConversion(true), enmime.MaxStoredPartErrors(10))
	envelope, err := parser.ReadEnvelope(bytes.NewReader(body))
	if err != nil {
		return Member{}, fmt.Errorf("a broken mail: %w", oneLine(err))
	}
	page, text := envelope.HTML, envelope.Text
	if saved(envelope) {
		return savedPage(envelope)
	}
	m := Member{Given: envelopeOf(envelope), Fragment: true, Header: utf8Header()}
	switch {
	case words(page) >= fewest:
		// A letter that is a page of the site as well says what it is there.
		m.Body, m.MediaType, m.Fragment = strings.NewReader(page), HTML, !describesItself(page)
	case strings.TrimSpace(text) != "":
		m.Body, m.MediaType, m.Fragment = strings.NewReader(text), Plain, false
	default:
		return Member{}, errors.New("a mail without words")
	}
	return m, nil
}

// describesItself reports whether a page has the metadata of an article.
func describesItself(page string) bool {
	return strings.Contains(page, "application/ld+json") || strings.Contains(page, `property="og:type"`)
}

// saved reports whether a mail is a page that a browser saved: its parts are
// at addresses of the web (RFC 2557).
func saved(e *enmime.Envelope) bool {
	return e.GetHeader("Snapshot-Content-Location") != "" || e.Root != nil && rootPage(e) != nil && rootPage(e).Header.Get("Content-Location") != ""
}

// rootPage is the first part that is a page.
func rootPage(e *enmime.Envelope) *enmime.Part {
	return e.Root.DepthMatchFirst(func(p *enmime.Part) bool {
		return strings.EqualFold(p.ContentType, HTML) || strings.EqualFold(p.ContentType, "application/xhtml+xml")
	})
}

// savedPage is the page of an MHTML file, which speaks for itself.
func savedPage(e *enmime.Envelope) (Member, error) {
	part := rootPage(e)
	if part == nil || len(part.Content) == 0 {
		return Member{}, errors.New("a saved page without a page")
	}
	m := Member{Body: bytes.NewReader(part.Content), MediaType: HTML, Header: utf8Header()}
	for _, at := range []string{e.GetHeader("Snapshot-Content-Location"), part.Header.Get("Content-Location")} {
		if m.URL == "" && isURL(at) {
			m.URL = at
		}
	}
	if t, ok := feedTime(e.GetHeader("Date")); ok {
		m.Collected = t.UTC() // a browser writes when it saved the page
	}
	return m, nil
}

// utf8Header says that a part has been decoded already.
func utf8Header() http.Header { return http.Header{"Content-Type": {"text/html; charset=utf-8"}} }

// envelopeOf is what a newsletter's own fields say of it.
func envelopeOf(e *enmime.Envelope) *Given {
	g := &Given{Title: plain(e.GetHeader("Subject")), ID: strings.Trim(e.GetHeader("Message-Id"), "<> ")}
	if from, err := e.AddressList("From"); err == nil && len(from) > 0 {
		g.Outlet = plain(from[0].Name)
	}
	if t, ok := feedTime(e.GetHeader("Date")); ok {
		g.Published = t.Format(time.RFC3339)
	}
	return g
}

// openMbox reads a mailbox: mails one after another.
func openMbox(o *opening) (Container, error) { return &mbox{in: o.in}, nil }

// mbox yields the mails of a mailbox.
type mbox struct {
	in   *bufio.Reader
	n    int
	buf  []byte
	done bool
}

func (c *mbox) Next() (Member, error) {
	for !c.done {
		mail, err := c.next()
		if err != nil {
			return Member{}, err
		}
		if len(bytes.TrimSpace(mail)) == 0 {
			continue
		}
		c.n++
		m := Member{Err: fmt.Errorf("larger than the %d MiB that a mail may have", maxWhole>>20)}
		if len(mail) <= maxWhole {
			if m, err = readMail(mail); err != nil {
				m = Member{Err: err}
			}
		}
		m.Name = strconv.Itoa(c.n)
		return m, nil
	}
	return Member{}, io.EOF
}

// next reads up to the line that the next mail begins behind. Of a mail that is
// too large a little more is kept than it may have.
func (c *mbox) next() ([]byte, error) {
	c.buf = c.buf[:0]
	fresh := true // at the beginning of a line
	for {
		part, err := c.in.ReadSlice('\n')
		if fresh && mboxFrom.Match(part) {
			return c.buf, nil
		}
		fresh = bytes.HasSuffix(part, []byte("\n"))
		if len(c.buf) <= maxWhole {
			c.buf = append(c.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			c.done = true
			return c.buf, nil
		case err != nil:
			return nil, err
		}
	}
}
