package export

import (
	"fmt"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// GDELTColumns are the 61 columns of an export file of GDELT's event database,
// version 2.0, in their order (GDELT Event Codebook V2.0); its files have no header.
var GDELTColumns = [...]string{
	"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
	"Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode",
	"Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
	"Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode",
	"Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
	"IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
	"NumMentions", "NumSources", "NumArticles", "AvgTone",
	"Actor1Geo_Type", "Actor1Geo_Fullname", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
	"Actor2Geo_Type", "Actor2Geo_Fullname", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID",
	"ActionGeo_Type", "ActionGeo_Fullname", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID",
	"DATEADDED", "SOURCEURL",
}

// gdeltQuads are the quad classes of CAMEO's roots by the codebook.
var gdeltQuads = map[string]string{
	"01": "1", "02": "1", "03": "1", "04": "1", "05": "1", "06": "2", "07": "2", "08": "2", "09": "3", "10": "3", "11": "3",
	"12": "3", "13": "3", "14": "4", "15": "4", "16": "4", "17": "4", "18": "4", "19": "4", "20": "4",
}

// geoCountry and geoPlace are the codebook's types of places: a country, and a
// city or landmark outside the United States, which is as much as is known here.
const (
	geoNone    = "0"
	geoCountry = "1"
	geoPlace   = "4"
)

// gdeltCells are an event as a row of GDELT. What this program does not know
// (tone, religions, coordinates, FIPS codes of places) stays empty.
func gdeltCells(r *onrecord.EventRow) []string {
	e := &r.Event
	day, _ := dayOf(r)
	date := strings.ReplaceAll(day.String(), "-", "")
	source, target := pair(r)
	code := cameoOf(&e.Event)
	cells := []string{eventNumber(r), date, date[:6], date[:4], fractionDate(day)}
	cells = append(cells, gdeltActor(source)...)
	cells = append(cells, gdeltActor(target)...)
	cells = append(cells, "", code, root(code, 3), root(code, 2), gdeltQuads[root(code, 2)], scale(code), "1", "1", "1", "")
	for range 2 { // where the actors are is not known
		cells = append(cells, geoNone, "", "", "", "", "", "", "")
	}
	kind := geoPlace
	switch where := byID(r.Actors)[e.Where.Actor()]; {
	case e.Place == "":
		kind = geoNone
	case where.Type == onrecord.Country:
		kind = geoCountry
	}
	added := ""
	if !r.Article.Collected.IsZero() {
		added = r.Article.Collected.UTC().Format("20060102150405")
	}
	return append(cells, kind, e.Place, "", "", "", "", "", "", added, link(&r.Article))
}

// fractionDate is a day as a part of its year, by the codebook's rule of thumb:
// months of thirty days, for sorting.
func fractionDate(day ling.Date) string {
	return fmt.Sprintf("%.4f", float64(day.Year)+float64((day.Month-1)*30+day.Day)/365)
}

// gdeltActor are the ten columns of an actor.
func gdeltActor(c coded) []string {
	country, types := c.Entity, c.Sector
	if international[country] {
		country, types = "", append([]string{country}, types...)
	}
	cells := []string{c.Full, strings.ToUpper(c.Name), country, "", "", "", ""}
	for i := range 3 {
		cell := ""
		if i < len(types) {
			cell = types[i]
		}
		cells = append(cells, cell)
	}
	return cells
}
