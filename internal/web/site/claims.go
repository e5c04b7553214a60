package site

import (
	"context"
	"iter"
	"net/http"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

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
