package kb

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/words"
)

// knownByName is the least prominence of a person whom news names without
// saying who it is.
const knownByName = 180

// ownPersons raises those of persons.txt to people known by name, and gives
// them the other spellings that news has of them.
func (b *Builder) ownPersons() error {
	return eachRow("persons.txt", 2, func(cols []string) error {
		found := b.persons[key(cols[0])]
		e := mostProminent(found)
		if e == nil {
			b.drop("person of persons.txt without an office", "%s", cols[0])
			return nil
		}
		e.Prominence = max(e.Prominence, knownByName)
		for _, n := range list(cols[1]) {
			b.callPerson(e, n, Alias)
		}
		return nil
	})
}

// newsmakers raises those who hold an office of weight in a state or body that
// news speaks of every day to people known by name.
func (b *Builder) newsmakers() error {
	const weight = 150 // envoys, ambassadors to the United Nations, chiefs of staff
	makes := map[*Entry]bool{}
	if err := eachRow("newsmakers.txt", 1, func(cols []string) error {
		e := b.scope(cols[0])
		if e == nil {
			return fmt.Errorf("no state or body %q", cols[0])
		}
		makes[e] = true
		return nil
	}); err != nil {
		return err
	}
	for _, e := range b.entries {
		for _, t := range e.terms {
			if k := b.officeOf(t.office); k != nil && k.weight >= weight && makes[t.scope] {
				e.Prominence = max(e.Prominence, knownByName)
			}
		}
	}
	return nil
}

// mostProminent is the most prominent of namesakes, nil where none is or two are.
func mostProminent(of []*Entry) *Entry {
	var best *Entry
	shared := false
	for _, e := range of {
		switch {
		case best == nil || e.Prominence > best.Prominence:
			best, shared = e, false
		case e.Prominence == best.Prominence:
			shared = true
		}
	}
	if shared {
		return nil
	}
	return best
}

// spelling is the key under which a full name stands in all spellings that
// sound the same; "" for a name of one word, whose spelling is all it has.
func spelling(name string) string {
	if !strings.Contains(strings.TrimSpace(name), " ") {
		return ""
	}
	return "=" + Sound(name)
}

// spellings puts the full names of people known by name under their sound, too,
// as names that stand alone: "Zelensky" and "Zelenskyy" are one.
func (b *Builder) spellings() {
	for _, e := range b.entries {
		if e.Type != onrecord.Person || e.Prominence < knownByName {
			continue
		}
		for _, k := range slices.Sorted(maps.Keys(e.names)) {
			if at := spelling(k); at != "" && e.names[k] <= Alias && !strings.ContainsRune("~^=", rune(k[0])) {
				e.call(at, Alias)
			}
		}
	}
}

// ownMinistries makes the bodies that every state has, one actor each.
func (b *Builder) ownMinistries() error {
	book, err := words.English()
	if err != nil {
		return err
	}
	p := book.Pick()
	articles := p.Articles()
	if err := p.Err(); err != nil {
		return err
	}
	return eachRow("ministries.txt", 3, func(cols []string) error {
		return eachRow("states.txt", 8, func(state []string) error {
			iso, _, _ := strings.Cut(state[0], "/")
			country := state[2]
			e := b.Add("", cols[0]+" of "+articles.With(country), onrecord.Organization)
			e.Country, e.CAMEO, e.Prominence, e.own = iso, iso+cols[1], 100, true
			e.Call(cols[0]+" of "+country, Alias)
			for _, phrase := range list(cols[2]) {
				for _, adjective := range list(state[3]) {
					e.Call(fmt.Sprintf("%s %s", adjective, phrase), Alias)
				}
				e.Call(fmt.Sprintf("%s's %s", country, phrase), Alias)
			}
			return nil
		})
	})
}
