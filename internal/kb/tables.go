package kb

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Tables adds the free tables in dir: persons.csv and offices.csv (Wikidata,
// CC0), us_diplomats.csv (Office of the Historian, CC0), leaders_factbook.csv
// (CIA World Factbook, public domain), organizations.csv (of which only names
// and ids, which are facts, are taken), outlets.csv (MIT), groups.csv (UCDP,
// CC BY 4.0; OFAC, Factbook), world-cities.csv (GeoNames, CC BY 4.0).
func (b *Builder) Tables(dir string) error {
	b.leftOut = map[string]bool{}
	if err := eachRow("leftout.txt", 2, func(cols []string) error {
		b.leftOut[cols[0]] = true
		return nil
	}); err != nil {
		return err
	}
	for _, t := range []struct {
		name string
		row  func(row) error
	}{
		{"persons.csv", b.personRow},
		{"offices.csv", b.officeRow},
		{"us_diplomats.csv", b.diplomatRow},
		{"organizations.csv", b.bodyRow},
		{"groups.csv", b.groupRow},
		{"outlets.csv", b.outletRow},
		{"world-cities.csv", b.cityRow},
	} {
		if err := eachRecord(filepath.Join(dir, t.name), t.row); err != nil {
			return err
		}
	}
	return nil
}

// row is one record of a table, by column name.
type row map[string]string

// eachRecord calls f with every record of a CSV file with a header.
func eachRecord(path string, f func(row) error) error {
	file, err := os.Open(path)
	if err != nil {
		return unopened(path, err)
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.FieldsPerRecord = -1
	in.LazyQuotes = true
	header, err := in.Read()
	if err != nil {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: 1, Err: err}
	}
	for {
		cols, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := in.FieldPos(0)
		if err != nil {
			return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: line, Err: err}
		}
		r := row{}
		for i, h := range header {
			if i < len(cols) {
				r[h] = strings.TrimSpace(cols[i])
			}
		}
		if err := f(r); err != nil {
			return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: line, Err: err}
		}
	}
}

// personOf is the entry of a person of the tables.
func (b *Builder) personOf(qid, name string) *Entry {
	_, known := b.byID[qid]
	e := b.Add(qid, name, onrecord.Person)
	if !known {
		b.callPerson(e, name, Full)
		b.called(name, e)
	}
	return e
}

func (b *Builder) personRow(r row) error {
	e := b.personOf(r["qid"], r["name"])
	if r["gender"] != "" {
		e.Gender = r["gender"][0]
	}
	_, _ = fmt.Sscanf(r["born"], "%4d", &e.Born)
	_, _ = fmt.Sscanf(r["died"], "%4d", &e.Died)
	for o := range strings.SplitSeq(r["other_names"], " | ") {
		if o = strings.TrimSpace(o); strings.Contains(o, " ") {
			b.callPerson(e, o, Alias)
			b.called(o, e)
		}
	}
	return nil
}

func (b *Builder) officeRow(r row) error {
	if at := r["person"] + " / " + r["country_iso3"] + " / " + r["office"]; b.leftOut[at] || b.leftOut[at+" / "+r["start"]] {
		b.drop("left out by hand", "%s", at)
		return nil
	}
	e := b.personOf(r["qid"], r["person"])
	scope := b.states[r["country_iso3"]]
	if scope == nil {
		if scope = b.scopeByName(r["country"]); r["country"] == "European Union" {
			scope = b.scope("EU")
		}
	}
	if scope == nil {
		b.drop("no such state", "%s, %s of %q", r["person"], r["office"], r["country"])
		return nil
	}
	if e.Country == "" {
		e.Country = scope.Country
		if familyFirst[e.Country] {
			b.callPerson(e, e.Name, Full)
		}
	}
	return b.addTerm(e, scope, r["office"], r["start"], r["end"], r["as_of"])
}

// addTerm adds a term of a table.
func (b *Builder) addTerm(e, scope *Entry, title, start, end, asOf string) error {
	t := entryTerm{title: title, scope: scope}
	lookup := title
	if low := Fold(title); strings.HasPrefix(low, "ambassador to ") && !strings.Contains(low, "united nations") {
		lookup = "ambassador"
		if t.to = b.scopeByName(title[len("ambassador to "):]); t.to == nil {
			b.drop("ambassador to nobody we know", "%s, %s", e.Name, title)
			return nil
		}
	}
	if of, country, ok := cutLast(lookup, " of "); ok && b.scopeByName(country) == scope {
		lookup = of // "Prime Minister of Barbados"
	}
	kind := classify(b.offices, lookup, scope.Country)
	t.office = kind.key
	var err error
	if t.start, err = firstDay(start); err != nil {
		b.drop("bad date", "%s, %s: %v", e.Name, title, err)
		return nil
	}
	if t.end, err = lastDay(end); err != nil {
		b.drop("bad date", "%s, %s: %v", e.Name, title, err)
		return nil
	}
	if t.asOf, err = firstDay(asOf); err != nil {
		b.drop("bad date", "%s, %s: %v", e.Name, title, err)
		return nil
	}
	if !t.end.IsZero() {
		t.asOf = ling.Date{}
		if t.end.Compare(t.start) < 0 {
			b.drop("ends before it starts", "%s, %s: %s to %s", e.Name, title, start, end)
			return nil
		}
	}
	t.vagueStart, t.vagueEnd = len(start) < 10, end != "" && len(end) < 10
	t.acting = strings.HasPrefix(Fold(title), "acting ")
	for _, o := range e.terms {
		if o.office == t.office && o.scope == t.scope && o.to == t.to && o.title == t.title && o.start == t.start {
			return nil
		}
	}
	e.terms = append(e.terms, t)
	e.Prominence = max(e.Prominence, kind.weight)
	if kind.one {
		b.holdsOffice(kind.key+"/"+scope.Name, e)
		if len(title) < 60 {
			b.titles[kind.key+"/"+scope.Name] = title
		}
	}
	return nil
}

// cutLast cuts s at the last sep.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func (b *Builder) holdsOffice(at string, e *Entry) {
	for _, o := range b.holders[at] {
		if o == e {
			return
		}
	}
	b.holders[at] = append(b.holders[at], e)
}

// scopeByName is the state of that name, nil for none.
func (b *Builder) scopeByName(name string) *Entry {
	return b.stateNames[strings.TrimPrefix(Fold(name), "the ")]
}
