package page

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"onrecord/internal/article/line"
)

// Pages that a script builds hold what it builds them of as JSON, in an element of
// its own or behind a name: window.__STATE__ = {…}. The article is the object that
// has the page's title, and its text the longest that is in it.

// scripted is the text of an article that is in a page's scripts alone.
type scripted struct {
	title string
	best  []para
}

// scriptedBody is the text that scripts hold under the page's title, nil for none.
func scriptedBody(scripts []string, title string) []para {
	if title == "" {
		return nil
	}
	s := &scripted{title: title}
	for _, src := range scripts {
		at := strings.IndexByte(src, '{')
		if at < 0 || !strings.Contains(src, "\"") {
			continue
		}
		if before := strings.TrimSpace(src[:at]); before != "" && !strings.HasSuffix(before, "=") {
			continue // a script that does something
		}
		var v any
		if json.NewDecoder(strings.NewReader(src[at:])).Decode(&v) == nil {
			s.walk(v, 0)
		}
	}
	return s.best
}

// deepBelow is how deep below the object that has the title its text may lie.
const deepBelow = 4

// walk looks for the text; near is how much deeper it may lie, 0 where no object
// around has the page's title.
func (s *scripted) walk(v any, near int) {
	switch v := v.(type) {
	case map[string]any:
		if s.titled(v) {
			near = deepBelow + 1
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			s.walk(v[key], max(0, near-1))
		}
	case []any:
		if near > 0 {
			s.offer(listed(v))
		}
		for _, e := range v {
			s.walk(e, max(0, near-1))
		}
	case string:
		if near > 0 && strings.Count(v, " ") > fewestWords {
			s.offer(v)
		}
	}
}

// titled reports whether an object has the page's title.
func (s *scripted) titled(o map[string]any) bool {
	for _, v := range o {
		t, ok := v.(string)
		if ok && 2*len(t) >= len(s.title) && len(t) <= 2*len(s.title) && sameTitle(clean(t), s.title) {
			return true
		}
	}
	return false
}

// offer takes a text that is longer than the one before.
func (s *scripted) offer(text string) {
	if paras := bodyOf(text); words(paras) > words(s.best) {
		s.best = paras
	}
}

// textual are the fields under which lists of paragraphs have their words.
var textual = []string{"text", "data", "value", "content", "html", "children", "paragraph"}

// listed is a list whose entries are paragraphs, as text: an empty line between two.
// What no stop ends goes on in the next entry, if it is no heading.
func listed(list []any) string {
	const longest = 14 // words of a heading
	var out []string
	for _, e := range list {
		t := worded(e, 0)
		if strings.TrimSpace(t) == "" {
			continue
		}
		if last := len(out) - 1; last >= 0 {
			if ends, _ := line.Ending(out[last]); !ends && len(strings.Fields(out[last])) > longest {
				out[last] += t
				continue
			}
		}
		out = append(out, t)
	}
	return strings.Join(out, "\n\n")
}

// worded is what an entry of such a list says.
func worded(v any, deep int) string {
	const deepest = 6
	var b strings.Builder
	switch v := v.(type) {
	case string:
		return v
	case []any:
		for _, e := range v {
			if deep < deepest {
				b.WriteString(worded(e, deep+1))
			}
		}
	case map[string]any:
		for _, key := range textual {
			if deep < deepest && v[key] != nil {
				b.WriteString(worded(v[key], deep+1))
			}
		}
	}
	return b.String()
}
