package onrecord

import "strings"

// RowID names a row of a list: an article by its id, a claim by that of its
// article and its own behind a "#".
type RowID string

// RowOf is the id of an article's row, or of that of a claim in it.
func RowOf(article ArticleID, claim ClaimID) RowID {
	if claim == "" {
		return RowID(article)
	}
	return RowID(string(article) + "#" + string(claim))
}

// Claim is whose row it is in a list of claims.
func (id RowID) Claim() (article ArticleID, claim ClaimID, ok bool) {
	at := strings.LastIndexByte(string(id), '#')
	if at < 0 {
		return "", "", false
	}
	return ArticleID(id[:at]), ClaimID(id[at+1:]), true
}

// RowID is the id of the row of an article.
func (a Article) RowID() RowID { return RowOf(a.ID, "") }

// RowID is the id of the row.
func (r Row) RowID() RowID { return RowOf(r.Article.ID, r.Statement.ID) }

// RowID is the id of the row.
func (r EventRow) RowID() RowID { return RowOf(r.Article.ID, r.Event.ID) }

// RowID is the id of the row.
func (r AgreementRow) RowID() RowID { return RowOf(r.Article.ID, r.Agreement.ID) }

// RowID is the id of the row.
func (r MembershipRow) RowID() RowID { return RowOf(r.Article.ID, r.Membership.ID) }
