package ledger

import (
	"cmp"
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"onrecord"
	"onrecord/internal/words"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

//go:embed theatre.rules
var theatreText string

// sources are what the version is derived from.
//
//go:embed *.go *.rules
var sources embed.FS

// outsiders are countries that broker and host: they are a theatre only where
// no other is told of.
var outsiders = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, r := range rulesOf("outsiders") {
		for _, code := range codes(r) {
			out[code] = true
		}
	}
	return out
})

// together are the theatres of countries that are one with others, by country.
var together = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rulesOf("together") {
		for _, code := range codes(r) {
			out[code] = strings.Join(codes(r), "+")
		}
	}
	return out
})

// regions are the countries of regions and movements, by words of their names.
var regions = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range rulesOf("region") {
		for _, pair := range strings.Fields(strings.Join(r.All("words"), " ")) {
			word, code, _ := strings.Cut(pair, "=")
			out[word] = code
		}
	}
	return out
})

// regionOf is the country of a region or a movement by its name, "" where that
// has no such word.
func regionOf(name string) string {
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return c == ' ' || c == '-' }) {
		if code := regions()[w]; code != "" {
			return code
		}
	}
	return ""
}

// rulesOf are the lists of one kind in the embedded file.
func rulesOf(kind string) []*words.Rule {
	read, err := words.Read("theatre.rules", strings.NewReader(theatreText))
	if err != nil {
		panic(err) // the embedded file does not load: TestTheatreRules says why
	}
	var out []*words.Rule
	for i := range read {
		if read[i].Kind == kind {
			out = append(out, &read[i])
		}
	}
	return out
}

func codes(r *words.Rule) []string { return strings.Fields(strings.Join(r.All("codes"), " ")) }

// common are the stems of the words that any agreement is called by.
var common = sync.OnceValue(func() []string {
	var out []string
	for _, r := range rulesOf("common") {
		out = append(out, passage.Stems(strings.Join(r.All("words"), " "))...)
	}
	return out
})

// matters are the stems of the words for what deals are about.
var matters = sync.OnceValue(func() []string {
	var out []string
	for _, r := range rulesOf("subject") {
		out = append(out, passage.Stems(strings.Join(r.All("words"), " "))...)
	}
	return out
})

// about are the marks of a deal's name, with what it is about where only its
// sentence says so.
func about(p *passage.Page, a *onrecord.Agreement, name string) []string {
	if sort(a.Type) == pact {
		name = title(name)
	}
	out := joined(marks(name), initials(name)...)
	hull, ok := passage.Hull(a.Words.Spans...)
	matter := func(w string) bool { return slices.Contains(matters(), w) }
	if !ok || sort(a.Type) != pact || slices.ContainsFunc(out, matter) {
		return out
	}
	for _, w := range passage.Stems(p.Words(p.Sentences[p.Sentence(hull.Start)])) {
		if matter(w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// title is a name without those with whom the agreement is: a power has many
// treaties "with Russia".
func title(name string) string {
	for _, word := range []string{" with ", " between "} {
		if own, _, found := strings.Cut(name, word); found && len(marks(own)) > 0 {
			name = own
		}
	}
	return name
}

// fewest is how many words a name must have to be called by their initials.
const fewest = 3

// initials are what a name of several words is called for short: without the
// noun for an agreement and with it ("INF", "CTBT"), with its small words and
// without them.
func initials(name string) []string {
	words := strings.Fields(name)
	if i := slices.IndexFunc(words, beyond); i >= 0 {
		words = words[:i]
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "The" || w[0] >= '0' && w[0] <= '9' }) // "The 1972 …"
	bare := words
	if n := len(words); n > 0 && len(marks(words[n-1])) == 0 {
		bare = words[:n-1]
	}
	var out []string
	for _, list := range [][]string{bare, words} {
		for _, small := range []bool{false, true} {
			if short, capitals := initialsOf(list, small); capitals >= fewest {
				out = joined(out, short)
			}
		}
	}
	return out
}

// beyond reports whether a word of a name leads to who made the agreement, or
// where, which is no part of what it is called.
func beyond(word string) bool {
	return slices.Contains([]string{"with", "between", "in", "at", "on", "by", "from"}, word)
}

// initialsOf are the first letters of the words of a name that begin with a
// capital, and of the small ones among them, and how many have a capital.
func initialsOf(words []string, small bool) (short string, capitals int) {
	for _, w := range words {
		switch {
		case w[0] >= 'A' && w[0] <= 'Z':
			capitals++
		case !small || capitals == 0:
			continue
		}
		short += strings.ToLower(w[:1])
	}
	return short, capitals
}

// marks are the stems of a name's words that not every agreement is called by.
func marks(name string) []string {
	return slices.DeleteFunc(passage.Stems(name), func(w string) bool { return slices.Contains(common(), w) })
}

// How much a country's name weighs by where it stands.
const (
	mentioned  = 1 // anywhere
	beside     = 2 // in the sentence of the agreement
	asParty    = 4
	asPlace    = 6 // where it shall hold
	mostKeys   = 3
	belongsFor = 3 // a theatre weighs at least a third of the first one
)

// theatres are where an agreement is looked for: where it shall hold and, last,
// the name that it has of its own.
func theatres(p *passage.Page, a *onrecord.Agreement) []string {
	where := countries(p, a)
	if sort(a.Type) == truce || sort(a.Type) == talk {
		return where
	}
	name := called(title(p.Part(a.Words.Spans)))
	if where[0] == "" && len(name) > 0 {
		return name
	}
	return append(where, name...)
}

// countries are those in which an agreement shall hold, the first of those that
// weigh most first: at most three, "" where nothing is known. Parties and places
// that nobody knows come before powers that are only told of beside.
func countries(p *passage.Page, a *onrecord.Agreement) []string {
	weights := weigh(p, a)
	names := byName(p, a)
	inside, out, named := keep(weights, false), keep(weights, true), keep(names, false)
	if sort(a.Type) != truce && sort(a.Type) != talk {
		matter, other := subjects(p, a, weights)
		if all := slices.Concat(matter, inside, other); len(all) > 0 {
			return all
		}
	}
	switch {
	case len(inside) > 0:
		return inside
	case len(out) > 0 && (weights[out[0]] >= asParty || len(named) == 0 || names[named[0]] < asParty):
		slices.Sort(out)
		return []string{strings.Join(out, "+")}
	case len(named) > 0:
		return named
	}
	return []string{""}
}

// How many words of a deal's name are looked under, and with how many countries.
const (
	mostSubjects = 3
	mostWays     = 4
)

// subjects are the theatres of a deal that is no truce by what it is called: the
// countries of its sentence with what it is about, and its powers with each
// other word that not every agreement is called by, names first. So who tells
// of one party's leaving finds what both have signed.
func subjects(p *passage.Page, a *onrecord.Agreement, weights map[string]int) (matter, other []string) {
	name := p.Part(a.Words.Spans)
	marks := about(p, a, name)
	short := initials(name)
	slices.SortStableFunc(marks, func(x, y string) int { return strings.Compare(first(name, x), first(name, y)) })
	slices.SortStableFunc(marks, func(x, y string) int {
		return -cmp.Compare(slices.Index(short, x), slices.Index(short, y))
	})
	for _, code := range slices.Sorted(maps.Keys(weights)) {
		for _, m := range marks[:min(len(marks), mostSubjects)] {
			switch key := code + ":" + m; {
			case weights[code] <= mentioned:
			case slices.Contains(matters(), m):
				matter = append(matter, key)
			case outsiders()[code]:
				other = append(other, key)
			}
		}
	}
	return matter[:min(len(matter), mostWays)], other[:min(len(other), mostWays)]
}

// calling begins the theatre of what is told of by a name of its own.
const calling = "="

// called is the theatre of a deal by its name alone, where that is more than a
// word and has a capital: "the Black Sea grain deal was prolonged" tells of no
// country. It is the last theatre of who names one too, so that both meet.
func called(name string) []string {
	own := marks(name)
	slices.Sort(own)
	capital := slices.ContainsFunc(own, func(m string) bool { f := first(name, m); return f[0] >= 'A' && f[0] <= 'Z' })
	if len(own) < 2 || !capital {
		return nil
	}
	return []string{calling + strings.Join(slices.Compact(own), " ")}
}

// first orders the stems of a name's words: what it is about, then names, which
// have capitals.
func first(name, stem string) string {
	if slices.Contains(matters(), stem) {
		return " " + stem
	}
	for _, w := range strings.Fields(name) {
		if strings.HasPrefix(strings.ToLower(w), stem) {
			return w[:1] + stem
		}
	}
	return "~" + stem
}

// unknown begins the theatre of places and parties that no country is known of:
// they are told by their names.
const unknown = "~"

// byName weighs the places and the parties of an article that are of no country
// known, by the stems of their names.
func byName(p *passage.Page, a *onrecord.Agreement) map[string]int {
	weights := map[string]int{}
	weigh := func(name string, n int) {
		if stems := passage.Stems(name); len(stems) > 0 {
			name := unknown + strings.Join(stems, " ")
			weights[name] = max(weights[name], n)
		}
	}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		venue := within(m.Span, a.Place.Spans) && sort(a.Type) != truce || broker(p, m.Span)
		if (m.Type == ling.GPE || m.Type == ling.LOC) && !venue && ofNoCountry(p, m.Actor) {
			weigh(p.Words(m.Span), nearness(p, a, m.Span))
		}
	}
	parties := slices.Clone(a.Sides)
	for i := range a.History {
		parties = append(parties, a.History[i].By...)
	}
	for _, who := range p.EverybodyNamed(parties) {
		if ofNoCountry(p, who.Actor) {
			weigh(whose(who.Name), asParty)
		}
	}
	return weights
}

// ofNoCountry reports whether an actor is neither known nor of a known country.
func ofNoCountry(p *passage.Page, id onrecord.ActorID) bool {
	return !known(p, id) && country(p, id) == ""
}

// nearness is how near to the words for an agreement a place is named.
func nearness(p *passage.Page, a *onrecord.Agreement, at ling.Span) int {
	if within(at, a.Scope.Spans) || within(at, a.Words.Spans) {
		return asPlace
	}
	if hull, ok := passage.Hull(a.Words.Spans...); ok && p.Sentence(at.Start) == p.Sentence(hull.Start) {
		return beside
	}
	return mentioned
}

// whose is for whom somebody acts, as far as their name tells: "the army of
// Tara" and "Tara's army" fight for Tara.
func whose(name string) string {
	if _, of, ok := strings.Cut(name, " of "); ok {
		return of
	}
	for _, s := range []string{"’s ", "'s "} {
		if who, _, ok := strings.Cut(name, s); ok {
			return who
		}
	}
	return name
}

// known reports whether an actor is known apart from its article.
func known(p *passage.Page, id onrecord.ActorID) bool {
	return slices.ContainsFunc(p.Actors, func(a onrecord.Actor) bool { return a.ID == id && passage.Known(onrecord.Who{Actor: id}) })
}

// weigh weighs the countries that an article names.
func weigh(p *passage.Page, a *onrecord.Agreement) map[string]int {
	weights, venues := map[string]int{}, map[string]bool{}
	add := func(id onrecord.ActorID, n int) {
		if code := theatreOf(p, id); code != "" {
			weights[code] += n
		}
	}
	hull, ok := passage.Hull(a.Words.Spans...)
	sentence := -1
	if ok {
		sentence = p.Sentence(hull.Start)
	}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		n := mentioned
		if ok && p.Sentence(m.Start) == sentence {
			n = beside
		}
		switch {
		case broker(p, m.Span):
			n = mentioned
		case town(p, a, m):
			venues[theatreOf(p, m.Actor)] = true
			continue
		case within(m.Span, a.Scope.Spans), within(m.Span, a.Words.Spans):
			n = asPlace
		case within(m.Span, a.Place.Spans): // talks are held where they do not hold
			n = 0
		}
		add(m.Actor, n)
	}
	for _, party := range a.Sides {
		for _, id := range party.Actors {
			add(id, asParty)
		}
	}
	delete(venues, "")
	hosted(weights, venues)
	return weights
}

// hosted weighs the countries of the towns that an agreement is called by: it is
// made there, and shall hold where its parties are, if any are told of.
func hosted(weights map[string]int, venues map[string]bool) {
	n := asPlace
	for code, w := range weights {
		if w >= beside && !venues[code] && !outsiders()[code] {
			n = mentioned
		}
	}
	for code := range venues {
		weights[code] += n
	}
}

// theatreOf is the country that somebody is of, with those that are one theatre
// with it; "" where none is known.
func theatreOf(p *passage.Page, id onrecord.ActorID) string {
	code := country(p, id)
	if one, ok := together()[code]; ok {
		return one
	}
	return code
}

// town reports whether a mention is a town by which an agreement that is no
// truce is called: "the Algiers accord", "a deal in Helsinki".
func town(p *passage.Page, a *onrecord.Agreement, m *onrecord.Mention) bool {
	if a.Type == onrecord.Ceasefire || m.Type != ling.GPE || within(m.Span, a.Scope.Spans) {
		return false
	}
	return (within(m.Span, a.Words.Spans) || within(m.Span, a.Place.Spans)) && !countryName(p, m)
}

// countryName reports whether a mention is a country by a name of its own, and
// not by its capital's.
func countryName(p *passage.Page, m *onrecord.Mention) bool {
	if !isCountry(p, m.Actor) {
		return false
	}
	name, full := p.Words(m.Span), p.Actor(m.Actor).Name
	return strings.Contains(full, name) || name == strings.ToUpper(name) || passage.Shared(passage.Stems(name), passage.Stems(full)) > 0
}

// broker reports whether a name only says who made what it stands before, or
// leads or backs it: "the Moscow-brokered truce".
func broker(p *passage.Page, s ling.Span) bool {
	rest := p.Text[s.End:]
	return len(rest) > 1 && rest[0] == '-' && rest[1] >= 'a' && rest[1] <= 'z'
}

func within(s ling.Span, spans []ling.Span) bool {
	return slices.ContainsFunc(spans, func(o ling.Span) bool { return o.Contains(s) })
}

// keep are the countries that weigh enough, outsiders or the others. The first
// is the first by its code of those that weigh at least half of the most, so
// that two enemies have one first theatre whoever of them an article puts first.
func keep(weights map[string]int, outside bool) []string {
	var codes []string
	most := 0
	for code, n := range weights {
		if n > 0 && outsiders()[code] == outside {
			codes = append(codes, code)
			most = max(most, n)
		}
	}
	slices.SortFunc(codes, func(a, b string) int {
		if halfA, halfB := 2*weights[a] >= most, 2*weights[b] >= most; halfA != halfB {
			return map[bool]int{true: -1, false: 1}[halfA]
		}
		return strings.Compare(a, b)
	})
	codes = slices.DeleteFunc(codes, func(c string) bool { return belongsFor*weights[c] < most })
	return codes[:min(len(codes), mostKeys)]
}

// country is the code of the country that somebody is of, "" for international
// bodies, for media, and where none is known.
func country(p *passage.Page, id onrecord.ActorID) string {
	for i := range p.Actors {
		a := &p.Actors[i]
		if a.ID != id || id == "" {
			continue
		}
		cameo := a.Codes["cameo"]
		if strings.Contains(cameo, "MED") {
			return ""
		}
		if iso := a.Codes["iso3"]; iso != "" {
			return iso
		}
		if len(cameo) >= 3 && !slices.Contains([]string{"IGO", "IMG", "NGO", "NGM", "MNC", "INT"}, cameo[:3]) {
			return cameo[:3]
		}
		if cameo == "" {
			return regionOf(a.Name)
		}
	}
	return ""
}

// places are places within a theatre that an agreement is for, as its name or
// its scope tells: an agreement of a town is not its country's.
func places(p *passage.Page, a *onrecord.Agreement) []string {
	var out []string
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if m.Type != ling.GPE && m.Type != ling.LOC && m.Type != ling.FAC || !within(m.Span, a.Words.Spans) && !within(m.Span, a.Scope.Spans) {
			continue
		}
		if isCountry(p, m.Actor) || within(m.Span, a.Place.Spans) || broker(p, m.Span) {
			continue
		}
		if name := strings.ToLower(p.Words(m.Span)); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func isCountry(p *passage.Page, id onrecord.ActorID) bool {
	return slices.ContainsFunc(p.Actors, func(a onrecord.Actor) bool { return a.ID == id && a.Type == onrecord.Country })
}
