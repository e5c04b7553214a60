package kb

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"onrecord"
)

// The columns of GeoNames' main table that are read
// (https://download.geonames.org/export/dump/readme.txt).
const (
	geoID         = 0
	geoName       = 1
	geoASCII      = 2
	geoAlternate  = 3
	geoClass      = 6
	geoCode       = 7
	geoCountry    = 8
	geoPopulation = 14
	geoColumns    = 19
)

// leastPeople is the population from which a place is taken in; capitals and
// seats of regions are taken whatever theirs.
const leastPeople = 5000

// GeoNames adds the places of one of GeoNames' tables: populated places and
// first-order regions. A name that two states have is ambiguous.
func (b *Builder) GeoNames(path string) error {
	return b.readLines(path, func(n int, line []byte) error {
		if len(line) == 0 || line[0] == '#' {
			return nil
		}
		if err := b.geoRow(line); err != nil {
			b.fault(path, n, err)
		}
		return nil
	})
}

func (b *Builder) geoRow(line []byte) error {
	raw := bytes.Split(line, []byte{'\t'})
	if len(raw) < geoColumns {
		return fmt.Errorf("want %d columns, got %d", geoColumns, len(raw))
	}
	col := func(i int) string { return strings.TrimSpace(strings.ToValidUTF8(string(raw[i]), "")) }
	if _, err := strconv.ParseUint(col(geoID), 10, 32); err != nil {
		return fmt.Errorf("geonameid %q: want a number", col(geoID))
	}
	people, err := strconv.ParseUint(col(geoPopulation), 10, 40)
	if err != nil && col(geoPopulation) != "" {
		return fmt.Errorf("population %q: want a number", col(geoPopulation))
	}
	class, code := col(geoClass), col(geoCode)
	seat := code == "PPLC" || code == "PPLA" || code == "ADM1"
	if class != "P" && code != "ADM1" || people < leastPeople && !seat {
		return nil
	}
	iso := b.alpha3(col(geoCountry))
	if iso == "" {
		return fmt.Errorf("country %q: no state we know", col(geoCountry))
	}
	name := col(geoName)
	if Slug(name) == "" {
		if name = col(geoASCII); Slug(name) == "" {
			return fmt.Errorf("no name")
		}
	}
	at := Fold(name) + "/" + iso
	e := b.places[at]
	if e == nil {
		id := "x:" + Slug(name)
		if b.byID[id] != nil {
			id += "-" + strings.ToLower(iso)
		}
		e = b.Add(id, name, onrecord.Place)
		e.Country, e.Prominence = iso, 30
		b.places[at] = e
	}
	e.Call(col(geoASCII), Alias)
	for alt := range strings.SplitSeq(col(geoAlternate), ",") {
		if latin(alt) && len(alt) > 3 {
			e.Call(alt, Short)
		}
	}
	return nil
}

// latin reports whether a name is written in letters that English text has.
func latin(s string) bool {
	for _, c := range s {
		if c > 0x24F {
			return false
		}
	}
	return s != ""
}
