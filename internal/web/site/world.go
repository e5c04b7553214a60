package site

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// World gives what comes of many articles as it stands now.
type World func(context.Context) (*ask.World, error)

// worldPage is a list of the world tier.
type worldPage struct {
	listPage[export.Entry]
	List   query.List
	Lead   string // what the list is, in a line
	Single bool   // whether each row has a page of its own
	Tabs   []tab  // other views of the same rows
	AsOf   string // the day by which agreements were known, "" for now
}

// single are the lists whose rows have pages of their own.
var single = []query.List{query.Stories, query.Threads, query.Disputes, query.Ledger, query.Incidents}

// Command is how the same list is asked for on the command line.
func (p worldPage) Command() string { return command(p.Form) }

// worldList is how a list of the world tier is shown.
type worldList struct {
	name, lead string
	entries    func(context.Context, *ask.World, ask.Question) ([]export.Entry, error)
}

// worldLists are the lists of the world tier that have a page.
var worldLists = map[query.List]worldList{
	query.Stories:         {"Stories", "Articles on one happening; copies are folded.", entries(export.StoryEntry)},
	query.Threads:         {"Threads", "Affairs over months and years.", entries(export.ThreadEntry)},
	query.Disputes:        {"Disputes", "What cannot both hold, in both sides' words. Nothing is decided here.", entries(export.DisputeEntry)},
	query.Ledger:          {"Agreements", "One entry each, by whatever names it is called: what became of it, and by whose word.", entries(export.AgreementEntry)},
	query.Incidents:       {"Incidents", "What happened, once each; figures stand side by side.", entries(export.IncidentEntry)},
	query.Positions:       {"Positions", "Where actors stand on the concepts of the codebook.", entries(export.PositionEntry)},
	query.Namings:         {"Naming", "How each outlet words an actor, in its own voice and in others'.", entries(export.NamingEntry)},
	query.Inconsistencies: {"Inconsistencies", "What does not go together within an article, its versions or its copies.", entries(export.InconsistencyEntry)},
}

// entries makes a list's rows entries of its page.
func entries[T any](entry func(T) export.Entry) func(context.Context, *ask.World, ask.Question) ([]export.Entry, error) {
	return func(ctx context.Context, w *ask.World, q ask.Question) ([]export.Entry, error) {
		var out []export.Entry
		for row, err := range w.Rows(ctx, q) {
			if err != nil {
				return nil, err
			}
			var v T
			if err := json.Unmarshal(row.Body, &v); err != nil {
				return nil, fmt.Errorf("read the stored row %s of %s: %w", row.ID, q.List, err)
			}
			e := entry(v)
			e.ID = row.ID
			out = append(out, e)
		}
		return out, nil
	}
}

// World is the page of a list of the world tier.
func (s *Site) World(of query.List) Page {
	l := worldLists[of]
	return func(w http.ResponseWriter, r *http.Request) error {
		f, shown := readForm(r, of)
		p := worldPage{listPage: listPage[export.Entry]{frame: frameOf(r, l.name, r.URL.Path), Form: shown}, List: of, Lead: l.lead, Single: slices.Contains(single, of)}
		switch of {
		case query.Positions:
			p.Tabs = positionTabs(r)
		case query.Namings:
			p.Tabs = namingTabs(r)
		}
		if shown.Problem != "" {
			return s.render(w, shown.status(), "world", p)
		}
		rows, err := s.world(r.Context())
		if err != nil {
			return fmt.Errorf("bring %s up to date: %w", of, err)
		}
		q := ask.Question{List: of, Q: f.Q, After: r.URL.Query().Get("after"), Limit: perPage + 1}
		if p.Count, err = rows.Count(r.Context(), q); err != nil {
			return err
		}
		if p.Rows, err = l.entries(r.Context(), rows, q); err != nil {
			return err
		}
		if len(p.Rows) > perPage {
			p.Rows = p.Rows[:perPage]
			p.Next = afterURL(r.URL, p.Rows[perPage-1].ID)
		}
		if q.After != "" {
			p.Prev = afterURL(r.URL, "")
		}
		return s.render(w, shown.status(), "world", p)
	}
}

// afterURL is the page behind a row, the first one for "".
func afterURL(u *url.URL, id string) string {
	v := u.Query()
	v.Del("after")
	if id != "" {
		v.Set("after", id)
	}
	if len(v) == 0 {
		return u.Path
	}
	return u.Path + "?" + v.Encode()
}

// command is the question of a page as it is asked on the command line.
func command(f form) string {
	words := []string{"onrecord", strings.TrimPrefix(f.Path, "/")}
	if f.Q != "" {
		words = append(words, "'"+strings.ReplaceAll(f.Q, "'", `'\''`)+"'")
	}
	for _, in := range f.Fields {
		if in.Value != "" {
			words = append(words, "--"+in.Name+" '"+strings.ReplaceAll(in.Value, "'", `'\''`)+"'")
		}
	}
	if f.All {
		words = append(words, "--all")
	}
	return strings.Join(words, " ")
}
