package train

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"onrecord/annotate/internal/parse"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// speechVerbs are the lemmas whose subjects and complements are scored apart:
// every claim of this project rests on them.
//
//go:embed speech.txt
var speechVerbs string

// hits are counts of one class of arcs.
type hits struct{ gold, found, right int }

func (h *hits) add(gold, found bool, right bool) {
	h.gold += count(gold)
	h.found += count(found)
	h.right += count(right)
}

func (h hits) String() string {
	p, r := 100*float64(h.right)/float64(max(1, h.found)), 100*float64(h.right)/float64(max(1, h.gold))
	return fmt.Sprintf("n %6d  P %5.1f  R %5.1f  F1 %5.1f", h.gold, p, r, 200*float64(h.right)/float64(max(1, h.gold+h.found)))
}

// Relations prints what the embedded model reaches on a treebank: tags and
// trees, each relation with its head, most frequent first, and the subjects
// and complements of speech verbs.
func Relations(w io.Writer, treebank string) error {
	bank, err := ReadTreebank(treebank)
	if err != nil {
		return err
	}
	p, err := parse.English()
	if err != nil {
		return err
	}
	m := ScoreModel(p, bank)
	fmt.Fprintf(w, "UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f\n", m.UPOS, m.XPOS, m.Feats, m.UAS, m.LAS)
	doc := document(bank)
	p.Annotate(doc, true, true)
	speech := map[string]bool{}
	for line := range strings.Lines(speechVerbs) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			speech[line] = true
		}
	}
	rels := map[string]*hits{}
	rel := func(name string) *hits {
		if rels[name] == nil {
			rels[name] = &hits{}
		}
		return rels[name]
	}
	var subjects, complements hits
	for i, sent := range bank {
		first := doc.Sentences[i].First
		for j, r := range sent {
			t := doc.Tokens[first+j]
			head := t.Head - first + 1
			if t.Head == ling.Root {
				head = 0
			}
			right := head == r.Head && t.Deprel == r.Rel
			rel(r.Rel).add(true, false, right)
			rel(t.Deprel).add(false, true, false)
			saysGold, saysFound := says(sent, r.Head, speech), says(sent, head, speech)
			for _, c := range []struct {
				h   *hits
				rel string
			}{{&subjects, "nsubj"}, {&complements, "ccomp"}} {
				g, f := saysGold && ud.Universal(r.Rel) == c.rel, saysFound && ud.Universal(t.Deprel) == c.rel
				c.h.add(g, f, g && f && head == r.Head)
			}
		}
	}
	fmt.Fprintf(w, "speech verbs: subject    %v\nspeech verbs: complement %v\n", subjects, complements)
	names := make([]string, 0, len(rels))
	for name := range rels {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(rels[b].gold-rels[a].gold, cmp.Compare(a, b)) })
	for _, name := range names {
		fmt.Fprintf(w, "%-16s %v\n", name, *rels[name])
	}
	return nil
}

// says reports whether word head (from 1) is a verb of speech.
func says(sent []Row, head int, speech map[string]bool) bool {
	return head > 0 && sent[head-1].UPOS == ud.VERB && speech[sent[head-1].Lemma]
}
