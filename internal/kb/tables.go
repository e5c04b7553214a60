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
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: err}
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

// Leaders adds, from leaders_factbook.csv in dir (CIA World Factbook, public
// domain), heads of state and government that nothing else told of.
func (b *Builder) Leaders(dir string) error {
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
