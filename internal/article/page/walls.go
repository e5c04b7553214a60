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

// wall tells a kind of page that is no article, or the stub of one.
type wall struct {
	kind, name string
	title      *match.Set
	match      *match.Set
}

// theWalls are read once; the file is part of the program and tested.
var theWalls = sync.OnceValue(func() []wall {
	read, err := parseWalls(wallRules)
	if err != nil {
		panic(err) // the embedded file does not load: TestWalls says why
	}
	return read
})

func parseWalls(text string) ([]wall, error) {
	read, err := rules.Read("walls.rules", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	out := make([]wall, 0, len(read))
	for _, r := range read {
		w := wall{kind: r.Kind, name: r.Name}
		by := map[string][]string{}
		for _, f := range r.Fields {
			if f.Key != "title" && f.Key != "match" {
				return nil, fmt.Errorf("%s: no such field %q", r.Where(), f.Key)
			}
			by[f.Key] = append(by[f.Key], f.Value)
		}
		if w.title, err = match.New(by["title"]); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Where(), err)
		}
		if w.match, err = match.New(by["match"]); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Where(), err)
		}
		out = append(out, w)
	}
	return out, nil
}

// tells reports whether a paragraph is one of such a page.
func (w *wall) tells(text string) bool { return len(text) <= line.Longest && w.match.Any(text) }

// whatWall is why a page is no article, nil where it may be one: its title or
// its sentences are those of a wall, and few other words stand on it.
func whatWall(title string, paras []para) error {
	const (
		few    = 120 // words of a page whose title is a wall's
		fewest = 60  // words that are none of the wall's, below which the rest is its small print
	)
	walls := theWalls()
	all := words(paras)
	for i := range walls {
		w := &walls[i]
		if w.kind != "wall" {
			continue
		}
		of, lines := 0, 0
		for j := range paras {
			if p := &paras[j]; w.tells(p.Text) {
				of += p.Words
				lines++
			}
		}
		if lines > 0 && all-of < fewest || all <= few && w.title.Any(title) {
			return fmt.Errorf("no article: %s page (%q)", withArticle(w.name), short(title))
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
	walls := theWalls()
	for i := range paras {
		p := &paras[i]
		is := false
		for j := range walls {
			is = is || walls[j].kind == "paywall" && p.Words <= 40 && walls[j].tells(p.Text)
		}
		if found = found || is; !is {
			rest = append(rest, *p)
		}
	}
	return rest, found
}
