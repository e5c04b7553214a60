package kb

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord"
	"onrecord/ling"
)

// List adds a user's own list of actors: CSV with a header, or FollowTheMoney
// entities, one JSON object a line (https://followthemoney.tech). Rows that
// cannot be read are reported and passed over.
func (b *Builder) List(path string) error {
	in, err := open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: err}
	}
	if n == 0 {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: errors.New("the list is empty")}
	}
	if bytes.HasPrefix(bytes.TrimSpace(head[:n]), []byte("{")) {
		return b.readLines(path, func(line int, text []byte) error {
			if err := b.moneyLine(text); err != nil {
				b.fault(path, line, err)
			}
			return nil
		})
	}
	return b.csvList(path, io.MultiReader(bytes.NewReader(head[:n]), in))
}

// csvList reads a list with the columns name, type (person, organization,
// country, group, place), and where known id, country (alpha-3), cameo,
// aliases (split by "|" or ";"), role, start, end. Between columns stands
// whichever of comma, semicolon and tab the header has most.
func (b *Builder) csvList(path string, in io.Reader) error {
	lines := bufio.NewReader(in)
	table := csv.NewReader(lines)
	table.Comma = comma(lines)
	table.FieldsPerRecord = -1
	table.LazyQuotes = true
	header, err := table.Read()
	if err != nil {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: 1, Err: err}
	}
	at := map[string]int{}
	for i, h := range header {
		at[Fold(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))] = i
	}
	if _, ok := at["name"]; !ok {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: 1, Err: fmt.Errorf("no column \"name\"; the columns are %s", strings.Join(header, ", "))}
	}
	for {
		cols, err := table.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := table.FieldPos(0)
		if err != nil {
			b.fault(path, line, err)
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				continue
			}
			return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Line: line, Err: err}
		}
		get := func(name string) string {
			if i, ok := at[name]; ok && i < len(cols) {
				return strings.TrimSpace(strings.ToValidUTF8(cols[i], "�"))
			}
			return ""
		}
		if err := b.listed(get); err != nil {
			b.fault(path, line, err)
		}
	}
}

// comma is what parts the columns of a table, by its first line.
func comma(in *bufio.Reader) rune {
	head, _ := in.Peek(in.Size()) // a shorter table has all of it
	head, _, _ = bytes.Cut(head, []byte("\n"))
	return slices.MaxFunc([]rune{',', ';', '\t'}, func(a, b rune) int {
		return bytes.Count(head, []byte(string(a))) - bytes.Count(head, []byte(string(b)))
	})
}

// listing is one row of a user's list, read and found sound.
type listing struct {
	id, name   string
	typ        onrecord.ActorType
	country    string // ISO 3166 alpha-3
	start, end ling.Date
}

// listing reads one row of a user's list.
func (b *Builder) listing(get func(string) string) (l listing, err error) {
	l = listing{name: get("name"), typ: onrecord.ActorType(Fold(get("type")))}
	if l.name == "" || Slug(l.name) == "" {
		return l, errors.New("no name")
	}
	if l.typ == "" {
		l.typ = onrecord.Organization
	}
	if !slices.Contains(types[:], l.typ) {
		return l, fmt.Errorf("type %q: want person, organization, country, group or place", l.typ)
	}
	if l.country, err = b.listedCountry(get("country")); err != nil {
		return l, err
	}
	if l.id, err = listedID(get("id")); err != nil {
		return l, err
	}
	if l.start, err = firstDay(get("start")); err != nil {
		return l, err
	}
	if l.end, err = lastDay(get("end")); err != nil {
		return l, err
	}
	if !l.end.IsZero() && l.end.Compare(l.start) < 0 {
		return l, fmt.Errorf("ends %s before it starts %s", l.end, l.start)
	}
	return l, nil
}

// atWikidata begins the addresses of Wikidata's items.
var atWikidata = regexp.MustCompile(`^https?://(www\.)?wikidata\.org/(wiki|entity)/`)

// listedID is the id of a row's actor: Wikidata's, by itself or as an address;
// any other, a number of the list's own or an address, stands behind "x:".
func listedID(given string) (string, error) {
	id := atWikidata.ReplaceAllString(given, "")
	switch {
	case id == "" || wikidataID(id):
		return id, nil
	case strings.ContainsFunc(id, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "", fmt.Errorf("id %q: want one without spaces", given)
	case strings.HasPrefix(id, "x:"):
		return id, nil
	}
	return "x:" + id, nil
}

// listedCountry is the code of a country that is given by code or by name.
func (b *Builder) listedCountry(given string) (string, error) {
	if code := strings.ToUpper(given); code == "" || b.states[code] != nil {
		return code, nil
	}
	if s := b.stateNames[Fold(given)]; s != nil {
		return s.Country, nil
	}
	return "", fmt.Errorf("country %q: want an ISO 3166 alpha-3 code", given)
}

// listed adds one row of a user's list.
func (b *Builder) listed(get func(string) string) error {
	l, err := b.listing(get)
	if err != nil {
		return err
	}
	e := b.Add(l.id, l.name, l.typ)
	b.name(e, l.name, Full)
	for _, a := range strings.FieldsFunc(get("aliases"), func(c rune) bool { return c == '|' || c == ';' }) {
		b.name(e, strings.TrimSpace(a), Alias)
	}
	if l.country != "" {
		e.Country = l.country
	}
	if c := get("cameo"); c != "" {
		e.CAMEO = c
	}
	e.Prominence = max(e.Prominence, Listed)
	b.listedRole(e, get("role"), l)
	return nil
}

// listedRole gives an entry the role of its row, where that says since when.
func (b *Builder) listedRole(e *Entry, role string, l listing) {
	scope := b.states[e.Country]
	if role == "" || l.start.IsZero() || scope == nil {
		return
	}
	kind := classify(b.offices, role, scope.Country)
	e.terms = append(e.terms, entryTerm{office: kind.key, title: role, scope: scope, start: l.start, end: l.end})
	e.Prominence = max(e.Prominence, kind.weight)
}

// Listed is the prominence of whom somebody listed by hand: just above that of
// the bodies and groups in our own files, and of nobody in any other source.
const Listed = 151

// name calls an entry so, with the short forms of a person's name.
func (b *Builder) name(e *Entry, name string, sense Sense) {
	if e.Type == onrecord.Person {
		b.callPerson(e, name, sense)
		return
	}
	e.Call(name, sense)
}

// wikidataID reports whether an id is "Q" and a number.
func wikidataID(id string) bool {
	if len(id) < 2 || id[0] != 'Q' || id[1] == '0' {
		return false
	}
	for i := 1; i < len(id); i++ {
		if id[i] < '0' || id[i] > '9' {
			return false
		}
	}
	return true
}

// moneyTypes are the FollowTheMoney schemata that are actors.
var moneyTypes = map[string]onrecord.ActorType{
	"Person": onrecord.Person, "Organization": onrecord.Organization, "Company": onrecord.Organization,
	"PublicBody": onrecord.Organization, "LegalEntity": onrecord.Organization, "Asset": "",
}

// moneyLine adds one FollowTheMoney entity; other schemata are passed over.
func (b *Builder) moneyLine(line []byte) error {
	if len(bytes.TrimSpace(line)) == 0 {
		return nil
	}
	var m struct {
		Schema     string              `json:"schema"`
		Caption    string              `json:"caption"`
		Properties map[string][]string `json:"properties"`
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return err
	}
	typ := moneyTypes[m.Schema]
	if typ == "" {
		return nil
	}
	p := m.Properties
	names := append(append([]string{}, p["name"]...), p["alias"]...)
	if len(names) == 0 && m.Caption != "" {
		names = []string{m.Caption}
	}
	if len(names) == 0 || Slug(names[0]) == "" {
		return errors.New("no name")
	}
	id := ""
	if q := p["wikidataId"]; len(q) > 0 && wikidataID(q[0]) {
		id = q[0]
	}
	e := b.Add(id, names[0], typ)
	for i, n := range names {
		sense := Alias
		if i == 0 {
			sense = Full
		}
		b.name(e, n, sense)
	}
	for _, n := range p["weakAlias"] {
		e.Call(n, Short)
	}
	for _, prop := range []string{"country", "nationality", "jurisdiction"} {
		for _, c := range p[prop] {
			if iso := b.alpha3(c); iso != "" && e.Country == "" {
				e.Country = iso
			}
		}
	}
	if d := p["birthDate"]; len(d) > 0 {
		_, _ = fmt.Sscanf(d[0], "%4d", &e.Born)
	}
	e.Prominence = max(e.Prominence, Listed)
	return nil
}

// alpha3 is the ISO 3166 alpha-3 code for an alpha-2 code, in whichever case.
func (b *Builder) alpha3(alpha2 string) string {
	if b.alpha2 == nil {
		b.alpha2 = map[string]string{}
		_ = eachRow("states.txt", 9, func(cols []string) error {
			iso, _, _ := strings.Cut(cols[0], "/")
			b.alpha2[cols[8]] = iso
			return nil
		})
	}
	return b.alpha2[strings.ToUpper(alpha2)]
}
