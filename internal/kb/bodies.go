package kb

import (
	"strings"

	"onrecord"
)

// bodyRow takes names and ids of international bodies.
func (b *Builder) bodyRow(r row) error {
	e := b.bodies[Fold(r["name"])]
	if e == nil {
		e = b.byID[r["qid"]]
	}
	if e != nil {
		b.identify(e, r["qid"])
	} else {
		e = b.Add(r["qid"], r["name"], onrecord.Organization)
		e.Prominence = 60
		if b.bodies[Fold(e.Name)] == nil {
			b.bodies[Fold(e.Name)] = e
		}
	}
	for _, col := range []string{"abbreviation", "aliases"} {
		for n := range strings.SplitSeq(r[col], " | ") {
			switch n = strings.TrimSpace(n); {
			case n == "":
			case acronym(n) && e.own:
			case acronym(n):
				e.Call(n, Short) // three letters are many things
			default:
				e.Call(n, Alias)
			}
		}
	}
	return nil
}

// groupRow takes armed groups that our own file has not.
func (b *Builder) groupRow(r row) error {
	kind, name := r["kind"], r["name"]
	switch {
	case strings.Contains(name, ", ") || strings.HasPrefix(kind, "coalition"):
		b.drop("joined names", "%s", name)
		return nil
	case kind != "armed group" && !strings.HasPrefix(kind, "US-designated"):
		b.drop("group of kind "+kind, "%s", name)
		return nil
	}
	names := []string{name}
	for n := range strings.SplitSeq(r["aliases"], " | ") {
		if n = strings.TrimSpace(n); n != "" && !strings.HasPrefix(n, "aka ") {
			names = append(names, n)
		}
	}
	for _, n := range names {
		if known := b.ownNames[key(n)]; known != nil {
			return nil
		}
	}
	e := b.Add("", name, onrecord.Group)
	e.Prominence = 40
	country, _, _ := strings.Cut(r["country"], " | ")
	country, _, _ = strings.Cut(country, " (")
	if s := b.scopeByName(country); s != nil {
		e.Country = s.Country
	}
	for _, n := range names {
		if strings.Contains(n, " ") || strings.Contains(n, "-") && len(n) > 6 {
			e.Call(n, Alias)
		} else {
			e.names[key(n)] = Short
		}
	}
	return nil
}

// outletRow takes outlets: their names and countries.
func (b *Builder) outletRow(r row) error {
	name, _, _ := strings.Cut(r["name"], " (")
	if len(name) < 3 || b.ownNames[key(name)] != nil || b.ownNames[key("The "+name)] != nil {
		return nil // one letter is no name that can be told from a word
	}
	e := b.Add("", name, onrecord.Organization)
	e.Prominence = 50
	if s := b.scopeByName(r["country"]); s != nil {
		e.Country, e.CAMEO = s.Country, s.Country+"MED"
	}
	if !strings.Contains(name, " ") {
		e.names[key(name)] = Short // "Time", "Metro"
	}
	return nil
}

// cityRow takes cities. A name that two states have cities of is ambiguous, and
// its cities' ids carry the state.
func (b *Builder) cityRow(r row) error {
	s := b.scopeByName(r["country"])
	if s == nil {
		b.drop("city in no state we know", "%s, %s", r["name"], r["country"])
		return nil
	}
	at := Fold(r["name"]) + "/" + s.Country
	if b.places[at] != nil {
		return nil
	}
	if known := b.ownNames[key(r["name"])]; known != nil && known.Type != onrecord.Person && known.Country == s.Country {
		return nil
	}
	id := "x:" + Slug(r["name"])
	if id == "x:" {
		b.drop("city without a Latin name", "%s", r["name"])
		return nil
	}
	if old := b.byID[id]; old != nil {
		id += "-" + strings.ToLower(s.Country)
	}
	e := b.Add(id, r["name"], onrecord.Place)
	e.Country, e.Prominence = s.Country, 30
	b.places[at] = e
	return nil
}
