package site

import (
	"net/http"
	"strconv"

	"onrecord"
)

// actorsPage lists who is who.
type actorsPage struct {
	frame
	Name    string
	Type    string
	Unknown bool
	Types   []onrecord.ActorType
	Rows    []onrecord.ActorView
	More    bool // than are shown
	Actor   *onrecord.ActorDetail
}

// Actors is the page that lists who is who.
func (s *Site) Actors(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	p := actorsPage{frame: frameOf(r, "Actors", "/actors"), Name: v.Get("name"), Type: v.Get("type"), Unknown: v.Get("unknown") != "",
		Types: []onrecord.ActorType{onrecord.Person, onrecord.Organization, onrecord.Country, onrecord.Group, onrecord.Place}}
	f := onrecord.ActorFilter{Name: p.Name, Type: onrecord.ActorType(p.Type), Unknown: p.Unknown, Limit: perActors + 1}
	for a, err := range s.store.Actors(r.Context(), f) {
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, a)
	}
	if p.More = len(p.Rows) > perActors; p.More {
		p.Rows = p.Rows[:perActors]
	}
	return s.render(w, http.StatusOK, "actors", p)
}

// perActors is how many actors a page shows: a line each.
const perActors = 200

// Count is how many are shown, and whether there are more.
func (p actorsPage) Count() string {
	if p.More {
		return "the first " + strconv.Itoa(len(p.Rows))
	}
	return strconv.Itoa(len(p.Rows))
}

// Actor is the page of one actor.
func (s *Site) Actor(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Actor(r.Context(), onrecord.ActorID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "actors", actorsPage{frame: frameOf(r, d.Name, "/actors"), Actor: &d})
}
