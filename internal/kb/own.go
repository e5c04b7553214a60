package kb

import (
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// own adds what our own files in data/ say: states, bodies, groups, places and
// the buildings that speak for them. Terms come last, when every person is known.
func (b *Builder) own() error {
	for _, step := range []func() error{b.ownStates, b.ownMinistries, b.ownBodies, b.ownGroups, b.ownPlaces, b.ownMetonyms} {
		if err := step(); err != nil {
			return fmt.Errorf("our own facts: %w", err)
		}
	}
	return nil
}

// list splits a column at semicolons.
func list(col string) []string {
	var out []string
	for s := range strings.SplitSeq(col, ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func callAll(e *Entry, names string, sense Sense) {
	for _, n := range list(names) {
		e.Call(n, sense)
	}
}

func (b *Builder) ownStates() error {
	return eachRow("states.txt", 8, func(cols []string) error {
		iso, _, _ := strings.Cut(cols[0], "/")
		e := b.Add(cols[1], cols[2], onrecord.Country)
		e.Country, e.CAMEO, e.Prominence, e.own = iso, cols[0], 200, true
		callAll(e, cols[3], Demonym)
		callAll(e, cols[4], Demonym)
		callAll(e, cols[5], Metonym)
		callAll(e, cols[6], Alias)
		e.leader = cols[7]
		b.states[iso] = e
		for _, n := range append(list(cols[6]), cols[2]) {
			b.stateNames[strings.TrimPrefix(Fold(n), "the ")] = e
		}
		return nil
	})
}

func (b *Builder) ownBodies() error {
	return eachRow("bodies.txt", 7, func(cols []string) error {
		e := b.Add(cols[0], cols[1], onrecord.ActorType(cols[2]))
		e.Country, e.CAMEO, e.Prominence, e.own = cols[3], cols[4], 150, true
		callAll(e, cols[5], Alias)
		callAll(e, cols[6], Short)
		b.bodies[Fold(e.Name)] = e
		return nil
	})
}

func (b *Builder) ownGroups() error {
	return eachRow("groups.txt", 6, func(cols []string) error {
		e := b.Add(cols[0], cols[1], onrecord.Group)
		e.Country, e.CAMEO, e.Prominence, e.own = cols[2], cols[3], 150, true
		callAll(e, cols[4], Alias)
		callAll(e, cols[5], Short)
		b.bodies[Fold(e.Name)] = e
		return nil
	})
}

func (b *Builder) ownPlaces() error {
	return eachRow("places.txt", 4, func(cols []string) error {
		e := b.Add(cols[0], cols[1], onrecord.Place)
		e.Country, e.Prominence, e.own = cols[2], 120, true
		callAll(e, cols[3], Alias)
		b.places[Fold(e.Name)+"/"+e.Country] = e
		for _, n := range list(cols[3]) {
			b.places[Fold(n)+"/"+e.Country] = e
		}
		return nil
	})
}

func (b *Builder) ownMetonyms() error {
	return eachRow("metonyms.txt", 2, func(cols []string) error {
		e := b.scope(cols[1])
		if e == nil {
			return fmt.Errorf("no state or body %q", cols[1])
		}
		callAll(e, cols[0], Metonym)
		return nil
	})
}

// scope is the state of a code or the body of a name that an office is of.
func (b *Builder) scope(name string) *Entry {
	if e := b.states[name]; e != nil {
		return e
	}
	if name == "EU" {
		name = "European Union"
	}
	return b.bodies[Fold(name)]
}

// ownTerms adds the terms of terms.txt, which win over what is there already.
func (b *Builder) ownTerms() error {
	return eachRow("terms.txt", 6, func(cols []string) error {
		kind := b.officeOf(cols[1])
		scope := b.scope(cols[2])
		if kind == nil || scope == nil {
			return fmt.Errorf("no office %q, or no state or body %q", cols[1], cols[2])
		}
		t := entryTerm{office: kind.key, scope: scope, source: "terms.txt"}
		if cols[3] != "" {
			if t.to = b.scope(cols[3]); t.to == nil {
				return fmt.Errorf("no state or body %q", cols[3])
			}
		}
		var err error
		if t.start, err = firstDay(cols[4]); err != nil {
			return err
		}
		if t.end, err = lastDay(cols[5]); err != nil {
			return err
		}
		if t.end.IsZero() {
			t.asOf = ling.NewDate(2025, 11, 1)
		}
		e := b.person(cols[0], kind, &t)
		t.title = b.titleOf(kind, e, scope)
		b.yield(kind, e, &t)
		e.terms = append(e.terms, t)
		e.Prominence = max(e.Prominence, kind.weight)
		b.holdsOffice(kind.key+"/"+scope.Name, e)
		return nil
	})
}

// officeOf is the kind of office with that key, nil for none.
func (b *Builder) officeOf(key string) *officeKind {
	for i := range b.offices {
		if b.offices[i].key == key {
			return &b.offices[i]
		}
	}
	return nil
}

// titleOf is how the tables call this person's office there, else how others'
// is called, else the office's first phrase.
func (b *Builder) titleOf(kind *officeKind, e *Entry, scope *Entry) string {
	for _, t := range e.terms {
		if t.office == kind.key && t.scope == scope && t.title != "" {
			return t.title
		}
	}
	if t := b.titles[kind.key+"/"+scope.Name]; t != "" {
		return t
	}
	phrase := strings.ReplaceAll(kind.key, "-", " ")
	if own := kind.only[scope.Country]; len(own) > 0 && scope.Type == onrecord.Country {
		phrase = own[0]
	} else if len(kind.phrases) > 0 {
		phrase = kind.phrases[0]
	}
	words := strings.Fields(phrase)
	for i, w := range words {
		if w != "of" && w != "the" && w != "to" && w != "for" && w != "and" {
			words[i] = properCase(w)
		}
	}
	return strings.Join(words, " ")
}

// person finds the person of our own row: whom the tables call the same and
// have in that office then, whatever the spelling; else the only person of
// that name, or the only one with an office of the scope; else a new one.
func (b *Builder) person(name string, kind *officeKind, t *entryTerm) *Entry {
	scope := t.scope
	found := b.persons[key(name)]
	if len(found) == 0 {
		for _, e := range b.holders[kind.key+"/"+scope.Name] {
			if sameName(e, name) && e.holds(kind.key, t) {
				b.callPerson(e, name, Alias)
				b.called(name, e)
				e.Name = ours(e, name)
				return e
			}
		}
	}
	if len(found) > 1 {
		var of []*Entry
		for _, e := range found {
			for _, o := range e.terms {
				if o.scope == scope {
					of = append(of, e)
					break
				}
			}
		}
		if len(of) == 1 {
			of[0].Name = ours(of[0], name)
			return of[0]
		}
		b.drop("ambiguous person of terms.txt", "%s, %s: %d of that name, taken as another", name, scope.Name, len(found))
	}
	if len(found) == 1 {
		found[0].Name = ours(found[0], name)
		return found[0]
	}
	e := b.Add("", name, onrecord.Person)
	if e.Country == "" && scope.Type == onrecord.Country {
		e.Country = scope.Country
	}
	b.callPerson(e, name, Full)
	b.called(name, e)
	if b.report != nil {
		_, _ = fmt.Fprintf(b.report, "new: %s (%s)\n", name, scope.Name)
	}
	return e
}

// ours is the name that an entry shall show: our own spelling, unless its id
// hangs on the name it has.
func ours(e *Entry, name string) string {
	if e.ID == "" {
		return e.Name
	}
	return name
}

// called notes that a person bears a full name.
func (b *Builder) called(name string, e *Entry) {
	k := key(name)
	if !slices.Contains(b.persons[k], e) {
		b.persons[k] = append(b.persons[k], e)
	}
}

// holds reports whether the tables have a person in an office while t ran.
func (e *Entry) holds(office string, t *entryTerm) bool {
	for i := range e.terms {
		if o := &e.terms[i]; o.office == office && o.scope == t.scope && overlap(o, t) {
			return true
		}
	}
	return false
}

// sameName reports whether a name can be another spelling of an entry's: the
// surnames sound the same, or every word of the one has its like in the other.
func sameName(e *Entry, name string) bool {
	a, b := strings.Fields(Sound(e.Name)), strings.Fields(Sound(name))
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	all := true
	for _, w := range a {
		all = all && slices.Contains(b, w)
	}
	return all || a[len(a)-1] == b[len(b)-1]
}

// yield makes the terms of others in an office that one holds at a time give
// way to t.
func (b *Builder) yield(kind *officeKind, holder *Entry, t *entryTerm) {
	if !kind.one || kind.key == "foreign-spokesperson" {
		return
	}
	for _, e := range b.holders[kind.key+"/"+t.scope.Name] {
		kept := e.terms[:0]
		for _, o := range e.terms {
			if o.office != kind.key || o.scope != t.scope || o.source == "terms.txt" || !overlap(&o, t) {
				kept = append(kept, o)
				continue
			}
			switch {
			case e == holder:
				b.drop("replaced by our own row", "%s, %s: %s to %s", e.Name, o.title, o.start, o.end)
				continue
			case o.start.Compare(t.start) < 0:
				o.end, o.asOf = t.start.AddDays(-1), ling.Date{}
			case !t.end.IsZero() && (o.end.IsZero() || o.end.Compare(t.end) > 0):
				o.start = t.end.AddDays(1)
			default:
				b.drop("against our own row", "%s, %s: %s to %s, where %s held it", e.Name, o.title, o.start, o.end, holder.Name)
				continue
			}
			kept = append(kept, o)
		}
		e.terms = kept
	}
}

func overlap(a, b *entryTerm) bool {
	return (a.end.IsZero() || b.start.Compare(a.end) <= 0) && (b.end.IsZero() || a.start.Compare(b.end) <= 0)
}

// firstDay and lastDay read a day, a month or a year as its first or last day;
// "" is the zero day.
func firstDay(s string) (ling.Date, error) {
	switch len(s) {
	case 0:
		return ling.Date{}, nil
	case 4:
		return ling.ParseDate(s + "-01-01")
	case 7:
		return ling.ParseDate(s + "-01")
	}
	return ling.ParseDate(s)
}

func lastDay(s string) (ling.Date, error) {
	switch len(s) {
	case 4:
		return ling.ParseDate(s + "-12-31")
	case 7:
		d, err := ling.ParseDate(s + "-01")
		if err != nil {
			return d, err
		}
		return ling.NewDate(d.Year, d.Month+1, 0), nil
	}
	return firstDay(s)
}
