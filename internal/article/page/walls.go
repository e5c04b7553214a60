package page

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"onrecord/internal/article/line"
	"onrecord/internal/article/match"
	"onrecord/internal/rules"
	"onrecord/ling"
)

//go:embed walls.rules
var wallRules string

// walls tell kinds of pages that are no article, or the stub of one.
type walls struct {
	kinds []wall
	set   *match.Set // the expressions of all kinds for a paragraph
	of    []int      // whose each expression is
}

// wall is one kind.
type wall struct {
	kind, name string
	title      *match.Set
}

// theWalls are read once; the file is part of the program and tested.
var theWalls = sync.OnceValue(func() *walls {
	read, err := parseWalls(wallRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestWalls says why
	}
	return read
})

func parseWalls(text string) (*walls, error) {
	read, err := rules.Read("walls.rules", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	out := &walls{}
	var exprs []string
	for i, r := range read {
		by := map[string][]string{}
		for _, f := range r.Fields {
			if f.Key != "title" && f.Key != "match" {
				return nil, fmt.Errorf("%s: no such field %q", r.Where(), f.Key)
			}
			by[f.Key] = append(by[f.Key], f.Value)
		}
		title, err := match.New(by["title"])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Where(), err)
		}
		out.kinds = append(out.kinds, wall{r.Kind, r.Name, title})
		for _, e := range by["match"] {
			exprs, out.of = append(exprs, e), append(out.of, i)
		}
	}
	if out.set, err = match.New(exprs); err != nil {
		return nil, fmt.Errorf("walls.rules: %w", err)
	}
	return out, nil
}

// tells reports of which kinds of pages a paragraph is one, as bits in the
// file's order.
func (w *walls) tells(text string) uint64 {
	if len(text) > line.Longest {
		return 0
	}
	told, may := uint64(0), w.set.May(text)
	for i, of := range w.of {
		if told&(1<<of) == 0 && may.Has(i) && w.set.Matches(i, text) {
			told |= 1 << of
		}
	}
	return told
}

// whatWall is why a page is no article, nil where it may be one: its title or
// its sentences are those of a wall, and few other words stand on it.
func whatWall(title string, paras []para) error {
	const (
		few    = 120 // words of a page whose title is a wall's
		fewest = 60  // words that are none of the wall's, below which the rest is its small print
	)
	w := theWalls()
	all := words(paras)
	of, lines := make([]int, len(w.kinds)), make([]int, len(w.kinds))
	for j := range paras {
		told := w.tells(paras[j].Text)
		for i := range w.kinds {
			if told&(1<<i) != 0 {
				of[i] += paras[j].Words
				lines[i]++
			}
		}
	}
	for i := range w.kinds {
		if k := &w.kinds[i]; k.kind == "wall" && (lines[i] > 0 && all-of[i] < fewest || all <= few && k.title.Any(title)) {
			return fmt.Errorf("no article: %s page (%q)", withArticle(k.name), short(title))
		}
	}
	return nil
}

// withArticle is a noun with its article, for messages.
func withArticle(name string) string {
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// short cuts a title for a message.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// redirect is the address that a page without words of its own leads on to.
func redirect(refresh string, shown int) error {
	const few = 60 // words; a page that refreshes itself by the minute has more
	_, to, ok := strings.Cut(refresh, "=")
	if !ok || shown >= few || !strings.Contains(strings.ToLower(refresh), "url") {
		return nil
	}
	return fmt.Errorf("no article: a redirect to %s", strings.Trim(to, `'" `))
}

// errIndex is what a page of teasers gets.
var errIndex = errors.New("no article: an index of other pages")

// indexed reports whether what was taken for an article is a list of teasers:
// most paragraphs stand alone under a title that is a link.
func indexed(paras []para) bool {
	const least, longest = 4, 60 // teasers; words of one
	under, other := 0, 0
	for i := range paras {
		p := &paras[i]
		if p.Kind != ling.BlockBody || !p.Prose() {
			continue
		}
		if i > 0 && p.Words <= longest && paras[i-1].Kind == ling.BlockHeading && 10*paras[i-1].links >= 8*len(paras[i-1].Text) {
			under++
		} else {
			other++
		}
	}
	return under >= least && under > other
}

// stubbed takes the words of a paywall out of the paragraphs, and reports
// whether there were any.
func stubbed(paras []para) (rest []para, found bool) {
	const most = 40 // words of an offer
	w := theWalls()
	for i := range paras {
		if p := &paras[i]; p.Words <= most && w.sells(p.Text) {
			found = true
		} else {
			rest = append(rest, *p)
		}
	}
	return rest, found
}

// sells reports whether a paragraph is a paywall's.
func (w *walls) sells(text string) bool {
	told := w.tells(text)
	for i := range w.kinds {
		if told&(1<<i) != 0 && w.kinds[i].kind == "paywall" {
			return true
		}
	}
	return false
}
