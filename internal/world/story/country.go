package story

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/weights"
)

// country is a state that an article is about, and by how much.
type country struct {
	Code  string `json:"code"` // ISO 3166, three letters
	Share int    `json:"share"`
}

const (
	// stage: the great powers have a part in most affairs and are the stage of few.
	// A country's name that is rarer than this one says as much as it can say of where
	// things happen; of commoner ones the more they say, the rarer they are.
	stage = 4.5
	// steep is how fast that falls with each unit of rarity.
	steep = 1.5
	// ofPerson: where somebody is from says less of where a thing happens than a
	// place, a state or an armed group.
	ofPerson = 0.5
	// mostCountries of a row are named.
	mostCountries = 5
)

// countries are the states that the actors of an article belong to, by how often
// these are mentioned and how rare a name the state has.
func countries(r *onrecord.Record) []country {
	mentions := map[onrecord.ActorID]int{}
	for _, m := range r.Mentions {
		mentions[m.Actor]++
	}
	times, rare := map[string]float64{}, map[string]float64{}
	for _, a := range r.Actors {
		code := a.Codes["iso3"]
		if code == "" || mentions[a.ID] == 0 {
			continue
		}
		n := float64(mentions[a.ID])
		switch a.Type {
		case onrecord.Person:
			n *= ofPerson
		case onrecord.Country:
			rare[code] = rarest(a.Name)
		}
		times[code] += n
	}
	var out []country
	for code, n := range times {
		w := math.Sqrt(n)
		if x, named := rare[code]; named {
			w *= math.Exp(steep * (min(x, stage) - stage))
		}
		out = append(out, country{code, int(math.Round(w * 100))})
	}
	return most(out)
}

// most are the countries of the largest shares.
func most(list []country) []country {
	slices.SortFunc(list, func(a, b country) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Code, b.Code)) })
	return list[:min(len(list), mostCountries)]
}

// rarest is the rarity of the rarest word of a name.
func rarest(name string) float64 {
	most := 0.0
	for _, t := range weights.Tokens(name) {
		if !t.Number {
			most = max(most, weights.English().Rarity(weights.Hash(t.Stem)))
		}
	}
	return most
}

// where are the countries of a story, as values that its row has.
func where(members []*article) []world.Has {
	sum := map[string]int{}
	for _, a := range members {
		for _, c := range a.Countries {
			sum[c.Code] += c.Share
		}
	}
	var all []country
	for code, n := range sum {
		all = append(all, country{code, n})
	}
	var out []world.Has
	for _, c := range most(all) {
		out = append(out, world.Has{Field: "country", Value: c.Code, Name: strconv.Itoa(c.Share)})
	}
	return out
}
