package resolve

import (
	"strings"

	"onrecord/internal/refer"
	"onrecord/internal/words"
)

// lexicon holds the words that the rules of this package look at.
type lexicon struct {
	*refer.Words
	opener, small                              words.Set // of names
	besideOffice, anyOffice, political         words.Set
	sent                                       words.Set
	province, stateVoice, broadcast            words.Set
	firstPerson, camp, side, countsNobody      words.Set
	howMany, manyInOne, hyphen                 words.Set
	object, body, town, stays, towards, inside words.Set // see speaksForState
	degree, heads, ownKind, union              words.Set
	pressed, trade, tradesman, business        words.Set
	articles                                   words.Articles
	ministries                                 map[string]string
	longestMinistry                            map[string]int // words of the longest phrase that begins with a word
}

func newLexicon(book *words.Book) (*lexicon, error) {
	w, err := refer.NewWords(book)
	if err != nil {
		return nil, err
	}
	p := book.Pick()
	l := &lexicon{
		Words: w, opener: p.Set("opens a sentence"), small: p.Set("small in names"),
		besideOffice: p.Set("beside the office"), anyOffice: p.Set("any office"), political: p.Set("political calling"),
		sent:     p.Set("sent"),
		province: p.Set("of a province"), stateVoice: p.Set("state's voice"), broadcast: p.Set("broadcast"),
		firstPerson: p.Set("first person"), camp: p.Set("camp"), side: p.Set("side of a nation"), countsNobody: p.Set("counts nobody"),
		howMany: p.Set("how many"), manyInOne: p.Set("many in one"), hyphen: p.Set("hyphen"),
		object: p.Set("government as object"), body: p.Set("had by a government"), town: p.Set("had by a town"),
		stays: p.Set("done by a town"), towards: p.Set("towards a government"), inside: p.Set("into a place"),
		degree:     p.Set("letters behind a name"),
		heads:      p.Set("heads a body"),
		union:      p.Set("state of the union"),
		pressed:    p.Set("put on a government"),
		trade:      p.Set("done by private people"),
		tradesman:  p.Set("trade of private people"),
		business:   p.Set("had by private people"),
		ownKind:    p.Set("what a body is called by"),
		articles:   p.Articles(),
		ministries: p.Names("ministry"),
	}
	l.longestMinistry = map[string]int{}
	for phrase := range l.ministries {
		first, _, _ := strings.Cut(phrase, " ")
		l.longestMinistry[first] = max(l.longestMinistry[first], strings.Count(phrase, " ")+1)
	}
	return l, p.Err()
}

// ministry reports whether a name is no more than a kind of ministry.
func (l *lexicon) ministry(name string) bool { return l.ministries[strings.ToLower(name)] != "" }

// isTitle reports whether a word in small letters is an office, calling or
// honour in either number.
func (l *lexicon) isTitle(word string) bool {
	n, _ := l.Noun(word)
	return n.Is(words.Office | words.Calling | words.Honour)
}

// isOrgan reports whether a word in small letters is a state's own.
func (l *lexicon) isOrgan(word string) bool {
	n, plural := l.Noun(word)
	return n.Is(words.Organ) && !plural || n.Is(words.Force) && plural
}

// is reports whether a word in small letters is a noun of that kind.
func (l *lexicon) is(word string, k words.Kind) bool {
	n, _ := l.Noun(word)
	return n.Is(k)
}

// withArticle is a name as it stands after "of": "the United States".
func (l *lexicon) withArticle(name string) string { return l.articles.With(name) }
