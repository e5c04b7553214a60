package refer

import (
	"strings"

	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// Description is a noun phrase that says what somebody is: "the Turkish foreign
// minister", "a senior official", "analyst".
type Description struct {
	First, Last int // tokens of the phrase, without a name that stands with it
	Head        int
	Noun        *words.Noun
	Office      bool     // it names an office, of which a state has one holder
	Words       []string // the words of the office, in small letters: "foreign", "minister"
	Scopes      []*Name  // nations and bodies that it speaks of
	Definite    bool     // "the …", "Russia's …"
	Indefinite  bool     // "a …", "another …"
	Owned       bool     // "his …", "Obama's …": somebody else's
	Plural      bool
	Former      bool
	Acting      bool
	Name        *Name   // whose name stands with it
	Entity      *Entity // who is meant, nil as long as nobody knows
	Why         string  // what says so
	Owner       *Name   // the person whose it is: "Obama's spokesman"
	Names       []*Name // of several: who they are, "Presidents Ana Mora and Ilir Berg"

	different bool     // "another", "other", "new": not the one before
	mods      []string // its words but for the noun, nations as Words.nation has them
}

// kind is what somebody so described is taken up as.
func (d *Description) kind() Kind {
	switch {
	case d.Noun.Is(words.Person) && d.Plural:
		return People
	case d.Noun.Is(words.Person):
		return Person
	case d.Noun.Is(words.Body | words.Organ | words.Force | words.Outlet):
		return Body
	}
	return Thing
}

// whole are the tokens of the description with the name that stands in it or
// right behind it.
func (d *Description) whole() (first, last int) {
	if n := d.Name; n != nil && n.First == d.Last {
		return d.First, n.Last
	}
	return d.First, d.Last
}

// Describe finds all descriptions, and the names beside them, in text order.
func (t *Text) Describe() []*Description {
	t.learn()
	for s := range t.view.Sentences {
		first, last := t.view.Sentences[s].First, t.view.Sentences[s].Last
		for i := first; i < last; i++ {
			d := t.describedAt(i, first, last)
			if d == nil {
				continue
			}
			t.descs = append(t.descs, d)
			for k := d.First; k < d.Last; k++ {
				t.desc[k] = d
			}
			i = max(i, d.Last-1)
		}
	}
	return t.descs
}

// describedAt reads the description that token i of the sentence [first, last)
// heads, nil for none.
func (t *Text) describedAt(i, first, last int) *Description {
	noun, plural := t.nounAt(i)
	if noun == nil || !t.describes(noun, plural) || !t.mayHead(i, last) {
		return nil
	}
	d := &Description{First: i, Last: i + 1, Head: i, Noun: noun, Plural: plural, Office: noun.Is(words.Office)}
	if before, _ := t.nounAt(i - 1); !d.Office && noun.Is(words.Calling) && (before.Is(words.Office) || t.word(i-1) == "-") && noun.Word == "general" {
		d.Office = true // "secretary general", "director-general"
	}
	leftward{t, d, first}.walk()
	t.rightward(d, last)
	switch d.kind() {
	case Person:
		d.Name = t.nameWith(d, first, last)
	case Body:
		if d.Name = t.bodyBehind(d, last); d.Name == nil {
			d.Name = t.nameBefore(d, first, last, ling.ORG) // "Northline, a unit of Calder Bank,"
		}
	}
	if d.kind() == People {
		d.Names = t.namesBehind(d, last)
	}
	if d.Name == nil && t.bare(d) {
		return nil
	}
	return d
}

// describes reports whether a form of a noun can describe somebody: a body is
// one, its plural many that nothing is said of.
func (t *Text) describes(n *words.Noun, plural bool) bool {
	switch {
	case n.Is(words.Person):
		return true
	case plural:
		return n.Is(words.Force)
	}
	return n.Is(words.Body | words.Organ | words.Document)
}

// bare reports whether a description without a name points at nobody: a lone
// noun, or a body that neither an article nor a nation tells from others.
func (t *Text) bare(d *Description) bool {
	switch d.kind() {
	case Thing:
		return !d.Definite && !d.Indefinite && !d.Owned && len(d.Scopes) == 0
	case Body:
		return !d.Definite && len(d.Scopes) == 0 || d.Noun.Is(words.Force) && d.Plural && len(d.Scopes) == 0
	}
	return d.First == d.Head && d.Last == d.Head+1 && !d.Plural
}

// mayHead reports whether token i is a noun that heads its phrase.
func (t *Text) mayHead(i, last int) bool {
	tok := &t.view.Tokens[i]
	if tok.UPOS != ud.NOUN && tok.UPOS != ud.PROPN && tok.UPOS != ud.Unknown || t.at[i] != nil || t.desc[i] != nil {
		return false
	}
	if i+1 >= last {
		return true
	}
	if t.low[i+1] == "-" {
		return false // "the president-elect"
	}
	next := &t.view.Tokens[i+1]
	// "opposition leader", "government official": the last noun heads it.
	if more, _ := t.nounAt(i + 1); more != nil && more.Is(words.Person|words.Body) && next.UPOS != ud.VERB && t.at[i+1] == nil {
		return false
	}
	return !(next.UPOS == ud.NOUN && t.at[i+1] == nil && (tok.Deprel == "compound" && tok.Head > i || tok.Head == ling.NoHead))
}

// leftward walks over the words before the head noun of a description.
type leftward struct {
	*Text
	d     *Description
	limit int // where the sentence begins
}

func (l leftward) walk() {
	var before []string
	for j := l.d.Head - 1; j >= l.limit; j-- {
		next, word, more := l.step(j)
		if word != "" {
			before = append(before, word)
		}
		if next < 0 {
			break
		}
		l.d.First, j = next, next
		if !more {
			break
		}
	}
	for k := len(before) - 1; k >= 0; k-- {
		l.d.Words = append(l.d.Words, before[k])
		l.d.mods = append(l.d.mods, before[k])
	}
	l.d.Words = append(l.d.Words, l.d.Noun.Word)
	for _, s := range l.d.Scopes {
		l.d.mods = append(l.d.mods, l.nation(l.textOf(s)))
	}
}

// step takes token j in: where the phrase begins now, -1 if without it; the
// word that it adds to the description; and whether the walk goes on.
func (l leftward) step(j int) (first int, word string, more bool) {
	w := l.low[j]
	name := l.at[j]
	switch {
	case l.desc[j] != nil, l.view.Tokens[j].UPOS == ud.SCONJ:
		return -1, "", false // "that experts agreed"
	case l.determined(w):
		return j, "", false
	case l.ending(j):
		return l.owner(j)
	case name.isPerson():
		if (l.d.Noun.Is(words.Organ) || l.ofLeader[l.d.Noun.Word]) && l.d.First == j+1 {
			l.d.Owner, l.d.Definite = name, true // "the Holm administration"
			return name.First, "", true
		}
		return -1, "", false
	case name != nil:
		l.d.Scopes = append(l.d.Scopes, name)
		return name.First, "", true
	case l.Former[w]:
		l.d.Former = true
		return j, "", true
	case l.Acting[w]:
		l.d.Acting = true
		return j, "", true
	case w == "-" && j > l.limit && l.d.First == j+1 && !l.view.Tokens[j].SpaceAfter: // no dash: "KINSHASA - Rebels"
		return j, "", true
	case w == "and" && l.joins(j):
		return j, w, true // "Foreign and Commonwealth Secretary"
	case l.modifies(j):
		l.d.different = l.d.different || l.different[w]
		return j, w, true
	}
	return -1, "", false
}

// determined notes what a determiner says.
func (l leftward) determined(w string) bool {
	switch {
	case l.Pointing[w]:
		l.d.Definite = true
	case l.Indefinite[w]:
		l.d.Indefinite = true
		l.d.different = l.d.different || l.different[w]
	case l.Possessive[w]:
		l.d.Owned = true
	default:
		return false
	}
	return true
}

// LedBySomebody reports whether a description is of a body that is called by who
// leads it: "the Holm campaign".
func (t *Text) LedBySomebody(d *Description) bool { return d.Owner != nil && t.ofLeader[d.Noun.Word] }

// owner reads whose the description is, before the possessive ending at token j.
func (l leftward) owner(j int) (first int, word string, more bool) {
	owner := l.nameAt(j - 1)
	switch {
	case j == l.limit:
	case owner.isPerson():
		l.d.Owner = owner
		l.d.Owned = !l.ofLeader[l.d.Noun.Word] // "Marek's campaign" is one
		l.d.Definite = !l.d.Owned
		return owner.First, "", false
	case owner != nil:
		l.d.Definite = true
		return j, "", true
	case l.desc[j-1] != nil:
		l.d.Owned = l.desc[j-1].kind() == Person // "the minister's brother"
		l.d.Definite = !l.d.Owned                // "the opposition's chief negotiator"
		return l.desc[j-1].First, "", false
	case l.view.Tokens[j-1].UPOS == ud.NOUN:
		return j, "", true // "the port's chief negotiator"
	}
	return -1, "", false
}

// joins reports whether "and" at token j joins two words of one office.
func (l leftward) joins(j int) bool {
	if j <= l.limit || l.d.First != j+1 || !l.modifies(j-1) || l.at[j-1] != nil || l.at[j+1] != nil {
		return false
	}
	noun, _ := l.nounAt(j - 1)
	return !noun.Is(words.Person) && titleCase(l.view.Tokens[j-1].Form) && titleCase(l.view.Tokens[j+1].Form)
}

// modifies reports whether token j can stand before the noun it describes. A
// word in small letters is no part of an office in capitals: "in other
// developments President Lund".
func (l leftward) modifies(j int) bool {
	tok := &l.view.Tokens[j]
	if !titleCase(tok.Form) && titleCase(l.view.Tokens[j+1].Form) && l.at[j+1] == nil && !l.underOffice[l.low[j]] && tok.UPOS != ud.NUM {
		return false
	}
	return tok.XPOS != "NNS" && l.nominal(j)
}

// nominal reports whether token i can stand before a noun that it describes.
func (t *Text) nominal(i int) bool {
	switch t.view.Tokens[i].UPOS {
	case ud.ADJ, ud.NOUN, ud.PROPN, ud.NUM:
		return t.low[i] != "%"
	case ud.VERB:
		return t.view.Tokens[i].Deprel == "amod"
	}
	return false
}

func titleCase(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// rightward takes in "of foreign affairs", "of Kazakhstan", "for Syria", at
// most two of them.
func (t *Text) rightward(d *Description, last int) {
	for range 2 {
		if d.Last+1 >= last || !t.OfDescription[t.low[d.Last]] {
			return
		}
		prep := d.Last
		start := prep + 1
		for start < last && t.low[start] == "the" {
			start++
		}
		end := t.complement(d, prep, start, last)
		if end == start {
			return
		}
		d.Last = end
	}
}

// complement is where the phrase that begins at token start ends, after the
// preposition at token prep.
func (t *Text) complement(d *Description, prep, start, last int) int {
	namesOnly := t.low[prep] == "to" || t.low[prep] == "at"
	const longest = 6
	var said []string
	j := start
	for j < last && j < start+longest {
		if name := t.at[j]; name != nil {
			next, more := t.scopeAfter(d, name, start)
			if next < 0 {
				break
			}
			if j = next; more {
				continue
			}
			break
		}
		if namesOnly || !t.describesFurther(j) && !(j > start && t.low[j] == "and" && t.describesAlike(j-1, j+1, last)) {
			break
		}
		said = append(said, t.low[j])
		j++
	}
	for j > start && t.at[j-1] == nil && t.view.Tokens[j-1].UPOS == ud.ADJ {
		j-- // "the administration of former" belongs to what follows
		said = said[:max(0, len(said)-1)]
	}
	if len(said) > 0 {
		d.Words = append(append(d.Words, t.low[prep]), said...)
		d.mods = append(d.mods, said...)
	}
	return j
}

// describesAlike reports whether "and" joins two words of one office: "minister of
// roads and ports". The word behind it is written as the one before.
func (t *Text) describesAlike(before, behind, last int) bool {
	return behind < last && t.at[behind] == nil && t.describesFurther(behind) && !t.view.POS(behind, ud.ADJ) &&
		titleCase(t.view.Tokens[before].Form) == titleCase(t.view.Tokens[behind].Form)
}

// scopeAfter takes in a name behind the noun: where it ends, -1 if it is no
// part of the description, and whether the phrase goes on behind it.
func (t *Text) scopeAfter(d *Description, name *Name, start int) (int, bool) {
	if name.isPerson() || name.First < start {
		return -1, false // "secretary of state John Carver"
	}
	d.Scopes = append(d.Scopes, name)
	d.mods = append(d.mods, t.nation(t.textOf(name)))
	if t.ending(name.Last) {
		return name.Last + 1, true
	}
	return name.Last, name.Type == ling.NORP // "of the Syrian regime"
}

// describesFurther reports whether token j can stand in "of foreign affairs".
func (t *Text) describesFurther(j int) bool {
	if noun, _ := t.nounAt(j); noun.Is(words.Person|words.Honour) && !noun.Is(words.Body) || t.desc[j] != nil || t.view.Timed(j) {
		return false
	}
	switch t.view.Tokens[j].UPOS {
	case ud.NOUN, ud.ADJ, ud.PROPN:
		return true
	}
	return false
}

// nameWith is the person's name that stands with the description: "minister
// Ana Kovač", "the minister, Ana Kovač,", "Ana Kovač, the minister,".
func (t *Text) nameWith(d *Description, first, last int) *Name {
	if n := t.personAt(d.Last); n != nil && d.Last < last && n.First == d.Last {
		return n
	}
	if n := t.personAt(d.Last + 1); n != nil && t.naming[t.word(d.Last)] && n.First == d.Last+1 {
		return n
	}
	if d.Definite || d.Owned || d.First < d.Head || d.Last > d.Head+1 {
		if n := t.apposedName(d, last); n != nil {
			return n
		}
	}
	return t.nameBefore(d, first, last, ling.PER)
}

// bodyBehind is the name of a body right behind what it is: "the charity Save Our
// Rivers", "the newspaper “Zora”", "the port firm, Harwell,".
func (t *Text) bodyBehind(d *Description, last int) *Name {
	j := d.Last
	if j < last && j+1 < last && strings.Contains("“\"«‘", t.low[j]) {
		j++
	}
	comma := j < last && t.low[j] == ","
	if comma {
		j++
	}
	n := t.nameAt(j)
	if j >= last || n == nil || n.First != j || n.Type != ling.ORG || !d.Definite && !d.Indefinite && !d.Owned || comma && !t.endsApposition(n.Last, last) {
		return nil
	}
	return n
}

// apposedName is the name between commas behind a description, what else
// describes the person and titles before it: "her brother, cyclist Ivo Marn,",
// "the adviser to the governor, Mr Tunde Bako,". It goes with one description.
func (t *Text) apposedName(d *Description, last int) *Name {
	const longest = 8 // words before the name
	j := t.commaBehind(d.Last, last)
	if j < 0 {
		return nil
	}
	for k := j + 1; k < last && k <= j+longest; k++ {
		if n := t.personAt(k); n != nil {
			if n.First != k || t.apposed[n] || !t.endsApposition(n.Last, last) {
				return nil
			}
			if t.apposed == nil {
				t.apposed = map[*Name]bool{}
			}
			t.apposed[n] = true
			return n
		}
		if !t.leadsToName(k) {
			return nil
		}
	}
	return nil
}

// leadsToName reports whether token k can stand in a description before a name.
func (t *Text) leadsToName(k int) bool {
	honorific, known := t.honorific(t.low[k])
	return honorific != 0 || known || t.at[k] != nil || t.nominal(k) || t.Indefinite[t.low[k]] || t.Pointing[t.low[k]]
}

// commaBehind is the comma at token i, or behind the prepositions and nouns that
// begin there: "its chairman in the valley,"; -1 for none.
func (t *Text) commaBehind(i, last int) int {
	const longest = 8 // words before the comma
	for k := i; k < last && k < i+longest; k++ {
		switch {
		case t.low[k] == ",":
			return k
		case t.personAt(k) != nil || k == i && !t.view.POS(k, ud.ADP):
			return -1
		case !t.view.POS(k, ud.ADP, ud.DET) && t.at[k] == nil && !t.nominal(k) && !t.ending(k):
			return -1
		}
	}
	return -1
}

// namesBehind are two or more persons' names behind a description of several.
func (t *Text) namesBehind(d *Description, last int) []*Name {
	j := d.Last
	if t.word(j) == "," {
		j++
	}
	var out []*Name
	for j < last {
		n := t.personAt(j)
		switch {
		case n != nil && n.First == j:
			out = append(out, n)
			j = n.Last
			continue
		case len(out) > 0 && (t.low[j] == "," || t.low[j] == "and"):
			j++
			continue
		}
		break
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// nameBefore is the name of that type that a description stands behind: "Ana
// Kovač, the minister,".
func (t *Text) nameBefore(d *Description, first, last int, typ ling.MentionType) *Name {
	if d.First-2 < first || t.low[d.First-1] != "," {
		return nil
	}
	if n := t.nameAt(d.First - 2); n != nil && n.Type == typ && (t.endsApposition(d.Last, last) || t.goesOn[t.word(d.Last)] || t.goesOnTo(d.Last, last)) {
		return n
	}
	return nil
}

// goesOnTo reports whether a preposition at token i leads to the end of an
// apposition: "the spokesman for the governor, said".
func (t *Text) goesOnTo(i, last int) bool {
	const longest = 8
	if !t.OfDescription[t.word(i)] {
		return false
	}
	for k := i; k < last && k < i+longest; k++ {
		if t.low[k] == "," || t.low[k] == ")" {
			return true
		}
		if u := t.view.Tokens[k].UPOS; u == ud.VERB && t.view.Tokens[k].XPOS != "VBN" {
			return false
		}
	}
	return false
}

// endsApposition reports whether an apposition may end before token i.
func (t *Text) endsApposition(i, last int) bool {
	return i >= last || strings.Contains(",.;):-–—”\"", t.low[i])
}
