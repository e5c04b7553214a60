package coref

import (
	"slices"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// nom is a description of a speaker: "the Turkish foreign minister", "a senior
// official", "analyst". A name that stands with it lies within the range.
type nom struct {
	first, last int
	head        int
	noun        string // the head in the singular
	role        role
	mods        []string // other words, nations as lexicon.nation has them
	definite    bool     // "the …"
	owned       bool     // "his …", "Obama's …": somebody else's
	several     bool     // plural
	another     bool     // "another", "other", "new": not the one before
	former      bool
	beside      *entity // whose name stands with it
	entity      *entity
}

// describe finds all descriptions, and the names beside them.
func (r *run) describe() {
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		for i := sent.First; i < sent.Last; i++ {
			n, ok := r.nomAtHead(i, sent)
			if !ok {
				continue
			}
			r.noms = append(r.noms, n)
			for k := n.first; k < n.last; k++ {
				r.nomAt[k] = len(r.noms) - 1
			}
			i = max(i, n.last-1)
		}
	}
}

// nomAtHead reads the description that token i heads.
func (r *run) nomAtHead(i int, sent *ling.Sentence) (nom, bool) {
	noun := r.singular(r.low[i])
	what, ok := r.roles[r.low[i]]
	if !ok || !r.mayHead(i, sent) {
		return nom{}, false
	}
	n := nom{first: i, last: i + 1, head: i, noun: noun, role: what, several: what.plural}
	r.leftward(&n, sent)
	r.rightward(&n, sent)
	r.nameWith(&n, sent)
	if n.beside == nil && n.first == n.head && !n.several && n.last == n.head+1 {
		return nom{}, false // a bare noun points at nobody
	}
	if n.role.kind == body && n.beside == nil && !n.definite && !r.hasNation(&n) {
		return nom{}, false
	}
	return n, true
}

func (r *run) hasNation(n *nom) bool {
	for k := n.first; k < n.head; k++ {
		if r.name[k] >= 0 {
			return true
		}
	}
	return false
}

// mayHead reports whether token i is a noun that heads its phrase.
func (r *run) mayHead(i int, sent *ling.Sentence) bool {
	t := &r.doc.Tokens[i]
	if t.UPOS != ud.NOUN && t.UPOS != ud.PROPN && t.UPOS != ud.Unknown {
		return false
	}
	if m := r.name[i]; m >= 0 {
		mention := &r.doc.Mentions[m]
		if mention.Type != ling.PER || i == mention.Last-1 {
			return false // "Foreign Ministry" is a name
		}
	}
	if r.nomAt[i] >= 0 {
		return false
	}
	if i+1 < sent.Last {
		next := r.low[i+1]
		if next == "-" {
			return false
		}
		// "opposition leader", "government official": the last noun heads it.
		if _, more := r.roles[next]; more && r.doc.Tokens[i+1].UPOS != ud.VERB && !(r.name[i+1] >= 0 && r.doc.Mentions[r.name[i+1]].Type == ling.PER) {
			return false
		}
		if r.doc.Tokens[i+1].UPOS == ud.NOUN && t.Deprel == "compound" && t.Head > i {
			return false
		}
	}
	return true
}

// leftward walks over the words before the head noun.
func (r *run) leftward(n *nom, sent *ling.Sentence) {
	for j := n.head - 1; j >= sent.First; j-- {
		w := r.low[j]
		m := r.name[j]
		switch {
		case r.nomAt[j] >= 0:
			return
		case r.doc.Tokens[j].UPOS == ud.SCONJ:
			return // "that experts agreed"
		case w == "the" || w == "this" || w == "that" || w == "these" || w == "those":
			n.definite, n.first = true, j
			return
		case w == "a" || w == "an" || w == "one" || w == "some" || w == "another" || w == "other" || w == "no" || w == "any" || w == "each" || w == "every" || w == "several" || w == "many":
			n.another = n.another || w == "another" || w == "other"
			n.first = j
			return
		case w == "his" || w == "her" || w == "their" || w == "its" || w == "my" || w == "our":
			n.owned, n.first = true, j
			return
		case w == "'s" || w == "’s" || w == "'" || w == "’":
			if j == sent.First {
				return
			}
			if r.name[j-1] < 0 {
				if r.doc.Tokens[j-1].UPOS != ud.NOUN {
					return
				}
				break // "the opposition's chief negotiator"
			}
			if owner := &r.doc.Mentions[r.name[j-1]]; owner.Type == ling.PER {
				n.owned, n.first = true, owner.First
				return
			} else {
				n.definite = true
			}
		case m >= 0:
			mention := &r.doc.Mentions[m]
			if mention.Type == ling.PER {
				return
			}
			n.mods = append(n.mods, r.nation(r.doc.Text[mention.Start:mention.End]))
			j = mention.First
		case w == "former" || w == "ex" || w == "ex-" || w == "then" || w == "late":
			n.former = true
		case w == "-" && j > sent.First:
		case r.modifies(j):
			n.another = n.another || w == "other" || w == "second" || w == "new"
			n.mods = append(n.mods, w)
		default:
			return
		}
		n.first = j
	}
}

// modifies reports whether token j can stand before the noun it describes.
func (r *run) modifies(j int) bool {
	if r.doc.Tokens[j].XPOS == "NNS" {
		return false // "after these developments President Lund said"
	}
	switch r.doc.Tokens[j].UPOS {
	case ud.ADJ, ud.NOUN, ud.PROPN, ud.NUM:
		return r.low[j] != "%"
	case ud.VERB:
		return r.doc.Tokens[j].Deprel == "amod"
	}
	return false
}

// rightward takes in "of foreign affairs", "of Kazakhstan", "for Syria".
func (r *run) rightward(n *nom, sent *ling.Sentence) {
	for range 2 {
		j := n.last
		if j+1 >= sent.Last || r.low[j] != "of" && r.low[j] != "for" && r.low[j] != "to" && r.low[j] != "at" {
			return
		}
		to := r.low[j] == "to" || r.low[j] == "at"
		for j++; j < sent.Last && r.low[j] == "the"; j++ {
		}
		start := j
		for j < sent.Last && j < start+6 {
			if m := r.name[j]; m >= 0 {
				mention := &r.doc.Mentions[m]
				if mention.Type == ling.PER {
					break // "secretary of state John Carver"
				}
				if mention.First < start {
					return
				}
				n.mods = append(n.mods, r.nation(r.doc.Text[mention.Start:mention.End]))
				j = mention.Last
				if j < sent.Last && (r.low[j] == "'s" || r.low[j] == "’s") {
					j++
					continue
				}
				if mention.Type == ling.NORP {
					continue // "of the Syrian regime"
				}
				break
			}
			if other, ok := r.roles[r.low[j]]; ok && other.kind != body || to || r.doc.Tokens[j].UPOS != ud.NOUN && r.doc.Tokens[j].UPOS != ud.ADJ && r.doc.Tokens[j].UPOS != ud.PROPN || r.nomAt[j] >= 0 {
				break
			}
			n.mods = append(n.mods, r.low[j])
			j++
		}
		for j > start && r.name[j-1] < 0 && r.doc.Tokens[j-1].UPOS == ud.ADJ {
			j-- // "the administration of former" belongs to what follows
		}
		if j == start {
			return
		}
		n.last = j
	}
}

// nameWith finds the person's name that stands with the description: "minister
// Ana Kovač", "the minister, Ana Kovač,", "Ana Kovač, the minister,".
func (r *run) nameWith(n *nom, sent *ling.Sentence) {
	if n.several || n.role.kind != person {
		return
	}
	if m := r.personAt(n.head); m >= 0 { // the names' layer took the title in
		n.beside, n.last = r.who[m], max(n.last, r.doc.Mentions[m].Last)
		n.first = min(n.first, r.doc.Mentions[m].First)
		return
	}
	if m := r.personAt(n.last); m >= 0 && n.last < sent.Last {
		n.beside, n.last = r.who[m], r.doc.Mentions[m].Last
		return
	}
	if n.last+1 < sent.Last && r.low[n.last] == "," && (n.definite || n.owned || n.first < n.head || n.last > n.head+1) {
		m := r.personAt(n.last + 1)
		if m >= 0 && r.doc.Mentions[m].First == n.last+1 && r.endsApposition(r.doc.Mentions[m].Last, sent) {
			n.beside = r.who[m]
			return
		}
	}
	if n.first-2 >= sent.First && r.low[n.first-1] == "," {
		if m := r.personAt(n.first - 2); m >= 0 && (r.endsApposition(n.last, sent) || r.low[n.last] == "who" || r.low[n.last] == "at" || r.low[n.last] == "in" || r.low[n.last] == "with") {
			n.beside = r.who[m]
		}
	}
}

// personAt is the person's name that holds token i, -1 for none.
func (r *run) personAt(i int) int {
	if i < 0 || i >= len(r.name) || r.name[i] < 0 || r.doc.Mentions[r.name[i]].Type != ling.PER {
		return -1
	}
	return r.name[i]
}

// endsApposition reports whether an apposition may end before token i.
func (r *run) endsApposition(i int, sent *ling.Sentence) bool {
	if i >= sent.Last {
		return true
	}
	switch r.low[i] {
	case ",", ".", ";", ")", ":", "-", "–", "—", "”", "\"":
		return true
	}
	return false
}

// nominal resolves a description.
func (r *run) nominal(n *nom) {
	switch {
	case n.beside != nil:
		n.entity = n.beside
		n.entity.tell(n.role.gender)
		n.entity.bear(n)
	case n.definite && !n.owned && !n.another:
		if n.entity = r.takenUp(n); n.entity != nil && n.entity.kind == person && !n.entity.bears(n.noun) {
			n.entity.bear(n) // he is now known by it
		}
	}
	if n.entity == nil {
		n.entity = &entity{kind: n.role.kind, gender: n.role.gender, roles: []*nom{n}}
	}
	r.counterpart(n)
	m := ling.Mention{
		Span:  ling.Span{Start: r.doc.Tokens[n.first].Start, End: r.doc.Tokens[n.last-1].End},
		First: n.first, Last: n.last, Head: n.head, Type: ling.NOM, Entity: -1, FoundBy: finder + " description",
	}
	r.links = append(r.links, link{m, -1, n.entity})
	r.happen(n.entity, n.first, n.last, false)
}

// counterpart lets "his Greek counterpart" have the owner's office: there are
// then two ministers, and "the minister" is neither.
func (r *run) counterpart(n *nom) {
	if len(r.links) == 0 || n.noun != "counterpart" {
		return
	}
	owner := r.links[len(r.links)-1]
	if !n.owned || owner.entity == nil || owner.mention.First < n.first-8 {
		return
	}
	for _, o := range owner.entity.roles {
		if o.noun == "counterpart" {
			continue
		}
		like := *o
		like.mods = slices.Clone(n.mods)
		for _, w := range o.mods {
			if !r.isNation(w, o) {
				like.mods = append(like.mods, w)
			}
		}
		n.entity.bear(&like)
	}
}

// isNation reports whether a modifier of description o is a name in it.
func (r *run) isNation(w string, o *nom) bool {
	for k := o.first; k < o.last; k++ {
		if m := r.name[k]; m >= 0 && r.nation(r.doc.Text[r.doc.Mentions[m].Start:r.doc.Mentions[m].End]) == w {
			return true
		}
	}
	return false
}

// How many sentences back a description that fits many may mean somebody: who
// was called by this very noun already, and who could be.
const (
	remoteNom = 10
	near      = 3
)

// mostRoles bounds the descriptions kept of one entity. News gives nobody so
// many; without a bound a list of them would cost its square.
const mostRoles = 100

// bear notes a description of the entity.
func (e *entity) bear(n *nom) {
	if len(e.roles) < mostRoles {
		e.roles = append(e.roles, n)
	}
}

// bears reports whether the entity was called by this noun.
func (e *entity) bears(noun string) bool {
	return slices.ContainsFunc(e.roles, func(o *nom) bool { return o.noun == noun })
}

// takenUp is the one entity mentioned before that the description fits, nil if
// there is none or more than one and neither spoke last.
func (r *run) takenUp(n *nom) *entity {
	var found, last *entity
	several := false
	for i := len(r.past) - 1; i >= 0 && i >= len(r.past)-window; i-- {
		e := r.past[i].entity
		if e.kind != n.role.kind || e == found || !r.fits(n, e) {
			continue
		}
		if far := r.now - r.past[i].sent; n.generic() && (far > near && !e.bears(n.noun) || far > remoteNom) {
			continue // "the official" does not reach far
		}
		if found == nil {
			found = e
		} else {
			several = true
		}
		if e == r.talks && last == nil {
			last = e
		}
	}
	if found == nil && n.role.kind == body && n.generic() {
		return r.onlyOrganization()
	}
	if !several {
		return found
	}
	if last != nil && r.now-r.talked <= 2 {
		return last
	}
	return nil
}

// onlyOrganization is the one organization named in this sentence or the two
// before: "Red Lantern stopped its convoys. The group …".
func (r *run) onlyOrganization() *entity {
	const sentences = 2
	var found *entity
	for i := len(r.past) - 1; i >= 0 && r.now-r.past[i].sent <= sentences; i-- {
		e := r.past[i].entity
		if !e.org || e == found {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// generic reports whether the description is one that fits many.
func (n *nom) generic() bool {
	switch n.noun {
	case "official", "diplomat", "leader", "politician", "expert", "analyst", "man", "woman", "source", "group", "body", "organization", "organisation", "agency", "company", "firm", "charity", "chief", "head", "journalist", "officer":
		return len(n.mods) == 0
	}
	return false
}

// fits reports whether description n can be short for what was said of e: its
// noun or one that takes it up, and no word that was not said.
func (r *run) fits(n *nom, e *entity) bool {
	if n.role.gender != 0 && e.gender != 0 && n.role.gender != e.gender {
		return false
	}
	if e.kind == body && len(e.words) > 0 && slices.Contains(e.words, n.noun) {
		return r.modsWithin(n, func(w string) bool {
			return slices.ContainsFunc(e.words, func(have string) bool { return have == w || r.nation(have) == w })
		})
	}
	for _, o := range e.roles {
		if o.former != n.former || o.noun != n.noun && !slices.Contains(o.role.also, n.noun) {
			continue
		}
		if o.several != n.several {
			continue
		}
		if r.modsWithin(n, func(w string) bool { return r.said(w, o) }) {
			return true
		}
	}
	return false
}

// said reports whether a word was said of the person, or says nothing new.
func (r *run) said(w string, o *nom) bool {
	if w == "top" || w == "senior" || w == "chief" || w == "same" || w == o.noun {
		return true
	}
	return slices.Contains(o.mods, w)
}

func (r *run) modsWithin(n *nom, have func(string) bool) bool {
	for _, w := range n.mods {
		if !have(w) && !strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}
