package site

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/query"
)

// Addresses stay: what is quoted today is to be found at the same place in years.
// An id may be a URL itself, so it is escaped whole.

// articleURL is the page of an article, at a claim's words where one is named.
func articleURL(id onrecord.ArticleID, claim onrecord.ClaimID) string {
	u := "/articles/" + url.PathEscape(string(id))
	if claim != "" {
		u += "#" + url.PathEscape(string(claim))
	}
	return u
}

// citeURL is where a cite's words stand: at its statement or event, else in its article.
func citeURL(c onrecord.Cite) string {
	return articleURL(c.Article, cmp.Or(c.Statement, c.Event))
}

// actorURL is the page of an actor.
func actorURL(id onrecord.ActorID) string { return "/actors/" + url.PathEscape(string(id)) }

// watchURL is where something is done about the watch of an address.
func watchURL(address, what string) string { return "/watches/" + url.PathEscape(address) + "/" + what }

// rowURL is the page of one row of many articles: a dispute, a story.
func rowURL(of query.List, id string) string { return listPath(of) + "/" + url.PathEscape(id) }

// listPath is where a list stands. What articles claim of agreements is at
// /assertions, so that /agreements can be those that come of them.
func listPath(of query.List) string {
	switch of {
	case query.Ledger:
		return "/agreements"
	case query.Agreements:
		return "/assertions"
	}
	return "/" + string(of)
}

// listURL is a list with what is asked of it: fields and values by turns.
func listURL(of query.List, asked ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(asked); i += 2 {
		if asked[i+1] != "" {
			v.Set(asked[i], asked[i+1])
		}
	}
	if len(v) == 0 {
		return listPath(of)
	}
	return listPath(of) + "?" + v.Encode()
}

// speakerURL lists what the speaker of a statement says.
func speakerURL(s onrecord.StatementView) string {
	return listURL(query.Statements, "speaker", cmp.Or(string(s.Source.Actor()), s.Speaker))
}

// OldArticle leads from where articles stood once, with the id in the query, to
// where they stand now.
func OldArticle(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	if v.Get("id") == "" {
		return Nowhere(w, r)
	}
	http.Redirect(w, r, articleURL(onrecord.ArticleID(v.Get("id")), onrecord.ClaimID(v.Get("statement"))), http.StatusMovedPermanently)
	return nil
}

// OldActor is the same for actors.
func OldActor(w http.ResponseWriter, r *http.Request) error {
	id := r.URL.Query().Get("id")
	if id == "" {
		return Nowhere(w, r)
	}
	http.Redirect(w, r, actorURL(onrecord.ActorID(id)), http.StatusMovedPermanently)
	return nil
}

// backTo answers a form with the page that the reader sent it from, which its
// field "back" names; with another where it names none of this site.
func backTo(w http.ResponseWriter, r *http.Request, otherwise string) {
	to := otherwise
	if here := r.PostFormValue("back"); here != "" {
		to = within(here)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// readAt is where what is cited is read, and in which state: by which program, and
// which of the texts that were seen under the article's id, where there are more.
func readAt(link, by string, text int) string {
	var state []string
	if by != "" {
		state = append(state, by)
	}
	if text > 1 {
		state = append(state, "text "+strconv.Itoa(text))
	}
	if len(state) == 0 {
		return link
	}
	return link + " (" + strings.Join(state, ", ") + ")"
}
