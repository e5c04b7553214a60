package page

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"onrecord/internal/article/line"
	"onrecord/internal/article/match"
	book "onrecord/internal/words"
)

//go:embed people.txt
var peopleTable string

// naming are the words and expressions by which names are read.
type naming struct {
	lead    *regexp.Regexp  // what stands before names
	of      *regexp.Regexp  // a word before them that may be one of a name
	opens   map[string]bool // the first words of both, in small letters
	between *regexp.Regexp  // what parts names
	end     *regexp.Regexp  // what stands after them, to the end
	role    *regexp.Regexp  // what a person is, at the end
	other   *regexp.Regexp  // what stands before the name of one who is no author, at the end
	craft   *regexp.Regexp  // the same at the beginning
	nobody  map[string]bool
	tells   map[string]bool // stands behind a name that a sentence tells of
	small   map[string]bool // particles
	marked  *match.Set      // names of elements that are an author's name
	byline  *match.Set      // and of those that hold one
	aside   *match.Set      // and of those that tell more of the author
	path    map[string]bool // parts of the addresses of authors' pages
	pages   *match.Set      // what those addresses hold
	given   [2]book.Set     // given names, folded
}

// theNaming is read once; the file is part of the program and tested.
var theNaming = sync.OnceValue(func() *naming {
	t := readNaming(peopleTable)
	list, err := book.English()
	if err != nil {
		panic(err) // the embedded files do not load: the tests of words say why
	}
	p := list.Pick()
	t.given = [...]book.Set{p.Set("given name of men"), p.Set("given name of women")}
	return t
})

func readNaming(table string) *naming {
	of := map[string][]string{}
	for row := range strings.Lines(table) {
		kind, words, ok := strings.Cut(row, ":")
		if ok && !strings.HasPrefix(row, "#") {
			of[kind] = append(of[kind], strings.Fields(words)...)
		}
	}
	some := func(kind string) string {
		var out []string
		for _, w := range of[kind] {
			out = append(out, strings.ReplaceAll(regexp.QuoteMeta(w), "_", `\s+`))
		}
		slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
		return `(?i:` + strings.Join(out, "|") + `)`
	}
	set := func(kind string) map[string]bool {
		out := map[string]bool{}
		for _, w := range of[kind] {
			out[w] = true
		}
		return out
	}
	// holds is a set that tells texts which hold one of the words.
	holds := func(kind string) *match.Set {
		var quoted []string
		for _, w := range of[kind] {
			quoted = append(quoted, `(?i)`+strings.ReplaceAll(regexp.QuoteMeta(w), `\*`, `[\pL\pN_-]*`))
		}
		set, err := match.New(quoted)
		if err != nil {
			panic(err) // of quoted words: there are too many
		}
		return set
	}
	opens := map[string]bool{}
	for _, w := range slices.Concat(of["lead"], of["of"]) {
		word, _, _ := strings.Cut(w, "_")
		opens[strings.ToLower(word)] = true
	}
	joins := `(?:` + strings.Join(of["joins"], "|") + `|AND|UND|ET)`
	return &naming{
		lead:    regexp.MustCompile(`^[\s—–-]*` + some("lead") + `(?:\s*:\s*|\s+|$)`),
		of:      regexp.MustCompile(`^[\s—–-]*(?:` + strings.Join(of["of"], "|") + `)(?:\s*:\s*|\s+)`),
		between: regexp.MustCompile(`\s*[,;&+/]\s+(?:` + joins + `\s+)?|\s+` + joins + `\s+|\s*;\s*|\s+[&+]\s*`),
		end:     regexp.MustCompile(`\s*(?:[|•·⋅・–—<>]|\s-\s|\([^()]*\)$|\s` + some("ends") + `\s|,\s*(?:[\p{L}\p{N}’'&. -]+\s)?` + some("role") + `(?:$|[^\p{L}])).*$`),
		role:    regexp.MustCompile(`,?\s+` + some("role") + `(?:$|[^\p{L}]).*$`),
		craft:   regexp.MustCompile(`^` + some("other") + `(?:\s*:\s*|\s+)`),
		other:   regexp.MustCompile(`(?:^|[^\pL])(?:` + some("other") + `|` + some("pictured") + `)\s*:?\s*$`),
		opens:   opens,
		nobody:  set("nobody"),
		tells:   set("tells"),
		small:   set("particle"),
		marked:  holds("marked"),
		byline:  holds("byline"),
		aside:   holds("aside"),
		path:    set("path"),
		pages:   holds("path"),
	}
}

// people reads the persons of one string that names authors. In a list that names
// an outlet or a site too, as an imprint does, only what has a person's given name
// is one: "orskdays.example, Orsk, Veldania" names nobody.
func people(s, outlet string) []string {
	t := theNaming()
	s = t.led(line.Join(strings.ReplaceAll(s, "\u00a0", " ")))
	if outlet != "" && strings.EqualFold(s, outlet) {
		return nil
	}
	s = t.end.ReplaceAllString(s, "")
	parts := t.parts(s)
	imprint := len(parts) > 1 && slices.ContainsFunc(parts, func(n string) bool { return site.MatchString(n) || strings.EqualFold(n, outlet) })
	var out []string
	for _, n := range parts {
		n = t.bare(n)
		if t.person(n) && !strings.EqualFold(n, outlet) && !slices.Contains(out, line.Unshout(n)) && (!imprint || t.likely(n)) {
			out = append(out, line.Unshout(n))
		}
	}
	return out
}

// site is the address of one without what stands before it.
var site = regexp.MustCompile(`^[\pL\pN-]+(?:\.[\pL\pN-]+)*\.[\pL]{2,}$`)

// handle is the name under which one writes who gives no other, in one word.
func (t *naming) handle(s string) bool {
	return penName.MatchString(s) && !t.nobody[strings.ToLower(s)]
}

// penName is the shape of such a name.
var penName = regexp.MustCompile(`^[\pL][\pL\pN._-]{2,23}$`)

// led is a byline without what leads to its names.
func (t *naming) led(s string) string {
	if !t.mayLead(s) {
		return s
	}
	for range 2 {
		s = t.lead.ReplaceAllString(s, "")
	}
	if rest := t.of.ReplaceAllString(s, ""); len(strings.Fields(rest)) >= 2 {
		return rest
	}
	return s
}

// leads reports whether a text begins as bylines do.
func (t *naming) leads(s string) bool {
	return t.mayLead(s) && (t.lead.MatchString(s) || t.of.MatchString(s))
}

// mayLead reports whether the first word of a text is one that leads to names.
func (t *naming) mayLead(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("—–-", r) })
	if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ':' }); i >= 0 {
		s = s[:i]
	}
	return t.opens[strings.ToLower(s)]
}

// onlyLeads reports whether a text is what leads to names and nothing else.
func (t *naming) onlyLeads(s string) bool { return s != "" && t.led(s) == "" }

// parts parts a list of names. "Moor, Ana" is one name; what follows a whole name
// in one word or in capitals is a place or a degree.
func (t *naming) parts(s string) []string {
	list := t.between.Split(s, -1)
	if len(list) == 2 && strings.Contains(s, ", ") && len(strings.Fields(list[0])) == 1 && len(strings.Fields(list[1])) <= 2 &&
		t.person(list[0]) && t.person(list[1]) && !degree.MatchString(list[1]) {
		return []string{list[1] + " " + list[0]}
	}
	whole := false
	return slices.DeleteFunc(list, func(n string) bool {
		n = t.led(n)
		count := len(strings.Fields(n))
		if count > 1 {
			whole = true
		}
		return count == 1 && whole && strings.Contains(s, ", "+n) || degree.MatchString(n)
	})
}

// degree is what stands behind a name after a comma: "PhD", "M.D.", "Jr.", "CFP®".
var degree = regexp.MustCompile(`^(?:[A-Z]{2,5}®?|(?:[A-Z][a-z]?\.){1,4}[A-Z]?|Ph\.?\s?D\.?|M\.?D\.?|Esq\.?|[JS]r\.?|I{2,3}|IV)$`)

// bare is a name without what a person is, and without marks.
func (t *naming) bare(s string) string {
	s = t.led(s)
	if short := t.role.ReplaceAllString(s, ""); len(strings.Fields(short)) >= 2 {
		s = short
	}
	return strings.Trim(s, " .,:;*\"“”|…-–")
}

// person reports whether a string may be the name of one.
func (t *naming) person(s string) bool {
	const (
		longest = 60 // bytes
		most    = 5  // words
	)
	list := strings.Fields(s)
	if s == "" || len(s) > longest || len(list) > most || strings.ContainsAny(s, "@/\\#<>{}_=?!%:|©") || strings.Contains(s, ".com") || strings.Contains(s, "www.") {
		return false
	}
	for _, w := range list {
		if !t.nameWord(w) {
			return false
		}
	}
	return letters(s) >= 2
}

// likely reports whether a name that only its place tells is one of a person: it
// is a given name with others behind it.
func (t *naming) likely(s string) bool {
	list := strings.Fields(s)
	if len(list) < 2 || len(list) > 4 {
		return false
	}
	given := unmarked(list[0])
	return t.given[0][given] || t.given[1][given] || initials.MatchString(list[0])
}

// unmarked is a word in small letters without marks.
func unmarked(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(s)))
}

// initials stand in front of a surname: "J.", "P.J.", "PJ".
var initials = regexp.MustCompile(`^(?:(?:\p{Lu}\.-?){1,3}|[BCDFGHJKLMNPQRSTVWXZ]{2})$`)

// shaped reports whether a name has the shape of a person's: two words or more, or
// one of a script that parts none.
func (t *naming) shaped(s string) bool {
	return len(strings.Fields(s)) >= 2 || strings.IndexFunc(s, unicode.IsUpper) < 0
}

// nameWord reports whether a word may be part of a person's name: one that begins
// with a capital, or with a letter of a script that has none, or, within the name,
// a particle.
func (t *naming) nameWord(w string) bool {
	lower := strings.ToLower(strings.Trim(w, ".,’'®"))
	if t.nobody[lower] || strings.ContainsAny(w, "0123456789") {
		return false
	}
	if t.small[lower] {
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(“\"'’"))
	return !unicode.IsLower(first) || strings.ContainsAny(w, "'’-") && strings.IndexFunc(w, unicode.IsUpper) > 0
}

// letters counts the letters of a string.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
