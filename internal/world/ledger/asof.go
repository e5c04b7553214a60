package ledger

import (
	"onrecord"
)

// AsOf is what an agreement was on a day, by what was so until then: its
// history to that day, and the last words of each asserter in it, of which the
// last is its last sign of life. ok is false where nothing was so yet.
func AsOf(g onrecord.LedgerAgreement, day string) (at onrecord.LedgerAgreement, ok bool) {
	at = g
	at.History = []onrecord.LedgerStatus{}
	for _, s := range g.History {
		if d := dayOf(s); d != "" && d <= day {
			at.History = append(at.History, s)
		}
	}
	at.Latest, at.Contested = latest(at.History)
	return at, len(at.History) > 0
}
