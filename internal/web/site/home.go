package site

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/watch"
	"onrecord/query"
)

// homePage is what is new.
type homePage struct {
	frame
	Articles, Statements int
	Newest               []onrecord.Article
	Followed             []followedThread
	Parts                []newRows
	Shifts               []onrecord.Shift
	Watched              []watch.Watch
	Now                  time.Time
}

// newRows are the newest rows of a list.
type newRows struct {
	Of   query.List
	Name string
	Rows []export.Entry
}

// perPart is how many rows of a list the first page shows.
const perPart = 5

// Home is the page of what is new: in threads, disputes, agreements and
// positions, and of what is watched.
func (s *Site) Home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p := homePage{frame: frameOf(r, "What is new", "/"), Now: time.Now()}
	var err error
	if p.Articles, err = s.store.CountArticles(ctx, onrecord.Filter{}); err != nil {
		return err
	}
	if p.Statements, err = s.counter(query.Statements, query.Statements.Shown(nil))(ctx); err != nil {
		return err
	}
	for a, err := range s.store.Articles(ctx, onrecord.Filter{Limit: perPart}) {
		if err != nil {
			return err
		}
		p.Newest = append(p.Newest, a)
	}
	if p.Followed, err = s.following(r); err != nil {
		return err
	}
	world, err := s.world(ctx)
	if err != nil {
		return fmt.Errorf("bring the world up to date: %w", err)
	}
	for _, of := range []query.List{query.Threads, query.Disputes, query.Ledger, query.Stories} {
		l := worldLists[of]
		rows, err := l.entries(ctx, world, ask.Question{List: of, Q: of.Shown(nil), Limit: perPart})
		if err != nil {
			return err
		}
		for i := range rows {
			rows[i].Days = cmp.Or(rows[i].Days, lastTold(rows[i].Notes))
		}
		p.Parts = append(p.Parts, newRows{of, l.name, rows})
	}
	if p.Shifts, err = lastShifts(ctx, world, p.Newest); err != nil {
		return err
	}
	if p.Watched, err = s.watched(ctx); err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "home", p)
}

// lastTold is the first of what is told last of an agreement, of its notes.
func lastTold(notes []string) string {
	for _, note := range notes {
		if latest, ok := strings.CutPrefix(note, "latest: "); ok {
			first, _, _ := strings.Cut(latest, "; ")
			return first
		}
	}
	return ""
}

// lastShifts are the last changes of position in the year up to the newest
// article: positions of many years are many.
func lastShifts(ctx context.Context, world *ask.World, newest []onrecord.Article) ([]onrecord.Shift, error) {
	if len(newest) == 0 || newest[0].Published.Latest.IsZero() {
		return nil, nil
	}
	since, err := query.Positions.NewTerm("since", fmt.Sprint(newest[0].Published.Latest.Year-1))
	if err != nil {
		return nil, fmt.Errorf("ask for the last positions: %w", err)
	}
	var out []onrecord.Shift
	for shift, err := range world.Shifts(ctx, ask.Question{List: query.Positions, Q: since}) {
		if err != nil {
			return nil, err
		}
		out = append(out, shift)
	}
	slices.Reverse(out)
	return out[:min(perPart, len(out))], nil
}

// watched is what is watched, in stores that remember it.
func (s *Site) watched(ctx context.Context) ([]watch.Watch, error) {
	remembers, ok := s.store.(watch.Store)
	if !ok {
		return nil, nil
	}
	return watch.List(ctx, remembers)
}

// healthPage is how much there is, and how it stands.
type healthPage struct {
	frame
	onrecord.Inventory
	Dirty   int
	Between onrecord.WorldTally // rows that are no list's: what lists are made of on the way
	Watched []watch.Watch
	Now     time.Time
}

// Health is the page of how the store stands.
func (s *Site) Health(w http.ResponseWriter, r *http.Request) error {
	stock, err := s.store.Inventory(r.Context())
	if err != nil {
		return err
	}
	p := healthPage{frame: frameOf(r, "Health", "/health"), Inventory: stock, Now: time.Now()}
	p.World = nil
	for _, t := range stock.World {
		p.Dirty += t.Dirty
		if ask.Listed(t.Kind) {
			p.World = append(p.World, t)
			continue
		}
		p.Between.Rows += t.Rows
		p.Between.Dirty += t.Dirty
	}
	if p.Watched, err = s.watched(r.Context()); err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "health", p)
}

// Size is how much the store takes, for people.
func (p healthPage) Size() string {
	const mebi = 1 << 20
	if p.Bytes < mebi {
		return number(int(p.Bytes/1024)) + " KiB"
	}
	return number(int(p.Bytes/mebi)) + " MiB"
}
