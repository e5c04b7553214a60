package kb

import "strings"

// familyFirst are the states whose persons' family name stands first.
var familyFirst = map[string]bool{"CHN": true, "PRK": true, "KOR": true, "TWN": true, "VNM": true, "KHM": true, "HKG": true, "SGP": true}

// callPerson adds a person's name and what it is shortened to: first and last
// name without what stands between them, and the surname.
func (b *Builder) callPerson(e *Entry, name string, sense Sense) {
	e.Call(name, sense)
	if i := strings.IndexByte(name, ','); i > 0 {
		name = name[:i] // "Jon Huntsman, Jr."
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return
	}
	last := words[len(words)-1]
	for len(words) > 2 && generation(last) {
		words = words[:len(words)-1]
		last = words[len(words)-1]
	}
	first := 1
	if len(words) > 2 {
		// "John Forbes Kerry", "J. Adam Ereli": a particle stays with its name.
		keep := len(words) - 1
		for keep > 1 && particle(words[keep-1]) {
			keep--
		}
		if keep > 1 && !particle(words[1]) {
			e.Call(words[0]+" "+strings.Join(words[keep:], " "), Alias)
		}
		e.Call(strings.Join(words[keep:], " "), Short)
	}
	e.Call(last, Short)
	if len(words) == 3 {
		e.Call(strings.Join(words[first:], " "), Short)
	}
	if familyFirst[e.Country] {
		e.Call(words[0], Short)
	}
	if _, bare, ok := strings.Cut(last, "-"); ok && isArticle(last) {
		e.Call(bare, Short)
	}
}

// generation reports whether a word only tells fathers and sons apart.
func generation(w string) bool {
	switch strings.TrimRight(w, ".") {
	case "Jr", "Sr", "II", "III", "IV", "V":
		return true
	}
	return false
}

// particle reports whether a word belongs to the name after it.
func particle(w string) bool {
	switch Fold(w) {
	case "al", "el", "bin", "ibn", "bint", "ben", "abu", "abd", "abdel", "abdul", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "van", "von", "der", "den", "la", "le", "ter", "zu", "of", "und", "mac", "st", "ould", "ag", "ap":
		return true
	}
	return false
}

func isArticle(w string) bool {
	switch article, _, _ := strings.Cut(Fold(w), "-"); article {
	case "al", "el", "ad", "as", "ash", "an", "ar", "at", "az", "ul":
		return true
	}
	return false
}
