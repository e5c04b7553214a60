package kb

import "strings"

// Sound is a name as it sounds, roughly: names from other scripts that are
// spelt differently in English ("Sergei", "Sergey"; "Muallem", "al-Moualem";
// "Mohammed", "Muhammad") come out the same. It loses a lot, so equal sound is
// a hint, never proof: who uses it wants more (a role, a country).
//
// The equations follow the romanisations that news agencies mix: BGN/PCGN,
// ISO 9 and French-based spellings for Cyrillic; the many for Arabic.
func Sound(name string) string {
	words := strings.Fields(apart.Replace(Fold(name)))
	out := words[:0]
	for i, w := range words {
		switch w {
		case "al", "el", "ul", "ad", "as", "ash", "an", "ar", "at", "az":
			if i < len(words)-1 && len(words) > 1 {
				continue // the Arabic article, written in or left out
			}
		}
		out = append(out, soundWord(w))
	}
	return strings.Join(out, " ")
}

// apart parts a name's words; vowels makes all of them one, to know "Muhammad"
// in its many spellings.
var (
	apart  = strings.NewReplacer("-", " ", "'", "")
	vowels = strings.NewReplacer("o", "a", "u", "a", "e", "a", "mm", "m")
)

// sounds are applied in order, the longer spellings before the shorter.
var sounds = strings.NewReplacer(
	"shch", "S", "tsch", "C", "sch", "S", "tch", "C", "sh", "S", "ch", "C",
	"kh", "h", "ph", "f", "gh", "g", "dh", "d", "th", "t", "zh", "j", "dj", "j",
	"ck", "k", "q", "k", "c", "k", "w", "v", "x", "ks",
	"ou", "u", "oo", "u", "ow", "u", "ee", "i", "iy", "i", "yi", "i", "ii", "i", "ij", "i",
	"ey", "i", "ei", "i", "ay", "i", "ai", "i", "ie", "i", "ye", "i", "yo", "i", "io", "i", "iya", "a", "ya", "a", "ia", "a", "yu", "u", "iu", "u",
	"y", "i", "e", "i", "o", "u",
)

// soundWord is the sound of one folded word.
func soundWord(w string) string {
	if strings.HasPrefix(w, "m") && len(w) > 5 {
		switch vowels.Replace(w) {
		case "mahamad", "mahamat", "mahamd":
			return "muhamad"
		}
	}
	w = sounds.Replace(w)
	var b strings.Builder
	var before rune
	for _, c := range w {
		if c != before {
			b.WriteRune(c)
		}
		before = c
	}
	out := b.String()
	// A silent h at the end: "Abdullah", "Abdulla".
	if len(out) > 2 && strings.HasSuffix(out, "ah") {
		out = out[:len(out)-1]
	}
	return out
}
