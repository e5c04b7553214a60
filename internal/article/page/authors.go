package page

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
)

// authorNames are the names under which heads of pages state an author.
var authorNames = []string{"author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "citation_author", "article:author_name"}

// byliner gathers the authors of a page.
type byliner struct {
	outlet string
	names  []string
}

// add takes the persons of a text that names authors.
func (b *byliner) add(s string) {
	if strings.Contains(s, "://") {
		return
	}
	for _, n := range people(s, b.outlet) {
		if !slices.ContainsFunc(b.names, func(o string) bool { return strings.EqualFold(o, n) }) {
			b.names = append(b.names, n)
		}
	}
}

// authors are the persons whom metadata name, else the byline on the page.
func (h *head) authors(article map[string]any, outlet, title string) []string {
	b := &byliner{outlet: outlet}
	for _, from := range [...]func(*byliner){
		func(b *byliner) { h.statedBy(b, article["author"]) },
		func(b *byliner) { h.statedBy(b, article["creator"]) },
		h.metaAuthors,
		func(b *byliner) { bylines(b, h.lines, title) },
		h.ownPage,
		func(b *byliner) { oneCard(b, h.cards) },
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
		own := &byliner{outlet: b.outlet}
		if kind == "Person" {
			own.outlet = ""
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
		if name := h.text(o["name"]); kind == "Person" && penName.MatchString(name) && !theNaming().nobody[name] {
			b.names = append(b.names, name)
		}
	}
}

// penName is the name under which a person writes who gives no other.
var penName = regexp.MustCompile(`^[a-z][a-z.]{3,19}$`)

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

// ownPage adds the author whose name is the outlet's too, as on a page of one's own.
func (h *head) ownPage(b *byliner) {
	t := theNaming()
	for _, key := range authorNames {
		if own := h.meta[key]; own != "" && strings.EqualFold(own, b.outlet) && t.likely(own) && t.person(own) {
			b.names = []string{own}
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
			ok = ok || t.marked.Any(a.Val)
		case "href":
			if address := strings.ToLower(a.Val); element(n) == atom.A && t.authorPage(address) {
				ok, page = true, address
			}
		}
	}
	if ok || m.sure {
		m.text = collapse(seenUpTo(n, longestShown))
		m.sure = m.sure || page != "" && spells(page, m.text)
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

// bylines adds the authors that stand on the page, from the surest way in which
// pages name them to the least: about the title first.
func bylines(b *byliner, lines []shown, title string) {
	near := around(lines, title)
	about := lines[max(0, near.first):max(0, near.last+1)]
	rest := inside(lines)
	for _, from := range [...]func(){
		func() { b.marked(about) },
		func() { b.led(about) },
		func() { b.classed(about) },
		func() { b.besideDate(about) },
		func() { b.marked(rest) },
		func() { b.led(rest) },
		func() { b.classed(rest) },
	} {
		if from(); len(b.names) > 0 {
			return
		}
	}
}

// oneCard adds the author whom cards name, where they name one and no other: the
// cards of other articles name several.
func oneCard(b *byliner, cards []shown) {
	found := ""
	for i := range cards {
		own := &byliner{outlet: b.outlet}
		if own.marked(cards[i : i+1]); len(own.names) == 0 {
			own.classed(cards[i : i+1])
		}
		for _, n := range own.names {
			if found != "" && found != n {
				return
			}
			found = n
		}
	}
	if found != "" {
		b.names = []string{found}
	}
}

// inside are the lines that do not stand beside the article.
func inside(lines []shown) []shown {
	return slices.DeleteFunc(slices.Clone(lines), func(l shown) bool { return l.outer })
}

// marked adds the elements that markup says are authors, those of one place. One
// word beside a whole name is what that person is.
func (b *byliner) marked(lines []shown) {
	const gap = 3 // lines between two authors of one article
	last := -1
	for i := range lines {
		if last >= 0 && i > last+gap {
			break
		}
		for _, m := range lines[i].makers {
			if b.addSure(m); len(b.names) > 0 {
				last = i
			}
		}
	}
	if slices.ContainsFunc(b.names, several) {
		b.names = slices.DeleteFunc(b.names, func(n string) bool { return !several(n) })
	}
}

func several(n string) bool { return strings.Contains(n, " ") }

// addSure takes the persons of a marked element; of one whose mark may mean
// something else, those that are likely persons.
func (b *byliner) addSure(m maker) {
	for _, n := range people(m.text, b.outlet) {
		if (m.sure || theNaming().likely(n)) && !slices.Contains(b.names, n) {
			b.names = append(b.names, n)
		}
	}
}

// take takes the persons of a text if they have the names of persons, or, where
// the text says that they are authors, the shape of such names.
func (b *byliner) take(text string, said bool) bool {
	names := people(text, b.outlet)
	if len(names) == 0 || !theNaming().likely(names[0]) && !(said && theNaming().shaped(names[0])) {
		return false
	}
	b.names = names
	return true
}

// led adds the names of the first line that begins as bylines do.
func (b *byliner) led(lines []shown) {
	const most = 14 // words of a byline
	for i := range lines {
		text := lines[i].text
		if i+1 < len(lines) && theNaming().onlyLeads(text) {
			text += " " + lines[i+1].text
		}
		if theNaming().leads(text) && len(strings.Fields(text)) <= most && b.take(text, true) {
			return
		}
	}
}

// classed adds the names of the first line whose class says that it is a byline.
func (b *byliner) classed(lines []shown) {
	const few = 6 // words; a line of more is about the author
	t := theNaming()
	for i := range lines {
		l := &lines[i]
		if l.heading || !slices.ContainsFunc(t.byline, func(name string) bool { return strings.Contains(l.names, name) }) {
			continue
		}
		text := undated(l.text)
		brief := t.leads(text) || len(strings.Fields(text)) <= few
		if b.take(text, brief) {
			return
		}
	}
}

// undated is a line without its date: what stands before it, or else behind it.
func undated(s string) string {
	const marks = " ,|·•⋅・–—-"
	d, ok := dates.Find(s)
	if !ok {
		return s
	}
	return first(strings.Trim(s[:d.Start], marks), strings.Trim(s[d.End:], marks))
}

// besideDate adds the names that stand on the line of the date or alone next to it.
func (b *byliner) besideDate(lines []shown) {
	for i := range lines {
		d, ok := dates.ReadLine(lines[i].text)
		if !ok || d.Date.Year == 0 {
			continue
		}
		for _, j := range [...]int{i, i - 1, i + 1} {
			if j < 0 || j >= len(lines) || lines[j].heading {
				continue
			}
			text := undated(lines[j].text)
			office := theNaming().role.MatchString(" " + text) // a name that stands with an office is a person's
			if (j == i || line.Names(text)) && b.take(text, office) {
				return
			}
		}
	}
}
