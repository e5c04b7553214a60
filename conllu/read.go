package conllu

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// maxLine bounds a line: no word, comment or empty node of a real treebank
// comes near it.
const maxLine = 16 << 20

// Reader reads documents from CoNLL-U.
type Reader struct {
	// WordsOnly leaves columns 3 to 9 and any Entity= of MISC unread: what is
	// left is the input of an annotator.
	WordsOnly bool

	in    *bufio.Scanner
	line  int
	ahead []string // a sentence read already
	first int      // the line it begins at
}

// NewReader returns a reader of all columns.
func NewReader(in io.Reader) *Reader {
	s := bufio.NewScanner(in)
	s.Buffer(nil, maxLine)
	return &Reader{in: s}
}

// Next reads up to the next "# newdoc", or to the end. At the end it returns
// io.EOF. Faults of the format are *SyntaxError.
func (r *Reader) Next() (*ling.Document, error) { return r.read(false) }

// All reads everything as one document.
func (r *Reader) All() (*ling.Document, error) {
	doc, err := r.read(true)
	if errors.Is(err, io.EOF) {
		return &ling.Document{}, nil
	}
	return doc, err
}

func (r *Reader) read(all bool) (*ling.Document, error) {
	b := builder{doc: &ling.Document{}, wordsOnly: r.WordsOnly}
	for {
		lines, first, err := r.block()
		if err != nil {
			return nil, err
		}
		if lines == nil {
			break
		}
		if !all && len(b.doc.Sentences) > 0 && hasComment(lines, "newdoc") {
			r.ahead, r.first = lines, first
			break
		}
		if err := b.sentence(lines, first); err != nil {
			return nil, err
		}
	}
	if len(b.doc.Sentences) == 0 {
		return nil, io.EOF
	}
	b.doc.Text = b.text.String()
	return b.doc, nil
}

// block reads the lines of a sentence, nil at the end of the input.
func (r *Reader) block() (lines []string, first int, err error) {
	if r.ahead != nil {
		lines, r.ahead = r.ahead, nil
		return lines, r.first, nil
	}
	for r.in.Scan() {
		r.line++
		line := strings.TrimSuffix(r.in.Text(), "\r")
		if r.line == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		switch {
		case line != "":
			if lines == nil {
				first = r.line
			}
			lines = append(lines, line)
		case lines != nil:
			return lines, first, nil
		}
	}
	if err := r.in.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, 0, &SyntaxError{r.line + 1, "a line longer than " + strconv.Itoa(maxLine>>20) + " MiB"}
	} else if err != nil {
		return nil, 0, err
	}
	return lines, first, nil
}

// hasComment reports whether a comment line of that name is among lines.
func hasComment(lines []string, name string) bool {
	for _, line := range lines {
		if !strings.HasPrefix(line, "#") {
			return false
		}
		body, _, _ := strings.Cut(strings.TrimSpace(line[1:]), " ")
		if body == name {
			return true
		}
	}
	return false
}

// builder puts a document together.
type builder struct {
	doc       *ling.Document
	text      strings.Builder
	wordsOnly bool
	multi     int  // the word that ends the multi-word token at work, 0 outside
	glued     bool // no space follows that token
}

func (b *builder) sentence(lines []string, first int) error {
	s := ling.Sentence{First: len(b.doc.Tokens), Block: -1, Comments: []string{}}
	at := 0
	for at < len(lines) && lines[at][0] == '#' {
		s.Comments = append(s.Comments, lines[at])
		at++
	}
	if at == len(lines) {
		return &SyntaxError{first, "comments without a word"}
	}
	s.NewPar = len(b.doc.Sentences) == 0 || hasComment(lines, "newpar") || hasComment(lines, "newdoc")
	b.part(s.NewPar)
	s.Start = b.text.Len()
	b.multi = 0
	for ; at < len(lines); at++ {
		if err := b.row(lines[at], s.First); err != nil {
			return &SyntaxError{first + at, err.Error()}
		}
	}
	s.Last = len(b.doc.Tokens)
	if s.Last == s.First {
		return &SyntaxError{first, "a sentence without a word"}
	}
	if b.multi > s.Last-s.First {
		return &SyntaxError{first, "a multi-word token runs over the sentence's end"}
	}
	if err := heads(b.doc.Tokens[s.First:s.Last], s.First); err != nil {
		return &SyntaxError{first, err.Error()}
	}
	s.End = b.doc.Tokens[s.Last-1].End
	b.doc.Sentences = append(b.doc.Sentences, s)
	return nil
}

// part writes what stands between two sentences: a blank line between
// paragraphs, a space where one follows the last word.
func (b *builder) part(newPar bool) {
	n := len(b.doc.Tokens)
	switch {
	case n == 0:
	case newPar:
		b.text.WriteString("\n\n")
	case b.doc.Tokens[n-1].SpaceAfter:
		b.text.WriteByte(' ')
	}
}

// space writes the space after the last word inside a sentence.
func (b *builder) space(first int) {
	if n := len(b.doc.Tokens); n > first && b.doc.Tokens[n-1].SpaceAfter {
		b.text.WriteByte(' ')
	}
}

func (b *builder) row(line string, first int) error {
	cols := strings.Split(line, "\t")
	if len(cols) != columns {
		return errors.New("want ten columns parted by tabs, got " + strconv.Itoa(len(cols)))
	}
	id := cols[colID]
	switch {
	case strings.ContainsRune(id, '.'):
		b.doc.EmptyNodes = append(b.doc.EmptyNodes, ling.EmptyNode{
			After: len(b.doc.Tokens) - 1, Sent: len(b.doc.Sentences), Line: line,
		})
		return nil
	case cols[colForm] == "":
		return errors.New("a word without a form")
	case strings.ContainsRune(id, '-'):
		return b.multiWord(cols, first)
	}
	if id != strconv.Itoa(len(b.doc.Tokens)-first+1) {
		return errors.New("word " + strconv.Quote(id) + " is out of order")
	}
	return b.word(cols, first)
}

func (b *builder) multiWord(cols []string, first int) error {
	from, to, _ := strings.Cut(cols[colID], "-")
	lo, err1 := strconv.Atoi(from)
	hi, err2 := strconv.Atoi(to)
	at := len(b.doc.Tokens) - first + 1
	if err1 != nil || err2 != nil || lo != at || hi < lo || lo <= b.multi || hi-lo > 64 {
		return errors.New("bad range of a multi-word token " + strconv.Quote(cols[colID]))
	}
	b.space(first)
	misc, noSpace := b.misc(cols[colMisc])
	start := b.text.Len()
	b.text.WriteString(cols[colForm])
	b.multi = hi
	n := len(b.doc.Tokens)
	b.doc.MultiWords = append(b.doc.MultiWords, ling.MultiWord{
		Span: ling.Span{Start: start, End: b.text.Len()}, First: n, Last: n + hi - lo + 1,
		Form: cols[colForm], Misc: misc,
	})
	b.glued = noSpace
	return nil
}

func (b *builder) word(cols []string, first int) error {
	misc, noSpace := b.misc(cols[colMisc])
	t := ling.Token{Form: cols[colForm], Head: ling.NoHead, Misc: misc, SpaceAfter: !noSpace}
	if !b.wordsOnly {
		if err := annotation(&t, cols); err != nil {
			return err
		}
	}
	at := len(b.doc.Tokens) - first + 1
	if at > b.multi {
		b.space(first)
		t.Start = b.text.Len()
		b.text.WriteString(t.Form)
		t.End = b.text.Len()
		b.doc.Tokens = append(b.doc.Tokens, t)
		return nil
	}
	t.SpaceAfter = false
	b.doc.Tokens = append(b.doc.Tokens, t)
	if at == b.multi {
		b.closeMultiWord()
	}
	return nil
}

// closeMultiWord gives the words of the last multi-word token their spans:
// where the forms spell the surface word each its part, else all the whole.
func (b *builder) closeMultiWord() {
	m := &b.doc.MultiWords[len(b.doc.MultiWords)-1]
	words := b.doc.Tokens[m.First:m.Last]
	words[len(words)-1].SpaceAfter = !b.glued
	at, spelt := m.Start, true
	for i := range words {
		words[i].Start, words[i].End = at, at+len(words[i].Form)
		at = words[i].End
		spelt = spelt && at <= m.End && strings.EqualFold(m.Form[words[i].Start-m.Start:at-m.Start], words[i].Form)
	}
	if spelt && at == m.End {
		return
	}
	for i := range words {
		words[i].Span = m.Span
	}
}

// misc takes SpaceAfter (and, for an annotator, Entity) out of a MISC column.
func (b *builder) misc(col string) (rest string, noSpace bool) {
	if col == "_" {
		return "", false
	}
	var keep []string
	for attr := range strings.SplitSeq(col, "|") {
		switch {
		case attr == "SpaceAfter=No":
			noSpace = true
		case b.wordsOnly && strings.HasPrefix(attr, "Entity="):
		default:
			keep = append(keep, attr)
		}
	}
	return strings.Join(keep, "|"), noSpace
}

// annotation reads columns 3 to 8. A head is kept as its number until the
// sentence is whole.
func annotation(t *ling.Token, cols []string) error {
	blank := func(s string) string {
		if s == "_" {
			return ""
		}
		return s
	}
	t.Lemma = blank(cols[colLemma])
	if cols[colLemma] == "_" && t.Form == "_" {
		t.Lemma = "_"
	}
	t.UPOS = ud.ParseUPOS(cols[colUPOS])
	t.XPOS, t.Feats, t.Deprel = blank(cols[colXPOS]), blank(cols[colFeats]), blank(cols[colDeprel])
	if cols[colHead] == "_" {
		return nil
	}
	head, err := strconv.Atoi(cols[colHead])
	if err != nil || head < 0 {
		return errors.New("bad head " + strconv.Quote(cols[colHead]))
	}
	t.Head = head
	return nil
}

// heads turns head numbers of a sentence into token indices.
func heads(words []ling.Token, first int) error {
	for i := range words {
		switch h := words[i].Head; {
		case h == ling.NoHead:
		case h == 0:
			words[i].Head = ling.Root
		case h > len(words):
			return errors.New("head " + strconv.Itoa(h) + " is beyond the sentence")
		default:
			words[i].Head = first + h - 1
		}
	}
	return nil
}
