package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// openFeed reads RSS, RDF, Atom and JSON Feed. An item whose content stands in
// the feed is an article; where it does not, the item is a link to one, with
// its summary in place of it where links are not followed.
func openFeed(o *opening) (Container, error) {
	body, err := readAll(o.in, "a feed")
	if err != nil {
		return nil, err
	}
	body, err = decodeXML(body, o.raw, o.opts.Charset)
	if err != nil {
		return nil, err
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("a broken feed: %w", oneLine(err))
	}
	f := feed{Feed: parsed, base: o.raw.URL, follow: o.opts.Follow != nil}
	if f.base == "" {
		f.base = first(parsed.FeedLink, parsed.Link)
	}
	return &many{f.members()}, nil
}

// oneLine is an error on one line, whatever bytes of the input it quotes.
func oneLine(err error) error { return errors.New(clip(printable(strings.TrimSpace(err.Error())))) }

// feed is one feed on its way to articles.
type feed struct {
	*gofeed.Feed
	base   string
	follow bool
}

// item is one item of a feed as an article.
type item struct {
	place     int
	given     *Given
	html      string
	partial   string
	published time.Time
}

// members are the items in their order. Two items that lead to one page are one
// article: with the same text a copy under another id, else versions, the
// older first.
func (f *feed) members() []Member {
	var items []*item
	byURL := map[string][]*item{}
	for i, it := range f.Items {
		if it == nil {
			continue
		}
		new := f.item(it, i+1)
		items = append(items, new)
		if new.given.URL != "" {
			byURL[new.given.URL] = append(byURL[new.given.URL], new)
		}
	}
	var out []Member
	done := map[string]bool{}
	for _, it := range items {
		if it.given.URL == "" {
			out = append(out, f.member(it))
		} else if !done[it.given.URL] {
			done[it.given.URL] = true
			for _, version := range versions(byURL[it.given.URL]) {
				out = append(out, f.member(version))
			}
		}
	}
	return out
}

// versions are the texts that one page had, the oldest first. Of equal texts
// the first that came out is the article; what came later says when it was
// changed.
func versions(items []*item) []*item {
	sort.SliceStable(items, func(i, k int) bool { return items[i].published.Before(items[k].published) })
	out := items[:1:1]
	for _, it := range items[1:] {
		if last := out[len(out)-1]; it.html != last.html {
			out = append(out, it)
		} else if it.given.Published != last.given.Published {
			last.given.Modified = it.given.Published
		}
	}
	return out
}

// item reads one item.
func (f *feed) item(it *gofeed.Item, place int) *item {
	g := &Given{
		URL: f.link(it), Outlet: plain(f.Title), Title: plain(it.Title), Authors: f.authors(it), Lang: f.Language,
	}
	published := first(it.Published, it.Updated)
	if it.Published == "" && it.DublinCoreExt != nil && len(it.DublinCoreExt.Date) > 0 {
		published = it.DublinCoreExt.Date[0]
	}
	out := &item{place: place, given: g, html: it.Content}
	if t, ok := feedTime(published); ok {
		out.published = t
		g.Published = t.Format(time.RFC3339)
	}
	if t, ok := feedTime(it.Updated); ok && it.Updated != published {
		g.Modified = t.Format(time.RFC3339)
	}
	if g.URL == "" && it.GUID != "" {
		g.ID = it.GUID
	}
	if words(out.html) < words(it.Description) {
		out.html = it.Description
		if !whole(it.Description) {
			out.partial = "the feed has a summary of it only"
		}
	} else if cutOff.MatchString(plain(out.html)) {
		out.partial = "the feed cuts it off"
	}
	return out
}

// link is the page of an item: its link, else an id that is one.
func (f *feed) link(it *gofeed.Item) string {
	if to := absolute(f.base, it.Link); to != "" {
		return to
	}
	for _, l := range it.Links {
		if to := absolute(f.base, l); to != "" {
			return to
		}
	}
	if isURL(it.GUID) {
		return it.GUID
	}
	return ""
}

func (f *feed) authors(it *gofeed.Item) []string {
	people := it.Authors
	if len(people) == 0 {
		people = f.Authors
	}
	var out []string
	for _, p := range people {
		if p != nil && p.Name != "" {
			out = append(out, plain(p.Name))
		}
	}
	if len(out) == 0 && it.DublinCoreExt != nil {
		out = it.DublinCoreExt.Creator
	}
	return out
}

// fewest words make a summary that is worth reading by itself: the one or two
// sentences of a news flash.
const fewest = 15

// member is an item as a member of its feed.
func (f *feed) member(it *item) Member {
	m := Member{Name: strconv.Itoa(it.place), URL: it.given.URL, Given: it.given}
	short := words(it.html) < fewest
	if it.given.URL != "" && (short || f.follow && it.partial != "") {
		m.Link, m.Hint, m.Given = true, it.given, nil
		return m
	}
	if short && it.html == "" {
		m.Err = errors.New("an item with neither text nor link")
		return m
	}
	m.Body, m.MediaType, m.Fragment, m.Partial = strings.NewReader(it.html), HTML, true, it.partial
	return m
}

// cutOff is how a feed's text ends that goes on elsewhere.
var cutOff = regexp.MustCompile(`(?i)(?:\[?(?:…|\.\.\.)\]?|\b(?:read more|continue reading|read the full (?:story|article))\b\W*)\s*$`)

// whole reports whether a description is the article: feeds without an element
// for content put it there. Summaries have one paragraph and under a hundred
// words.
func whole(description string) bool {
	return !cutOff.MatchString(plain(description)) && (words(description) >= 150 || strings.Count(description, "<p") >= 3)
}

// words counts the words of HTML.
func words(s string) int { return len(strings.Fields(plain(s))) }

// plain is the text of HTML on one line.
func plain(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.Write(z.Text())
		default:
			b.WriteByte(' ')
		}
	}
}

// first is the first that is not empty.
func first(of ...string) string {
	for _, s := range of {
		if s != "" {
			return s
		}
	}
	return ""
}
