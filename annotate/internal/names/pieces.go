package names

import (
	_ "embed"
	"strings"

	"onrecord/ling"
)

//go:embed pieces.txt
var piecesTxt string

// readPieces reads the words of one kind of pieces.txt.
func readPieces(kind string) map[string]bool {
	found := map[string]bool{}
	for line := range strings.Lines(piecesTxt) {
		if of, words, ok := strings.Cut(strings.TrimSpace(line), " "); ok && of == kind {
			for _, w := range strings.Fields(words) {
				found[w] = true
			}
		}
	}
	return found
}

// pieces joins what is one name and was found in pieces, and drops the months
// among the names, of the mentions [first, len) of found.
func (r *refiner) pieces(doc *ling.Document, found []ling.Mention, first int) []ling.Mention {
	kept := found[:first]
	for _, m := range found[first:] {
		if r.month(doc, m) {
			continue
		}
		m = r.widened(doc, m)
		if n := len(kept); n > first && kept[n-1].Last > m.First {
			kept = kept[:n-1] // "North", which "Korean" has taken in
		}
		if n := len(kept); n > first && givenAndFamily(doc, kept[n-1], m) {
			last := &kept[n-1]
			last.Last, last.Head, last.End = m.Last, m.Head, m.End
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// month reports whether a mention of a person is a month: "in May".
func (r *refiner) month(doc *ling.Document, m ling.Mention) bool {
	return m.Type == ling.PER && m.Last-m.First == 1 && m.First > 0 && r.months[doc.Tokens[m.First].Form] &&
		r.beforeMonth[strings.ToLower(doc.Tokens[m.First-1].Form)]
}

// widened takes the word in that belongs to a name: before it in "North
// [Korean]", behind it in "[Theresa] May".
func (r *refiner) widened(doc *ling.Document, m ling.Mention) ling.Mention {
	t := doc.Tokens
	if m.Type == ling.PER {
		if m.Last-m.First == 1 && r.familyMonth(doc, m.Last) {
			m.Last, m.Head, m.End = m.Last+1, m.Last, t[m.Last].End
		}
		return m
	}
	if m.First > 0 && r.sky[t[m.First-1].Form] && r.parted[t[m.First].Form] && doc.SentenceAt(m.First-1) == doc.SentenceAt(m.First) {
		m.First, m.Start = m.First-1, t[m.First-1].Start
	}
	return m
}

// familyMonth reports whether the token right behind a given name is a family
// name that is a month, too, and no date: "Theresa May", not "Theresa May 3".
func (r *refiner) familyMonth(doc *ling.Document, i int) bool {
	t := doc.Tokens
	if i >= len(t) || !r.months[t[i].Form] || !t[i-1].SpaceAfter || doc.SentenceAt(i) != doc.SentenceAt(i-1) {
		return false
	}
	return i+1 >= len(t) || t[i+1].Form[0] < '0' || t[i+1].Form[0] > '9'
}

// givenAndFamily reports whether two mentions of persons of one word each stand
// side by side: nobody writes two persons so, and they are one.
func givenAndFamily(doc *ling.Document, a, b ling.Mention) bool {
	return a.Type == ling.PER && b.Type == ling.PER && a.Last == b.First && a.Last-a.First == 1 && b.Last-b.First == 1 &&
		doc.Tokens[a.First].SpaceAfter && doc.SentenceAt(a.First) == doc.SentenceAt(b.First)
}
