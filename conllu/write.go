package conllu

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"onrecord/ling"
)

// Write writes doc as CoNLL-U: a layer that is not there as "_", names in MISC
// as Entity=B-PER, I-PER … (of nested names the innermost), SpaceAfter=No where
// no space follows. Sentences that came from CoNLL-U keep their comments; the
// others get "# newpar" and "# text".
func Write(out io.Writer, doc *ling.Document) error {
	w := writer{Writer: bufio.NewWriter(out), doc: doc, names: Entities(doc)}
	for i := range doc.Sentences {
		w.sentence(i)
	}
	return w.Flush()
}

type writer struct {
	*bufio.Writer // its errors stick and come back from Flush
	doc           *ling.Document
	names         []string // Entity value of each token, "" outside names
	multi, empty  int      // the next multi-word token and empty node
}

func (w *writer) sentence(i int) {
	s := &w.doc.Sentences[i]
	w.comments(s)
	w.emptyNodes(i, s.First-1)
	for t := s.First; t < s.Last; t++ {
		glued := w.multiWord(s, t)
		w.word(s, t, glued)
		w.emptyNodes(i, t)
	}
	w.WriteByte('\n')
}

func (w *writer) comments(s *ling.Sentence) {
	if s.Comments != nil {
		for _, c := range s.Comments {
			w.WriteString(c)
			w.WriteByte('\n')
		}
		return
	}
	if s.NewPar {
		w.WriteString("# newpar\n")
	}
	w.WriteString("# text = ")
	w.WriteString(Text(w.doc, s))
	w.WriteByte('\n')
}

// Text is the sentence's text as its tokens spell it: one space where the page
// has any white space.
func Text(doc *ling.Document, s *ling.Sentence) string {
	var b strings.Builder
	end := s.Start
	for i := s.First; i < s.Last; i++ {
		t := &doc.Tokens[i]
		if t.End <= end {
			continue // inside a multi-word token
		}
		if i > s.First && doc.Tokens[i-1].SpaceAfter {
			b.WriteByte(' ')
		}
		b.WriteString(doc.Text[max(t.Start, end):t.End])
		end = t.End
	}
	return b.String()
}

func (w *writer) emptyNodes(sent, after int) {
	nodes := w.doc.EmptyNodes
	for w.empty < len(nodes) && nodes[w.empty].Sent == sent && nodes[w.empty].After <= after {
		w.WriteString(nodes[w.empty].Line)
		w.WriteByte('\n')
		w.empty++
	}
}

// multiWord writes the line of a multi-word token that begins at token t. It
// reports whether t stands in a multi-word token, which then says itself
// whether a space follows.
func (w *writer) multiWord(s *ling.Sentence, t int) bool {
	all := w.doc.MultiWords
	for w.multi < len(all) && all[w.multi].Last <= t {
		w.multi++
	}
	if w.multi == len(all) || all[w.multi].First > t {
		return false
	}
	m := &all[w.multi]
	if m.First != t {
		return true
	}
	w.WriteString(strconv.Itoa(m.First - s.First + 1))
	w.WriteByte('-')
	w.WriteString(strconv.Itoa(m.Last - s.First))
	w.WriteByte('\t')
	w.WriteString(m.Form)
	w.WriteString("\t_\t_\t_\t_\t_\t_\t_")
	w.column(Misc(m.Misc, "", !w.doc.Tokens[m.Last-1].SpaceAfter))
	w.WriteByte('\n')
	return true
}

func (w *writer) word(s *ling.Sentence, i int, inMulti bool) {
	t := &w.doc.Tokens[i]
	w.WriteString(strconv.Itoa(i - s.First + 1))
	w.column(t.Form)
	w.column(t.Lemma)
	w.column(t.UPOS.String())
	w.column(t.XPOS)
	w.column(t.Feats)
	switch t.Head {
	case ling.NoHead:
		w.column("")
	case ling.Root:
		w.column("0")
	default:
		w.column(strconv.Itoa(t.Head - s.First + 1))
	}
	w.column(t.Deprel)
	w.column("")
	w.column(Misc(t.Misc, w.names[i], !t.SpaceAfter && !inMulti))
	w.WriteByte('\n')
}

func (w *writer) column(s string) {
	w.WriteByte('\t')
	if s == "" {
		s = "_"
	}
	w.WriteString(s)
}

// Misc is a MISC column: the attributes as given, with the name's tag and the
// lack of a space among them in the alphabetical order that the treebanks keep;
// "" for none.
func Misc(given, entity string, noSpace bool) string {
	if entity == "" && !noSpace {
		return given
	}
	var attrs, ours []string
	if entity != "" {
		ours = append(ours, "Entity="+entity)
	}
	if noSpace {
		ours = append(ours, "SpaceAfter=No")
	}
	if given != "" {
		for attr := range strings.SplitSeq(given, "|") {
			for len(ours) > 0 && ours[0] < attr {
				attrs, ours = append(attrs, ours[0]), ours[1:]
			}
			attrs = append(attrs, attr)
		}
	}
	return strings.Join(append(attrs, ours...), "|")
}

// Entities gives every token the IOB2 tag of the innermost name it stands in.
// Of names that overlap the shortest stays, of equal ones the first.
func Entities(doc *ling.Document) []string {
	tags := make([]string, len(doc.Tokens))
	var names []*ling.Mention
	for i := range doc.Mentions {
		if m := &doc.Mentions[i]; m.Type.Name() && m.First >= 0 && m.First < m.Last && m.Last <= len(tags) {
			names = append(names, m)
		}
	}
	slices.SortStableFunc(names, func(a, b *ling.Mention) int {
		return cmp.Compare(a.Last-a.First, b.Last-b.First)
	})
	for _, m := range names {
		if slices.ContainsFunc(tags[m.First:m.Last], func(tag string) bool { return tag != "" }) {
			continue
		}
		for t := m.First; t < m.Last; t++ {
			tags[t] = "I-" + string(m.Type)
		}
		tags[m.First] = "B-" + string(m.Type)
	}
	return tags
}
