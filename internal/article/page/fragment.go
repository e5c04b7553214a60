package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// Fragment reads HTML that is the article and nothing else, as a feed or a
// document holds it, into art: no main text is looked for, furniture alone is
// left out. The title is the one that is given, else the heading it begins with.
func Fragment(art *onrecord.Article, src, title string) error {
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return fmt.Errorf("parse HTML: %w", err)
	}
	paras := paragraphsOf(doc)
	meta := &metadata{title: line.Join(title)}
	if meta.title == "" && len(paras) > 1 && paras[0].Kind == ling.BlockHeading {
		meta.title = line.Join(paras[0].Text)
	}
	paras = tidy(paras, meta)
	if len(paras) == 0 || len(paras) == 1 && paras[0].Kind == ling.BlockTitle {
		return errNoArticle
	}
	assemble(art, paras)
	art.Title = meta.title
	return nil
}
