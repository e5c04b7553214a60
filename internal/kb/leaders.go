package kb

import (
	"fmt"
	"path/filepath"
	"strings"

	"onrecord"
)

func (b *Builder) diplomatRow(r row) error {
	start := r["start"]
	if start == "" {
		start = r["appointed"]
	}
	if start < "1990" {
		return nil
	}
	usa := b.states["USA"]
	name, _, _ := strings.Cut(r["person"], ", ")
	found := b.persons[key(name)]
	var e *Entry
	switch {
	case len(found) == 1 && (found[0].Country == "USA" || found[0].Country == ""):
		e = found[0]
	case len(found) > 1:
		b.drop("diplomat of an ambiguous name", "%s", name)
		return nil
	default:
		// "John Forbes Kerry" is no other than "John Kerry" if the term is the same.
		if r["kind"] != "chief of mission" {
			return nil // every secretary that matters is in offices.csv under the name news uses
		}
		e = b.Add("", name, onrecord.Person)
		e.Country = "USA"
		b.callPerson(e, name, Full)
		b.called(name, e)
	}
	if e.Country == "" {
		e.Country = "USA"
	}
	if r["kind"] == "chief of mission" {
		to := b.scopeByName(r["posted_to"])
		if to == nil {
			b.drop("posted to nobody we know", "%s, %s", name, r["posted_to"])
			return nil
		}
		return b.addTerm(e, usa, "ambassador to "+to.Name, start, r["end"], "2025-01-01")
	}
	return b.addTerm(e, usa, r["office"], start, r["end"], "2025-01-01")
}

// leaders adds, from leaders_factbook.csv in dir (CIA World Factbook, public
// domain), heads of state and government that nothing else told of.
func (b *Builder) leaders(dir string) error {
	return eachRecord(filepath.Join(dir, "leaders_factbook.csv"), b.leaderRow)
}

// leaderRow takes what the tables of Wikidata lack: heads of state and
// government who took office in 2021 or later.
func (b *Builder) leaderRow(r row) error {
	var phrase string
	switch r["role"] {
	case "head of government":
		phrase = "prime-minister"
	case "head of state", "head of state and government":
		phrase = "president"
	default:
		return nil
	}
	scope := b.states[r["country_iso3"]]
	kind := classify(b.offices, r["office"], r["country_iso3"])
	if scope == nil || r["start"] < "2021" || len(r["start"]) < 10 || kind.key != phrase {
		return nil
	}
	if b.leftOut[r["person"]] || strings.ContainsAny(r["person"], "(*\"") {
		b.drop("leader left out", "%s", r["person"])
		return nil
	}
	t := entryTerm{scope: scope}
	var err error
	if t.start, err = firstDay(r["start"]); err != nil {
		return err
	}
	if b.taken(kind, &t) {
		return nil
	}
	e := b.byID[r["qid"]]
	if e == nil {
		e = b.knownAs(r["person"], r["family_name"], scope)
	}
	if e == nil {
		if r["first_edition"] < "2022" {
			return nil
		}
		e = b.Add("", r["person"], onrecord.Person)
		e.Country = scope.Country
		b.callPerson(e, r["person"], Full)
		b.called(r["person"], e)
		if b.report != nil {
			_, _ = fmt.Fprintf(b.report, "new: %s (%s %s)\n", r["person"], scope.Name, r["office"])
		}
	}
	return b.addTerm(e, scope, r["office"], r["start"], "", r["last_edition"]+"-06-30")
}

// taken reports whether somebody is known already to have come into the office
// within a quarter of t's start, or our own rows say who held it then.
func (b *Builder) taken(kind *officeKind, t *entryTerm) bool {
	for _, e := range b.holders[kind.key+"/"+t.scope.Name] {
		for i := range e.terms {
			o := &e.terms[i]
			if o.office != kind.key || o.scope != t.scope {
				continue
			}
			days := t.start.Time().Sub(o.start.Time()).Hours() / 24
			if days > -92 && days < 92 || o.source != "" && overlap(o, t) {
				return true
			}
		}
	}
	return false
}

// knownAs finds the one person of a state who sounds like name.
func (b *Builder) knownAs(name, family string, scope *Entry) *Entry {
	found := b.persons[key(name)]
	if len(found) == 1 && found[0].Country == scope.Country {
		return found[0]
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return nil
	}
	want := "~" + Sound(words[0]+" "+family)
	var one *Entry
	for _, e := range b.entries {
		if _, ok := e.names[want]; ok && e.Country == scope.Country && e.Type == onrecord.Person {
			if one != nil {
				return nil
			}
			one = e
		}
	}
	return one
}
