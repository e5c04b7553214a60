package process

import "onrecord/internal/extract"

// StatementsAlone is r without what finds events, agreements and memberships.
func StatementsAlone(r *Reader) *Reader {
	alone := *r
	alone.claims = &extract.Extractors{Statements: r.claims.Statements}
	return &alone
}
