package export

import "onrecord"

// Stands is where a claim of a list stands, and in whose article.
type Stands struct {
	ID        onrecord.ClaimID   `json:"id"`
	Article   onrecord.ArticleID `json:"article"`
	Title     string             `json:"title"`
	Outlet    string             `json:"outlet"`
	URL       string             `json:"url"`
	Published string             `json:"published"`
}

func standsOf(id onrecord.ClaimID, a *onrecord.Article) Stands {
	return Stands{ID: id, Article: a.ID, Title: a.Title, Outlet: a.Outlet, URL: a.URL, Published: a.Published.Value}
}

// where is what a row of claims has in common with those of other lists.
func (s Stands) where() Stands { return s }

// standing are the columns that end every list of claims.
func standing[R interface{ where() Stands }]() []column[R] {
	return []column[R]{
		{name: "outlet", value: func(r R) string { return r.where().Outlet }, width: 16},
		{name: "published", value: func(r R) string { return r.where().Published }, wide: true},
		{name: "title", value: func(r R) string { return r.where().Title }, wide: true},
		{name: "article", value: func(r R) string { return string(r.where().Article) }, wide: true},
		{name: "url", value: func(r R) string { return r.where().URL }, wide: true},
		{name: "id", value: func(r R) string { return string(r.where().ID) }, wide: true},
	}
}
