package page

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"onrecord/internal/article/line"
)

// titled tells the article's title and its outlet. What stands on the page counts
// before what the head calls it: an h1 that agrees with the head, a heading that
// is word for word one of the titles in the head, a lone h1 of some words.
func (h *head) titled(article map[string]any, host []string) (title, outlet string) {
	t := titler{names: h.outlets(article), host: host}
	said := t.bare(h.said(article))
	outlet = first(append(slices.Clone(t.names), t.found)...)
	if outlet == "" {
		t.bare(h.title)
		outlet = t.found
	}
	return h.unkicked(&t, t.bare(h.chosen(&t, article, said))), outlet
}

// unkicked is a title without the words that pages set above it, where what the
// head gives to be shown elsewhere is the title without them: "Ferry to sail again
// from Orsk" of "Harbour board: Ferry to sail again from Orsk".
func (h *head) unkicked(t *titler, title string) string {
	const most = 6 // words above a title
	shown := t.bare(h.meta["og:title"])
	if len(strings.Fields(shown)) < fewTitleWords || len(shown) >= len(title) || !strings.EqualFold(title[len(title)-len(shown):], shown) {
		return title
	}
	above := title[:len(title)-len(shown)]
	if kicks.MatchString(above) && len(strings.Fields(above)) <= most {
		return title[len(above):]
	}
	return title
}

// kicks is the end of words that stand above a title.
var kicks = regexp.MustCompile(`\S\s*(?::|\s[–—|-])\s+$`)

// outlets are the names that the page gives its outlet, the best first.
func (h *head) outlets(article map[string]any) []string {
	var out []string
	for _, name := range [...]string{h.meta["og:site_name"], h.name(article["publisher"]), h.meta["application-name"], h.website()} {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// website is the name of the site that JSON-LD describes.
func (h *head) website() string {
	for _, o := range h.linked {
		if h.text(o["@type"]) == "WebSite" {
			return h.name(o["name"])
		}
	}
	return ""
}

// said is what the head calls the article. A headline of very many words is its text.
func (h *head) said(article map[string]any) string {
	const most = 40 // words
	stated := h.text(article["headline"])
	if len(strings.Fields(stated)) > most {
		stated = ""
	}
	return first(stated, h.meta["og:title"], h.meta["twitter:title"], h.title)
}

// chosen is the title among those that the head and the page have.
func (h *head) chosen(t *titler, article map[string]any, said string) string {
	for _, shown := range h.h1 {
		if said == "" || line.Alike(shown, said) || opens(said, shown) {
			return h.punctuated(t, shown, said)
		}
	}
	for _, stated := range [...]string{said, h.meta["og:title"], h.meta["twitter:title"], h.title} {
		stated = t.bare(stated)
		if stated != "" && slices.ContainsFunc(h.lines, func(l shown) bool { return l.heading && keyOf(l.text) == keyOf(stated) }) {
			return stated
		}
	}
	if len(h.h1) == 1 && h.text(article["headline"]) != said && len(strings.Fields(h.h1[0])) >= fewTitleWords && !t.outlet(h.h1[0]) {
		return h.h1[0]
	}
	return said
}

// fewTitleWords are those that a lone h1 has at least which is the title though
// the head calls it otherwise; a section's name has fewer.
const fewTitleWords = 4

// opens reports whether a title in the head begins with the heading, and what
// follows is set off.
func opens(said, shown string) bool {
	const few = 2 // words
	if len(said) <= len(shown) || len(strings.Fields(shown)) < few || !strings.EqualFold(said[:len(shown)], shown) {
		return false
	}
	return setOff.MatchString(said[len(shown):])
}

// setOff is what stands between a title and an outlet behind it.
var setOff = regexp.MustCompile(`^\s*(?:[|:›‹~•·⋆]|\s[—–-]\s)`)

// punctuated is the heading on the page, or what the head has in its place: the
// same words with the marks that a page shows by lines of their own, or the
// headline alone where the page puts a heading above it into one with it.
func (h *head) punctuated(t *titler, shown, said string) string {
	a, b := keyOf(shown), keyOf(said)
	if a == b && (strings.ContainsAny(said, ":–—") && !strings.ContainsAny(shown, ":–—") || len(strings.Fields(said)) > len(strings.Fields(shown))) {
		return said
	}
	other := keyOf(t.bare(h.meta["og:title"]))
	if b == other && keyOf(t.bare(h.title)) == b && len(a) > len(b) && strings.HasSuffix(a, b) && len(strings.Fields(said)) >= fewTitleWords {
		return said
	}
	return shown
}

// titler takes the names of outlets off titles.
type titler struct {
	names []string // of the outlet
	host  []string // what the page's host calls it: "orskdayscom", "orskdays"
	found string   // an outlet's name that a title has and none of these is
}

// outlet reports whether a text is the outlet's name.
func (t *titler) outlet(s string) bool {
	return slices.ContainsFunc(t.names, func(name string) bool { return strings.EqualFold(name, s) })
}

// bare is a title without the outlet's name, at either end, whatever sets it off.
func (t *titler) bare(s string) string {
	for _, name := range t.names {
		short := trimOutlet(s, name)
		if len(short) < len(s) && strings.HasPrefix(s, short) {
			short = trimSection(short, s[len(short):])
		}
		s = short
	}
	if m := lastPart.FindStringSubmatch(s); m != nil && (slices.Contains(t.host, keyOf(m[2])) || site.MatchString(m[2])) {
		t.found = first(t.found, m[2])
		return m[1]
	}
	title, outlet := line.SplitTitle(s)
	t.found = first(t.found, outlet)
	return strings.TrimRight(title, " |~•·⋆—–")
}

// trimSection takes the name of a section off a title that the same mark sets off
// as the outlet behind it: "Quay shut – Harbour" of "Quay shut – Harbour – Orsk Days".
func trimSection(title, behind string) string {
	const (
		most  = 2 // words of a section's name
		least = 3 // words of a title
	)
	m := lastPart.FindStringSubmatch(title)
	if m == nil || len(strings.Fields(m[2])) > most || len(strings.Fields(m[1])) < least {
		return title
	}
	mark := strings.Fields(title[len(m[1]):])[0]
	if fields := strings.Fields(behind); len(fields) == 0 || fields[0] != mark {
		return title
	}
	return m[1]
}

// lastPart is a title and the last part that a mark sets off.
var lastPart = regexp.MustCompile(`^(.+\S)\s+[|:›‹~•·⋆—–-]\s+([^|»›‹«~•⋆—–]{2,40})$`)

// hostNames are the letters of an address's host that may stand for the outlet's
// name: its domain with and without what is the registry's.
func hostNames(address string) []string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || net.ParseIP(u.Hostname()) != nil {
		return nil
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(u.Hostname()))
	if err != nil {
		return nil
	}
	name, _, _ := strings.Cut(domain, ".")
	return []string{keyOf(domain), keyOf(name)}
}

// trimOutlet takes the outlet's name off a title, at either end, where a mark
// sets it off. A closing quotation mark is none.
func trimOutlet(title, outlet string) string {
	if outlet == "" || len(title) <= len(outlet) {
		return title
	}
	if at := len(title) - len(outlet); strings.EqualFold(title[at:], outlet) {
		rest := title[:at]
		if m := markBehind.FindStringIndex(rest); m != nil && m[0] > 0 && !(strings.Contains(rest[m[0]:], "»") && strings.Contains(rest, "«")) {
			return rest[:m[0]]
		}
	}
	if strings.EqualFold(title[:len(outlet)], outlet) {
		rest := title[len(outlet):]
		if m := markBefore.FindStringIndex(rest); m != nil && m[1] < len(rest) {
			return rest[m[1]:]
		}
	}
	return title
}

// What sets a title off from the outlet's name behind it, and before it.
var (
	markBehind = regexp.MustCompile(`[\s\x{a0}]*(?:[|:]+|[»›‹—–·•~⋆]|-+)[\s\x{a0}]*$`)
	markBefore = regexp.MustCompile(`^[\s\x{a0}]*(?:[|:]+|[»›‹—–·•~⋆]|-+)[\s\x{a0}]*`)
)
