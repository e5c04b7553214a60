package ingest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// openSitemap reads a sitemap, a news sitemap or an index of sitemaps. What
// they hold are links; a news sitemap says title, day and outlet of each.
func openSitemap(o *opening) (Container, error) {
	in := xml.NewDecoder(&allowance{in: o.in, left: maxWhole})
	in.Strict = false
	in.Entity = xml.HTMLEntity
	in.CharsetReader = func(label string, in io.Reader) (io.Reader, error) { return charsetReader(label, in) }
	return &sitemap{in: in, base: o.raw.URL}, nil
}

// sitemap yields the links of a sitemap, one in memory at a time.
type sitemap struct {
	in   *xml.Decoder
	base string
	n    int
}

func (c *sitemap) Next() (Member, error) {
	for {
		token, err := c.in.Token()
		switch {
		case errors.Is(err, io.EOF):
			if c.n == 0 {
				return Member{}, errors.New("a sitemap without links")
			}
			return Member{}, io.EOF
		case err != nil:
			return Member{}, sitemapError(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var e entry
		if err := c.in.DecodeElement(&e, &start); err != nil {
			return Member{}, sitemapError(err)
		}
		if m, ok := c.member(&e); ok {
			return m, nil
		}
	}
}

func sitemapError(err error) error {
	if errors.Is(err, errLong) {
		return fmt.Errorf("larger than the %d MiB that a sitemap may have", maxWhole>>20)
	}
	return fmt.Errorf("a broken sitemap: %w", oneLine(err))
}

// entry is one link of a sitemap. Elements are known by their local names,
// because many sitemaps leave the namespace out.
type entry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
		Date  string `xml:"publication_date"`
		Title string `xml:"title"`
	} `xml:"news"`
}

func (c *sitemap) member(e *entry) (Member, bool) {
	to := absolute(c.base, e.Loc)
	if to == "" {
		return Member{}, false
	}
	c.n++
	hint := &Given{
		URL: to, Title: plain(e.News.Title), Outlet: plain(e.News.Publication.Name), Lang: strings.TrimSpace(e.News.Publication.Language),
		Modified: strings.TrimSpace(e.LastMod),
	}
	if t, ok := feedTime(e.News.Date); ok {
		hint.Published = t.Format(time.RFC3339)
	}
	return Member{URL: to, Link: true, Hint: hint}, true
}
