package coref

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"onrecord/ling"
)

// fold makes spellings of one name equal that differ by marks, by the letters
// that transliteration varies (y and i, doubled letters), or by an article
// ("al-Assad", "Assad").
func fold(s string) string {
	var b strings.Builder
	var last rune
	for _, c := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, c), !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != ' ':
			continue
		case c == 'y' || c == 'j':
			c = 'i'
		}
		if c != last {
			b.WriteRune(c)
		}
		last = c
	}
	out := b.String()
	for _, article := range [...]string{"al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-"} {
		if rest, ok := strings.CutPrefix(out, article); ok && len(rest) > 2 {
			return rest
		}
	}
	return out
}

// parts are the folded words of a person's name: honorifics, possessive
// endings, articles and initials left out.
func (r *run) parts(m *ling.Mention) (words []string, gender byte) {
	for i := r.afterTitle(m); i < m.Last; i++ {
		w := r.low[i]
		if g, known := honorific(w); known && i < m.Last-1 {
			gender = max(gender, g)
			continue
		}
		switch w {
		case "'s", "’s", "'", "’", "al", "el", "the", ",", "-",
			"bin", "ibn", "abu", "de", "del", "della", "di", "da", "dos", "la", "le", "van", "von", "der", "den", "ter", "ten", "zu":
			continue // particles come and go with the given name
		}
		if len(strings.Trim(w, ".")) <= 1 {
			continue
		}
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if f := fold(w); f != "" {
			words = append(words, f)
		}
	}
	if m.First > 0 {
		if g, known := honorific(r.low[m.First-1]); known {
			gender = max(gender, g)
		}
	}
	return words, gender
}

// afterTitle is where the name begins in a mention that took in the title
// before it: "U.S. President Donald Trump".
func (r *run) afterTitle(m *ling.Mention) int {
	for i := m.Last - 2; i >= m.First; i-- {
		if _, title := r.roles[r.low[i]]; title {
			return i + 1
		}
	}
	return m.First
}

// clusterNames says for every name whom it means: full names first, since a
// headline is short where the text below it is full.
func (r *run) clusterNames() {
	r.who = make([]*entity, len(r.doc.Mentions))
	full := map[string]*entity{}
	bySurname := map[string][]*entity{}
	byGiven := map[string][]*entity{}
	var short []int
	words := make([][]string, len(r.doc.Mentions))
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		switch m.Type {
		case ling.PER:
			ws, gender := r.parts(m)
			words[i] = ws
			if len(ws) < 2 {
				short = append(short, i)
				continue
			}
			given, last := ws[0], ws[len(ws)-1]
			key := given + " " + last
			e := full[key]
			if e == nil {
				e = &entity{kind: person, given: given, last: last, full: key, gender: r.givenGender(m)}
				full[key] = e
				bySurname[last] = append(bySurname[last], e)
				byGiven[given] = append(byGiven[given], e)
			}
			e.tell(gender)
			r.who[i] = e
		case ling.ORG, ling.GPE, ling.FAC, ling.LOC:
			r.who[i] = r.bodyOf(m, full)
		}
	}
	for _, i := range short {
		if len(words[i]) == 1 {
			_, gender := r.parts(&r.doc.Mentions[i])
			r.who[i] = r.shortName(i, words[i][0], gender, full, bySurname, byGiven)
		}
	}
}

// tell notes evidence of gender; what was known first stays.
func (e *entity) tell(gender byte) {
	if e.gender == 0 {
		e.gender = gender
	}
}

// givenGender is the gender of the first given name of a full name.
func (r *run) givenGender(m *ling.Mention) byte {
	for i := r.afterTitle(m); i < m.Last-1; i++ {
		if _, known := honorific(r.low[i]); known {
			continue
		}
		return r.given[marksOff(r.low[i])]
	}
	return 0
}

// marksOff is a name as the list of given names has it.
func marksOff(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < 0x80
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, c := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// shortName is whom a name of one word is short for: the one full name with
// that surname, else given name. Where there are two it is the last before it
// whose gender fits, and without one before it nobody knows.
func (r *run) shortName(at int, word string, gender byte, full map[string]*entity, bySurname, byGiven map[string][]*entity) *entity {
	list := bySurname[word]
	if len(list) == 0 {
		list = byGiven[word]
	}
	switch len(list) {
	case 0:
		e := full[word]
		if e == nil {
			e = &entity{kind: person, last: word, full: word}
			full[word] = e
		}
		e.tell(gender)
		return e
	case 1:
		if gender != 0 && list[0].gender != 0 && gender != list[0].gender {
			return nil
		}
		list[0].tell(gender)
		return list[0]
	}
	for i := at - 1; i >= 0 && i >= at-window; i-- {
		e := r.who[i]
		if e == nil || e.kind != person || e.full == "" || e.last != word && e.given != word {
			continue
		}
		if gender == 0 || e.gender == 0 || gender == e.gender {
			return e
		}
	}
	return nil
}

// bodyOf is the body of that name, or of whose name it is the initials.
func (r *run) bodyOf(m *ling.Mention, full map[string]*entity) *entity {
	var words []string
	initials := ""
	for i := m.First; i < m.Last; i++ {
		switch w := strings.Trim(r.low[i], "."); w {
		case "the", "'s", "’s", "'", "’", "":
		case "of", "and", "for", "on", "in":
			words = append(words, w)
		default:
			words = append(words, strings.ReplaceAll(w, ".", ""))
			initials += w[:1]
		}
	}
	key := "body " + strings.Join(words, " ")
	if e := full[key]; e != nil {
		return e
	}
	e := &entity{kind: body, full: key, words: words, org: m.Type == ling.ORG}
	if m.Type == ling.ORG && len(initials) > 2 {
		if short := full["body "+initials]; short != nil {
			e = short
			e.words = words
		} else {
			full["body "+initials] = e
		}
	}
	full[key] = e
	return e
}
