package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord/internal/article/line"
)

// byLead is what stands before the names of a byline, in the languages of the
// outlets that are read most.
var byLead = regexp.MustCompile(`(?i)^\s*(?:(?:written|posted|published|reported|reviewed|story|text|article|words|analysis|photographs?) by|by|von|par|por|di|da|door|af|av|autor(?:in)?|author|auteur|автор)\s*:?[\s\x{a0}]+|^(?:by|von|par|por)\s*[:|]\s*`) //nolint:misspell // words of several languages

// nameEnd is what stands after them: an office, an outlet, a date.
var nameEnd = regexp.MustCompile(`(?i)\s*(?:[|•·/–—(]|\s-\s|\b(?:for|updated|published|posted|on) |,\s*(?:[\w’' ]+ )?(?:correspondent|reporter|editor|writer|columnist|staff|contributor|producer|analyst|phd|ph\.d\.?|md|m\.d\.?|rd|rn|mba|jr\.?)\b).*$`)

// between are the words that part names.
var between = regexp.MustCompile(`\s*(?:[,;&+]|(?i:\b(?:and|und|et|y|och|og|en|with|mit)\b))\s+|\s*[;]\s*`)

// nobody is in what stands where an author should and is no person: agencies,
// desks, offices, parts of a page.
var nobody = regexp.MustCompile(`(?i)\b(?:press|news|newsroom|agency|agencies|wire|wires|staff|desk|team|media|service|tv|radio|online|editor|editors|editorial|redaktion|redaction|redacción|redazione|rédaction|correspondents?|reporter|reporters|admin|administrator|guest|contributors?|author|authors|unknown|anonymous|times|post|gazette|courier|herald|tribune|magazine|journal|reuters|afp|ap|dpa|upi|tass|xinhua|ansa|efe|bloomberg|sponsored|website|company|group|inc|llc|ltd|department|university|institute|foundation|association|read|more|share|updated|published|comments?|facebook|twitter|instagram)\b`)

// people reads the persons of one string that names authors.
func people(s, outlet string) []string {
	s = line.Join(strings.ReplaceAll(s, "\u00a0", " "))
	s = nameEnd.ReplaceAllString(byLead.ReplaceAllString(s, ""), "")
	var out []string
	for _, n := range between.Split(s, -1) {
		n = strings.Trim(byLead.ReplaceAllString(n, ""), " .,:;*\"“”|")
		if person(n) && !strings.EqualFold(n, outlet) && !slices.Contains(out, n) {
			out = append(out, unshout(n))
		}
	}
	return out
}

// person reports whether a string may be the name of one.
func person(s string) bool {
	const longest = 60 // bytes
	if s == "" || len(s) > longest || len(strings.Fields(s)) > 5 || strings.ContainsAny(s, "@/\\#<>{}_=?!%") || nobody.MatchString(s) {
		return false
	}
	letters, upper := 0, false
	for i, r := range s {
		switch {
		case unicode.IsDigit(r):
			return false
		case unicode.IsLetter(r):
			upper = upper || letters == 0 && !unicode.IsLower(r) && i == 0
			letters++
		}
	}
	return letters >= 2 && upper && !strings.Contains(s, ".com") && !strings.Contains(s, "www.")
}

// unshout makes "ABBY GOODNOW" "Abby Goodnow".
func unshout(s string) string {
	if s != strings.ToUpper(s) || s == strings.ToLower(s) || !strings.Contains(s, " ") {
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		if strings.HasSuffix(w, ".") {
			continue
		}
		start := true
		words[i] = strings.Map(func(r rune) rune {
			out := unicode.ToLower(r)
			if start {
				out = unicode.ToUpper(r)
			}
			start = !unicode.IsLetter(r)
			return out
		}, w)
	}
	return strings.Join(words, " ")
}

// authorNames are the names under which heads of pages state an author.
var authorNames = []string{"author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "citation_author", "article:author_name"}

// authors are the persons whom metadata name, else the byline on the page.
func (h *head) authors(article map[string]any, outlet string) []string {
	var out []string
	add := func(s string) {
		if strings.Contains(s, "://") {
			return
		}
		for _, n := range people(s, outlet) {
			if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, n) }) {
				out = append(out, n)
			}
		}
	}
	for _, key := range [...]string{"author", "creator"} {
		for _, n := range h.names(article[key], 0) {
			add(n)
		}
		if len(out) > 0 {
			return out
		}
	}
	for _, key := range authorNames {
		if add(h.meta[key]); len(out) > 0 {
			return out
		}
	}
	for _, strict := range [...]bool{true, false} {
		for _, b := range h.bylines {
			if b.sure != strict {
				continue
			}
			if add(b.text); len(out) > 0 {
				return out
			}
		}
	}
	return out
}

// byline is a text on the page that may name the authors.
type byline struct {
	text string
	sure bool // markup says that it is a name, or it begins as bylines do
}

// bylineOf reads an element as a byline by its markup or its first word.
func bylineOf(class, rel, prop, text string) (byline, bool) {
	const longest = 160 // bytes
	if text == "" || len(text) > longest {
		return byline{}, false
	}
	led := byLead.MatchString(text)
	switch {
	case strings.Contains(rel, "author"), prop == "author", strings.Contains(class, "author-name"), strings.Contains(class, "authorname"):
		return byline{text, true}, true
	case strings.Contains(class, "byline"), strings.Contains(class, "author"), strings.Contains(class, "writer"), strings.Contains(class, "credit-name"):
		return byline{text, led}, led || len(strings.Fields(text)) <= 5
	case led && len(strings.Fields(text)) <= 12 && line.Names(firstName(text)):
		return byline{text, true}, true
	}
	return byline{}, false
}

// firstName is the first name of a byline.
func firstName(s string) string {
	for _, n := range people(s, "") {
		return n
	}
	return ""
}
