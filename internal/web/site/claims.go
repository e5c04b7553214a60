package site

import (
	"context"
	"iter"
	"net/http"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// ClaimList is the claims of one type beside the text, below a heading.
type ClaimList struct {
	Heading string
	Anchor  string
	Cards   []ClaimCard
	Hidden  int // those that are left out
	Why     string
}

// ClaimCard is an event, an agreement or a membership beside the text.
type ClaimCard struct {
	export.Shown
	ID      onrecord.ClaimID
	Kind    onrecord.ClaimType
	URL     string
	Chosen  bool
	FoundBy string
}

// claimLists are the cards of what an article claims beside statements: those
// that lists show and the one that is chosen, or all.
func claimLists(r *onrecord.Record, chosen onrecord.ClaimID, all bool) []ClaimList {
	lists := []ClaimList{
		{Heading: "Events", Anchor: "events", Why: "that did not happen, or are told as long known"},
		{Heading: "Agreements", Anchor: "agreements", Why: "only told as long known"},
		{Heading: "Memberships", Anchor: "memberships"},
	}
	view := onrecord.NewViewer(r)
	for c := range r.Claims() {
		var list *ClaimList
		switch c.ClaimType() {
		case onrecord.EventClaim:
			list = &lists[0]
		case onrecord.AgreementClaim:
			list = &lists[1]
		case onrecord.MembershipClaim:
			list = &lists[2]
		default:
			continue
		}
		head := c.Head()
		if head.ID != chosen && !all && !onrecord.Shown(c) {
			list.Hidden++
			continue
		}
		list.Cards = append(list.Cards, ClaimCard{
			Shown: export.ForPeople(view, c), ID: head.ID, Kind: c.ClaimType(), URL: articleURL(r.ID, head.ID), Chosen: head.ID == chosen, FoundBy: head.FoundBy,
		})
	}
	return lists
}

// Any reports whether there is something to show, or to tell of.
func (l ClaimList) Any() bool { return len(l.Cards) > 0 || l.Hidden > 0 }

// claimRow is a claim in a list of its own.
type claimRow struct {
	export.Shown
	Article onrecord.Article
	URL     string // of its words in the article
}

// claims is a page that lists the claims of one type.
func claims[R any](s *Site, list query.List, title string, rows func(onrecord.Store, context.Context, onrecord.Filter) iter.Seq2[R, error],
	count func(onrecord.Store, context.Context, onrecord.Filter) (int, error), show func(R) (onrecord.Article, onrecord.ClaimID, export.Shown)) Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, shown := search(r, list)
		p := listPage[claimRow]{frame: frameOf(r, title, r.URL.Path), Form: shown}
		found := func(yield func(claimRow, error) bool) {
			for row, err := range rows(s.store, r.Context(), f) {
				a, id, what := show(row)
				if !yield(claimRow{what, a, articleURL(a.ID, id)}, err) {
					return
				}
			}
		}
		if err := fill(r, &p, f, found, func() (int, error) { return count(s.store, r.Context(), f) }); err != nil {
			return err
		}
		return s.render(w, shown.status(), "claims", p)
	}
}

// Events is the page that lists events.
func (s *Site) Events(w http.ResponseWriter, r *http.Request) error {
	return claims(s, query.Events, "Events", onrecord.Store.Events, onrecord.Store.CountEvents,
		func(r onrecord.EventRow) (onrecord.Article, onrecord.ClaimID, export.Shown) {
			return r.Article, r.Event.ID, export.EventForPeople(r)
		})(w, r)
}

// Assertions is the page that lists what articles say of agreements.
func (s *Site) Assertions(w http.ResponseWriter, r *http.Request) error {
	return claims(s, query.Agreements, "Assertions", onrecord.Store.Agreements, onrecord.Store.CountAgreements,
		func(r onrecord.AgreementRow) (onrecord.Article, onrecord.ClaimID, export.Shown) {
			return r.Article, r.Agreement.ID, export.AgreementForPeople(r)
		})(w, r)
}

// Memberships is the page that lists who belongs to what.
func (s *Site) Memberships(w http.ResponseWriter, r *http.Request) error {
	return claims(s, query.Memberships, "Memberships", onrecord.Store.Memberships, onrecord.Store.CountMemberships,
		func(r onrecord.MembershipRow) (onrecord.Article, onrecord.ClaimID, export.Shown) {
			return r.Article, r.Membership.ID, export.MembershipForPeople(r)
		})(w, r)
}
