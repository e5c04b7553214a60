package resolve

import (
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// title is a noun phrase that describes a person: "the Turkish foreign
// minister", "analyst". Tokens [first, last) hold it without the name beside it.
type title struct {
	first, last int
	head        int // token of the head noun
	kind        titleKind
	gender      byte
	words       []string // the office's words, lower case: "foreign", "minister"
	scopes      []*mark  // marks of the nations and bodies it speaks of
	former      bool     // "former", "then", "late"
	acting      bool     // "acting", "interim"
	definite    bool     // "the …", "Russia's …", or right before a name
	plural      bool
	name        *mark  // the person named beside it
	indefinite  bool   // "a …", "another …"
	posts       []post // see run.posts; nil until read
}

// readTitles finds the descriptions of persons and the names beside them, and
// makes a mention of each description that is more than the name.
func (r *run) readTitles() {
	end := 0
	for i := range r.doc.Tokens {
		if i < end {
			continue
		}
		if t, ok := r.titleAt(i); ok {
			end = t.last
			r.titles = append(r.titles, t)
		}
	}
	for _, t := range r.titles {
		r.mentionTitle(t)
	}
	r.sortMarks()
}

// titleAt reads the description whose head noun is token i.
func (r *run) titleAt(i int) (*title, bool) {
	word, plural := r.words.singular(r.word(i))
	w := r.words.titles[word]
	if w.kind == noTitle || w.kind == honour || r.doc.Tokens[i].UPOS == ud.VERB || r.insideOther(i) {
		return nil, false
	}
	if next, _ := r.words.singular(r.word(i + 1)); r.words.titles[next].kind == office || r.words.titles[next].kind == calling {
		return nil, false // "minister counsellor", "opposition leader": the last noun heads it
	}
	if r.word(i+1) == "-" || i+1 < len(r.doc.Tokens) && r.doc.Tokens[i+1].UPOS == ud.NOUN && r.nameAt(i+1) == nil || r.word(i+1) == "general" {
		return nil, false // "the president-elect", "militant groups": another noun heads it
	}
	if before, _ := r.words.singular(r.word(i - 1)); w.kind == calling && word == "general" && (r.words.titles[before].kind == office || r.word(i-1) == "-") {
		w.kind = office // "secretary general", "director-general"
	}
	t := &title{head: i, last: i + 1, kind: w.kind, gender: w.gender, plural: plural}
	t.first = r.leftOf(t, i)
	r.rightOf(t)
	return t, true
}

// insideOther reports whether token i belongs to a name that is no person's
// title ("Foreign Minister Council" the body, "Prince Edward Island").
func (r *run) insideOther(i int) bool {
	m := r.nameAt(i)
	if m == nil {
		return false
	}
	return m.Type != ling.PER || i == m.Last-1 && m.Last-m.First > 1
}

// leftOf walks to the left over the words of the description.
func (r *run) leftOf(t *title, i int) int {
	sent, _ := r.sentenceOf(i)
	first := i
	var words []string
walk:
	for j := i - 1; j >= sent; j-- {
		w := r.word(j)
		switch {
		case w == "former" || w == "ex" || w == "then" || w == "late" || w == "outgoing" || w == "ousted" || w == "deposed":
			t.former = t.former || w != "outgoing"
		case w == "acting" || w == "interim" || w == "caretaker":
			t.acting = true
		case w == "'s" || w == "’s":
			if k := r.nameAt(j - 1); k == nil || k.Type == ling.PER {
				break walk
			}
			t.definite = true
		case w == "the" || w == "his" || w == "her" || w == "their" || w == "its" || w == "our" || w == "my":
			t.definite = true
			first = j
			break walk
		case determiner[w]:
			t.indefinite = true
			first = j
			break walk
		case w == "-" && j > sent && first == j+1:
		case r.scopeAt(j) != nil:
			t.scopes = append(t.scopes, r.scopeAt(j))
			j = r.scopeAt(j).First
		case r.nameAt(j) != nil && r.nameAt(j).Type == ling.PER:
			break walk
		case w == "and" && j > sent && first == j+1 && r.nominal(j-1) && r.nameAt(j-1) == nil && r.nameAt(j+1) == nil && r.words.titles[r.word(j-1)].kind == noTitle && isTitleCase(r.doc.Tokens[j-1].Form) && isTitleCase(r.doc.Tokens[j+1].Form):
			words = append(words, w) // "Foreign and Commonwealth Secretary"
		case r.nominal(j):
			if !isTitleCase(r.doc.Tokens[j].Form) && isTitleCase(r.doc.Tokens[j+1].Form) && r.nameAt(j+1) == nil && !lesser[w] {
				break walk // "in other developments President Hollande"
			}
			words = append(words, w)
		default:
			break walk
		}
		first = j
	}
	for k := len(words) - 1; k >= 0; k-- {
		t.words = append(t.words, words[k])
	}
	word, _ := r.words.singular(r.word(i))
	t.words = append(t.words, word)
	return first
}

// lesser are words in small letters that belong to the office in capitals after them.
var lesser = map[string]bool{"deputy": true, "vice": true, "assistant": true, "prime": true, "senior": true, "special": true, "first": true, "chief": true, "shadow": true}

// nominal reports whether token i can stand before the noun it describes.
func (r *run) nominal(i int) bool {
	switch r.doc.Tokens[i].UPOS {
	case ud.ADJ, ud.NOUN, ud.PROPN, ud.NUM:
		return true
	case ud.VERB:
		return r.doc.Tokens[i].Deprel == "amod"
	}
	return false
}

// scopeAt is the nation, body or place whose name token i belongs to, nil for none.
func (r *run) scopeAt(i int) *mark {
	if m := r.nameAt(i); m != nil {
		switch m.Type {
		case ling.GPE, ling.NORP, ling.ORG, ling.LOC, ling.FAC:
			return m
		}
	}
	return nil
}

// rightOf takes in "of Foreign Affairs", "of Russia", "to the UN", "for Syria".
func (r *run) rightOf(t *title) {
	_, sent := r.sentenceOf(t.head)
	for n := 0; n < 2; n++ {
		j := t.last
		w := r.word(j)
		if j >= sent || w != "of" && w != "for" && w != "to" && w != "on" || w == "on" && !r.sentTo(t) || w == "to" && !r.sentTo(t) {
			return
		}
		j++
		for j < sent && r.word(j) == "the" {
			j++
		}
		start := j
		for j < sent {
			if m := r.nameAt(j); m != nil {
				if m.Type == ling.PER && j > start {
					break // "Secretary of State John Kerry"
				}
				if m.Type == ling.PER || m.First < start {
					return
				}
				t.scopes = append(t.scopes, m)
				j = m.Last
				for n := 0; n < 2 && m.Type == ling.NORP && j < sent && r.doc.Tokens[j].UPOS == ud.NOUN && r.nameAt(j) == nil; n++ {
					j++ // "head of the Syrian regime"
				}
				if r.word(j) != "'s" && r.word(j) != "’s" {
					break
				}
				return
			}
			if w == "of" && (r.doc.Tokens[j].UPOS == ud.PROPN || isTitleCase(r.doc.Tokens[j].Form) || r.word(j) == "affairs" || r.word(j) == "state" || r.word(j) == "defence" || r.word(j) == "defense" || r.word(j) == "staff" || r.word(j) == "foreign" || r.word(j) == "interior" || r.word(j) == "finance" || r.word(j) == "and" && j > start && j+1 < sent && isTitleCase(r.doc.Tokens[j+1].Form)) {
				j++
				continue
			}
			break
		}
		if j == start {
			return
		}
		if r.nameAt(start) == nil {
			t.words = append(t.words, w)
			for k := start; k < j && r.nameAt(k) == nil; k++ {
				t.words = append(t.words, r.word(k))
			}
		}
		t.last = j
	}
}

// sentTo reports whether somebody with this title is sent to, or on, something.
func (r *run) sentTo(t *title) bool {
	switch t.words[len(t.words)-1] {
	case "ambassador", "envoy", "representative", "rapporteur", "delegate", "coordinator", "mediator":
		return true
	}
	return false
}

func isTitleCase(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// mentionTitle finds the name beside a title, and makes the mention.
func (r *run) mentionTitle(t *title) {
	t.name = r.nameBeside(t)
	first, last := t.first, t.last
	if n := t.name; n != nil && n.First <= t.last && n.Last > t.last {
		last = n.Last
		t.definite = true
		first = min(first, n.First) // the name layer may take a title for a part of the name
	}
	if last-first == 1 && t.name == nil && !t.definite {
		return
	}
	for _, m := range r.over[t.head] {
		if m.Type == ling.NOM && m.title == nil && m.Head == t.head && m.Last <= last {
			m.title = t // the coreference layer has the description already
			if m.First == first && m.Last == last {
				return
			}
		}
	}
	m := r.add(first, last, ling.NOM, finder+" title")
	m.Head, m.title = t.head, t
}

// nameBeside is the person whom a description stands beside: "minister Ana
// Kovač", "the minister, Ana Kovač,", "Ana Kovač, the minister,".
func (r *run) nameBeside(t *title) *mark {
	if t.plural {
		return nil
	}
	person := func(i int) *mark {
		if m := r.nameAt(i); m != nil && m.Type == ling.PER {
			return m
		}
		return nil
	}
	if m := person(t.head); m != nil {
		return m
	}
	if m := person(t.last); m != nil && m.First == t.last {
		return m
	}
	_, end := r.sentenceOf(t.head)
	if r.word(t.last) == "," && (t.definite || t.kind == office) {
		if m := person(t.last + 1); m != nil && m.First == t.last+1 && (r.word(m.Last) == "," || m.Last >= end-1) {
			return m
		}
	}
	if r.word(t.first-1) == "," {
		if m := person(t.first - 2); m != nil {
			switch r.word(t.last) {
			case ",", ".", "", ";", ")":
				return m
			}
		}
	}
	return nil
}

// roleText is the description as a role: "Foreign Minister of Valdoria".
func (r *run) roleText(t *title) string {
	words := make([]string, 0, len(t.words))
	for _, w := range t.words {
		switch w {
		case "of", "for", "and", "the", "to", "on":
		default:
			w = capital(w)
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

func capital(w string) string {
	if w == "" || w[0] < 'a' || w[0] > 'z' {
		return w
	}
	return string(w[0]-'a'+'A') + w[1:]
}
