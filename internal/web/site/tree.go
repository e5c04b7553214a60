package site

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/web/picture"
	"onrecord/ling"
)

// treePage shows the sentences of a claim as they were read.
type treePage struct {
	frame
	Article   onrecord.Article
	ClaimURL  string
	Sentences []sentence
}

// sentence is a sentence with its tree, drawn and as a table.
type sentence struct {
	Text    string
	Picture template.HTML
	Words   []treeWord
}

// treeWord is a token as the table has it.
type treeWord struct {
	N, Head                               int // numbers from 1; head 0 is the root's
	Form, Lemma, Tag, Fine, Feats, Deprel string
	Marked                                bool
}

// Tree is the page that shows what hangs on what in the sentences of a claim. The
// article is read again for it, for trees are not kept.
func (s *Site) Tree(w http.ResponseWriter, r *http.Request) error {
	id, claim := onrecord.ArticleID(r.PathValue("id")), onrecord.ClaimID(r.PathValue("claim"))
	record, c, _, err := s.claim(r, id, claim)
	if err != nil {
		return err
	}
	if s.read == nil {
		return onrecord.Errorf(onrecord.NotFound, "this server reads no articles")
	}
	reader, err := s.read()
	if err != nil {
		return err
	}
	_, doc, err := reader.Record(r.Context(), record.Article)
	if err != nil {
		return err
	}
	p := treePage{frame: frameOf(r, "Tree: "+or(record.Title, "untitled"), "/articles"), Article: record.Article, ClaimURL: whyURL(id, claim)}
	var parts []ling.Span
	for part := range c.Parts() {
		parts = append(parts, *part.Spans...)
	}
	for _, of := range doc.Sentences {
		if overlaps(parts, of.Span) {
			p.Sentences = append(p.Sentences, sentenceOf(doc, of, parts))
		}
	}
	return s.render(w, http.StatusOK, "tree", p)
}

func overlaps(parts []ling.Span, with ling.Span) bool {
	return slices.ContainsFunc(parts, func(p ling.Span) bool { return p.Overlaps(with) })
}

// sentenceOf is a sentence of a document; the words of parts are marked.
func sentenceOf(doc *ling.Document, of ling.Sentence, parts []ling.Span) sentence {
	out := sentence{Text: strings.Join(strings.Fields(of.Span.In(doc.Text)), " ")}
	tree := picture.Tree{Head: picture.Head{ID: "tree-" + strconv.Itoa(of.First), Title: "What hangs on what", About: "An arc leads from each word to those that hang on it. The table below has the same."}}
	for i := of.First; i < of.Last; i++ {
		t := &doc.Tokens[i]
		w := treeWord{N: i - of.First + 1, Form: t.Form, Lemma: t.Lemma, Tag: t.UPOS.String(), Fine: t.XPOS, Feats: t.Feats, Deprel: t.Deprel, Marked: overlaps(parts, t.Span)}
		on := -1
		if t.Head >= 0 {
			on = t.Head - of.First
			w.Head = on + 1
		}
		out.Words = append(out.Words, w)
		tree.Words = append(tree.Words, picture.Word{Form: t.Form, Tag: w.Tag, On: on, As: t.Deprel, Marked: w.Marked})
	}
	out.Picture = tree.Draw()
	return out
}
