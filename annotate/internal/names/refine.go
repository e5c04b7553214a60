package names

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"onrecord/annotate/internal/linear"
	"onrecord/ling"
	"onrecord/ling/ud"
)

var (
	//go:embed heads.txt
	headsTxt string
	//go:embed titles.txt
	titlesTxt string
	//go:embed known.txt
	knownTxt string
)

// refiner settles what the model leaves open.
type refiner struct {
	lex   *Lexicon
	heads map[string]ling.MentionType // a word of a name -> what it makes of it
	title map[string]bool
	// events are the heads that make an event of a name whatever the model says.
	events map[string]bool
	known  map[string]ling.MentionType // a whole name -> its type
	// Of names that are months, too: the names, and the words that make months of them.
	months, beforeMonth map[string]bool
	sky, parted         map[string]bool // "North", and "Korean" behind it
}

func newRefiner(lex *Lexicon) *refiner {
	r := &refiner{lex: lex, heads: map[string]ling.MentionType{}, title: map[string]bool{}, events: map[string]bool{}}
	r.known = Known()
	r.months, r.beforeMonth = readPieces("month"), readPieces("before")
	r.sky, r.parted = readPieces("sky"), readPieces("parted")
	for line := range strings.Lines(titlesTxt) {
		if line[0] != '#' {
			for _, w := range strings.Fields(line) {
				r.title[w] = true
			}
		}
	}
	for line := range strings.Lines(headsTxt) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0][0] == '#' {
			continue
		}
		kind, always := strings.CutSuffix(f[0], "!")
		for _, w := range f[1:] {
			r.heads[w] = ling.MentionType(kind)
			if always {
				r.events[w] = true
			}
		}
	}
	return r
}

// Known are the names of known.txt with their types.
func Known() map[string]ling.MentionType {
	known := map[string]ling.MentionType{}
	for line := range strings.Lines(knownTxt) {
		if kind, name, ok := strings.Cut(strings.TrimSpace(line), " "); ok && kind != "#" {
			known[name] = ling.MentionType(kind)
		}
	}
	return known
}

// document refines the mentions [first, len) of doc and drops those that are
// no names of a type of the record.
func (r *refiner) document(doc *ling.Document, first int) {
	found := doc.Mentions[first:]
	kept := append(make([]ling.Mention, 0, len(doc.Mentions)+8), doc.Mentions[:first]...)
	for _, m := range found {
		m.Type = r.typed(doc, m)
		kept = r.keep(doc, m, kept)
	}
	doc.Mentions = r.pieces(doc, r.family(doc, first, apart(kept, first)), first)
	r.agree(doc, doc.Mentions[first:])
}

// typed is the type of a mention by its words and what stands before it.
func (r *refiner) typed(doc *ling.Document, m ling.Mention) ling.MentionType {
	words := doc.Tokens[m.First:m.Last]
	known := r.known[m.In(doc.Text)]
	switch {
	case m.Type != ling.PER && len(words) > 1 && m.First > 0 && !r.title[strings.ToLower(words[0].Form)] && r.titleAt(doc, m.First):
		return ling.PER // "Secretary of [State Jane Farrow]"
	case known != "":
		return known
	case m.Type == ling.ORG && r.phrase(words)&Country != 0:
		return ling.GPE
	case m.Type != ling.PER && len(words) > 1 && r.events[words[len(words)-1].Form]:
		return ling.EVENT // "Second Gulf War"
	}
	if k, ok := Settled(r.phrase(words)); ok && m.Type != "" {
		return coarse[k]
	}
	return m.Type
}

// keep appends a mention to those kept: a person without the state or body
// that the title before the name is of, and nothing that is no name of a type
// of the record.
func (r *refiner) keep(doc *ling.Document, m ling.Mention, kept []ling.Mention) []ling.Mention {
	words := doc.Tokens[m.First:m.Last]
	switch m.Type {
	case ling.PER:
		if of := r.holder(doc, m); of != "" {
			kept = append(kept, ling.Mention{
				Span: words[0].Span, First: m.First, Last: m.First + 1, Head: m.First, Type: of, Entity: -1, FoundBy: foundBy,
			})
			m.First++
		}
		if m = r.whole(doc, r.bare(doc, m)); m.First == m.Last {
			return kept
		}
	case ling.LOC:
		if r.known[m.In(doc.Text)] == "" {
			m.Type = r.place(words)
		}
	case "":
		if m.Type = r.head(words); m.Type != ling.EVENT {
			return kept
		}
	}
	return append(kept, m)
}

// apart drops mentions that begin before the one before them ends.
func apart(found []ling.Mention, first int) []ling.Mention {
	kept, end := found[:first], 0
	for _, m := range found[first:] {
		if m.First >= end {
			kept, end = append(kept, m), m.Last
		}
	}
	return kept
}

// agree gives a name of one word the type that it has at most of its places in
// the document (Finkel et al. 2005 on consistency within documents). Where the
// places are divided each keeps its own.
func (r *refiner) agree(doc *ling.Document, found []ling.Mention) {
	counts := map[string]map[ling.MentionType]int{}
	for _, m := range found {
		if m.Last-m.First == 1 {
			form := doc.Tokens[m.First].Form
			if counts[form] == nil {
				counts[form] = map[ling.MentionType]int{}
			}
			counts[form][m.Type]++
		}
	}
	for i := range found {
		m := &found[i]
		if m.Last-m.First != 1 {
			continue
		}
		types := counts[doc.Tokens[m.First].Form]
		if len(types) < 2 {
			continue
		}
		all := 0
		for _, n := range types {
			all += n
		}
		for t, n := range types {
			if 3*n >= 2*all && all >= 3 {
				m.Type = t // no second type has two thirds
			}
		}
	}
}

// holder is the type of the first word of a person's name where that is whose
// office follows ("US President Dato"), "" otherwise.
func (r *refiner) holder(doc *ling.Document, m ling.Mention) ling.MentionType {
	if m.Last-m.First < 2 || !r.titleAt(doc, m.First+1) {
		return ""
	}
	word := doc.Tokens[m.First : m.First+1]
	switch flags := r.phrase(word); {
	case r.known[word[0].Form] != "":
		return r.known[word[0].Form]
	case flags&Demonym != 0:
		return ling.NORP
	case flags&Country != 0:
		return ling.GPE
	}
	return ""
}

// whole carries a name that ends in a particle on to the word that it needs.
func (r *refiner) whole(doc *ling.Document, m ling.Mention) ling.Mention {
	if m.First == m.Last || m.Last >= len(doc.Tokens) {
		return m
	}
	switch doc.Tokens[m.Last-1].Form {
	case "-", "al", "bin", "ibn", "de", "von", "van":
		if next := &doc.Tokens[m.Last]; strings.HasPrefix(next.XPOS, "NNP") && doc.SentenceAt(m.Last) == doc.SentenceAt(m.First) {
			m.Last, m.Head, m.End = m.Last+1, m.Last, next.End
		}
	}
	return m
}

// bare cuts the titles off a person's name, which leaves nothing of a title
// without a name.
func (r *refiner) bare(doc *ling.Document, m ling.Mention) ling.Mention {
	for m.First < m.Last && (r.titleAt(doc, m.First) || doc.Tokens[m.First].UPOS == ud.PUNCT) {
		m.First++
	}
	if m.First < m.Last {
		m.Start = doc.Tokens[m.First].Start
	}
	return m
}

// titleAt reports whether token i is a title, or the end of one ("Secretary of State").
func (r *refiner) titleAt(doc *ling.Document, i int) bool {
	t := doc.Tokens
	if r.title[strings.TrimSuffix(strings.ToLower(t[i].Form), ".")] {
		return true
	}
	return i >= 2 && (t[i].Form == "State" || t[i].Form == "Defense" || t[i].Form == "Defence") && t[i-1].Form == "of" && t[i-2].Form == "Secretary"
}

// family carries the family names of whole names over the document, as news
// does: after "Ana Kovač" a "Kovač" is a person, marked or not, unless places
// are called so too.
func (r *refiner) family(doc *ling.Document, first int, found []ling.Mention) []ling.Mention {
	last := map[string]bool{}
	for _, m := range found[first:] {
		if m.Type != ling.PER || m.Last-m.First < 2 {
			continue
		}
		t := &doc.Tokens[m.Last-1]
		if len(t.Form) > 2 && t.XPOS == "NNP" && r.phrase(doc.Tokens[m.Last-1:m.Last])&(Country|Demonym) == 0 {
			last[t.Form] = true
		}
	}
	if len(last) == 0 {
		return found
	}
	taken := make([]bool, len(doc.Tokens))
	for i := range found[first:] {
		m := &found[first+i]
		for t := m.First; t < m.Last; t++ {
			taken[t] = true
		}
		if m.Last-m.First == 1 && last[doc.Tokens[m.First].Form] {
			m.Type = ling.PER
		}
	}
	n := len(found)
	for i := range doc.Tokens {
		if t := &doc.Tokens[i]; !taken[i] && t.XPOS == "NNP" && last[t.Form] && !r.inName(doc, i) {
			found = append(found, ling.Mention{Span: t.Span, First: i, Last: i + 1, Head: i, Type: ling.PER, Entity: -1, FoundBy: foundBy})
		}
	}
	if len(found) > n {
		slices.SortStableFunc(found[first:], func(a, b ling.Mention) int { return cmp.Compare(a.First, b.First) })
	}
	return found
}

// inName reports whether token i stands beside another proper noun, with which
// it would be another name ("Kovač Street").
func (r *refiner) inName(doc *ling.Document, i int) bool {
	return i+1 < len(doc.Tokens) && strings.HasPrefix(doc.Tokens[i+1].XPOS, "NNP") ||
		i > 0 && strings.HasPrefix(doc.Tokens[i-1].XPOS, "NNP") && !r.titleAt(doc, i-1)
}

// head is the type that a name's words give it, the last word first, "" for none.
func (r *refiner) head(words []ling.Token) ling.MentionType {
	for i := len(words) - 1; i >= 0; i-- {
		if t := r.heads[words[i].Form]; t != "" {
			return t
		}
	}
	return ""
}

// phrase is what the gazetteer says of a whole name.
func (r *refiner) phrase(words []ling.Token) uint32 {
	h := PhraseStart
	for i := range words {
		h = PhraseAdd(h, linear.HashLower(words[i].Form))
	}
	return r.lex.Phrases.Get(h)
}

// place tells states, provinces and cities (GPE) from buildings (FAC) and from
// rivers, regions and continents (LOC). Most places of news are GPE.
func (r *refiner) place(words []ling.Token) ling.MentionType {
	t := r.head(words)
	switch {
	case r.phrase(words)&(Country|Place) != 0 && t != ling.LOC:
		return ling.GPE
	case t == ling.FAC || t == ling.LOC:
		return t
	}
	return ling.GPE
}
