package page

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// metadata is what a page's head, markup and address say of its article.
type metadata struct {
	title, standfirst string
	outlet            string
	authors           []string
	byline, section   string
	canonical         string
	lang              string
	body              string   // the article's text, where JSON-LD has it
	scripts           []string // what may hold it where a script builds the page
	published         onrecord.Published
	modified          string
	changed           string // the moment of the change as metadata state it
	refresh           string // a meta element that leads on to another page
	head              string // the title as the head has it
	paid              bool   // JSON-LD says that the text is sold
	diagnostics       []ling.Diagnostic
}

// head is what one pass over the page collects.
type head struct {
	meta     map[string]string // by name, property or itemprop, lower case; the first counts
	dense    map[string]string // the same, by the letters of the name alone
	links    map[string]string // by rel
	title    string
	h1       []string
	lang     string
	linked   []map[string]any // JSON-LD objects, in order
	byID     map[string]map[string]any
	lines    []shown
	cards    []shown  // lines of what was taken out of the page as a card
	scripts  []string // scripts that are no JSON-LD
	scripted int      // bytes of them
	bodies   []string // texts of paragraphs, for the standfirst
}

func readMetadata(doc *html.Node, cards []*html.Node, base *url.URL) *metadata {
	h := &head{meta: map[string]string{}, dense: map[string]string{}, links: map[string]string{}, byID: map[string]map[string]any{}}
	h.collect(doc)
	h.lines = showLines(doc)
	for _, c := range cards {
		h.cards = append(h.cards, showLines(c)...)
	}
	m := &metadata{lang: h.lang}
	article := h.article()
	m.canonical = h.canonical(base)
	host := hostNames(first(m.canonical, base.String()))
	m.title, m.outlet = h.titled(article, host)
	m.authors = h.authors(article, m.outlet, m.title, host)
	m.byline, m.section = h.byline(article, m), h.section(article)
	m.lang = first(h.text(article["inLanguage"]), m.lang, h.meta["og:locale"], h.meta["content-language"], h.meta["language"])
	m.standfirst = h.standfirst()
	m.body, _ = article["articleBody"].(string)
	m.scripts = h.scripts
	m.refresh, m.head = h.meta["refresh"], h.title
	free, _ := article["isAccessibleForFree"].(bool)
	_, said := article["isAccessibleForFree"]
	m.paid = said && !free && !strings.EqualFold(h.text(article["isAccessibleForFree"]), "true")
	h.dated(m, article, base)
	return m
}

// collect walks the page once.
func (h *head) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		h.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.collect(c)
	}
}

// element keeps what one element says, by its name and by its properties.
func (h *head) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = attr(n, "lang")
	case atom.Meta:
		for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
			for name := range strings.FieldsSeq(attr(n, key)) { // one element may state several
				h.keep(h.meta, name, attr(n, "content"))
				h.keep(h.dense, keyOf(name), attr(n, "content"))
			}
		}
	case atom.Link:
		h.keep(h.links, attr(n, "rel"), attr(n, "href"))
	case atom.Title, atom.H1:
		h.heading(n)
	case atom.Script:
		h.script(n)
	case atom.P, atom.H2:
		h.visible(n)
	}
	h.properties(n)
}

// script reads JSON-LD, and keeps what other scripts hold that are not endless.
func (h *head) script(n *html.Node) {
	const most = 1 << 20 // bytes of all scripts
	switch {
	case n.FirstChild == nil:
	case strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json"):
		h.linkedData(n.FirstChild.Data)
	case h.scripted+len(n.FirstChild.Data) <= most:
		h.scripted += len(n.FirstChild.Data)
		h.scripts = append(h.scripts, n.FirstChild.Data)
	}
}

// heading keeps the title of the page's head, and the headings of the first rank.
func (h *head) heading(n *html.Node) {
	switch t := clean(inner(n)); {
	case n.DataAtom == atom.H1 && t != "":
		h.h1 = append(h.h1, t)
	case n.DataAtom == atom.Title && h.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head:
		h.title = t
	}
}

// properties keeps what RDFa and microdata say on any element.
func (h *head) properties(n *html.Node) {
	if n.DataAtom != atom.Meta && has(n, "property") && has(n, "content") {
		h.keep(h.meta, strings.TrimPrefix(strings.ToLower(attr(n, "property")), "schema:"), attr(n, "content"))
	}
	if prop := strings.ToLower(attr(n, "itemprop")); prop == "datepublished" || prop == "datemodified" {
		h.keep(h.meta, prop, first(attr(n, "content"), attr(n, "datetime"), collapse(inner(n))))
	}
}

// visible keeps short texts that may be the standfirst.
func (h *head) visible(n *html.Node) {
	const (
		most    = 400
		longest = 600 // bytes
	)
	if len(h.bodies) == most {
		return
	}
	raw := innerUpTo(n, 2*longest)
	if text := collapse(raw); text != "" && len(text) <= longest && len(raw) < 2*longest {
		h.bodies = append(h.bodies, text)
	}
}

func (h *head) keep(to map[string]string, key, value string) {
	key, value = strings.ToLower(strings.TrimSpace(key)), clean(value)
	if _, there := to[key]; key != "" && value != "" && !there {
		to[key] = value
	}
}

// canonical is the address that the page gives for itself.
func (h *head) canonical(base *url.URL) string {
	for _, s := range [...]string{h.links["canonical"], h.meta["og:url"]} {
		u, err := url.Parse(s)
		if s == "" || err != nil {
			continue
		}
		if base.Scheme != "file" {
			u = base.ResolveReference(u)
		}
		// Some sites call their front page the canonical address of every page.
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "") {
			u.Fragment = ""
			return u.String()
		}
	}
	return ""
}

// standfirst is the page's description of itself where it also stands on the
// page, in a paragraph of its own.
func (h *head) standfirst() string {
	const fewest = 6 // words
	for _, said := range [...]string{h.meta["og:description"], h.meta["description"]} {
		said = line.Join(said)
		if strings.Count(said, " ") < fewest-1 {
			continue
		}
		first, _, _ := strings.Cut(said, " ")
		for _, b := range h.bodies {
			if strings.HasPrefix(b, first) && line.Join(b) == said {
				return b
			}
		}
	}
	return ""
}

func urlPath(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return u.Path
}

func lookUp(m map[string]string, keys []string) []string {
	var out []string
	for _, k := range keys {
		if m[k] != "" {
			out = append(out, m[k])
		}
	}
	return out
}

// first is the first string that is not empty.
func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// mostInner bounds what is read of one element, in bytes. Titles and date lines
// are shorter; elements lie within each other, and each is read for itself.
const mostInner = 8 << 10

// inner is the text within an element, scripts left out.
func inner(n *html.Node) string { return innerUpTo(n, mostInner) }

// innerUpTo is the first bytes of it.
func innerUpTo(n *html.Node, most int) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if b.Len() >= most {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(strings.ToValidUTF8(n.Data[:min(len(n.Data), most-b.Len())], ""))
		}
		if n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
		if n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
