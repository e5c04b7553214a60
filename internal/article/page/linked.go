package page

import (
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// articleTypes are schema.org's types of articles (https://schema.org/Article
// and what is below it) that news pages use.
var articleTypes = []string{
	"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
	"ReviewNewsArticle", "AskPublicNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report",
	"TechArticle", "ScholarlyArticle", "MedicalWebPage",
}

// linkedData reads one JSON-LD script, lists and graphs within it opened. Many
// scripts are no strict JSON, so what fails is mended and read again; of a script
// that is not to be mended what stands before the fault is kept.
func (h *head) linkedData(src string) {
	for _, text := range [...]func() string{func() string { return src }, func() string { return mendJSON(src) }} {
		in := json.NewDecoder(strings.NewReader(text()))
		read := false
		for {
			var v any
			err := in.Decode(&v)
			if err == io.EOF {
				return
			}
			if err != nil {
				break
			}
			h.open(v, 0)
			read = true
		}
		if read {
			return
		}
	}
}

// open keeps the objects of a JSON-LD value.
func (h *head) open(v any, deep int) {
	const deepest = 4
	if deep > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			h.open(e, deep+1)
		}
	case map[string]any:
		h.linked = append(h.linked, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && h.byID[id] == nil {
			h.byID[id] = v
		}
		h.open(v["@graph"], deep+1)
		h.open(v["mainEntity"], deep+1)
	}
}

// article is the JSON-LD object of the article: the one whose headline the page
// gives as its title, else the first; empty if there is none.
func (h *head) article() map[string]any {
	var found map[string]any
	said := first(h.meta["og:title"], h.title)
	for _, o := range h.linked {
		if !isArticle(o) {
			continue
		}
		if found == nil {
			found = o
		}
		if headline := h.text(o["headline"]); headline != "" && said != "" && sameTitle(headline, said) {
			return o
		}
	}
	if found == nil {
		return map[string]any{}
	}
	return found
}

func isArticle(o map[string]any) bool {
	if o["headline"] != nil && o["author"] != nil && o["datePublished"] != nil {
		return true // whatever it calls itself: only articles have all three
	}
	types, _ := o["@type"].([]any)
	for _, t := range append(slices.Clip(types), o["@type"]) {
		if s, ok := t.(string); ok && slices.Contains(articleTypes, strings.TrimPrefix(s, "https://schema.org/")) {
			return true
		}
	}
	return false
}

// text is a JSON-LD value that is a string.
func (h *head) text(v any) string {
	s, _ := v.(string)
	return clean(s)
}

// names are those of a JSON-LD value: a name, a thing with one, a reference to
// such a thing, or a list of them.
func (h *head) names(v any, deep int) []string {
	const deepest = 4
	if deep > deepest {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := clean(v); s != "" {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, h.names(e, deep+1)...)
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil && h.byID[id] != nil {
			v = h.byID[id]
		}
		return h.names(v["name"], deep+1)
	}
	return nil
}

// things are those of a JSON-LD value: itself, what it refers to, or each of a list.
func (h *head) things(v any, deep int) []any {
	const deepest = 4
	if deep > deepest || v == nil {
		return nil
	}
	switch v := v.(type) {
	case []any:
		var out []any
		for _, e := range v {
			out = append(out, h.things(e, deep+1)...)
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil && h.byID[id] != nil {
			return []any{h.byID[id]}
		}
		if name, ok := v["name"].(map[string]any); ok {
			return h.things(name, deep+1)
		}
	}
	return []any{v}
}

// name is the first of them.
func (h *head) name(v any) string { return first(h.names(v, 0)...) }

// tag is markup within what should be plain text.
var tag = regexp.MustCompile(`(?s)<!--.*?-->|</?[A-Za-z][^<>]*>`)

// clean makes plain text of metadata: entities that were encoded twice are
// decoded, tags and comments left out, white space collapsed.
func clean(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "<") {
		s = tag.ReplaceAllString(s, " ")
	}
	return collapse(strings.ReplaceAll(s, softHyphen, ""))
}

// sameTitle reports whether two titles are one, an outlet's name on one of
// them aside.
func sameTitle(a, b string) bool {
	a, b = keyOf(a), keyOf(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}
