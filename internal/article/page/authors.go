package page

import (
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// authorNames are the names under which heads of pages state an author.
var authorNames = []string{"author", "article:author", "dc.creator", "dc:creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "citation_author", "article:author_name"}

// byliner gathers the authors of a page.
type byliner struct {
	outlet string
	host   []string // what the page's host may call it (hostNames)
	names  []string
	crafts bool // who reviewed or edited the text counts too
}

// outlets reports whether a name is the outlet's and not a person's.
func (b *byliner) outlets(name string) bool {
	key := keyOf(name)
	return key == keyOf(b.outlet) || slices.Contains(b.host, key)
}

// add takes the persons of a text that names authors.
func (b *byliner) add(s string) {
	if strings.Contains(s, "://") {
		return
	}
	for _, n := range people(s, b.outlet) {
		if b.outlets(n) {
			continue
		}
		if !slices.ContainsFunc(b.names, func(o string) bool { return strings.EqualFold(o, n) }) {
			b.names = append(b.names, n)
		}
	}
}

// authors are the persons whom metadata name, else the byline on the page.
func (h *head) authors(article map[string]any, outlet, title string, host []string) []string {
	b := &byliner{outlet: outlet, host: host}
	near := around(h.lines, title)
	about, rest := h.lines[max(0, near.first):max(0, near.last+1)], inside(h.lines)
	for _, from := range [...]func(*byliner){
		func(b *byliner) { h.statedBy(b, article["author"]) },
		func(b *byliner) { h.statedBy(b, article["creator"]) },
		h.metaAuthors,
		func(b *byliner) { b.aboutTitle(about) },
		h.dataAuthors,
		func(b *byliner) { b.farFrom(rest) },
		func(b *byliner) { b.boxed(rest) },
		func(b *byliner) { b.ofOtherCrafts(about, rest) },
		func(b *byliner) { h.ownPage(b, about) },
		func(b *byliner) { oneCard(b, h.cards) },
		func(b *byliner) { b.listed(rest) },
	} {
		if from(b); len(b.names) > 0 {
			break
		}
	}
	return b.names
}

// statedBy adds the authors that JSON-LD states. A person may have the outlet's
// name, as on a page of one's own; an organization is no author, though some pages
// call persons so.
func (h *head) statedBy(b *byliner, v any) {
	for _, e := range h.things(v, 0) {
		o, _ := e.(map[string]any)
		kind := h.text(o["@type"])
		own := &byliner{outlet: b.outlet, host: b.host}
		if kind == "Person" {
			own.outlet, own.host = "", nil
		}
		for _, n := range h.names(e, 0) {
			own.add(n)
		}
		for _, n := range own.names {
			if strings.HasSuffix(kind, "Organization") && !theNaming().likely(n) {
				continue
			}
			b.add(n)
			if strings.EqualFold(n, b.outlet) && personal(n) {
				b.names = append(b.names, n)
			}
		}
		if name := h.text(o["name"]); kind == "Person" && theNaming().handle(name) && (!b.outlets(name) || theNaming().likely(b.outlet)) && !slices.Contains(b.names, name) {
			b.names = append(b.names, name)
		}
	}
}

// personal reports whether a name has the shape of a person's: two or three words,
// none of them that of an outlet.
func personal(n string) bool {
	words := len(strings.Fields(n))
	return words >= 2 && words <= 3
}

// metaAuthors adds those of meta elements.
func (h *head) metaAuthors(b *byliner) {
	for _, key := range authorNames {
		if b.add(h.meta[key]); len(b.names) > 0 {
			return
		}
	}
	// Cards of Twitter have labels in words and values beside them.
	for _, n := range [...]string{"1", "2"} {
		if theNaming().leads(h.meta["twitter:label"+n] + " ") {
			b.add(h.meta["twitter:data"+n])
		}
	}
}

// ownPage adds the author whose name is the outlet's too, as on a page of one's own:
// where the head names an author so, or a byline about the title.
func (h *head) ownPage(b *byliner, about []shown) {
	t := theNaming()
	for _, key := range authorNames {
		if own := h.meta[key]; own != "" && strings.EqualFold(own, b.outlet) && t.likely(own) && t.person(own) {
			b.names = []string{own}
			return
		}
	}
	for i := range about {
		if text := about[i].text; t.leads(text) && strings.EqualFold(t.led(undated(text)), b.outlet) && t.likely(b.outlet) && t.person(b.outlet) {
			b.names = []string{b.outlet}
			return
		}
	}
}

// makerOf reads an element that markup says is an author's name.
func makerOf(n *html.Node) (m maker, ok bool) {
	t, page := theNaming(), ""
	for _, a := range n.Attr {
		switch a.Key {
		case "rel", "itemprop", "property":
			m.sure = m.sure || saysAuthor(a.Val)
		case "class":
			m.named = t.marked.Any(a.Val)
			ok = ok || m.named
		case "href":
			if address := strings.ToLower(a.Val); element(n) == atom.A && t.authorPage(address) {
				ok, page = true, address
			}
		}
	}
	if ok || m.sure {
		m.text = collapse(seenUpTo(n, longestShown))
		m.sure = m.sure || page != "" && spells(page, m.text)
		m.handle = page != "" && owns(page, m.text)
	}
	return m, m.text != ""
}

// saysAuthor reports whether a property or relation is that of an author.
func saysAuthor(value string) bool {
	for w := range strings.FieldsSeq(value) {
		if strings.EqualFold(w, "author") || strings.EqualFold(w, "schema:author") {
			return true
		}
	}
	return false
}

// spells reports whether an address holds a name: ".../ana-moor" that of Ana Moor.
func spells(address, name string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, unmarked(s))
	}
	return strings.Contains(name, " ") && strings.Contains(letters(address), letters(name))
}

// owns reports whether an address ends with a name of one word.
func owns(address, name string) bool {
	address, _, _ = strings.Cut(address, "?")
	return strings.HasSuffix(strings.TrimRight(address, "/"), "/"+strings.ToLower(name)) && theNaming().handle(name)
}

// authorPage reports whether an address is that of the page of an author: one
// part of it says so, and one more says whose.
func (t *naming) authorPage(address string) bool {
	if !t.pages.Any(address) {
		return false
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, part := range parts {
		if t.path[part] && i+1 < len(parts) && i+3 >= len(parts) {
			return true
		}
	}
	return u.Query().Has("author")
}

// dataAuthors adds the authors that the page's scripts state, where they state one
// list alone: what lists articles states several.
func (h *head) dataAuthors(b *byliner) {
	var found []string
	for _, src := range h.scripts {
		for value := range authorFields(src) {
			own := &byliner{outlet: b.outlet, host: b.host}
			for _, q := range quotedText.FindAllString(value, -1) {
				own.add(clean(strings.Trim(q, `"'`)))
			}
			own.names = slices.DeleteFunc(own.names, func(n string) bool { return !several(n) })
			if len(own.names) == 0 {
				continue
			}
			if found != nil && !slices.Equal(found, own.names) {
				return
			}
			found = own.names
		}
	}
	b.names = append(b.names, found...)
}

// authorFields are the values of a script's fields that name authors. They are looked
// for where that word stands: scripts are long, and most hold nothing of the kind.
func authorFields(src string) iter.Seq[string] {
	const (
		word    = "uthor" // with a capital or without
		before  = 16      // bytes of the field's name in front of it
		longest = 420     // bytes of field and value
	)
	return func(yield func(string) bool) {
		for at := 0; ; at += len(word) {
			i := strings.Index(src[at:], word)
			if i < 0 {
				return
			}
			at += i
			begin := max(0, at-before)
			quote := strings.LastIndexAny(src[begin:at], `"'`)
			if quote < 0 {
				continue
			}
			field := src[begin+quote : min(len(src), begin+quote+longest)]
			if m := scriptAuthors.FindStringSubmatch(field); m != nil && !yield(m[1]) {
				return
			}
		}
	}
}

// scriptAuthors is a field of a script's data that names authors, in a string or a list.
var scriptAuthors = regexp.MustCompile(`(?i)^["'](?:content|article|page|post|story)?[_-]?authors?[_-]?(?:names?)?["']\s*:\s*(\[[^\]\[{}]{2,300}\]|"[^"\\]{2,80}"|'[^'\\]{2,80}')`)

// quotedText is a string within it.
var quotedText = regexp.MustCompile(`"[^"]*"|'[^']*'`)
