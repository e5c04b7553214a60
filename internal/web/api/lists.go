package api

import (
	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// Articles lists articles.
func (a *API) Articles() Operation {
	return list(a, query.Articles, "Articles, newest first", ask.Claims(a.store.Articles, a.store.CountArticles, export.NewArticleRow))
}

// Statements lists statements.
func (a *API) Statements() Operation {
	return list(a, query.Statements, "Statements, by the day they were made on", ask.Claims(a.store.Statements, a.store.CountStatements, export.NewStatementRow))
}

// Events lists events.
func (a *API) Events() Operation {
	return list(a, query.Events, "Events as single articles tell them, by their days", ask.Claims(a.store.Events, a.store.CountEvents, export.NewEventRow))
}

// Assertions lists what single articles say of agreements.
func (a *API) Assertions() Operation {
	return list(a, query.Agreements, "What single articles tell of agreements", ask.Claims(a.store.Agreements, a.store.CountAgreements, export.NewAgreementRow))
}

// Memberships lists who belongs to what.
func (a *API) Memberships() Operation {
	return list(a, query.Memberships, "Who belongs to whom, as single articles tell it", ask.Claims(a.store.Memberships, a.store.CountMemberships, export.NewMembershipRow))
}

// Stories lists stories.
func (a *API) Stories() Operation {
	return list(a, query.Stories, "Stories: articles on one happening", ask.Many[onrecord.Story](a.world, query.Stories))
}

// Threads lists threads.
func (a *API) Threads() Operation {
	return list(a, query.Threads, "Threads: affairs over months and years", ask.Many[onrecord.Thread](a.world, query.Threads))
}

// Incidents lists incidents.
func (a *API) Incidents() Operation {
	return list(a, query.Incidents, "What happened, once each, with the figures side by side", ask.Many[onrecord.Incident](a.world, query.Incidents))
}

// Agreements lists agreements over all articles.
func (a *API) Agreements() Operation {
	return list(a, query.Ledger, "Agreements, and what became of each by whose word", ask.Many[onrecord.LedgerAgreement](a.world, query.Ledger))
}

// Disputes lists disputes.
func (a *API) Disputes() Operation {
	return list(a, query.Disputes, "What is disputed, with both sides' words", ask.Many[onrecord.Dispute](a.world, query.Disputes))
}

// Positions lists positions.
func (a *API) Positions() Operation {
	return list(a, query.Positions, "Where actors stand on the concepts of the codebook", ask.Many[onrecord.Position](a.world, query.Positions))
}

// Naming lists how outlets word actors.
func (a *API) Naming() Operation {
	return list(a, query.Namings, "How each outlet words an actor, by voice", ask.Many[onrecord.Naming](a.world, query.Namings))
}

// Inconsistencies lists what does not go together.
func (a *API) Inconsistencies() Operation {
	return list(a, query.Inconsistencies, "What does not go together within an article, its versions or its copies", ask.Many[onrecord.Inconsistency](a.world, query.Inconsistencies))
}
