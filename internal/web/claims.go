package web

import (
	"onrecord"
	"onrecord/internal/export"
)

// ClaimList is the claims of one type beside the text, below a heading.
type ClaimList struct {
	Heading string
	Cards   []ClaimCard
	Hidden  int // those that are left out
	Why     string
}

// ClaimCard is an event, an agreement or a membership beside the text.
type ClaimCard struct {
	ID      onrecord.ClaimID
	Kind    onrecord.ClaimType
	URL     string
	Chosen  bool
	Who     string   // who did what to whom, or what it is called
	Not     []string // what keeps it from being a fact that is news
	What    string
	Tags    []string
	Notes   []string
	FoundBy string
}

// claimLists are the cards of what an article claims beside statements: those
// that lists show and the one that is chosen, or all.
func claimLists(r *onrecord.Record, chosen onrecord.ClaimID, all bool) []ClaimList {
	lists := []ClaimList{
		{Heading: "Events", Why: "that did not happen, or are told as long known"},
		{Heading: "Agreements", Why: "only told as long known"},
		{Heading: "Memberships"},
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
		shown := export.ForPeople(view, c)
		list.Cards = append(list.Cards, ClaimCard{
			ID: head.ID, Kind: c.ClaimType(), URL: articleURL(r.ID, head.ID), Chosen: head.ID == chosen, FoundBy: head.FoundBy,
			Who: shown.Who, Not: shown.Not, What: shown.What, Tags: shown.Tags, Notes: shown.Notes,
		})
	}
	return lists
}

// Any reports whether there is something to show, or to tell of.
func (l ClaimList) Any() bool { return len(l.Cards) > 0 || l.Hidden > 0 }
