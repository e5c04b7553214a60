package site

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world"
	"onrecord/query"
)

// World gives what comes of many articles as it stands now.
type World func(context.Context) (*ask.World, error)

// worldPage is a list of the world tier.
type worldPage struct {
	listPage[entryRow]
	List query.List
	Lead string // what the list is, in a line
	Tabs []tab  // other views of the same rows
	AsOf string // the day by which agreements were known, "" for now

	Exports []pick
	Without []hidden
}

// entryRow is a row of a list of the world tier, with what cites it.
type entryRow struct {
	export.Entry
	Cite string
}

// cited are rows with what cites them: each has a page of its own.
func (s *Site) cited(r *http.Request, of query.List, rows []export.Entry) []entryRow {
	out := make([]entryRow, len(rows))
	for i, e := range rows {
		out[i] = entryRow{e, s.citing(r, e, s.origin(r)+rowURL(of, e.ID))}
	}
	return out
}

// citing is what cites a row that is read at an address.
func (s *Site) citing(r *http.Request, e export.Entry, at string) string {
	return export.EntryCitation(e, func(c onrecord.Cite) string { return s.origin(r) + citeURL(c) }, readAt(at, s.by, 0))
}

// Command is how the same list is asked for on the command line.
func (p worldPage) Command() string { return command(p.Form) }

// worldList is how a list of the world tier is shown.
type worldList struct {
	name, lead string
	entry      func(world.Row) (export.Entry, error)
}

// worldLists are the lists of the world tier that have a page.
var worldLists = map[query.List]worldList{
	query.Stories:         {"Stories", "Articles on one happening; copies are folded.", entryOf(export.StoryEntry)},
	query.Threads:         {"Threads", "Affairs over months and years.", entryOf(export.ThreadEntry)},
	query.Disputes:        {"Disputes", "What cannot both hold, in both sides' words. Nothing is decided here.", entryOf(export.DisputeEntry)},
	query.Ledger:          {"Agreements", "One entry each, by whatever names it is called: what became of it, and by whose word.", entryOf(export.AgreementEntry)},
	query.Incidents:       {"Incidents", "What happened, once each; figures stand side by side.", entryOf(export.IncidentEntry)},
	query.Positions:       {"Positions", "Where actors stand on the concepts of the codebook.", entryOf(export.PositionEntry)},
	query.Namings:         {"Naming", "How each outlet words an actor, in its own voice and in others'.", entryOf(export.NamingEntry)},
	query.Inconsistencies: {"Inconsistencies", "What does not go together within an article, its versions or its copies.", entryOf(export.InconsistencyEntry)},
}

// entryOf makes a row as it is stored an entry of its page.
func entryOf[T any](entry func(T) export.Entry) func(world.Row) (export.Entry, error) {
	return func(row world.Row) (export.Entry, error) {
		var v T
		if err := json.Unmarshal(row.Body, &v); err != nil {
			return export.Entry{}, fmt.Errorf("read the stored row %s: %w", row.ID, err)
		}
		e := entry(v)
		e.ID = row.ID
		return e, nil
	}
}

// entries are the rows that a question asks for.
func (l worldList) entries(ctx context.Context, w *ask.World, q ask.Question) ([]export.Entry, error) {
	var out []export.Entry
	for row, err := range w.Rows(ctx, q) {
		if err != nil {
			return nil, err
		}
		e, err := l.entry(row)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.List, err)
		}
		out = append(out, e)
	}
	return out, nil
}

// World is the page of a list of the world tier.
func (s *Site) World(of query.List) Page {
	l := worldLists[of]
	return func(w http.ResponseWriter, r *http.Request) error {
		f, shown := readForm(r, of)
		p := worldPage{listPage: listPage[entryRow]{frame: frameOf(r, l.name, r.URL.Path), Form: shown}, List: of, Lead: l.lead}
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
		if form := r.URL.Query().Get("format"); form != "" {
			return takeWorld(w, of, form, rows.Bodies(r.Context(), ask.Question{List: of, Q: f.Q}))
		}
		q := ask.Question{List: of, Q: f.Q, After: r.URL.Query().Get("after"), Limit: perPage + 1}
		if p.Count, err = rows.Count(r.Context(), q); err != nil {
			return err
		}
		all, err := l.entries(r.Context(), rows, q)
		if err != nil {
			return err
		}
		p.page(r.URL, s.cited(r, of, all))
		if p.Count == 0 {
			if p.Without, err = without(r, of, s.tallyOf(of)); err != nil {
				return err
			}
		}
		return s.render(w, shown.status(), "world", p)
	}
}

// page has as many rows as a page has, of one more where there are more.
func (p *worldPage) page(u *url.URL, rows []entryRow) {
	if len(rows) > perPage {
		rows = rows[:perPage]
		p.Next = afterURL(u, rows[perPage-1].ID)
	}
	if u.Query().Get("after") != "" {
		p.Prev = afterURL(u, "")
	}
	p.Rows, p.Exports = rows, exportsOf(u, sheetForms...)
}

// takeWorld answers with a whole list of the world tier in a form.
func takeWorld(w http.ResponseWriter, of query.List, form string, rows iter.Seq2[json.RawMessage, error]) error {
	return takeSheet(w, strings.TrimPrefix(listPath(of), "/"), form, func(out *begun, l export.Layout) (int, error) {
		return export.WriteWorld(out, l, of, rows)
	})
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
