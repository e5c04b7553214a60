package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord"
	"onrecord/ling"
)

// mostBare are the words of the longest page that is taken as it stands: fewer
// than extractors were made for, and than a vote can weigh.
const mostBare = 60

// bare are the paragraphs of a page that is a few words and nothing else, nil for
// any other: no links, no form, nothing that a script or a frame may fill. There
// is nothing on it to tell an article from.
func bare(doc *html.Node) []para {
	if leads(doc) {
		return nil
	}
	all := paragraphsOf(doc)
	n := 0
	for i := range all {
		n += all[i].Words
	}
	if n > mostBare {
		return nil
	}
	return all
}

// leads reports whether a tree holds what leads away from the words on it, or
// brings others.
func leads(n *html.Node) bool {
	switch element(n) {
	case atom.A:
		if isLink(n) {
			return true
		}
	case atom.Form, atom.Input, atom.Button, atom.Iframe, atom.Frame, atom.Script, atom.Object, atom.Embed:
		return true
	case atom.Meta:
		if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			return true
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if leads(c) {
			return true
		}
	}
	return false
}

// readBare makes an article of a bare page, unless its words are a server's.
func readBare(art *onrecord.Article, meta *metadata, all []para) error {
	if err := whatWall(first(meta.title, meta.head), all); err != nil {
		return err
	}
	n := 0
	for i := range all {
		if err := whatWall(all[i].Text, all); err != nil {
			return err
		}
		n += all[i].Words
	}
	paras := tidy(all, meta)
	if len(paras) == 0 || len(paras) == 1 && paras[0].Kind == ling.BlockTitle {
		return errNoArticle
	}
	if n < fewestWords {
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{Rule: "text-short", Message: fmt.Sprintf("the whole page has %d words", n)})
	}
	assemble(art, paras)
	return nil
}
