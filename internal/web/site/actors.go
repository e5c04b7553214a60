package site

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// actorsPage lists who is who.
type actorsPage struct {
	frame
	Form    form // what is asked, as other lists have it
	Name    string
	Type    string
	Unknown bool
	Types   []onrecord.ActorType
	Rows    []citedActor
	More    bool // than are shown
	Exports []pick
	Without []hidden
}

// citedActor is an actor with what cites them.
type citedActor struct {
	onrecord.ActorView
	Cite string
}

// Actors is the page that lists who is who.
func (s *Site) Actors(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	f, err := actorsAsked(v)
	if err != nil {
		return err
	}
	f.Limit = perActors + 1
	p := actorsPage{frame: frameOf(r, "Actors", "/actors"), Name: f.Name, Type: string(f.Type), Unknown: f.Unknown,
		Types: []onrecord.ActorType{onrecord.Person, onrecord.Organization, onrecord.Country, onrecord.Group, onrecord.Place}}
	p.Form = form{Path: "/actors", Of: query.Actors, Fields: actorInputs(f)}
	if form := v.Get("format"); form != "" {
		f.Limit = 0
		return takeSheet(w, "actors", form, func(out *begun, l export.Layout) (int, error) {
			return export.WriteActors(out, l, s.store.Actors(r.Context(), f))
		})
	}
	p.Exports = exportsOf(r.URL, sheetForms...)
	for a, err := range s.store.Actors(r.Context(), f) {
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, citedActor{a, s.citing(r, export.ActorEntry(a), s.origin(r)+actorURL(a.ID))})
	}
	if p.More = len(p.Rows) > perActors; p.More {
		p.Rows = p.Rows[:perActors]
	}
	if len(p.Rows) == 0 {
		if p.Without, err = without(r, query.Actors, s.tallyActors); err != nil {
			return err
		}
	}
	return s.render(w, http.StatusOK, "actors", p)
}

// actorsAsked are the actors that an address asks for: by fields, or by q as a
// saved query has it.
func actorsAsked(v url.Values) (onrecord.ActorFilter, error) {
	q, err := query.Actors.Parse(v.Get("q"))
	if err != nil {
		return onrecord.ActorFilter{}, onrecord.Errorf(onrecord.Invalid, "%w", err)
	}
	f, err := alert.ActorsOf(q)
	f.Name = strings.TrimSpace(f.Name + " " + v.Get("name"))
	f.Type = onrecord.ActorType(or(v.Get("type"), string(f.Type)))
	f.Unknown = f.Unknown || v.Get("unknown") != ""
	return f, err
}

// tallyActors counts actors.
func (s *Site) tallyActors(ctx context.Context, v url.Values) (int, error) {
	f, err := actorsAsked(v)
	if err != nil {
		return 0, err
	}
	return ask.CountActors(ctx, s.store, f)
}

// actorInputs are the fields of actors with what is asked of each.
func actorInputs(f onrecord.ActorFilter) (out []input) {
	asked := map[string]string{"name": f.Name, "type": string(f.Type)}
	if f.Unknown {
		asked["unknown"] = "yes"
	}
	for _, field := range query.Actors.Fields() {
		out = append(out, input{field, asked[field.Name]})
	}
	return out
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

// actorPage is who an actor is, what they say and what is said of them.
type actorPage struct {
	frame
	onrecord.ActorDetail
	By, On     []onrecord.Row // the newest of their statements, and of others' about them
	Speakers   []onrecord.FacetCount
	Namings    []onrecord.Naming
	Positions  []onrecord.Position
	Disputes   []onrecord.Dispute
	Agreements []onrecord.LedgerAgreement
	Neighbours []neighbour
	Merged     []onrecord.Decision // that made others one with them
	Likely     []onrecord.ActorView
	Back       string
}

// neighbour is somebody who has a part in the same.
type neighbour struct {
	onrecord.Who
	Disputes, Agreements int
}

// perActor is how many rows of each list the page of one actor shows.
const perActor = 5

// Actor is the page of one actor.
func (s *Site) Actor(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Actor(r.Context(), onrecord.ActorID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := actorPage{frame: frameOf(r, d.Name, "/actors"), ActorDetail: d, Back: r.URL.RequestURI()}
	for _, fill := range []func(context.Context, *actorPage) error{s.actorSays, s.actorInWorld, s.actorDecided} {
		if err := fill(r.Context(), &p); err != nil {
			return err
		}
	}
	return s.render(w, http.StatusOK, "actor", p)
}

// actorSays puts into p what the actor says, and who speaks about them.
func (s *Site) actorSays(ctx context.Context, p *actorPage) (err error) {
	about := query.Q(query.Term{Field: "about", Value: string(p.ID)})
	by := query.Term{Field: "speaker", Value: string(p.ID)}
	for into, q := range map[*[]onrecord.Row]query.Q{&p.By: by, &p.On: query.All(about, query.Except(by))} { // each is filled apart
		f := onrecord.Filter{Q: query.Statements.Shown(q), Sort: onrecord.ByDayDown, Limit: perActor}
		if *into, err = allOf(s.store.Statements(ctx, f)); err != nil {
			return err
		}
	}
	within, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	f := onrecord.Filter{Q: query.Statements.Shown(about), Limit: ask.PerFacet}
	if p.About > mostCounted {
		f.Among = mostCounted
	}
	speakers, err := s.store.FacetCounts(within, query.Statements, f, "speaker")
	if err != nil {
		if within.Err() != nil && ctx.Err() == nil {
			return nil // the list of statements counts them
		}
		return err
	}
	p.Speakers = speakers[0]
	return nil
}

// allOf are the rows of a list.
func allOf[T any](rows iter.Seq2[T, error]) (out []T, err error) {
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// actorInWorld puts into p what comes of many articles.
func (s *Site) actorInWorld(ctx context.Context, p *actorPage) error {
	w, err := s.world(ctx)
	if err != nil {
		return fmt.Errorf("bring the world up to date: %w", err)
	}
	id := string(p.ID)
	if p.Namings, err = having[onrecord.Naming](ctx, w, query.Namings, "actor", id); err != nil {
		return err
	}
	slices.SortStableFunc(p.Namings, func(a, b onrecord.Naming) int {
		return cmp.Or(strings.Compare(a.Outlet, b.Outlet), strings.Compare(string(a.Voice), string(b.Voice)), cmp.Compare(b.Count, a.Count))
	})
	if p.Positions, err = having[onrecord.Position](ctx, w, query.Positions, "actor", id); err != nil {
		return err
	}
	if p.Disputes, err = having[onrecord.Dispute](ctx, w, query.Disputes, "actor", id); err != nil {
		return err
	}
	if p.Agreements, err = having[onrecord.LedgerAgreement](ctx, w, query.Ledger, "actor", id); err != nil {
		return err
	}
	p.Neighbours = neighbours(p)
	return nil
}

// neighbours are those who have a part in the disputes and agreements of an
// actor, those of most first.
func neighbours(p *actorPage) []neighbour {
	var out []neighbour
	count := func(who []onrecord.Who, add func(*neighbour)) {
		seen := map[onrecord.ActorID]bool{p.ID: true, "": true}
		for _, w := range who {
			if seen[w.Actor] {
				continue
			}
			seen[w.Actor] = true
			at := slices.IndexFunc(out, func(n neighbour) bool { return n.Actor == w.Actor })
			if at < 0 {
				at, out = len(out), append(out, neighbour{Who: w})
			}
			add(&out[at])
		}
	}
	for _, d := range p.Disputes {
		var who []onrecord.Who
		for _, side := range d.Sides {
			who = append(who, side.Who...)
		}
		count(who, func(n *neighbour) { n.Disputes++ })
	}
	for _, a := range p.Agreements {
		count(slices.Concat(a.Parties, a.Brokers, a.Monitors), func(n *neighbour) { n.Agreements++ })
	}
	slices.SortStableFunc(out, func(a, b neighbour) int { return cmp.Compare(b.Disputes+b.Agreements, a.Disputes+a.Agreements) })
	return out[:min(len(out), 12)]
}

// actorDecided puts into p what an editor needs: who was joined to the actor, and
// who may be the same, by the name.
func (s *Site) actorDecided(ctx context.Context, p *actorPage) error {
	if !p.MayEdit() {
		return nil
	}
	all, err := s.store.Decisions(ctx)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Kind == onrecord.Merge && d.On == onrecord.OnActor && !d.Undone && d.Object.ID == p.ID {
			p.Merged = append(p.Merged, d)
		}
	}
	words := strings.Fields(p.Name)
	if len(words) == 0 {
		return nil
	}
	alike, err := allOf(s.store.Actors(ctx, onrecord.ActorFilter{Name: words[len(words)-1], Type: p.Type, Limit: 20}))
	for _, a := range alike {
		if a.ID != p.ID {
			p.Likely = append(p.Likely, a)
		}
	}
	return err
}
