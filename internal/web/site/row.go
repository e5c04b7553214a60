package site

import (
	"net/http"
	"net/url"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// rowPage is one row that rests on words of one place, with what is like it.
type rowPage struct {
	frame
	export.Entry
	Name string // of its list
	List query.List
	Like []pick
	Why  string // where it is told how the words are read, and corrected; "" for nowhere
	Cite string
}

// Position is the page of one position.
func (s *Site) Position(w http.ResponseWriter, r *http.Request) error {
	p, _, err := row[onrecord.Position](s, r, query.Positions)
	if err != nil {
		return err
	}
	who := or(string(p.Actor), p.Name)
	return s.oneRow(w, r, query.Positions, export.PositionEntry(p), p.Cite,
		pick{Name: "All that " + p.Name + " holds on it", URL: listURL(query.Positions, "actor", who, "concept", p.Concept)},
		pick{Name: "Where everybody stands on it", URL: listURL(query.Positions, "concept", p.Concept)})
}

// Naming is the page of one wording of an outlet.
func (s *Site) Naming(w http.ResponseWriter, r *http.Request) error {
	n, _, err := row[onrecord.Naming](s, r, query.Namings)
	if err != nil {
		return err
	}
	who := or(string(n.Actor), n.Name)
	return s.oneRow(w, r, query.Namings, export.NamingEntry(n), n.Cite,
		pick{Name: "All wordings of " + n.Name, URL: listURL(query.Namings, "actor", who)},
		pick{Name: "Wordings side by side, by outlet", URL: "/naming/matrix?actor=" + url.QueryEscape(who)})
}

// Inconsistency is the page of what does not go together in an article.
func (s *Site) Inconsistency(w http.ResponseWriter, r *http.Request) error {
	x, _, err := row[onrecord.Inconsistency](s, r, query.Inconsistencies)
	if err != nil {
		return err
	}
	return s.oneRow(w, r, query.Inconsistencies, export.InconsistencyEntry(x), onrecord.Cite{},
		pick{Name: "The article", URL: articleURL(x.Article, "")},
		pick{Name: "All that does not go together in it", URL: listURL(query.Inconsistencies, "article", string(x.Article))})
}

// oneRow is the page of a row, and of what is like it.
func (s *Site) oneRow(w http.ResponseWriter, r *http.Request, of query.List, e export.Entry, words onrecord.Cite, like ...pick) error {
	name := worldLists[of].name
	p := rowPage{frame: frameOf(r, or(e.Head, name), listPath(of)), Entry: e, Name: name, List: of, Like: like, Cite: s.citing(r, e, s.origin(r)+r.URL.Path)}
	if words.Statement != "" {
		p.Why = whyURL(words.Article, words.Statement)
	}
	return s.render(w, http.StatusOK, "row", p)
}
